#include "answer/list_request.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "answer/assemble.h"
#include "answer/occurrences.h"
#include "answer/resolve_actor.h"
#include "answer/wording.h"
#include "knowledge/tables.h"

namespace chancery::answer {
namespace {

std::unexpected<Complaint> complain(std::string option, std::string message) {
  return std::unexpected(Complaint{std::move(option), Error{ErrorCode::bad_usage, std::move(message), {}, 0, 0, 0}});
}

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

const char* record_kind(ExportKind kind) {
  switch (kind) {
    case ExportKind::events: return "event";
    case ExportKind::agreements: return "agreement";
    case ExportKind::figures: return "figure";
    case ExportKind::people: return "office";
    case ExportKind::timeline:
    case ExportKind::search: break;
  }
  return "";
}

Asked<void> check_words(const char* option, const std::vector<std::string>& given,
                        std::span<const std::string_view> known) {
  for (const std::string& word : given) {
    if (std::find(known.begin(), known.end(), word) != known.end()) continue;
    return complain(option, word + " is none of " + join_names({known.begin(), known.end()}, 100));
  }
  return {};
}

constexpr auto kStatuses =
    std::to_array<std::string_view>({"happened", "planned", "habitual", "denied", "hypothetical"});
constexpr auto kLevels = std::to_array<std::string_view>(
    {"head-of-state", "head-of-government", "minister", "parliament", "ambassador", "official"});

Asked<void> check_areas(const std::vector<std::string>& given, const Knowledge& knowledge) {
  const auto& areas = knowledge.tables().areas;
  for (const std::string& area : given) {
    if (std::any_of(areas.begin(), areas.end(), [&](const auto& entry) { return entry.id == area; })) continue;
    std::vector<std::string> ids;
    for (const auto& entry : areas) {
      if (std::find(ids.begin(), ids.end(), entry.id) == ids.end()) ids.push_back(entry.id);
    }
    return complain("area", area + " is not in the table of areas: " + join_names(ids, 100));
  }
  return {};
}

}  // namespace

std::optional<Day> parse_day_month_or_year(std::string_view text, bool last) {
  using namespace std::chrono;
  if (const auto day = parse_iso_day(text)) return day;
  const std::string given(text);
  if (text.size() == 7 && parse_iso_day(given + "-01")) {
    const year_month_day first{*parse_iso_day(given + "-01")};
    return last ? Day{first.year() / first.month() / std::chrono::last} : Day{first};
  }
  if (text.size() == 4) return parse_iso_day(given + (last ? "-12-31" : "-01-01"));
  return std::nullopt;
}

Asked<RecordQuery> list_query(ExportKind kind, const ListRequest& request, Record& record, const Knowledge& knowledge) {
  RecordQuery query;
  query.kind = record_kind(kind);
  query.since = request.since;
  query.until = request.until;
  query.published_since = request.published_since;
  query.published_until = request.published_until;
  query.min_confidence = request.min_confidence;
  for (const auto& [option, given, code] :
       {std::tuple("actor", &request.actor, &query.actor), std::tuple("with", &request.with, &query.with)}) {
    if (given->empty()) continue;
    auto resolved = resolve_actor(knowledge, record, *given);
    if (!resolved) return std::unexpected(Complaint{option, std::move(resolved.error())});
    *code = *std::move(resolved);
  }
  if (query.actor.empty() && !query.with.empty()) std::swap(query.actor, query.with);
  if (!query.with.empty() && query.actor == query.with) {
    return complain("", "both names stand for " + query.actor + ": give two states, or one");
  }
  query.types = request.types;
  for (std::string& type : query.types) {
    const bool is_event = parse_event_type(upper(type)).has_value();
    if (kind == ExportKind::events && !is_event) {
      return complain("type", upper(type) + " is no event type of the codebook");
    }
    if (is_event && (kind == ExportKind::events || kind == ExportKind::timeline)) type = upper(type);
  }
  if (auto known = check_words("status", request.statuses, kStatuses); !known) return std::unexpected(known.error());
  if (auto known = check_words("level", request.levels, kLevels); !known) return std::unexpected(known.error());
  if (auto known = check_areas(request.areas, knowledge); !known) return std::unexpected(known.error());
  query.statuses = request.statuses;
  query.levels = request.levels;
  query.modes = request.modes;
  query.person = request.person;
  query.areas = request.areas;
  return query;
}

namespace {

// Of the latest of several kinds the latest of all; undated ones where there is room.
void keep_latest(std::vector<RecordedFinding>& findings, std::size_t limit) {
  const auto key = [](const RecordedFinding& finding) {
    std::optional<Day> last;
    for (const Occurrence& occurrence : finding.occurrences) {
      if (const auto& date = date_of(occurrence.finding)) last = std::max(last, std::optional(date->from));
    }
    return std::pair(last, std::string_view(finding.id));
  };
  if (findings.size() <= limit) return;
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const RecordedFinding& one, const RecordedFinding& other) { return key(other) < key(one); });
  findings.erase(findings.begin() + static_cast<std::ptrdiff_t>(limit), findings.end());
}

}  // namespace

Result<std::vector<RecordedFinding>> find_list(ExportKind kind, RecordQuery query, std::size_t limit, Record& record) {
  std::vector<RecordedFinding> findings;
  const auto kinds = kind == ExportKind::timeline ? std::vector<std::string>{"event", "agreement"}
                                                  : std::vector<std::string>{query.kind};
  // The latest are what one wants to see first.
  query.limit = limit;
  query.latest = true;
  for (const std::string& one : kinds) {
    query.kind = one;
    auto found = record.find(query);
    if (!found) return found;
    std::move(found->begin(), found->end(), std::back_inserter(findings));
  }
  if (limit > 0) keep_latest(findings, limit);
  if (kinds.size() > 1) {
    const auto day = [](const RecordedFinding& finding) {
      const auto date = narrowest_date(finding);
      return date ? date->from : Day::max();
    };
    std::stable_sort(findings.begin(), findings.end(), [&](const RecordedFinding& one, const RecordedFinding& other) {
      return std::pair(day(one), std::string_view(one.id)) < std::pair(day(other), std::string_view(other.id));
    });
  }
  return findings;
}

std::string asked_text(std::string_view command, const RecordQuery& query) {
  std::string asked(command);
  if (!query.actor.empty()) asked += " --actor " + query.actor;
  if (!query.with.empty()) asked += " --with " + query.with;
  return asked + filter_text(query);
}

std::optional<Day> day_of_plans(const std::optional<Day>& asked, const RecordQuery& query,
                                const RecordStatistics& statistics) {
  if (asked) return asked;
  if (query.published_until) return query.published_until;
  return query.until ? query.until : statistics.last_published;
}

}  // namespace chancery::answer
