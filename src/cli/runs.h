// Commands that write into a record leave a mark until they are done.
#pragma once

#include <string_view>

#include "chancery/record.h"

namespace chancery::cli {

// Record::start_run(), and tells on standard error of runs that were broken off before this one.
[[nodiscard]] Result<void> begin_run(Record& record, std::string_view command);

}  // namespace chancery::cli
