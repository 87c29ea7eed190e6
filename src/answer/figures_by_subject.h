// Figures in groups: first the claims that contradict each other, then the others by what they measure. Shared by the
// brief and the list of figures.
#pragma once

#include <span>
#include <vector>

#include "answer/document.h"
#include "answer/wording.h"

namespace chancery::answer {

// Contradictions come with `side_by_side`; a figure stands in one group only. Within a group by period, then value.
[[nodiscard]] std::vector<Group> group_figures(std::span<const RecordedFinding> findings, const ArticleMap& articles,
                                               const Wording& wording);

}  // namespace chancery::answer
