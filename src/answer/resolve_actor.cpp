#include "answer/resolve_actor.h"

#include "answer/suggest.h"
#include "answer/wording.h"

namespace chancery::answer {

Result<std::string> resolve_actor(const Knowledge& knowledge, Record& record, const std::string& given) {
  std::string code = knowledge.resolve_code(given);
  if (!code.empty()) return code;
  code = given;
  for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  RecordQuery query;
  query.actor = code;
  query.limit = 1;
  const auto known = record.find(query);
  if (!known) return std::unexpected(known.error());
  if (!known->empty()) return code;
  std::string message = "\"" + given + "\" is no state or organisation that I know";
  const auto near = suggest_actors(knowledge, given);
  if (near.empty()) {
    message += ": give an ISO 3166 code or an English name, or add it with --actors FILE";
  } else {
    message += ". Did you mean " + join_names(near, 10) + "?";
  }
  return std::unexpected(Error{ErrorCode::bad_usage, std::move(message), {}, 0, 0, 0});
}

}  // namespace chancery::answer
