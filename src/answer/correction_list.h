// Corrections as rows: for people, and as gold for `evaluate`.
#pragma once

#include <string>
#include <vector>

#include "chancery/corrections.h"
#include "chancery/record.h"

namespace chancery::answer {

// One object without line break: {"verdict", "stands", "finding_id", "article", "by", "note", "time", "finding"}.
[[nodiscard]] std::string correction_row(const RecordedCorrection& correction);

// The article as `read` takes it, with the correction under its key: one line of gold, with line break.
[[nodiscard]] std::string correction_gold(const RecordedCorrection& correction, const RecordedArticle& article);

// "2025-02-14 EZZCND88Q4V in a1: wrong, says Anna Berg: the visit was called off"
[[nodiscard]] std::string correction_line(const RecordedCorrection& correction);

}  // namespace chancery::answer
