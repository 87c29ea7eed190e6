#include "cli/configuration.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace chancery::cli {
namespace {

Error bad_setting(const Configuration& configuration, std::size_t line, std::string message) {
  Error error;
  error.code = ErrorCode::bad_usage;
  error.message = std::move(message);
  error.file = configuration.file;
  error.line = line;
  return error;
}

// An environment variable; "" where it is unset.
std::string environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::string() : std::string(value);
}

// First the user's folder, then the system's; relative ones are invalid and count as unset.
std::vector<std::filesystem::path> configuration_folders() {
  std::vector<std::filesystem::path> folders;
  if (const std::string home = environment("XDG_CONFIG_HOME"); home.starts_with('/')) {
    folders.emplace_back(home);
  } else if (const std::string user = environment("HOME"); !user.empty()) {
    folders.emplace_back(std::filesystem::path(user) / ".config");
  }
  std::string system = environment("XDG_CONFIG_DIRS");
  if (system.empty()) system = "/etc/xdg";
  std::stringstream stream(system);
  for (std::string folder; std::getline(stream, folder, ':');) {
    if (folder.starts_with('/')) folders.emplace_back(folder);
  }
  return folders;
}

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

// The parser gives no places: the line on which a section sets a name.
std::size_t line_of(const std::string& content, const std::string& section, const std::string& name) {
  std::stringstream stream(content);
  std::string now;
  std::size_t number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    const std::string text = trimmed(line);
    if (text.starts_with('[')) {
      now = trimmed(text.substr(1, text.find(']') - 1));
    } else if (now == section && trimmed(text.substr(0, text.find('='))) == name) {
      return number;
    }
  }
  return 0;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out.append(out.empty() ? "" : ".").append(part);
  return out;
}

Result<void> parse(Configuration& configuration, const std::string& content) {
  std::vector<CLI::ConfigItem> items;
  try {
    std::stringstream stream(content);
    items = CLI::ConfigTOML().from_config(stream);
  } catch (const CLI::Error& error) {
    return std::unexpected(bad_setting(configuration, 0, error.what()));
  }
  for (CLI::ConfigItem& item : items) {
    if (item.name == "++" || item.name == "--") continue;  // where a section begins and ends
    Setting setting;
    setting.command = joined(item.parents);
    setting.option = item.name;
    setting.line = line_of(content, setting.command, item.name);
    setting.values = std::move(item.inputs);
    configuration.settings.push_back(std::move(setting));
  }
  return {};
}

bool is_file(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  return type.starts_with("FILE") || type.starts_with("FOLDER");
}

std::string from_configuration_folder(const std::string& file, const std::string& value) {
  if (value.find("://") != std::string::npos) return value;  // postgresql://...
  if (value.starts_with("~/")) return (std::filesystem::path(environment("HOME")) / value.substr(2)).string();
  return (std::filesystem::path(file).parent_path() / value).lexically_normal().string();
}

bool is_given(const CLI::Option& option, const std::vector<std::string>& arguments) {
  return std::any_of(arguments.begin(), arguments.end(), [&](const std::string& argument) {
    return argument.starts_with("--") && option.check_lname(argument.substr(2, argument.find('=') - 2));
  });
}

// Whether the environment says it already: CHANCERY_RECORD, CHANCERY_STATISTICS.
bool is_in_environment(const std::string& option) {
  return (option == "record" && !environment("CHANCERY_RECORD").empty()) ||
         (option == "statistics" && !environment("CHANCERY_STATISTICS").empty());
}

// What an option refuses; "" where the value will do.
std::string refusal(CLI::Option& option, const std::string& value) {
  std::string changeable = value;
  for (int i = 0;; ++i) {
    try {
      const std::string message = (*option.get_validator(i))(changeable);
      if (!message.empty()) return message;
    } catch (const CLI::OptionNotFound&) {  // CLI11's way to say that there is no further one
      return {};
    }
  }
}

CLI::Option* option_of(CLI::App& command, const std::string& name) {
  CLI::Option* option = command.get_option_no_throw("--" + name);
  return option != nullptr && option->get_configurable() ? option : nullptr;
}

}  // namespace

Result<Configuration> load_configuration(const std::string& given) {
  Configuration configuration;
  configuration.file = given.empty() ? environment("CHANCERY_CONFIG") : given;
  const bool named = !configuration.file.empty();
  if (configuration.file == "none") return Configuration{};
  if (!named) {
    for (const std::filesystem::path& folder : configuration_folders()) {
      const std::filesystem::path file = folder / "chancery" / "config.toml";
      std::error_code ignored;
      const bool exists = std::filesystem::exists(file, ignored);
      if (configuration.file.empty() || exists) configuration.file = file.string();
      if (exists) break;
    }
  }
  std::error_code ignored;
  if (!named && !std::filesystem::exists(configuration.file, ignored)) return configuration;
  std::ifstream stream(configuration.file, std::ios::binary);
  std::stringstream content;
  content << stream.rdbuf();
  if (!stream || std::filesystem::is_directory(configuration.file, ignored)) {
    return std::unexpected(bad_setting(configuration, 0, "this configuration file cannot be read"));
  }
  configuration.found = true;
  if (auto parsed = parse(configuration, content.str()); !parsed) return std::unexpected(std::move(parsed.error()));
  return configuration;
}

Result<std::vector<std::string>> configured_arguments(const Configuration& configuration, CLI::App& app,
                                                      std::vector<std::string> arguments) {
  std::vector<std::string> out;
  const auto commands = app.get_subcommands([](CLI::App*) { return true; });
  const auto command_named = [&](const std::string& name) -> CLI::App* {
    const auto found =
        std::find_if(commands.begin(), commands.end(), [&](CLI::App* c) { return c->get_name() == name; });
    return found == commands.end() ? nullptr : *found;
  };
  const auto place = std::find_if(arguments.begin(), arguments.end(),
                                  [&](const std::string& argument) { return command_named(argument) != nullptr; });
  CLI::App* chosen = place == arguments.end() ? nullptr : command_named(*place);
  std::vector<std::string> done;
  // A command's own section goes before what holds for all.
  for (const bool own : {true, false}) {
    for (const Setting& setting : configuration.settings) {
      const bool for_all = setting.command.empty() || setting.command == "default";  // CLI11's name of no section
      if (for_all == own) continue;
      if (own && command_named(setting.command) == nullptr) {
        return std::unexpected(bad_setting(configuration, setting.line,
                                           "there is no command \"" + setting.command + "\" to set anything for"));
      }
      const auto knows = [&](CLI::App* command) { return option_of(*command, setting.option) != nullptr; };
      if (own ? !knows(command_named(setting.command)) : std::none_of(commands.begin(), commands.end(), knows)) {
        return std::unexpected(bad_setting(configuration, setting.line,
                                           own ? "chancery " + setting.command + " has no option --" + setting.option
                                               : "no command has an option --" + setting.option));
      }
      if (chosen == nullptr || (own && setting.command != chosen->get_name()) || !knows(chosen)) continue;
      CLI::Option& option = *option_of(*chosen, setting.option);
      if (is_given(option, arguments) || is_in_environment(setting.option) ||
          std::find(done.begin(), done.end(), setting.option) != done.end()) {
        continue;
      }
      std::vector<std::string> added;
      for (const std::string& value : setting.values) {
        if (const std::string message = refusal(option, value); !message.empty()) {
          // "format = json" for all: a command that has no such format keeps its own.
          if (!own) break;
          return std::unexpected(
              bad_setting(configuration, setting.line, "--" + setting.option + " " + value + ": " + message));
        }
        added.push_back("--" + setting.option + "=" +
                        (is_file(option) ? from_configuration_folder(configuration.file, value) : value));
      }
      done.push_back(setting.option);
      out.insert(out.end(), added.begin(), added.end());
    }
  }
  if (chosen != nullptr) arguments.insert(place + 1, out.begin(), out.end());
  return arguments;
}

}  // namespace chancery::cli
