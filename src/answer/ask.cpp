#include "answer/ask.h"

#include <utility>

#include "answer/brief.h"
#include "answer/lists.h"
#include "answer/verdicts.h"

namespace chancery::answer {

Result<Document> ask_brief(Record& record, const std::string& a, const std::string& b, const RecordQuery& filter,
                           const std::optional<Day>& today, std::size_t limit, const Wording& wording,
                           Statistics* statistics) {
  auto material = gather_brief(record, a, b, filter);
  if (!material) return std::unexpected(std::move(material.error()));
  if (today) material->as_of = today;
  Document brief = build_brief(*material, wording, {limit});
  if (statistics != nullptr) {
    const auto verdicts = verdicts_of(material->findings, material->articles, *statistics, wording);
    if (!verdicts) return std::unexpected(verdicts.error());
    attach_verdicts(brief, *verdicts);
  }
  return brief;
}

Result<Explanation> ask_explanation(Record& record, std::string_view id, const Wording& wording,
                                    Statistics* statistics) {
  const auto finding = record.finding(id);
  if (!finding) return std::unexpected(finding.error());
  ArticleMap articles;
  if (auto fetched = fetch_articles(record, {&*finding, 1}, articles); !fetched) {
    return std::unexpected(std::move(fetched.error()));
  }
  const auto learnt = learnt_by_article(record, *finding);
  if (!learnt) return std::unexpected(learnt.error());
  StoryMap stories;
  for (const auto& [article_id, article] : articles) {
    if (stories.contains(article.story)) continue;
    auto story = record.story(article_id);
    if (!story) return std::unexpected(std::move(story.error()));
    stories.emplace(article.story, *std::move(story));
  }
  Explanation explanation = build_explanation(*finding, articles, wording, stories, *learnt);
  if (statistics != nullptr) {
    const auto verdicts = verdicts_of({&*finding, 1}, articles, *statistics, wording);
    if (!verdicts) return std::unexpected(verdicts.error());
    attach_verdicts(explanation, *verdicts);
  }
  return explanation;
}

Result<void> complete_frame(ExportKind kind, const RecordQuery& query, ExportFrame& frame,
                            const std::vector<RecordedFinding>& findings, Record& record, const Wording& wording,
                            Statistics* statistics) {
  if (kind == ExportKind::people) {
    auto learnt = record.tenures(query.actor, true);
    if (!learnt) return std::unexpected(std::move(learnt.error()));
    frame.learnt = *std::move(learnt);
  }
  if (kind != ExportKind::figures) return {};
  frame.contradictions = contradictions_among(findings);
  if (statistics == nullptr) return {};
  ArticleMap articles;
  if (auto fetched = fetch_articles(record, findings, articles); !fetched) return fetched;
  auto verdicts = verdicts_of(findings, articles, *statistics, wording);
  if (!verdicts) return std::unexpected(std::move(verdicts.error()));
  frame.verdicts = *std::move(verdicts);
  return {};
}

Result<Document> list_document(ExportKind kind, const RecordQuery& query, std::vector<RecordedFinding> findings,
                               const ExportFrame& frame, Record& record, const Wording& wording,
                               Statistics* statistics) {
  ListMaterial material;
  if (!query.actor.empty()) material.actors.push_back(query.actor);
  if (!query.with.empty()) material.actors.push_back(query.with);
  material.findings = std::move(findings);
  material.record_version = frame.record_version;
  material.citation = frame.citation;
  material.today = frame.today;
  if (kind == ExportKind::people) {
    auto learnt = record.tenures(query.actor, true);
    if (!learnt) return std::unexpected(std::move(learnt.error()));
    material.learnt = *std::move(learnt);
  }
  if (auto fetched = fetch_articles(record, material.findings, material.articles); !fetched) {
    return std::unexpected(std::move(fetched.error()));
  }
  if (auto fetched = fetch_stories(record, material.articles, material.stories); !fetched) {
    return std::unexpected(std::move(fetched.error()));
  }
  Document list = build_list(kind, material, wording);
  if (kind == ExportKind::figures && statistics != nullptr) {
    const auto verdicts = verdicts_of(material.findings, material.articles, *statistics, wording);
    if (!verdicts) return std::unexpected(verdicts.error());
    attach_verdicts(list, *verdicts);
  }
  return list;
}

Result<CheckedArticle> check_article(Article article, Reader& reader, Checker& checker,
                                     const statistics::HeadingNames& headings) {
  CheckedArticle checked;
  checked.article = std::move(article);
  checked.reading = reader.read(checked.article);
  const auto published = checked.article.date ? checked.article.date : checked.reading.facts.date;
  auto claims = checker.check(checked.article, published, checked.reading.findings);
  if (!claims) return std::unexpected(std::move(claims.error()));
  checked.claims = *std::move(claims);
  for (CheckedClaim& claim : checked.claims) {
    for (OfficialFigure& figure : claim.official) {
      if (figure.commodity.size() == 4) figure.name = headings.name(figure.commodity);
    }
  }
  return checked;
}

}  // namespace chancery::answer
