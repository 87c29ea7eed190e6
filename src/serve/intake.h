// Articles that were sent to the server, read into the record.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/date.h"
#include "chancery/error.h"
#include "serve/desk.h"

namespace chancery::serve {

struct Intake {
  std::size_t articles = 0, added = 0, revised = 0, unchanged = 0, findings = 0;
  std::size_t refused = 0;
  std::vector<Error> refusals;  // the first kMostNamed of them
  std::vector<Error> doubts;    // dates that cannot be right, likewise
  std::uint64_t record_version = 0;
};
constexpr std::size_t kMostNamed = 200;

// Reads one file as `read` would: an article, a feed, an archive of any of them. `name` is what its owner calls it; it
// stands in the record and in refusals and is never used as a path. Errors as Record::add().
[[nodiscard]] Result<Intake> take_in(std::string_view bytes, const std::string& name, Desk& desk, Day today);

}  // namespace chancery::serve
