#include "cli/answer_options.h"
#include "cli/commands.h"
#include "cli/statistics_options.h"

namespace chancery::cli {

void add_figures_command(CLI::App& app, Action& action) {
  add_command<ListOptions>(
      app, action, "figures", "Figures as the articles claim them, contradictions together",
      "chancery figures --actor Kazakhstan --with China --type trade-turnover",
      [](CLI::App& command, ListOptions& options) {
        add_list_options(command, options, false);
        add_answer_options(command, options.common, {"text", "json", "jsonl", "csv", "md", "html"}, "jsonl");
        add_statistics_option(command, options.common.statistics);
      },
      [](const ListOptions& options) { return run_list(answer::ExportKind::figures, "figures", options); });
}

}  // namespace chancery::cli
