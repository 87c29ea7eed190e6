// Compares what was found with what a case expects.
#pragma once

#include "cases/case_file.h"
#include "cases/notation.h"

namespace chancery::cases {

struct Verdict {
  std::vector<std::string> complaints;  // one line each; empty: the case holds
  std::vector<std::string> marked;      // the expected lines with what is missed or wrong marked as known (~)
};

// `expectations` must be those of `one.expected`.
[[nodiscard]] Verdict judge(const Case& one, const std::vector<Expectation>& expectations, const Reading& reading);

}  // namespace chancery::cases
