// Which element of a page holds its article.
#pragma once

#include <cstdint>
#include <vector>

#include "read/html/lines.h"
#include "read/html/marks.h"
#include "read/html/text_blocks.h"
#include "read/html/tree.h"

namespace chancery::read::html {

// What is thought of a block.
struct Judged {
  bool sentence = false;   // reads like a sentence or more
  bool in_stream = false;  // stands among three sentences and more in one element
  LinePatterns::Kind kind = LinePatterns::Kind::text;
  bool matched = false;  // stands in the articleBody of the page's metadata
  Meaning meaning = 0;   // the marks of all elements around it, where they are believed
  double score = 0;

  [[nodiscard]] bool noise() const noexcept { return (meaning & (kNoise | kComments | kCaption | kByline)) != 0; }
};

struct ArticleRoot {
  NodeIndex node = kNoNode;          // none where nothing on the page reads like an article
  std::uint32_t begin = 0, end = 0;  // its blocks, all of them within the node
  std::vector<Judged> judged;
};

// `matches`: of match_body.
[[nodiscard]] ArticleRoot find_article_root(const Tree& tree, const Marks& marks, const Blocks& blocks,
                                            const std::vector<float>& matches);

}  // namespace chancery::read::html
