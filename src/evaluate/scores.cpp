#include "evaluate/scores.h"

#include <algorithm>
#include <random>

namespace chancery::evaluate {
namespace {

double ratio(std::size_t part, std::size_t whole) noexcept {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

struct Means {
  double macro_f1 = 0;
  double accuracy = 0;
};

// Counts the rows named by `rows` (an index may occur several times) into `classes`.
Means count(std::span<const std::size_t> gold, std::span<const std::size_t> predicted,
            std::span<const std::size_t> rows, std::vector<ClassScores>& classes) {
  for (ClassScores& of : classes) of.gold = of.predicted = of.right = 0;
  std::size_t right = 0;
  for (const std::size_t row : rows) {
    ++classes[gold[row]].gold;
    ++classes[predicted[row]].predicted;
    if (gold[row] == predicted[row]) {
      ++classes[gold[row]].right;
      ++right;
    }
  }
  double sum = 0;
  std::size_t present = 0;
  for (const ClassScores& of : classes) {
    if (of.gold == 0) continue;
    sum += of.f1();
    ++present;
  }
  return {present == 0 ? 0 : sum / static_cast<double>(present), ratio(right, rows.size())};
}

Interval middle_95(std::vector<double> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  };
  return {at(0.025), at(0.975)};
}

}  // namespace

double ClassScores::precision() const noexcept { return ratio(right, predicted); }
double ClassScores::recall() const noexcept { return ratio(right, gold); }
double ClassScores::f1() const noexcept { return ratio(2 * right, gold + predicted); }

Scores score(std::span<const std::size_t> gold, std::span<const std::size_t> predicted,
             const std::vector<std::string>& labels, std::uint64_t seed) {
  Scores scores;
  for (const std::string& label : labels) scores.classes.push_back({label, 0, 0, 0});
  std::vector<std::size_t> rows(gold.size());
  std::mt19937_64 random(seed);
  std::vector<double> macro_f1s, accuracies;
  for (int i = 0; i < kResamples && !rows.empty(); ++i) {
    for (std::size_t& row : rows) row = random() % gold.size();
    const Means means = count(gold, predicted, rows, scores.classes);
    macro_f1s.push_back(means.macro_f1);
    accuracies.push_back(means.accuracy);
  }
  scores.macro_f1_interval = middle_95(std::move(macro_f1s));
  scores.accuracy_interval = middle_95(std::move(accuracies));

  for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = row;
  const Means means = count(gold, predicted, rows, scores.classes);
  scores.macro_f1 = means.macro_f1;
  scores.accuracy = means.accuracy;

  std::vector<std::size_t> counts(labels.size() * labels.size(), 0);
  for (const std::size_t row : rows) ++counts[gold[row] * labels.size() + predicted[row]];
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const Confusion confusion{i / labels.size(), i % labels.size(), counts[i]};
    if (confusion.count > 0 && confusion.gold != confusion.predicted) scores.confusions.push_back(confusion);
  }
  std::stable_sort(scores.confusions.begin(), scores.confusions.end(),
                   [](const Confusion& a, const Confusion& b) { return a.count > b.count; });
  return scores;
}

Interval share_interval(std::size_t hits, std::size_t total, std::uint64_t seed) {
  if (total == 0) return {};
  std::mt19937_64 random(seed);
  std::vector<double> shares;
  for (int i = 0; i < kResamples; ++i) {
    std::size_t drawn = 0;
    for (std::size_t n = 0; n < total; ++n) drawn += random() % total < hits ? 1 : 0;
    shares.push_back(ratio(drawn, total));
  }
  return middle_95(std::move(shares));
}

}  // namespace chancery::evaluate
