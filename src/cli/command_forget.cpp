// `forget`: takes articles, and what only they said, out of the record.
#include <cstdio>
#include <string>
#include <vector>

#include "chancery/corrections.h"
#include "chancery/record.h"
#include "chancery/resolve.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/reader_version.h"
#include "cli/refusals.h"
#include "cli/runs.h"

namespace chancery::cli {
namespace {

struct ForgetOptions {
  std::vector<std::string> articles;
  std::string record;
  TierOption tier;
};

int run_forget(const ForgetOptions& options) {
  // Opened for reading first, so that a mistyped path makes no new record.
  if (auto there = open_record(options.record); !there) return report(there.error());
  auto record = Record::open(record_location(options.record), Record::Mode::read_write);
  if (!record) return report(record.error());
  if (auto begun = begin_run(**record, "forget"); !begun) return report(begun.error());
  Refusals refusals;
  for (const std::string& article : options.articles) {
    const auto forgotten = (*record)->forget(article);
    if (forgotten) continue;
    if (forgotten.error().code != ErrorCode::not_found) return report(forgotten.error());
    refusals.add(forgotten.error());
  }
  // Names in other articles that only these explained are so no more.
  const auto knowledge = load_knowledge({});
  if (!knowledge) return report(knowledge.error());
  const auto encoder = load_encoder(options.tier, 1);
  if (!encoder) return report(encoder.error());
  Reader reader(*knowledge, ReaderOptions{0, *encoder});
  if (auto resolved = resolve_people(**record, {&reader, 1}, reader_version({}, 0, encoder->get())); !resolved) {
    return report(resolved.error());
  }
  if (auto ended = (*record)->end_run(); !ended) return report(ended.error());
  const auto version = (*record)->commit();
  if (!version) return report(version.error());
  auto corrections = Corrections::open(record_location(options.record));
  if (!corrections) return report(corrections.error());
  for (const std::string& article : options.articles) {
    if (auto gone = (*corrections)->forget(article); !gone) return report(gone.error());
  }
  std::fprintf(stderr, "chancery: %zu articles forgotten; the record is at version %llu\n",
               options.articles.size() - refusals.count(), static_cast<unsigned long long>(*version));
  return refusals.count() > 0 ? kSomeRefused : kDone;
}

}  // namespace

void add_forget_command(CLI::App& app, Action& action) {
  add_command<ForgetOptions>(
      app, action, "forget", "Takes articles, and what only they said, out of the record", "chancery forget a1 a2",
      [](CLI::App& command, ForgetOptions& options) {
        command.add_option("article", options.articles, "Ids of articles")->required();
        add_record_option(command, options.record);
        add_tier_option(command, options.tier);
      },
      run_forget);
}

}  // namespace chancery::cli
