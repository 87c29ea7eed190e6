#include "answer/brief.h"

#include "answer/ask.h"
#include "cli/answer_options.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/statistics_options.h"

namespace chancery::cli {
namespace {

struct BriefCommandOptions {
  AnswerOptions common;
  std::string a;
  std::string b;
  std::optional<Day> today;
  std::size_t limit = answer::BriefOptions{}.limit;
  std::size_t findings = answer::kMostFindings;
};

int run_brief(const BriefCommandOptions& options) {
  auto session = AnswerSession::open(options.common);
  if (!session) return report(session.error());
  const auto a = (*session)->resolve(options.a);
  if (!a) return report(a.error());
  const auto b = (*session)->resolve(options.b);
  if (!b) return report(b.error());
  if (*a == *b)
    return report({ErrorCode::bad_usage, "both names stand for " + *a + ": a brief is of two", {}, 0, 0, 0});
  RecordQuery filter;
  apply(options.common.filter, filter);
  filter.limit = options.findings;
  const auto statistics = open_statistics_if_there(options.common.statistics, (*session)->knowledge());
  if (!statistics) return report(statistics.error());
  const auto brief = answer::ask_brief((*session)->record(), *a, *b, filter, options.today, options.limit,
                                       (*session)->wording(), statistics->get());
  return brief ? print(render(*brief, options.common.format)) : report(brief.error());
}

}  // namespace

void add_brief_command(CLI::App& app, Action& action) {
  add_command<BriefCommandOptions>(
      app, action, "brief", "What the record holds on two states, every line with its source",
      "chancery brief KAZ CHN\n  chancery brief Kazakhstan China --since 2023 --format html > brief.html",
      [](CLI::App& command, BriefCommandOptions& options) {
        command.add_option("A", options.a, "A state or organisation: a code or an English name")
            ->required()
            ->type_name("STATE");
        command.add_option("B", options.b, "The other")->required()->type_name("STATE");
        command.add_option("--limit", options.limit, "Lines in a group, 0 for all")
            ->type_name("N")
            ->capture_default_str();
        add_today_option(command, options.today);
        command
            .add_option("--findings", options.findings, "Where there are more findings only the latest N, 0 for all")
            ->type_name("N")
            ->capture_default_str();
        add_answer_options(command, options.common, {"text", "json", "md", "html"}, "text");
        add_statistics_option(command, options.common.statistics);
      },
      run_brief);
}

}  // namespace chancery::cli
