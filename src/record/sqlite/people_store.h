// What the record has learnt of persons and offices: tables office_sightings, tenures, unresolved_*.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/record.h"
#include "connect/tenures.h"
#include "record/sqlite/database.h"

namespace chancery::record {

// All calls may throw StoreTrouble; those that write want a transaction.
class PeopleStore {
 public:
  explicit PeopleStore(Database& database);

  // Learns the tenures anew of all offices whose sightings changed, and notes the articles that they may explain.
  void learn();
  // Articles, read by this version of the reader, that others explain otherwise than when they were read; at most
  // `limit` (0: all).
  [[nodiscard]] std::vector<UnresolvedArticle> unresolved(std::string_view reader_version, std::size_t limit);
  // Of one state or, where `country` is empty, of all.
  [[nodiscard]] std::vector<LearntTenure> tenures(std::string_view country, bool with_articles);
  // Those that explain names of an article.
  [[nodiscard]] std::vector<LearntTenure> tenures_for(std::string_view article_id, bool with_articles);
  [[nodiscard]] std::vector<LearntHolder> holders_for(std::string_view words, Day day);  // words parted by blanks

 private:
  struct Office {
    std::string country;
    std::string kind;
  };
  void learn(const Office& office);
  // Keys of the tenures that hold on a day for persons with one of the words in their family name.
  [[nodiscard]] std::vector<std::int64_t> holders(std::string_view words, Day day);
  [[nodiscard]] LearntTenure tenure(std::int64_t key, bool with_articles);

  Database& database_;
  Statement changed_, forget_changed_, sightings_, old_tenures_, drop_tenures_, put_tenure_, put_word_, waiting_;
  Statement next_waiting_, done_waiting_, by_word_, by_key_, evidence_, of_article_;
};

// The same for the same holders: what an article was read with.
[[nodiscard]] std::string stamp_of(const std::vector<LearntHolder>& holders);

}  // namespace chancery::record
