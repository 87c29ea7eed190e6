// Trigger words and phrases with the event types that they speak for (data/relation_words.csv), as stems.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "chancery/error.h"
#include "understand/model/words.h"

namespace chancery::understand::model {

// Immutable after loading; share one between threads.
class RelationLexicon {
 public:
  struct Hit {
    std::uint32_t first = 0;  // words [first, last)
    std::uint32_t last = 0;
    std::uint32_t types = 0;  // bit i: EventType i
  };

  // Reads a table with the columns `phrase` and `type`; a phrase may stand in several rows. Errors name the line.
  [[nodiscard]] static Result<RelationLexicon> parse(std::string_view csv, std::string_view name);

  // The lexicon compiled into the program.
  [[nodiscard]] static Result<RelationLexicon> built_in();

  // Replaces `out` by the hits in `words`, from left to right, longest first, not overlapping.
  void find(std::span<const ModelWord> words, std::vector<Hit>& out) const;

  [[nodiscard]] std::size_t size() const noexcept { return phrases_.size(); }
  // Hash of the whole table: a model trained with another lexicon refuses to run.
  [[nodiscard]] std::uint32_t fingerprint() const noexcept { return fingerprint_; }

 private:
  struct Phrase {
    std::uint32_t begin = 0;  // stems_[begin, begin + words)
    std::uint32_t words = 0;
    std::uint32_t types = 0;
  };

  std::vector<std::uint32_t> stems_;
  std::vector<Phrase> phrases_;                                                          // by first stem, longest first
  std::unordered_map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> by_first_;  // stem -> phrases_ [from, to)
  std::vector<std::uint64_t> filter_ = std::vector<std::uint64_t>(1024);                 // 65,536 bits over first stems
  std::uint32_t fingerprint_ = 0;
};

}  // namespace chancery::understand::model
