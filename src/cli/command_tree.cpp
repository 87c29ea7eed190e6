#include "cli/command_tree.h"

#include <algorithm>

namespace chancery::cli {
namespace {

// CLI11 joins the name of a type and what its checks say: "TEXT:{text,json}", "N:UINT in [1 - 1024]".
void describe_value(const CLI::Option& option, OptionDescription& description) {
  std::string type = option.get_type_name();
  const std::size_t brace = type.find('{');
  if (brace != std::string::npos && type.ends_with('}')) {
    std::string word;
    for (const char c : type.substr(brace + 1, type.size() - brace - 2)) {
      if (c == ',') {
        description.choices.push_back(std::move(word));
        word.clear();
      } else {
        word += c;
      }
    }
    description.choices.push_back(std::move(word));
  }
  type.resize(std::min(type.find(':'), type.size()));
  description.value = std::move(type);
}

OptionDescription describe(const CLI::Option& option) {
  OptionDescription description;
  if (option.nonpositional()) {
    for (const std::string& name : option.get_lnames()) description.names.push_back("--" + name);
    for (const std::string& name : option.get_snames()) description.names.push_back("-" + name);
  } else {
    description.names.push_back(option.get_name(true));
  }
  description.description = option.get_description();
  description.default_value = option.get_default_str();
  description.required = option.get_required();
  if (option.get_items_expected_max() > 0) {
    describe_value(option, description);
    description.repeatable = option.get_items_expected_max() > 1;
  }
  return description;
}

CommandDescription describe(const CLI::App& app, bool is_program) {
  CommandDescription description;
  description.name = is_program ? std::string() : app.get_name();
  description.description = app.get_description();
  description.footer = app.get_footer();
  for (const CLI::Option* option : app.get_options()) {
    (option->nonpositional() ? description.options : description.positionals).push_back(describe(*option));
  }
  return description;
}

}  // namespace

std::vector<CommandDescription> describe_commands(const CLI::App& app) {
  std::vector<CommandDescription> commands;
  commands.push_back(describe(app, true));
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    commands.push_back(describe(*command, false));
  }
  return commands;
}

}  // namespace chancery::cli
