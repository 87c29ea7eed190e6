#include "understand/model/trainer.h"

#include <linear.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <random>

namespace chancery::understand::model {
namespace {

// The bias is learned as the weight of a feature that every example has.
constexpr double kBiasValue = 0.3;
constexpr std::size_t kInnerFolds = 5;
constexpr std::uint64_t kInnerSeed = 1;

using Row = std::vector<feature_node>;

Row to_row(const TrainingExample& example, const RelationLexicon& lexicon, const TrainingOptions& options,
           FeatureScratch& scratch) {
  std::map<int, double> sums;
  for (const Feature& feature :
       extract_features(example.text, example.source, example.target, lexicon, scratch, options.family_weights)) {
    sums[static_cast<int>(feature.index) + 1] += static_cast<double>(feature.value);
  }
  Row row;
  row.reserve(sums.size() + 2);
  for (const auto& [index, value] : sums) row.push_back({index, value});
  row.push_back({static_cast<int>(kFeatureCount) + 1, kBiasValue});
  row.push_back({-1, 0});
  return row;
}

struct FreeModel {
  void operator()(::model* made) const noexcept { free_and_destroy_model(&made); }
};

void be_silent(const char* /*text*/) {}

// One machine for each class; `chosen` are indices into rows.
DenseWeights train_rows(const std::vector<Row>& rows, std::span<const TrainingExample> examples,
                        const std::vector<std::size_t>& chosen, std::size_t classes, const TrainingOptions& options) {
  DenseWeights dense;
  dense.classes = classes;
  dense.weights.assign(kFeatureCount * classes, 0);
  dense.bias.assign(classes, -std::numeric_limits<float>::max());
  std::vector<std::size_t> sizes(classes, 0);
  std::vector<feature_node*> nodes;
  for (const std::size_t i : chosen) {
    ++sizes[examples[i].label];
    nodes.push_back(const_cast<feature_node*>(rows[i].data()));  // LIBLINEAR takes no const, and writes nothing
  }
  const auto present =
      static_cast<double>(std::count_if(sizes.begin(), sizes.end(), [](std::size_t n) { return n > 0; }));
  set_print_string_function(be_silent);
  for (std::size_t label = 0; label < classes; ++label) {
    if (sizes[label] == 0) continue;
    std::vector<double> targets;
    for (const std::size_t i : chosen) targets.push_back(examples[i].label == label ? 1 : -1);
    problem task{};
    task.l = static_cast<int>(chosen.size());
    task.n = static_cast<int>(kFeatureCount) + 1;
    task.y = targets.data();
    task.x = nodes.data();
    task.bias = -1;
    int weight_label[] = {1};
    const double mean = static_cast<double>(chosen.size()) / present;
    double weight[] = {std::pow(mean / static_cast<double>(sizes[label]), options.class_weight_power)};
    parameter settings{};
    settings.solver_type = L2R_L2LOSS_SVC;  // the primal solver: no random numbers
    settings.C = options.cost;
    settings.eps = 0.002;
    settings.p = 0.1;
    settings.nr_weight = 1;
    settings.weight_label = weight_label;
    settings.weight = weight;
    const std::unique_ptr<::model, FreeModel> made(::train(&task, &settings));
    const double sign = made->label[0] == 1 ? 1 : -1;
    for (std::size_t feature = 0; feature < kFeatureCount; ++feature) {
      dense.weights[feature * classes + label] = static_cast<float>(sign * made->w[feature]);
    }
    dense.bias[label] = static_cast<float>(sign * made->w[kFeatureCount] * kBiasValue);
  }
  return dense;
}

// Scores of one row under dense weights.
std::vector<double> score(const DenseWeights& dense, const Row& row) {
  std::vector<double> scores(dense.bias.begin(), dense.bias.end());
  for (const feature_node& node : row) {
    if (node.index < 1 || node.index > static_cast<int>(kFeatureCount)) continue;
    const std::size_t at = static_cast<std::size_t>(node.index - 1) * dense.classes;
    for (std::size_t c = 0; c < dense.classes; ++c)
      scores[c] += static_cast<double>(dense.weights[at + c]) * node.value;
  }
  return scores;
}

// The temperature under which held-out scores give the truth the highest likelihood (golden-section search).
double best_temperature(const std::vector<std::vector<double>>& scores, const std::vector<std::size_t>& labels) {
  const auto loss = [&](double temperature) {
    double sum = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      const double largest = *std::max_element(scores[i].begin(), scores[i].end());
      double total = 0;
      for (const double value : scores[i]) total += std::exp((value - largest) / temperature);
      sum += std::log(total) - (scores[i][labels[i]] - largest) / temperature;
    }
    return sum;
  };
  double low = 0.02, high = 3;
  const double golden = (std::sqrt(5.0) - 1) / 2;
  for (int step = 0; step < 60; ++step) {
    const double a = high - golden * (high - low), b = low + golden * (high - low);
    if (loss(a) < loss(b)) {
      high = b;
    } else {
      low = a;
    }
  }
  return (low + high) / 2;
}

}  // namespace

std::vector<std::size_t> assign_folds(std::span<const TrainingExample> examples, std::size_t folds,
                                      std::uint64_t seed) {
  std::map<std::string_view, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < examples.size(); ++i) members[examples[i].group].push_back(i);
  std::vector<std::vector<std::size_t>> groups;
  for (auto& [name, group] : members) groups.push_back(std::move(group));
  // Fisher-Yates by hand: std::shuffle may differ between libraries.
  std::mt19937_64 random(seed);
  for (std::size_t i = groups.size(); i > 1; --i) std::swap(groups[i - 1], groups[random() % i]);
  std::stable_sort(groups.begin(), groups.end(),
                   [&](const auto& a, const auto& b) { return examples[a[0]].label < examples[b[0]].label; });
  std::vector<std::size_t> fold(examples.size(), 0);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const std::size_t i : groups[g]) fold[i] = g % folds;
  }
  return fold;
}

DenseWeights train(std::span<const TrainingExample> examples, std::size_t classes, const RelationLexicon& lexicon,
                   const TrainingOptions& options) {
  std::vector<Row> rows;
  rows.reserve(examples.size());
  FeatureScratch scratch;
  for (const TrainingExample& example : examples) rows.push_back(to_row(example, lexicon, options, scratch));
  std::vector<std::size_t> all(examples.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  DenseWeights dense = train_rows(rows, examples, all, classes, options);
  if (!options.calibrate || examples.empty()) return dense;

  const std::vector<std::size_t> fold = assign_folds(examples, kInnerFolds, kInnerSeed);
  std::vector<std::vector<double>> scores;
  std::vector<std::size_t> labels;
  for (std::size_t held_out = 0; held_out < kInnerFolds; ++held_out) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (fold[i] != held_out) chosen.push_back(i);
    }
    const DenseWeights part = train_rows(rows, examples, chosen, classes, options);
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (fold[i] != held_out) continue;
      scores.push_back(score(part, rows[i]));
      labels.push_back(examples[i].label);
    }
  }
  dense.temperature = static_cast<float>(best_temperature(scores, labels));
  return dense;
}

}  // namespace chancery::understand::model
