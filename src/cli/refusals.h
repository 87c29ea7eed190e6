// The inputs that were refused: each named when it happens, all counted at the end.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "chancery/error.h"

namespace chancery::cli {

class Refusals {
 public:
  // Prints "file:line: reason" on standard error.
  void add(const Error& error);
  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
  // "3 refused (2 malformed, 1 other-language)"; "" where there are none.
  [[nodiscard]] std::string summary() const;

 private:
  std::uint64_t count_ = 0;
  std::map<ErrorCode, std::uint64_t> by_code_;
};

}  // namespace chancery::cli
