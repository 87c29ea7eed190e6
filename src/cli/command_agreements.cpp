#include "cli/answer_options.h"
#include "cli/commands.h"

namespace chancery::cli {

void add_agreements_command(CLI::App& app, Action& action) {
  add_command<ListOptions>(
      app, action, "agreements", "Agreements with the history of their steps",
      "chancery agreements --actor KAZ --since 2023",
      [](CLI::App& command, ListOptions& options) {
        add_list_options(command, options, false);
        add_answer_options(command, options.common, {"text", "json", "jsonl", "csv", "md", "html"}, "jsonl");
      },
      [](const ListOptions& options) { return run_list(answer::ExportKind::agreements, "agreements", options); });
}

}  // namespace chancery::cli
