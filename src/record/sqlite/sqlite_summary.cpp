#include <algorithm>

#include "record/sqlite/sqlite_record.h"
#include "record/summary.h"

namespace chancery::record {
namespace {

constexpr int kBusyTimeoutMs = 5000;

class SqliteSummary final : public Summary {
 public:
  explicit SqliteSummary(const std::string& file)
      : database_(file, SQLITE_OPEN_READONLY),
        version_(database_, "SELECT version FROM record"),
        codes_(database_, "SELECT code, count(*) FROM finding_codes GROUP BY code ORDER BY code"),
        findings_(database_,
                  "SELECT f.id FROM articles a JOIN occurrences o ON o.article = a.key JOIN findings f "
                  "ON f.key = o.finding WHERE a.id = ?1 ORDER BY o.number") {
    sqlite3_busy_timeout(database_.handle(), kBusyTimeoutMs);
  }

  Result<std::uint64_t> version() override {
    return guarded([&]() -> Result<std::uint64_t> {
      Query query(version_);
      return query.step() ? static_cast<std::uint64_t>(query.integer(0)) : 0;
    });
  }

  Result<std::vector<std::pair<std::string, std::uint64_t>>> codes() override {
    return guarded([&]() -> Result<std::vector<std::pair<std::string, std::uint64_t>>> {
      Query query(codes_);
      std::vector<std::pair<std::string, std::uint64_t>> codes;
      while (query.step()) codes.emplace_back(std::string(query.text(0)), static_cast<std::uint64_t>(query.integer(1)));
      return codes;
    });
  }

  Result<std::vector<std::string>> findings_of(std::string_view article_id) override {
    return guarded([&]() -> Result<std::vector<std::string>> {
      Query query(findings_);
      query.bind(1, article_id);
      std::vector<std::string> ids;
      while (query.step()) {
        std::string id(query.text(0));
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
      }
      return ids;
    });
  }

 private:
  Database database_;
  Statement version_, codes_, findings_;
};

}  // namespace

Result<std::unique_ptr<Summary>> Summary::open(const std::string& location) {
  return guarded([&]() -> Result<std::unique_ptr<Summary>> { return std::make_unique<SqliteSummary>(location); });
}

}  // namespace chancery::record
