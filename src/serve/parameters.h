// The parameters of a query, taken one by one; what is wrong is told with the parameter's name.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/date.h"
#include "serve/problem.h"
#include "serve/target.h"

namespace chancery::serve {

// Keeps the first thing that was wrong, so that a handler can take all it knows and check once, with done().
class Parameters {
 public:
  explicit Parameters(QueryParameters given) : given_(std::move(given)) {}

  // "" where absent; given twice is wrong. At most 1,000 bytes.
  [[nodiscard]] std::string text(std::string_view name) { return single(name).value_or(std::string()); }
  // Given several times or joined by commas; at most 100 items.
  [[nodiscard]] std::vector<std::string> list(std::string_view name);
  // A day, month or year.
  [[nodiscard]] std::optional<Day> day(std::string_view name, bool last);
  [[nodiscard]] std::size_t count(std::string_view name, std::size_t otherwise, std::size_t least, std::size_t most);
  [[nodiscard]] double share(std::string_view name);  // from 0 to 1; 0 where absent
  // One of `words`, the first where absent.
  [[nodiscard]] std::string one_of(std::string_view name, const std::vector<std::string_view>& words);

  // The first problem; else one that names a parameter that nobody took, and those that there are.
  [[nodiscard]] std::optional<Problem> done();

 private:
  std::vector<std::string> take(std::string_view name);
  std::optional<std::string> single(std::string_view name);
  void fail(std::string_view name, std::string detail);

  QueryParameters given_;
  std::vector<std::string> known_;
  std::optional<Problem> problem_;
};

}  // namespace chancery::serve
