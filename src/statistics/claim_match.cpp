#include "statistics/claim_match.h"

#include <algorithm>
#include <cmath>

namespace chancery::statistics {
namespace {

constexpr double kSlack = 1e-9;  // of a step, for numbers that no binary fraction holds

int leading_exponent(double value) noexcept {
  int exponent = static_cast<int>(std::floor(std::log10(value)));
  if (std::pow(10.0, exponent + 1) <= value) ++exponent;
  if (std::pow(10.0, exponent) > value) --exponent;
  return exponent;
}

bool equal_steps(double one, double other) noexcept { return std::abs(one - other) < 0.5; }

double round_half_up(double value, double step) noexcept { return std::floor(value / step + 0.5 + kSlack); }
double truncate(double value, double step) noexcept { return std::floor(value / step + kSlack); }

// Significant digits without the zeros that close a whole number: "500 million" has 1, "30.0 billion" has 3. Amounts
// are scaled by thousands, so that digits beyond those before the point are decimals.
int sure_digits(const ClaimedNumber& claim) noexcept {
  int digits = std::max(claim.digits, 1);
  const int exponent = leading_exponent(claim.value);
  if (exponent >= 0 && digits > exponent % 3 + 1) return digits;
  for (; digits > 1; --digits) {
    const double coarser = claim.value / last_digit_step(claim.value, digits - 1);
    if (std::abs(coarser - std::round(coarser)) > 1e-6) break;
  }
  return digits;
}

// How far a hedge reaches: with one or two digits that say something a share of the value, or half a step where that is
// more; with more digits one step, since who writes 30.1 means no 33.
double reach(const ClaimedNumber& claim, double share) noexcept {
  const int digits = sure_digits(claim);
  const double step = last_digit_step(claim.value, digits);
  return digits >= 3 ? step : std::max(share * claim.value, step / 2);
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) noexcept {
  return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace

ClaimedNumber claimed_number(const Figure& figure) {
  return {std::abs(figure.value), figure.value_to ? std::optional(std::abs(*figure.value_to)) : std::nullopt,
          figure.digits, figure.hedge};
}

std::string_view to_string(MatchKind kind) noexcept {
  switch (kind) {
    case MatchKind::rounded: return "rounded";
    case MatchKind::truncated: return "truncated";
    case MatchKind::hedge: return "hedge";
    case MatchKind::none:
    case MatchKind::unsure: break;
  }
  return "";
}

double last_digit_step(double value, int digits) noexcept {
  if (value <= 0) return 1;
  return std::pow(10.0, leading_exponent(value) - std::max(digits, 1) + 1);
}

Match match_plain(const ClaimedNumber& claim, double official, double precision) {
  if (claim.value <= 0 || official < 0) return {};
  // "30,000" counts as one digit, but nobody rounds 26,000 to it.
  const bool whole_thousands = claim.digits == 1 && claim.value >= 10 && claim.value < 1e6;
  const int digits = std::max(claim.digits, whole_thousands ? 2 : 1);
  const double step = last_digit_step(claim.value, digits);
  if (claim.value_to) {
    const bool within = official >= claim.value - step / 2 && official <= *claim.value_to + step / 2;
    return {within ? MatchKind::rounded : MatchKind::none, within ? "within the range" : ""};
  }
  const double claimed = std::round(claim.value / step);
  if (precision > step * (1 + kSlack)) {
    // The official figure is rounded more coarsely than the claim: no more can be said than that both may be one.
    const bool compatible = std::abs(claim.value - official) <= precision / 2 * (1 + kSlack);
    if (!compatible) return {};
    if (std::abs(claim.value - official) < step * kSlack) return {MatchKind::rounded, ""};
    return {MatchKind::unsure, "the official figure is published with fewer digits than the claim has"};
  }
  if (equal_steps(round_half_up(official, step), claimed)) return {MatchKind::rounded, ""};
  // Dropping all digits but one is no truncation that anybody does.
  if (digits >= 2 && equal_steps(truncate(official, step), claimed)) return {MatchKind::truncated, ""};
  // A whole number that ends in zeros may be rounded more coarsely ("500 million" for 503): to two digits at least and
  // by no more than one percent.
  if (const int sure = std::max(sure_digits(claim), 2); sure < digits) {
    const double coarse = last_digit_step(claim.value, sure);
    if (equal_steps(round_half_up(official, coarse), std::round(claim.value / coarse)) &&
        std::abs(official - claim.value) <= 0.01 * claim.value)
      return {MatchKind::rounded, "rounded to " + std::to_string(sure) + " digits"};
  }
  return {};
}

Match match_number(const ClaimedNumber& claim, double official, double precision) {
  const std::string_view hedge = claim.hedge;
  const Match plain = match_plain(claim, official, precision);
  if (hedge.empty() || hedge == "record") return plain;
  if (claim.value <= 0 || official < 0) return {};
  constexpr double kTenth = 0.1, kTwentieth = 0.05;
  const double top = claim.value_to.value_or(claim.value);
  if (is_one_of(hedge, {"over", "at-least", "more-than", "above", "exceeding"})) {
    if (official >= claim.value * (1 - kSlack) && official <= claim.value + reach(claim, kTenth))
      return {MatchKind::hedge, ""};
    if (plain.holds()) return {plain.kind, "the figure is that, but not over it"};
    if (official > claim.value)
      return {MatchKind::none, "as a bound the claim holds, but the official figure is far above it"};
    return plain;
  }
  if (is_one_of(hedge,
                {"almost", "nearly", "close-to", "just-under", "under", "less-than", "below", "up-to", "at-most"})) {
    if (official <= top * (1 + kSlack) && official >= claim.value - reach(claim, kTenth)) return {MatchKind::hedge, ""};
    if (plain.holds()) return {plain.kind, "the figure is that, but not below it"};
    if (official < claim.value && is_one_of(hedge, {"under", "less-than", "below", "up-to", "at-most"}))
      return {MatchKind::none, "as a bound the claim holds, but the official figure is far below it"};
    return plain;
  }
  // about, around, and what else leaves both sides open
  if (plain.holds()) return plain;
  const double open = reach(claim, kTwentieth);
  if (official >= claim.value - open && official <= top + open) return {MatchKind::hedge, ""};
  return plain;
}

WrittenNumber written_number(std::string_view text) noexcept {
  WrittenNumber number;
  bool begun = false, point = false, significant = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c >= '0' && c <= '9') {
      begun = true;
      significant = significant || c != '0';
      if (significant) ++number.digits;
      if (point) ++number.decimals;
    } else if (begun && c == '.' && !point && at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9') {
      point = true;
    } else if (begun && c == ',' && at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9') {
      continue;
    } else if (begun) {
      break;
    }
  }
  return number;
}

}  // namespace chancery::statistics
