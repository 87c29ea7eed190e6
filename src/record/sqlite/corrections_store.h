// Which occurrences corrections stand of: table judged_occurrences.
#pragma once

#include <cstdint>

#include "chancery/article.h"
#include "record/sqlite/database.h"

namespace chancery::record {

// All calls may throw StoreTrouble and want a transaction.
class CorrectionsStore {
 public:
  explicit CorrectionsStore(Database& database);

  // Brings the article's occurrences, as they now stand, together with what was said of their claims: the last of each.
  void apply(std::int64_t article_key, const Article& article);

 private:
  Statement standing_, occurrences_, clear_, judge_;
};

}  // namespace chancery::record
