// The commands that list findings: one way of asking, one way of printing.
#include "answer/ask.h"
#include "answer/assemble.h"
#include "answer/list_request.h"
#include "answer/list_rows.h"
#include "cli/answer_options.h"
#include "cli/exit_codes.h"
#include "cli/statistics_options.h"

namespace chancery::cli {
namespace {

answer::ListRequest request_of(const ListOptions& options) {
  const FilterOptions& filter = options.common.filter;
  answer::ListRequest request;
  request.actor = options.actor;
  request.with = options.with;
  request.types = options.types;
  request.areas = options.areas;
  request.statuses = options.statuses;
  request.levels = options.levels;
  request.modes = options.modes;
  request.person = options.person;
  request.since = filter.since;
  request.until = filter.until;
  request.published_since = filter.published_since;
  request.published_until = filter.published_until;
  request.min_confidence = filter.min_confidence;
  return request;
}

}  // namespace

void add_list_options(CLI::App& command, ListOptions& options, bool actors_as_arguments) {
  if (actors_as_arguments) {
    command.add_option("A", options.actor, "A state or organisation: a code or an English name")
        ->required()
        ->type_name("STATE");
    command.add_option("B", options.with, "Another that takes part too")->type_name("STATE");
  } else {
    command.add_option("--actor", options.actor, "A state or organisation that takes part")->type_name("STATE");
    command.add_option("--with", options.with, "Another that takes part too")->type_name("STATE");
  }
  command.add_option("--type", options.types, "Event types (CONSULT), kinds of agreement (treaty), measures (exports)")
      ->delimiter(',');
  command.add_option("--area", options.areas, "Areas, by their ids (energy, transit)")->delimiter(',');
  command.add_option("--status", options.statuses, "happened, planned, habitual, denied, hypothetical")
      ->delimiter(',')
      ->check(CLI::IsMember({"happened", "planned", "habitual", "denied", "hypothetical"}));
  command.add_option("--level", options.levels, "Level of a contact: head-of-state to official")
      ->delimiter(',')
      ->check(
          CLI::IsMember({"head-of-state", "head-of-government", "minister", "parliament", "ambassador", "official"}));
  command.add_option("--mode", options.modes, "Modes of the codebook (visit, phone), and meet")->delimiter(',');
  command.add_option("--person", options.person, "A part of a person's name");
  command.add_option("--limit", options.limit, "Only the latest N")->type_name("N");
  command.add_flag("--citation", options.citation, "Print only the line by which to cite this answer");
}

int run_list(answer::ExportKind kind, const std::string& command, const ListOptions& options) {
  auto session = AnswerSession::open(options.common);
  if (!session) return report(session.error());
  Record& record = (*session)->record();
  auto query = answer::list_query(kind, request_of(options), record, (*session)->knowledge());
  if (!query) return report(query.error());
  const auto statistics = record.statistics();
  if (!statistics) return report(statistics.error());

  RecordQuery with_limit = *query;
  with_limit.limit = options.limit;
  answer::ExportFrame frame;
  frame.record_version = statistics->version;
  frame.citation = answer::citation(*statistics, answer::asked_text(command, with_limit));
  frame.today = answer::day_of_plans(options.today, *query, *statistics);
  if (options.citation) return print(frame.citation + "\n");

  auto findings = answer::find_list(kind, *query, options.limit, record);
  if (!findings) return report(findings.error());
  std::unique_ptr<Statistics> official;
  if (kind == answer::ExportKind::figures) {
    auto opened = open_statistics_if_there(options.common.statistics, (*session)->knowledge());
    if (!opened) return report(opened.error());
    official = *std::move(opened);
  }
  const answer::Wording& wording = (*session)->wording();
  const std::string& format = options.common.format;
  if (format == "csv" || format == "jsonl" || format == "json") {
    if (auto done = answer::complete_frame(kind, *query, frame, *findings, record, wording, official.get()); !done) {
      return report(done.error());
    }
    int code = kDone;
    const auto written = answer::write_rows(kind, command, format, *findings, frame, record, wording,
                                            [&code](std::string_view piece) { return (code = print(piece)) == kDone; });
    return written ? code : report(written.error());
  }
  const auto list = answer::list_document(kind, *query, *std::move(findings), frame, record, wording, official.get());
  return list ? print(render(*list, format)) : report(list.error());
}

}  // namespace chancery::cli
