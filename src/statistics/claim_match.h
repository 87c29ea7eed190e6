// Whether an official value is what a claim's words say: rounding, truncation, hedges. The rules are told in
// docs/statistics.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "chancery/finding.h"
#include "chancery/statistics.h"

namespace chancery::statistics {

// A number as a text writes it.
struct ClaimedNumber {
  double value = 0;
  std::optional<double> value_to;
  int digits = 0;  // significant ones as written; 0 unknown, as a number in words
  std::string hedge;
};
[[nodiscard]] ClaimedNumber claimed_number(const Figure& figure);

enum class MatchKind : std::uint8_t {
  none,
  unsure,  // fits, but the official value is known less exactly than the claim
  rounded,
  truncated,
  hedge,
};

struct Match {
  MatchKind kind = MatchKind::none;
  std::string note;  // what is to be said beside it; "" nothing
  [[nodiscard]] bool holds() const noexcept { return kind >= MatchKind::rounded; }
};
[[nodiscard]] std::string_view to_string(MatchKind kind) noexcept;  // "rounded", "truncated", "hedge", ""

// `precision`: what one step of the official value's last digit is worth.
[[nodiscard]] Match match_number(const ClaimedNumber& claim, double official, double precision);
// The same without the hedge: rounded or truncated equality alone.
[[nodiscard]] Match match_plain(const ClaimedNumber& claim, double official, double precision);

// What one step of the last significant digit is worth: 0.1 billion for 30.1 billion.
[[nodiscard]] double last_digit_step(double value, int digits) noexcept;

// The number written in a piece of text: significant digits and decimals ("9.6 percent": 2 and 1); digits 0 where there
// are none.
struct WrittenNumber {
  int digits = 0;
  int decimals = 0;
};
[[nodiscard]] WrittenNumber written_number(std::string_view text) noexcept;

}  // namespace chancery::statistics
