// A saved page as an article.
#pragma once

#include <string_view>

#include "chancery/article.h"
#include "chancery/error.h"

namespace chancery::read {

// `charset`: as a header declared it, goes before what the page declares; `url`: where the page was saved from; both ""
// where unknown. What an Article has no field for is in extra_json: "author", "date_basis" (page.h), "excerpt" ("true"
// where the page itself says that the rest stands behind a paywall). Errors: those of read_page(), bad_encoding.
[[nodiscard]] Result<Article> read_page_article(std::string_view bytes, std::string_view charset, std::string_view url);

}  // namespace chancery::read
