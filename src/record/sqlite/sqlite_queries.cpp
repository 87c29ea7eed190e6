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
    // By articles_facts: in the row itself the day of publication lies behind the whole text.
    const char* sql = "SELECT id FROM articles INDEXED BY articles_facts ORDER BY published IS NULL, published, id";
    if (codes.size() == 1) {
      sql =
          "SELECT id FROM articles INDEXED BY articles_facts WHERE key IN (SELECT o.article FROM occurrences o JOIN "
          "finding_codes c "
          "ON c.finding = o.finding WHERE c.code = ?1) ORDER BY published IS NULL, published, id";
    } else if (codes.size() == 2) {
      sql =
          "SELECT id FROM articles INDEXED BY articles_facts WHERE key IN (SELECT o.article FROM occurrences o JOIN "
          "finding_codes c "
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
          statement("SELECT count(*), ifnull(sum(text_bytes), 0), (SELECT min(published) FROM articles), "
                    "(SELECT max(published) FROM articles), (SELECT count(*) FROM findings), "
                    "(SELECT count(*) FROM occurrences), (SELECT version FROM record) "
                    "FROM articles INDEXED BY articles_facts"));
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
