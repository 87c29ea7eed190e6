// The program: reads the command line, runs one command, says how it ended.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/reader.h"
#include "cli/command_serve.h"
#include "cli/configuration.h"
#include "cli/exit_codes.h"

namespace chancery::cli {
namespace {

// Takes --config FILE out of the arguments, wherever before a lone "--" it stands.
std::string take_configuration_file(std::vector<std::string>& arguments) {
  std::string file;
  for (auto at = arguments.begin(); at != arguments.end() && *at != "--";) {
    if (*at == "--config" && at + 1 != arguments.end()) {
      file = *(at + 1);
      at = arguments.erase(at, at + 2);
    } else if (at->starts_with("--config=")) {
      file = at->substr(std::string_view("--config=").size());
      at = arguments.erase(at);
    } else {
      ++at;
    }
  }
  return file;
}

int run(int argc, char** argv) {
  CLI::App app{"Reads the news and keeps the record of relations between states.", "chancery"};
  app.footer(
      "Example:\n  chancery read articles/ && chancery brief KAZ CHN\n\n`chancery COMMAND --help` explains a command.");
  app.set_version_flag("--version",
                       [] { return "chancery " CHANCERY_VERSION ", reader " + std::string(Reader::version()); });
  std::string shown_in_help;  // take_configuration_file() has it before CLI11 sees the arguments
  app.add_option("--config", shown_in_help,
                 "The configuration file (default: CHANCERY_CONFIG, else chancery/config.toml in the user's "
                 "configuration folder; none: no file)")
      ->type_name("FILE");
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
  Action action;
  Configuration configuration;

  add_read_command(app, action);
  add_brief_command(app, action);
  add_timeline_command(app, action);
  add_events_command(app, action);
  add_agreements_command(app, action);
  add_figures_command(app, action);
  add_people_command(app, action);
  add_stories_command(app, action);
  add_search_command(app, action);
  add_explain_command(app, action);
  add_statistics_command(app, action);
  add_check_command(app, action);
  add_serve_command(app, action);
  add_code_command(app, action);
  add_correct_command(app, action);
  add_corrections_command(app, action);
  add_forget_command(app, action);
  add_reread_command(app, action);
  add_merge_command(app, action);
  add_backup_command(app, action);
  add_relate_command(app, action);
  add_evaluate_command(app, action);
  add_doctor_command(app, action, configuration);
  add_completion_command(app, action);
  add_manual_command(app, action);

  std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
  const std::string configuration_file = take_configuration_file(arguments);
  // CLI11 would say that a command is missing.
  if (!arguments.empty() && !arguments.front().starts_with('-') &&
      app.get_subcommands([&](CLI::App* command) { return command->check_name(arguments.front()); }).empty()) {
    std::fprintf(stderr, "chancery: there is no command \"%s\": `chancery --help` lists them\n",
                 arguments.front().c_str());
    return kWrongUsage;
  }
  auto loaded = load_configuration(configuration_file);
  if (!loaded) return report(loaded.error()), kWrongUsage;
  configuration = *std::move(loaded);
  auto configured = configured_arguments(configuration, app, std::move(arguments));
  if (!configured) return report(configured.error()), kWrongUsage;
  std::reverse(configured->begin(), configured->end());  // as CLI11 wants them
  try {
    app.parse(std::move(*configured));
  } catch (const CLI::ParseError& error) {
    // CLI11 prints help and version on standard output with status 0; everything else is wrong usage.
    return app.exit(error) == 0 ? kDone : kWrongUsage;
  }
  return action();
}

}  // namespace
}  // namespace chancery::cli

int main(int argc, char** argv) {
  try {
    return chancery::cli::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "chancery: fault: %s\n", error.what());
    return chancery::cli::kFault;
  }
}
