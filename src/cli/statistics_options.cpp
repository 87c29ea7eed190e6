#include "cli/statistics_options.h"

#include <cstdlib>
#include <filesystem>

namespace chancery::cli {

void add_statistics_option(CLI::App& command, std::string& location) {
  command
      .add_option(
          "--statistics", location,
          "Official statistics, a file (default: CHANCERY_STATISTICS, else chancery/statistics.db in the user's "
          "data folder)")
      ->type_name("FILE");
}

std::string statistics_location(const std::string& given) {
  if (!given.empty()) return given;
  if (const char* location = std::getenv("CHANCERY_STATISTICS"); location != nullptr && *location != '\0')
    return location;
  // XDG Base Directory Specification: a relative XDG_DATA_HOME is invalid and counts as unset.
  if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data == '/') {
    return (std::filesystem::path(data) / "chancery" / "statistics.db").string();
  }
  const char* home = std::getenv("HOME");
  const std::filesystem::path base = home != nullptr && *home != '\0' ? home : ".";
  return (base / ".local" / "share" / "chancery" / "statistics.db").string();
}

Result<std::unique_ptr<Statistics>> open_statistics(const std::string& given, const Knowledge& knowledge) {
  auto statistics = Statistics::open(statistics_location(given), Statistics::Mode::read_only, knowledge);
  // Absent statistics are a state of the installation and no missing argument.
  if (!statistics && statistics.error().code == ErrorCode::not_found)
    statistics.error().code = ErrorCode::record_failed;
  return statistics;
}

Result<std::unique_ptr<Statistics>> open_statistics_if_there(const std::string& given, const Knowledge& knowledge) {
  std::error_code trouble;
  if (given.empty() && !std::filesystem::exists(statistics_location(given), trouble))
    return std::unique_ptr<Statistics>{};
  return open_statistics(given, knowledge);
}

}  // namespace chancery::cli
