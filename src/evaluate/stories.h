// How well reprints are told from other reports. On variants made of given articles, and on articles of a labelled
// corpus that truly share text.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "chancery/error.h"
#include "evaluate/readouts.h"

namespace chancery::evaluate {

struct StoryEvaluation {
  std::size_t articles = 0;   // that the file holds
  std::size_t originals = 0;  // of which variants were made
  std::size_t variants = 0;
  Share recall;                           // pairs of one story that the record has in one story
  Share precision;                        // pairs of one story of the record that are of one story
  std::map<std::string, Share> reprints;  // by kind: variants in the story of their original
  std::map<std::string, Share> others;    // by kind: variants that are no reprints and stand apart from the original
  // The articles of the file themselves, as they are: pairs that share at least 60 percent of the shorter one's
  // five-word sequences, counted exactly, against pairs that the record has in one story.
  Share natural_recall;
  Share natural_precision;
  std::vector<std::string> errors;
};

// The articles of a JSON Lines file, none of which is written anywhere: the record that they are read into is in
// memory.
[[nodiscard]] Result<StoryEvaluation> evaluate_stories(const std::string& path, std::uint64_t seed);

}  // namespace chancery::evaluate
