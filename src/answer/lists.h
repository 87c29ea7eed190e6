// Timelines and lists as documents, for people; export.h has the same for programs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "answer/document.h"
#include "answer/export.h"
#include "answer/occurrences.h"
#include "answer/wording.h"

namespace chancery::answer {

struct ListMaterial {
  std::vector<std::string> actors;        // asked for; none: all
  std::vector<RecordedFinding> findings;  // as the record gave them
  ArticleMap articles;                    // that tell them
  std::vector<LearntTenure> learnt;       // people: tenures of their states
  std::uint64_t record_version = 0;
  std::string citation;
  StoryMap stories = {};          // of articles that have reprints
  std::optional<Day> today = {};  // on which plans count as passed
};

// A chronology, newest last; events and the steps of agreements, by year. What was announced stands with what became of
// it as one line.
[[nodiscard]] Document build_timeline(const ListMaterial& material, const Wording& wording);
// Events, figures, agreements or people; findings of other kinds are left out.
[[nodiscard]] Document build_list(ExportKind kind, const ListMaterial& material, const Wording& wording);

// A hit of the full-text search with its article.
struct FoundPassage {
  SearchHit hit;
  RecordedArticle article;
};
// The words around a hit, at most `columns` wide.
[[nodiscard]] std::string passage_around(const Article& article, const TextSpan& span, std::size_t columns);
[[nodiscard]] Document build_search(const std::string& query, const std::vector<FoundPassage>& passages,
                                    std::uint64_t record_version, const std::string& citation);

}  // namespace chancery::answer
