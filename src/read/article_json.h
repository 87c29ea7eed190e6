// Articles as JSON Lines: what `read` and `code` take in and `read --print` gives out.
#pragma once

#include <string>
#include <string_view>

#include "chancery/article.h"
#include "chancery/error.h"

namespace chancery::read {

// One line, without its line break. Known keys: text (required), id, title, date, source, url, language, file; null and
// "" are as good as absent. Others are kept as they are in extra_json. An id may also be a whole number. The article's
// id stays empty where the line has none. Errors carry `byte`, an offset into the line, where the trouble has a place;
// file and line are left to the caller.
[[nodiscard]] Result<Article> parse_article(std::string_view line);

// Appends the article as one object, without line break; empty fields are left out.
void append_article(std::string& out, const Article& article);

}  // namespace chancery::read
