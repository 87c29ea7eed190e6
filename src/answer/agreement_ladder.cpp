#include "answer/agreement_ladder.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace chancery::answer {
namespace {

struct Telling {
  const Occurrence* occurrence = nullptr;
  const AgreementFinding* agreement = nullptr;
};

std::size_t rank_of(std::string_view step) {
  constexpr std::array<std::string_view, 8> kOrder = {"proposed", "negotiated", "signed",    "ratified",
                                                      "in-force", "amended",    "suspended", "terminated"};
  return static_cast<std::size_t>(std::find(kOrder.begin(), kOrder.end(), step) - kOrder.begin());
}

// Done once in the life of an agreement; each party ratifies for itself, and one may be amended again.
bool happens_once(std::string_view step) { return step == "signed" || step == "in-force" || step == "terminated"; }

bool is_firm(const std::optional<DateInterval>& date) { return date && date->basis != DateBasis::publication; }

bool within(const DateInterval& inner, const DateInterval& outer) {
  return outer.from <= inner.from && inner.to <= outer.to;
}

bool overlap(const DateInterval& one, const DateInterval& other) {
  return one.from <= other.to && other.from <= one.to;
}

void add_article(LadderStep& step, const std::string& id) {
  if (std::find(step.article_ids.begin(), step.article_ids.end(), id) == step.article_ids.end()) {
    step.article_ids.push_back(id);
  }
}

// The steps of one kind and status, each date once.
std::vector<LadderStep> dated_steps(std::vector<Telling> tellings, bool once) {
  std::stable_sort(tellings.begin(), tellings.end(), [](const Telling& one, const Telling& other) {
    // What the text dates first, the narrowest before all, so that vaguer dates find theirs.
    const auto key = [](const Telling& telling) {
      const auto& date = telling.agreement->date;
      return std::tuple(!is_firm(date), !date.has_value(), date ? (date->to - date->from).count() : 0,
                        date ? date->from : Day{});
    };
    return key(one) < key(other);
  });
  std::vector<LadderStep> steps;
  for (const Telling& telling : tellings) {
    const auto& date = telling.agreement->date;
    LadderStep* same = nullptr;
    for (LadderStep& known : steps) {
      if (!date || (known.date && within(*known.date, *date))) {
        same = &known;
        break;
      }
      // An article that gives no day of its own means the one that is known, the nearest where there are several.
      if (!is_firm(date) && known.date && once) {
        const auto away = [&](const LadderStep& step) { return std::chrono::abs(step.date->from - date->from); };
        if (same == nullptr || away(known) < away(*same)) same = &known;
      }
    }
    if (same == nullptr) {
      LadderStep step;
      step.agreement = telling.agreement;
      step.told = telling.occurrence;
      step.date = date;
      steps.push_back(std::move(step));
      same = &steps.back();
    }
    add_article(*same, telling.occurrence->article_id);
  }
  return steps;
}

void note_differences(std::vector<LadderStep>& steps) {
  for (LadderStep& one : steps) {
    if (!is_firm(one.date)) continue;
    for (const LadderStep& other : steps) {
      if (&one == &other || !is_firm(other.date) || overlap(*one.date, *other.date)) continue;
      one.differ.emplace_back(*other.date, other.article_ids);
    }
  }
}

}  // namespace

std::vector<LadderStep> ladder(const RecordedFinding& finding, const ArticleMap& articles) {
  std::map<std::pair<std::size_t, Status>, std::vector<Telling>> kinds;
  std::map<std::string_view, std::size_t> order;  // of the articles, as the record has them
  for (const Occurrence& occurrence : finding.occurrences) {
    order.emplace(occurrence.article_id, order.size());
    if (const auto* agreement = std::get_if<AgreementFinding>(&occurrence.finding)) {
      kinds[{rank_of(agreement->step), agreement->status}].push_back({&occurrence, agreement});
    }
  }
  std::vector<LadderStep> all;
  for (auto& [kind, tellings] : kinds) {
    const bool once = happens_once(tellings.front().agreement->step);
    std::vector<LadderStep> steps = dated_steps(std::move(tellings), once);
    if (once && kind.second == Status::happened) note_differences(steps);
    std::move(steps.begin(), steps.end(), std::back_inserter(all));
  }
  for (LadderStep& step : all) {
    std::stable_sort(step.article_ids.begin(), step.article_ids.end(),
                     [&](const std::string& one, const std::string& other) { return order[one] < order[other]; });
  }
  // Undated steps stand at the publication of the article that tells them.
  const auto day = [&](const LadderStep& step) {
    return step.date ? step.date->to : last_published(step.article_ids, articles).value_or(Day{});
  };
  std::stable_sort(all.begin(), all.end(), [&](const LadderStep& one, const LadderStep& other) {
    return std::tuple(day(one), rank_of(one.agreement->step), one.agreement->status) <
           std::tuple(day(other), rank_of(other.agreement->step), other.agreement->status);
  });
  return all;
}

const Occurrence& best_named(const RecordedFinding& finding) noexcept {
  std::map<std::string_view, std::size_t> told;
  for (const Occurrence& occurrence : finding.occurrences) {
    if (const auto* agreement = std::get_if<AgreementFinding>(&occurrence.finding)) ++told[agreement->name];
  }
  const Occurrence* best = &finding.occurrences.front();
  std::tuple<bool, std::size_t, std::size_t> most;
  for (const Occurrence& occurrence : finding.occurrences) {
    const auto* agreement = std::get_if<AgreementFinding>(&occurrence.finding);
    if (agreement == nullptr) continue;
    const std::tuple key(agreement->name.find(' ') != std::string::npos, told[agreement->name], agreement->name.size());
    if (key > most) {
      most = key;
      best = &occurrence;
    }
  }
  return *best;
}

}  // namespace chancery::answer
