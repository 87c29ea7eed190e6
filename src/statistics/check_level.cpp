// An amount of trade against both sides' figures.
#include <algorithm>
#include <cmath>

#include "statistics/check_context.h"

namespace chancery::statistics {
namespace {

std::string flow_name(const ClaimSide& side) { return side.balance ? "balance" : std::string(to_string(side.flow)); }

bool is_usual_basis(const OfficialValue& value) noexcept {
  return value.basis == Basis::unknown || (value.flow == Flow::imports   ? value.basis == Basis::cif
                                           : value.flow == Flow::exports ? value.basis == Basis::fob
                                                                         : true);
}

std::string percent_text(double share) {
  const double percent = std::abs(share) * 100;
  return percent >= 1000 ? "over ten times" : fixed(percent, percent < 10 ? 1 : 0) + " percent";
}

// What came of one side.
struct SideResult {
  const ClaimSide* side = nullptr;
  std::vector<OfficialValue> shown;  // the values that the verdict rests on, the best first
  Match match;
  const OfficialValue* matched = nullptr;
  bool complete = false;  // there is a value that may be compared
  bool unsure = false;
  std::string unit_note;
};

// An official value that the claim agrees with though it is of something else.
struct Elsewhere {
  OfficialValue value;
  std::string what;
};

class LevelCheck {
 public:
  LevelCheck(const CheckContext& context, const Figure& figure) : context_(context), figure_(figure) {}

  Result<CheckedClaim> run() {
    if (!is_trade(figure_)) return not_trade();
    auto sides = sides_of(figure_);
    if (!sides) return cannot(sides.error());
    sides_ = *std::move(sides);
    for (ClaimSide& side : sides_) {
      auto series = context_.series(side.reporter, side.partner);
      if (!series) return std::unexpected(std::move(series.error()));
      side.series = *std::move(series);
    }
    headings_ = headings_of_goods(figure_.goods, context_.knowledge());
    if (figure_.outlook == "target" || figure_.outlook == "forecast") return target();
    if (!figure_.goods.empty() && headings_.empty())
      return cannot("no heading of the Harmonized System is known for " + joined(figure_.goods));
    if (!figure_.period) {
      period_.reset();
      return cannot("the text gives no period" + years_that_would_fit());
    }
    period_ = period_of(*figure_.period);
    if (!period_) return cannot("statistics are of whole months, and the period of the text is none");
    if (period_->is_year() && context_.published() && is_within(*context_.published(), *period_))
      return cannot(
          "the year was not over when the article was published, and the text does not say up to when it counts");
    return compare();
  }

 private:
  // Published before the last month of the year has begun.
  static bool is_within(Day day, const Period& period) {
    using namespace std::chrono;
    const year_month_day date{day};
    const auto month = static_cast<std::int32_t>(static_cast<int>(date.year()) * 12 +
                                                 static_cast<int>(static_cast<unsigned>(date.month())) - 1);
    return month >= period.first && month < period.last();
  }

  CheckedClaim claim() const {
    CheckedClaim out;
    out.aspect = "level";
    return out;
  }

  CheckedClaim cannot(std::string why) const {
    CheckedClaim out = claim();
    out.verdict.kind = VerdictKind::cannot_check;
    out.verdict.note = std::move(why);
    return out;
  }

  CheckedClaim not_trade() const {
    CheckedClaim out = claim();
    out.verdict.kind = VerdictKind::not_outcome;
    out.verdict.note = (figure_.outlook == "target"     ? "a target of "
                        : figure_.outlook == "forecast" ? "a forecast of "
                                                        : std::string()) +
                       (figure_.measure.empty() ? "other" : figure_.measure) +
                       " is no trade: never compared with trade statistics";
    return out;
  }

  // "The amount would fit Kazakhstan's turnover of 2024": for a claim without a period.
  std::string years_that_would_fit() const {
    std::string out;
    for (const ClaimSide& side : sides_) {
      if (side.balance || !headings_.empty()) continue;
      for (const int year : side.series->years(side.flow)) {
        const auto value = side.series->best(side.flow, Period::of_year(year));
        if (!value || value->unit != figure_.unit) continue;
        if (!match_number(claimed_number(figure_), value->value, value->precision).holds()) continue;
        out += (out.empty() ? "; it would fit " : ", ") + context_.name(side.reporter) + "'s " + flow_name(side) +
               " of " + std::to_string(year);
      }
    }
    return out;
  }

  CheckedClaim target() const {
    CheckedClaim out = claim();
    out.verdict.kind = VerdictKind::not_outcome;
    std::string& note = out.verdict.note;
    note = "a " + figure_.outlook + ": " + short_amount_text(figure_.value, figure_.unit);
    const auto until = figure_.period ? period_of(*figure_.period) : std::nullopt;
    if (until) note += " by " + to_string(*until);
    for (const ClaimSide& side : sides_) {
      if (side.balance) continue;
      // The year aimed at where it is there, else the latest.
      std::optional<OfficialValue> latest;
      for (const int year : side.series->years(side.flow)) {
        if (until && year > until->year()) break;
        for (const OfficialValue& value : values_of(side, Period::of_year(year), headings_)) {
          if (value.superseded || value.incomplete || value.unit != figure_.unit) continue;
          latest = value;
          break;
        }
      }
      if (!latest) continue;
      const double to_go = figure_.value - latest->value;
      std::string state = "by " + context_.name(side.reporter) + "'s figures at " +
                          short_amount_text(latest->value, latest->unit) + " in " + to_string(latest->period);
      if (to_go > 0) {
        state += ", " + short_amount_text(to_go, "") + " to go";
        if (until && latest->period.year() >= until->year()) state += ", missed";
      } else {
        state += ", reached";
      }
      add_note(note, state);
      out.official.push_back(official_figure(*latest, flow_name(side)));
    }
    return out;
  }

  SideResult compare_side(const ClaimSide& side) const {
    SideResult result;
    result.side = &side;
    const ClaimedNumber claimed = claimed_number(figure_);
    std::vector<OfficialValue> values = values_of(side, *period_, headings_);
    for (OfficialValue& value : values) {
      if (value.superseded || !is_usual_basis(value)) continue;
      if (value.unit != figure_.unit) {
        result.unit_note = context_.name(side.reporter) + "'s figures are in " + value.unit + ", the claim in " +
                           figure_.unit + ": no rate is assumed";
        continue;
      }
      // Another publication of the same reporter is worth showing where it differs.
      const bool same = std::any_of(result.shown.begin(), result.shown.end(), [&](const OfficialValue& known) {
        return known.incomplete == value.incomplete && std::abs(known.value - value.value) <= 0.001 * known.value;
      });
      if (!same) result.shown.push_back(value);
    }
    for (const OfficialValue& value : result.shown) {
      if (value.incomplete) continue;
      result.complete = true;
      const Match match = match_number(claimed, std::abs(value.value), value.precision);
      if (match.holds() && result.matched == nullptr) {
        result.match = match;
        result.matched = &value;
      } else if (result.matched == nullptr && !match.note.empty()) {
        result.match.note = match.note;
      }
      result.unsure = result.unsure || match.kind == MatchKind::unsure;
    }
    return result;
  }

  CheckedClaim compare() {
    CheckedClaim out = claim();
    std::vector<SideResult> results;
    for (const ClaimSide& side : sides_) results.push_back(compare_side(side));
    std::vector<std::string> agree, deny;
    std::string how, match_note;
    bool any = false;
    for (const SideResult& result : results) {
      any = any || !result.shown.empty();
      for (const OfficialValue& value : result.shown) {
        OfficialFigure official = official_figure(value, flow_name(*result.side));
        if (!value.incomplete)
          official.agrees = match_number(claimed_number(figure_), std::abs(value.value), value.precision).holds();
        out.official.push_back(std::move(official));
      }
      if (result.match.holds()) {
        agree.push_back(result.side->reporter);
        if (how.empty()) how = to_string(result.match.kind);
        if (match_note.empty()) match_note = result.match.note;
      } else if (result.complete && !result.unsure) {
        deny.push_back(result.side->reporter);
      }
    }
    set_mirror_gap(out, results);
    std::vector<Verdict> verdicts;
    if (!agree.empty()) verdicts.push_back(matched(agree, how, match_note, results));
    if (agree.empty() && !unsure(results)) {
      if (auto elsewhere = find_elsewhere()) {
        Verdict verdict;
        verdict.kind = VerdictKind::matches_other;
        verdict.with = {elsewhere->value.reporter};
        verdict.how = "rounded";
        verdict.note =
            "the amount is " + elsewhere->what + ": " + amount_text(elsewhere->value.value, elsewhere->value.unit);
        const Match match =
            match_plain(claimed_number(figure_), std::abs(elsewhere->value.value), elsewhere->value.precision);
        verdict.how = to_string(match.kind);
        OfficialFigure official = official_figure(elsewhere->value, to_string(elsewhere->value.flow));
        out.official.push_back(std::move(official));
        verdicts.push_back(std::move(verdict));
      }
    }
    if (!deny.empty()) verdicts.push_back(denied(deny, results));
    for (const SideResult& result : results) {
      if (result.match.holds() || (result.complete && !result.unsure)) continue;
      verdicts.push_back(unknown(result));
    }
    // Of two sides that cannot say, one sentence is enough where neither has anything.
    if (verdicts.size() == 2 && verdicts[0].kind == VerdictKind::cannot_check &&
        verdicts[1].kind == VerdictKind::cannot_check && !any) {
      verdicts[0].with.clear();
      verdicts[0].note = "no figures of either side for " + to_string(*period_) + settle(sides_);
      verdicts.resize(1);
    }
    apply_record(verdicts, results);
    std::stable_sort(verdicts.begin(), verdicts.end(),
                     [](const Verdict& one, const Verdict& other) { return one.kind < other.kind; });
    out.verdict = std::move(verdicts.front());
    out.also.assign(std::make_move_iterator(verdicts.begin() + 1), std::make_move_iterator(verdicts.end()));
    return out;
  }

  static bool unsure(const std::vector<SideResult>& results) {
    return std::any_of(results.begin(), results.end(), [](const SideResult& result) { return result.unsure; });
  }

  Verdict matched(const std::vector<std::string>& agree, const std::string& how, const std::string& match_note,
                  const std::vector<SideResult>& results) const {
    Verdict verdict;
    verdict.kind = VerdictKind::matches;
    verdict.with = agree;
    verdict.how = how;
    for (const SideResult& result : results) {
      if (!result.match.holds()) continue;
      std::string part = context_.name(result.side->reporter) + "'s " + flow_name(*result.side) + " of " +
                         to_string(*period_) + " was " +
                         amount_text(std::abs(result.matched->value), result.matched->unit);
      if (const std::string_view kind = to_string(result.match.kind); kind == "truncated")
        part += ", which the claim cuts off instead of rounding";
      if (result.side->flow == Flow::imports && result.matched->basis == Basis::cif && figure_.measure == "exports")
        part += " (the buyer's imports, CIF)";
      add_note(verdict.note, part);
    }
    add_note(verdict.note, match_note);
    return verdict;
  }

  // The nearest figure of each side that denies, and how far it is.
  Verdict denied(const std::vector<std::string>& deny, const std::vector<SideResult>& results) const {
    Verdict verdict;
    verdict.kind = VerdictKind::contradicts;
    verdict.with = deny;
    for (const SideResult& result : results) {
      if (std::find(deny.begin(), deny.end(), result.side->reporter) == deny.end()) continue;
      const OfficialValue* nearest = nullptr;
      for (const OfficialValue& value : result.shown) {
        if (value.incomplete) continue;
        if (nearest == nullptr ||
            std::abs(std::abs(value.value) - figure_.value) < std::abs(std::abs(nearest->value) - figure_.value))
          nearest = &value;
      }
      if (nearest == nullptr) continue;
      const double official = std::abs(nearest->value);
      std::string part = context_.name(result.side->reporter) + "'s " + flow_name(*result.side) + " of " +
                         to_string(*period_) + " was " + amount_text(official, nearest->unit);
      if (figure_.value > 0)
        part += ", " + percent_text(official / figure_.value - 1) + (official >= figure_.value ? " above" : " below") +
                " the claim";
      add_note(verdict.note, part);
      add_note(verdict.note, result.match.note);
    }
    return verdict;
  }

  Verdict unknown(const SideResult& result) const {
    Verdict verdict;
    verdict.kind = VerdictKind::cannot_check;
    verdict.with = {result.side->reporter};
    const std::string name = context_.name(result.side->reporter);
    if (result.unsure) {
      verdict.note = name + "'s figure fits as far as it goes, but is published with fewer digits than the claim has";
    } else if (!result.shown.empty()) {
      verdict.note = name + "'s figures for " + to_string(*period_) + " are incomplete (" +
                     result.shown.front().incomplete_reason + ")" + settle({*result.side});
    } else if (!result.unit_note.empty()) {
      verdict.note = result.unit_note;
    } else {
      verdict.note = "no figures of " + name + " for " + to_string(*period_) + settle({*result.side});
    }
    return verdict;
  }

  // Which file would settle it.
  std::string settle(const std::vector<ClaimSide>& sides) const {
    std::vector<std::string> reporters;
    for (const ClaimSide& side : sides) reporters.push_back(side.reporter + " with " + side.partner);
    std::string what = "UN Comtrade";
    if (!headings_.empty()) {
      what += " or WITS at four digits";
    } else if (!period_->is_year()) {
      what += " by months";
    }
    return ": " + what + " or a national table of " + joined(reporters) + " for " + to_string(*period_) +
           " would settle it";
  }

  void set_mirror_gap(CheckedClaim& out, const std::vector<SideResult>& results) const {
    if (results.size() != 2) return;
    const auto first = [](const SideResult& result) -> const OfficialValue* {
      if (result.matched != nullptr) return result.matched;
      for (const OfficialValue& value : result.shown) {
        if (!value.incomplete) return &value;
      }
      return nullptr;
    };
    const OfficialValue* one = first(results[0]);
    const OfficialValue* other = first(results[1]);
    if (one != nullptr && other != nullptr && one->value > 0 && other->value > 0)
      out.mirror_gap = other->value / one->value;
  }

  // The same amount as another measure, basis, release or period. Coincidences are likely with few digits, so that one
  // digit is never enough, and two only for the nearest explanations.
  std::optional<Elsewhere> find_elsewhere() const {
    ClaimedNumber claimed = claimed_number(figure_);
    claimed.hedge.clear();
    if (claimed.value_to || claimed.digits < 2) return std::nullopt;
    const auto fits = [&](const OfficialValue& value) {
      return !value.incomplete && value.unit == figure_.unit &&
             match_plain(claimed, std::abs(value.value), value.precision).holds();
    };
    const auto describe = [&](const ClaimSide& side, const std::string& flow, const OfficialValue& value) {
      return context_.name(side.reporter) + "'s " + flow + " of " + to_string(value.period);
    };
    // The same flow and period: an older release, another basis.
    for (const ClaimSide& side : sides_) {
      for (const OfficialValue& value : values_of(side, *period_, headings_)) {
        if (!fits(value)) continue;
        if (value.superseded)
          return Elsewhere{value, describe(side, flow_name(side), value) + " as published on " +
                                      to_iso(value.published) + ", since revised"};
        if (!is_usual_basis(value))
          return Elsewhere{value,
                           describe(side, flow_name(side), value) + " valued " + std::string(to_string(value.basis))};
      }
    }
    // Another measure of the same period.
    if (headings_.empty()) {
      for (const ClaimSide& side : sides_) {
        for (const Flow flow : {Flow::turnover, Flow::exports, Flow::imports, Flow::re_exports}) {
          if (flow == side.flow && !side.balance) continue;
          for (const OfficialValue& value : side.series->values(flow, *period_)) {
            if (value.superseded || !is_usual_basis(value) || !fits(value)) continue;
            return Elsewhere{value, describe(side, std::string(to_string(flow)), value) + ", not " + flow_name(side)};
          }
        }
      }
    }
    if (auto found = other_period(fits, describe, period_->years_later(-1), "the year before")) return found;
    // Some months for the year, or the year for some months.
    for (const ClaimSide& side : sides_) {
      if (side.balance) continue;
      for (const OfficialValue& total : side.series->totals) {
        const Period& period = total.period;
        if (total.superseded || total.flow != side.flow || period == *period_ || period.year() != period_->year() ||
            period.last() / 12 != period_->year())
          continue;
        for (const OfficialValue& value : values_of(side, period, headings_)) {
          if (fits(value) && is_usual_basis(value) && !value.superseded)
            return Elsewhere{value, describe(side, flow_name(side), value) + ", not " + to_string(*period_)};
        }
      }
    }
    if (claimed.digits < 3) return std::nullopt;
    for (const int years : {1, -2, 2, -3, 3}) {
      if (auto found = other_period(fits, describe, period_->years_later(years), "another year")) return found;
    }
    return std::nullopt;
  }

  template <typename Fits, typename Describe>
  std::optional<Elsewhere> other_period(const Fits& fits, const Describe& describe, const Period& period,
                                        const std::string& what) const {
    for (const ClaimSide& side : sides_) {
      for (const OfficialValue& value : values_of(side, period, headings_)) {
        if (value.superseded || !is_usual_basis(value) || !fits(value)) continue;
        return Elsewhere{value, describe(side, flow_name(side), value) + ", " + what};
      }
    }
    return std::nullopt;
  }

  // "A record": the highest of the series up to then.
  void apply_record(std::vector<Verdict>& verdicts, const std::vector<SideResult>& results) const {
    if (figure_.hedge != "record") return;
    for (const SideResult& result : results) {
      if (!result.match.holds()) continue;
      Verdict* verdict = nullptr;
      for (Verdict& one : verdicts) {
        if (one.kind == VerdictKind::matches) verdict = &one;
      }
      if (verdict == nullptr) return;
      int earlier = 0;
      constexpr int kFewest = 3, kBack = 60;
      for (int years = 1; years <= kBack; ++years) {
        const Period period = period_->years_later(-years);
        for (const OfficialValue& value : values_of(*result.side, period, headings_)) {
          if (value.superseded || value.incomplete || value.unit != figure_.unit) continue;
          ++earlier;
          if (value.value > result.matched->value) {
            verdict->kind = VerdictKind::contradicts;
            verdict->how = "hedge";
            verdict->note = "the amount is right, but no record: " + context_.name(result.side->reporter) +
                            "'s figure of " + to_string(period) + " was " + amount_text(value.value, value.unit);
            return;
          }
          break;
        }
      }
      if (earlier >= kFewest) {
        verdict->how = "hedge";
        add_note(verdict->note,
                 "the highest of " + std::to_string(earlier + 1) + " figures since " + first_year(*result.side));
      } else {
        add_note(verdict->note,
                 "whether it is a record cannot be told from " +
                     (earlier == 0 ? std::string("one figure") : std::to_string(earlier + 1) + " figures"));
      }
      return;
    }
  }

  static std::string first_year(const ClaimSide& side) {
    const auto years = side.series->years(side.flow);
    return years.empty() ? "" : std::to_string(years.front());
  }

  const CheckContext& context_;
  const Figure& figure_;
  std::vector<ClaimSide> sides_;
  std::vector<std::string> headings_;
  std::optional<Period> period_;
};

}  // namespace

Result<void> check_level(const CheckContext& context, const Figure& figure, std::size_t finding,
                         std::vector<CheckedClaim>& out) {
  auto claim = LevelCheck(context, figure).run();
  if (!claim) return std::unexpected(std::move(claim.error()));
  claim->finding = finding;
  out.push_back(*std::move(claim));
  return {};
}

}  // namespace chancery::statistics
