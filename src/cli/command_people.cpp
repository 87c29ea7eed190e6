#include "cli/answer_options.h"
#include "cli/commands.h"

namespace chancery::cli {

void add_people_command(CLI::App& app, Action& action) {
  add_command<ListOptions>(
      app, action, "people", "Who holds which office, as the articles name them",
      "chancery people --actor CHN --person Lin",
      [](CLI::App& command, ListOptions& options) {
        add_list_options(command, options, false);
        add_answer_options(command, options.common, {"text", "json", "jsonl", "csv", "md", "html"}, "jsonl");
      },
      [](const ListOptions& options) { return run_list(answer::ExportKind::people, "people", options); });
}

}  // namespace chancery::cli
