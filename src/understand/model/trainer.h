// Makes the weights of a linear classifier: one support vector machine for each class against the rest (LIBLINEAR).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "chancery/text_span.h"
#include "understand/model/lexicon.h"
#include "understand/model/linear_model.h"

namespace chancery::understand::model {

struct TrainingExample {
  std::string text;
  std::optional<TextSpan> source;
  std::optional<TextSpan> target;
  std::size_t label = 0;  // below `classes`
  std::string group;      // examples of one group (a family, a repeated text) are never split between folds
};

struct TrainingOptions {
  double cost = 2;                  // LIBLINEAR's C
  double class_weight_power = 0.5;  // weight of a class: (mean size / its size) to this power
  bool calibrate = true;            // find the temperature by inner folds; five times the work
  FamilyWeights family_weights = kFamilyWeights;
};

// The same examples in the same order give the same weights. `classes` is at most LinearModel::kMaxClasses; a class
// without examples never wins.
[[nodiscard]] DenseWeights train(std::span<const TrainingExample> examples, std::size_t classes,
                                 const RelationLexicon& lexicon, const TrainingOptions& options = {});

// Fold of each example, 0 to folds - 1: groups stay whole, classes are spread evenly, `seed` chooses among such splits.
[[nodiscard]] std::vector<std::size_t> assign_folds(std::span<const TrainingExample> examples, std::size_t folds,
                                                    std::uint64_t seed);

}  // namespace chancery::understand::model
