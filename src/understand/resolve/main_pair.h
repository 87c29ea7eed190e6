// The two states or organisations that an article is mostly about.
#pragma once

#include <optional>
#include <utility>

#include "understand/scan/document.h"

namespace chancery::understand {

// Counted over sentences that name both, the title and the lead more than the rest; the one named first comes first.
// Nothing where no sentence names two.
[[nodiscard]] std::optional<std::pair<ActorId, ActorId>> main_pair(const Document& document);

}  // namespace chancery::understand
