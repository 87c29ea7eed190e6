// Findings in words: the sentences of briefs and lists, made from data/phrases.csv.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "answer/document.h"
#include "answer/occurrences.h"
#include "answer/phrases.h"
#include "chancery/knowledge.h"
#include "chancery/record.h"

namespace chancery::answer {

// "A", "A and B", "A, B and C"; beyond `limit` "A, B and 4 others".
[[nodiscard]] std::string join_names(const std::vector<std::string>& names, std::size_t limit = 6);

// Holds references: knowledge and phrases must outlive it. Immutable, safe to share between threads.
class Wording {
 public:
  Wording(const Knowledge& knowledge, const Phrases& phrases) : knowledge_(knowledge), phrases_(phrases) {}

  // "Kazakhstan", "the United States", "the European Union".
  [[nodiscard]] std::string state(std::string_view code) const;
  // Several of them joined.
  [[nodiscard]] std::string states(const std::vector<std::string>& codes) const;
  // "Chairman of the Mazhilis Yerlan Koshanov (KAZ)", "Kazakhstan", "the parliament of Kazakhstan"; a party without a
  // code as its article calls it.
  [[nodiscard]] std::string actor(const Actor& actor, std::string_view span_text) const;
  // "artificial intelligence".
  [[nodiscard]] std::string area(std::string_view id) const;
  [[nodiscard]] std::string level(std::string_view id) const;

  // One sentence on an event, its areas in brackets.
  [[nodiscard]] std::string event(const RecordedFinding& finding, const ArticleMap& articles) const;
  // "signed", "planned to be signed".
  [[nodiscard]] std::string step(const AgreementFinding& agreement) const;
  // "Agreement on a visa-free regime (Kazakhstan and China)".
  [[nodiscard]] std::string agreement_title(const RecordedFinding& finding, const ArticleMap& articles) const;
  // "trade turnover of Kazakhstan and China", "exports from Kazakhstan to China", without period and amount.
  [[nodiscard]] std::string figure_subject(const Figure& figure) const;
  // "Trade turnover of Kazakhstan and China in 2024: 30.1 billion USD, according to Trend".
  [[nodiscard]] std::string figure(const RecordedFinding& finding, const ArticleMap& articles) const;
  [[nodiscard]] std::string goods(const Goods& goods) const;
  [[nodiscard]] std::string goods_direction(const Goods& goods) const;
  [[nodiscard]] std::string office(const OfficeHolding& office) const;

  // A line for any finding: its sentence, date, sources. For an agreement the latest step. Not yet numbered.
  [[nodiscard]] Line line(const RecordedFinding& finding, const ArticleMap& articles) const;
  // One line for each step of an agreement, oldest first; where articles give different dates, a line for each with a
  // note that names who says which.
  [[nodiscard]] std::vector<Line> steps(const RecordedFinding& finding, const ArticleMap& articles) const;

  // The publishers of articles, each once: "Trend and Kazinform".
  [[nodiscard]] std::string publishers(const std::vector<std::string>& article_ids, const ArticleMap& articles) const;

  [[nodiscard]] const Knowledge& knowledge() const noexcept { return knowledge_; }

 private:
  [[nodiscard]] std::string actors(const std::vector<Actor>& actors, std::string_view article_id,
                                   const ArticleMap& articles) const;
  // " (Trend and Kazinform)"; "" where no publisher is known.
  [[nodiscard]] std::string said_by(const std::vector<std::string>& article_ids, const ArticleMap& articles) const;
  const Knowledge& knowledge_;
  const Phrases& phrases_;
};

}  // namespace chancery::answer
