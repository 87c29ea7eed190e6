// Who stands at a token, and between whom a relation is: shared by agreements and goods.
#pragma once

#include <utility>
#include <vector>

#include "understand/scan/document.h"

namespace chancery::understand {

// The mention, or time expression, that covers the token; nullptr where none does.
[[nodiscard]] const Mention* mention_at(const Document& document, TokenIndex token) noexcept;
[[nodiscard]] const TimeExpression* time_at(const Document& document, TokenIndex token) noexcept;

// Whether the mention stands for states or organisations of states that act (no place, nobody unknown).
[[nodiscard]] bool is_side(const Mention& mention) noexcept;

// Different actors in the order of the text, each with the mention that names it first.
class Sides {
 public:
  struct Side {
    ActorId actor = knowledge::kNoActor;
    const Mention* mention = nullptr;
    std::size_t nth = 0;  // which actor of the mention
  };

  void add(const Mention& mention);
  void add(const Sides& others);
  void clear() noexcept { sides_.clear(); }
  [[nodiscard]] bool holds(ActorId actor) const noexcept;
  [[nodiscard]] std::size_t size() const noexcept { return sides_.size(); }
  [[nodiscard]] bool empty() const noexcept { return sides_.empty(); }
  [[nodiscard]] auto begin() const noexcept { return sides_.begin(); }
  [[nodiscard]] auto end() const noexcept { return sides_.end(); }
  [[nodiscard]] const Side& operator[](std::size_t at) const noexcept { return sides_[at]; }

 private:
  std::vector<Side> sides_;
};

// The mentions of a coordination that begins at `at` ("Kazakhstan, the Kyrgyz Republic and China"); returns the token
// after it, or `at` where none begins there.
TokenIndex read_sides(const Document& document, TokenIndex at, TokenIndex last, Sides& sides);

// The main pair of the article (resolve/main_pair.h) with the mentions that name them first; empty where there is none.
[[nodiscard]] Sides pair_of_article(const Document& document);

}  // namespace chancery::understand
