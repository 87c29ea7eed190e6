// The commands that list findings: one way of asking, one way of printing.
#include <algorithm>

#include "answer/assemble.h"
#include "answer/lists.h"
#include "cli/answer_options.h"
#include "cli/exit_codes.h"
#include "knowledge/tables.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kChunk = 256;  // findings whose articles are held at a time while exporting

Error bad_usage(std::string message) { return Error{ErrorCode::bad_usage, std::move(message), {}, 0, 0, 0}; }

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

const char* record_kind(answer::ExportKind kind) {
  switch (kind) {
    case answer::ExportKind::events: return "event";
    case answer::ExportKind::agreements: return "agreement";
    case answer::ExportKind::figures: return "figure";
    case answer::ExportKind::people: return "office";
    case answer::ExportKind::timeline:
    case answer::ExportKind::search: break;
  }
  return "";
}

// The query that the options ask for; wrong words are refused before the record is asked, so that a slip of the pen
// does not look like an empty record.
Result<RecordQuery> query_of(answer::ExportKind kind, const ListOptions& options, AnswerSession& session) {
  RecordQuery query;
  apply(options.common.filter, query);
  query.kind = record_kind(kind);
  for (const auto& [given, code] : {std::pair(&options.actor, &query.actor), std::pair(&options.with, &query.with)}) {
    if (given->empty()) continue;
    auto resolved = session.resolve(*given);
    if (!resolved) return std::unexpected(std::move(resolved.error()));
    *code = *std::move(resolved);
  }
  if (query.actor.empty() && !query.with.empty()) std::swap(query.actor, query.with);
  if (!query.with.empty() && query.actor == query.with) {
    return std::unexpected(bad_usage("both names stand for " + query.actor + ": give two states, or one"));
  }
  query.types = options.types;
  if (kind == answer::ExportKind::events) {
    for (std::string& type : query.types) {
      type = upper(type);
      if (!parse_event_type(type))
        return std::unexpected(bad_usage("--type " + type + " is no event type of the codebook"));
    }
  } else if (kind == answer::ExportKind::timeline) {
    for (std::string& type : query.types) {
      if (parse_event_type(upper(type))) type = upper(type);
    }
  }
  query.statuses = options.statuses;
  query.levels = options.levels;
  query.modes = options.modes;
  query.person = options.person;
  query.areas = options.areas;
  const auto& areas = session.knowledge().tables().areas;
  for (const std::string& area : query.areas) {
    const bool known = std::any_of(areas.begin(), areas.end(), [&](const auto& entry) { return entry.id == area; });
    if (known) continue;
    std::vector<std::string> ids;
    for (const auto& entry : areas) {
      if (std::find(ids.begin(), ids.end(), entry.id) == ids.end()) ids.push_back(entry.id);
    }
    return std::unexpected(
        bad_usage("--area " + area + " is not in the table of areas: " + answer::join_names(ids, 100)));
  }
  return query;
}

Result<std::vector<RecordedFinding>> find_all(answer::ExportKind kind, RecordQuery query, std::size_t limit,
                                              Record& record) {
  std::vector<RecordedFinding> findings;
  const auto kinds = kind == answer::ExportKind::timeline ? std::vector<std::string>{"event", "agreement"}
                                                          : std::vector<std::string>{query.kind};
  for (const std::string& one : kinds) {
    query.kind = one;
    auto found = record.find(query);
    if (!found) return found;
    std::move(found->begin(), found->end(), std::back_inserter(findings));
  }
  if (kinds.size() > 1) {
    const auto day = [](const RecordedFinding& finding) {
      const auto date = answer::narrowest_date(finding);
      return date ? date->from : Day::max();
    };
    std::stable_sort(findings.begin(), findings.end(), [&](const RecordedFinding& one, const RecordedFinding& other) {
      return std::pair(day(one), std::string_view(one.id)) < std::pair(day(other), std::string_view(other.id));
    });
  }
  // The latest are what one wants to see first, so a limit keeps the end.
  if (limit > 0 && findings.size() > limit) {
    findings.erase(findings.begin(), findings.end() - static_cast<std::ptrdiff_t>(limit));
  }
  return findings;
}

// Puts rows with a date in its order, those without one last.
void sort_by_date(std::vector<answer::Row>& rows, std::span<const std::string_view> columns) {
  const auto at = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), "date_from") - columns.begin());
  const auto day = [at](const answer::Row& row) {
    const auto* text = at < row.size() ? std::get_if<std::string>(&row[at]) : nullptr;
    return text == nullptr || text->empty() ? std::string_view("~") : std::string_view(*text);
  };
  std::stable_sort(rows.begin(), rows.end(), [&](const auto& one, const auto& other) { return day(one) < day(other); });
}

// Rows in csv, jsonl or json, articles fetched in pieces so that memory stays bounded by the findings alone. A
// timeline's rows are sorted first: the steps of one agreement stand among the events of their days.
int export_rows(answer::ExportKind kind, const std::string& command, const std::string& format,
                const std::vector<RecordedFinding>& findings, const answer::ExportFrame& frame,
                AnswerSession& session) {
  const auto columns = answer::export_columns(kind);
  std::string out;
  if (format == "csv") out = answer::csv_header(columns);
  if (format == "json") out = answer::json_head(command, frame);
  bool first = true;
  const auto append = [&](const answer::Row& row) {
    if (format == "csv") {
      out += answer::csv_row(row);
    } else {
      std::string line = answer::jsonl_row(columns, row);
      if (format == "json") {
        line.pop_back();
        if (!first) out += ",\n";
      }
      out += line;
    }
    first = false;
  };
  std::vector<answer::Row> sorted;
  for (std::size_t begin = 0; begin < findings.size(); begin += kChunk) {
    const std::span<const RecordedFinding> chunk(&findings[begin], std::min(kChunk, findings.size() - begin));
    answer::ArticleMap articles;
    if (auto fetched = answer::fetch_articles(session.record(), chunk, articles); !fetched)
      return report(fetched.error());
    for (const RecordedFinding& finding : chunk) {
      for (answer::Row& row : answer::export_rows(kind, finding, articles, session.wording(), frame)) {
        if (kind == answer::ExportKind::timeline)
          sorted.push_back(std::move(row));
        else
          append(row);
      }
    }
    if (const int code = print(out); code != kDone) return code;
    out.clear();
  }
  sort_by_date(sorted, columns);
  for (const answer::Row& row : sorted) append(row);
  if (format == "json") out += answer::json_tail();
  return out.empty() ? kDone : print(out);
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
  auto query = query_of(kind, options, **session);
  if (!query) return report(query.error());
  const auto statistics = (*session)->record().statistics();
  if (!statistics) return report(statistics.error());

  std::string asked = command;
  if (!query->actor.empty()) asked += " --actor " + query->actor;
  if (!query->with.empty()) asked += " --with " + query->with;
  RecordQuery with_limit = *query;
  with_limit.limit = options.limit;
  answer::ExportFrame frame;
  frame.record_version = statistics->version;
  frame.citation = answer::citation(*statistics, asked + answer::filter_text(with_limit));
  if (options.citation) return print(frame.citation + "\n");

  auto findings = find_all(kind, *query, options.limit, (*session)->record());
  if (!findings) return report(findings.error());
  const std::string& format = options.common.format;
  if (format == "csv" || format == "jsonl" || format == "json") {
    if (kind == answer::ExportKind::figures) frame.contradictions = answer::contradictions_among(*findings);
    return export_rows(kind, command, format, *findings, frame, **session);
  }
  answer::ListMaterial material;
  if (!query->actor.empty()) material.actors.push_back(query->actor);
  if (!query->with.empty()) material.actors.push_back(query->with);
  material.findings = *std::move(findings);
  material.record_version = frame.record_version;
  material.citation = frame.citation;
  if (auto fetched = answer::fetch_articles((*session)->record(), material.findings, material.articles); !fetched) {
    return report(fetched.error());
  }
  return print(render(answer::build_list(kind, material, (*session)->wording()), format));
}

}  // namespace chancery::cli
