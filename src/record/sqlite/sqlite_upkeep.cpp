// What keeps a record in order over the years: runs that were broken off, reading again with a later reader.
#include "format/finding_json.h"
#include "record/finding_changes.h"
#include "record/sqlite/sqlite_record.h"

namespace chancery::record {
namespace {

std::string_view name_of(ChangeKind change) {
  switch (change) {
    case ChangeKind::added: return "added";
    case ChangeKind::gone: return "gone";
    case ChangeKind::altered: break;
  }
  return "altered";
}

ChangeKind change_named(std::string_view name) {
  return name == "added" ? ChangeKind::added : name == "gone" ? ChangeKind::gone : ChangeKind::altered;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ",") + part;
  return out;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

}  // namespace

Result<std::vector<UnfinishedRun>> SqliteRecord::start_run(std::string_view command) {
  return guarded([&]() -> Result<std::vector<UnfinishedRun>> { return run_mark_.start(command); });
}

Result<void> SqliteRecord::end_run() {
  return guarded([&]() -> Result<void> {
    if (!run_mark_.has_traces()) return {};
    begin();
    run_mark_.finish();
    return {};
  });
}

Result<std::uint64_t> SqliteRecord::start_reread(std::string_view reader_version, bool anew) {
  return guarded([&]() -> Result<std::uint64_t> {
    std::string before;
    {
      Query query(statement("SELECT reader FROM rereading"));
      if (query.step()) before = query.text(0);
    }
    if (before != reader_version || anew) {
      begin();
      database_->execute("DELETE FROM rereading; DELETE FROM reread_changes");
      Query query(statement("INSERT INTO rereading VALUES (1, ?1)"));
      query.bind(1, reader_version);
      query.run();
    }
    if (anew) {
      // No reader has an empty version, so all are left to read; what is done by then has its version again.
      database_->execute("UPDATE articles SET reader = ''");
    }
    Query query(statement("SELECT count(*) FROM articles WHERE reader <> ?1"));
    query.bind(1, reader_version);
    return query.step() ? static_cast<std::uint64_t>(query.integer(0)) : 0;
  });
}

Result<std::vector<ArticleToReread>> SqliteRecord::articles_to_reread(std::string_view reader_version,
                                                                      std::uint64_t after, std::size_t limit) {
  return guarded([&]() -> Result<std::vector<ArticleToReread>> {
    std::vector<ArticleToReread> articles;
    // Somebody may have all of a batch forgotten in this very moment; the end is where no key is left.
    while (articles.empty()) {
      std::vector<std::pair<std::uint64_t, std::string>> next;
      {
        Query query(statement("SELECT key, id FROM articles WHERE key > ?1 AND reader <> ?2 ORDER BY key LIMIT ?3"));
        query.bind(1, static_cast<std::int64_t>(after)).bind(2, reader_version);
        query.bind(3, static_cast<std::int64_t>(limit));
        while (query.step()) next.emplace_back(static_cast<std::uint64_t>(query.integer(0)), query.text(1));
      }
      if (next.empty()) break;
      for (auto& [key, id] : next) {
        after = key;
        auto recorded = article(id);
        if (recorded) {
          articles.push_back({key, std::move(recorded->article)});
        } else if (recorded.error().code != ErrorCode::not_found) {
          return std::unexpected(std::move(recorded.error()));
        }
      }
    }
    return articles;
  });
}

std::vector<Finding> SqliteRecord::findings_of(std::int64_t article_key) {
  std::vector<Finding> findings;
  Query query(statement("SELECT json FROM occurrences WHERE article = ?1 ORDER BY number"));
  query.bind(1, article_key);
  while (query.step()) {
    auto finding = format::parse_finding(query.text(0));
    if (!finding) {
      finding.error().code = ErrorCode::record_failed;
      finding.error().message = "the record holds a finding that cannot be read: " + finding.error().message;
      throw StoreTrouble{std::move(finding.error())};
    }
    findings.push_back(std::move(*finding));
  }
  return findings;
}

Result<AddOutcome> SqliteRecord::reread(const Article& article, const Reading& reading,
                                        std::string_view reader_version) {
  return guarded([&]() -> Result<AddOutcome> {
    begin();
    const auto key = key_of_same(article);
    if (!key) return AddOutcome::unchanged;
    const std::vector<Finding> before = findings_of(*key);
    auto done = add(article, reading, reader_version);
    if (!done || *done == AddOutcome::unchanged) return done;
    for (const FindingChange& change : changes_between(before, reading.findings, article)) {
      const std::string fields = joined(change.fields);
      Query query(
          statement("INSERT INTO reread_changes(article, kind, change, fields, before, after) "
                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
      query.bind(1, change.article_id).bind(2, change.kind).bind(3, name_of(change.change)).bind(4, fields);
      query.bind(5, change.before).bind(6, change.after);
      query.run();
    }
    return done;
  });
}

Result<std::vector<ChangeCount>> SqliteRecord::count_changes() {
  return guarded([&]() -> Result<std::vector<ChangeCount>> {
    std::vector<ChangeCount> counts;
    Query query(
        statement("SELECT change, kind, count(*) FROM reread_changes GROUP BY change, kind ORDER BY change, kind"));
    while (query.step()) {
      counts.push_back(
          {change_named(query.text(0)), std::string(query.text(1)), static_cast<std::uint64_t>(query.integer(2))});
    }
    return counts;
  });
}

Result<void> SqliteRecord::for_each_change(const std::function<bool(const FindingChange&)>& take) {
  return guarded([&]() -> Result<void> {
    Query query(
        statement("SELECT article, kind, change, fields, before, after FROM reread_changes ORDER BY article, key"));
    while (query.step()) {
      FindingChange change;
      change.article_id = query.text(0);
      change.kind = query.text(1);
      change.change = change_named(query.text(2));
      change.fields = split(query.text(3));
      change.before = query.text(4);
      change.after = query.text(5);
      if (!take(change)) break;
    }
    return {};
  });
}

}  // namespace chancery::record
