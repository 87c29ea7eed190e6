#include "chancery/record.h"
#include "record/sqlite/sqlite_record.h"

namespace chancery {

Result<std::unique_ptr<Record>> Record::open(const std::string& location, Mode mode) {
  if (location.starts_with("postgresql://") || location.starts_with("postgres://")) {
    Error error;
    error.code = ErrorCode::bad_usage;
    error.message = "this build has no PostgreSQL store: give a file";
    return std::unexpected(std::move(error));
  }
  return record::open_sqlite(location, mode);
}

}  // namespace chancery
