// `completion` and `manual`: what shells and man(1) know of the commands.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "cli/answer_options.h"
#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/exit_codes.h"
#include "cli/manual.h"
#include "knowledge/tables.h"

namespace chancery::cli {
namespace {

struct CompletionOptions {
  const CLI::App* app = nullptr;
  std::string shell;
};

int run_completion(const CompletionOptions& options) {
  const auto knowledge = load_knowledge({});
  if (!knowledge) return report(knowledge.error());
  std::vector<std::string> states;
  for (const auto& [alpha2, code] : (*knowledge)->tables().alpha2_codes) states.push_back(code);
  return print(completion_script(options.shell, describe_commands(*options.app), states));
}

struct ManualOptions {
  const CLI::App* app = nullptr;
  std::string command;
  std::string folder;
};

int run_manual(const ManualOptions& options) {
  const auto pages = manual_pages(describe_commands(*options.app), CHANCERY_VERSION);
  if (options.folder.empty()) {
    const std::string wanted = options.command.empty() ? "chancery.1" : "chancery-" + options.command + ".1";
    for (const auto& [name, source] : pages) {
      if (name == wanted) return print(source);
    }
    std::fprintf(stderr, "chancery: there is no command \"%s\": `chancery --help` lists them\n",
                 options.command.c_str());
    return kWrongUsage;
  }
  std::error_code trouble;
  std::filesystem::create_directories(options.folder, trouble);
  for (const auto& [name, source] : pages) {
    const std::filesystem::path path = std::filesystem::path(options.folder) / name;
    std::ofstream file(path, std::ios::binary);
    file << source;
    file.close();
    if (!file) {
      std::fprintf(stderr, "chancery: %s cannot be written\n", path.c_str());
      return kFault;
    }
  }
  return kDone;
}

}  // namespace

void add_completion_command(CLI::App& app, Action& action) {
  add_command<CompletionOptions>(
      app, action, "completion", "The script that lets a shell complete commands, options and states",
      "source <(chancery completion bash)",
      [&app](CLI::App& command, CompletionOptions& options) {
        options.app = &app;
        command.add_option("shell", options.shell, "Which shell")->required()->check(CLI::IsMember(kShells));
      },
      run_completion);
}

void add_manual_command(CLI::App& app, Action& action) {
  add_command<ManualOptions>(
      app, action, "manual", "The manual page of the program or of a command, as source for man(1)",
      "chancery manual brief | man -l -",
      [&app](CLI::App& command, ManualOptions& options) {
        options.app = &app;
        command.add_option("command", options.command, "The command; nothing: the program");
        command.add_option("--folder", options.folder, "Write all pages into this folder instead")->type_name("FOLDER");
      },
      run_manual);
}

}  // namespace chancery::cli
