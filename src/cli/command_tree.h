// The commands with their options as plain data, taken from the command line parser: the one source of manual pages and
// shell completion.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace chancery::cli {

struct OptionDescription {
  std::vector<std::string> names;    // "--record", "-h"; for a positional its name alone, "path"
  std::string value;                 // "FILE"; "" for a flag
  std::vector<std::string> choices;  // of a value that is one of a few
  std::string description;
  std::string default_value;  // "" where there is none
  bool required = false;
  bool repeatable = false;
  [[nodiscard]] bool is_file() const { return value == "FILE" || value == "PATH" || value == "FOLDER"; }
};

struct CommandDescription {
  std::string name;  // "" for the program itself
  std::string description;
  std::string footer;  // examples
  std::vector<OptionDescription> positionals;
  std::vector<OptionDescription> options;
};

// The program first, then its commands in the order in which help lists them.
[[nodiscard]] std::vector<CommandDescription> describe_commands(const CLI::App& app);

}  // namespace chancery::cli
