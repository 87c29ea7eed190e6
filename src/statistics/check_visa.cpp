// Agreements on visa-free travel against the passport index before and after.
#include <algorithm>
#include <map>

#include "statistics/check_context.h"

namespace chancery::statistics {
namespace {

std::string rule_text(const VisaRule& rule) {
  return rule.days > 0 ? std::to_string(rule.days) + " days without a visa" : rule.requirement;
}

// What both directions are on one day.
struct DayRules {
  std::vector<VisaRule> rules;
  [[nodiscard]] bool both() const noexcept { return rules.size() == 2; }
  [[nodiscard]] bool free_both_ways() const noexcept { return both() && rules[0].is_free() && rules[1].is_free(); }
};

std::vector<std::string> countries_of(const AgreementFinding& agreement) {
  std::vector<std::string> out;
  for (const Actor& party : agreement.parties) {
    if (!party.country.empty() && std::find(out.begin(), out.end(), party.country) == out.end())
      out.push_back(party.country);
  }
  return out;
}

}  // namespace

Result<void> check_visa(const CheckContext& context, const AgreementFinding& agreement, std::size_t finding,
                        std::vector<CheckedClaim>& out) {
  if (agreement.subject != "visa") return {};
  CheckedClaim claim;
  claim.finding = finding;
  claim.aspect = "visa";
  const auto give_up = [&](VerdictKind kind, std::string note) -> Result<void> {
    claim.verdict = {kind, {}, "", std::move(note)};
    out.push_back(std::move(claim));
    return {};
  };
  const std::vector<std::string> countries = countries_of(agreement);
  if (countries.size() != 2) return give_up(VerdictKind::cannot_check, "the index is of pairs of states");
  std::map<Day, DayRules> days;
  for (std::size_t at = 0; at < 2; ++at) {
    auto rules = context.statistics().visa_rules(countries[at], countries[1 - at]);
    if (!rules) return std::unexpected(std::move(rules.error()));
    for (VisaRule& rule : *rules) {
      OfficialFigure figure;
      figure.reporter = rule.passport;
      figure.partner = rule.destination;
      figure.flow = "visa";
      figure.period = to_iso(rule.day);
      figure.text = rule_text(rule);
      if (rule.days > 0) {
        figure.value = rule.days;
        figure.unit = "days";
      }
      figure.source = "passport index";
      figure.file = rule.file;
      figure.published = rule.day;
      claim.official.push_back(std::move(figure));
      std::vector<VisaRule>& of_day = days[rule.day].rules;
      const bool known =
          std::any_of(of_day.begin(), of_day.end(), [&](const VisaRule& one) { return one.passport == rule.passport; });
      if (!known) of_day.push_back(std::move(rule));
    }
  }
  std::stable_sort(
      claim.official.begin(), claim.official.end(),
      [](const OfficialFigure& one, const OfficialFigure& other) { return one.published < other.published; });
  std::string told;
  for (const auto& [day, rules] : days) {
    for (const VisaRule& rule : rules.rules) {
      add_note(told, "on " + to_iso(day) + " with the passport of " + context.name(rule.passport) + " to " +
                         context.name(rule.destination) + ": " + rule_text(rule));
    }
  }
  if (agreement.status == Status::planned || agreement.status == Status::hypothetical || agreement.step == "proposed" ||
      agreement.step == "negotiated")
    return give_up(VerdictKind::not_outcome, "an agreement that is only planned" + (told.empty() ? "" : "; " + told));
  if (days.empty())
    return give_up(VerdictKind::cannot_check,
                   "no visa rules of these states: a passport index of a day after it would "
                   "settle it");
  // Which day the claim is about: the last on which the step can have been taken, else the day of the article.
  const std::optional<Day> step_day = agreement.date ? std::optional(agreement.date->to) : context.published();
  const bool ends = agreement.step == "terminated" || agreement.step == "suspended";
  const std::string regime = agreement.name;
  // A visa-free regime is what the name says; other visa agreements (easier visas) cannot be read from the index.
  const bool visa_free = regime.find("free") != std::string::npos || regime.find("waiver") != std::string::npos ||
                         regime.find("exempti") != std::string::npos || regime.find("abolition") != std::string::npos ||
                         regime.find("mutual") != std::string::npos;
  if (!visa_free || !step_day)
    return give_up(VerdictKind::cannot_check,
                   (visa_free ? "the text gives no day" : "the index does not tell what such an agreement changes") +
                       std::string("; ") + told);
  const DayRules* after = nullptr;       // the latest index from that day on
  const DayRules* first_free = nullptr;  // the first with both ways free
  std::optional<Day> after_day, free_day, before_day;
  for (const auto& [day, rules] : days) {
    if (!rules.both()) continue;
    if (day < *step_day) {
      before_day = day;
      continue;
    }
    after = &rules;
    after_day = day;
    if (first_free == nullptr && rules.free_both_ways()) first_free = &rules, free_day = day;
  }
  if (after == nullptr)
    return give_up(VerdictKind::cannot_check, "no passport index from " + to_iso(*step_day) + " on; " + told);
  Verdict verdict;
  verdict.with = countries;
  const bool free = after->free_both_ways();
  if (ends) {
    verdict.kind = free ? VerdictKind::contradicts : VerdictKind::matches;
    verdict.note = free ? "travel without a visa goes on" : "travel without a visa has ended";
  } else if (free) {
    verdict.kind = VerdictKind::matches;
    verdict.note = "travel is without a visa both ways by " + to_iso(*free_day);
  } else if (agreement.step == "in-force") {
    verdict.kind = VerdictKind::contradicts;
    verdict.note = "travel was not without a visa both ways by " + to_iso(*after_day);
  } else {
    // Signed and not yet in force: the index cannot tell.
    verdict.kind = VerdictKind::cannot_check;
    verdict.note = "not in force by " + to_iso(*after_day) + ": a later passport index would settle it";
  }
  add_note(verdict.note, told);
  claim.verdict = std::move(verdict);
  out.push_back(std::move(claim));
  return {};
}

}  // namespace chancery::statistics
