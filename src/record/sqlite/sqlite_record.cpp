// Opening and writing. sqlite_queries.cpp reads.
#include "record/sqlite/sqlite_record.h"

#include <stdlib.h>  // mkstemp
#include <unistd.h>

#include <filesystem>

#include "format/finding_json.h"
#include "record/finding_identity.h"
#include "record/sqlite/migrations.h"
#include "record/sqlite/search_span.h"

namespace chancery::record {
namespace {

// How long to wait for another writer's transaction, which takes a quarter of a second at most.
constexpr int kBusyTimeoutMs = 5000;

Error store_error(ErrorCode code, const std::string& file, std::string message) {
  Error error;
  error.code = code;
  error.message = std::move(message);
  error.file = file;
  return error;
}

// All that was given of the article. Where it was read from does not count.
std::string content_of(const Article& article) {
  std::string bytes;
  bytes.reserve(article.text.size() + 256);
  for (const std::string& field : {article.text, article.title, article.date ? to_iso(*article.date) : std::string(),
                                   article.source, article.url, article.extra_json}) {
    text::append_hashed_field(bytes, field);
  }
  const text::Hash hash = text::hash(bytes);
  return {hash.begin(), hash.end()};
}

std::unique_ptr<Database> open_database(const std::string& file, int flags) {
  auto database = std::make_unique<Database>(file, flags);
  sqlite3_busy_timeout(database->handle(), kBusyTimeoutMs);
  return database;
}

// What a new schema keeps of articles in common is made for those that are there already.
void connect_older_articles(Database& database) {
  const auto connectors = make_connectors(database);
  database.execute("BEGIN IMMEDIATE");
  for (const auto& connector : connectors) connector->connect();
  database.execute("COMMIT");
}

void remove_record(const std::string& file) {
  for (const char* suffix : {"", "-wal", "-shm"}) {
    std::error_code ignored;
    std::filesystem::remove(file + suffix, ignored);
  }
}

// SQLite says only that it cannot open one of its files; where the folder or the file is not ours to write, we know
// why.
void refuse_where_protected(const std::string& file) {
  const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
  const bool file_protected = std::filesystem::exists(file) && ::access(file.c_str(), W_OK) != 0;
  if (!file_protected && ::access(folder.c_str(), W_OK) == 0) return;
  throw StoreTrouble{store_error(ErrorCode::record_failed, file,
                                 file_protected ? "this record is write-protected"
                                                : "this record is write-protected: its folder cannot be written")};
}

std::unique_ptr<Database> open_for_writing(const std::string& file) {
  refuse_where_protected(file);
  auto database = open_database(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  const int schema = schema_of(*database);
  // WAL: readers go on while one writes, and a killed writer leaves the last commit. NORMAL: a commit survives the end
  // of the program; a power cut may cost the last ones, never the file (sqlite.org/pragma.html#pragma_synchronous).
  database->execute(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;"
      "PRAGMA secure_delete = ON; PRAGMA cache_size = -64000; PRAGMA wal_autocheckpoint = 8000");
  if (schema < current_schema()) {
    migrate(*database);
    connect_older_articles(*database);
  }
  return database;
}

// Another one's record: his file stays as it is, and an older one is migrated in a copy that has no name.
std::unique_ptr<Database> open_foreign(const std::string& file) {
  auto database = open_unmigrated(file);
  if (schema_of(*database) == current_schema()) return database;
  database.reset();
  std::string name = (std::filesystem::temp_directory_path() / "chancery-XXXXXX").string();
  const int descriptor = ::mkstemp(name.data());
  if (descriptor < 0) {
    throw StoreTrouble{store_error(ErrorCode::record_failed, file,
                                   "an older record is read by way of a copy, for which there is no room in " +
                                       std::filesystem::temp_directory_path().string())};
  }
  ::close(descriptor);
  auto copied = copy_sqlite(file, name, true);
  try {
    if (!copied) throw StoreTrouble{std::move(copied.error())};
    database = open_for_writing(name);
  } catch (...) {
    remove_record(name);
    throw;
  }
  remove_record(name);  // open as it is, it lives until it is closed
  return database;
}

std::unique_ptr<Database> open_for_reading(const std::string& file) {
  auto database = open_unmigrated(file);
  if (schema_of(*database) < current_schema()) {
    database.reset();
    open_for_writing(file);  // migrates and closes
    database = open_database(file, SQLITE_OPEN_READONLY);
  }
  database->execute("PRAGMA cache_size = -32000");
  return database;
}

}  // namespace

std::unique_ptr<Database> open_unmigrated(const std::string& file) {
  auto database = open_database(file, SQLITE_OPEN_READONLY);
  try {
    static_cast<void>(schema_of(*database));
  } catch (const StoreTrouble&) {
    // WAL wants to write beside the file even for reading. Where the folder does not allow it and nobody has left a log
    // there, the file is read as it stands.
    if (std::filesystem::exists(file + "-wal")) throw;
    const std::string path = std::filesystem::absolute(file).string();
    std::string uri = "file:";
    for (const char c : path) {
      if (c == '%' || c == '?' || c == '#') {
        constexpr std::string_view kDigits = "0123456789ABCDEF";
        uri += '%';
        uri += kDigits[static_cast<unsigned char>(c) >> 4U];
        uri += kDigits[static_cast<unsigned char>(c) & 15U];
      } else {
        uri += c;
      }
    }
    database = open_database(uri + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    static_cast<void>(schema_of(*database));
  }
  return database;
}

Result<std::unique_ptr<Record>> open_sqlite(const std::string& file, Record::Mode mode) {
  return guarded([&]() -> Result<std::unique_ptr<Record>> {
    std::error_code trouble;
    const std::filesystem::path path(file);
    if (std::filesystem::is_directory(path, trouble)) {
      return std::unexpected(store_error(ErrorCode::record_failed, file, "this is a folder, not a record"));
    }
    if (mode != Record::Mode::read_write) {
      if (!std::filesystem::exists(path, trouble)) {
        return std::unexpected(store_error(ErrorCode::not_found, file, "there is no record here"));
      }
      return std::make_unique<SqliteRecord>(mode == Record::Mode::foreign ? open_foreign(file) : open_for_reading(file),
                                            mode);
    }
    if (path.has_parent_path()) {
      std::filesystem::create_directories(path.parent_path(), trouble);
      if (trouble) {
        return std::unexpected(
            store_error(ErrorCode::record_failed, file, "its folder cannot be made: " + trouble.message()));
      }
    }
    return std::make_unique<SqliteRecord>(open_for_writing(file), mode);
  });
}

SqliteRecord::SqliteRecord(std::unique_ptr<Database> database, Mode mode)
    : database_(std::move(database)), run_mark_(*database_), mode_(mode) {
  register_search_span(*database_);
  if (mode_ == Mode::read_write) connectors_ = make_connectors(*database_);
}

SqliteRecord::~SqliteRecord() = default;  // what was not committed is rolled back as the file closes

Statement& SqliteRecord::statement(const char* sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end()) return known->second;
  return statements_.emplace(sql, Statement(*database_, sql)).first->second;
}

void SqliteRecord::begin() {
  if (writing_) return;
  if (mode_ != Mode::read_write) {
    throw StoreTrouble{
        store_error(ErrorCode::record_failed, database_->file(), "the record was opened for reading only")};
  }
  database_->execute("BEGIN IMMEDIATE");
  writing_ = true;
  run_mark_.make();
}

struct SqliteRecord::Stored {
  std::int64_t key = 0;
  std::string content;
  std::string reader;
};

std::optional<SqliteRecord::Stored> SqliteRecord::stored(std::string_view article_id) {
  Query query(statement("SELECT key, content, reader FROM articles WHERE id = ?1"));
  query.bind(1, article_id);
  if (!query.step()) return std::nullopt;
  return Stored{query.integer(0), std::string(query.text(1)), std::string(query.text(2))};
}

std::optional<std::int64_t> SqliteRecord::key_of_same(const Article& article) {
  const auto known = stored(article.id);
  if (!known || known->content != content_of(article)) return std::nullopt;
  return known->key;
}

Result<bool> SqliteRecord::holds(const Article& article, std::string_view reader_version) {
  return guarded([&]() -> Result<bool> {
    const auto known = stored(article.id);
    return known && known->reader == reader_version && known->content == content_of(article);
  });
}

Result<AddOutcome> SqliteRecord::add(const Article& article, const Reading& reading, std::string_view reader_version) {
  return guarded([&]() -> Result<AddOutcome> {
    begin();
    const std::string content = content_of(article);
    const auto known = stored(article.id);
    if (known && known->reader == reader_version && known->content == content) return AddOutcome::unchanged;
    put(article, reading, reader_version, content, known, false);
    return known ? AddOutcome::revised : AddOutcome::added;
  });
}

Result<void> SqliteRecord::put_resolved(const Article& article, const Reading& reading,
                                        std::string_view reader_version) {
  return guarded([&]() -> Result<void> {
    begin();
    const auto known = stored(article.id);
    if (!known) {
      return std::unexpected(
          store_error(ErrorCode::not_found, "", "there is no article \"" + article.id + "\" in the record"));
    }
    put(article, reading, reader_version, known->content, known, true);
    return {};
  });
}

void SqliteRecord::put(const Article& article, const Reading& reading, std::string_view reader_version,
                       const std::string& content, const std::optional<Stored>& known, bool read_again) {
  const auto hears = [&](const Connector& connector) { return !read_again || connector.uses_findings(); };
  // An article goes in whole or not at all, also when the store refuses in the middle and the caller goes on.
  database_->execute("SAVEPOINT article");
  try {
    if (known) {
      for (const auto& connector : connectors_) {
        if (hears(*connector)) connector->article_leaves(known->key);
      }
      if (!read_again) keep_version(known->key, article);
      if (!read_again) take_findings_out(known->key);
    }
    if (!read_again) {
      put_article(article, reading, reader_version, content, known ? std::optional(known->key) : std::nullopt,
                  known && known->content == content);
    }
    const std::int64_t key = known ? known->key : sqlite3_last_insert_rowid(database_->handle());
    put_findings(article, reading, key, read_again ? stored_findings(key) : StoredFindings());
    for (const auto& connector : connectors_) {
      if (hears(*connector)) connector->article_put(key, article, reading);
    }
    if (!read_again) {
      count_change();
      run_mark_.count_article();
    }
    database_->execute("RELEASE article");
  } catch (...) {
    // Some faults (full disk) have already rolled back everything; then there is no savepoint left.
    if (sqlite3_get_autocommit(database_->handle()) != 0) {
      writing_ = false;
      run_mark_.forget_uncommitted();
    } else {
      sqlite3_exec(database_->handle(), "ROLLBACK TO article; RELEASE article", nullptr, nullptr, nullptr);
    }
    throw;
  }
}

PeopleStore& SqliteRecord::people() {
  if (!people_) people_ = std::make_unique<PeopleStore>(*database_);
  return *people_;
}

Result<std::vector<UnresolvedArticle>> SqliteRecord::unresolved(std::string_view reader_version, std::size_t limit) {
  return guarded([&]() -> Result<std::vector<UnresolvedArticle>> {
    begin();
    connect();
    return people().unresolved(reader_version, limit);
  });
}

Result<std::vector<LearntTenure>> SqliteRecord::tenures(std::string_view country, bool with_articles) {
  return guarded([&]() -> Result<std::vector<LearntTenure>> { return people().tenures(country, with_articles); });
}

Result<std::vector<LearntTenure>> SqliteRecord::tenures_for(std::string_view article_id, bool with_articles) {
  return guarded(
      [&]() -> Result<std::vector<LearntTenure>> { return people().tenures_for(article_id, with_articles); });
}

Result<std::vector<LearntHolder>> SqliteRecord::holders_of_names(const std::vector<std::string>& names, Day day) {
  return guarded([&]() -> Result<std::vector<LearntHolder>> {
    std::string words;
    for (const std::string& name : names) words += (words.empty() ? "" : " ") + name;
    return people().holders_for(words, day);
  });
}

void SqliteRecord::put_article(const Article& article, const Reading& reading, std::string_view reader_version,
                               const std::string& content, std::optional<std::int64_t> key, bool same_content) {
  std::string dateline;
  if (reading.facts.dateline) format::append_json(dateline, *reading.facts.dateline, article);
  if (same_content) {
    // The same article read anew: its words need not be indexed again.
    Query query(
        statement("UPDATE articles SET reader = ?2, file = ?3, line = ?4, published = ?5, publisher = ?6, "
                  "dateline = ?7 WHERE key = ?1"));
    query.bind(1, *key).bind(2, reader_version).bind(3, article.file);
    query.bind(4, static_cast<std::int64_t>(article.line)).bind(5, reading.facts.date);
    query.bind(6, reading.facts.source).bind(7, dateline);
    query.run();
    return;
  }
  Query query(
      key ? statement("UPDATE articles SET id = ?1, content = ?2, reader = ?3, title = ?4, text = ?5, "
                      "text_bytes = ?6, source = ?7, url = ?8, language = ?9, date = ?10, extra = ?11, "
                      "file = ?12, line = ?13, published = ?14, publisher = ?15, dateline = ?16 WHERE key = ?17")
          : statement("INSERT INTO articles(id, content, reader, title, text, text_bytes, source, url, language, "
                      "date, extra, file, line, published, publisher, dateline) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"));
  query.bind(1, article.id).bind_bytes(2, content.data(), content.size()).bind(3, reader_version);
  query.bind(4, article.title).bind(5, article.text).bind(6, static_cast<std::int64_t>(article.text.size()));
  query.bind(7, article.source).bind(8, article.url).bind(9, article.language).bind(10, article.date);
  query.bind(11, article.extra_json).bind(12, article.file).bind(13, static_cast<std::int64_t>(article.line));
  query.bind(14, reading.facts.date).bind(15, reading.facts.source).bind(16, dateline);
  if (key) query.bind(17, *key);
  query.run();
}

void SqliteRecord::keep_version(std::int64_t key, const Article& revised) {
  Query query(
      statement("INSERT INTO article_versions(article, number, title, text, date, source, url, content, reader, "
                "findings) SELECT key, (SELECT count(*) + 1 FROM article_versions WHERE article = ?1), title, text, "
                "published, publisher, url, content, reader, ifnull((SELECT group_concat(json, char(10)) FROM "
                "(SELECT json FROM occurrences WHERE article = ?1 ORDER BY number)), '') "
                "FROM articles WHERE key = ?1 AND (title <> ?2 OR text <> ?3)"));
  query.bind(1, key).bind(2, revised.title).bind(3, revised.text).run();
}

std::int64_t SqliteRecord::finding_key(const Finding& finding, const Article& article, std::size_t number) {
  const FindingIdentity identity = identity_of(finding, article, number);
  {
    Query query(statement("SELECT key FROM findings WHERE identity = ?1"));
    query.bind_bytes(1, identity.hash.data(), identity.hash.size());
    if (query.step()) return query.integer(0);
  }
  {
    Query query(statement("INSERT INTO findings(identity, id, kind) VALUES (?1, ?2, ?3)"));
    query.bind_bytes(1, identity.hash.data(), identity.hash.size()).bind(2, identity.id).bind(3, kind_of(finding));
    query.run();
  }
  const std::int64_t key = sqlite3_last_insert_rowid(database_->handle());
  for (const std::string& code : identity.codes) {
    Query query(statement("INSERT INTO finding_codes(code, finding) VALUES (?1, ?2)"));
    query.bind(1, code).bind(2, key);
    query.run();
  }
  return key;
}

SqliteRecord::StoredFindings SqliteRecord::stored_findings(std::int64_t article_key) {
  StoredFindings stored;
  Query query(statement("SELECT number, key, finding, json FROM occurrences WHERE article = ?1"));
  query.bind(1, article_key);
  while (query.step()) {
    stored.emplace(query.integer(0), StoredFinding{query.integer(1), query.integer(2), std::string(query.text(3))});
  }
  return stored;
}

void SqliteRecord::put_findings(const Article& article, const Reading& reading, std::int64_t article_key,
                                StoredFindings stored) {
  const auto take_out = [&](const StoredFinding& one) {
    Query query(statement("DELETE FROM occurrences WHERE key = ?1"));
    query.bind(1, one.key);
    query.run();
    emptied_.push_back(one.finding);
  };
  std::string json;
  for (std::size_t i = 0; i < reading.findings.size(); ++i) {
    const Finding& finding = reading.findings[i];
    json.clear();
    format::append_stored_json(json, finding, article);
    if (const auto known = stored.find(static_cast<std::int64_t>(i + 1)); known != stored.end()) {
      const StoredFinding before = std::move(known->second);
      stored.erase(known);
      if (before.json == json) continue;
      take_out(before);
    }
    const std::int64_t key = finding_key(finding, article, i + 1);
    const FindingTraits traits = traits_of(finding);
    Query query(
        statement("INSERT INTO occurrences(article, number, finding, type, mode, status, level, since, until, "
                  "confidence, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"));
    query.bind(1, article_key).bind(2, static_cast<std::int64_t>(i + 1)).bind(3, key);
    query.bind(4, traits.type).bind(5, traits.mode).bind(6, traits.status).bind(7, traits.level);
    query.bind(8, traits.date ? std::optional(traits.date->from) : std::nullopt);
    query.bind(9, traits.date ? std::optional(traits.date->to) : std::nullopt);
    query.bind(10, traits.confidence).bind(11, json);
    query.run();
  }
  for (const auto& [number, one] : stored) take_out(one);
  if (!corrections_) corrections_ = std::make_unique<CorrectionsStore>(*database_);
  corrections_->apply(article_key, article);
}

void SqliteRecord::take_findings_out(std::int64_t article_key) {
  {
    Query query(statement("SELECT DISTINCT finding FROM occurrences WHERE article = ?1"));
    query.bind(1, article_key);
    while (query.step()) emptied_.push_back(query.integer(0));
  }
  Query query(statement("DELETE FROM occurrences WHERE article = ?1"));
  query.bind(1, article_key);
  query.run();
}

void SqliteRecord::connect() {
  for (const auto& connector : connectors_) connector->connect();
  // Not before: a connector may give an occurrence back to a finding that lost its last one.
  for (const std::int64_t key : emptied_) {
    Query query(
        statement("DELETE FROM findings WHERE key = ?1 AND NOT EXISTS "
                  "(SELECT 1 FROM occurrences WHERE finding = ?1)"));
    query.bind(1, key);
    query.run();
  }
  emptied_.clear();
}

void SqliteRecord::count_change() {
  Query query(statement("UPDATE record SET version = version + 1"));
  query.run();
}

Result<void> SqliteRecord::forget(std::string_view article_id) {
  return guarded([&]() -> Result<void> {
    begin();
    const auto known = stored(article_id);
    if (!known) {
      return std::unexpected(store_error(ErrorCode::not_found, "",
                                         "there is no article \"" + std::string(article_id) + "\" in the record"));
    }
    for (const auto& connector : connectors_) connector->article_leaves(known->key);
    take_findings_out(known->key);
    Query query(statement("DELETE FROM articles WHERE key = ?1"));
    query.bind(1, known->key);
    query.run();
    count_change();
    return {};
  });
}

Result<std::uint64_t> SqliteRecord::commit() {
  return guarded([&]() -> Result<std::uint64_t> {
    if (writing_) {
      connect();
      run_mark_.before_commit();
      database_->execute("COMMIT");
      writing_ = false;
    }
    Query query(statement("SELECT version FROM record"));
    return query.step() ? static_cast<std::uint64_t>(query.integer(0)) : 0;
  });
}

}  // namespace chancery::record
