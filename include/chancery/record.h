// The record: articles and what they said, kept. src/record/sqlite holds the embedded store; a PostgreSQL store will
// stand behind the same interface.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/article.h"
#include "chancery/error.h"
#include "chancery/finding.h"
#include "chancery/reader.h"

namespace chancery {

enum class AddOutcome : std::uint8_t { added, unchanged, revised };

// What took the place of an article: a later one of the same publisher and story that says that it updates, corrects
// or withdraws the earlier (docs/stories.md).
struct Supersession {
  std::string by;    // article id; empty: nothing did
  std::string kind;  // update, correction, retraction
  explicit operator bool() const noexcept { return !by.empty(); }
};

// An article as the record keeps it.
struct RecordedArticle {
  Article article;
  ArticleFacts facts;          // sentences are not kept
  std::string reader_version;  // that made its findings
  std::string story;           // id of its story, also where it is the only one of it
  std::size_t story_size = 1;  // articles of that story
  Supersession superseded;
};

// What somebody said of what the reader made of an article (corrections.h).
struct Correction {
  bool wrong = true;  // else: right after all, or confirmed
  std::string by;     // who says so: a name, 100 bytes at most
  std::string note;   // why; may be empty, 2,000 bytes at most
  std::string time;   // UTC, "2025-02-14T09:30:00Z"
};

// One article's way of telling a finding.
struct Occurrence {
  std::string article_id;
  std::string local_id;                       // "a1/3", as `code` numbers it
  Finding finding;                            // with its spans into that article
  Supersession superseded = {};               // the article's
  std::optional<Correction> correction = {};  // the last that was said of it; Record::finding() alone tells
};

// An article of a story, without its text.
struct StoryMember {
  std::string article_id;
  std::string title;
  std::string publisher;  // as given or found; "" unknown
  std::string url;
  std::optional<Day> published;
  Supersession superseded;
  std::size_t versions = 0;  // earlier texts under the same id
};

// The articles that tell one text: reprints, edited, cut and added to. Distinct reports of one event are several.
struct Story {
  std::string id;                    // "S" and a hash of the first article's id
  std::vector<StoryMember> members;  // by date of publication, undated last, then article id; never empty
};

// Conditions as of RecordQuery.
struct StoryQuery {
  std::string actor, with;                              // codes that take part in a finding of one of its articles
  std::optional<Day> published_since, published_until;  // one of its articles
  bool corrected = false;                               // only those in which one article supersedes another
  std::size_t limit = 0;                                // 0: all
};

// What stood under an article's id before it was revised.
struct ArticleVersion {
  std::size_t number = 1;  // from 1, oldest first
  Article article;         // id, title, text, source, url, date
  std::string reader_version;
  std::vector<Finding> findings;  // with spans into this version; they count no more
};

// How an announced event and what became of it hang together.
struct FindingLink {
  std::string kind;  // of the announced one: happened-as, moved-to, called-off-by; of the other: announced-as,
                     // moved-from, calls-off
  std::string id;    // of the other one in the record
};

// A finding of the record: what the articles that tell the same say together (docs/connections.md). Events are one
// where their sides, kind, days, persons, places and words say so, once the articles are committed; an agreement is one
// under all its names, its steps are its occurrences; a figure is one claim, however its number was rounded; goods are
// one by direction and name; an office by person and office.
struct RecordedFinding {
  // A letter for the kind and a hash of what was told first of it ("E3K7Q2M"): depends on the articles that tell it
  // alone.
  std::string id;
  std::string kind;                     // event, agreement, figure, goods, office
  std::vector<Occurrence> occurrences;  // by date of publication, then article id; never empty
  std::string dispute;                  // figures that cannot all be right share it ("D3K7Q2M"); "" where none
  // A correction of one of the articles that told it, which no longer says so, while others still do.
  Supersession corrected = {};
  std::vector<FindingLink> links = {};  // of events; by kind, then id
};

// Conditions all of which must hold; empty ones do not count. A finding is taken where one of its occurrences satisfies
// those of kind, actors, types, areas, statuses, levels, modes and dates; those of publication and confidence say which
// occurrences count as evidence at all: the others are left out of it. A finding without a date satisfies no since or
// until.
struct RecordQuery {
  std::string kind;
  std::string actor;               // code that must take part
  std::string with;                // a second code that must take part too
  std::vector<std::string> types;  // event types, agreement kinds, figure measures
  std::vector<std::string> areas;
  std::vector<std::string> statuses;
  std::vector<std::string> levels;
  std::vector<std::string> modes;
  std::string person;               // offices and events: a part of the person's name, case ignored
  std::optional<Day> since, until;  // date of the finding
  std::optional<Day> published_since, published_until;
  double min_confidence = 0;
  std::size_t limit = 0;  // 0: all
  bool latest = false;    // with a limit: the last of those with a date, not the first of all; then those without
  // Occurrences that were corrected as wrong are left out.
  // Occurrences in superseded articles are left out of findings that others tell too. Where there are only such, the
  // finding is given with them, and each says by what it is superseded.
};

// What articles say of a person in an office (docs/connections.md, People).
struct LearntTenure {
  LearntHolder holder;
  Day first{}, last{};                   // on which articles name the person in the office
  std::optional<Day> ended;              // the day from which they call the person former, or another one the holder
  std::string successor;                 // that other one; "" where the person is only called former
  std::vector<std::string> article_ids;  // that name the person in the office, earliest published first
  std::size_t stories = 0;               // how many these are, reprints counted once
};

// An article whose names others explain otherwise than when it was read.
struct UnresolvedArticle {
  std::string article_id;
  std::vector<LearntHolder> holders;  // to be lent to the reader
};

struct SearchHit {
  std::string article_id;
  TextSpan span;    // of the best matching passage
  double rank = 0;  // smaller is better
};

struct RecordStatistics {
  std::uint64_t articles = 0, findings = 0, occurrences = 0, text_bytes = 0;
  std::uint64_t version = 0;  // number of articles put in, revised, forgotten and corrections so far
  std::optional<Day> first_published, last_published;
  std::vector<std::pair<std::string, std::uint64_t>> publishers;  // by number of articles, falling; "": unknown
};

// What a later reader makes of an article beside what stood in the record: see Record::reread().
enum class ChangeKind : std::uint8_t { added, gone, altered };

struct FindingChange {
  ChangeKind change = ChangeKind::added;
  std::string article_id;
  std::string kind;                 // event, agreement, figure, goods, office
  std::vector<std::string> fields;  // of an altered one: the keys whose values differ, sorted
  std::string before, after;        // the finding as JSON (docs/schemas), "" where there is none
};

struct ChangeCount {
  ChangeKind change = ChangeKind::added;
  std::string kind;
  std::uint64_t number = 0;
};

// An article whose findings another reader made. `key` is for Record::articles_to_reread() alone.
struct ArticleToReread {
  std::uint64_t key = 0;
  Article article;
};

// A command that wrote into the record and did not come to its end: killed, or the machine went down.
struct UnfinishedRun {
  std::string command;         // "read", "reread" ...
  std::uint64_t articles = 0;  // put in before it stopped
};

struct RecordCopy {
  std::uint64_t articles = 0, findings = 0, bytes = 0;
};

// Thread rule: one Record object for each thread; several may be open on one file (one writes, all read).
class Record {
 public:
  enum class Mode : std::uint8_t { read_only, read_write, foreign };

  // Opens (read_write: creates where absent) the record at a path and migrates it where it is older; another one's
  // (foreign) is only read, and migrated in a temporary copy. Errors: not_found,
  // unsupported_schema, record_busy, record_failed.
  [[nodiscard]] static Result<std::unique_ptr<Record>> open(const std::string& location, Mode mode);
  // A copy of the record at `location`, as it stands after some commit, in a new file; others may be writing meanwhile.
  // The copy is checked before it gets its name. An older record is copied as it is, not migrated. Errors: not_found
  // (no such record), bad_usage (there is such a file and not `overwrite`, or it is the record itself), record_failed.
  [[nodiscard]] static Result<RecordCopy> copy(const std::string& location, const std::string& file, bool overwrite);
  virtual ~Record() = default;

  // Puts an article and its findings in; the same article with the same reader version changes nothing. Several calls
  // are one transaction until commit(), which makes them durable and returns the record's new version.
  [[nodiscard]] virtual Result<AddOutcome> add(const Article& article, const Reading& reading,
                                               std::string_view reader_version) = 0;
  [[nodiscard]] virtual Result<std::uint64_t> commit() = 0;
  // Whether add() would change nothing: same id, same content, same reader version.
  [[nodiscard]] virtual Result<bool> holds(const Article& article, std::string_view reader_version) = 0;

  // Notes, with the first change, that a command writes, until end_run(). Gives the runs before it that did not end; a
  // run of a process that still lives is none of them.
  [[nodiscard]] virtual Result<std::vector<UnfinishedRun>> start_run(std::string_view command) = 0;
  // In the transaction of add(): the run has done what it was to do, or been stopped in good order.
  [[nodiscard]] virtual Result<void> end_run() = 0;

  // Begins to read all articles again, or goes on with it where the same reader was broken off; the changes found so
  // far stay. With `anew` also the articles that this very reader has read. Gives the number of articles left to read.
  [[nodiscard]] virtual Result<std::uint64_t> start_reread(std::string_view reader_version, bool anew) = 0;
  // The next `limit` articles behind the one with key `after` (0: from the first) that another reader has read.
  [[nodiscard]] virtual Result<std::vector<ArticleToReread>> articles_to_reread(std::string_view reader_version,
                                                                                std::uint64_t after,
                                                                                std::size_t limit) = 0;
  // As add() for an article that the record holds, and keeps account of what changed, in the same transaction. Another
  // content, or an article forgotten meanwhile, changes nothing and gives unchanged.
  [[nodiscard]] virtual Result<AddOutcome> reread(const Article& article, const Reading& reading,
                                                  std::string_view reader_version) = 0;
  // The account of the last rereading: numbers by kind of change and of finding, both sorted.
  [[nodiscard]] virtual Result<std::vector<ChangeCount>> count_changes() = 0;
  // Gives each change to `take`, by article id, then in the order of the text, until it gives false.
  [[nodiscard]] virtual Result<void> for_each_change(const std::function<bool(const FindingChange&)>& take) = 0;

  // In the order of date, then id.
  [[nodiscard]] virtual Result<std::vector<RecordedFinding>> find(const RecordQuery& query) = 0;
  // By a record id ("E3K7Q2M") or a local id ("a1/3"), wrong ones too; error not_found.
  [[nodiscard]] virtual Result<RecordedFinding> finding(std::string_view id) = 0;
  [[nodiscard]] virtual Result<RecordedArticle> article(std::string_view id) = 0;
  // Articles with a finding in which both codes take part, or the one that is not empty; all articles where both are
  // empty. By date of publication, then id.
  [[nodiscard]] virtual Result<std::vector<std::string>> articles_about(std::string_view a, std::string_view b) = 0;
  // The story of an article, or the one of a story id ("S3K7Q2M9XB"); error not_found.
  [[nodiscard]] virtual Result<Story> story(std::string_view id) = 0;
  // Stories of two articles and more, by the date of their first, then id.
  [[nodiscard]] virtual Result<std::vector<Story>> stories(const StoryQuery& query) = 0;
  // Earlier texts under an article's id, oldest first; none where it was never revised.
  [[nodiscard]] virtual Result<std::vector<ArticleVersion>> versions(std::string_view article_id) = 0;
  // Learns the tenures from what the articles now say, and gives the articles that have to be read again for it, at
  // most `limit` (0: all) of those that this version of the reader read. Then put_resolved() takes each. What stands in
  // the record when there are none left depends on its articles alone. resolve_people() (resolve.h) does all of it.
  [[nodiscard]] virtual Result<std::vector<UnresolvedArticle>> unresolved(std::string_view reader_version,
                                                                          std::size_t limit) = 0;
  // Puts the findings of an article in place of those that stand there; error not_found.
  [[nodiscard]] virtual Result<void> put_resolved(const Article& article, const Reading& reading,
                                                  std::string_view reader_version) = 0;
  // What was learnt when unresolved() was last called: of one state, or of all where `country` is empty. By state, kind
  // of office, first day and person. Articles and their number only where they are wanted: they cost a search for each.
  [[nodiscard]] virtual Result<std::vector<LearntTenure>> tenures(std::string_view country, bool with_articles) = 0;
  // Those that explain names of an article.
  [[nodiscard]] virtual Result<std::vector<LearntTenure>> tenures_for(std::string_view article_id,
                                                                      bool with_articles) = 0;
  // Those that explain names an article of that day leaves open (ArticleFacts::unresolved), whether it stands in the
  // record or not; with them it need not be read again.
  [[nodiscard]] virtual Result<std::vector<LearntHolder>> holders_of_names(const std::vector<std::string>& names,
                                                                           Day day) = 0;
  // Full-text search, words, "phrases" and beginnings (wor*), all of which must occur; best first.
  [[nodiscard]] virtual Result<std::vector<SearchHit>> search(std::string_view query, std::size_t limit) = 0;
  // Takes an article and what only it said out again, in the transaction of add() until commit(); error not_found.
  [[nodiscard]] virtual Result<void> forget(std::string_view article_id) = 0;
  // Pairs of codes ("CHN KAZ", in the order of the alphabet) with the number of findings, falling: what there is.
  [[nodiscard]] virtual Result<std::vector<std::pair<std::string, std::uint64_t>>> pairs(std::size_t limit) = 0;
  // As of the last commit.
  [[nodiscard]] virtual Result<RecordStatistics> statistics() = 0;
};

}  // namespace chancery
