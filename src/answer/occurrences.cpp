#include "answer/occurrences.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace chancery::answer {
namespace {

const std::optional<DateInterval> kNoDate;

template <typename... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <typename... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

void append_codes(std::vector<std::string>& out, const std::vector<Actor>& actors) {
  for (const Actor& actor : actors) {
    if (!actor.country.empty()) out.push_back(actor.country);
  }
}

// How much an occurrence tells: persons (of a figure: digits), place, confidence.
std::tuple<std::size_t, bool, double> fullness(const Finding& finding) noexcept {
  std::size_t persons = 0;
  bool place = false;
  const auto count = [&persons](const std::vector<Actor>& actors) {
    for (const Actor& actor : actors) persons += actor.person.empty() ? 0 : 1;
  };
  if (const auto* event = std::get_if<Event>(&finding)) {
    count(event->actors);
    count(event->recipients);
    place = event->place.has_value();
  }
  if (const auto* figure = std::get_if<Figure>(&finding))
    persons = static_cast<std::size_t>(std::max(0, figure->digits));
  return {persons, place, confidence_of(finding)};
}

template <typename Value>
void append_new(std::vector<Value>& out, const std::vector<Value>& values) {
  for (const Value& value : values) {
    if (std::find(out.begin(), out.end(), value) == out.end()) out.push_back(value);
  }
}

}  // namespace

Result<void> fetch_articles(Record& record, std::span<const RecordedFinding> findings, ArticleMap& articles) {
  for (const RecordedFinding& finding : findings) {
    for (const Occurrence& occurrence : finding.occurrences) {
      if (articles.contains(occurrence.article_id)) continue;
      auto article = record.article(occurrence.article_id);
      if (!article) return std::unexpected(article.error());
      articles.emplace(occurrence.article_id, *std::move(article));
    }
  }
  return {};
}

std::string_view text_of(const Article& article, const TextSpan& span) noexcept {
  const std::string_view whole = span.in_title ? article.title : article.text;
  if (span.begin > span.end || span.end > whole.size()) return {};
  return whole.substr(span.begin, span.end - span.begin);
}

std::string_view text_of(const ArticleMap& articles, std::string_view article_id, const TextSpan& span) noexcept {
  const auto found = articles.find(article_id);
  return found == articles.end() ? std::string_view() : text_of(found->second.article, span);
}

const std::optional<DateInterval>& date_of(const Finding& finding) noexcept {
  return std::visit(Overloaded{[](const Figure& figure) -> const std::optional<DateInterval>& { return figure.period; },
                               [](const Goods&) -> const std::optional<DateInterval>& { return kNoDate; },
                               [](const auto& other) -> const std::optional<DateInterval>& { return other.date; }},
                    finding);
}

const TextSpan& evidence_of(const Finding& finding) noexcept {
  return std::visit([](const auto& value) -> const TextSpan& { return value.evidence; }, finding);
}

const std::vector<TextSpan>& more_of(const Finding& finding) noexcept {
  return std::visit([](const auto& value) -> const std::vector<TextSpan>& { return value.more; }, finding);
}

double confidence_of(const Finding& finding) noexcept {
  return std::visit([](const auto& value) { return value.confidence; }, finding);
}

std::optional<Status> status_of(const Finding& finding) noexcept {
  return std::visit(Overloaded{[](const Figure&) { return std::optional<Status>(); },
                               [](const OfficeHolding&) { return std::optional<Status>(); },
                               [](const auto& other) { return std::optional<Status>(other.status); }},
                    finding);
}

std::vector<std::string> codes_of(const Finding& finding) {
  std::vector<std::string> codes;
  std::visit(Overloaded{[&](const Event& event) {
                          append_codes(codes, event.actors);
                          append_codes(codes, event.recipients);
                        },
                        [&](const AgreementFinding& agreement) { append_codes(codes, agreement.parties); },
                        [&](const Figure& figure) {
                          append_codes(codes, figure.parties);
                          for (const std::string& code : {figure.from, figure.to}) {
                            if (!code.empty()) codes.push_back(code);
                          }
                        },
                        [&](const Goods& goods) { codes = {goods.from, goods.to}; },
                        [&](const OfficeHolding& office) { codes = {office.country}; }},
             finding);
  std::vector<std::string> unique;
  append_new(unique, codes);
  return unique;
}

const Occurrence& fullest(const RecordedFinding& finding) noexcept {
  const Occurrence* best = &finding.occurrences.front();
  for (const Occurrence& occurrence : finding.occurrences) {
    if (fullness(occurrence.finding) > fullness(best->finding)) best = &occurrence;
  }
  return *best;
}

std::optional<DateInterval> narrowest_date(const RecordedFinding& finding) {
  std::optional<DateInterval> best;
  for (const Occurrence& occurrence : finding.occurrences) {
    const auto& date = date_of(occurrence.finding);
    if (date && (!best || date->to - date->from < best->to - best->from)) best = date;
  }
  return best;
}

double best_confidence(const RecordedFinding& finding) noexcept {
  double best = 0;
  for (const Occurrence& occurrence : finding.occurrences) best = std::max(best, confidence_of(occurrence.finding));
  return best;
}

std::vector<std::string> areas_of(const RecordedFinding& finding) {
  std::vector<std::string> areas;
  for (const Occurrence& occurrence : finding.occurrences) {
    if (const auto* event = std::get_if<Event>(&occurrence.finding)) append_new(areas, event->areas);
    if (const auto* agreement = std::get_if<AgreementFinding>(&occurrence.finding)) append_new(areas, agreement->areas);
  }
  return areas;
}

std::vector<std::string> article_ids_of(const RecordedFinding& finding) {
  std::vector<std::string> ids;
  for (const Occurrence& occurrence : finding.occurrences) {
    if (std::find(ids.begin(), ids.end(), occurrence.article_id) == ids.end()) ids.push_back(occurrence.article_id);
  }
  return ids;
}

bool is_superseded(const RecordedFinding& finding) noexcept {
  return std::all_of(finding.occurrences.begin(), finding.occurrences.end(),
                     [](const Occurrence& occurrence) { return bool(occurrence.superseded); });
}

Backing backing_of(const std::vector<std::string>& article_ids, const ArticleMap& articles) {
  std::set<std::string, std::less<>> sources;
  std::set<std::string, std::less<>> stories;
  for (const std::string& id : article_ids) {
    const auto found = articles.find(id);
    const std::string_view name = found == articles.end() ? std::string_view() : publisher(found->second);
    sources.insert(name.empty() ? "\n" + id : std::string(name));
    const bool known = found != articles.end() && !found->second.story.empty();
    stories.insert(known ? found->second.story : "\n" + id);
  }
  return {sources.size(), stories.size()};
}

std::string backing_text(std::size_t articles, const Backing& backing) {
  if (articles < 2) return {};
  return std::to_string(backing.sources) + (backing.sources == 1 ? " source, " : " sources, ") +
         std::to_string(backing.stories) + (backing.stories == 1 ? " story" : " stories");
}

Supersession superseded_by(const std::vector<std::string>& article_ids, const ArticleMap& articles) {
  Supersession last;
  for (const std::string& id : article_ids) {
    const auto found = articles.find(id);
    if (found == articles.end() || !found->second.superseded) return {};
    last = found->second.superseded;
  }
  return last;
}

Result<void> fetch_stories(Record& record, const ArticleMap& articles, StoryMap& stories) {
  for (const auto& [id, article] : articles) {
    if (article.story_size < 2 || stories.contains(article.story)) continue;
    auto story = record.story(id);
    if (!story) return std::unexpected(std::move(story.error()));
    stories.emplace(article.story, *std::move(story));
  }
  return {};
}

std::optional<Day> published(const RecordedArticle& article) noexcept {
  return article.article.date ? article.article.date : article.facts.date;
}

std::string_view publisher(const RecordedArticle& article) noexcept {
  return article.article.source.empty() ? article.facts.source : article.article.source;
}

std::optional<Day> last_published(const std::vector<std::string>& article_ids, const ArticleMap& articles) noexcept {
  std::optional<Day> last;
  for (const std::string& id : article_ids) {
    const auto found = articles.find(id);
    if (found == articles.end()) continue;
    const auto day = published(found->second);
    if (day && (!last || *day > *last)) last = day;
  }
  return last;
}

}  // namespace chancery::answer
