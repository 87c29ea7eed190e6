#include "chancery/record.h"
#include "record/sqlite/sqlite_record.h"

namespace chancery {

namespace {

std::optional<Error> refuse_other_stores(const std::string& location) {
  if (!location.starts_with("postgresql://") && !location.starts_with("postgres://")) return std::nullopt;
  Error error;
  error.code = ErrorCode::bad_usage;
  error.message = "this build has no PostgreSQL store: give a file";
  return error;
}

}  // namespace

Result<RecordCopy> Record::copy(const std::string& location, const std::string& file, bool overwrite) {
  if (auto refused = refuse_other_stores(location)) return std::unexpected(std::move(*refused));
  return record::copy_sqlite(location, file, overwrite);
}

Result<std::unique_ptr<Record>> Record::open(const std::string& location, Mode mode) {
  if (auto refused = refuse_other_stores(location)) return std::unexpected(std::move(*refused));
  return record::open_sqlite(location, mode);
}

}  // namespace chancery
