// The files that paths name, one after another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "chancery/error.h"

namespace chancery::read {

// Browsers save a page "Visit.html" with a folder "Visit_files" of its pictures, scripts and frames, which are no
// articles. Takes such folders out of the names of one folder; gives how many there were.
std::size_t leave_out_page_parts(std::vector<std::string>& names);
// Whether this folder is one of them: the page lies beside it.
[[nodiscard]] bool is_page_part(const std::string& folder);

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
