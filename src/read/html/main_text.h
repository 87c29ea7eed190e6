// The main text of a page: which of its blocks are the article.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "read/html/text_blocks.h"
#include "read/html/tree.h"

namespace chancery::read::html {

struct MainText {
  std::string text;           // lines parted by '\n'
  NodeIndex node = kNoNode;   // the element that holds it
  NodeIndex first = kNoNode;  // its first text node; what stands before may be the headline and byline
  std::uint32_t sentences = 0;  // letters of its lines that read like sentences
};

// What is known of the article before its text is looked for.
struct MainTextHints {
  std::string_view title;  // left out where it stands as a line of its own
  std::string_view body;   // the text by the page's own metadata (JSON-LD articleBody), "" where it gives none
};

[[nodiscard]] MainText find_main_text(const Tree& tree, const MainTextHints& hints);

}  // namespace chancery::read::html
