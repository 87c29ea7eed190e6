// What the record is asked about stories and earlier versions of articles. connect_stories.cpp makes them.
#include <algorithm>
#include <unordered_map>

#include "connect/story_relation.h"
#include "format/finding_json.h"
#include "record/sqlite/sqlite_record.h"

namespace chancery::record {
namespace {

Error not_found(std::string message) { return Error{ErrorCode::not_found, std::move(message), {}, 0, 0, 0}; }

std::int64_t days(Day day) { return day.time_since_epoch().count(); }

}  // namespace

void SqliteRecord::mark_superseded(std::vector<RecordedFinding>& findings) {
  std::unordered_map<std::string, Supersession> superseded;
  {
    Query query(
        statement("SELECT a.id, b.id, s.kind FROM superseded s JOIN articles a ON a.key = s.article "
                  "JOIN articles b ON b.key = s.by"));
    while (query.step()) {
      superseded.emplace(query.text(0), Supersession{std::string(query.text(1)), std::string(query.text(2))});
    }
  }
  if (superseded.empty()) return;
  for (RecordedFinding& finding : findings) {
    for (Occurrence& occurrence : finding.occurrences) {
      if (const auto found = superseded.find(occurrence.article_id); found != superseded.end()) {
        occurrence.superseded = found->second;
      }
    }
  }
}

void SqliteRecord::take_story(std::int64_t article_key, RecordedArticle& article) {
  Query query(
      statement("SELECT s.id, (SELECT count(*) FROM story_members n WHERE n.story = m.story), b.id, p.kind "
                "FROM articles a LEFT JOIN story_members m ON m.article = a.key LEFT JOIN stories s ON s.key = m.story "
                "LEFT JOIN superseded p ON p.article = a.key LEFT JOIN articles b ON b.key = p.by WHERE a.key = ?1"));
  query.bind(1, article_key);
  if (!query.step()) return;
  article.story = query.is_null(0) ? connect::story_id(article.article.id) : std::string(query.text(0));
  article.story_size = query.is_null(0) ? 1 : static_cast<std::size_t>(query.integer(1));
  if (!query.is_null(2)) article.superseded = {std::string(query.text(2)), std::string(query.text(3))};
}

// The articles of a story; of one that stands alone (story 0) the article.
Story SqliteRecord::take_members(std::int64_t story, std::int64_t article_key) {
  Query query(
      statement("SELECT a.id, a.title, a.publisher, a.url, a.published, b.id, p.kind, "
                "(SELECT count(*) FROM article_versions v WHERE v.article = a.key) "
                "FROM articles a LEFT JOIN superseded p ON p.article = a.key LEFT JOIN articles b ON b.key = p.by "
                "WHERE a.key IN (SELECT article FROM story_members WHERE story = ?1 UNION SELECT ?2) "
                "ORDER BY a.published IS NULL, a.published, a.id"));
  query.bind(1, story).bind(2, article_key);
  Story out;
  while (query.step()) {
    StoryMember member;
    member.article_id = query.text(0);
    member.title = query.text(1);
    member.publisher = query.text(2);
    member.url = query.text(3);
    member.published = query.day(4);
    if (!query.is_null(5)) member.superseded = {std::string(query.text(5)), std::string(query.text(6))};
    member.versions = static_cast<std::size_t>(query.integer(7));
    out.members.push_back(std::move(member));
  }
  if (!out.members.empty()) out.id = connect::story_id(out.members.front().article_id);
  return out;
}

Result<Story> SqliteRecord::story(std::string_view id) {
  return guarded([&]() -> Result<Story> {
    std::int64_t story = 0;
    std::int64_t article = 0;
    {
      Query query(
          statement("SELECT a.key, ifnull(m.story, 0) FROM articles a LEFT JOIN story_members m ON m.article = a.key "
                    "WHERE a.id = ?1"));
      query.bind(1, id);
      if (query.step()) {
        article = query.integer(0);
        story = query.integer(1);
      }
    }
    if (article == 0) {
      Query query(statement("SELECT key, first FROM stories WHERE id = ?1"));
      query.bind(1, id);
      if (query.step()) {
        story = query.integer(0);
        article = query.integer(1);
      }
    }
    if (article == 0 && id.starts_with('S')) {
      // Of an article that is the only one of its story: its id is kept nowhere.
      Query query(statement("SELECT key, id FROM articles WHERE key NOT IN (SELECT article FROM story_members)"));
      while (article == 0 && query.step()) {
        if (connect::story_id(query.text(1)) == id) article = query.integer(0);
      }
    }
    if (article == 0) {
      return std::unexpected(not_found("there is no story or article \"" + std::string(id) + "\" in the record"));
    }
    return take_members(story, article);
  });
}

Result<std::vector<Story>> SqliteRecord::stories(const StoryQuery& asked) {
  return guarded([&]() -> Result<std::vector<Story>> {
    std::string sql =
        "SELECT s.key, s.first FROM stories s JOIN articles f ON f.key = s.first WHERE (?1 = 0 OR EXISTS (SELECT 1 "
        "FROM "
        "story_members m JOIN superseded p ON p.article = m.article WHERE m.story = s.key))";
    if (asked.published_since || asked.published_until) {
      sql +=
          " AND EXISTS (SELECT 1 FROM story_members m JOIN articles a ON a.key = m.article WHERE m.story = s.key AND "
          "a.published BETWEEN ?2 AND ?3)";
    }
    if (!asked.actor.empty() || !asked.with.empty()) {
      sql +=
          " AND EXISTS (SELECT 1 FROM story_members m JOIN occurrences o ON o.article = m.article WHERE "
          "m.story = s.key AND (?4 = '' OR EXISTS (SELECT 1 FROM finding_codes c WHERE c.finding = o.finding AND "
          "c.code = ?4)) AND (?5 = '' OR EXISTS (SELECT 1 FROM finding_codes c WHERE c.finding = o.finding AND "
          "c.code = ?5)))";
    }
    sql += " ORDER BY f.published IS NULL, f.published, f.id LIMIT ?6";
    std::vector<std::pair<std::int64_t, std::int64_t>> found;
    {
      Statement prepared(*database_, sql);
      Query query(prepared);
      query.bind(1, std::int64_t{asked.corrected ? 1 : 0});
      query.bind(2, days(asked.published_since.value_or(Day::min())));
      query.bind(3, days(asked.published_until.value_or(Day::max()))).bind(4, asked.actor).bind(5, asked.with);
      query.bind(6, asked.limit == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(asked.limit));
      while (query.step()) found.emplace_back(query.integer(0), query.integer(1));
    }
    std::vector<Story> stories;
    stories.reserve(found.size());
    for (const auto& [story, first] : found) stories.push_back(take_members(story, first));
    return stories;
  });
}

Result<std::vector<ArticleVersion>> SqliteRecord::versions(std::string_view article_id) {
  return guarded([&]() -> Result<std::vector<ArticleVersion>> {
    Query query(statement(
        "SELECT v.number, v.title, v.text, v.source, v.url, v.date, v.reader, v.findings FROM article_versions "
        "v JOIN articles a ON a.key = v.article WHERE a.id = ?1 ORDER BY v.number"));
    query.bind(1, article_id);
    std::vector<ArticleVersion> versions;
    while (query.step()) {
      ArticleVersion version;
      version.number = static_cast<std::size_t>(query.integer(0));
      version.article.id = article_id;
      version.article.title = query.text(1);
      version.article.text = query.text(2);
      version.article.source = query.text(3);
      version.article.url = query.text(4);
      version.article.date = query.day(5);
      version.reader_version = query.text(6);
      for (std::string_view rest = query.text(7); !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        auto finding = format::parse_finding(rest.substr(0, end));
        if (!finding) {
          Error error = std::move(finding.error());
          error.code = ErrorCode::record_failed;
          error.message = "the record holds an earlier version that cannot be read: " + error.message;
          return std::unexpected(std::move(error));
        }
        version.findings.push_back(*std::move(finding));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
      versions.push_back(std::move(version));
    }
    return versions;
  });
}

}  // namespace chancery::record
