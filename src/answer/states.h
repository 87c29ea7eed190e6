// The states and organisations that one can ask for, for lists to choose from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chancery/knowledge.h"

namespace chancery::answer {

struct StateRow {
  std::string code;
  std::string name;                // English short name
  std::string kind;                // state, organisation; "other" for a code that only the record knows
  std::uint64_t findings = 0;      // of the record in which it takes part
  std::vector<std::string> names;  // by which it may be asked for: names, adjectives, peoples, abbreviations, capital
};

// All that the tables or the record know, those with most findings first, then by name. `counted`: codes of the record
// with their number of findings.
[[nodiscard]] std::vector<StateRow> list_states(const std::vector<std::pair<std::string, std::uint64_t>>& counted,
                                                const Knowledge& knowledge);

// Those that `typed` may mean, the likeliest first: one whose code it is, whose name begins with it, of whose name a
// word begins with it, and where there is none those whose names are near (suggest.h).
[[nodiscard]] std::vector<StateRow> match_states(const std::vector<StateRow>& states, const Knowledge& knowledge,
                                                 std::string_view typed);

}  // namespace chancery::answer
