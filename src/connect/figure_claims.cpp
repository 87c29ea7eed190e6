#include "connect/figure_claims.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

namespace chancery::connect {
namespace {

// Values as they are reckoned (30.1 times 1e9) and as they are written differ in their last bits.
constexpr double kBits = 1e-9;
// Fewer digits are shared by chance: many a year's trade is "2 billion".
constexpr int kTellingDigits = 3;

// One unit in the last digit that was written.
double last_digit(double value, int digits) {
  if (digits <= 0 || value == 0) return 0;
  return std::pow(10.0, std::floor(std::log10(std::abs(value)) + kBits) - digits + 1);
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

// The claims of one period in the order in which they are joined: the finest first.
class PeriodJoiner {
 public:
  explicit PeriodJoiner(std::span<const FigureClaim> claims) : claims_(claims) {}

  // The claim that `index` is told as; a new one where no single one rounds to it.
  std::size_t join(std::size_t index) {
    const FigureClaim& claim = claims_[index];
    const std::size_t known = find(claim);
    if (known != kNone) return known;
    finest_.emplace(claim.value, index);
    return index;
  }

  // The only claim that rounds to this one, or has its very value; kNone where there is none or several.
  [[nodiscard]] std::size_t find(const FigureClaim& claim) const {
    const double slack = kBits * std::abs(claim.value);
    const double half = last_digit(claim.value, claim.digits) / 2;
    std::size_t found = kNone;
    for (auto it = finest_.lower_bound(claim.value - half - slack); it != finest_.end(); ++it) {
      if (it->first > claim.value + half + slack) break;
      if (!rounds_to(claims_[it->second], claim)) continue;
      if (std::abs(it->first - claim.value) <= slack) return it->second;
      if (found != kNone) return kNone;
      found = it->second;
    }
    return found;
  }

  // Whether any two cannot both be right.
  [[nodiscard]] bool any_contradict() const {
    double most_low = -std::numeric_limits<double>::infinity();
    double least_high = std::numeric_limits<double>::infinity();
    for (const auto& [value, index] : finest_) {
      const FigureClaim& claim = claims_[index];
      const ClaimRange range = claim_range(claim.value, claim.value_to, claim.digits, claim.hedge);
      most_low = std::max(most_low, range.low);
      least_high = std::min(least_high, range.high);
    }
    return least_high < most_low;
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

 private:
  static bool rounds_to(const FigureClaim& fine, const FigureClaim& coarse) {
    const auto near = [&](double one, double other) {
      return std::abs(one - other) <= last_digit(other, coarse.digits) / 2 + kBits * std::abs(other);
    };
    const bool ranges = fine.value != fine.value_to;
    return ranges == (coarse.value != coarse.value_to) && near(fine.value, coarse.value) &&
           near(fine.value_to, coarse.value_to);
  }

  std::span<const FigureClaim> claims_;
  std::multimap<double, std::size_t> finest_;  // by value
};

using Period = std::pair<Day, Day>;

}  // namespace

ClaimRange claim_range(double low, double high, int digits, std::string_view hedge) {
  ClaimRange range{low - last_digit(low, digits) / 2, high + last_digit(high, digits) / 2};
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (is_one_of(hedge, {"over", "more-than", "above", "exceeding"})) {
    range.high = std::max(range.high, high + 0.1 * std::abs(high));
  } else if (is_one_of(hedge, {"almost", "nearly", "close-to", "just-under"})) {
    range.low = std::min(range.low, low - 0.1 * std::abs(low));
  } else if (is_one_of(hedge, {"about", "around", "approximately", "some", "roughly"})) {
    range.low = std::min(range.low, low - 0.05 * std::abs(low));
    range.high = std::max(range.high, high + 0.05 * std::abs(high));
  } else if (is_one_of(hedge, {"up-to", "under", "less-than", "below", "at-most"})) {
    range.low = -kInfinity;
  } else if (is_one_of(hedge, {"at-least", "no-less-than"})) {
    range.high = kInfinity;
  }
  return range;
}

ClaimRange claim_range(const Figure& figure) {
  return claim_range(figure.value, figure.value_to.value_or(figure.value), figure.digits, figure.hedge);
}

bool contradict(const ClaimRange& one, const ClaimRange& other) noexcept {
  return one.high < other.low || other.high < one.low;
}

std::string figure_block(const Figure& figure) {
  std::vector<std::string> parties;
  for (const Actor& party : figure.parties) parties.push_back(party.country);
  std::sort(parties.begin(), parties.end());
  parties.erase(std::unique(parties.begin(), parties.end()), parties.end());
  std::vector<std::string> goods = figure.goods;
  std::sort(goods.begin(), goods.end());
  goods.erase(std::unique(goods.begin(), goods.end()), goods.end());
  const bool flow = !figure.from.empty() && !figure.to.empty() && is_one_of(figure.measure, {"exports", "imports"});
  std::string key = flow ? "flow" : figure.measure;
  key += '|' + figure.from + '|' + figure.to;
  if (!flow) {
    for (const std::string& party : parties) key += '|' + party;
  }
  key += '|' + figure.unit + '|' + figure.outlook;
  for (const std::string& name : goods) key += '|' + name;
  return key;
}

bool is_total(std::string_view measure) noexcept {
  constexpr std::array<std::string_view, 8> kTotals = {"trade-turnover", "exports", "imports",  "trade-balance",
                                                       "visitors",       "flights", "students", "companies"};
  return std::find(kTotals.begin(), kTotals.end(), measure) != kTotals.end();
}

std::vector<JoinedClaim> join_claims(std::span<const FigureClaim> claims, bool total) {
  std::vector<std::size_t> order(claims.size());
  for (std::size_t index = 0; index < order.size(); ++index) order[index] = index;
  std::sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
    const auto key = [&](std::size_t index) {
      const FigureClaim& claim = claims[index];
      return std::tuple(-claim.digits, claim.value, claim.value_to, claim.from, claim.to,
                        std::string_view(claim.hedge));
    };
    return key(one) < key(other);
  });
  std::vector<JoinedClaim> joined(claims.size());
  std::map<Period, PeriodJoiner> periods;
  for (const std::size_t index : order) {
    const FigureClaim& claim = claims[index];
    joined[index].claim = index;
    if (!claim.from || !claim.to) continue;
    joined[index].claim = periods.try_emplace({*claim.from, *claim.to}, claims).first->second.join(index);
  }
  for (const std::size_t index : order) {
    const FigureClaim& claim = claims[index];
    if ((claim.from && claim.to) || claim.digits < kTellingDigits) continue;
    std::size_t found = PeriodJoiner::kNone;
    bool single = true;
    for (const auto& [period, joiner] : periods) {
      const std::size_t known = joiner.find(claim);
      if (known == PeriodJoiner::kNone) continue;
      single = found == PeriodJoiner::kNone;
      found = known;
      if (!single) break;
    }
    if (single && found != PeriodJoiner::kNone) joined[index].claim = found;
  }
  if (!total) return joined;
  std::map<Period, bool> contested;
  for (const auto& [period, joiner] : periods) contested[period] = joiner.any_contradict();
  for (JoinedClaim& one : joined) {
    const FigureClaim& claim = claims[one.claim];
    if (claim.from && claim.to) one.contested = contested[{*claim.from, *claim.to}];
  }
  return joined;
}

}  // namespace chancery::connect
