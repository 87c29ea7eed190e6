// Phrases that name persons, found in one sentence after the other. find_persons (stages.h) is the stage.
#pragma once

#include <vector>

#include "understand/resolve/person_book.h"

namespace chancery::understand {

// Reads the phrases of one sentence into `phrases`, in the order of the text and without overlap.
class PersonScanner {
 public:
  explicit PersonScanner(std::vector<PersonPhrase>& phrases) : phrases_(phrases) {}

  void read_sentence(const PhraseView& view, std::uint32_t sentence);

 private:
  TokenIndex read_titled(TokenIndex at);
  TokenIndex read_free(TokenIndex at);
  bool read_apposition_before(const TitlePhrase& title, TokenIndex at);
  TokenIndex read_apposition_after(PersonPhrase& phrase, TokenIndex at);
  TokenIndex read_several(const TitlePhrase& title, TokenRange first_name);
  TokenIndex read_owner_after(PersonPhrase& phrase, TokenIndex at) const;
  void take_counterpart_kind(TitlePhrase& title) const;
  [[nodiscard]] bool closes(TokenIndex at) const;
  [[nodiscard]] bool closes_soon(TokenIndex at) const;
  [[nodiscard]] bool stands_alone(const TitlePhrase& title) const;
  [[nodiscard]] char gender_of(TokenRange range) const;
  TokenIndex add(PersonPhrase phrase);

  std::vector<PersonPhrase>& phrases_;
  const PhraseView* view_ = nullptr;
  std::uint32_t sentence_ = 0;
  TokenIndex floor_ = 0;            // where the phrase before ended
  std::size_t sentence_first_ = 0;  // phrases_ of this sentence begin here
};

}  // namespace chancery::understand
