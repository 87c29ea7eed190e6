// Corrections: written by a handle of their own, beside whoever reads articles into the record.
#include <unicode/unistr.h>

#include <chrono>
#include <ctime>

#include "chancery/corrections.h"
#include "format/finding_json.h"
#include "record/sqlite/corrections_store.h"
#include "record/sqlite/migrations.h"
#include "record/sqlite/sqlite_record.h"

namespace chancery::record {
namespace {

constexpr int kBusyTimeoutMs = 5000;
constexpr std::size_t kMostName = 100;
constexpr std::size_t kMostNote = 2000;
constexpr int kFirstSchema = 8;  // that has corrections

Error usage(std::string message) { return Error{ErrorCode::bad_usage, std::move(message), {}, 0, 0, 0}; }

bool is_utf8(const std::string& text) {
  std::string back;
  icu::UnicodeString::fromUTF8(text).toUTF8String(back);
  return back == text;
}

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

std::optional<Error> fault_of(const Correction& correction) {
  if (is_blank(correction.by)) return usage("a correction wants the name of who makes it");
  if (correction.by.size() > kMostName) return usage("the name of who corrects is longer than 100 bytes");
  if (correction.note.size() > kMostNote) return usage("the note of a correction is longer than 2,000 bytes");
  if (!is_utf8(correction.by) || !is_utf8(correction.note)) return usage("name and note are UTF-8");
  return std::nullopt;
}

std::string now() {
  const std::time_t time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  std::string out(32, '\0');
  out.resize(std::strftime(out.data(), out.size(), "%Y-%m-%dT%H:%M:%SZ", &parts));
  return out;
}

// Rolled back where it is left without commit().
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(&database) { database.execute("BEGIN IMMEDIATE"); }
  ~Transaction() {
    if (database_ != nullptr) sqlite3_exec(database_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() {
    database_->execute("UPDATE record SET version = version + 1; COMMIT");
    database_ = nullptr;
  }

 private:
  Database* database_;
};

struct Judged {
  Article article;
  std::string claim;
  std::string json;
};

class SqliteCorrections final : public Corrections {
 public:
  SqliteCorrections(std::unique_ptr<Record> record, const std::string& file)
      : record_(std::move(record)), database_(file, SQLITE_OPEN_READWRITE) {
    sqlite3_busy_timeout(database_.handle(), kBusyTimeoutMs);
    database_.execute("PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA synchronous = NORMAL");
  }

  Result<std::size_t> add(std::string_view id, const Correction& correction) override {
    return guarded([&]() -> Result<std::size_t> {
      if (auto fault = fault_of(correction)) return std::unexpected(*std::move(fault));
      const auto finding = record_->finding(id);
      if (!finding) return std::unexpected(finding.error());
      std::vector<Judged> judged;
      for (const bool one_telling : {true, false}) {
        for (const Occurrence& occurrence : finding->occurrences) {
          if (one_telling && occurrence.local_id != id) continue;
          auto article = record_->article(occurrence.article_id);
          if (!article) return std::unexpected(article.error());
          Judged one{std::move(article->article), {}, {}};
          one.claim = claim_of(occurrence.finding, one.article);
          format::append_stored_json(one.json, occurrence.finding, one.article);
          judged.push_back(std::move(one));
        }
        if (!judged.empty()) break;
      }
      Transaction transaction(database_);
      const std::string time = correction.time.empty() ? now() : correction.time;
      for (const Judged& one : judged) {
        insert(one.article.id, one.claim, finding->id, correction.wrong ? 1 : 0, correction.by, correction.note, time,
               one.json);
      }
      for (const Judged& one : judged) apply(one.article);
      transaction.commit();
      return judged.size();
    });
  }

  Result<std::vector<RecordedCorrection>> list() override {
    return guarded([&]() -> Result<std::vector<RecordedCorrection>> {
      Statement statement(database_,
                          "SELECT c.finding, c.article, c.wrong, c.by, c.note, c.time, c.json, NOT EXISTS (SELECT 1 "
                          "FROM corrections l WHERE l.article = c.article AND l.claim = c.claim AND (l.time, l.key) > "
                          "(c.time, c.key)) FROM corrections c ORDER BY c.time, c.key");
      Query query(statement);
      std::vector<RecordedCorrection> corrections;
      while (query.step()) {
        corrections.push_back({std::string(query.text(0)),
                               std::string(query.text(1)),
                               {query.integer(2) != 0, std::string(query.text(3)), std::string(query.text(4)),
                                std::string(query.text(5))},
                               std::string(query.text(6)),
                               query.integer(7) != 0});
      }
      return corrections;
    });
  }

  Result<std::size_t> add_from(const std::string& location) override {
    return guarded([&]() -> Result<std::size_t> {
      const auto other = open_unmigrated(location);
      if (schema_of(*other) < kFirstSchema) return 0;
      Statement theirs(
          *other, "SELECT article, claim, finding, wrong, by, note, time, json FROM corrections ORDER BY time, key");
      Statement known(database_,
                      "SELECT EXISTS (SELECT 1 FROM articles WHERE id = ?1) AND NOT EXISTS (SELECT 1 FROM corrections "
                      "WHERE article = ?1 AND claim = ?2 AND wrong = ?3 AND by = ?4 AND note = ?5 AND time = ?6)");
      std::size_t added = 0;
      Transaction transaction(database_);
      Query rows(theirs);
      std::string last;
      while (rows.step()) {
        const std::string article(rows.text(0));
        Query query(known);
        query.bind(1, article).bind(2, rows.text(1)).bind(3, rows.integer(3)).bind(4, rows.text(4));
        query.bind(5, rows.text(5)).bind(6, rows.text(6));
        if (!query.step() || query.integer(0) == 0) continue;
        insert(article, rows.text(1), rows.text(2), rows.integer(3), rows.text(4), rows.text(5), rows.text(6),
               rows.text(7));
        ++added;
        const auto here = record_->article(article);
        if (!here) return std::unexpected(here.error());
        apply(here->article);
      }
      if (added > 0) transaction.commit();
      return added;
    });
  }

  Result<std::size_t> forget(std::string_view article_id) override {
    return guarded([&]() -> Result<std::size_t> {
      Transaction transaction(database_);
      Statement statement(database_, "DELETE FROM corrections WHERE article = ?1");
      {
        Query query(statement);
        query.bind(1, article_id);
        query.run();
      }
      const int gone = sqlite3_changes(database_.handle());
      if (gone > 0) transaction.commit();
      return static_cast<std::size_t>(gone);
    });
  }

 private:
  void insert(std::string_view article, std::string_view claim, std::string_view finding, std::int64_t wrong,
              std::string_view by, std::string_view note, std::string_view time, std::string_view json) {
    Statement statement(database_,
                        "INSERT INTO corrections(article, claim, finding, wrong, by, note, time, json) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    Query query(statement);
    query.bind(1, article).bind(2, claim).bind(3, finding).bind(4, wrong).bind(5, by).bind(6, note).bind(7, time);
    query.bind(8, json);
    query.run();
  }

  void apply(const Article& article) {
    Statement statement(database_, "SELECT key FROM articles WHERE id = ?1");
    std::int64_t key = 0;
    {
      Query query(statement);
      query.bind(1, article.id);
      if (!query.step()) return;
      key = query.integer(0);
    }
    CorrectionsStore(database_).apply(key, article);
  }

  std::unique_ptr<Record> record_;  // for questions
  Database database_;
};

}  // namespace
}  // namespace chancery::record

namespace chancery {

Result<std::unique_ptr<Corrections>> Corrections::open(const std::string& location) {
  return record::guarded([&]() -> Result<std::unique_ptr<Corrections>> {
    auto record = Record::open(location, Record::Mode::read_only);
    if (!record) return std::unexpected(std::move(record.error()));
    return std::make_unique<record::SqliteCorrections>(*std::move(record), location);
  });
}

}  // namespace chancery
