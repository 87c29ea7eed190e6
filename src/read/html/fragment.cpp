#include <vector>

#include "read/html/page.h"
#include "read/html/text_blocks.h"
#include "read/html/tree.h"

namespace chancery::read {

std::string fragment_text(std::string_view utf8_fragment) {
  const auto tree = html::parse_tree(utf8_fragment);
  if (!tree) return {};
  std::vector<bool> skipped(tree->size(), false);
  for (html::NodeIndex index = 0; index < tree->size(); ++index) {
    if ((*tree)[index].tag == LXB_TAG_SCRIPT) std::fill_n(skipped.begin() + index, (*tree)[index].end - index, true);
  }
  return html::make_blocks(*tree, skipped).text;
}

}  // namespace chancery::read
