#include "serve/paging.h"

#include <array>
#include <charconv>

#include "text/hash.h"

namespace chancery::serve {
namespace {

constexpr int kHashLength = 10;

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string short_hash(const std::vector<std::string_view>& fields) {
  std::string bytes;
  for (const std::string_view field : fields) text::append_hashed_field(bytes, field);
  return text::to_base32(text::hash(bytes), kHashLength);
}

std::string encode_cursor(const Cursor& cursor) {
  const std::string body =
      std::to_string(cursor.version) + "-" + std::to_string(cursor.offset) + "-" + cursor.question + "-" + cursor.last;
  // The check keeps one from being written by hand: what cannot be relied upon should not look as if it could.
  return body + "-" + short_hash({body});
}

std::optional<Cursor> decode_cursor(std::string_view text) {
  std::array<std::string_view, 5> parts{};
  std::string_view rest = text;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const std::size_t end = rest.find('-');
    if ((end == std::string_view::npos) != (at + 1 == parts.size())) return std::nullopt;
    parts[at] = rest.substr(0, end);
    if (end != std::string_view::npos) rest.remove_prefix(end + 1);
  }
  const std::string_view body = text.substr(0, text.size() - parts[4].size() - 1);
  if (short_hash({body}) != parts[4]) return std::nullopt;
  const auto version = number_of(parts[0]);
  const auto offset = number_of(parts[1]);
  if (!version || !offset) return std::nullopt;
  return Cursor{*version, *offset, std::string(parts[2]), std::string(parts[3])};
}

}  // namespace chancery::serve
