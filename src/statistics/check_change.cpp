// "Up 9.6 percent": recomputed from each side's figures of both periods.
#include <algorithm>
#include <cmath>

#include "statistics/check_context.h"

namespace chancery::statistics {
namespace {

// A change as one provider's two figures give it, with what their rounding leaves open.
struct Recomputed {
  OfficialValue now;
  OfficialValue before;
  double change = 0;
  double low = 0;
  double high = 0;
};

enum class Unit : std::uint8_t { percent, times, amount };

double change_of(Unit unit, double now, double before) {
  switch (unit) {
    case Unit::percent: return (now / before - 1) * 100;
    case Unit::times: return now / before;
    case Unit::amount: return now - before;
  }
  return 0;
}

class ChangeCheck {
 public:
  ChangeCheck(const CheckContext& context, const Figure& figure)
      : context_(context), figure_(figure), change_(*figure.change) {}

  Result<CheckedClaim> run() {
    CheckedClaim out;
    out.aspect = "change";
    const auto give_up = [&out](VerdictKind kind, std::string note) {
      out.verdict = {kind, {}, "", std::move(note)};
      return out;
    };
    if (!is_trade(figure_) || figure_.outlook != "outcome")
      return give_up(VerdictKind::not_outcome, "a change of " + figure_.measure + " that is no outcome of trade");
    auto sides = sides_of(figure_);
    if (!sides) return give_up(VerdictKind::cannot_check, sides.error());
    if (change_.unit == "percent") {
      unit_ = Unit::percent;
    } else if (change_.unit == "times") {
      unit_ = Unit::times;
    } else if (change_.unit == figure_.unit) {
      unit_ = Unit::amount;
    } else {
      return give_up(VerdictKind::cannot_check, "a change in " + change_.unit + " cannot be recomputed");
    }
    const auto period = figure_.period ? period_of(*figure_.period) : std::nullopt;
    if (!period) return give_up(VerdictKind::cannot_check, "the text gives no period of whole months");
    period_ = *period;
    base_ = period_.years_later(-1);
    if (change_.against) {
      const auto against = period_of(*change_.against);
      if (!against) return give_up(VerdictKind::cannot_check, "the period compared with is not of whole months");
      base_ = *against;
      // "January to October, against 2022" means the same months.
      if (base_.is_year() && !period_.is_year()) base_ = period_.years_later(base_.year() - period_.year());
    }
    if (base_.months != period_.months)
      return give_up(VerdictKind::cannot_check, "the two periods are not of one length");
    written_ = written_number(context_.text(change_.span));
    headings_ = headings_of_goods(figure_.goods, context_.knowledge());
    if (!figure_.goods.empty() && headings_.empty())
      return give_up(VerdictKind::cannot_check, "no heading of the Harmonized System is known for these goods");
    for (ClaimSide& side : *sides) {
      auto series = context_.series(side.reporter, side.partner);
      if (!series) return std::unexpected(std::move(series.error()));
      side.series = *std::move(series);
    }
    judge(*sides, out);
    return out;
  }

 private:
  // All pairs of figures of one provider, the best first.
  std::vector<Recomputed> recomputed(const ClaimSide& side, const Period& period, const Period& base) const {
    std::vector<Recomputed> out;
    const auto before = values_of(side, base, headings_);
    for (const OfficialValue& now : values_of(side, period, headings_)) {
      if (now.superseded || now.incomplete || (unit_ == Unit::amount && now.unit != figure_.unit)) continue;
      for (const OfficialValue& then : before) {
        if (then.superseded || then.incomplete || then.unit != now.unit || then.basis != now.basis || then.value <= 0)
          continue;
        // Sources of one reporter may differ in what they count: within one provider, or stated totals of two.
        if (then.provider != now.provider && !(then.stated && now.stated)) continue;
        Recomputed one{now, then, change_of(unit_, now.value, then.value), 0, 0};
        const double half_now = now.precision / 2, half_then = then.precision / 2;
        one.low = change_of(unit_, now.value - half_now, then.value + half_then);
        one.high = change_of(unit_, now.value + half_now, std::max(then.value - half_then, then.value * 0.5));
        out.push_back(std::move(one));
        break;
      }
    }
    return out;
  }

  // One step of the claim's last digit.
  double step() const {
    if (unit_ == Unit::amount) return last_digit_step(std::abs(change_.value), std::max(written_.digits, 1));
    if (written_.digits == 0) return unit_ == Unit::times ? 0.2 : 1;  // in words: "doubled"
    return std::pow(10.0, -written_.decimals);
  }

  enum class Fit : std::uint8_t { no, unsure, truncated, rounded };

  Fit fit(const Recomputed& one) const {
    const double claimed = change_.value, by = step();
    if ((claimed < 0) != (one.change < 0) && std::abs(one.change) >= by / 2) return Fit::no;
    const double size = std::abs(one.change), wanted = std::abs(claimed);
    // A whole number of percent that ends in zeros ("30 percent") is taken as it is written.
    const bool rounded = std::abs(std::floor(size / by + 0.5 + 1e-9) * by - wanted) < by / 2;
    const bool truncated = std::abs(std::floor(size / by + 1e-9) * by - wanted) < by / 2 && wanted >= 10 * by;
    const bool coarse = std::abs(one.high - one.low) > by;
    if (rounded) return coarse && std::abs(size - wanted) > by / 2 ? Fit::unsure : Fit::rounded;
    if (coarse && claimed >= std::min(one.low, one.high) - by / 2 && claimed <= std::max(one.low, one.high) + by / 2)
      return Fit::unsure;
    return truncated ? Fit::truncated : Fit::no;
  }

  std::string text(const Recomputed& one) const {
    switch (unit_) {
      case Unit::percent: return (one.change >= 0 ? "up " : "down ") + fixed(std::abs(one.change), 1) + " percent";
      case Unit::times: return fixed(one.change, 2) + " times";
      case Unit::amount: return (one.change >= 0 ? "up " : "down ") + amount_text(std::abs(one.change), one.now.unit);
    }
    return {};
  }

  std::string sentence(const ClaimSide& side, const Recomputed& one) const {
    return "by " + context_.name(side.reporter) + "'s figures " + text(one) + ", from " +
           amount_text(one.before.value, one.before.unit) + " in " + to_string(one.before.period) + " to " +
           amount_text(one.now.value, one.now.unit) + " in " + to_string(one.now.period);
  }

  OfficialFigure official(const Recomputed& one, bool agrees) const {
    OfficialFigure figure = official_figure(one.now, "growth");
    figure.value = one.change;
    figure.unit = unit_ == Unit::percent ? "percent" : unit_ == Unit::times ? "times" : one.now.unit;
    figure.agrees = agrees;
    figure.note = amount_text(one.before.value, one.before.unit) + " in " + to_string(one.before.period) + ", " +
                  amount_text(one.now.value, one.now.unit) + " in " + to_string(one.now.period);
    return figure;
  }

  void judge(const std::vector<ClaimSide>& sides, CheckedClaim& out) const {
    Verdict matches{VerdictKind::matches, {}, "recomputed", ""},
        contradicts{VerdictKind::contradicts, {}, "recomputed", ""}, unknown{VerdictKind::cannot_check, {}, "", ""};
    for (const ClaimSide& side : sides) {
      const auto all = recomputed(side, period_, base_);
      Fit best = Fit::no;
      const Recomputed* shown = all.empty() ? nullptr : &all.front();
      for (const Recomputed& one : all) {
        if (const Fit now = fit(one); now > best) best = now, shown = &one;
      }
      if (shown == nullptr) {
        unknown.with.push_back(side.reporter);
        add_note(unknown.note, "no complete figures of " + context_.name(side.reporter) + " for both " +
                                   to_string(base_) + " and " + to_string(period_));
        continue;
      }
      out.official.push_back(official(*shown, best >= Fit::truncated));
      Verdict& verdict = best >= Fit::truncated ? matches : best == Fit::unsure ? unknown : contradicts;
      verdict.with.push_back(side.reporter);
      add_note(verdict.note, sentence(side, *shown));
      if (best == Fit::truncated) add_note(verdict.note, "which the claim cuts off instead of rounding");
      if (best == Fit::unsure) add_note(verdict.note, "the figures are too coarse to tell");
    }
    std::vector<Verdict> verdicts;
    if (!matches.with.empty()) verdicts.push_back(std::move(matches));
    if (verdicts.empty()) {
      if (auto other = elsewhere(sides, out)) verdicts.push_back(*std::move(other));
    }
    if (!contradicts.with.empty()) verdicts.push_back(std::move(contradicts));
    if (!unknown.with.empty()) verdicts.push_back(std::move(unknown));
    out.verdict = std::move(verdicts.front());
    out.also.assign(std::make_move_iterator(verdicts.begin() + 1), std::make_move_iterator(verdicts.end()));
  }

  // The growth of another flow, or of the year before: with two digits at least.
  std::optional<Verdict> elsewhere(const std::vector<ClaimSide>& sides, CheckedClaim& out) const {
    if (written_.digits < 2 || !headings_.empty()) return std::nullopt;
    const auto try_side = [&](const ClaimSide& side, const Period& period, const Period& base,
                              const std::string& what) -> std::optional<Verdict> {
      for (const Recomputed& one : recomputed(side, period, base)) {
        if (fit(one) != Fit::rounded) continue;
        Verdict verdict{VerdictKind::matches_other, {side.reporter}, "recomputed", ""};
        verdict.note = "it is the change of " + what + ": " + sentence(side, one);
        out.official.push_back(official(one, false));
        return verdict;
      }
      return std::nullopt;
    };
    for (const ClaimSide& side : sides) {
      for (const Flow flow : {Flow::turnover, Flow::exports, Flow::imports}) {
        if (flow == side.flow || side.balance) continue;
        ClaimSide other = side;
        other.flow = flow;
        if (auto found = try_side(other, period_, base_, std::string(to_string(flow)))) return found;
      }
    }
    for (const ClaimSide& side : sides) {
      if (auto found = try_side(side, period_.years_later(-1), base_.years_later(-1), "the year before")) return found;
    }
    return std::nullopt;
  }

  const CheckContext& context_;
  const Figure& figure_;
  const Change& change_;
  Unit unit_ = Unit::percent;
  Period period_, base_;
  WrittenNumber written_;
  std::vector<std::string> headings_;
};

}  // namespace

Result<void> check_change(const CheckContext& context, const Figure& figure, std::size_t finding,
                          std::vector<CheckedClaim>& out) {
  auto claim = ChangeCheck(context, figure).run();
  if (!claim) return std::unexpected(std::move(claim.error()));
  claim->finding = finding;
  out.push_back(*std::move(claim));
  return {};
}

}  // namespace chancery::statistics
