#include "sqlite/database.h"

namespace chancery::sqlite {

Database::Database(const std::string& file, int flags, const char* noun) : file_(file), noun_(noun) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail(code, "cannot be opened");
}

void Database::fail(int code, const char* doing) const {
  StoreTrouble trouble;
  trouble.error.file = file_;
  trouble.error.code = ErrorCode::record_failed;
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      trouble.error.code = ErrorCode::record_busy;
      trouble.error.message = std::string("another program is writing this ") + noun_ + ": try again when it is done";
      break;
    case SQLITE_FULL: trouble.error.message = "the disk is full"; break;
    case SQLITE_NOTADB: trouble.error.message = std::string("this file is no ") + noun_; break;
    case SQLITE_CORRUPT: trouble.error.message = std::string("this ") + noun_ + " is damaged"; break;
    case SQLITE_READONLY: trouble.error.message = std::string("this ") + noun_ + " is write-protected"; break;
    default:
      trouble.error.message = std::string("the ") + noun_ + " " + doing + ": " +
                              (handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code));
  }
  throw trouble;
}

void Database::execute(const char* sql) {
  const int code = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, "failed");
}

std::int64_t Database::integer(const char* sql) {
  Statement statement(*this, sql);
  Query query(statement);
  return query.step() ? query.integer(0) : 0;
}

Statement::Statement(Database& database, std::string_view sql) : database_(&database) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  statement_.reset(statement);
  if (code != SQLITE_OK) database.fail(code, "failed");
}

void Query::check(int code) const {
  if (code != SQLITE_OK) database_->fail(code, "failed");
}

Query& Query::bind(int index, std::string_view text) {
  // An empty view may have no address, which SQLite would take for null.
  check(
      sqlite3_bind_text64(statement_, index, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Query& Query::bind(int index, std::int64_t value) {
  check(sqlite3_bind_int64(statement_, index, value));
  return *this;
}

Query& Query::bind(int index, std::optional<Day> day) {
  check(day ? sqlite3_bind_int64(statement_, index, day->time_since_epoch().count())
            : sqlite3_bind_null(statement_, index));
  return *this;
}

Query& Query::bind(int index, double value) {
  check(sqlite3_bind_double(statement_, index, value));
  return *this;
}

Query& Query::bind_bytes(int index, const void* bytes, std::size_t size) {
  check(sqlite3_bind_blob64(statement_, index, bytes, size, SQLITE_STATIC));
  return *this;
}

bool Query::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_->fail(code, "failed");
  return false;
}

std::string_view Query::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::optional<Day> Query::day(int column) const {
  if (is_null(column)) return std::nullopt;
  return Day{std::chrono::days{static_cast<int>(integer(column))}};
}

}  // namespace chancery::sqlite
