// Short names of the Harmonized System's chapters and headings: data/headings.csv.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "chancery/error.h"

namespace chancery::statistics {

class HeadingNames {
 public:
  [[nodiscard]] static Result<HeadingNames> load();
  // Of a code of two or four digits; of a longer one that of its heading; "" where unknown.
  [[nodiscard]] std::string_view name(std::string_view code) const;

 private:
  std::unordered_map<std::string, std::string> names_;
};

}  // namespace chancery::statistics
