// What a file holds, told by its first bytes.
#pragma once

#include <optional>
#include <string_view>

#include "chancery/error.h"

namespace chancery::read {

enum class ContentType { plain_text, json_lines };

// How much of the head of a file content_type() wants to see.
inline constexpr std::size_t kSniffBytes = 16384;

// `name` helps where the content leaves it open: .jsonl and .ndjson are JSON Lines, whatever stands in them. Content
// that is neither plain text nor JSON Lines is an error (wrong_type, bad_encoding) that says what it seems to be.
[[nodiscard]] Result<ContentType> content_type(std::string_view head, std::string_view name);

// Whether a folder's file is passed over because its name says that it holds no articles (hidden files, README, .md,
// .csv, .tsv, .db, editors' backups). Files named one by one are never passed over.
[[nodiscard]] bool is_no_article_by_name(std::string_view file_name);

// Length of a UTF-8 byte order mark at the head: 3 or 0.
[[nodiscard]] std::size_t byte_order_mark(std::string_view head) noexcept;

}  // namespace chancery::read
