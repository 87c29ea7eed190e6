// Phrases of words -> entries, longest match first: a trie over word numbers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "knowledge/vocabulary.h"

namespace chancery::knowledge {

// Immutable after loading. Several entries may share a phrase ("Congo"): `entries` gives all of them, in load order.
class PhraseTable {
 public:
  struct Match {
    std::uint32_t words = 0;                 // length in words; 0: nothing matches
    std::span<const std::uint32_t> entries;  // values given to add()
    explicit operator bool() const noexcept { return words != 0; }
  };

  // `phrase` must not be empty nor hold kUnknownWord.
  void add(std::span<const WordId> phrase, std::uint32_t entry);

  // Must be called once after the last add() and before any look-up.
  void finish();

  // The longest phrase that begins at words[0]. Words after the match are not looked at.
  [[nodiscard]] Match longest(std::span<const WordId> words) const noexcept;
  // The phrase that is exactly `words`.
  [[nodiscard]] Match exact(std::span<const WordId> words) const noexcept;
  // Whether any phrase begins with this word: the cheap test that most tokens fail.
  [[nodiscard]] bool starts(WordId word) const noexcept { return word < starts_.size() && starts_[word]; }

 private:
  struct Slot {
    std::uint64_t key = 0;  // node << 32 | word; 0: free
    std::uint32_t node = 0;
  };
  [[nodiscard]] std::uint32_t child(std::uint32_t node, WordId word) const noexcept;
  std::uint32_t child_or_add(std::uint32_t node, WordId word);
  void grow();

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  std::vector<std::vector<std::uint32_t>> pending_;  // entries of each node while loading
  std::vector<std::uint32_t> first_;                 // node -> begin in entries_ (finish())
  std::vector<std::uint32_t> entries_;
  std::vector<bool> starts_;
};

}  // namespace chancery::knowledge
