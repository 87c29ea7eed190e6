#include "answer/lists.h"
#include "answer/search.h"
#include "cli/answer_options.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"

namespace chancery::cli {
namespace {

struct SearchOptions {
  AnswerOptions common;
  std::vector<std::string> words;
  std::string actor;
  std::string with;
  std::size_t limit = 20;
  bool citation = false;
};

int run_search(const SearchOptions& options) {
  auto session = AnswerSession::open(options.common);
  if (!session) return report(session.error());
  answer::SearchRequest request;
  for (const std::string& word : options.words) request.words += (request.words.empty() ? "" : " ") + word;
  request.actor = options.actor;
  request.with = options.with;
  request.published_since = options.common.filter.published_since;
  request.published_until = options.common.filter.published_until;
  request.limit = options.limit;
  const auto answer = answer::search_articles(request, (*session)->record(), (*session)->knowledge(), options.citation);
  if (!answer) return report(answer.error());
  if (options.citation) return print(answer->frame.citation + "\n");
  const std::string& format = options.common.format;
  if (format == "csv" || format == "jsonl" || format == "json") return print(answer::search_rows(*answer, format));
  return print(render(
      answer::build_search(request.words, answer->passages, answer->frame.record_version, answer->frame.citation),
      format));
}

}  // namespace

void add_search_command(CLI::App& app, Action& action) {
  add_command<SearchOptions>(
      app, action, "search", "Articles that hold words or \"phrases\", best first",
      "chancery search '\"transit corridor\" railway' --actor KAZ",
      [](CLI::App& command, SearchOptions& options) {
        command.add_option("QUERY", options.words, "Words, and phrases in double quotes")->required();
        command.add_option("--actor", options.actor, "Only articles about this state or organisation")
            ->type_name("STATE");
        command.add_option("--with", options.with, "and this one too")->type_name("STATE");
        command.add_option("--limit", options.limit, "At most N articles, 0 for all")
            ->type_name("N")
            ->capture_default_str();
        command.add_flag("--citation", options.citation, "Print only the line by which to cite this answer");
        add_answer_options(command, options.common, {"text", "json", "jsonl", "csv", "md", "html"}, "jsonl");
      },
      run_search);
}

}  // namespace chancery::cli
