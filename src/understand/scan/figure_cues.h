// Words of data/measures.csv in one sentence: what its amounts count and what is said of them.
#pragma once

#include <vector>

#include "understand/scan/document.h"

namespace chancery::understand {

struct Cue {
  enum class Role : std::uint8_t { noun, seller, buyer, giver, deal, bilateral, up, down, target, forecast, reached };
  TokenRange tokens;
  Role role = Role::noun;
  bool weak = false;
  const knowledge::MeasureEntry* entry = nullptr;

  // Whether the word names a measure.
  [[nodiscard]] bool measures() const noexcept { return role <= Role::deal; }
  [[nodiscard]] bool is_verb() const noexcept {
    return role == Role::seller || role == Role::buyer || role == Role::giver;
  }
};

// All cues of a sentence in order; a word may be several ("grew" is up and reached).
void find_cues(const Document& document, std::uint32_t sentence, std::vector<Cue>& cues);

// The cue that says what an amount counts; nullptr where there is none. `kind` is that of its unit (units.csv).
[[nodiscard]] const Cue* measure_of(const Document& document, const Quantity& quantity, std::string_view kind,
                                    const std::vector<Cue>& cues);

// Outcome, target or forecast.
[[nodiscard]] std::string_view outlook_of(const Document& document, const Quantity& quantity, const Cue* measure,
                                          const std::vector<Cue>& cues, const TimeExpression* period);

// Whether the amount is a rise or fall and no level ("by 120 million", "12 percent more"): 1 a rise, -1 a fall, 0
// neither.
[[nodiscard]] int change_direction(const Document& document, const Quantity& quantity, const std::vector<Cue>& cues);

}  // namespace chancery::understand
