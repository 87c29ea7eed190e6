#include "read/html/plain_text.h"

#include "read/html/page.h"

namespace chancery::read::html {
namespace {

bool is_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }
char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool has_entity(std::string_view text) noexcept {
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::size_t end = text.find(';', at);
    if (end != std::string_view::npos && end - at > 2 && end - at < 12) return true;
  }
  return false;
}

bool has_markup(std::string_view text) noexcept {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (at + 1 >= text.size()) return false;
    const char next = lower(text[at + 1]);
    if ((next >= 'a' && next <= 'z') || next == '/' || next == '!') return true;
  }
  return false;
}

}  // namespace

bool contains_ignoring_case(std::string_view text, std::string_view lowered) noexcept {
  for (std::size_t at = 0; at + lowered.size() <= text.size(); ++at) {
    if (equal_ignoring_case(text.substr(at, lowered.size()), lowered)) return true;
  }
  return false;
}

bool equal_ignoring_case(std::string_view text, std::string_view lowered) noexcept {
  if (text.size() != lowered.size()) return false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (lower(text[at]) != lowered[at]) return false;
  }
  return true;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string plain_value(std::string_view value) {
  value = trimmed(value);
  // Twice: "&amp;#8217;" in JSON is an apostrophe that went through two editors.
  std::string resolved;
  for (int round = 0; round < 2 && (has_entity(value) || has_markup(value)); ++round) {
    resolved = fragment_text(value);
    value = resolved;
  }
  std::string out;
  out.reserve(value.size());
  bool space = false;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const bool no_break = value.substr(at, 2) == "\xC2\xA0";
    if (no_break) ++at;
    if (no_break || is_space(value[at])) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out += value[at];
  }
  return out;
}

}  // namespace chancery::read::html
