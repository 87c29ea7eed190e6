// `check PATH...`: the claims of articles against official statistics of both sides.
#include <cstdio>
#include <string>
#include <vector>

#include "answer/ask.h"
#include "chancery/reader.h"
#include "cli/answer_options.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/refusals.h"
#include "cli/statistics_options.h"
#include "cli/terminal.h"
#include "read/article_source.h"

namespace chancery::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> paths;
  std::string statistics;
  std::string format;
  std::vector<std::string> actors;
  double min_confidence = 0;
  TierOption tier;
};

class Printer {
 public:
  Printer(const std::string& format, const answer::Wording& wording) : format_(format), wording_(wording) {}

  int begin() { return format_ == "html" ? print(answer::check_html_head()) : kDone; }

  int take(const answer::CheckedArticle& checked) {
    if (format_ == "json") {
      lines_.push_back(answer::check_jsonl(checked, wording_.knowledge()));
      return kDone;
    }
    if (format_ == "jsonl") return print(answer::check_jsonl(checked, wording_.knowledge()));
    if (format_ == "md") return print(answer::check_markdown(checked, wording_));
    if (format_ == "html") return print(answer::check_html(checked, wording_));
    const std::string gap = first_ ? "" : "\n\n";
    first_ = false;
    return print(gap + answer::check_text(checked, wording_, terminal_style()));
  }

  int end() {
    if (format_ == "html") return print(answer::check_html_tail());
    return format_ == "json" ? print(answer::check_json(lines_)) : kDone;
  }

 private:
  std::string format_;
  const answer::Wording& wording_;
  std::vector<std::string> lines_;
  bool first_ = true;
};

int run_check(const CheckOptions& options) {
  const auto knowledge = load_knowledge(options.actors);
  if (!knowledge) return report(knowledge.error());
  const auto encoder = load_encoder(options.tier, 1);
  if (!encoder) return report(encoder.error());
  const auto statistics = open_statistics(options.statistics, **knowledge);
  if (!statistics) return report(statistics.error());
  const auto phrases = answer::Phrases::built_in();
  if (!phrases) return report(phrases.error());
  const answer::Wording wording(**knowledge, *phrases);
  const auto headings = statistics::HeadingNames::load();
  if (!headings) return report(headings.error());
  if (options.paths.size() == 1 && options.paths.front() == "-" && input_is_terminal())
    std::fprintf(stderr, "chancery: reading from the terminal (end with Ctrl-D)\n");

  Reader reader(*knowledge, ReaderOptions{options.min_confidence, *encoder});
  Checker checker(**statistics, **knowledge);
  read::ArticleSource source(options.paths, {});
  Refusals refusals;
  Printer printer(options.format, wording);
  if (const int code = printer.begin(); code != kDone) return code;
  while (auto chunk = source.next()) {
    for (const read::RawArticle& raw : chunk->articles) {
      auto article = read::make_article(*chunk, raw);
      if (!article) {
        refusals.add(article.error());
        continue;
      }
      auto checked = answer::check_article(*std::move(article), reader, checker, *headings);
      if (!checked) return report(checked.error());
      if (const int code = printer.take(*checked); code != kDone) return code;
    }
  }
  if (const int code = printer.end(); code != kDone) return code;
  if (refusals.count() > 0) {
    std::fprintf(stderr, "chancery: %s\n", refusals.summary().c_str());
    return kSomeRefused;
  }
  return kDone;
}

}  // namespace

void add_check_command(CLI::App& app, Action& action) {
  add_command<CheckOptions>(
      app, action, "check", "An article's figures, goods and visa claims against official statistics of both sides",
      "chancery statistics load totals.csv wits.csv && chancery check report.txt\n  chancery check --format jsonl - < "
      "report.txt",
      [](CLI::App& command, CheckOptions& options) {
        command.add_option("path", options.paths, "Files or folders, as `read` takes them; - for standard input")
            ->required()
            ->type_name("PATH");
        add_statistics_option(command, options.statistics);
        add_format_option(command, options.format, {"text", "json", "jsonl", "md", "html"}, "text");
        add_confidence_option(command, options.min_confidence);
        add_tier_option(command, options.tier);
        add_actors_option(command, options.actors);
      },
      run_check);
}

}  // namespace chancery::cli
