#include "cli/options.h"

#include <cstdlib>
#include <filesystem>
#include <thread>

#include "answer/list_request.h"
#include "cli/terminal.h"
#include "encoder/relation_encoder.h"

namespace chancery::cli {
namespace {

Error usage_error(std::string message) {
  Error error;
  error.code = ErrorCode::bad_usage;
  error.message = std::move(message);
  return error;
}

void add_day_option(CLI::App& command, const std::string& name, std::optional<Day>& target, bool last,
                    const std::string& description) {
  command
      .add_option_function<std::string>(
          name,
          [&target, name, last](const std::string& text) {
            target = answer::parse_day_month_or_year(text, last);
            if (!target) {
              throw CLI::ValidationError(name, "\"" + text + "\" is no date: give YYYY-MM-DD, YYYY-MM or YYYY");
            }
          },
          description)
      ->type_name("DATE");
}

}  // namespace

void add_record_option(CLI::App& command, std::string& location) {
  command
      .add_option("--record", location,
                  "The record, a file (default: CHANCERY_RECORD, else chancery/chancery.db in the user's data folder)")
      ->type_name("FILE");
}

std::string record_location(const std::string& given) {
  if (!given.empty()) return given;
  if (const char* location = std::getenv("CHANCERY_RECORD"); location != nullptr && *location != '\0') return location;
  // XDG Base Directory Specification: a relative XDG_DATA_HOME is invalid and counts as unset.
  if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data == '/') {
    return (std::filesystem::path(data) / "chancery" / "chancery.db").string();
  }
  const char* home = std::getenv("HOME");
  const std::filesystem::path base = home != nullptr && *home != '\0' ? home : ".";
  return (base / ".local" / "share" / "chancery" / "chancery.db").string();
}

Result<std::unique_ptr<Record>> open_record(const std::string& given) {
  const std::string location = record_location(given);
  auto record = Record::open(location, Record::Mode::read_only);
  if (!record && record.error().code == ErrorCode::not_found) {
    Error error;
    error.code = ErrorCode::record_failed;
    error.message =
        "there is no record at " + location + ": make one with `chancery read PATH...`, or name another with --record";
    return std::unexpected(std::move(error));
  }
  return record;
}

void add_format_option(CLI::App& command, std::string& format, const std::vector<std::string>& formats,
                       const std::string& piped) {
  format = output_is_terminal() ? formats.front() : piped;
  command
      .add_option("--format", format,
                  "How to print the answer (" + formats.front() + " on a terminal, else " + piped + ")")
      ->check(CLI::IsMember(formats));
}

void add_confidence_option(CLI::App& command, double& min_confidence) {
  command.add_option("--min-confidence", min_confidence, "Leave out findings that are less sure than P, from 0 to 1")
      ->type_name("P")
      ->check(CLI::Range(0.0, 1.0));
}

void add_today_option(CLI::App& command, std::optional<Day>& today) {
  add_day_option(command, "--today", today, true,
                 "The day on which what was announced counts as passed; else that of the last article");
}

void add_filter_options(CLI::App& command, FilterOptions& options) {
  add_day_option(command, "--since", options.since, false, "Only what happened on or after this day, month or year");
  add_day_option(command, "--until", options.until, true, "Only what happened on or before it");
  add_day_option(command, "--published-since", options.published_since, false,
                 "Only articles published on or after it");
  add_day_option(command, "--published-until", options.published_until, true,
                 "Only articles published on or before it");
  add_confidence_option(command, options.min_confidence);
}

void apply(const FilterOptions& options, RecordQuery& query) {
  query.since = options.since;
  query.until = options.until;
  query.published_since = options.published_since;
  query.published_until = options.published_until;
  query.min_confidence = options.min_confidence;
}

void add_actors_option(CLI::App& command, std::vector<std::string>& files) {
  command.add_option("--actors", files, "A table of further actors (CSV); may be given again")
      ->type_name("FILE")
      ->allow_extra_args(false);  // one file each time, so that a path behind it is not taken for another
}

Result<std::shared_ptr<const Knowledge>> load_knowledge(const std::vector<std::string>& actor_files) {
  for (const std::string& file : actor_files) {
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored))
      return std::unexpected(usage_error("--actors " + file + ": a folder, not a table"));
  }
  auto knowledge = Knowledge::load({actor_files.begin(), actor_files.end()});
  // A broken table of the user's is his own argument, not an input among many: nothing is read with half of it.
  if (!knowledge) knowledge.error().code = ErrorCode::bad_usage;
  return knowledge;
}

void add_tier_option(CLI::App& command, TierOption& tier) {
  command
      .add_option(
          "--tier", tier,
          "How to read: full asks the encoder too and is the default where the build has one; scan is many times "
          "as fast and finds less")
      ->check(CLI::IsMember({"scan", "full"}))
      ->envname("CHANCERY_TIER");
}

Result<EncoderPtr> load_encoder(const TierOption& tier, unsigned threads) {
  if (tier == "scan") return EncoderPtr();
  auto encoder = encoder::RelationEncoder::built_in(threads);
  if (encoder) return *std::move(encoder);
  if (tier != "full" && encoder.error().code == ErrorCode::not_found) return EncoderPtr();
  return std::unexpected(usage_error("--tier full: " + encoder.error().message + "; --tier scan reads without it"));
}

void add_threads_option(CLI::App& command, unsigned& threads) {
  threads = std::max(1U, std::thread::hardware_concurrency());
  command.add_option("--threads", threads, "How many articles to read at once (default: one for each core)")
      ->type_name("N")
      ->check(CLI::Range(1U, 1024U));
}

Result<std::string> resolve_actor(const Knowledge& knowledge, const std::string& given) {
  std::string code = knowledge.resolve_code(given);
  if (code.empty()) {
    return std::unexpected(usage_error(
        "\"" + given + "\" is no state or organisation that I know: give an ISO 3166 code or an English name"));
  }
  return code;
}

}  // namespace chancery::cli
