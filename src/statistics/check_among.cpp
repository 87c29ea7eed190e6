// Figures of one article against each other: do exports and imports add up to the turnover, and are two figures for one
// thing those of the two sides?
#include <algorithm>
#include <cmath>

#include "statistics/check_context.h"

namespace chancery::statistics {
namespace {

struct Item {
  const Figure* figure = nullptr;
  CheckedClaim* claim = nullptr;
  Period period;
  std::vector<std::string> countries;  // sorted
  double slack = 0;                    // half a step of the last digit
};

bool same_pair_and_period(const Item& one, const Item& other) {
  return one.countries == other.countries && one.period == other.period && one.figure->unit == other.figure->unit;
}

bool same_thing(const Item& one, const Item& other) {
  const Figure& a = *one.figure;
  const Figure& b = *other.figure;
  const bool flows =
      (a.measure == "exports" || a.measure == "imports") && (b.measure == "exports" || b.measure == "imports");
  return (a.measure == b.measure || flows) && a.from == b.from && a.to == b.to && a.goods == b.goods;
}

class AmongCheck {
 public:
  AmongCheck(const CheckContext& context, std::vector<Item> items) : context_(context), items_(std::move(items)) {}

  Result<void> run() {
    sums();
    return mirrors();
  }

 private:
  // Exports and imports of a pair beside its turnover.
  void sums() {
    for (Item& whole : items_) {
      if (whole.figure->measure != "trade-turnover" || !whole.figure->goods.empty()) continue;
      for (const Item& one : items_) {
        for (const Item& other : items_) {
          if (!is_flow(one) || !is_flow(other) || &one >= &other) continue;
          if (!same_pair_and_period(whole, one) || !same_pair_and_period(whole, other)) continue;
          if (one.figure->from != other.figure->to || one.figure->to != other.figure->from) continue;
          const double sum = one.figure->value + other.figure->value;
          const double gap = std::abs(sum - whole.figure->value);
          const bool fits = gap <= one.slack + other.slack + whole.slack + 1e-6 * sum;
          Verdict verdict{fits ? VerdictKind::matches : VerdictKind::contradicts, {}, "recomputed", ""};
          verdict.note =
              "in this article " + amount_text(one.figure->value, "") + " and " + amount_text(other.figure->value, "") +
              " in the two directions add up to " + amount_text(sum, whole.figure->unit) +
              (fits ? ", as the turnover says" : ", and the turnover given is " + amount_text(whole.figure->value, ""));
          whole.claim->also.push_back(std::move(verdict));
        }
      }
    }
  }

  static bool is_flow(const Item& item) {
    return (item.figure->measure == "exports" || item.figure->measure == "imports") && item.figure->goods.empty();
  }

  Result<void> mirrors() {
    for (std::size_t at = 0; at < items_.size(); ++at) {
      for (std::size_t next = at + 1; next < items_.size(); ++next) {
        Item& one = items_[at];
        Item& other = items_[next];
        if (!same_pair_and_period(one, other) || !same_thing(one, other)) continue;
        if (std::abs(one.figure->value - other.figure->value) <= one.slack + other.slack) continue;
        auto note = mirror_note(one, other);
        if (!note) return std::unexpected(std::move(note.error()));
        add_note(one.claim->verdict.note, *note);
        add_note(other.claim->verdict.note, *note);
      }
    }
    return {};
  }

  Result<std::string> mirror_note(const Item& one, const Item& other) {
    const double low = std::min(one.figure->value, other.figure->value);
    const double high = std::max(one.figure->value, other.figure->value);
    std::string note = "the article has two figures for this, " + amount_text(low, "") + " and " +
                       amount_text(high, one.figure->unit) + ", " + fixed(high / low, 2) + " apart";
    const auto& with_one = one.claim->verdict.with;
    const auto& with_other = other.claim->verdict.with;
    if (one.claim->verdict.kind == VerdictKind::matches && other.claim->verdict.kind == VerdictKind::matches &&
        with_one != with_other)
      return note + ": mirror figures, " + joined(names(with_one)) + "'s and " + joined(names(with_other)) + "'s";
    // Nothing of that period: as far apart as the two sides usually are?
    auto gap = usual_gap(one);
    if (!gap) return std::unexpected(std::move(gap.error()));
    if (*gap) {
      const double usual = std::max((*gap)->first, 1 / (*gap)->first);
      constexpr double kAlike = 0.15;
      if (std::abs(high / low / usual - 1) <= kAlike)
        note += ": probably mirror figures, since both sides' official figures of " + std::to_string((*gap)->second) +
                " are " + fixed(usual, 2) + " apart";
    }
    return note;
  }

  std::vector<std::string> names(const std::vector<std::string>& codes) const {
    std::vector<std::string> out;
    for (const std::string& code : codes) out.push_back(context_.name(code));
    return out;
  }

  // The ratio of both sides' figures in the year nearest to the claim's within two years, with that year.
  Result<std::optional<std::pair<double, int>>> usual_gap(const Item& item) {
    auto sides = sides_of(*item.figure);
    if (!sides) return std::nullopt;
    for (ClaimSide& side : *sides) {
      auto series = context_.series(side.reporter, side.partner);
      if (!series) return std::unexpected(std::move(series.error()));
      side.series = *std::move(series);
    }
    for (const int years : {0, -1, 1, -2, 2}) {
      const int year = item.period.year() + years;
      const auto one = (*sides)[0].series->best((*sides)[0].flow, Period::of_year(year));
      const auto other = (*sides)[1].series->best((*sides)[1].flow, Period::of_year(year));
      if (one && other && one->unit == other->unit && one->value > 0 && other->value > 0)
        return std::pair(other->value / one->value, year);
    }
    return std::nullopt;
  }

  const CheckContext& context_;
  std::vector<Item> items_;
};

}  // namespace

Result<void> check_among(const CheckContext& context, std::span<const Finding> findings,
                         std::vector<CheckedClaim>& claims) {
  std::vector<Item> items;
  for (CheckedClaim& claim : claims) {
    if (claim.aspect != "level") continue;
    const auto* figure = std::get_if<Figure>(&findings[claim.finding]);
    if (figure == nullptr || !is_trade(*figure) || figure->outlook != "outcome" || !figure->period) continue;
    const auto period = period_of(*figure->period);
    if (!period || figure->value <= 0) continue;
    Item item{figure, &claim, *period, countries_of(*figure), last_digit_step(figure->value, figure->digits) / 2};
    std::sort(item.countries.begin(), item.countries.end());
    if (item.countries.size() == 2) items.push_back(std::move(item));
  }
  return AmongCheck(context, std::move(items)).run();
}

}  // namespace chancery::statistics
