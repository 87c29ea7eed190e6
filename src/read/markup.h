// XML as feeds really are: read without a document tree, so that what is broken stays broken in one place.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace chancery::read {

// Nothing is looked up, no entity is expanded but the five of XML and character numbers: declarations of a document
// type have no effect (docs/decisions/feeds.md).

struct MarkupElement {
  std::string_view prefix;      // "content" of <content:encoded>
  std::string_view name;        // "encoded"
  std::string_view attributes;  // as they stand in the start tag
  std::string_view inner;       // between start and end tag; "" where the element is never closed
};

// The elements side by side in a piece of markup, without what lies within them. Time is linear in the piece.
class MarkupChildren {
 public:
  explicit MarkupChildren(std::string_view markup) : markup_(markup), budget_(markup.size() * 16 + 65536) {}
  [[nodiscard]] std::optional<MarkupElement> next();

 private:
  [[nodiscard]] std::size_t find_end(std::string_view tag_name, std::size_t from, std::size_t& behind);

  std::string_view markup_;
  std::size_t at_ = 0;
  std::size_t budget_;                           // bytes that may still be searched for end tags
  std::set<std::string, std::less<>> unclosed_;  // names of which no more end tags come
};

// A tag, comment, instruction or CDATA section of markup that begins at `at` with '<'.
struct MarkupPiece {
  enum class Kind { start_tag, empty_tag, end_tag, cdata, other, none };
  Kind kind = Kind::none;  // none: no tag begins there, the '<' is a character
  bool complete = true;    // false: its end is not in sight
  std::size_t end = 0;     // behind its last byte
  std::string_view name;   // with prefix; of tags
  std::string_view attributes;
};
[[nodiscard]] MarkupPiece markup_piece(std::string_view markup, std::size_t at);

// The text of an element that holds text or escaped HTML: CDATA unwrapped, XML's entities and character numbers
// resolved once; other entities stay for whoever reads the HTML. Where the markup within stands unescaped, it is given
// as it is.
[[nodiscard]] std::string markup_text(std::string_view inner);

// The value of an attribute, resolved; "" where there is none. `name` with prefix, if it has one.
[[nodiscard]] std::string markup_attribute(std::string_view attributes, std::string_view name);

// The local part of a name: "encoded" of "content:encoded".
[[nodiscard]] std::string_view local_name(std::string_view name) noexcept;

}  // namespace chancery::read
