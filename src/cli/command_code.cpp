// `code`: the reader as a filter. Articles in, findings out, in the order of the articles; no record is touched.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "chancery/reader.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/refusals.h"
#include "cli/terminal.h"
#include "format/finding_json.h"
#include "parallel/ordered_work.h"
#include "read/article_source.h"

namespace chancery::cli {
namespace {

struct CodeOptions {
  std::vector<std::string> paths;
  std::string findings = "events";
  unsigned threads = 1;
  double min_confidence = 0;
  std::vector<std::string> actors;
  TierOption tier;
  bool strict = false;
};

// What came of one chunk of articles.
struct Coded {
  std::string lines;
  std::vector<Error> refused;
  std::uint64_t articles = 0;
  std::uint64_t findings = 0;
};

class Coder {
 public:
  Coder(const CodeOptions& options, std::shared_ptr<const Knowledge> knowledge, EncoderPtr encoder)
      : all_(options.findings == "all"),
        strict_(options.strict),
        knowledge_(std::move(knowledge)),
        reader_(knowledge_, ReaderOptions{options.min_confidence, std::move(encoder)}) {}

  Coded code(const read::Chunk& chunk) {
    Coded out;
    out.lines.reserve(chunk.bytes.size());
    for (const read::RawArticle& raw : chunk.articles) {
      auto article = read::make_article(chunk, raw);
      if (article) {
        code(*article, out);
      } else {
        out.refused.push_back(std::move(article.error()));
        if (strict_) break;
      }
    }
    return out;
  }

 private:
  void code(const Article& article, Coded& out) {
    ++out.articles;
    const Reading reading = reader_.read(article);
    std::string id;
    for (std::size_t i = 0; i < reading.findings.size(); ++i) {
      const Finding& finding = reading.findings[i];
      if (!all_ && !std::holds_alternative<Event>(finding)) continue;
      // Numbered among all findings, so that an id means the same with and without --findings all.
      id.assign(article.id).append("/").append(std::to_string(i + 1));
      format::append_json(out.lines, finding, article, id, *knowledge_);
      out.lines += '\n';
      ++out.findings;
    }
  }

  bool all_;
  bool strict_;
  std::shared_ptr<const Knowledge> knowledge_;
  Reader reader_;
};

int run_code(const CodeOptions& options) {
  const auto knowledge = load_knowledge(options.actors);
  if (!knowledge) return report(knowledge.error());
  const auto encoder = load_encoder(options.tier, options.threads);
  if (!encoder) return report(encoder.error());

  if (options.paths.empty() && input_is_terminal()) {
    std::fprintf(stderr, "chancery: reading JSON Lines from the terminal (end with Ctrl-D)\n");
  }
  std::vector<Coder> coders;
  for (unsigned i = 0; i < options.threads; ++i) coders.emplace_back(options, *knowledge, *encoder);
  read::SourceOptions source_options;
  source_options.json_lines_on_stdin = true;
  read::ArticleSource source(options.paths.empty() ? std::vector<std::string>{"-"} : options.paths, source_options);

  Refusals refusals;
  std::uint64_t articles = 0, findings = 0;
  bool written = true;
  parallel::ordered_work(
      options.threads, [&] { return source.next(); },
      [&](unsigned worker, read::Chunk& chunk) { return coders[worker].code(chunk); },
      [&](Coded coded) {
        articles += coded.articles;
        findings += coded.findings;
        written = write_output(coded.lines);
        for (const Error& error : coded.refused) refusals.add(error);
        return written && !(options.strict && refusals.count() > 0);
      });
  if (!written) {
    std::fprintf(stderr, "chancery: standard output cannot be written: %s\n", std::strerror(errno));
    return kFault;
  }
  if (refusals.count() > 0) {
    std::fprintf(stderr, "chancery: %llu articles, %llu findings, %s\n", static_cast<unsigned long long>(articles),
                 static_cast<unsigned long long>(findings), refusals.summary().c_str());
    return kSomeRefused;
  }
  return kDone;
}

}  // namespace

void add_code_command(CLI::App& app, Action& action) {
  add_command<CodeOptions>(
      app, action, "code", "Articles in, one JSON object for each event out; no record is touched",
      "chancery code --findings all < articles.jsonl > findings.jsonl",
      [](CLI::App& command, CodeOptions& options) {
        command.add_option("path", options.paths, "Files or folders; - or nothing: JSON Lines on standard input")
            ->type_name("PATH");
        command
            .add_option("--findings", options.findings, "events, or all: agreements, figures, goods and offices too")
            ->check(CLI::IsMember({"events", "all"}))
            ->capture_default_str();
        add_threads_option(command, options.threads);
        add_confidence_option(command, options.min_confidence);
        add_actors_option(command, options.actors);
        add_tier_option(command, options.tier);
        command.add_flag("--strict", options.strict, "Stop at the first article that is refused");
      },
      run_code);
}

}  // namespace chancery::cli
