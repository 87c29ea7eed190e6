// Long lists in pages. A cursor says after which row the next page begins; to clients it is opaque.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::serve {

struct Cursor {
  std::uint64_t version = 0;  // of the record when the page was given
  std::uint64_t offset = 0;   // rows before the next page, at that version
  std::string question;       // a hash of what was asked: a cursor fits no other question
  std::string last;           // a hash of the last row, to find the place again after the record has changed
};

[[nodiscard]] std::string encode_cursor(const Cursor& cursor);
// Nothing where it is none of ours.
[[nodiscard]] std::optional<Cursor> decode_cursor(std::string_view text);

// A short hash for Cursor::question and Cursor::last.
[[nodiscard]] std::string short_hash(const std::vector<std::string_view>& fields);

}  // namespace chancery::serve
