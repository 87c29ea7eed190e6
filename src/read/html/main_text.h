// The main text of a page: which of its blocks are the article.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "read/html/text_blocks.h"
#include "read/html/tree.h"

namespace chancery::read::html {

struct MainText {
  std::string text;                  // lines parted by '\n'
  std::vector<std::string> heads;    // lines about the article at its head and foot: bylines, dates; at most 24
  std::vector<std::string> bylines;  // those of them whose element is named as a byline
  std::uint32_t letters = 0;         // letters of its lines that read like sentences
  std::uint32_t sentences = 0;       // how many lines those are
};

// What is known of the article before its text is looked for.
struct MainTextHints {
  std::string_view title;   // left out where it stands as a line of its own
  std::string_view author;  // lines about the author at the foot are left out
  std::string_view body;    // the text by the page's own metadata (JSON-LD articleBody), "" where it gives none
};

// How the article is found, in four steps: (1) elements are marked by their tags and names (data/page_noise.csv);
// (2) each block of text is scored: sentences in the company of sentences count for, links and scraps against; (3) the
// element whose blocks score highest together is taken - the maximum-sum segment of Pasternack and Roth ("Extracting
// article text from the web with maximum subsequence segmentation", 2009), bound to the tree; (4) within it, what is no
// part of the article is left out, block by block.
[[nodiscard]] MainText find_main_text(const Tree& tree, const MainTextHints& hints);

}  // namespace chancery::read::html
