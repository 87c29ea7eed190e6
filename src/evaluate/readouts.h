// How well the reader finds the contact that a government readout tells: the title is the gold, the body is read.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "chancery/error.h"
#include "chancery/knowledge.h"
#include "chancery/reader.h"
#include "evaluate/scores.h"

namespace chancery::evaluate {

struct Share {
  std::size_t hits = 0;
  std::size_t total = 0;
  Interval interval;
  [[nodiscard]] double value() const noexcept {
    return total == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(total);
  }
};

// Pairs are of the home state and a counterpart, found where the body gives a CONSULT that has happened between them.
struct ReadoutEvaluation {
  std::size_t readouts = 0;
  std::size_t with_counterpart = 0;  // titles that name a foreign counterpart
  Share recall;                      // pairs of the titles that the bodies gave
  Share precision;                   // pairs that the bodies gave that are in the titles
  Share mode;                        // of the pairs found, those with a mode that agrees
  Share persons;                     // of the pairs found, surnames of the titles among the participants
  std::vector<std::string> errors;   // "id: what went wrong", in order
};

// A title's `phone` agrees with phone only; its `meet` with any contact in person (meet, visit, third-party,
// multilateral: a meeting at home or at a summit is that by the codebook); its `visit` with visit.
[[nodiscard]] bool modes_agree(std::string_view title_mode, std::string_view event_mode) noexcept;

// Whether a line of JSON is a readout: has `title` and `text`.
[[nodiscard]] bool looks_like_readouts(std::string_view first_line);

[[nodiscard]] Result<ReadoutEvaluation> evaluate_readouts(const std::string& path,
                                                          std::shared_ptr<const Knowledge> knowledge,
                                                          std::uint64_t seed, const ReaderOptions& options = {});

}  // namespace chancery::evaluate
