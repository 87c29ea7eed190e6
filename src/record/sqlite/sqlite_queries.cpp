// What the record is asked.
#include <algorithm>

#include "format/finding_json.h"
#include "record/finding_identity.h"
#include "record/sqlite/search_span.h"
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

// Which findings: one of their occurrences satisfies all of this.
Conditions conditions_of_finding(const RecordQuery& query) {
  Conditions conditions;
  constexpr std::string_view kTakesPart =
      "EXISTS (SELECT 1 FROM finding_codes c WHERE c.finding = f.key AND c.code = ?)";
  if (!query.kind.empty()) conditions.add("f.kind = ?", query.kind);
  if (!query.actor.empty()) conditions.add(kTakesPart, query.actor);
  if (!query.with.empty()) conditions.add(kTakesPart, query.with);
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

constexpr std::string_view kOccurrenceTables =
    " FROM findings f JOIN occurrences o ON o.finding = f.key JOIN articles a ON a.key = o.article";

// All occurrences of the groups to which the findings of the query `keys` belong, together with those that are alone.
std::string occurrences_of(std::string_view keys) {
  std::string sql = "WITH wanted(key) AS (SELECT DISTINCT ifnull(g.head, k.key) FROM (";
  sql.append(keys);
  sql.append(
      ") k LEFT JOIN finding_groups g ON g.finding = k.key), "
      "member(head, key, dispute) AS (SELECT w.key, ifnull(g.finding, w.key), ifnull(g.dispute, '') "
      "FROM wanted w LEFT JOIN finding_groups g ON g.head = w.key) "
      "SELECT f.key, f.id, f.kind, m.dispute, a.id, o.number, o.json FROM member m JOIN findings f ON f.key = m.head "
      "JOIN occurrences o ON o.finding = m.key JOIN articles a ON a.key = o.article WHERE 1");
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

// What people type as a search: words, "phrases", beginnings (wor*). Everything else that FTS5's query language knows
// is taken as words, so that nothing typed is a syntax error.
std::string fts_query(std::string_view typed) {
  std::string out;
  const auto add = [&out](std::string_view words, bool beginning) {
    if (words.find_first_not_of(" \t\n\r*") == std::string_view::npos) return;
    if (!out.empty()) out += ' ';
    out.append("\"").append(words).append(beginning ? "\" *" : "\"");
  };
  std::size_t at = 0;
  while (at < typed.size()) {
    if (typed[at] == '"') {
      const std::size_t end = std::min(typed.find('"', at + 1), typed.size());
      add(typed.substr(at + 1, end - at - 1), false);
      at = end + 1;
      continue;
    }
    const std::size_t end = std::min(typed.find_first_of(" \t\n\r\"", at), typed.size());
    std::string_view word = typed.substr(at, end - at);
    const bool beginning = word.ends_with('*');
    if (beginning) word.remove_suffix(1);
    add(word, beginning);
    at = end < typed.size() && typed[end] == '"' ? end : end + 1;
  }
  return out;
}

}  // namespace

Result<std::vector<RecordedFinding>> SqliteRecord::find(const RecordQuery& query) {
  return guarded([&]() -> Result<std::vector<RecordedFinding>> {
    const Conditions finding = conditions_of_finding(query);
    const Conditions occurrence = conditions_of_occurrence(query);
    std::string keys = "SELECT DISTINCT f.key AS key";
    keys.append(kOccurrenceTables).append(" WHERE 1").append(finding.sql()).append(occurrence.sql());
    std::string sql = occurrences_of(keys);
    sql.append(occurrence.sql()).append(kOccurrenceOrder);
    Statement statement(*database_, sql);
    Query rows(statement);
    int index = 1;
    finding.bind_to(rows, index);
    occurrence.bind_to(rows, index);
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
    std::vector<std::pair<Day, std::size_t>> order;
    for (std::size_t i = 0; i < findings->size(); ++i) order.emplace_back(sort_day((*findings)[i]), i);
    std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
      if (a.first != b.first) return a.first < b.first;
      const RecordedFinding& x = (*findings)[a.second];
      const RecordedFinding& y = (*findings)[b.second];
      // Two findings can share an id (finding_identity.h); their first occurrences never do.
      return x.id != y.id ? x.id < y.id : x.occurrences.front().local_id < y.occurrences.front().local_id;
    });
    if (query.limit != 0 && order.size() > query.limit) order.resize(query.limit);
    std::vector<RecordedFinding> sorted;
    sorted.reserve(order.size());
    for (const auto& [day, i] : order) sorted.push_back(std::move((*findings)[i]));
    add_links(sorted);
    return sorted;
  });
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
    add_links(*findings);
    return std::move(findings->front());
  });
}

Result<RecordedArticle> SqliteRecord::article(std::string_view id) {
  return guarded([&]() -> Result<RecordedArticle> {
    Query query(
        statement("SELECT id, title, text, source, url, language, date, extra, file, line, published, publisher, "
                  "dateline, reader, key FROM articles WHERE id = ?1"));
    query.bind(1, id);
    if (!query.step())
      return std::unexpected(not_found("there is no article \"" + std::string(id) + "\" in the record"));
    RecordedArticle recorded;
    Article& article = recorded.article;
    article.id = query.text(0);
    article.title = query.text(1);
    article.text = query.text(2);
    article.source = query.text(3);
    article.url = query.text(4);
    article.language = query.text(5);
    article.date = query.day(6);
    article.extra_json = query.text(7);
    article.file = query.text(8);
    article.line = static_cast<std::uint64_t>(query.integer(9));
    recorded.facts.date = query.day(10);
    recorded.facts.source = query.text(11);
    if (!query.text(12).empty()) {
      auto place = format::parse_place(query.text(12));
      if (!place) {
        place.error().code = ErrorCode::record_failed;
        place.error().message = "the record holds a place that cannot be read: " + place.error().message;
        return std::unexpected(std::move(place.error()));
      }
      recorded.facts.dateline = std::move(*place);
    }
    recorded.reader_version = query.text(13);
    take_story(query.integer(14), recorded);
    return recorded;
  });
}

Result<std::vector<std::string>> SqliteRecord::articles_about(std::string_view a, std::string_view b) {
  return guarded([&]() -> Result<std::vector<std::string>> {
    std::vector<std::string> ids;
    std::vector<std::string_view> codes;
    for (const std::string_view code : {a, b}) {
      if (!code.empty()) codes.push_back(code);
    }
    const char* sql = "SELECT id FROM articles ORDER BY published IS NULL, published, id";
    if (codes.size() == 1) {
      sql =
          "SELECT id FROM articles WHERE key IN (SELECT o.article FROM occurrences o JOIN finding_codes c "
          "ON c.finding = o.finding WHERE c.code = ?1) ORDER BY published IS NULL, published, id";
    } else if (codes.size() == 2) {
      sql =
          "SELECT id FROM articles WHERE key IN (SELECT o.article FROM occurrences o JOIN finding_codes c "
          "ON c.finding = o.finding JOIN finding_codes d ON d.finding = o.finding WHERE c.code = ?1 AND d.code = ?2) "
          "ORDER BY published IS NULL, published, id";
    }
    Query query(statement(sql));
    for (std::size_t i = 0; i < codes.size(); ++i) query.bind(static_cast<int>(i + 1), codes[i]);
    while (query.step()) ids.emplace_back(query.text(0));
    return ids;
  });
}

Result<std::vector<SearchHit>> SqliteRecord::search(std::string_view typed, std::size_t limit) {
  return guarded([&]() -> Result<std::vector<SearchHit>> {
    const std::string words = fts_query(typed);
    if (words.empty()) {
      Error error;
      error.code = ErrorCode::bad_usage;
      error.message = "there is no word to search for";
      return std::unexpected(std::move(error));
    }
    // A word of the headline counts as much as four of the text.
    Query query(
        statement("SELECT a.id, search_span(article_words), bm25(article_words, 4.0, 1.0) AS rank "
                  "FROM article_words JOIN articles a ON a.key = article_words.rowid "
                  "WHERE article_words MATCH ?1 ORDER BY rank, a.id LIMIT ?2"));
    query.bind(1, words).bind(2, limit == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(limit));
    std::vector<SearchHit> hits;
    while (query.step()) {
      SearchHit hit;
      hit.article_id = query.text(0);
      hit.span = parse_search_span(query.text(1)).value_or(TextSpan{});
      hit.rank = query.number(2);
      hits.push_back(std::move(hit));
    }
    return hits;
  });
}

Result<std::vector<std::pair<std::string, std::uint64_t>>> SqliteRecord::pairs(std::size_t limit) {
  return guarded([&]() -> Result<std::vector<std::pair<std::string, std::uint64_t>>> {
    Query query(
        statement("SELECT a.code || ' ' || b.code AS pair, count(*) AS number FROM finding_codes a "
                  "JOIN finding_codes b ON b.finding = a.finding AND a.code < b.code "
                  "GROUP BY a.code, b.code ORDER BY number DESC, pair LIMIT ?1"));
    query.bind(1, limit == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(limit));
    std::vector<std::pair<std::string, std::uint64_t>> pairs;
    while (query.step()) pairs.emplace_back(std::string(query.text(0)), static_cast<std::uint64_t>(query.integer(1)));
    return pairs;
  });
}

Result<RecordStatistics> SqliteRecord::statistics() {
  return guarded([&]() -> Result<RecordStatistics> {
    RecordStatistics statistics;
    {
      Query query(
          statement("SELECT count(*), ifnull(sum(text_bytes), 0), min(published), max(published), "
                    "(SELECT count(*) FROM findings), (SELECT count(*) FROM occurrences), "
                    "(SELECT version FROM record) FROM articles"));
      if (query.step()) {
        statistics.articles = static_cast<std::uint64_t>(query.integer(0));
        statistics.text_bytes = static_cast<std::uint64_t>(query.integer(1));
        statistics.first_published = query.day(2);
        statistics.last_published = query.day(3);
        statistics.findings = static_cast<std::uint64_t>(query.integer(4));
        statistics.occurrences = static_cast<std::uint64_t>(query.integer(5));
        statistics.version = static_cast<std::uint64_t>(query.integer(6));
      }
    }
    Query query(statement(
        "SELECT publisher, count(*) AS number FROM articles GROUP BY publisher ORDER BY number DESC, publisher"));
    while (query.step()) {
      statistics.publishers.emplace_back(std::string(query.text(0)), static_cast<std::uint64_t>(query.integer(1)));
    }
    return statistics;
  });
}

}  // namespace chancery::record
