#include "cli/answer_options.h"
#include "cli/commands.h"

namespace chancery::cli {

void add_events_command(CLI::App& app, Action& action) {
  add_command<ListOptions>(
      app, action, "events", "Events of the record, filtered: who did what to whom",
      "chancery events --actor KAZ --with CHN --type CONSULT --format csv > contacts.csv",
      [](CLI::App& command, ListOptions& options) {
        add_list_options(command, options, false);
        add_answer_options(command, options.common, {"text", "json", "jsonl", "csv", "md", "html"}, "jsonl");
      },
      [](const ListOptions& options) { return run_list(answer::ExportKind::events, "events", options); });
}

}  // namespace chancery::cli
