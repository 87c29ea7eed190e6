// How well a relation model does on a corpus: the released one, one trained on a file, or five-fold on the corpus
// itself.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "chancery/error.h"
#include "evaluate/relation_gold.h"
#include "evaluate/scores.h"

namespace chancery::encoder {
class RelationEncoder;
}

namespace chancery::evaluate {

struct RelationOptions {
  std::size_t folds = 0;   // 0: no cross-validation
  std::string train;       // file to train on; "": the released model
  std::uint64_t seed = 1;  // of the folds and the bootstrap
  // Of the released model; null: the linear model alone.
  std::shared_ptr<const encoder::RelationEncoder> encoder = nullptr;
};

struct RelationEvaluation {
  std::string method;  // "five-fold cross-validation, seed 1", in words
  RelationGold gold;
  std::vector<std::size_t> truth;      // per row, index into gold.labels
  std::vector<std::size_t> predicted;  // the same
  Scores scores;
};

// Labels of the codebook are folded where the corpus does: CONCEDE and RETREAT into YIELD; for classes 0 to 4 as
// class_of_type() says. A model's answer is its most probable label among those of the corpus.
[[nodiscard]] Result<RelationEvaluation> evaluate_relations(const std::string& path, const RelationOptions& options);

// The class of the CAMEO corpus ("0" to "4") that a class of the relation model (index, none included) counts as.
// 0: statements and appeals, REQUEST and none; 1: verbal cooperation; 2: material cooperation, with CONCEDE, since
// CAMEO counts yielding there; 3: verbal conflict, with SANCTION, since CAMEO counts reduced relations there; 4:
// material.
[[nodiscard]] char class_of_type(std::size_t relation_class) noexcept;

}  // namespace chancery::evaluate
