// The program: reads the command line, runs one command, says how it ended.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "chancery/reader.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"

namespace chancery::cli {
namespace {

int run(int argc, char** argv) {
  CLI::App app{"Reads the news and keeps the record of relations between states.", "chancery"};
  app.footer(
      "Example:\n  chancery read articles/ && chancery brief KAZ CHN\n\n`chancery COMMAND --help` explains a command.");
  app.set_version_flag("--version",
                       [] { return "chancery " CHANCERY_VERSION ", reader " + std::string(Reader::version()); });
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
  Action action;

  add_read_command(app, action);
  add_brief_command(app, action);
  add_timeline_command(app, action);
  add_events_command(app, action);
  add_agreements_command(app, action);
  add_figures_command(app, action);
  add_people_command(app, action);
  add_search_command(app, action);
  add_explain_command(app, action);
  add_code_command(app, action);
  add_forget_command(app, action);
  add_relate_command(app, action);
  add_evaluate_command(app, action);
  add_doctor_command(app, action);

  // CLI11 would say that a command is missing.
  if (argc > 1 && argv[1][0] != '-' &&
      app.get_subcommands([&](CLI::App* command) { return command->check_name(argv[1]); }).empty()) {
    std::fprintf(stderr, "chancery: there is no command \"%s\": `chancery --help` lists them\n", argv[1]);
    return kWrongUsage;
  }
  try {
    app.parse(argc, argv);
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
