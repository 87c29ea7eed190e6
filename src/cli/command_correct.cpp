// `correct`: says of findings that they are wrong, or right; `corrections`: what was said.
#include <cstdio>
#include <string>
#include <vector>

#include "answer/correction_list.h"
#include "chancery/corrections.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/refusals.h"
#include "cli/terminal.h"

namespace chancery::cli {
namespace {

struct CorrectOptions {
  std::vector<std::string> ids;
  std::string record;
  bool wrong = false;
  bool right = false;
  std::string by;
  std::string note;
};

int run_correct(const CorrectOptions& options) {
  if (!options.wrong && !options.right) {
    return report(Error{.code = ErrorCode::bad_usage, .message = "say --wrong or --right"});
  }
  if (auto there = open_record(options.record); !there) return report(there.error());
  auto corrections = Corrections::open(record_location(options.record));
  if (!corrections) return report(corrections.error());
  Refusals refusals;
  for (const std::string& id : options.ids) {
    const auto tellings = (*corrections)->add(id, {options.wrong, options.by, options.note, ""});
    if (tellings) {
      std::fprintf(stderr, "chancery: %s is %s as %zu %s it\n", id.c_str(), options.wrong ? "wrong" : "right",
                   *tellings, *tellings == 1 ? "article tells" : "articles tell");
      continue;
    }
    if (tellings.error().code != ErrorCode::not_found) return report(tellings.error());
    refusals.add(tellings.error());
  }
  return refusals.count() > 0 ? kSomeRefused : kDone;
}

struct CorrectionsOptions {
  std::string record;
  std::string format;
};

int run_corrections(const CorrectionsOptions& options) {
  auto record = open_record(options.record);
  if (!record) return report(record.error());
  auto corrections = Corrections::open(record_location(options.record));
  if (!corrections) return report(corrections.error());
  const auto list = (*corrections)->list();
  if (!list) return report(list.error());
  std::string out;
  for (const RecordedCorrection& one : *list) {
    if (options.format == "text") {
      out += answer::correction_line(one) + "\n";
    } else if (options.format == "json") {
      out += (out.empty() ? "[" : ",\n") + answer::correction_row(one);
    } else {
      const auto article = (*record)->article(one.article_id);
      if (!article && article.error().code == ErrorCode::not_found) continue;
      if (!article) return report(article.error());
      out += answer::correction_gold(one, *article);
    }
  }
  if (options.format == "json") out += out.empty() ? "[]\n" : "]\n";
  return write_output(out) ? kDone : kFault;
}

}  // namespace

void add_correct_command(CLI::App& app, Action& action) {
  add_command<CorrectOptions>(
      app, action, "correct", "Says of findings that they are wrong, or right, with a name and a reason",
      "chancery correct EZZCND88Q4V --wrong --by 'Anna Berg' --note 'the visit was called off'",
      [](CLI::App& command, CorrectOptions& options) {
        command.add_option("id", options.ids, "Findings (EZZCND88Q4V), or single tellings of them (a1/3)")->required();
        add_record_option(command, options.record);
        auto* wrong =
            command.add_flag("--wrong", options.wrong, "The article does not say so: leave it out of answers");
        command.add_flag("--right", options.right, "It does: overrules an earlier --wrong, or confirms the reader")
            ->excludes(wrong);
        command.add_option("--by", options.by, "Who says so")->required()->type_name("NAME");
        command.add_option("--note", options.note, "Why")->type_name("TEXT");
      },
      run_correct);
}

void add_corrections_command(CLI::App& app, Action& action) {
  add_command<CorrectionsOptions>(
      app, action, "corrections", "What people have said of findings; as JSON Lines gold for `evaluate`",
      "chancery corrections\n  chancery corrections --format jsonl > gold.jsonl",
      [](CLI::App& command, CorrectionsOptions& options) {
        add_record_option(command, options.record);
        add_format_option(command, options.format, {"text", "json", "jsonl"}, "text");
      },
      run_corrections);
}

}  // namespace chancery::cli
