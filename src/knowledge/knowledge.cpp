#include "chancery/knowledge.h"

#include <fstream>
#include <iterator>

#include "knowledge/embedded.h"
#include "knowledge/loader.h"

namespace chancery {
namespace knowledge {

std::string_view embedded_file(std::string_view name) noexcept {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name == name) return file.content;
  }
  return {};
}

}  // namespace knowledge

Knowledge::Knowledge() : tables_(std::make_unique<knowledge::Tables>()) {}
Knowledge::~Knowledge() = default;

Result<std::shared_ptr<const Knowledge>> Knowledge::load(const std::vector<std::filesystem::path>& actor_files) {
  std::shared_ptr<Knowledge> loaded(new Knowledge());
  if (auto built_in = knowledge::load_built_in(*loaded->tables_); !built_in) return std::unexpected(built_in.error());
  for (const auto& path : actor_files) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      Error error;
      error.code = ErrorCode::not_found;
      error.file = path.string();
      error.message = "cannot open the actor file: check the path given to --actors";
      return std::unexpected(std::move(error));
    }
    const std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (auto added = knowledge::load_actor_file(*loaded->tables_, content, path.string()); !added) {
      return std::unexpected(added.error());
    }
  }
  knowledge::finish_tables(*loaded->tables_);
  return std::shared_ptr<const Knowledge>(std::move(loaded));
}

std::string Knowledge::resolve_code(std::string_view code_or_name) const {
  std::string upper(code_or_name);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  if (tables_->find_actor(upper) != knowledge::kNoActor) return upper;
  if (const auto alpha2 = tables_->alpha2_codes.find(upper); alpha2 != tables_->alpha2_codes.end())
    return alpha2->second;
  const auto words = tables_->known_words(code_or_name);
  if (words.empty()) return {};
  std::string capital;
  for (const std::uint32_t index : tables_->name_phrases.exact(words).entries) {
    const knowledge::NameEntry& entry = tables_->names[index];
    using knowledge::NameForm;
    if (entry.form == NameForm::name || entry.form == NameForm::code) return tables_->actors[entry.actor].code;
    if (entry.form == NameForm::capital && capital.empty()) capital = tables_->actors[entry.actor].code;
  }
  return capital;
}

std::string Knowledge::display_name(std::string_view code) const {
  const knowledge::ActorId actor = tables_->find_actor(code);
  return actor == knowledge::kNoActor ? std::string(code) : tables_->actors[actor].name;
}

std::vector<TableInfo> Knowledge::table_infos() const { return tables_->infos; }

}  // namespace chancery
