// Amounts as they are shown, and whether two of them can both be right.
#pragma once

#include <string>
#include <string_view>

#include "chancery/finding.h"

namespace chancery::answer {

// "30.1 billion", "1,234", "12.5": no more digits than the source wrote (0: as many as the value needs, six at most).
[[nodiscard]] std::string format_number(double value, int digits);

// With its unit, range, hedge word and sign: "over 30.1 billion USD". `hedge` is as it is to be shown, "" for none.
[[nodiscard]] std::string format_amount(const Figure& figure, std::string_view hedge);

// "up 9.6 percent from 2023", "down 3 percent", "up three-fold" told as "3 times"; "" where there is no change.
[[nodiscard]] std::string format_change(const Figure& figure);

// What the words of a claim leave open: the rounding of its last digit, widened by its hedge ("over" up to a tenth
// more, "almost" a tenth less, "about" a twentieth either way; "up to" and "at least" have no other end).
struct ClaimRange {
  double low = 0;
  double high = 0;
};
[[nodiscard]] ClaimRange claim_range(const Figure& figure);

// What two claims must share to be comparable: the flow (exports of A to B are imports of B from A), the pair, the
// period, the unit; "" where the figure has no period or is no outcome.
[[nodiscard]] std::string comparison_key(const Figure& figure);

// Whether no value satisfies both. Only sensible for equal, non-empty comparison keys.
[[nodiscard]] bool contradict(const Figure& one, const Figure& other);

}  // namespace chancery::answer
