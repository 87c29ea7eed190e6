#include "answer/suggest.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "knowledge/tables.h"

namespace chancery::answer {
namespace {

// Letters to insert, remove, replace or swap with their neighbour (optimal string alignment).
std::size_t edit_distance(std::string_view one, std::string_view other) {
  std::vector<std::size_t> before(other.size() + 1);
  std::vector<std::size_t> above(other.size() + 1);
  std::vector<std::size_t> row(other.size() + 1);
  std::iota(above.begin(), above.end(), std::size_t{0});
  for (std::size_t i = 1; i <= one.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const std::size_t replace = above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replace});
      if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[other.size()];
}

}  // namespace

std::vector<std::string> suggest_actors(const Knowledge& knowledge, std::string_view given, std::size_t limit) {
  const std::string typed = knowledge::fold(given);
  if (typed.empty()) return {};
  const knowledge::Tables& tables = knowledge.tables();
  std::map<std::string, std::size_t> best;  // code -> distance
  const auto consider = [&](const std::string& code, std::string_view name) {
    const std::string folded = knowledge::fold(name);
    std::size_t distance = edit_distance(typed, folded);
    // The head of a name is a good guess too, though not as good as a slip of the finger.
    if (typed.size() >= 2 && folded.starts_with(typed)) distance = std::min<std::size_t>(distance, 2);
    if (3 * distance > std::max<std::size_t>(typed.size(), 3) && !(folded.starts_with(typed) && typed.size() >= 2))
      return;
    const auto [entry, is_new] = best.try_emplace(code, distance);
    if (!is_new) entry->second = std::min(entry->second, distance);
  };
  for (const knowledge::ActorEntry& actor : tables.actors) {
    consider(actor.code, actor.code);
    consider(actor.code, actor.name);
  }
  for (const knowledge::NameEntry& name : tables.names) {
    using knowledge::NameForm;
    const bool names_actor = name.form == NameForm::name || name.form == NameForm::adjective ||
                             name.form == NameForm::people || name.form == NameForm::capital ||
                             name.form == NameForm::code;
    if (names_actor && name.actor != knowledge::kNoActor) consider(tables.actors[name.actor].code, name.surface);
  }
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const auto& [code, distance] : best) ranked.emplace_back(distance, code);
  std::sort(ranked.begin(), ranked.end());
  if (ranked.size() > limit) ranked.resize(limit);
  std::vector<std::string> out;
  for (const auto& [distance, code] : ranked) out.push_back(knowledge.display_name(code) + " (" + code + ")");
  return out;
}

}  // namespace chancery::answer
