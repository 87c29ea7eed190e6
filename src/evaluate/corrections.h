// Whether the reader still makes of articles what people corrected as wrong, and what they called right.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/error.h"
#include "chancery/knowledge.h"
#include "chancery/reader.h"
#include "evaluate/readouts.h"

namespace chancery::evaluate {

struct CorrectionEvaluation {
  std::size_t articles = 0;
  std::size_t overruled = 0;        // corrections of which a later one says otherwise: left out
  Share wrong;                      // claims called wrong: hits are those that the reader no longer makes
  Share right;                      // claims called right: hits are those that it makes
  std::vector<std::string> errors;  // "article: what went wrong", in order
};

// Whether a line of JSON is an article with a correction, as `corrections --format jsonl` writes it.
[[nodiscard]] bool looks_like_corrections(std::string_view first_line);

// Reads each article of a JSON Lines file anew, alone: without what other articles would explain of its names.
[[nodiscard]] Result<CorrectionEvaluation> evaluate_corrections(const std::string& path,
                                                                std::shared_ptr<const Knowledge> knowledge,
                                                                std::uint64_t seed, const ReaderOptions& options);

}  // namespace chancery::evaluate
