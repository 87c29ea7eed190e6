#include "cli/answer_options.h"
#include "cli/commands.h"

namespace chancery::cli {

void add_timeline_command(CLI::App& app, Action& action) {
  add_command<ListOptions>(
      app, action, "timeline", "What happened, in the order of time, newest last",
      "chancery timeline KAZ CHN --since 2023 --status happened",
      [](CLI::App& command, ListOptions& options) {
        add_list_options(command, options, true);
        add_today_option(command, options.today);
        add_answer_options(command, options.common, {"text", "json", "jsonl", "csv", "md", "html"}, "text");
      },
      [](const ListOptions& options) { return run_list(answer::ExportKind::timeline, "timeline", options); });
}

}  // namespace chancery::cli
