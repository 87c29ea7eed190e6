// The commands that list findings: one way of asking, one way of printing.
#include "answer/assemble.h"
#include "answer/list_request.h"
#include "answer/list_rows.h"
#include "answer/lists.h"
#include "answer/verdicts.h"
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

// What official statistics say of the figures; nothing where none are loaded.
Result<std::map<std::string, answer::FigureVerdict>> verdicts_of(const ListOptions& options,
                                                                 const std::vector<RecordedFinding>& findings,
                                                                 AnswerSession& session) {
  const auto statistics = open_statistics_if_there(options.common.statistics, session.knowledge());
  if (!statistics) return std::unexpected(statistics.error());
  if (*statistics == nullptr) return std::map<std::string, answer::FigureVerdict>{};
  answer::ArticleMap articles;
  if (auto fetched = answer::fetch_articles(session.record(), findings, articles); !fetched)
    return std::unexpected(fetched.error());
  return answer::verdicts_of(findings, articles, **statistics, session.wording());
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
  std::vector<LearntTenure> learnt;
  if (kind == answer::ExportKind::people) {
    auto tenures = record.tenures(query->actor, true);
    if (!tenures) return report(tenures.error());
    learnt = *std::move(tenures);
  }
  const std::string& format = options.common.format;
  if (format == "csv" || format == "jsonl" || format == "json") {
    frame.learnt = learnt;
    if (kind == answer::ExportKind::figures) {
      frame.contradictions = answer::contradictions_among(*findings);
      auto verdicts = verdicts_of(options, *findings, **session);
      if (!verdicts) return report(verdicts.error());
      frame.verdicts = *std::move(verdicts);
    }
    int code = kDone;
    const auto written = answer::write_rows(kind, command, format, *findings, frame, record, (*session)->wording(),
                                            [&code](std::string_view piece) { return (code = print(piece)) == kDone; });
    return written ? code : report(written.error());
  }
  answer::ListMaterial material;
  if (!query->actor.empty()) material.actors.push_back(query->actor);
  if (!query->with.empty()) material.actors.push_back(query->with);
  material.findings = *std::move(findings);
  material.learnt = std::move(learnt);
  material.record_version = frame.record_version;
  material.citation = frame.citation;
  material.today = frame.today;
  if (auto fetched = answer::fetch_articles(record, material.findings, material.articles); !fetched) {
    return report(fetched.error());
  }
  if (auto fetched = answer::fetch_stories(record, material.articles, material.stories); !fetched) {
    return report(fetched.error());
  }
  answer::Document list = answer::build_list(kind, material, (*session)->wording());
  if (kind == answer::ExportKind::figures) {
    const auto verdicts = verdicts_of(options, material.findings, **session);
    if (!verdicts) return report(verdicts.error());
    answer::attach_verdicts(list, *verdicts);
  }
  return print(render(list, format));
}

}  // namespace chancery::cli
