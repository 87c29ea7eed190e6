#include "answer/verdicts.h"

#include "answer/check_view.h"

namespace chancery::answer {

Result<std::map<std::string, FigureVerdict>> verdicts_of(std::span<const RecordedFinding> findings,
                                                         const ArticleMap& articles, Statistics& statistics,
                                                         const Wording& wording) {
  std::map<std::string, FigureVerdict> out;
  Checker checker(statistics, wording.knowledge());
  for (const RecordedFinding& finding : findings) {
    const Occurrence& occurrence = fullest(finding);
    const auto article = articles.find(occurrence.article_id);
    if (article == articles.end()) continue;
    const auto claims = checker.check(article->second.article, published(article->second), {&occurrence.finding, 1});
    if (!claims) return std::unexpected(claims.error());
    if (claims->empty()) continue;
    const Verdict& first = claims->front().verdict;
    out.emplace(finding.id, FigureVerdict{std::string(to_string(first.kind)), first.with, first.how,
                                          verdict_text(*claims, wording)});
  }
  return out;
}

void attach_verdicts(Document& document, const std::map<std::string, FigureVerdict>& verdicts) {
  for (Section& section : document.sections) {
    for (Group& group : section.groups) {
      for (Line& line : group.lines) {
        const auto found = verdicts.find(line.id);
        if (found == verdicts.end()) continue;
        if (!line.note.empty()) line.note += ' ';
        line.note += "Official statistics: " + found->second.text;
      }
    }
  }
}

void attach_verdicts(Explanation& explanation, const std::map<std::string, FigureVerdict>& verdicts) {
  const auto found = verdicts.find(explanation.id);
  if (found == verdicts.end()) return;
  for (ExplainedOccurrence& occurrence : explanation.occurrences)
    occurrence.facts.emplace_back("official figures", found->second.text);
}

}  // namespace chancery::answer
