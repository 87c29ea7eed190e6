// Why the record says so: every telling of a finding with its sentence, spans, article, actors, date, scores.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "answer/occurrences.h"
#include "answer/render.h"
#include "answer/wording.h"

namespace chancery::answer {

// A span of an excerpt and what it is evidence of ("actor", "date").
struct Mark {
  std::size_t begin = 0;  // bytes into the excerpt's text
  std::size_t end = 0;
  std::string role;
};

// A piece of the article. Marks lie within it, sorted by begin, the longer first, and never cross.
struct Excerpt {
  std::string label;  // "says", "also", "elsewhere", "title"
  std::string text;   // as the article has it
  TextSpan span;
  std::vector<Mark> marks;
};

struct ExplainedActor {
  std::string role;
  std::string text;
  TextSpan span;
  std::string resolved;  // "Kazakhstan (KAZ), sector LEG, person Yerlan Koshanov, office Speaker"
  std::vector<std::string> inferred;
  std::string table;   // what the table of offices knows of the person, "" where nothing
  std::string learnt;  // what other articles say of the person, by which he was resolved; "" where nothing
};

struct ExplainedOccurrence {
  std::string local_id;
  RecordedArticle article;
  std::vector<StoryMember> reprints;                       // the other articles of its story
  std::size_t versions = 0;                                // earlier texts under its id
  std::vector<std::pair<std::string, std::string>> facts;  // "event", "CONSULT"; "status", "happened" ...
  std::vector<Excerpt> excerpts;
  std::vector<ExplainedActor> actors;
  std::string date;  // "2025-02-14, day, from the words of the text"
  std::vector<Score> scores;
  double confidence = 0;
  std::string finding_json;  // as `code --findings all` writes it, with scores
  std::optional<Correction> correction;
};

struct Explanation {
  std::string id;
  std::string kind;
  std::string sentence;  // as briefs word it
  std::vector<FindingLink> links;
  std::vector<ExplainedOccurrence> occurrences;
};

// What other articles say of persons whom an article names, by article id.
using LearntByArticle = std::map<std::string, std::vector<LearntTenure>, std::less<>>;
[[nodiscard]] Result<LearntByArticle> learnt_by_article(Record& record, const RecordedFinding& finding);

// "happened as E1", "announced as E2".
[[nodiscard]] std::string link_text(const FindingLink& link);

// `stories`: of the articles, as far as they are to be told.
[[nodiscard]] Explanation build_explanation(const RecordedFinding& finding, const ArticleMap& articles,
                                            const Wording& wording, const StoryMap& stories = {},
                                            const LearntByArticle& learnt = {});

// "wrong, says Anna Berg on 2025-02-14: the visit was called off".
[[nodiscard]] std::string correction_text(const Correction& correction);

// Spans in colour, or in brackets with their roles where there is none.
[[nodiscard]] std::string render_explanation_text(const Explanation& explanation, const TextStyle& style);
[[nodiscard]] std::string render_explanation_markdown(const Explanation& explanation);
[[nodiscard]] std::string render_explanation_json(const Explanation& explanation);

// "[actor: Speaker Yerlan Koshanov] [trigger: met] ..." on one line; with `colour` ANSI colours instead of brackets.
[[nodiscard]] std::string marked_text(const Excerpt& excerpt, bool colour);

}  // namespace chancery::answer
