// Which pairs of an article the encoder is asked about.
#pragma once

#include <cstdint>
#include <vector>

#include "understand/scan/document.h"

namespace chancery::understand {

// What does the actor of one mention do to that of another, in one sentence? Without a target: what does it do?
struct PairQuestion {
  std::uint32_t sentence = 0;  // of the document
  int source = 0;              // indices into Document::mentions
  int target = -1;             // -1: none
  ActorId source_actor = knowledge::kNoActor;
  ActorId target_actor = knowledge::kNoActor;
};

// The questions of the article: for every two actors that one sentence names near each other, both ways one after the
// other, at the mentions that stand nearest; sentences with very many actors (lists of members) are asked about the
// first of them only. Where a sentence names one actor alone, one of the article's main pair, or speaks of a group
// ("the leaders"), what they do. `again` has the next nearest mentions of the same two, which are worth asking about
// where the first answer was not a sure "nothing"; for each, `repeats` says where the first of the two ways that it
// repeats stands in `first`.
struct PairQuestions {
  std::vector<PairQuestion> first;
  std::vector<PairQuestion> again;
  std::vector<std::size_t> repeats;
};
[[nodiscard]] PairQuestions pair_questions(const Document& document);

}  // namespace chancery::understand
