// What a file holds, told by its first bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "chancery/error.h"

namespace chancery::read {

enum class ContentType : std::uint8_t {
  plain_text,
  json_lines,  // one object on each line
  json,        // objects over several lines, alone, one after another or in an array
  json_feed,   // jsonfeed.org, version 1 and 1.1
  feed,        // RSS 0.9 to 2.0, RDF, Atom
  html,
  mail,     // RFC 5322: a mail, or a page saved as MHTML (RFC 2557)
  mailbox,  // mails one after another, each behind a line "From " (RFC 4155)
  gzip,
  archive,  // zip, tar, bzip2, xz, zstd, compress
  warc,     // ISO 28500
};

// How much of the head of a file content_type() wants to see.
inline constexpr std::size_t kSniffBytes = 16384;

// `name` helps where the content leaves it open: .jsonl and .ndjson are JSON Lines, whatever text stands in them.
// `head` is in an encoding that holds ASCII (charset.h tells and converts the others). Content of any other kind is an
// error wrong_type that says what it seems to be.
[[nodiscard]] Result<ContentType> content_type(std::string_view head, std::string_view name);

// Whether a folder's or an archive's file is passed over because its name says that it holds no articles (hidden files,
// README, tables, databases, scripts and styles of pages, editors' backups, unfinished downloads). Files named one by
// one are never passed over.
[[nodiscard]] bool is_no_article_by_name(std::string_view file_name);

// Length of a UTF-8 byte order mark at the head: 3 or 0.
[[nodiscard]] std::size_t byte_order_mark(std::string_view head) noexcept;

}  // namespace chancery::read
