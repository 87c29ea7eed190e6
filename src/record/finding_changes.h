// What a new reading of an article changes in its findings.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "chancery/article.h"
#include "chancery/finding.h"
#include "chancery/record.h"

namespace chancery::record {

// Findings of one kind that are told by overlapping words (of an event the trigger, of all others the evidence) are one
// finding read twice: unchanged where all their values are the same, else altered. What is left over is gone or added.
// A finding has one counterpart at most: an equal one first, then the one with the most words in common. Gives the
// changes in the order of the text; what is unchanged is not among them.
[[nodiscard]] std::vector<FindingChange> changes_between(std::span<const Finding> before,
                                                         std::span<const Finding> after, const Article& article);

}  // namespace chancery::record
