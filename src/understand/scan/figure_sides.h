// Between whom an amount is: the two sides of a figure, and which way it goes.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "understand/scan/figure_cues.h"

namespace chancery::understand {

struct FigureSides {
  std::vector<ActorId> parties;  // two or more, in the order of the text
  std::vector<int> mentions;     // for each party its mention, index into Document::mentions
  std::vector<bool> inferred;    // named elsewhere in the article, not in the sentence
  ActorId from = knowledge::kNoActor;
  ActorId to = knowledge::kNoActor;
  double confidence = 0;
};

class SideFinder {
 public:
  explicit SideFinder(const Document& document) : document_(document) {}

  // Points the finder at a sentence.
  void set_sentence(std::uint32_t index);

  // The sides of an amount; nothing where it is not about a pair. `before`: the figure told just before, whose pair
  // goes on where the sentence does; nullptr where there is none.
  [[nodiscard]] std::optional<FigureSides> sides(const Quantity& quantity, std::string_view measure, const Cue* cue,
                                                 const std::vector<Cue>& cues, const FigureSides* before,
                                                 bool same_sentence);

  // Who is said to say so; -1 where nobody is.
  [[nodiscard]] int speaker() const noexcept { return speaker_; }

 private:
  struct Side {
    ActorId actor = knowledge::kNoActor;
    int mention = -1;
    TokenIndex first = 0, last = 0;
    WordId preposition = knowledge::kUnknownWord;
    bool group = false;
    bool speaks = false;
    bool person = false;
  };

  [[nodiscard]] bool preposition_is(const Side& side, std::initializer_list<std::string_view> words) const noexcept;
  [[nodiscard]] const Side* owner_of(const Cue& cue, const Quantity& quantity) const;
  [[nodiscard]] bool is_receiver(const Side& side, const Side& subject, TokenIndex until) const;
  [[nodiscard]] std::vector<const Side*> counterparts(const Cue& cue, const Quantity& quantity, bool buyer,
                                                      const Side* owner) const;
  [[nodiscard]] std::optional<FigureSides> undirected(const Quantity& quantity, const Cue* cue,
                                                      const std::vector<Cue>& cues, const FigureSides* before,
                                                      bool same_sentence);
  [[nodiscard]] std::optional<FigureSides> directed(const Quantity& quantity, std::string_view measure, const Cue& cue,
                                                    const std::vector<Cue>& cues, const FigureSides* before,
                                                    bool same_sentence);
  [[nodiscard]] std::optional<FigureSides> counted(const Quantity& quantity);
  void add_party(FigureSides& sides, ActorId actor, int mention) const;
  [[nodiscard]] const std::optional<std::pair<ActorId, ActorId>>& main_pair_of_article();
  // The other side of the article's main pair, or the actor it names most beside `actor`.
  [[nodiscard]] ActorId other_than(ActorId actor);
  [[nodiscard]] int nearest_mention(ActorId actor, TokenIndex at) const;

  const Document& document_;
  std::uint32_t index_ = 0;
  std::vector<Side> sides_;
  int speaker_ = -1;
  bool main_pair_known_ = false;
  std::optional<std::pair<ActorId, ActorId>> main_pair_;
};

}  // namespace chancery::understand
