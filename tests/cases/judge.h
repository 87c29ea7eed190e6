// Compares what was found with what a case expects.
#pragma once

#include "cases/case_file.h"
#include "cases/notation.h"

namespace chancery::cases {

struct Verdict {
  std::vector<std::string> complaints;  // one line each; empty: the case holds
  std::vector<std::string> actual;      // the expected lines as they would have to be written to hold
};

// `expectations` must be those of `one.expected`.
[[nodiscard]] Verdict judge(const Case& one, const std::vector<Expectation>& expectations, const Reading& reading);

}  // namespace chancery::cases
