// States and organisations whose names are near to what somebody typed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chancery/knowledge.h"

namespace chancery::answer {

// At most `limit` as "Kazakhstan (KAZ)", nearest first; none where nothing is near (more than a third of the letters
// differ, and no name begins with what was typed).
[[nodiscard]] std::vector<std::string> suggest_actors(const Knowledge& knowledge, std::string_view given,
                                                      std::size_t limit = 5);

}  // namespace chancery::answer
