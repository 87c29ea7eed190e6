// A page as a flat tree: what lexbor parsed, less what can hold no text (scripts, styles, drawings, comments).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <lexbor/tag/const.h>
#include "chancery/error.h"

namespace chancery::read::html {

using NodeIndex = std::uint32_t;
inline constexpr NodeIndex kNoNode = 0xFFFFFFFF;
// Tags that HTML does not know (custom elements).
inline constexpr std::uint16_t kUnknownTag = 0xFFFF;

struct Attribute {
  std::string_view name;  // lower case
  std::string_view value;
};

// Nodes stand in document order: the children of node i begin at i + 1, its next sibling is at nodes[i].end.
struct Node {
  NodeIndex parent = kNoNode;
  NodeIndex end = 0;  // one past the last descendant
  std::uint32_t first_attribute = 0;
  std::uint16_t attribute_count = 0;
  std::uint16_t tag = 0;  // LXB_TAG_..., LXB_TAG__TEXT for text, kUnknownTag for custom elements
  std::string_view text;  // of text nodes

  [[nodiscard]] bool is_text() const noexcept { return tag == LXB_TAG__TEXT; }
};

// Views in nodes and attributes live as long as the tree. Scripts are left out but for those of JSON-LD.
class Tree {
 public:
  [[nodiscard]] const std::vector<Node>& nodes() const noexcept { return nodes_; }
  [[nodiscard]] const Node& operator[](NodeIndex index) const noexcept { return nodes_[index]; }
  [[nodiscard]] NodeIndex size() const noexcept { return static_cast<NodeIndex>(nodes_.size()); }
  // The value of an attribute; empty where it is absent (or empty).
  [[nodiscard]] std::string_view attribute(NodeIndex node, std::string_view name) const noexcept;
  [[nodiscard]] bool has_attribute(NodeIndex node, std::string_view name) const noexcept;
  [[nodiscard]] const Attribute* attributes_begin(const Node& node) const noexcept {
    return attributes_.data() + node.first_attribute;
  }
  [[nodiscard]] const Attribute* attributes_end(const Node& node) const noexcept {
    return attributes_begin(node) + node.attribute_count;
  }

 private:
  friend Result<Tree> parse_tree(std::string_view);
  struct Document;  // owns lexbor's memory
  struct Free {
    void operator()(Document* document) const noexcept;
  };
  std::unique_ptr<Document, Free> document_;
  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
};

// Parses a page by the HTML standard, which gives a tree for any bytes. Errors: too_large (over kMaxPageBytes), bomb
// (the tree grows over its limits of memory or work). Elements nested deeper than 512 are laid flat, as browsers do;
// more than 256 attributes of one element are cut. Never recurses.
[[nodiscard]] Result<Tree> parse_tree(std::string_view utf8);

}  // namespace chancery::read::html
