// Which language a text is written in.
#pragma once

#include <optional>
#include <string>

#include "chancery/article.h"
#include "chancery/error.h"

namespace chancery::read {

// Settles article.language: one that was given is believed ("en", "en-GB", "eng", "English" are English); else the text
// is looked at (for common English words, then by CLD2, its first 4 KiB) and the language is set to "en" where it is
// surely English. A text that was said to be, or surely is, in another language is an error other_language that names
// it. What is too short or too mixed to tell keeps an empty language and passes: refusing it would lose English
// headlines full of foreign names.
[[nodiscard]] std::optional<Error> settle_language(Article& article);

}  // namespace chancery::read
