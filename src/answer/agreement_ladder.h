// The steps of an agreement in order, each with all articles that tell it, and where they differ about its date.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "answer/occurrences.h"
#include "chancery/record.h"

namespace chancery::answer {

// One step as one date has it.
struct LadderStep {
  const AgreementFinding* agreement = nullptr;  // of the occurrence below
  const Occurrence* told = nullptr;             // that gives the date
  std::optional<DateInterval> date;
  std::vector<std::string> article_ids;  // that tell it so, earliest published first
  // What others give as the date of the same step, where both cannot be right: dates and their articles.
  std::vector<std::pair<DateInterval, std::vector<std::string>>> differ;
};

// Oldest first; of one day, in the order of a treaty's life. A vaguer date ("in May") is that of the day within it, and
// one that was only concluded from the day of publication that of the day which a text gives.
[[nodiscard]] std::vector<LadderStep> ladder(const RecordedFinding& finding, const ArticleMap& articles);

// The occurrence whose name is shown: of the names with more than one word the most told, then the longest.
[[nodiscard]] const Occurrence& best_named(const RecordedFinding& finding) noexcept;

}  // namespace chancery::answer
