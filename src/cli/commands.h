// The commands. Each has its file command_NAME.cpp; to add one, declare it here and call it in main.cpp.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace chancery::cli {

struct Configuration;

// What the chosen command will do once the command line has been read without error; gives the exit code.
using Action = std::function<int()>;

// Each adds its subcommand, with an example in the footer, and on being chosen sets `action`.
void add_agreements_command(CLI::App& app, Action& action);
void add_backup_command(CLI::App& app, Action& action);
void add_brief_command(CLI::App& app, Action& action);
void add_completion_command(CLI::App& app, Action& action);
void add_check_command(CLI::App& app, Action& action);
void add_code_command(CLI::App& app, Action& action);
// `configuration` is filled in before the command runs.
void add_doctor_command(CLI::App& app, Action& action, const Configuration& configuration);
void add_correct_command(CLI::App& app, Action& action);
void add_corrections_command(CLI::App& app, Action& action);
void add_events_command(CLI::App& app, Action& action);
void add_explain_command(CLI::App& app, Action& action);
void add_figures_command(CLI::App& app, Action& action);
void add_forget_command(CLI::App& app, Action& action);
void add_manual_command(CLI::App& app, Action& action);
void add_merge_command(CLI::App& app, Action& action);
void add_people_command(CLI::App& app, Action& action);
void add_read_command(CLI::App& app, Action& action);
void add_reread_command(CLI::App& app, Action& action);
void add_relate_command(CLI::App& app, Action& action);
void add_evaluate_command(CLI::App& app, Action& action);
void add_stories_command(CLI::App& app, Action& action);
void add_search_command(CLI::App& app, Action& action);
void add_statistics_command(CLI::App& app, Action& action);
void add_timeline_command(CLI::App& app, Action& action);

// Adds a subcommand whose options live in `Options` and which `run(options)` carries out. `configure(command, options)`
// declares the options. The options live as long as the command.
template <typename Options, typename Configure>
CLI::App* add_command(CLI::App& app, Action& action, const char* name, const char* description, const char* example,
                      Configure configure, int (*run)(const Options&)) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(name, description);
  command->footer(std::string("Example:\n  ") + example);
  configure(*command, *options);
  command->callback([options, &action, run] { action = [options, run] { return run(*options); }; });
  return command;
}

}  // namespace chancery::cli
