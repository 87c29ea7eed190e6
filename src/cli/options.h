// Options that several commands share: declared once, so that they mean the same everywhere.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chancery/date.h"
#include "chancery/error.h"
#include "chancery/knowledge.h"
#include "chancery/record.h"

namespace chancery::encoder {
class RelationEncoder;
}

namespace chancery::cli {

// --record FILE.
void add_record_option(CLI::App& command, std::string& location);
// What was given, else CHANCERY_RECORD, else $XDG_DATA_HOME/chancery/chancery.db (~/.local/share/chancery/chancery.db).
[[nodiscard]] std::string record_location(const std::string& given);
// Opens it for queries; a record that does not exist is an error that says how to make one.
[[nodiscard]] Result<std::unique_ptr<Record>> open_record(const std::string& given);

// --format, one of `formats`; the first is the default on a terminal and `piped` elsewhere.
void add_format_option(CLI::App& command, std::string& format, const std::vector<std::string>& formats,
                       const std::string& piped);

// --since, --until, --published-since, --published-until, --min-confidence. Dates may be a day, a month (2024-05) or a
// year: "since" takes its first day, "until" its last.
struct FilterOptions {
  std::optional<Day> since, until, published_since, published_until;
  double min_confidence = 0;
};
void add_filter_options(CLI::App& command, FilterOptions& options);
// --today DAY: on which plans count as passed. The program asks no clock.
void add_today_option(CLI::App& command, std::optional<Day>& today);
void apply(const FilterOptions& options, RecordQuery& query);

// --min-confidence P, from 0 to 1.
void add_confidence_option(CLI::App& command, double& min_confidence);

// --actors FILE, repeatable.
void add_actors_option(CLI::App& command, std::vector<std::string>& files);
[[nodiscard]] Result<std::shared_ptr<const Knowledge>> load_knowledge(const std::vector<std::string>& actor_files);

// --tier scan|full, else CHANCERY_TIER, else full where this build has an encoder.
using TierOption = std::optional<std::string>;
void add_tier_option(CLI::App& command, TierOption& tier);
// The encoder, ready for so many threads; null for the scan alone. Asking for what the build has not is wrong usage,
// never a silent fallback to less accurate findings.
using EncoderPtr = std::shared_ptr<const encoder::RelationEncoder>;
[[nodiscard]] Result<EncoderPtr> load_encoder(const TierOption& tier, unsigned threads);

// --threads N; by default one for each core.
void add_threads_option(CLI::App& command, unsigned& threads);

// The code of a state or organisation as the user gave it ("kz", "Kazakhstan"); error bad_usage where unknown.
[[nodiscard]] Result<std::string> resolve_actor(const Knowledge& knowledge, const std::string& given);

}  // namespace chancery::cli
