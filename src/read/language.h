// Which language a text is written in.
#pragma once

#include <optional>
#include <string>

#include "chancery/article.h"
#include "chancery/error.h"

namespace chancery::read {

struct LanguageRule {
  bool declared_is_hint = false;  // what a page or feed declares: the text goes before it
  bool any = false;               // every language passes
};

// Settles article.language. One that somebody gave ("en", "en-GB", "eng", "English" are English) is believed; else the
// text is looked at (for common English words, then by CLD2, its first 4 KiB) and the language is set to "en" where it
// is surely English. A text that was said to be, or surely is, in another language is an error other_language that
// names it and says how much of the text is in it; with `any` it passes, its code in article.language. What is too
// short or too mixed to tell passes: refusing it would lose English headlines full of foreign names. Its language is
// the one declared, else empty.
[[nodiscard]] std::optional<Error> settle_language(Article& article, LanguageRule rule = {});

}  // namespace chancery::read
