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

// All questions of the article: for every two actors that one sentence names near each other, both ways, at the
// mentions that stand nearest; where it names one actor alone, or speaks of a group ("the leaders"), what they do.
// Sentences with very many actors (lists of members) are asked about the first of them only.
[[nodiscard]] std::vector<PairQuestion> pair_questions(const Document& document);

}  // namespace chancery::understand
