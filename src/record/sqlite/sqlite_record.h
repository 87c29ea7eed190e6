// The record in one SQLite file.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "chancery/record.h"
#include "record/sqlite/connector.h"
#include "record/sqlite/corrections_store.h"
#include "record/sqlite/database.h"
#include "record/sqlite/people_store.h"
#include "record/sqlite/run_marks.h"

namespace chancery::record {

// Errors as Record::open().
[[nodiscard]] Result<std::unique_ptr<Record>> open_sqlite(const std::string& file, Record::Mode mode);
// As Record::copy().
[[nodiscard]] Result<RecordCopy> copy_sqlite(const std::string& location, const std::string& file, bool overwrite);
// For queries, as it is: not migrated. Throws StoreTrouble.
[[nodiscard]] std::unique_ptr<Database> open_unmigrated(const std::string& file);

class SqliteRecord final : public Record {
 public:
  // Throws StoreTrouble. The file must hold the current schema.
  SqliteRecord(std::unique_ptr<Database> database, Mode mode);
  ~SqliteRecord() override;

  Result<AddOutcome> add(const Article& article, const Reading& reading, std::string_view reader_version) override;
  Result<std::uint64_t> commit() override;
  Result<bool> holds(const Article& article, std::string_view reader_version) override;
  Result<std::vector<UnfinishedRun>> start_run(std::string_view command) override;
  Result<void> end_run() override;
  Result<std::uint64_t> start_reread(std::string_view reader_version, bool anew) override;
  Result<std::vector<ArticleToReread>> articles_to_reread(std::string_view reader_version, std::uint64_t after,
                                                          std::size_t limit) override;
  Result<AddOutcome> reread(const Article& article, const Reading& reading, std::string_view reader_version) override;
  Result<std::vector<ChangeCount>> count_changes() override;
  Result<void> for_each_change(const std::function<bool(const FindingChange&)>& take) override;
  Result<std::vector<RecordedFinding>> find(const RecordQuery& query) override;
  Result<RecordedFinding> finding(std::string_view id) override;
  Result<RecordedArticle> article(std::string_view id) override;
  Result<std::vector<std::string>> articles_about(std::string_view a, std::string_view b) override;
  Result<Story> story(std::string_view id) override;
  Result<std::vector<Story>> stories(const StoryQuery& query) override;
  Result<std::vector<ArticleVersion>> versions(std::string_view article_id) override;
  Result<std::vector<SearchHit>> search(std::string_view query, std::size_t limit) override;
  Result<std::vector<UnresolvedArticle>> unresolved(std::string_view reader_version, std::size_t limit) override;
  Result<void> put_resolved(const Article& article, const Reading& reading, std::string_view reader_version) override;
  Result<std::vector<LearntTenure>> tenures(std::string_view country, bool with_articles) override;
  Result<std::vector<LearntTenure>> tenures_for(std::string_view article_id, bool with_articles) override;
  Result<std::vector<LearntHolder>> holders_of_names(const std::vector<std::string>& names, Day day) override;
  Result<void> forget(std::string_view article_id) override;
  Result<std::vector<std::pair<std::string, std::uint64_t>>> pairs(std::size_t limit) override;
  Result<RecordStatistics> statistics() override;

 private:
  struct Stored;  // what is known of an article that is already there
  // A statement is prepared when it is first used and kept.
  Statement& statement(const char* sql);
  std::optional<Stored> stored(std::string_view article_id);
  void begin();
  // The key of the stored article with the same id and the same content.
  std::optional<std::int64_t> key_of_same(const Article& article);
  std::vector<Finding> findings_of(std::int64_t article_key);  // in their order
  PeopleStore& people();
  // `read_again`: the article itself is as it stands here.
  void put(const Article& article, const Reading& reading, std::string_view reader_version, const std::string& content,
           const std::optional<Stored>& known, bool read_again);
  void put_article(const Article& article, const Reading& reading, std::string_view reader_version,
                   const std::string& content, std::optional<std::int64_t> key, bool same_content);
  // Keeps the article as it stands, with its findings, where its title or text is revised.
  void keep_version(std::int64_t key, const Article& revised);
  struct StoredFinding {
    std::int64_t key = 0;  // of the occurrence
    std::int64_t finding = 0;
    std::string json;
  };
  using StoredFindings = std::map<std::int64_t, StoredFinding>;  // by number
  StoredFindings stored_findings(std::int64_t article_key);
  // What stands in `stored` as it is to be is left alone, the rest of it goes.
  void put_findings(const Article& article, const Reading& reading, std::int64_t article_key, StoredFindings stored);
  std::int64_t finding_key(const Finding& finding, const Article& article, std::size_t number);
  void take_findings_out(std::int64_t article_key);
  void connect();  // what changed with the other articles; findings that nobody tells any more go
  void count_change();
  // sqlite_find.cpp
  Result<std::vector<RecordedFinding>> load(const std::string& keys, const std::function<void(Query&, int&)>& bind_keys,
                                            const RecordQuery& query);
  Result<std::vector<RecordedFinding>> find_latest(const std::string& rarer, const std::string& other,
                                                   const RecordQuery& query);
  std::int64_t number_of_findings(const std::string& code);
  void mark_superseded(std::vector<RecordedFinding>& findings);  // sqlite_stories.cpp
  Story take_members(std::int64_t story, std::int64_t article_key);
  void take_story(std::int64_t article_key, RecordedArticle& article);
  void add_links(std::vector<RecordedFinding>& findings);  // sqlite_links.cpp
  void mark_corrected(RecordedFinding& finding);

  std::unique_ptr<Database> database_;
  std::map<const char*, Statement> statements_;         // by address: every text stands in one place of the source
  std::unique_ptr<PeopleStore> people_;                 // from its first use on
  std::unique_ptr<CorrectionsStore> corrections_;       // from its first use on
  std::vector<std::unique_ptr<Connector>> connectors_;  // none where the record is only read
  RunMark run_mark_;
  Mode mode_;
  bool writing_ = false;               // a transaction is open
  std::vector<std::int64_t> emptied_;  // findings that lost an occurrence since connect()
};

// Runs `work`, whose result is a Result, and turns StoreTrouble into its Error.
template <typename Work>
auto guarded(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (StoreTrouble& trouble) {
    return std::unexpected(std::move(trouble.error));
  }
}

}  // namespace chancery::record
