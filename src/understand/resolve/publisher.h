// Which government publishes an article, if one does.
#pragma once

#include "understand/scan/document.h"

namespace chancery::understand {

// The state whose government the article's source or address names ("U.S. Department of State", "Kremlin", "gov.uk",
// "whitehouse.gov"); kNoActor for newspapers, agencies and where nothing is said.
[[nodiscard]] ActorId publisher_of(const Document& document);

}  // namespace chancery::understand
