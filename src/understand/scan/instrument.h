// The noun phrase that names an instrument: "a treaty on fisheries between Norway and Brazil".
#pragma once

#include <string_view>
#include <vector>

#include "understand/scan/sides.h"

namespace chancery::understand {

// A phrase of data/agreement_words.csv in a sentence.
struct AgreementHit {
  TokenRange tokens;
  const knowledge::AgreementWord* word = nullptr;
};

struct Instrument {
  TokenRange head;   // the word of the table: "agreement"
  TokenRange name;   // as it is to be shown: "treaty on fisheries"
  TokenRange whole;  // with determiner and parties
  TokenRange topic;  // what it is on: "fisheries"; empty where not said
  std::string_view kind;
  bool paper = false;  // a document, a statement: counts only where it is signed
  bool plural = false;
  bool counted = false;   // "47 documents", "several agreements"
  bool definite = false;  // "the", "this", "its"
  bool modified = false;  // has a word of its own before it: "free trade agreement", "Minsk agreements"
  bool denied = false;    // "no agreement", "any agreement"
  bool to_do = false;     // "an agreement to meet"
  Sides parties;          // named within the phrase
  bool partners = false;  // all of them after "with": whoever signs is one more

  // Whether it tells one instrument from others.
  [[nodiscard]] bool specific() const noexcept { return modified || counted || !topic.empty(); }
};

// Agreement words of the sentence in order, not overlapping. Given a vector to fill, which keeps its memory.
void find_agreement_hits(const Document& document, const Sentence& sentence, std::vector<AgreementHit>& hits);

// Reads the phrase around hits[at], which must be an instrument or paper.
[[nodiscard]] Instrument read_instrument(const Document& document, const Sentence& sentence,
                                         const std::vector<AgreementHit>& hits, std::size_t at);

}  // namespace chancery::understand
