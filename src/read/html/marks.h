// What the tags and names of a page's elements say of their content.
#pragma once

#include <vector>

#include "read/html/names.h"
#include "read/html/tree.h"

namespace chancery::read::html {

struct Marks {
  std::vector<Meaning> meaning;  // one a node: what the element itself says
  std::vector<bool> skipped;     // one a node: hidden, or never shown as text; so are all of its descendants
};

[[nodiscard]] Marks mark_nodes(const Tree& tree);

[[nodiscard]] constexpr bool is_heading_tag(std::uint16_t tag) noexcept {
  return tag >= LXB_TAG_H1 && tag <= LXB_TAG_H6;
}

}  // namespace chancery::read::html
