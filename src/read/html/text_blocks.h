// The text of a page as lines: one block for each run of text that a browser shows as a paragraph of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/html/tree.h"

namespace chancery::read::html {

struct Block {
  std::uint32_t begin = 0, end = 0;  // in Blocks::text
  NodeIndex container = 0;           // the nearest element that makes a block
  NodeIndex first = 0, last = 0;     // first and last text node
  std::uint32_t letters = 0;         // length in letters; one of Chinese or Japanese counts as two and a half
  std::uint32_t link_letters = 0;    // of these inside links
  std::uint32_t words = 0;
  std::uint32_t stops = 0;  // full stops, commas and their like
  bool ends_sentence = false;

  [[nodiscard]] double link_share() const noexcept { return letters == 0 ? 0.0 : double(link_letters) / letters; }
};

struct Blocks {
  std::string text;
  std::vector<Block> blocks;
  // Blocks of a subtree: [first_block[node], first_block[tree[node].end]).
  std::vector<std::uint32_t> first_block;

  [[nodiscard]] std::string_view of(const Block& block) const noexcept {
    return std::string_view(text).substr(block.begin, block.end - block.begin);
  }
};

// Whether a browser shows the element as a block by itself.
[[nodiscard]] bool is_block_tag(std::uint16_t tag) noexcept;

// `skipped`: one entry a node; text of nodes marked there is left out (their descendants must be marked too). White
// space is collapsed, <br> and blank lines of <pre> begin a new block.
[[nodiscard]] Blocks make_blocks(const Tree& tree, const std::vector<bool>& skipped);

}  // namespace chancery::read::html
