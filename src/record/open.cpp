#include "chancery/record.h"

namespace chancery {

Result<std::unique_ptr<Record>> Record::open(const std::string& location, Mode) {
  Error error;
  error.code = ErrorCode::record_failed;
  error.message = "no store is built in for " + location;
  return std::unexpected(std::move(error));
}

}  // namespace chancery
