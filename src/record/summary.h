// Small questions to a record that a server asks again and again, without opening its texts.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chancery/error.h"

namespace chancery::record {

// Thread rule: one object for each thread.
class Summary {
 public:
  // Opens an existing record of the current schema (as Record::open() leaves it) for reading. Errors as there.
  [[nodiscard]] static Result<std::unique_ptr<Summary>> open(const std::string& location);
  virtual ~Summary() = default;

  // RecordStatistics::version alone, which costs next to nothing: whoever keeps an answer asks whether it still holds.
  [[nodiscard]] virtual Result<std::uint64_t> version() = 0;
  // Codes with the number of findings in which they take part, in the order of the alphabet.
  [[nodiscard]] virtual Result<std::vector<std::pair<std::string, std::uint64_t>>> codes() = 0;
  // Ids of the findings that an article tells, in its order, each once. None where there is no such article.
  [[nodiscard]] virtual Result<std::vector<std::string>> findings_of(std::string_view article_id) = 0;
};

}  // namespace chancery::record
