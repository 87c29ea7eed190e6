#include "cli/refusals.h"

#include <cstdio>

namespace chancery::cli {

void Refusals::add(const Error& error) {
  ++count_;
  ++by_code_[error.code];
  std::fprintf(stderr, "%s\n", error.to_string().c_str());
}

std::string Refusals::summary() const {
  if (count_ == 0) return {};
  std::string out = std::to_string(count_) + " refused (";
  bool first = true;
  for (const auto& [code, count] : by_code_) {
    if (!first) out += ", ";
    first = false;
    out += std::to_string(count) + " " + to_string(code);
  }
  return out + ")";
}

}  // namespace chancery::cli
