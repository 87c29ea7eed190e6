#include "answer/explain.h"

#include <algorithm>

#include "answer/ask.h"
#include "answer/brief.h"
#include "cli/answer_options.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/statistics_options.h"

namespace chancery::cli {
namespace {

struct ExplainOptions {
  AnswerOptions common;
  std::vector<std::string> ids;
  std::vector<std::string> brief;  // the pair whose brief the numbers are of
  std::size_t limit = answer::BriefOptions{}.limit;
};

bool is_number(const std::string& text) {
  return !text.empty() && text.size() < 7 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The record id at a line of the brief, built again with the same filters.
Result<std::string> id_at_line(int number, const ExplainOptions& options, AnswerSession& session) {
  const auto fail = [](std::string message) {
    return std::unexpected(Error{ErrorCode::bad_usage, std::move(message), {}, 0, 0, 0});
  };
  if (options.brief.size() != 2) {
    return fail(std::to_string(number) +
                " is a line of a brief: add --brief A B, or give the id at the end of the line");
  }
  const auto a = session.resolve(options.brief[0]);
  if (!a) return std::unexpected(a.error());
  const auto b = session.resolve(options.brief[1]);
  if (!b) return std::unexpected(b.error());
  RecordQuery filter;
  apply(options.common.filter, filter);
  filter.limit = answer::kMostFindings;  // as `brief` numbers its lines
  const auto material = answer::gather_brief(session.record(), *a, *b, filter);
  if (!material) return std::unexpected(material.error());
  const answer::Document brief = answer::build_brief(*material, session.wording(), {options.limit});
  for (const answer::Section& section : brief.sections) {
    for (const answer::Group& group : section.groups) {
      for (const answer::Line& line : group.lines) {
        if (line.number == number) return line.id;
      }
    }
  }
  return fail("the brief of " + *a + " and " + *b + " has no line " + std::to_string(number));
}

int run_explain(const ExplainOptions& options) {
  auto session = AnswerSession::open(options.common);
  if (!session) return report(session.error());
  const auto statistics = open_statistics_if_there(options.common.statistics, (*session)->knowledge());
  if (!statistics) return report(statistics.error());
  int code = kDone;
  std::string out;
  for (const std::string& given : options.ids) {
    Result<std::string> id = given;
    if (is_number(given)) id = id_at_line(std::stoi(given), options, **session);
    if (!id) {
      code = std::max(code, static_cast<int>(report(id.error())));
      continue;
    }
    const auto explained = answer::ask_explanation((*session)->record(), *id, (*session)->wording(), statistics->get());
    if (!explained) {
      code = std::max(code, static_cast<int>(report(explained.error())));
      continue;
    }
    const answer::Explanation& explanation = *explained;
    const std::string& format = options.common.format;
    if (!out.empty() && format != "json") out += "\n";
    out += format == "json" ? answer::render_explanation_json(explanation)
           : format == "md" ? answer::render_explanation_markdown(explanation)
                            : answer::render_explanation_text(explanation, terminal_style());
  }
  return std::max(code, print(out));
}

}  // namespace

void add_explain_command(CLI::App& app, Action& action) {
  add_command<ExplainOptions>(
      app, action, "explain", "Why the record says so: sentence, source, spans, scores",
      "chancery explain E3K7Q2M a1/3\n  chancery explain 12 --brief KAZ CHN",
      [](CLI::App& command, ExplainOptions& options) {
        command.add_option("ID", options.ids, "Ids as briefs and lists print them, or as `code` does (ARTICLE/NUMBER)")
            ->required();
        command.add_option("--brief", options.brief, "Takes numbers as lines of the brief on these two")
            ->type_name("A B")
            ->expected(2);
        command.add_option("--limit", options.limit, "The --limit of that brief")
            ->type_name("N")
            ->capture_default_str();
        add_answer_options(command, options.common, {"text", "json", "md"}, "text");
        add_statistics_option(command, options.common.statistics);
      },
      run_explain);
}

}  // namespace chancery::cli
