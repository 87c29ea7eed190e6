// Where the official statistics are: what the commands that use them share.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "chancery/statistics.h"

namespace chancery::cli {

// --statistics FILE.
void add_statistics_option(CLI::App& command, std::string& location);
// As given, else CHANCERY_STATISTICS, else chancery/statistics.db in the user's data folder.
[[nodiscard]] std::string statistics_location(const std::string& given);
// For reading. Where there is no file at the usual place that is no error but null: answers then go without verdicts.
[[nodiscard]] Result<std::unique_ptr<Statistics>> open_statistics_if_there(const std::string& given,
                                                                           const Knowledge& knowledge);
// For reading; an error where there are none.
[[nodiscard]] Result<std::unique_ptr<Statistics>> open_statistics(const std::string& given, const Knowledge& knowledge);

}  // namespace chancery::cli
