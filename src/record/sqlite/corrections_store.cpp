#include "record/sqlite/corrections_store.h"

#include <map>
#include <string>
#include <vector>

#include "chancery/corrections.h"
#include "format/finding_json.h"

namespace chancery::record {

CorrectionsStore::CorrectionsStore(Database& database)
    : standing_(database, "SELECT claim, key, wrong FROM corrections WHERE article = ?1 ORDER BY time, key"),
      occurrences_(database, "SELECT key, json FROM occurrences WHERE article = ?1"),
      clear_(database,
             "DELETE FROM judged_occurrences WHERE occurrence IN (SELECT key FROM occurrences WHERE article = ?1)"),
      judge_(database, "INSERT INTO judged_occurrences(occurrence, correction, wrong) VALUES (?1, ?2, ?3)") {}

void CorrectionsStore::apply(std::int64_t article_key, const Article& article) {
  struct Standing {
    std::int64_t correction = 0;
    std::int64_t wrong = 0;
  };
  std::map<std::string, Standing, std::less<>> claims;
  {
    Query query(standing_);
    query.bind(1, article.id);
    while (query.step()) claims[std::string(query.text(0))] = {query.integer(1), query.integer(2)};
  }
  if (claims.empty()) return;
  std::vector<std::pair<std::int64_t, Standing>> judged;
  {
    Query query(occurrences_);
    query.bind(1, article_key);
    while (query.step()) {
      const auto finding = format::parse_finding(query.text(1));
      if (!finding) continue;  // whoever asks for it is told
      const auto found = claims.find(claim_of(*finding, article));
      if (found != claims.end()) judged.emplace_back(query.integer(0), found->second);
    }
  }
  {
    Query query(clear_);
    query.bind(1, article_key);
    query.run();
  }
  for (const auto& [occurrence, standing] : judged) {
    Query query(judge_);
    query.bind(1, occurrence).bind(2, standing.correction).bind(3, standing.wrong);
    query.run();
  }
}

}  // namespace chancery::record
