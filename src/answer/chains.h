// What was announced and what became of it, as one entry with its steps.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "answer/document.h"
#include "answer/occurrences.h"

namespace chancery::answer {

struct ChainStep {
  const RecordedFinding* finding = nullptr;
  std::string what;                  // announced, moved, called off, denied, held, done
  std::optional<Day> told;           // when it was first published
  std::optional<DateInterval> date;  // of the event; of a plan the days for which it was announced
};

// A plan, or several and what became of them, among the findings given. Holds pointers into those.
struct Chain {
  std::vector<ChainStep> steps;            // by the day they were told, then as they follow from each other
  const RecordedFinding* shown = nullptr;  // which stands for all: what happened, else the last plan
  const RecordedFinding* plan = nullptr;   // the last plan
  bool open = false;                       // nothing was heard of what became of it
  std::optional<DateInterval> due;         // of an open one: the days for which it was announced last
};

// The days that a plan is announced for; nothing where the text gives none: the day of publication is no plan's day.
[[nodiscard]] std::optional<DateInterval> planned_days(const RecordedFinding& plan);

// All chains, each finding in one at most; planned acts without links are chains of one step, but not praise or
// promises to come, nor what the text plans for days that were past. In the order of the findings shown.
[[nodiscard]] std::vector<Chain> chains_among(std::span<const RecordedFinding> findings, const ArticleMap& articles);

// Whether its days have passed without a word on what became of it.
[[nodiscard]] bool overdue(const Chain& chain, const std::optional<Day>& today) noexcept;

// "announced on 2025-03-12 for 2025-04 (E1); moved on 2025-04-03 to 2025-05 (E2); held 2025-05-16"; of an open one with
// "open" or "not heard of since". It stands beside a line on `beside`, whose id is left out.
[[nodiscard]] std::string chain_text(const Chain& chain, const RecordedFinding& beside,
                                     const std::optional<Day>& today);
// The same, step by step.
[[nodiscard]] std::vector<std::string> chain_texts(const Chain& chain, const RecordedFinding& beside,
                                                   const std::optional<Day>& today);
// For programs.
[[nodiscard]] std::vector<Step> steps_of(const Chain& chain);
// The articles of all steps, each once.
[[nodiscard]] std::vector<std::string> article_ids_of(const Chain& chain);

}  // namespace chancery::answer
