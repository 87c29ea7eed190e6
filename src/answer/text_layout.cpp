#include "answer/text_layout.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace chancery::answer {
namespace {

struct Character {
  UChar32 code = 0;
  std::size_t bytes = 0;
};

// The character at `at`; broken bytes count as one character each (U+FFFD).
Character character_at(std::string_view utf8, std::size_t at) noexcept {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  auto position = static_cast<std::int32_t>(at);
  UChar32 code = 0;
  U8_NEXT(bytes, position, static_cast<std::int32_t>(utf8.size()), code);
  if (code < 0) return {0xFFFD, 1};
  return {code, static_cast<std::size_t>(position) - at};
}

std::size_t width_of(UChar32 code) noexcept {
  if (code < 0x300) return code < 0x20 || (code >= 0x7F && code < 0xA0) ? 0 : 1;
  const auto category = u_charType(code);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) return 0;
  const auto width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool is_blank(char character) noexcept {
  return character == ' ' || character == '\t' || character == '\n' || character == '\r' || character == '\f' ||
         character == '\v';
}

bool steers(UChar32 code) noexcept {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x200E || code == 0x200F ||
         (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

std::size_t display_width(std::string_view utf8) noexcept {
  std::size_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    // Our own colours: "\033[31m". Foreign texts are neutralised before they come here.
    if (utf8[at] == '\033' && at + 1 < utf8.size() && utf8[at + 1] == '[') {
      const std::size_t end = utf8.find('m', at);
      if (end != std::string_view::npos) {
        at = end + 1;
        continue;
      }
    }
    const Character character = character_at(utf8, at);
    width += width_of(character.code);
    at += character.bytes;
  }
  return width;
}

std::vector<std::string> wrap(std::string_view utf8, std::size_t width) {
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    while (at < utf8.size() && is_blank(utf8[at])) ++at;
    std::size_t end = at;
    while (end < utf8.size() && !is_blank(utf8[end])) ++end;
    if (end == at) break;
    const std::string_view word = utf8.substr(at, end - at);
    const std::size_t columns = display_width(word);
    if (used > 0 && used + 1 + columns > width) {
      lines.emplace_back();
      used = 0;
    }
    if (used > 0) {
      lines.back() += ' ';
      ++used;
    }
    lines.back() += word;
    used += columns;
    at = end;
  }
  return lines;
}

std::string shorten(std::string_view utf8, std::size_t width) {
  if (display_width(utf8) <= width) return std::string(utf8);
  std::size_t used = 0;
  std::size_t end = 0;
  std::size_t last_blank = 0;
  while (end < utf8.size()) {
    const Character character = character_at(utf8, end);
    const std::size_t columns = width_of(character.code);
    if (used + columns + 1 > width) break;  // one column is kept for the mark of the cut
    if (is_blank(utf8[end])) last_blank = end;
    used += columns;
    end += character.bytes;
  }
  if (last_blank * 3 > end * 2) end = last_blank;  // not for a cut of more than a third
  while (end > 0 && is_blank(utf8[end - 1])) --end;
  return std::string(utf8.substr(0, end)) + "…";
}

std::string one_line(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  bool blank = false;
  for (const char character : utf8) {
    if (is_blank(character)) {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += character;
  }
  return out;
}

std::string neutralise(std::string_view utf8, bool keep_newlines) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const Character character = character_at(utf8, at);
    const bool keep = keep_newlines && character.code == '\n';
    if (!keep && (steers(character.code) || character.code == 0xFFFD)) {
      out += "\uFFFD";
    } else {
      out += utf8.substr(at, character.bytes);
    }
    at += character.bytes;
  }
  return out;
}

std::string capitalise(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t used = display_width(text);
  return (used < width ? std::string(width - used, ' ') : std::string()) + std::string(text);
}

std::string pad_right(std::string_view text, std::size_t width) {
  const std::size_t used = display_width(text);
  return std::string(text) + (used < width ? std::string(width - used, ' ') : std::string());
}

}  // namespace chancery::answer
