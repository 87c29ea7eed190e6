#include "read/markup.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace chancery::read {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f";

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

void append_character(std::string& out, std::uint32_t point) {
  if (point == 0 || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) point = 0xFFFD;
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0U | (point >> 6U));
    out += static_cast<char>(0x80U | (point & 0x3FU));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0U | (point >> 12U));
    out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (point & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (point >> 18U));
    out += static_cast<char>(0x80U | ((point >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (point & 0x3FU));
  }
}

// Length of the reference at the head of `text` ("&lt;", "&#8217;"), its character put into `point`; 0 where it is none
// of XML's own.
std::size_t reference(std::string_view text, std::uint32_t& point) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kNamed{
      {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  for (const auto& [written, character] : kNamed) {
    if (text.starts_with(written)) return point = static_cast<unsigned char>(character), written.size();
  }
  if (!text.starts_with("&#")) return 0;
  std::size_t at = 2;
  const bool hex = at < text.size() && (text[at] == 'x' || text[at] == 'X');
  if (hex) ++at;
  const std::size_t first = at;
  std::uint32_t value = 0;
  for (; at < text.size() && at - first < 8; ++at) {
    const char c = text[at];
    std::uint32_t digit = 0;
    if (c >= '0' && c <= '9') {
      digit = static_cast<std::uint32_t>(c - '0');
    } else if (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
      digit = static_cast<std::uint32_t>((c | 0x20) - 'a' + 10);
    } else {
      break;
    }
    value = std::min<std::uint32_t>(value * (hex ? 16 : 10) + digit, 0x110000);
  }
  if (at == first || at >= text.size() || text[at] != ';') return 0;
  // Numbers 128 to 159 are meant as windows-1252 (WHATWG HTML, numeric character reference end state): left for the
  // HTML reader, which knows them.
  if (value >= 0x80 && value < 0xA0) return 0;
  point = value;
  return at + 1;
}

void append_resolved(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const std::size_t and_sign = std::min(text.find('&'), text.size());
    out.append(text, 0, and_sign);
    text.remove_prefix(and_sign);
    if (text.empty()) break;
    std::uint32_t point = 0;
    if (const std::size_t length = reference(text, point); length > 0) {
      append_character(out, point);
      text.remove_prefix(length);
    } else {
      out += '&';
      text.remove_prefix(1);
    }
  }
}

}  // namespace

std::string_view local_name(std::string_view name) noexcept {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

MarkupPiece markup_piece(std::string_view markup, std::size_t at) {
  using enum MarkupPiece::Kind;
  MarkupPiece piece;
  const std::string_view rest = markup.substr(at);
  const auto until = [&](std::string_view mark, MarkupPiece::Kind kind, std::size_t from) {
    const std::size_t found = rest.find(mark, from);
    piece.kind = kind;
    piece.complete = found != std::string_view::npos;
    piece.end = piece.complete ? at + found + mark.size() : markup.size();
    return piece;
  };
  if (rest.starts_with("<![CDATA[")) return until("]]>", cdata, 9);
  if (rest.starts_with("<!--")) return until("-->", other, 4);
  if (rest.starts_with("<?")) return until("?>", other, 2);
  // The piece may go on behind what has come so far.
  for (const std::string_view mark : {"<![CDATA[", "<!--"}) {
    if (rest.size() < mark.size() && mark.starts_with(rest)) {
      piece.complete = false;
      return piece;
    }
  }
  if (rest.starts_with("<!")) return until(">", other, 2);
  const std::size_t name_at = rest.starts_with("</") ? 2 : 1;
  if (rest.size() <= name_at) {
    piece.complete = false;
    return piece;
  }
  if (!is_name_start(rest[name_at])) {
    piece.end = at + 1;
    return piece;
  }
  // Quoted values may hold '>'; a quote that is never closed must not swallow the document.
  char quote = '\0';
  std::size_t close = std::string_view::npos, first_close = std::string_view::npos;
  for (std::size_t i = name_at; i < rest.size(); ++i) {
    const char c = rest[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
      if (c == '>' && first_close == std::string_view::npos) first_close = i;
      if (c == '<') break;
    } else if (c == '"' || c == '\'') {
      if (rest[i - 1] == '=') quote = c;
    } else if (c == '>') {
      close = i;
      break;
    } else if (c == '<') {
      break;
    }
  }
  if (close == std::string_view::npos) close = first_close;
  if (close == std::string_view::npos) {
    // Another '<' before any '>': this one was a character. Else the tag may go on.
    piece.complete = rest.find('<', name_at) != std::string_view::npos;
    piece.end = piece.complete ? at + 1 : markup.size();
    return piece;
  }
  std::string_view body = rest.substr(name_at, close - name_at);
  const bool empty = name_at == 1 && body.ends_with('/');
  if (empty) body.remove_suffix(1);
  const std::size_t name_end = std::min(body.find_first_of(kBlanks), body.size());
  piece.kind = name_at == 2 ? end_tag : empty ? empty_tag : start_tag;
  piece.name = body.substr(0, name_end);
  piece.attributes = body.substr(name_end);
  piece.end = at + close + 1;
  return piece;
}

// Where the end tag for an element begins that was opened before `from`; npos where it is never closed.
std::size_t MarkupChildren::find_end(std::string_view tag_name, std::size_t from, std::size_t& behind) {
  if (unclosed_.find(tag_name) != unclosed_.end()) return std::string_view::npos;
  std::size_t depth = 1, at = from;
  while (true) {
    const std::size_t next = std::min(markup_.find('<', at), markup_.size());
    if (next - at > budget_) break;
    budget_ -= next - at;
    if (next == markup_.size()) break;
    const MarkupPiece piece = markup_piece(markup_, next);
    const std::size_t step = std::max(piece.end, next + 1) - next;
    if (step > budget_) break;
    budget_ -= step;
    at = next + step;
    if (piece.name != tag_name) continue;
    if (piece.kind == MarkupPiece::Kind::start_tag) ++depth;
    if (piece.kind == MarkupPiece::Kind::end_tag && --depth == 0) {
      behind = at;
      return next;
    }
  }
  unclosed_.emplace(tag_name);
  return std::string_view::npos;
}

std::optional<MarkupElement> MarkupChildren::next() {
  while (true) {
    const std::size_t start = markup_.find('<', at_);
    if (start == std::string_view::npos) return std::nullopt;
    const MarkupPiece piece = markup_piece(markup_, start);
    at_ = std::max(piece.end, start + 1);
    const bool opens = piece.kind == MarkupPiece::Kind::start_tag;
    if (!opens && piece.kind != MarkupPiece::Kind::empty_tag) continue;
    MarkupElement element;
    element.name = local_name(piece.name);
    if (element.name.size() < piece.name.size())
      element.prefix = piece.name.substr(0, piece.name.size() - element.name.size() - 1);
    element.attributes = piece.attributes;
    if (opens) {
      std::size_t behind = 0;
      const std::size_t end = find_end(piece.name, at_, behind);
      if (end != std::string_view::npos) {
        element.inner = markup_.substr(at_, end - at_);
        at_ = behind;
      }
    }
    return element;
  }
}

std::string markup_text(std::string_view inner) {
  using enum MarkupPiece::Kind;
  // First whether there is markup within that nobody escaped.
  bool raw_markup = false;
  for (std::size_t at = inner.find('<'); at != std::string_view::npos && !raw_markup;) {
    const MarkupPiece piece = markup_piece(inner, at);
    raw_markup = piece.kind == start_tag || piece.kind == empty_tag || piece.kind == end_tag;
    at = inner.find('<', std::max(piece.end, at + 1));
  }
  std::string out;
  out.reserve(inner.size());
  std::size_t at = 0;
  while (at < inner.size()) {
    const std::size_t next = std::min(inner.find('<', at), inner.size());
    const std::string_view text = inner.substr(at, next - at);
    raw_markup ? void(out += text) : append_resolved(out, text);
    if (next == inner.size()) break;
    const MarkupPiece piece = markup_piece(inner, next);
    at = std::max(piece.end, next + 1);
    if (piece.kind == cdata) {
      const std::size_t end = piece.complete ? at - 3 : at;
      out += inner.substr(next + 9, end - next - 9);
    } else if (piece.kind != other) {
      out += inner.substr(next, at - next);
    }
  }
  return out;
}

std::string markup_attribute(std::string_view attributes, std::string_view name) {
  std::size_t at = 0;
  while (true) {
    at = attributes.find_first_not_of(" \t\r\n\f/", at);
    if (at == std::string_view::npos) return {};
    const std::size_t name_end = std::min(attributes.find_first_of(" \t\r\n\f=", at), attributes.size());
    const std::string_view found = attributes.substr(at, name_end - at);
    std::size_t value = attributes.find_first_not_of(kBlanks, name_end);
    if (value == std::string_view::npos || attributes[value] != '=') {
      at = std::max(name_end, at + 1);
      continue;
    }
    value = attributes.find_first_not_of(kBlanks, value + 1);
    if (value == std::string_view::npos) return {};
    std::size_t end = 0;
    if (attributes[value] == '"' || attributes[value] == '\'') {
      end = std::min(attributes.find(attributes[value], value + 1), attributes.size());
      ++value;
    } else {
      end = std::min(attributes.find_first_of(kBlanks, value), attributes.size());
    }
    if (found == name) {
      std::string out;
      append_resolved(out, attributes.substr(value, end - value));
      return out;
    }
    at = std::min(end + 1, attributes.size());
  }
}

}  // namespace chancery::read
