// `reread`: makes all findings anew from the stored texts, and says what changed.
#include <csignal>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "chancery/record.h"
#include "chancery/resolve.h"
#include "cli/answer_options.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/reader_version.h"
#include "cli/runs.h"
#include "cli/stored_work.h"
#include "cli/terminal.h"
#include "format/finding_json.h"

namespace chancery::cli {
namespace {

struct RereadOptions {
  std::string record;
  unsigned threads = 1;
  double min_confidence = 0;
  std::vector<std::string> actors;
  TierOption tier;
  std::string format;
  bool list = false;
  bool all = false;
};

const char* name_of(ChangeKind change) {
  switch (change) {
    case ChangeKind::added: return "added";
    case ChangeKind::gone: return "gone";
    case ChangeKind::altered: break;
  }
  return "altered";
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : between) + part;
  return out;
}

std::string quoted_csv(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

// One object a line, or one array of them.
std::string as_json(const FindingChange& change) {
  std::string out = "{\"change\":\"" + std::string(name_of(change.change)) + "\",\"article\":";
  format::append_json_string(out, change.article_id);
  out += ",\"kind\":\"" + change.kind + "\",\"fields\":[";
  for (std::size_t i = 0; i < change.fields.size(); ++i) {
    if (i > 0) out += ',';
    format::append_json_string(out, change.fields[i]);
  }
  out += "],\"before\":" + (change.before.empty() ? std::string("null") : change.before);
  return out + ",\"after\":" + (change.after.empty() ? std::string("null") : change.after) + "}";
}

std::string as_csv(const FindingChange& change) {
  return std::string(name_of(change.change)) + "," + quoted_csv(change.article_id) + "," + change.kind + "," +
         quoted_csv(joined(change.fields, " ")) + "," + quoted_csv(change.before) + "," + quoted_csv(change.after) +
         "\r\n";
}

std::string as_text(const FindingChange& change) {
  std::string out = std::string(name_of(change.change)) + " " + change.kind + " in " + change.article_id;
  if (!change.fields.empty()) out += ": " + joined(change.fields, ", ");
  if (!change.before.empty()) out += "\n  - " + change.before;
  if (!change.after.empty()) out += "\n  + " + change.after;
  return out + "\n";
}

// "events: 3 added, 1 gone, 12 altered", a line for each kind.
std::string summary(const std::vector<ChangeCount>& counts) {
  std::map<std::string, std::map<ChangeKind, std::uint64_t>> kinds;
  for (const ChangeCount& count : counts) kinds[count.kind][count.change] = count.number;
  if (kinds.empty()) return "No finding changed.\n";
  std::string out;
  for (auto& [kind, numbers] : kinds) {
    out += kind + ": " + std::to_string(numbers[ChangeKind::added]) + " added, " +
           std::to_string(numbers[ChangeKind::gone]) + " gone, " + std::to_string(numbers[ChangeKind::altered]) +
           " altered\n";
  }
  return out;
}

// Pieces of a long answer, written as they come.
class Output {
 public:
  bool write(const std::string& piece) {
    pending_ += piece;
    return pending_.size() < kPiece || flush();
  }
  bool flush() {
    code_ = pending_.empty() ? code_ : print(pending_);
    pending_.clear();
    return code_ == kDone;
  }
  [[nodiscard]] int code() const noexcept { return code_; }

 private:
  static constexpr std::size_t kPiece = 1 << 16;
  std::string pending_;
  int code_ = kDone;
};

int print_changes(Record& record, const RereadOptions& options) {
  Output output;
  if (options.format == "text") {
    const auto counts = record.count_changes();
    if (!counts) return report(counts.error());
    if (!output.write(summary(*counts))) return output.code();
    if (!options.list) return output.flush(), output.code();
  }
  if (options.format == "csv") output.write("change,article,kind,fields,before,after\r\n");
  bool first = true;
  const auto listed = record.for_each_change([&](const FindingChange& change) {
    if (options.format == "csv") return output.write(as_csv(change));
    if (options.format == "jsonl") return output.write(as_json(change) + "\n");
    if (options.format == "text") return output.write(as_text(change));
    const bool goes_on = output.write((first ? "[" : ",\n") + as_json(change));
    first = false;
    return goes_on;
  });
  if (!listed) return report(listed.error());
  if (options.format == "json") output.write(first ? "[]\n" : "]\n");
  output.flush();
  return output.code();
}

int run_reread(const RereadOptions& options) {
  const auto knowledge = load_knowledge(options.actors);
  if (!knowledge) return report(knowledge.error());
  const auto encoder = load_encoder(options.tier, options.threads);
  if (!encoder) return report(encoder.error());
  auto source = open_record(options.record);
  if (!source) return report(source.error());
  auto record = Record::open(record_location(options.record), Record::Mode::read_write);
  if (!record) return report(record.error());

  const std::string version = reader_version(options.actors, options.min_confidence, encoder->get());
  if (auto begun = begin_run(**record, "reread"); !begun) return report(begun.error());
  const auto left = (*record)->start_reread(version, options.all);
  if (!left) return report(left.error());
  if (auto committed = (*record)->commit(); !committed) return report(committed.error());

  const Interrupt interrupt;
  std::uint64_t last_key = 0;
  StoredWork work{record->get(), options.threads, *knowledge, ReaderOptions{options.min_confidence, *encoder}, {}, {}};
  work.take = [&]() -> Result<std::vector<Article>> {
    auto next = (*source)->articles_to_reread(version, last_key, kStoredBatch);
    if (!next) return std::unexpected(std::move(next.error()));
    std::vector<Article> articles;
    for (ArticleToReread& one : *next) {
      last_key = one.key;
      articles.push_back(std::move(one.article));
    }
    return articles;
  };
  Reader reader(*knowledge, ReaderOptions{options.min_confidence, *encoder});
  work.put = [&](const Article& article, const Reading& reading) -> Result<void> {
    // Names that other articles explain are none of the reader's changes.
    auto tenures = (*record)->tenures_for(article.id, false);
    if (!tenures) return std::unexpected(std::move(tenures.error()));
    auto resolved = tenures->empty() ? Result<Reading>(reading) : read_resolved(**record, reader, article);
    if (!resolved) return std::unexpected(std::move(resolved.error()));
    auto done = (*record)->reread(article, *resolved, version);
    if (!done) return std::unexpected(std::move(done.error()));
    return {};
  };
  const auto articles = work_through(work, interrupt);
  if (!articles) return report(articles.error());
  if (interrupt.signal() == 0) {
    if (auto resolved = resolve_people(**record, {&reader, 1}, version); !resolved) return report(resolved.error());
  }
  if (auto ended = (*record)->end_run(); !ended) return report(ended.error());
  if (auto committed = (*record)->commit(); !committed) return report(committed.error());
  std::fprintf(stderr, "chancery: %llu of %llu articles read again with %s\n",
               static_cast<unsigned long long>(*articles), static_cast<unsigned long long>(*left), version.c_str());
  if (interrupt.signal() != 0) {
    std::fprintf(stderr, "chancery: interrupted; `chancery reread` again goes on from here\n");
    return interrupt.signal() == SIGTERM ? kTerminated : kInterrupted;
  }
  return print_changes(**record, options);
}

}  // namespace

void add_reread_command(CLI::App& app, Action& action) {
  add_command<RereadOptions>(
      app, action, "reread", "Makes all findings anew from the stored texts and says what changed",
      "chancery reread\n  chancery reread --format csv > changes.csv",
      [](CLI::App& command, RereadOptions& options) {
        add_record_option(command, options.record);
        add_threads_option(command, options.threads);
        add_confidence_option(command, options.min_confidence);
        add_actors_option(command, options.actors);
        add_tier_option(command, options.tier);
        options.format = "text";
        command.add_option("--format", options.format, "How to print the changes: counts as text, else each of them")
            ->check(CLI::IsMember({"text", "json", "jsonl", "csv"}))
            ->capture_default_str();
        command.add_flag("--list", options.list, "With text: each change below the counts");
        command.add_flag("--all", options.all, "Read those again too that this very reader has read");
      },
      run_reread);
}

}  // namespace chancery::cli
