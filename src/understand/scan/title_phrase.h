// Titles of persons with what belongs to them: "the acting Kazakh Foreign Minister", "Ambassador of China to
// Kazakhstan", "chairperson of the Senate". The noun comes from data/titles.csv; this reads the words around it.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "understand/scan/document.h"

namespace chancery::understand {

// One sentence as the readers of titles and names see it. Cheap to copy.
struct PhraseView {
  const Document& document;
  std::span<const std::int32_t> mention_at;  // by token: index into Document::mentions, -1 where there is none
  TokenIndex first = 0;                      // of the sentence
  TokenIndex last = 0;
  bool headline = false;  // capital letters tell nothing

  [[nodiscard]] const Mention* mention(TokenIndex token) const noexcept {
    if (token >= last || mention_at[token] < 0) return nullptr;
    return &document.mentions[static_cast<std::size_t>(mention_at[token])];
  }
  // The mention that begins at this token.
  [[nodiscard]] const Mention* mention_from(TokenIndex token) const noexcept {
    const Mention* found = mention(token);
    return found != nullptr && found->tokens.first == token ? found : nullptr;
  }
};

struct TitlePhrase {
  static constexpr std::size_t kMostParts = 8;
  static constexpr std::size_t kMostActors = 4;

  TokenRange tokens;  // with the state: "China's Foreign Minister"
  TokenRange core;    // the noun: "Foreign Minister"
  const knowledge::TitleEntry* entry = nullptr;
  std::string_view kind;
  std::string_view sector;
  Level level = Level::official;
  std::array<TokenRange, kMostParts> parts{};  // the words of the office, states left out, in order
  std::size_t part_count = 0;
  std::array<ActorId, kMostActors> actors{};  // whom the holder serves; several after a plural
  std::size_t actor_count = 0;
  ActorId to_actor = knowledge::kNoActor;  // ambassadors: where they are posted
  bool former = false;
  bool plural = false;
  bool definite = false;     // "the", "his" or a possessive before it
  bool indefinite = false;   // "a", "an", "some", a number
  bool of_body = false;      // of a company, a region, a university: something that is no state
  bool counterpart = false;  // "his Chinese counterpart": kind and level are those of the other one

  [[nodiscard]] ActorId actor() const noexcept { return actor_count == 0 ? knowledge::kNoActor : actors[0]; }
  // The words of the office from the first to the last, states between them included.
  [[nodiscard]] TokenRange office() const noexcept;
  // "Ambassador to Kazakhstan": the parts joined by blanks.
  [[nodiscard]] std::string office_text(const Document& document) const;
  // "Mr", "His Excellency": no office at all.
  [[nodiscard]] bool honorific() const noexcept { return kind == "honorific"; }
  // Forms of address and ranks ("General") mean nobody without a name.
  [[nodiscard]] bool needs_name() const noexcept { return entry != nullptr && entry->needs_name; }
};

// Reads the title whose noun begins at `at`; words before `floor` are not looked at. `after_name`: the phrase stands in
// apposition after a name, so that no name can follow within it.
[[nodiscard]] std::optional<TitlePhrase> read_title(const PhraseView& view, TokenIndex at, TokenIndex floor,
                                                    bool after_name);

// "counterpart": whoever holds the same office on the other side.
[[nodiscard]] bool is_counterpart(const Document& document, TokenIndex token) noexcept;

// Whether the word names a field of government ("finance", "rural", "affairs").
[[nodiscard]] bool is_portfolio_word(const Document& document, TokenIndex token) noexcept;

}  // namespace chancery::understand
