// SQLite with ownership and types.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "chancery/date.h"
#include "chancery/error.h"

namespace chancery::sqlite {

// The store refused: full disk, lock, broken file. Thrown between this folder and those that keep stores in it only
// (the record, the statistics); they turn it into an Error at their border, so that forty calls in a row need not each
// be checked.
struct StoreTrouble {
  Error error;
};

class Database {
 public:
  // Throws StoreTrouble. `flags` as for sqlite3_open_v2; `noun` is what messages call the file ("record"), a literal.
  Database(const std::string& file, int flags, const char* noun = "record");

  void execute(const char* sql);                        // one or several statements without results
  [[nodiscard]] std::int64_t integer(const char* sql);  // the first column of the first row
  [[noreturn]] void fail(int code, const char* doing) const;

  [[nodiscard]] sqlite3* handle() const noexcept { return handle_.get(); }
  [[nodiscard]] const std::string& file() const noexcept { return file_; }

 private:
  struct Close {
    void operator()(sqlite3* handle) const noexcept { sqlite3_close_v2(handle); }
  };
  std::string file_;
  const char* noun_;
  std::unique_ptr<sqlite3, Close> handle_;
};

// A prepared statement. Use: `Query(statement).bind(1, id)...; while (query.step()) query.text(0)`.
class Statement {
 public:
  Statement(Database& database, std::string_view sql);

 private:
  friend class Query;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
  };
  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// One run of a statement; resets it at the end. Texts bound must live as long as the Query.
class Query {
 public:
  explicit Query(Statement& statement) : database_(statement.database_), statement_(statement.statement_.get()) {}
  ~Query() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  Query& bind(int index, std::string_view text);
  Query& bind(int index, const std::string& text) { return bind(index, std::string_view(text)); }
  Query& bind(int index, const char* text) { return bind(index, std::string_view(text)); }
  Query& bind(int index, std::int64_t value);
  Query& bind(int index, std::optional<Day> day);  // days since 1970, or null
  Query& bind(int index, double value);
  Query& bind_bytes(int index, const void* bytes, std::size_t size);

  [[nodiscard]] bool step();  // whether there is a row
  void run() {
    while (step()) {
    }
  }

  [[nodiscard]] std::string_view text(int column) const;  // until the next step
  [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  [[nodiscard]] double number(int column) const { return sqlite3_column_double(statement_, column); }
  [[nodiscard]] bool is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  [[nodiscard]] std::optional<Day> day(int column) const;

 private:
  void check(int code) const;
  Database* database_;
  sqlite3_stmt* statement_;
};

}  // namespace chancery::sqlite
