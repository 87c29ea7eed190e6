// Whom "the sides", "they", "he", "the minister" and "bilateral" mean. resolve_references (stages.h) is the stage; the
// article's main pair is in main_pair.h.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "understand/resolve/main_pair.h"
#include "understand/scan/document.h"

namespace chancery::understand {

// Goes through an article once, from its first token to its last; what is resolved helps to resolve what follows.
class ReferenceResolver {
 public:
  explicit ReferenceResolver(Document& document, std::vector<Mention>& resolved);
  void run();

 private:
  enum class Word : std::uint8_t;
  using Actors = std::vector<ActorId>;

  void read_between(TokenIndex first, TokenIndex last);
  TokenIndex read_word(TokenIndex at, TokenIndex last);
  void read_mention(Mention& mention);

  // The actors that a group word at this token means; empty where that is unsure.
  [[nodiscard]] Actors group_at(TokenIndex at, std::size_t wanted, bool may_be_main_pair) const;
  [[nodiscard]] Actors actors_named(std::uint32_t sentence, TokenIndex before) const;
  [[nodiscard]] bool is_main_pair(const Actors& actors) const noexcept;
  // How many a group has by its determiners: "both", "the two" 2, "three" 3, else 0; moves `first` over them.
  [[nodiscard]] std::size_t count_before(TokenIndex& first) const;
  bool add_group(TokenRange range, TokenIndex head, std::size_t wanted, bool pronoun);
  bool add_person_pronoun(TokenIndex at, char gender);
  bool add_it(TokenIndex at);
  bool add_they(TokenIndex at);
  bool add_first_person(TokenIndex at);
  [[nodiscard]] bool owner_is_clear(TokenIndex at) const;
  void resolve_title(Mention& mention);
  void resolve_counterpart(Mention& mention);
  void resolve_own_institution(Mention& mention);
  [[nodiscard]] std::string_view title_kind(const Mention& mention) const;
  [[nodiscard]] const Mention* subject_of(std::uint32_t sentence) const;
  void take_person(Mention& mention, int person) const;

  Document& document_;
  std::vector<Mention>& resolved_;  // in order, as far as read
  std::optional<std::pair<ActorId, ActorId>> pair_;
  ActorId publisher_ = knowledge::kNoActor;  // the government whose statement the article is
  std::uint32_t sentence_ = 0;
};

}  // namespace chancery::understand
