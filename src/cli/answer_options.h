// What the commands that answer share: options, names of states, output.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "answer/export.h"
#include "answer/list_request.h"
#include "answer/phrases.h"
#include "answer/render.h"
#include "answer/wording.h"
#include "chancery/knowledge.h"
#include "chancery/record.h"
#include "cli/exit_codes.h"
#include "cli/options.h"

namespace chancery::cli {

// Options of every command that asks the record.
struct AnswerOptions {
  std::string record;
  std::string format;
  std::string phrases;     // a user's table of wordings
  std::string statistics;  // of the commands that show verdicts
  std::vector<std::string> actor_files;
  FilterOptions filter;
};
void add_answer_options(CLI::App& command, AnswerOptions& options, const std::vector<std::string>& formats,
                        const std::string& piped);

// Options of the lists, beside those of AnswerOptions.
struct ListOptions {
  AnswerOptions common;
  std::string actor;
  std::string with;
  std::vector<std::string> types, areas, statuses, levels, modes;
  std::string person;
  std::optional<Day> today;  // of a timeline
  std::size_t limit = 0;
  bool citation = false;
};
// All of them; the pair as --actor and --with, or as arguments A [B].
void add_list_options(CLI::App& command, ListOptions& options, bool actors_as_arguments);
// Carries the command out: gathers, and prints in the format asked for.
[[nodiscard]] int run_list(answer::ExportKind kind, const std::string& command, const ListOptions& options);

// Record, tables and wording, opened together.
class AnswerSession {
 public:
  [[nodiscard]] static Result<std::unique_ptr<AnswerSession>> open(const AnswerOptions& options);

  [[nodiscard]] Record& record() noexcept { return *record_; }
  [[nodiscard]] const Knowledge& knowledge() const noexcept { return *knowledge_; }
  [[nodiscard]] const answer::Wording& wording() const noexcept { return *wording_; }
  // The code of a state or organisation, also of one that only the record knows (a user's own, XAA). Error bad_usage
  // with the nearest names.
  [[nodiscard]] Result<std::string> resolve(const std::string& given);

 private:
  std::shared_ptr<const Knowledge> knowledge_;
  answer::Phrases phrases_;
  std::unique_ptr<Record> record_;
  std::optional<answer::Wording> wording_;
};

// Prints it with the option that is wrong, and gives the exit code.
ExitCode report(const answer::Complaint& complaint);

// As wide as the terminal, with colour where it is wanted.
[[nodiscard]] answer::TextStyle terminal_style();
// Renders in a format of text, md, html, json.
[[nodiscard]] std::string render(const answer::Document& document, const std::string& format);
// Writes to standard output; the exit code.
[[nodiscard]] int print(std::string_view text);

}  // namespace chancery::cli
