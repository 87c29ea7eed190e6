// What the title of a government readout says of the contact that its body tells: who met whom, and how.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/tables.h"

namespace chancery::evaluate {

struct ReadoutTitle {
  std::vector<std::string> counterparts;  // codes of states and organisations, in order, each once
  std::string mode;                       // phone, meet or visit
  std::vector<std::string> surnames;      // of the counterpart's persons, folded
};

// The grammar, case ignored:
//
//   title   = [intro] home contact ("with" | "and" | "to" | "between") counterpart [about]
//           | [intro] [contact] "between" home "and" counterpart [about]
//   intro   = anything before the words that begin the home side ("Statement by ... on")
//   contact = ["video" | "virtual"] "call" | "calls" | "phone call"                     -> phone
//           | "video conference" | "virtual meeting" | "virtual ... meeting"            -> phone
//           | "meeting" | "lunch" | "dinner" | "conversation"                           -> meet
//           | "visit" | "trip" | "travel"                                               -> visit
//   about   = "on" | "regarding" | "ahead of" | "following" | "at" ... : left out
//
// The counterpart's states are the names, adjectives and codes of states and organisations in it, the home state left
// out. A counterpart that holds an office of the home state (governor, senator, mayor, member of Congress) gives none.
// Absent where there is no contact or no foreign counterpart in the title.
[[nodiscard]] std::optional<ReadoutTitle> parse_readout_title(std::string_view title, const knowledge::Tables& tables,
                                                              std::string_view home = "USA");

}  // namespace chancery::evaluate
