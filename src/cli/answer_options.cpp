#include "cli/answer_options.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

#include "answer/resolve_actor.h"
#include "cli/exit_codes.h"
#include "cli/load_phrases.h"
#include "cli/terminal.h"

namespace chancery::cli {
namespace {

Error bad_usage(std::string message) { return Error{ErrorCode::bad_usage, std::move(message), {}, 0, 0, 0}; }

}  // namespace

Result<answer::Phrases> load_phrases(const std::string& path) {
  auto phrases = answer::Phrases::built_in();
  if (!phrases || path.empty()) return phrases;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::unexpected(bad_usage("cannot open the phrases of --phrases " + path));
  const std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  auto own = answer::Phrases::parse(content, path);
  if (!own) {
    own.error().code = ErrorCode::bad_usage;  // an argument of the user's, not an input among many
    return own;
  }
  phrases->overlay(*own);
  return phrases;
}

void add_answer_options(CLI::App& command, AnswerOptions& options, const std::vector<std::string>& formats,
                        const std::string& piped) {
  add_format_option(command, options.format, formats, piped);
  add_record_option(command, options.record);
  add_filter_options(command, options.filter);
  add_actors_option(command, options.actor_files);
  command.add_option("--phrases", options.phrases, "A table of your own wordings, in the form of data/phrases.csv")
      ->type_name("FILE");
}

Result<std::unique_ptr<AnswerSession>> AnswerSession::open(const AnswerOptions& options) {
  auto session = std::make_unique<AnswerSession>();
  auto knowledge = load_knowledge(options.actor_files);
  if (!knowledge) return std::unexpected(std::move(knowledge.error()));
  session->knowledge_ = *std::move(knowledge);
  auto phrases = load_phrases(options.phrases);
  if (!phrases) return std::unexpected(std::move(phrases.error()));
  session->phrases_ = *std::move(phrases);
  auto record = open_record(options.record);
  if (!record) return std::unexpected(std::move(record.error()));
  session->record_ = *std::move(record);
  session->wording_.emplace(*session->knowledge_, session->phrases_);
  return session;
}

Result<std::string> AnswerSession::resolve(const std::string& given) {
  return answer::resolve_actor(*knowledge_, *record_, given);
}

ExitCode report(const answer::Complaint& complaint) {
  Error error = complaint.error;
  // "--area enrgy is not in ..."; names of states stand in quotes and need no option.
  if (!complaint.option.empty() && !error.message.starts_with('"')) {
    error.message = "--" + complaint.option + " " + error.message;
  }
  return report(error);
}

answer::TextStyle terminal_style() {
  return {static_cast<std::size_t>(std::max(output_width(), 40)), output_has_colour()};
}

std::string render(const answer::Document& document, const std::string& format) {
  if (format == "json") return render_json(document);
  if (format == "md") return render_markdown(document);
  if (format == "html") return render_html(document);
  return render_text(document, terminal_style());
}

int print(std::string_view text) {
  if (write_output(text)) return kDone;
  std::fprintf(stderr, "chancery: standard output cannot be written: %s\n", std::strerror(errno));
  return kFault;
}

}  // namespace chancery::cli
