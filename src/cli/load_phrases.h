// --phrases FILE.
#pragma once

#include <string>

#include "answer/phrases.h"
#include "chancery/error.h"

namespace chancery::cli {

// The built-in wordings, and over them those of a user's table where `path` is not empty. Error bad_usage.
[[nodiscard]] Result<answer::Phrases> load_phrases(const std::string& path);

}  // namespace chancery::cli
