// Hand-made findings and a record in memory, so that answers are tested without a reader or a store.
#pragma once

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "answer/phrases.h"
#include "answer/wording.h"
#include "chancery/knowledge.h"
#include "chancery/record.h"
#include "knowledge/tables.h"

namespace chancery::answer::testing {

inline const Knowledge& knowledge() {
  static const std::shared_ptr<const Knowledge> loaded = [] {
    auto result = Knowledge::load();
    if (!result) throw std::runtime_error(result.error().to_string());
    return *result;
  }();
  return *loaded;
}

inline const Phrases& phrases() {
  static const Phrases loaded = [] {
    auto result = Phrases::built_in();
    if (!result) throw std::runtime_error(result.error().to_string());
    return *result;
  }();
  return loaded;
}

inline Wording wording() { return {knowledge(), phrases()}; }

inline Day day(const char* iso) { return *parse_iso_day(iso); }

inline DateInterval on(const char* iso) {
  return {day(iso), day(iso), DatePrecision::day, DateBasis::text, std::nullopt};
}
inline DateInterval between(const char* from, const char* to, DatePrecision precision = DatePrecision::range) {
  return {day(from), day(to), precision, DateBasis::text, std::nullopt};
}

inline RecordedArticle article(const std::string& id, const char* published, const std::string& source,
                               const std::string& text) {
  RecordedArticle out;
  out.article.id = id;
  out.article.text = text;
  out.article.source = source;
  out.article.file = "sample/" + id + ".txt";
  if (published) out.article.date = day(published);
  out.facts.date = out.article.date;
  out.facts.source = source;
  out.reader_version = "test-1";
  return out;
}

// The first place of some words in a text.
inline TextSpan span_of(const Article& article, const std::string& words) {
  const std::size_t at = article.text.find(words);
  if (at == std::string::npos) throw std::runtime_error("not in the text: " + words);
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size()), false};
}

inline Actor state(const std::string& code) {
  Actor actor;
  actor.country = code;
  return actor;
}

inline Actor person(const std::string& code, const std::string& office, const std::string& name) {
  Actor actor = state(code);
  actor.office = office;
  actor.person = name;
  actor.sector = "GOV";
  return actor;
}

inline Event event(EventType type, const std::string& mode, std::vector<Actor> actors, std::vector<Actor> recipients,
                   std::optional<DateInterval> date, Status status = Status::happened) {
  Event out;
  out.type = type;
  out.mode = mode;
  out.actors = std::move(actors);
  out.recipients = std::move(recipients);
  out.reciprocal = out.recipients.empty();
  out.date = date;
  out.status = status;
  out.confidence = 0.9;
  return out;
}

inline AgreementFinding agreement(const std::string& name, const std::string& step, std::optional<DateInterval> date,
                                  Status status = Status::happened) {
  AgreementFinding out;
  out.name = name;
  out.kind = "agreement";
  out.parties = {state("KAZ"), state("CHN")};
  out.step = step;
  out.date = date;
  out.status = status;
  out.confidence = 0.8;
  return out;
}

inline Figure turnover(double value, int digits, std::optional<DateInterval> period,
                       const std::string& outlook = "outcome") {
  Figure out;
  out.measure = "trade-turnover";
  out.parties = {state("KAZ"), state("CHN")};
  out.value = value;
  out.digits = digits;
  out.unit = "USD";
  out.period = period;
  out.outlook = outlook;
  out.confidence = 0.8;
  return out;
}

inline OfficeHolding holding(const std::string& code, const std::string& office, const std::string& name,
                             const char* iso) {
  OfficeHolding out;
  out.country = code;
  out.office = office;
  out.person = name;
  if (iso) out.date = on(iso);
  out.confidence = 0.9;
  return out;
}

inline std::string kind_name(const Finding& finding) { return std::string(kind_of(finding)); }

// A finding told by articles in their order.
inline RecordedFinding recorded(const std::string& id, const Finding& finding,
                                const std::vector<std::string>& article_ids) {
  RecordedFinding out;
  out.id = id;
  out.kind = kind_name(finding);
  int number = 1;
  for (const std::string& article_id : article_ids) {
    out.occurrences.push_back({article_id, article_id + "/" + std::to_string(number++), finding});
  }
  return out;
}

// Holds findings and articles; finds by kind, actor and with, which is what the gathering functions are for.
class MemoryRecord final : public Record {
 public:
  std::vector<RecordedFinding> findings;
  ArticleMap articles;
  std::vector<LearntTenure> learnt;
  std::vector<Story> known_stories;

  void put(RecordedArticle article) {
    std::string id = article.article.id;
    articles.emplace(std::move(id), std::move(article));
  }

  Result<AddOutcome> add(const Article&, const Reading&, std::string_view) override { return AddOutcome::added; }
  Result<std::uint64_t> commit() override { return 1; }
  Result<std::vector<UnresolvedArticle>> unresolved(std::string_view, std::size_t) override {
    return std::vector<UnresolvedArticle>();
  }
  Result<void> put_resolved(const Article&, const Reading&, std::string_view) override { return {}; }
  Result<std::vector<LearntTenure>> tenures(std::string_view country, bool) override {
    std::vector<LearntTenure> out;
    for (const LearntTenure& one : learnt) {
      if (country.empty() || one.holder.country == country) out.push_back(one);
    }
    return out;
  }
  Result<std::vector<LearntTenure>> tenures_for(std::string_view, bool) override { return learnt; }
  Result<std::vector<LearntHolder>> holders_of_names(const std::vector<std::string>&, Day) override {
    return std::vector<LearntHolder>();
  }
  Result<bool> holds(const Article&, std::string_view) override { return false; }
  Result<std::vector<UnfinishedRun>> start_run(std::string_view) override { return std::vector<UnfinishedRun>(); }
  Result<void> end_run() override { return {}; }
  Result<std::uint64_t> start_reread(std::string_view, bool) override { return 0; }
  Result<std::vector<ArticleToReread>> articles_to_reread(std::string_view, std::uint64_t, std::size_t) override {
    return std::vector<ArticleToReread>();
  }
  Result<AddOutcome> reread(const Article&, const Reading&, std::string_view) override { return AddOutcome::unchanged; }
  Result<std::vector<ChangeCount>> count_changes() override { return std::vector<ChangeCount>(); }
  Result<void> for_each_change(const std::function<bool(const FindingChange&)>&) override { return {}; }

  Result<std::vector<RecordedFinding>> find(const RecordQuery& query) override {
    std::vector<RecordedFinding> out;
    for (const RecordedFinding& finding : findings) {
      const auto codes = codes_of(finding.occurrences.front().finding);
      const auto has = [&codes](const std::string& code) {
        return code.empty() || std::find(codes.begin(), codes.end(), code) != codes.end();
      };
      if ((query.kind.empty() || query.kind == finding.kind) && has(query.actor) && has(query.with))
        out.push_back(finding);
      if (query.limit != 0 && out.size() == query.limit) break;
    }
    return out;
  }
  Result<RecordedFinding> finding(std::string_view id) override {
    for (const RecordedFinding& finding : findings) {
      if (finding.id == id) return finding;
    }
    return std::unexpected(Error{ErrorCode::not_found, "no such finding", {}, 0, 0, 0});
  }
  Result<RecordedArticle> article(std::string_view id) override {
    const auto found = articles.find(id);
    if (found == articles.end()) return std::unexpected(Error{ErrorCode::not_found, "no such article", {}, 0, 0, 0});
    return found->second;
  }
  Result<std::vector<std::string>> articles_about(std::string_view a, std::string_view b) override {
    std::vector<std::string> out;
    for (const auto& [id, article] : articles) {
      bool has_a = false;
      bool has_b = b.empty();
      for (const RecordedFinding& finding : findings) {
        for (const Occurrence& occurrence : finding.occurrences) {
          if (occurrence.article_id != id) continue;
          for (const std::string& code : codes_of(occurrence.finding)) {
            has_a = has_a || code == a;
            has_b = has_b || code == b;
          }
        }
      }
      if (has_a && has_b) out.push_back(id);
    }
    return out;
  }
  Result<Story> story(std::string_view id) override {
    for (const Story& story : known_stories) {
      if (story.id == id) return story;
      for (const StoryMember& member : story.members) {
        if (member.article_id == id) return story;
      }
    }
    return std::unexpected(Error{ErrorCode::not_found, "no such story", {}, 0, 0, 0});
  }
  Result<std::vector<Story>> stories(const StoryQuery&) override { return known_stories; }
  Result<std::vector<ArticleVersion>> versions(std::string_view) override { return std::vector<ArticleVersion>(); }
  Result<std::vector<SearchHit>> search(std::string_view, std::size_t) override { return std::vector<SearchHit>(); }
  Result<void> forget(std::string_view) override { return {}; }
  Result<std::vector<std::pair<std::string, std::uint64_t>>> pairs(std::size_t) override {
    return std::vector<std::pair<std::string, std::uint64_t>>{{"CHN KAZ", 7}, {"FRA DEU", 2}};
  }
  Result<RecordStatistics> statistics() override {
    RecordStatistics out;
    out.articles = articles.size();
    out.findings = findings.size();
    out.version = 5;
    for (const auto& [id, article] : articles) {
      const auto day = published(article);
      if (day && (!out.first_published || *day < *out.first_published)) out.first_published = day;
      if (day && (!out.last_published || *day > *out.last_published)) out.last_published = day;
    }
    return out;
  }
};

}  // namespace chancery::answer::testing
