// Lists of findings and articles, in pages.
#include <algorithm>

#include "answer/ask.h"
#include "answer/assemble.h"
#include "answer/list_request.h"
#include "answer/list_rows.h"
#include "answer/lists.h"
#include "answer/search.h"
#include "format/json_writer.h"
#include "serve/paging.h"
#include "serve/routes.h"

namespace chancery::serve {
namespace {

constexpr std::size_t kPage = 100;
constexpr std::size_t kMostOfPage = 1000;

answer::ListRequest list_request(Parameters& parameters) {
  answer::ListRequest request;
  request.actor = parameters.text("actor");
  request.with = parameters.text("with");
  request.types = parameters.list("type");
  request.areas = parameters.list("area");
  request.statuses = parameters.list("status");
  request.levels = parameters.list("level");
  request.modes = parameters.list("mode");
  request.person = parameters.text("person");
  request.since = parameters.day("since", false);
  request.until = parameters.day("until", true);
  request.published_since = parameters.day("published-since", false);
  request.published_until = parameters.day("published-until", true);
  request.min_confidence = parameters.share("min-confidence");
  return request;
}

Problem unpaged() { return bad_parameter("cursor", "cursor goes with format=json only: the others are not paged"); }

// A cell that holds text; "" for all others.
std::string_view text_at(const answer::Row& row, std::span<const std::string_view> columns, std::string_view name) {
  const auto at = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
  const auto* text = at < row.size() ? std::get_if<std::string>(&row[at]) : nullptr;
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

std::string identity_of(const answer::Row& row, std::span<const std::string_view> columns) {
  return short_hash({text_at(row, columns, "id"), text_at(row, columns, "article"), text_at(row, columns, "step"),
                     text_at(row, columns, "date_from")});
}

// Where a page begins and what it is cut from.
class Pager {
 public:
  Pager(Call& call, std::string question) : question_(std::move(question)), version_(call.version) {}

  // Problem where the cursor is none of ours or belongs to another question.
  [[nodiscard]] std::optional<Problem> start(const std::string& text) {
    if (text.empty()) return std::nullopt;
    cursor_ = decode_cursor(text);
    if (cursor_ && cursor_->question == question_) return std::nullopt;
    return bad_parameter("cursor",
                         "cursor does not belong to this question: take next_cursor from the page before, "
                         "and leave the other parameters as they were");
  }

  // How many rows to leave out; the place is looked up where the record has changed since the page before.
  [[nodiscard]] std::size_t offset(const std::vector<answer::Row>& rows, std::span<const std::string_view> columns) {
    if (!cursor_) return 0;
    std::size_t offset = static_cast<std::size_t>(std::min<std::uint64_t>(cursor_->offset, rows.size()));
    if (cursor_->version == version_) return offset;
    for (std::size_t at = 0; at < rows.size(); ++at) {
      if (identity_of(rows[at], columns) == cursor_->last) return at + 1;
    }
    return offset;
  }
  [[nodiscard]] std::size_t plain_offset() const { return cursor_ ? static_cast<std::size_t>(cursor_->offset) : 0; }

  [[nodiscard]] std::string next(std::size_t offset, const answer::Row& last,
                                 std::span<const std::string_view> columns) const {
    return encode_cursor({version_, offset, question_, identity_of(last, columns)});
  }

 private:
  std::string question_;
  std::uint64_t version_;
  std::optional<Cursor> cursor_;
};

// rows[begin, end) as one object, as the commands print it, with what leads on.
std::shared_ptr<Answer> page_of(std::string_view command, const answer::ExportFrame& frame,
                                const std::vector<answer::Row>& rows, std::size_t begin, std::size_t end,
                                std::span<const std::string_view> columns, std::optional<std::size_t> total,
                                const std::string& next) {
  std::string body = answer::json_head(command, frame);
  for (std::size_t at = begin; at < end; ++at) {
    if (at > begin) body += ",\n";
    body += answer::jsonl_row(columns, rows[at]);
    body.pop_back();
  }
  body += "\n],\"next_cursor\":";
  next.empty() ? body += "null" : body += "\"" + next + "\"";
  if (total) body += ",\"total\":" + std::to_string(*total);
  body += "}\n";
  auto answer = answer_with(std::move(body), "json", std::string(command));
  return answer;
}

// The rows that come last in time first; those without a date stay behind.
void turn_around(std::vector<answer::Row>& rows, std::span<const std::string_view> columns) {
  std::reverse(rows.begin(), rows.end());
  const std::string_view date = std::find(columns.begin(), columns.end(), "date_from") != columns.end()
                                    ? std::string_view("date_from")
                                    : std::string_view("period_from");
  std::stable_partition(rows.begin(), rows.end(),
                        [&](const answer::Row& row) { return !text_at(row, columns, date).empty(); });
}

Served<std::shared_ptr<Answer>> serve_list(answer::ExportKind kind, const std::string& command, Call& call) {
  Parameters& parameters = call.parameters;
  const answer::ListRequest request = list_request(parameters);
  const std::string format = parameters.one_of("format", {"json", "jsonl", "csv", "md", "html", "text"});
  const std::string order = parameters.one_of("order", {"oldest", "newest"});
  const std::size_t limit = parameters.count("limit", format == "json" ? kPage : 0, format == "json" ? 1 : 0,
                                             format == "json" ? kMostOfPage : 1'000'000);
  const std::string cursor = parameters.text("cursor");
  const auto today = kind == answer::ExportKind::timeline ? parameters.day("today", true) : std::nullopt;
  if (auto problem = parameters.done()) return std::unexpected(*std::move(problem));
  if (format != "json" && !cursor.empty()) return std::unexpected(unpaged());

  Record& record = call.desk.record();
  auto query = answer::list_query(kind, request, record, call.desk.knowledge());
  if (!query) return std::unexpected(problem_of(query.error()));
  const auto statistics = record.statistics();
  if (!statistics) return std::unexpected(problem_of(statistics.error()));
  RecordQuery with_limit = *query;
  if (format != "json") with_limit.limit = limit;
  answer::ExportFrame frame;
  frame.record_version = statistics->version;
  const std::string asked = answer::asked_text(command, with_limit);
  frame.citation = answer::citation(*statistics, asked);
  frame.today = answer::day_of_plans(today, *query, *statistics);
  Pager pager(call, short_hash({asked, order, today ? to_iso(*today) : std::string()}));
  if (auto problem = pager.start(cursor)) return std::unexpected(*std::move(problem));

  auto findings = answer::find_list(kind, *query, with_limit.limit, record);
  if (!findings) return std::unexpected(problem_of(findings.error()));
  const auto official = call.desk.statistics();
  if (!official) return std::unexpected(problem_of(official.error()));
  const answer::Wording& wording = call.desk.wording();
  if (format == "md" || format == "html" || format == "text") {
    const auto list = answer::list_document(kind, *query, *std::move(findings), frame, record, wording, *official);
    if (!list) return std::unexpected(problem_of(list.error()));
    return answer_with(rendered(*list, format), format, command);
  }
  if (auto done = answer::complete_frame(kind, *query, frame, *findings, record, wording, *official); !done) {
    return std::unexpected(problem_of(done.error()));
  }

  if (format == "csv" || format == "jsonl") {
    std::string body;
    const auto written = answer::write_rows(kind, command, format, *findings, frame, record, wording,
                                            [&body](std::string_view piece) { return body += piece, true; });
    if (!written) return std::unexpected(problem_of(written.error()));
    return answer_with(std::move(body), format, command);
  }
  const auto columns = answer::export_columns(kind);
  std::vector<answer::Row> rows;
  const auto taken = answer::each_row(kind, *findings, frame, record, wording,
                                      [&rows](answer::Row row) { return rows.push_back(std::move(row)), true; });
  if (!taken) return std::unexpected(problem_of(taken.error()));
  if (order == "newest") turn_around(rows, columns);
  const std::size_t begin = pager.offset(rows, columns);
  const std::size_t end = std::min(rows.size(), begin + limit);
  const std::string next = end < rows.size() ? pager.next(end, rows[end - 1], columns) : std::string();
  return page_of(command, frame, rows, begin, end, columns, rows.size(), next);
}

}  // namespace

Served<std::shared_ptr<Answer>> serve_timeline(Call& call) {
  return serve_list(answer::ExportKind::timeline, "timeline", call);
}
Served<std::shared_ptr<Answer>> serve_events(Call& call) {
  return serve_list(answer::ExportKind::events, "events", call);
}
Served<std::shared_ptr<Answer>> serve_agreements(Call& call) {
  return serve_list(answer::ExportKind::agreements, "agreements", call);
}
Served<std::shared_ptr<Answer>> serve_figures(Call& call) {
  return serve_list(answer::ExportKind::figures, "figures", call);
}
Served<std::shared_ptr<Answer>> serve_people(Call& call) {
  return serve_list(answer::ExportKind::people, "people", call);
}

Served<std::shared_ptr<Answer>> serve_search(Call& call) {
  Parameters& parameters = call.parameters;
  answer::SearchRequest request;
  request.words = parameters.text("q");
  request.actor = parameters.text("actor");
  request.with = parameters.text("with");
  request.published_since = parameters.day("published-since", false);
  request.published_until = parameters.day("published-until", true);
  const std::string format = parameters.one_of("format", {"json", "jsonl", "csv"});
  const std::size_t limit = parameters.count("limit", 20, 1, kMostOfPage);
  const std::string cursor = parameters.text("cursor");
  if (auto problem = parameters.done()) return std::unexpected(*std::move(problem));
  if (request.words.find_first_not_of(" \t\r\n\"*") == std::string::npos) {
    return std::unexpected(bad_parameter("q", "q holds no word to search for: give words, or \"phrases\" in quotes"));
  }
  Pager pager(call, short_hash({request.words, request.actor, request.with,
                                request.published_since ? to_iso(*request.published_since) : "",
                                request.published_until ? to_iso(*request.published_until) : ""}));
  if (auto problem = pager.start(cursor)) return std::unexpected(*std::move(problem));
  if (format != "json" && !cursor.empty()) return std::unexpected(unpaged());
  const std::size_t begin = pager.plain_offset();
  request.limit = 0;
  auto asked = answer::search_articles(request, call.desk.record(), call.desk.knowledge(), true);
  if (!asked) return std::unexpected(problem_of(asked.error()));
  request.limit = begin + limit + 1;  // one more tells whether there is a next page
  auto found = answer::search_articles(request, call.desk.record(), call.desk.knowledge());
  if (!found) return std::unexpected(problem_of(found.error()));
  found->frame = std::move(asked->frame);  // pages of one answer are cited alike
  if (format != "json") {
    if (found->passages.size() > limit) found->passages.resize(limit);
    return answer_with(answer::search_rows(*found, format), format, "search");
  }
  const auto columns = answer::export_columns(answer::ExportKind::search);
  std::vector<answer::Row> rows;
  for (const answer::FoundPassage& passage : found->passages)
    rows.push_back(answer::passage_row(passage, found->frame));
  const std::size_t end = std::min(rows.size(), begin + limit);
  const std::string next = end < rows.size() ? pager.next(end, rows[end - 1], columns) : std::string();
  return page_of("search", found->frame, rows, std::min(begin, end), end, columns, std::nullopt, next);
}

}  // namespace chancery::serve
