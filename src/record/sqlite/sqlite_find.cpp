// Finding findings: which, in what order, with what they say.
//
// A record may hold millions of occurrences, each with a kilobyte of JSON. So the findings are chosen first, by the
// narrow indices occurrences_facts and occurrences_day alone; only what was chosen is read. SQLite takes CROSS JOIN as
// an order to join as written (sqlite.org/optoverview.html#manual_control_of_query_plans_using_cross_join).
#include <algorithm>
#include <limits>
#include <unordered_set>

#include "format/finding_json.h"
#include "record/finding_identity.h"
#include "record/sqlite/sqlite_record.h"

namespace chancery::record {
namespace {

Error not_found(std::string message) {
  Error error;
  error.code = ErrorCode::not_found;
  error.message = std::move(message);
  return error;
}

// Conditions in SQL with their values, numbered as they come.
class Conditions {
 public:
  // `condition` has one '?' for the value.
  void add(std::string_view condition, std::string value) {
    append(condition);
    values_.emplace_back(std::move(value));
  }
  void add(std::string_view condition, std::int64_t value) {
    append(condition);
    values_.emplace_back(value);
  }
  void add(std::string_view condition, double value) {
    append(condition);
    values_.emplace_back(value);
  }
  void add(std::string_view condition) { append(condition); }
  void add_one_of(std::string_view column, const std::vector<std::string>& values) {
    if (values.empty()) return;
    sql_.append(" AND ").append(column).append(" IN (");
    for (std::size_t i = 0; i < values.size(); ++i) {
      sql_ += i == 0 ? "?" : ", ?";
      values_.emplace_back(values[i]);
    }
    sql_ += ")";
  }
  [[nodiscard]] const std::string& sql() const noexcept { return sql_; }
  void bind_to(Query& query, int& index) const {
    for (const auto& value : values_) {
      std::visit([&](const auto& held) { query.bind(index++, held); }, value);
    }
  }

 private:
  void append(std::string_view condition) { sql_.append(" AND ").append(condition); }
  std::string sql_;
  std::vector<std::variant<std::string, std::int64_t, double>> values_;
};

std::int64_t days(Day day) { return day.time_since_epoch().count(); }

// Of which occurrences a finding needs one.
Conditions conditions_of_finding(const RecordQuery& query) {
  Conditions conditions;
  // Only event types are in capitals: most other kinds are passed over without a look at their findings.
  if (query.kind == "event") conditions.add("o.type >= ? AND o.type < 'a'", "A");
  conditions.add_one_of("o.type", query.types);
  conditions.add_one_of("o.status", query.statuses);
  conditions.add_one_of("o.level", query.levels);
  conditions.add_one_of("o.mode", query.modes);
  if (query.since) conditions.add("o.until >= ?", days(*query.since));
  if (query.until) conditions.add("o.since <= ?", days(*query.until));
  return conditions;
}

// Which of their occurrences count as evidence at all.
Conditions conditions_of_occurrence(const RecordQuery& query) {
  Conditions conditions;
  if (query.published_since) conditions.add("a.published >= ?", days(*query.published_since));
  if (query.published_until) conditions.add("a.published <= ?", days(*query.published_until));
  if (query.min_confidence > 0) conditions.add("o.confidence >= ?", query.min_confidence);
  conditions.add("NOT EXISTS (SELECT 1 FROM judged_occurrences j WHERE j.occurrence = o.key AND j.wrong = 1)");
  return conditions;
}

bool has_area(const RecordedFinding& finding, const std::vector<std::string>& areas) {
  return std::any_of(finding.occurrences.begin(), finding.occurrences.end(), [&](const Occurrence& occurrence) {
    const std::vector<std::string> found = traits_of(occurrence.finding).areas;
    return std::find_first_of(found.begin(), found.end(), areas.begin(), areas.end()) != found.end();
  });
}

bool has_person(const RecordedFinding& finding, const std::string& person) {
  return std::any_of(finding.occurrences.begin(), finding.occurrences.end(),
                     [&](const Occurrence& occurrence) { return names_person(occurrence.finding, person); });
}

// The first day of the earliest occurrence; the end of time where none has a date.
Day sort_day(const RecordedFinding& finding) {
  Day first = Day::max();
  for (const Occurrence& occurrence : finding.occurrences) {
    if (const auto date = traits_of(occurrence.finding).date) first = std::min(first, date->from);
  }
  return first;
}

// All occurrences of the groups to which the findings of the query `keys` belong, together with those that are alone.
std::string occurrences_of(std::string_view keys) {
  std::string sql = "WITH wanted(key) AS (SELECT DISTINCT ifnull(g.head, k.key) FROM (";
  sql.append(keys);
  sql.append(
      ") k LEFT JOIN finding_groups g ON g.finding = k.key), "
      "member(head, key, dispute) AS (SELECT w.key, ifnull(g.finding, w.key), ifnull(g.dispute, '') "
      "FROM wanted w LEFT JOIN finding_groups g ON g.head = w.key) "
      "SELECT f.key, f.id, f.kind, m.dispute, a.id, o.number, o.json FROM member m CROSS JOIN findings f ON f.key = "
      "m.head "
      "CROSS JOIN occurrences o INDEXED BY occurrences_facts ON o.finding = m.key "
      "CROSS JOIN articles a INDEXED BY articles_facts ON a.key = o.article WHERE 1");
  return sql;
}
constexpr std::string_view kOccurrenceOrder = " ORDER BY f.key, a.published IS NULL, a.published, a.id, o.number";

// Rows of occurrences_of in kOccurrenceOrder, gathered by finding.
Result<std::vector<RecordedFinding>> gather(Query& query) {
  std::vector<RecordedFinding> findings;
  std::int64_t last_key = -1;
  while (query.step()) {
    if (query.integer(0) != last_key) {
      last_key = query.integer(0);
      findings.push_back({std::string(query.text(1)), std::string(query.text(2)), {}, std::string(query.text(3))});
    }
    auto finding = format::parse_finding(query.text(6));
    if (!finding) {
      Error error = std::move(finding.error());
      error.code = ErrorCode::record_failed;
      error.message = "the record holds a finding that cannot be read: " + error.message;
      return std::unexpected(std::move(error));
    }
    std::string article_id(query.text(4));
    std::string local_id = article_id + "/" + std::to_string(query.integer(5));
    findings.back().occurrences.push_back({std::move(article_id), std::move(local_id), std::move(*finding)});
  }
  return findings;
}

// What two articles have to tell alike, for one of them to say what the other says: of an agreement the step.
std::string_view told_by(const Occurrence& occurrence) {
  const auto* agreement = std::get_if<AgreementFinding>(&occurrence.finding);
  return agreement == nullptr ? std::string_view() : std::string_view(agreement->step);
}

// What a corrected article said counts only where nobody else says it.
void leave_out_superseded(RecordedFinding& finding) {
  std::vector<Occurrence>& all = finding.occurrences;
  const auto is_repeated = [&](const Occurrence& occurrence) {
    return std::any_of(all.begin(), all.end(), [&](const Occurrence& other) {
      return !other.superseded && told_by(other) == told_by(occurrence);
    });
  };
  for (const Occurrence& occurrence : all) {
    if (!occurrence.superseded || !is_repeated(occurrence)) continue;
    const bool still_said = std::any_of(all.begin(), all.end(), [&](const Occurrence& other) {
      return other.article_id == occurrence.superseded.by && told_by(other) == told_by(occurrence);
    });
    if (!still_said && occurrence.superseded.kind != "update") finding.corrected = occurrence.superseded;
  }
  std::vector<Occurrence> kept;
  for (Occurrence& occurrence : all) {
    if (!occurrence.superseded || !is_repeated(occurrence)) kept.push_back(occurrence);
  }
  all = std::move(kept);
}

// An occurrence that lasts no longer than this is found by its first day alone (index occurrences_long has the others).
constexpr std::int64_t kUsualDays = 400;
// How far one looks for the latest of a code by days before one gathers all that it has: some milliseconds.
constexpr std::size_t kWalkedRows = 20000;

// Where the occurrences come from that may satisfy a query: tables, conditions and their values.
class Candidates {
 public:
  // `rarer` and `other`: the codes that take part, "" for none; the one with fewer findings first.
  Candidates(const RecordQuery& query, std::string rarer, std::string other)
      : rarer_(std::move(rarer)),
        other_(std::move(other)),
        query_(&query),
        finding_(conditions_of_finding(query)),
        occurrence_(conditions_of_occurrence(query)) {}

  // "SELECT what FROM ..." of all candidates that satisfy `more` too, which begins with AND.
  [[nodiscard]] std::string sql(const std::string& what, const std::string& more = "") const {
    if (!in_two_parts()) return one_select(what, "occurrences_day", more);
    const std::string earliest = std::to_string(days(*query_->since) - kUsualDays);
    return one_select(what, "occurrences_day", more + " AND o.since >= " + earliest) + " UNION ALL " +
           one_select(what, "occurrences_long", more + " AND o.until - o.since > 400 AND o.since < " + earliest);
  }
  void bind_to(Query& rows, int& index) const {
    bind_one(rows, index);
    if (in_two_parts()) bind_one(rows, index);
  }

  // The same for the first `rows` occurrences from the latest day back that satisfy all but the codes: finding, day,
  // and whether the codes take part.
  [[nodiscard]] std::string by_day_sql(std::size_t rows) const {
    std::string sql = "SELECT o.finding, o.since";
    for (const std::string* code : {&rarer_, &other_}) {
      if (!code->empty()) {
        sql += code == &rarer_ ? ", " : " AND ";
        sql += "EXISTS (SELECT 1 FROM finding_codes c WHERE c.code = ? AND c.finding = o.finding)";
      }
    }
    sql += " FROM occurrences o INDEXED BY occurrences_day";
    if (!query_->kind.empty()) sql += " CROSS JOIN findings f ON f.key = o.finding AND f.kind = ?";
    if (with_articles()) sql += " CROSS JOIN articles a INDEXED BY articles_facts ON a.key = o.article";
    return sql + " WHERE o.since IS NOT NULL" + finding_.sql() + occurrence_.sql() + " ORDER BY o.since DESC LIMIT " +
           std::to_string(rows);
  }
  void bind_by_day(Query& rows, int& index) const {
    for (const std::string* code : {&rarer_, &other_}) {
      if (!code->empty()) rows.bind(index++, *code);
    }
    if (!query_->kind.empty()) rows.bind(index++, query_->kind);
    finding_.bind_to(rows, index);
    occurrence_.bind_to(rows, index);
  }

 private:
  // Of no code, with a first day: by the index of days, from some time before it.
  [[nodiscard]] bool with_articles() const { return query_->published_since || query_->published_until; }
  [[nodiscard]] bool in_two_parts() const { return query_->since && rarer_.empty(); }
  [[nodiscard]] std::string one_select(const std::string& what, const std::string& index,
                                       const std::string& more) const {
    std::string sql = "SELECT " + what + " FROM ";
    if (rarer_.empty()) {
      sql += "occurrences o INDEXED BY " + index;
      if (!query_->kind.empty()) sql += " CROSS JOIN findings f ON f.key = o.finding AND f.kind = ?";
    } else {
      sql += "finding_codes c";
      if (!other_.empty()) sql += " CROSS JOIN finding_codes d ON d.code = ? AND d.finding = c.finding";
      if (!query_->kind.empty()) sql += " CROSS JOIN findings f ON f.key = c.finding AND f.kind = ?";
      sql += " CROSS JOIN occurrences o INDEXED BY occurrences_facts ON o.finding = c.finding";
    }
    if (with_articles()) {
      sql += " CROSS JOIN articles a INDEXED BY articles_facts ON a.key = o.article";
    }
    sql += " WHERE 1" + more;
    if (!rarer_.empty()) sql += " AND c.code = ?";
    return sql + finding_.sql() + occurrence_.sql();
  }
  void bind_one(Query& rows, int& index) const {
    if (!rarer_.empty() && !other_.empty()) rows.bind(index++, other_);
    if (!query_->kind.empty()) rows.bind(index++, query_->kind);
    if (!rarer_.empty()) rows.bind(index++, rarer_);
    finding_.bind_to(rows, index);
    occurrence_.bind_to(rows, index);
  }

  std::string rarer_, other_;
  const RecordQuery* query_;
  Conditions finding_, occurrence_;
};

void sort_by_day(std::vector<RecordedFinding>& findings) {
  std::vector<std::pair<Day, std::size_t>> order;
  for (std::size_t i = 0; i < findings.size(); ++i) order.emplace_back(sort_day(findings[i]), i);
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    const RecordedFinding& x = findings[a.second];
    const RecordedFinding& y = findings[b.second];
    // Two findings can share an id (finding_identity.h); their first occurrences never do.
    return x.id != y.id ? x.id < y.id : x.occurrences.front().local_id < y.occurrences.front().local_id;
  });
  std::vector<RecordedFinding> sorted;
  sorted.reserve(order.size());
  for (const auto& [day, i] : order) sorted.push_back(std::move(findings[i]));
  findings = std::move(sorted);
}

// The first day of the latest occurrence; nothing where none has a date.
std::optional<Day> latest_day(const RecordedFinding& finding) {
  std::optional<Day> last;
  for (const Occurrence& occurrence : finding.occurrences) {
    if (const auto date = traits_of(occurrence.finding).date) last = std::max(last, std::optional(date->from));
  }
  return last;
}

// Keeps the `limit` findings with the latest days, of one day those whose id sorts last.
void keep_latest(std::vector<RecordedFinding>& findings, std::size_t limit) {
  if (findings.size() <= limit) return;
  std::stable_sort(findings.begin(), findings.end(), [](const RecordedFinding& one, const RecordedFinding& other) {
    return std::pair(latest_day(other), std::string_view(other.id)) <
           std::pair(latest_day(one), std::string_view(one.id));
  });
  findings.erase(findings.begin() + static_cast<std::ptrdiff_t>(limit), findings.end());
}

}  // namespace

// The findings of the groups to which the keys of the query `keys` belong, with the occurrences that count, those left
// out that do not have the areas and the person asked for.
Result<std::vector<RecordedFinding>> SqliteRecord::load(const std::string& keys,
                                                        const std::function<void(Query&, int&)>& bind_keys,
                                                        const RecordQuery& query) {
  const Conditions occurrence = conditions_of_occurrence(query);
  Statement statement(*database_, occurrences_of(keys).append(occurrence.sql()).append(kOccurrenceOrder));
  Query rows(statement);
  int index = 1;
  bind_keys(rows, index);
  occurrence.bind_to(rows, index);
  auto findings = gather(rows);
  if (!findings) return findings;
  mark_superseded(*findings);
  for (RecordedFinding& one : *findings) {
    const bool any = std::any_of(one.occurrences.begin(), one.occurrences.end(),
                                 [](const Occurrence& occurrence) { return bool(occurrence.superseded); });
    if (any) leave_out_superseded(one);
  }
  if (!query.areas.empty()) {
    std::erase_if(*findings, [&](const RecordedFinding& one) { return !has_area(one, query.areas); });
  }
  if (!query.person.empty()) {
    std::erase_if(*findings, [&](const RecordedFinding& one) { return !has_person(one, query.person); });
  }
  return findings;
}

// Walks from the latest day back and reads whole days, until there are enough: which findings of the last day have room
// must not depend on the order of keys. Undated ones follow where there is room, by their ids.
Result<std::vector<RecordedFinding>> SqliteRecord::find_latest(const std::string& rarer, const std::string& other,
                                                               const RecordQuery& query) {
  const Candidates candidates(query, rarer, other);
  std::vector<RecordedFinding> taken;
  std::vector<std::int64_t> waiting;
  std::unordered_set<std::int64_t> seen;
  const auto see = [&](std::int64_t finding) {
    Query head(statement("SELECT head FROM finding_groups WHERE finding = ?1"));
    head.bind(1, finding);
    const std::int64_t key = head.step() ? head.integer(0) : finding;
    if (seen.insert(key).second) waiting.push_back(key);
  };
  const auto load_waiting = [&]() -> Result<void> {
    if (waiting.empty()) return {};
    std::string list = "[";
    for (const std::int64_t key : waiting) list.append(list.size() > 1 ? "," : "").append(std::to_string(key));
    list += "]";
    waiting.clear();
    auto loaded = load(
        "SELECT value AS key FROM json_each(?)", [&](Query& rows, int& index) { rows.bind(index++, list); }, query);
    if (!loaded) return std::unexpected(std::move(loaded.error()));
    std::move(loaded->begin(), loaded->end(), std::back_inserter(taken));
    return {};
  };

  // What is read at once grows, so that a rare area or person costs few reads. Gives whether there are enough.
  std::size_t at_once = query.limit;
  constexpr std::int64_t kNoDay = std::numeric_limits<std::int64_t>::max();
  std::int64_t day = kNoDay;
  const auto step_to = [&](std::int64_t next_day) -> Result<bool> {
    if (day == kNoDay || next_day == day || waiting.size() < at_once) return day = next_day, false;
    if (auto done = load_waiting(); !done) return std::unexpected(std::move(done.error()));
    at_once = 2 * at_once + 50;
    day = next_day;
    return taken.size() >= query.limit;
  };
  // Who is in the news every day is found soon from the latest day back; whoever is not, by his own findings.
  bool enough = false;
  if (!rarer.empty()) {
    Statement walk(*database_, candidates.by_day_sql(kWalkedRows));
    Query rows(walk);
    int index = 1;
    candidates.bind_by_day(rows, index);
    std::size_t walked = 0;
    while (!enough && rows.step()) {
      ++walked;
      if (rows.integer(2) == 0) continue;
      const auto done = step_to(rows.integer(1));
      if (!done) return std::unexpected(done.error());
      enough = *done;
      if (!enough) see(rows.integer(0));
      // Nothing by now: there will not be much.
      if (walked > kWalkedRows / 8 && seen.size() * 8 < query.limit) break;
    }
  }
  if (!enough) {
    day = kNoDay;
    Statement walk(*database_, "SELECT * FROM (" + candidates.sql("o.finding, o.since", " AND o.since IS NOT NULL") +
                                   ") ORDER BY 2 DESC");
    Query rows(walk);
    int index = 1;
    candidates.bind_to(rows, index);
    while (!enough && rows.step()) {
      const auto done = step_to(rows.integer(1));
      if (!done) return std::unexpected(done.error());
      enough = *done;
      if (!enough) see(rows.integer(0));
    }
    if (auto done = load_waiting(); !done) return std::unexpected(std::move(done.error()));
  }
  keep_latest(taken, query.limit);
  if (taken.size() < query.limit) {
    Statement walk(*database_, "SELECT w.finding FROM (" +
                                   candidates.sql("o.finding AS finding", " AND o.since IS NULL") +
                                   ") w CROSS JOIN findings n ON n.key = w.finding ORDER BY n.id");
    Query rows(walk);
    int index = 1;
    candidates.bind_to(rows, index);
    bool more = true;
    while (more && taken.size() < query.limit) {
      while ((more = rows.step()) && waiting.size() < query.limit) see(rows.integer(0));
      if (more) see(rows.integer(0));
      const std::size_t before = taken.size();
      if (auto done = load_waiting(); !done) return std::unexpected(std::move(done.error()));
      std::sort(taken.begin() + static_cast<std::ptrdiff_t>(before), taken.end(),
                [](const RecordedFinding& one, const RecordedFinding& other) { return one.id < other.id; });
    }
    if (taken.size() > query.limit) taken.erase(taken.begin() + static_cast<std::ptrdiff_t>(query.limit), taken.end());
  }
  sort_by_day(taken);
  add_links(taken);
  return taken;
}

Result<std::vector<RecordedFinding>> SqliteRecord::find(const RecordQuery& query) {
  return guarded([&]() -> Result<std::vector<RecordedFinding>> {
    std::string rarer = query.actor.empty() ? query.with : query.actor;
    std::string other = query.actor.empty() ? std::string() : query.with;
    if (!other.empty() && number_of_findings(other) < number_of_findings(rarer)) std::swap(rarer, other);
    if (query.latest && query.limit != 0) return find_latest(rarer, other, query);
    const Candidates candidates(query, rarer, other);
    auto findings = load(
        "SELECT * FROM (" + candidates.sql("o.finding AS key") + ")",
        [&](Query& rows, int& index) { candidates.bind_to(rows, index); }, query);
    if (!findings) return findings;
    sort_by_day(*findings);
    if (query.limit != 0 && findings->size() > query.limit) {
      findings->erase(findings->begin() + static_cast<std::ptrdiff_t>(query.limit), findings->end());
    }
    add_links(*findings);
    return findings;
  });
}

std::int64_t SqliteRecord::number_of_findings(const std::string& code) {
  Query query(statement("SELECT count(*) FROM finding_codes WHERE code = ?1"));
  query.bind(1, code);
  return query.step() ? query.integer(0) : 0;
}

void SqliteRecord::mark_corrected(RecordedFinding& finding) {
  for (Occurrence& occurrence : finding.occurrences) {
    const std::size_t slash = occurrence.local_id.rfind('/');
    Query query(
        statement("SELECT c.wrong, c.by, c.note, c.time FROM articles a JOIN occurrences o ON o.article = a.key "
                  "JOIN judged_occurrences j ON j.occurrence = o.key JOIN corrections c ON c.key = j.correction "
                  "WHERE a.id = ?1 AND CAST(o.number AS TEXT) = ?2"));
    query.bind(1, occurrence.article_id).bind(2, std::string_view(occurrence.local_id).substr(slash + 1));
    if (!query.step()) continue;
    occurrence.correction = Correction{query.integer(0) != 0, std::string(query.text(1)), std::string(query.text(2)),
                                       std::string(query.text(3))};
  }
}

Result<RecordedFinding> SqliteRecord::finding(std::string_view id) {
  return guarded([&]() -> Result<RecordedFinding> {
    const auto missing = [&] {
      return std::unexpected(not_found("there is no finding \"" + std::string(id) + "\" in the record"));
    };
    std::int64_t key = -1;
    {
      Query query(statement("SELECT key FROM findings WHERE id = ?1 ORDER BY identity"));
      query.bind(1, id);
      if (query.step()) key = query.integer(0);
    }
    const std::size_t slash = id.rfind('/');
    if (key < 0 && slash != std::string_view::npos) {
      Query query(
          statement("SELECT o.finding FROM occurrences o JOIN articles a ON a.key = o.article "
                    "WHERE a.id = ?1 AND CAST(o.number AS TEXT) = ?2"));
      query.bind(1, id.substr(0, slash)).bind(2, id.substr(slash + 1));
      if (query.step()) key = query.integer(0);
    }
    if (key < 0) {
      // The id of an event that is told as part of another one by now.
      Query query(
          statement("SELECT f.key FROM event_nodes n JOIN findings f ON f.key = n.finding WHERE n.name = ?1 "
                    "ORDER BY f.identity"));
      query.bind(1, id);
      if (query.step()) key = query.integer(0);
    }
    if (key < 0) return missing();
    std::string sql = occurrences_of("SELECT ?1 AS key");
    sql.append(kOccurrenceOrder);
    Statement statement(*database_, sql);
    Query rows(statement);
    rows.bind(1, key);
    auto findings = gather(rows);
    if (!findings) return std::unexpected(std::move(findings.error()));
    if (findings->empty()) return missing();
    mark_superseded(*findings);
    mark_corrected(findings->front());
    add_links(*findings);
    return std::move(findings->front());
  });
}

}  // namespace chancery::record
