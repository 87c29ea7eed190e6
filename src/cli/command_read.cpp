// `read`: articles into the record, or with --print onto standard output.
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "chancery/reader.h"
#include "chancery/record.h"
#include "chancery/resolve.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/reader_version.h"
#include "cli/refusals.h"
#include "cli/runs.h"
#include "cli/terminal.h"
#include "parallel/ordered_work.h"
#include "read/article_json.h"
#include "read/article_source.h"
#include "read/folder_watch.h"
#include "read/settle_date.h"

namespace chancery::cli {
namespace {

// A batch is committed when so many articles or so much time has passed, or when the input has nothing more to give at
// the moment: a commit costs milliseconds, and what is not committed is lost when the program is killed.
constexpr std::uint64_t kBatchArticles = 1000;
constexpr std::chrono::milliseconds kBatchTime{500};
// After so many articles names are resolved by what the record has learnt, and at the end.
constexpr std::uint64_t kResolveArticles = 50'000;
constexpr std::uint64_t kFirstResolveArticles = 2'500;  // so early that most are read with what is learnt by then

struct ReadOptions {
  std::vector<std::string> paths;
  std::string record;
  unsigned threads = 1;
  double min_confidence = 0;
  std::vector<std::string> actors;
  TierOption tier;
  bool print = false;
  bool strict = false;
  bool watch = false;
  bool any_language = false;
  std::optional<Day> today;
};

// What came of one article: findings, nothing new, or a refusal.
struct Outcome {
  Article article;
  Reading reading;
  bool known = false;  // the record holds it already: it was not read again
  std::string doubt;   // what is wrong with its date, "" where nothing is
  std::optional<Error> refused;
};

struct Batch {
  std::vector<Outcome> outcomes;
  std::string printed;
  bool more_ready = true;
};

// One for each thread.
class Worker {
 public:
  Worker(const ReadOptions& options, std::shared_ptr<const Knowledge> knowledge, EncoderPtr encoder,
         std::string version, std::unique_ptr<Record> record)
      : options_(&options),
        reader_(std::move(knowledge), ReaderOptions{options.min_confidence, std::move(encoder)}),
        version_(std::move(version)),
        record_(std::move(record)),
        today_(options.today ? *options.today : floor<std::chrono::days>(std::chrono::system_clock::now())) {}

  Batch work(const read::Chunk& chunk) {
    Batch batch;
    batch.more_ready = chunk.more_ready;
    for (const read::RawArticle& raw : chunk.articles) {
      Outcome& outcome = batch.outcomes.emplace_back();
      auto made = read::make_article(chunk, raw, {options_->any_language});
      if (!made) {
        outcome.refused = std::move(made.error());
        if (options_->strict) break;
        continue;
      }
      outcome.doubt = read::settle_date(*made, reader_, today_);
      outcome.article = std::move(made->article);
      if (options_->print) {
        print(outcome.article, batch.printed);
        continue;
      }
      // A question only: what another article of this run puts in meanwhile, add() finds out.
      outcome.known = record_->holds(outcome.article, version_).value_or(false);
      if (!outcome.known) outcome.reading = read_with_known_names(outcome.article);
    }
    return batch;
  }

 private:
  // With what the record has learnt by now; resolve_people() sees to what it learns later.
  Reading read_with_known_names(const Article& article) {
    Reading reading = reader_.read(article);
    if (!reading.facts.date || reading.facts.unresolved.empty()) return reading;
    const auto holders = record_->holders_of_names(reading.facts.unresolved, *reading.facts.date);
    if (!holders || holders->empty()) return reading;
    return reader_.read(article, *holders);
  }

  // With what the text says of its own date and publisher, where nothing was given.
  void print(Article article, std::string& out) {
    ArticleFacts facts = reader_.read(article).facts;
    if (!article.date) article.date = facts.date;
    if (article.source.empty()) article.source = std::move(facts.source);
    read::append_article(out, article);
    out += '\n';
  }

  const ReadOptions* options_;
  Reader reader_;
  std::string version_;
  std::unique_ptr<Record> record_;
  Day today_;
};

// Takes the batches in order and puts them where they belong.
class Writer {
 public:
  // `readers` read again what others explain.
  Writer(const ReadOptions& options, std::vector<Reader> readers, Record* record, std::string version,
         std::optional<std::uint64_t> total_bytes)
      : strict_(options.strict),
        readers_(std::move(readers)),
        record_(record),
        version_(std::move(version)),
        progress_(total_bytes) {}

  // False where nothing more shall come.
  bool take(Batch batch, std::uint64_t bytes_read) {
    if (!write_output(batch.printed)) {
      fault_.emplace();
      fault_->code = ErrorCode::record_failed;
      fault_->message = std::string("standard output cannot be written: ") + std::strerror(errno);
      return false;
    }
    for (Outcome& outcome : batch.outcomes) {
      if (outcome.refused) {
        progress_.clear();
        refusals_.add(*outcome.refused);
        if (strict_) return false;
        continue;
      }
      ++articles_;
      if (!outcome.doubt.empty()) {
        progress_.clear();
        ++doubted_;
        Error note;
        note.file = outcome.article.file;
        note.line = outcome.article.line;
        note.message = std::move(outcome.doubt);
        std::fprintf(stderr, "%s\n", note.to_string().c_str());
      }
      if (record_ != nullptr && !put(outcome)) return false;
    }
    if (record_ != nullptr && (uncommitted_ >= kBatchArticles || !batch.more_ready ||
                               std::chrono::steady_clock::now() - last_commit_ >= kBatchTime)) {
      if (!commit()) return false;
      if (since_resolved_ >= resolve_after_ && !resolve()) return false;
    }
    progress_.show(articles_, findings_, bytes_read);
    return true;
  }

  bool end_run() {
    if (record_ == nullptr) return true;
    auto ended = record_->end_run();
    return ended ? true : fail(std::move(ended.error()));
  }

  // Reads again what others explain by now.
  bool resolve() {
    if (record_ == nullptr || !unresolved_) return true;
    unresolved_ = false;
    since_resolved_ = 0;
    resolve_after_ = std::min(2 * resolve_after_, kResolveArticles);
    const auto again = resolve_people(*record_, readers_, version_);
    if (!again) return fail(again.error());
    read_again_ += *again;
    return commit();
  }

  bool commit() {
    if (record_ == nullptr) return true;
    auto version = record_->commit();
    if (!version) return fail(std::move(version.error()));
    record_version_ = *version;
    uncommitted_ = 0;
    last_commit_ = std::chrono::steady_clock::now();
    return true;
  }

  void print_totals(const std::string& location) {
    progress_.clear();
    std::string line = std::to_string(articles_) + " articles";
    if (record_ != nullptr) {
      line += ": " + std::to_string(added_) + " added, " + std::to_string(revised_) + " revised, " +
              std::to_string(unchanged_) + " unchanged; " + std::to_string(findings_) + " findings";
    }
    if (read_again_ > 0) line += "; " + std::to_string(read_again_) + " read again for names that others explain";
    if (doubted_ > 0) line += "; " + std::to_string(doubted_) + (doubted_ == 1 ? " date" : " dates") + " doubted";
    if (refusals_.count() > 0) line += "; " + refusals_.summary();
    if (record_ != nullptr) line += "; " + location + " is at version " + std::to_string(record_version_);
    std::fprintf(stderr, "chancery: %s\n", line.c_str());
  }

  // What came of a file that arrived in a watched folder: the difference to the last such note.
  void note_arrival(const std::string& path) {
    const std::uint64_t added = added_ - noted_.added, revised = revised_ - noted_.revised,
                        unchanged = unchanged_ - noted_.unchanged, refused = refusals_.count() - noted_.refused;
    noted_ = {added_, revised_, unchanged_, refusals_.count()};
    std::string line;
    const auto part = [&line](std::uint64_t count, const char* what) {
      if (count > 0) line += (line.empty() ? "" : ", ") + std::to_string(count) + " " + what;
    };
    part(added, "added");
    part(revised, "revised");
    part(unchanged, "unchanged");
    part(refused, "refused");
    std::fprintf(stderr, "chancery: %s: %s\n", path.c_str(), line.empty() ? "no articles" : line.c_str());
  }

  void print_passed_over(std::uint64_t files) {
    progress_.clear();
    if (files > 0) {
      std::fprintf(stderr, "chancery: %llu files passed over by their names (README, .md, .csv, hidden ...)\n",
                   static_cast<unsigned long long>(files));
    }
  }

  [[nodiscard]] const std::optional<Error>& fault() const noexcept { return fault_; }
  [[nodiscard]] bool refused() const noexcept { return refusals_.count() > 0; }
  [[nodiscard]] bool doubted() const noexcept { return doubted_ > 0; }
  // From here on note_arrival() counts.
  void begin_notes() {
    progress_.clear();
    noted_ = {added_, revised_, unchanged_, refusals_.count()};
  }

 private:
  bool put(Outcome& outcome) {
    if (outcome.known) {
      // It was so when a worker asked; a revision in this very batch may have come between.
      const auto still = record_->holds(outcome.article, version_);
      if (!still) return fail(still.error());
      if (*still) return ++unchanged_, true;
      outcome.reading = readers_[0].read(outcome.article);
    }
    const auto done = record_->add(outcome.article, outcome.reading, version_);
    if (!done) return fail(done.error());
    if (*done == AddOutcome::unchanged) return ++unchanged_, true;
    ++(*done == AddOutcome::added ? added_ : revised_);
    findings_ += outcome.reading.findings.size();
    ++uncommitted_;
    ++since_resolved_;
    unresolved_ = true;
    return true;
  }

  bool fail(Error error) {
    fault_ = std::move(error);
    return false;
  }

  bool strict_;
  std::vector<Reader> readers_;
  Record* record_;
  std::string version_;
  Progress progress_;
  Refusals refusals_;
  std::optional<Error> fault_;
  std::uint64_t articles_ = 0, added_ = 0, revised_ = 0, unchanged_ = 0, findings_ = 0;
  std::uint64_t uncommitted_ = 0, record_version_ = 0, doubted_ = 0;
  std::uint64_t read_again_ = 0, since_resolved_ = 0, resolve_after_ = kFirstResolveArticles;
  bool unresolved_ = true;  // a run before may have been killed before it came to that
  struct Counts {
    std::uint64_t added = 0, revised = 0, unchanged = 0, refused = 0;
  };
  Counts noted_;
  std::chrono::steady_clock::time_point last_commit_ = std::chrono::steady_clock::now();
};

int run_read(const ReadOptions& options) {
  const auto knowledge = load_knowledge(options.actors);
  if (!knowledge) return report(knowledge.error());
  const auto encoder = load_encoder(options.tier, options.threads);
  if (!encoder) return report(encoder.error());

  const std::string location = record_location(options.record);
  const std::string version = reader_version(options.actors, options.min_confidence, encoder->get());
  std::unique_ptr<Record> record;
  std::vector<Worker> workers;
  if (!options.print) {
    auto opened = Record::open(location, Record::Mode::read_write);
    if (!opened) return report(opened.error());
    record = std::move(*opened);
    if (auto begun = begin_run(*record, "read"); !begun) return report(begun.error());
  }
  for (unsigned i = 0; i < options.threads; ++i) {
    std::unique_ptr<Record> own;
    if (!options.print) {
      auto opened = Record::open(location, Record::Mode::read_only);
      if (!opened) return report(opened.error());
      own = std::move(*opened);
    }
    workers.emplace_back(options, *knowledge, *encoder, version, std::move(own));
  }

  Interrupt interrupt;
  std::unique_ptr<read::FolderWatch> watch;
  if (options.watch) {
    // Watched before what is there is read: nothing can arrive unseen.
    auto opened = read::FolderWatch::open(options.paths, interrupt.descriptor());
    if (!opened) return opened.error().code = ErrorCode::bad_usage, report(opened.error());
    watch = std::move(*opened);
  }
  std::vector<Reader> readers;
  for (unsigned i = 0; i < options.threads; ++i) {
    readers.emplace_back(*knowledge, ReaderOptions{options.min_confidence, *encoder});
  }
  Writer writer(options, std::move(readers), record.get(), version,
                Progress::is_shown() && !watch ? read::total_bytes(options.paths) : std::nullopt);

  std::uint64_t passed_over = 0;
  const auto read_all = [&](const std::vector<std::string>& paths) {
    read::SourceOptions source_options;
    source_options.skip_unfinished = options.watch;
    source_options.wake_descriptor = interrupt.descriptor();
    read::ArticleSource source(paths, source_options);
    parallel::ordered_work(
        options.threads,
        [&] {
          if (interrupt.signal() != 0) source.stop();
          return source.next();
        },
        [&](unsigned worker, read::Chunk& chunk) { return workers[worker].work(chunk); },
        [&](Batch batch) { return writer.take(std::move(batch), source.bytes_read()); });
    passed_over += source.passed_over();
  };
  const auto goes_on = [&] {
    return interrupt.signal() == 0 && !writer.fault() && !(options.strict && writer.refused());
  };

  read_all(options.paths);
  if (watch) writer.begin_notes();
  if (watch && goes_on() && writer.commit() && writer.resolve()) {
    std::fprintf(stderr, "chancery: %s read; waiting for more (end with Ctrl-C)\n", options.paths[0].c_str());
    while (goes_on()) {
      const auto arrived = watch->wait();
      if (!arrived) return writer.commit(), report(arrived.error());
      for (const std::string& path : *arrived) {
        if (!goes_on()) break;
        read_all({path});
        if (!writer.fault() && writer.commit() && writer.resolve()) writer.note_arrival(path);
      }
    }
  }

  // Also after a refusal under --strict and after a signal: what was read stays read.
  if (!writer.fault() && writer.commit() && (interrupt.signal() != 0 || writer.resolve()) && writer.end_run()) {
    writer.commit();
  }
  if (writer.fault()) return report(*writer.fault()), kFault;
  writer.print_passed_over(passed_over);
  if (!options.print || writer.refused() || writer.doubted()) writer.print_totals(location);
  // A watch has no other end than a signal.
  if (interrupt.signal() != 0 && !watch) {
    std::fprintf(stderr, "chancery: interrupted; what was read so far is kept, reading again completes it\n");
    return interrupt.signal() == SIGTERM ? kTerminated : kInterrupted;
  }
  return writer.refused() ? kSomeRefused : kDone;
}

}  // namespace

void add_read_command(CLI::App& app, Action& action) {
  add_command<ReadOptions>(
      app, action, "read",
      "Reads articles into the record: pages, feeds, mails, plain text, JSON Lines, and archives of them",
      "chancery read articles/ feed.xml exports.zip",
      [](CLI::App& command, ReadOptions& options) {
        command.add_option("path", options.paths, "Files, folders with all below them, or - for standard input")
            ->required()
            ->type_name("PATH");
        add_record_option(command, options.record);
        add_threads_option(command, options.threads);
        add_confidence_option(command, options.min_confidence);
        add_actors_option(command, options.actors);
        add_tier_option(command, options.tier);
        command.add_flag("--print", options.print, "Write the articles as JSON Lines to standard output instead");
        command.add_flag("--strict", options.strict, "Stop at the first article that is refused");
        command.add_flag("--watch", options.watch,
                         "Read what is in the folders, then what arrives in them, until Ctrl-C");
        command.add_flag("--any-language", options.any_language, "With --print: articles in other languages too")
            ->needs("--print");
        command
            .add_option_function<std::string>(
                "--today",
                [&options](const std::string& text) {
                  options.today = parse_iso_day(text);
                  if (!options.today)
                    throw CLI::ValidationError("--today", "\"" + text + "\" is no date: give YYYY-MM-DD");
                },
                "Take dates after this day for dates in the future (default: today)")
            ->type_name("DATE");
      },
      run_read);
}

}  // namespace chancery::cli
