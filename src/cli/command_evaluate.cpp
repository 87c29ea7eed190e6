// `evaluate`: precision, recall and F1 on annotated data. The kind of gold is told by the file's first line.
#include <fstream>
#include <string>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "evaluate/corrections.h"
#include "evaluate/event_clusters.h"
#include "evaluate/readouts.h"
#include "evaluate/relation_evaluation.h"
#include "evaluate/report.h"
#include "evaluate/stories.h"

namespace chancery::cli {
namespace {

struct EvaluateOptions {
  std::string gold;
  std::size_t folds = 0;
  std::string train;
  std::uint64_t seed = 1;
  bool errors = false;
  bool stories = false;
  std::string format;
  TierOption tier;
};

template <typename Evaluation>
int print(const Result<Evaluation>& evaluation, const EvaluateOptions& options) {
  if (!evaluation) return report(evaluation.error());
  const std::string out = options.format == "json" ? evaluate::to_json(*evaluation, options.errors)
                                                   : evaluate::to_text(*evaluation, options.errors);
  return write_output(out) ? kDone : kFault;
}

int run_evaluate(const EvaluateOptions& options) {
  if (options.stories) {
    if (options.folds != 0 || !options.train.empty()) {
      return report(Error{.code = ErrorCode::bad_usage,
                          .message = "--folds and --train are for sentences with a type",
                          .file = options.gold});
    }
    return print(evaluate::evaluate_stories(options.gold, options.seed), options);
  }
  std::string first_line;
  std::ifstream in(options.gold, std::ios::binary);
  if (!in) return report(Error{.code = ErrorCode::unreadable, .message = "cannot be opened", .file = options.gold});
  std::getline(in, first_line);
  in.close();
  const auto encoder = load_encoder(options.tier, 1);
  if (!encoder) return report(encoder.error());
  if (evaluate::looks_like_relation_gold(first_line)) {
    return print(evaluate::evaluate_relations(options.gold, {options.folds, options.train, options.seed, *encoder}),
                 options);
  }
  if (evaluate::looks_like_corrections(first_line)) {
    if (options.folds != 0 || !options.train.empty()) {
      return report(Error{.code = ErrorCode::bad_usage,
                          .message = "--folds and --train are for sentences with a type",
                          .file = options.gold});
    }
    const auto knowledge = load_knowledge({});
    if (!knowledge) return report(knowledge.error());
    return print(evaluate::evaluate_corrections(options.gold, *knowledge, options.seed, {0, *encoder}), options);
  }
  if (evaluate::looks_like_clusters(first_line)) {
    if (options.folds != 0 || !options.train.empty()) {
      return report(Error{.code = ErrorCode::bad_usage,
                          .message = "--folds and --train are for sentences with a type",
                          .file = options.gold});
    }
    const auto knowledge = load_knowledge({});
    if (!knowledge) return report(knowledge.error());
    return print(evaluate::evaluate_clusters(options.gold, *knowledge, {0, *encoder}), options);
  }
  if (evaluate::looks_like_readouts(first_line)) {
    if (options.folds != 0 || !options.train.empty()) {
      return report(Error{.code = ErrorCode::bad_usage,
                          .message = "--folds and --train are for sentences with a type",
                          .file = options.gold});
    }
    const auto knowledge = load_knowledge({});
    if (!knowledge) return report(knowledge.error());
    return print(evaluate::evaluate_readouts(options.gold, *knowledge, options.seed, {0, *encoder}), options);
  }
  return report(Error{
      .code = ErrorCode::bad_usage,
      .message = "no gold that evaluate knows: sentences with <s> and <t> and a type (TSV with a header, JSON "
                 "Lines), sentences with a class 0 to 4 (TSV), articles with text and the event they report, readouts "
                 "with title and text, or corrections (JSON Lines)",
      .file = options.gold});
}

}  // namespace

void add_evaluate_command(CLI::App& app, Action& action) {
  add_command<EvaluateOptions>(
      app, action, "evaluate", "Precision, recall and F1 on annotated data",
      "chancery evaluate sentences.tsv --folds 5",
      [](CLI::App& command, EvaluateOptions& options) {
        command
            .add_option("gold", options.gold,
                        "Annotated sentences, readouts, articles labelled with the event they report, or corrections")
            ->required()
            ->type_name("PATH");
        command.add_option("--folds", options.folds,
                           "Cross-validate on the gold itself; texts that repeat share a fold");
        command.add_option("--train", options.train, "Train on these sentences instead of taking the released model");
        command.add_option("--seed", options.seed, "Of the folds and of the bootstrap intervals")
            ->capture_default_str();
        command.add_flag("--stories", options.stories,
                         "Of any articles (JSON Lines): are reprints found, on variants made of the articles");
        command.add_flag("--errors", options.errors, "List what was answered wrongly");
        add_tier_option(command, options.tier);
        add_format_option(command, options.format, {"text", "json"}, "text");
      },
      run_evaluate);
}

}  // namespace chancery::cli
