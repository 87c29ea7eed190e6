// Findings as rows for statistics programs: CSV and JSON Lines with stable columns (docs/exports.md describes them).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "answer/occurrences.h"
#include "answer/wording.h"

namespace chancery::answer {

// Nothing, text, whole number, number, yes or no, list.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, bool, std::vector<std::string>>;
using Row = std::vector<Cell>;

enum class ExportKind : std::uint8_t { timeline, events, agreements, figures, people, search };

// What official statistics say of a figure.
struct FigureVerdict {
  std::string verdict;            // "matches" ...
  std::vector<std::string> with;  // reporters
  std::string how;
  std::string text;  // in words, all that fits
};

// What is the same in all rows of an export.
struct ExportFrame {
  std::uint64_t record_version = 0;
  std::string citation;
  std::map<std::string, std::vector<std::string>> contradictions;  // figures: ids that contradict an id
  std::map<std::string, FigureVerdict> verdicts;                   // figures: by id, where statistics are loaded
  std::map<std::string, std::vector<std::string>> steps;           // timeline: what led to an event, by its id
  std::optional<Day> today;                                        // timeline: on which plans count as passed
  std::vector<LearntTenure> learnt;                                // people: tenures of their states
};

// The columns, always the same for a kind, whatever the rows hold.
[[nodiscard]] std::span<const std::string_view> export_columns(ExportKind kind) noexcept;

// The rows of one finding: one, but for an agreement one for each step. None where the finding is of another kind.
// `articles` must hold those of the finding.
[[nodiscard]] std::vector<Row> export_rows(ExportKind kind, const RecordedFinding& finding, const ArticleMap& articles,
                                           const Wording& wording, const ExportFrame& frame);

// A hit of the full-text search; `passage` is its text.
[[nodiscard]] Row search_row(const SearchHit& hit, const RecordedArticle& article, std::string_view passage,
                             const ExportFrame& frame);

// RFC 4180 with line feeds; lists joined by ';', nothing as an empty cell, yes and no as true and false.
[[nodiscard]] std::string csv_header(std::span<const std::string_view> columns);
[[nodiscard]] std::string csv_row(const Row& row);
// One object and a line feed; lists as arrays, nothing as null.
[[nodiscard]] std::string jsonl_row(std::span<const std::string_view> columns, const Row& row);

// Before and after the rows of a JSON object ("rows" is its last key); between them rows of jsonl_row without their
// line feed, joined by commas.
[[nodiscard]] std::string json_head(std::string_view answer, const ExportFrame& frame);
[[nodiscard]] std::string json_tail();

// The ids of figures that contradict each other, by id.
[[nodiscard]] std::map<std::string, std::vector<std::string>> contradictions_among(
    std::span<const RecordedFinding> findings);

}  // namespace chancery::answer
