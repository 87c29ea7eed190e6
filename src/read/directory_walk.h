// The files that paths name, one after another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "chancery/error.h"

namespace chancery::read {

// Files as they are named; folders with everything below them, sorted by name, in one order everywhere. Holds one
// folder's names for each level that it is in, never the whole tree.
class DirectoryWalk {
 public:
  struct Step {
    std::string path;
    std::optional<Error> error;  // the path cannot be read
  };

  explicit DirectoryWalk(std::vector<std::string> paths);

  // Nothing at the end.
  [[nodiscard]] std::optional<Step> next();
  // Files left out because of their names (content_type.h).
  [[nodiscard]] std::uint64_t passed_over() const noexcept { return passed_over_; }

 private:
  struct Level {
    std::string folder;              // "" for the paths that the user gave
    std::vector<std::string> names;  // last one first
  };
  [[nodiscard]] std::optional<Error> enter(const std::string& folder);

  std::vector<Level> levels_;
  std::uint64_t passed_over_ = 0;
};

}  // namespace chancery::read
