// Where in an article a full-text search matched.
#pragma once

#include <optional>
#include <string_view>

#include "chancery/text_span.h"
#include "record/sqlite/database.h"

namespace chancery::record {

// Adds the FTS5 auxiliary function search_span(article_words), which gives "COLUMN BEGIN END": the shortest stretch
// of at most 40 words that holds most of what was searched for, as bytes of title (0) or text (1).
void register_search_span(Database& database);

// Reads what search_span() gave.
[[nodiscard]] std::optional<TextSpan> parse_search_span(std::string_view text);

}  // namespace chancery::record
