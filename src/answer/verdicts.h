// Verdicts of official statistics inside the answers of the record: this is where record and statistics meet.
#pragma once

#include <map>
#include <span>
#include <string>

#include "answer/document.h"
#include "answer/explain.h"
#include "answer/export.h"
#include "answer/occurrences.h"
#include "answer/wording.h"
#include "chancery/statistics.h"

namespace chancery::answer {

// What official statistics say of each finding that makes a claim (figures, goods, visa agreements), by id.
[[nodiscard]] Result<std::map<std::string, FigureVerdict>> verdicts_of(std::span<const RecordedFinding> findings,
                                                                       const ArticleMap& articles,
                                                                       Statistics& statistics, const Wording& wording);

// Puts them below their lines.
void attach_verdicts(Document& document, const std::map<std::string, FigureVerdict>& verdicts);
void attach_verdicts(Explanation& explanation, const std::map<std::string, FigureVerdict>& verdicts);

}  // namespace chancery::answer
