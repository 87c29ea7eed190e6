// Where the text that a page's metadata gives as its article (JSON-LD articleBody) stands on the page.
#pragma once

#include <string_view>
#include <vector>

#include "read/html/text_blocks.h"

namespace chancery::read::html {

// For each block the share of its runs of four words (of the block itself where it is shorter) that occur in `body`,
// 0 to 1. All 0 where `body` is too short to tell or little of it stands on the page: it is then another text.
[[nodiscard]] std::vector<float> match_body(const Blocks& blocks, std::string_view body);

}  // namespace chancery::read::html
