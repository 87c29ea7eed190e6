// The configuration file: what one would otherwise type every day.
//
// TOML: `record = "desk.db"` holds for every command that has --record, `[brief]` above a line for that command alone.
// The command line goes before the environment, the environment before the file.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "chancery/error.h"

namespace chancery::cli {

struct Setting {
  std::string command;  // "" for all that have the option
  std::string option;   // "record", without hyphens
  std::vector<std::string> values;
  std::size_t line = 0;  // 1-based
};

struct Configuration {
  std::string file;               // where it is, or would be, read from; "" where CHANCERY_CONFIG is "none"
  bool found = false;             // there is such a file
  std::vector<Setting> settings;  // in the order of the file
};

// The file that `given` (--config) names, else CHANCERY_CONFIG, else chancery/config.toml in the user's configuration
// folder and then in those of the system (XDG Base Directory Specification). A file that was named must exist.
[[nodiscard]] Result<Configuration> load_configuration(const std::string& given);

// `arguments` (without the program's name), and behind their command the settings for it that they do not give
// themselves. Relative files are meant from the configuration's folder, "~/" from the home folder. Errors name the
// line: an option or command that does not exist, a value that the option refuses.
[[nodiscard]] Result<std::vector<std::string>> configured_arguments(const Configuration& configuration, CLI::App& app,
                                                                    std::vector<std::string> arguments);

}  // namespace chancery::cli
