// Which figures of several articles are one claim, and which claims cannot all be right.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/finding.h"

namespace chancery::connect {

// What the words of a claim leave open: the rounding of its last digit, widened by its hedge ("over" up to a tenth
// more, "almost" a tenth less, "about" a twentieth either way; "up to" and "at least" have no other end).
struct ClaimRange {
  double low = 0;
  double high = 0;
};
// `high` is the upper end of a range as written, else equal to `low`; `digits` as in Figure, 0 where unknown.
[[nodiscard]] ClaimRange claim_range(double low, double high, int digits, std::string_view hedge);
[[nodiscard]] ClaimRange claim_range(const Figure& figure);

// Whether no value satisfies both. Only sensible for figures of one block and period.
[[nodiscard]] bool contradict(const ClaimRange& one, const ClaimRange& other) noexcept;

// What figures must share to be compared at all: the flow (exports of A to B are imports of B from A), the pair, the
// unit, the outlook and what was counted.
[[nodiscard]] std::string figure_block(const Figure& figure);

// Whether the measure is a total of a pair and a period, of which there can be only one. Grants, loans and projects are
// many: two amounts of them contradict nothing.
[[nodiscard]] bool is_total(std::string_view measure) noexcept;

// A figure of the record within its block, whatever articles tell it. `from` and `to` are empty where the text names no
// period.
struct FigureClaim {
  std::optional<Day> from, to;
  double value = 0;
  double value_to = 0;  // equal to value where it is no range
  int digits = 0;       // the most that an article wrote
  std::string hedge;    // "" where an article has none
};

// What came of one claim.
struct JoinedClaim {
  std::size_t claim = 0;   // the claim it is told as: an index, the finest of them; its own where it stands alone
  bool contested = false;  // of its period there are claims that cannot all be right
};

// Joins the claims of one block, all different, in time n log n; the result is in their order and does not depend on
// it. A rounded value ("30.1 billion") is the claim that rounds to it ("30.12 billion") where there is only one such; a
// value without a period is that of the only period that has it, where it has three digits or more.
[[nodiscard]] std::vector<JoinedClaim> join_claims(std::span<const FigureClaim> claims, bool total);

}  // namespace chancery::connect
