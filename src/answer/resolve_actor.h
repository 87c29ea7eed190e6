// The names of states and organisations as people give them.
#pragma once

#include <string>

#include "chancery/error.h"
#include "chancery/knowledge.h"
#include "chancery/record.h"

namespace chancery::answer {

// The code of a state or organisation given as code or name ("kz", "Kazakhstan"), also of one that only the record
// knows (a user's own, XAA). Error bad_usage with the nearest names; the record's own errors.
[[nodiscard]] Result<std::string> resolve_actor(const Knowledge& knowledge, Record& record, const std::string& given);

}  // namespace chancery::answer
