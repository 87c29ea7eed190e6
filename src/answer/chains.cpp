#include "answer/chains.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>

#include "answer/dates.h"
#include "knowledge/ceremony.h"

namespace chancery::answer {
namespace {

const Event* event_in(const RecordedFinding& finding) { return std::get_if<Event>(&fullest(finding).finding); }

bool has_link(const RecordedFinding& finding, std::string_view kind) {
  return std::any_of(finding.links.begin(), finding.links.end(),
                     [&](const FindingLink& link) { return link.kind == kind; });
}

std::optional<Day> first_told(const RecordedFinding& finding, const ArticleMap& articles) {
  std::optional<Day> first;
  for (const Occurrence& occurrence : finding.occurrences) {
    const auto article = articles.find(occurrence.article_id);
    if (article == articles.end()) continue;
    const auto day = published(article->second);
    if (day && (!first || *day < *first)) first = day;
  }
  return first;
}

constexpr std::chrono::days kUndatedWait{180};  // as connect::window_of

// Whether one waits for it to happen: of SUPPORT a signing or the like, by its trigger.
bool is_awaited(const RecordedFinding& finding, const Event& event, const ArticleMap& articles) {
  switch (event.type) {
    case EventType::consult:
    case EventType::concede:
    case EventType::cooperate:
    case EventType::aid:
    case EventType::retreat:
    case EventType::mobilize:
    case EventType::sanction: break;
    case EventType::support:
      if (!knowledge::is_ceremony(text_of(articles, fullest(finding).article_id, event.trigger))) return false;
      break;
    default: return false;
  }
  const auto days = planned_days(finding);
  const auto told = first_told(finding, articles);
  return !days || !told || days->to >= *told;
}

ChainStep step_of(const RecordedFinding& finding, const Event& event, const ArticleMap& articles) {
  ChainStep step;
  step.finding = &finding;
  step.told = first_told(finding, articles);
  if (event.status == Status::planned) {
    step.what = has_link(finding, "moved-from") ? "moved" : "announced";
    step.date = planned_days(finding);
  } else if (event.status == Status::denied) {
    step.what = "denied";
  } else if (has_link(finding, "calls-off")) {
    step.what = "called off";
  } else {
    step.what = event.type == EventType::consult ? "held" : "done";
    step.date = narrowest_date(finding);
  }
  return step;
}

// Of steps told on one day a plan comes before what became of it.
int rank(const ChainStep& step) {
  if (step.what == "announced") return 0;
  if (step.what == "moved") return 1;
  return step.what == "held" || step.what == "done" ? 3 : 2;
}

void order_steps(Chain& chain) {
  std::stable_sort(chain.steps.begin(), chain.steps.end(), [](const ChainStep& one, const ChainStep& other) {
    const auto key = [](const ChainStep& step) {
      return std::tuple(step.told.value_or(Day::max()), rank(step), std::string_view(step.finding->id));
    };
    return key(one) < key(other);
  });
}

}  // namespace

std::optional<DateInterval> planned_days(const RecordedFinding& plan) {
  std::optional<DateInterval> best;
  for (const Occurrence& occurrence : plan.occurrences) {
    const auto& date = date_of(occurrence.finding);
    if (!date || date->basis == DateBasis::publication) continue;
    if (!best || date->to - date->from < best->to - best->from) best = date;
  }
  return best;
}

std::vector<Chain> chains_among(std::span<const RecordedFinding> findings, const ArticleMap& articles) {
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < findings.size(); ++i) places.emplace(findings[i].id, i);
  std::vector<std::size_t> parent(findings.size());
  for (std::size_t i = 0; i < parent.size(); ++i) parent[i] = i;
  const auto find = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (std::size_t i = 0; i < findings.size(); ++i) {
    for (const FindingLink& link : findings[i].links) {
      const auto other = places.find(link.id);
      if (other == places.end()) continue;
      const std::size_t a = find(i);
      const std::size_t b = find(other->second);
      parent[std::max(a, b)] = std::min(a, b);
    }
  }
  std::map<std::size_t, Chain> chains;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Event* event = event_in(findings[i]);
    if (event == nullptr) continue;
    if (findings[i].links.empty() && (event->status != Status::planned || !is_awaited(findings[i], *event, articles))) {
      continue;
    }
    chains[find(i)].steps.push_back(step_of(findings[i], *event, articles));
  }
  std::vector<std::pair<std::size_t, Chain>> out;
  for (auto& [root, chain] : chains) {
    order_steps(chain);
    const bool planned = std::any_of(chain.steps.begin(), chain.steps.end(), [](const ChainStep& step) {
      return step.what == "announced" || step.what == "moved";
    });
    if (!planned) continue;  // what it was announced as is not among the findings
    bool settled = false;
    for (const ChainStep& step : chain.steps) {
      const bool plan = step.what == "announced" || step.what == "moved";
      const bool happened = step.what == "held" || step.what == "done";
      const bool shown_happened = chain.shown != nullptr && event_in(*chain.shown)->status == Status::happened;
      if (happened || (plan && !shown_happened)) chain.shown = step.finding;
      if (plan) {
        chain.plan = step.finding;
        chain.due = step.date;
      }
      // Also where what became of it is not among the findings.
      settled = settled || !plan || has_link(*step.finding, "happened-as") || has_link(*step.finding, "called-off-by");
    }
    chain.open = !settled;
    const std::size_t place = places.at(chain.shown->id);
    out.emplace_back(place, std::move(chain));
  }
  std::sort(out.begin(), out.end(), [](const auto& one, const auto& other) { return one.first < other.first; });
  std::vector<Chain> sorted;
  for (auto& [place, chain] : out) sorted.push_back(std::move(chain));
  return sorted;
}

bool overdue(const Chain& chain, const std::optional<Day>& today) noexcept {
  if (!chain.open || !today) return false;
  if (chain.due) return chain.due->to < *today;
  const auto told = chain.steps.back().told;
  return told && *told + kUndatedWait < *today;
}

std::vector<std::string> chain_texts(const Chain& chain, const RecordedFinding& beside,
                                     const std::optional<Day>& today) {
  std::vector<std::string> texts;
  const auto held = std::find_if(chain.steps.begin(), chain.steps.end(),
                                 [](const ChainStep& step) { return step.what == "held" || step.what == "done"; });
  for (const ChainStep& step : chain.steps) {
    // What a report of the day itself says is to be done is no announcement worth a word.
    const bool on_the_day = held != chain.steps.end() && step.what == "announced" && step.told && held->date &&
                            *step.told >= held->date->from;
    if (on_the_day) continue;
    std::string text = step.what;
    const bool happened = step.what == "held" || step.what == "done";
    if (happened) {
      if (step.date) text += " " + date_text(step.date);
    } else {
      if (step.told) text += " on " + to_iso(*step.told);
      if (step.date) text += (step.what == "moved" ? " to " : " for ") + date_text(step.date);
      if (step.what == "announced" && !step.date) text += " without a date";
    }
    if (step.finding != &beside) text += " (" + step.finding->id + ")";
    texts.push_back(std::move(text));
  }
  if (texts.size() == 1 && held != chain.steps.end() && held->finding == &beside) texts.clear();
  if (overdue(chain, today)) {
    texts.emplace_back("not heard of since: no report in the record that it took place");
  } else if (chain.open) {
    texts.emplace_back("open");
  }
  return texts;
}

std::string chain_text(const Chain& chain, const RecordedFinding& beside, const std::optional<Day>& today) {
  std::string out;
  for (const std::string& text : chain_texts(chain, beside, today)) out += (out.empty() ? "" : "; ") + text;
  return out;
}

std::vector<Step> steps_of(const Chain& chain) {
  std::vector<Step> steps;
  for (const ChainStep& step : chain.steps) {
    steps.push_back({step.what, step.finding->id, step.told, step.date, article_ids_of(*step.finding)});
  }
  return steps;
}

std::vector<std::string> article_ids_of(const Chain& chain) {
  std::vector<std::string> ids;
  for (const ChainStep& step : chain.steps) {
    for (std::string& id : article_ids_of(*step.finding)) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
    }
  }
  return ids;
}

}  // namespace chancery::answer
