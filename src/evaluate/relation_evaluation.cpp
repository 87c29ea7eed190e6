#include "evaluate/relation_evaluation.h"

#include <algorithm>

#include "understand/model/relation_judge.h"

namespace chancery::evaluate {
namespace {

using namespace understand::model;

constexpr std::size_t kNoLabel = static_cast<std::size_t>(-1);

bool is_relation_labels(const RelationGold& gold) {
  return std::all_of(gold.labels.begin(), gold.labels.end(),
                     [](const std::string& label) { return parse_relation_label(label).has_value(); });
}

std::size_t find_label(const std::vector<std::string>& labels, std::string_view label) {
  const auto at = std::lower_bound(labels.begin(), labels.end(), label);
  return at != labels.end() && *at == label ? static_cast<std::size_t>(at - labels.begin()) : kNoLabel;
}

// For each class of the relation model the corpus's label that it counts as.
std::vector<std::size_t> fold_relation_classes(const RelationGold& gold) {
  std::vector<std::size_t> folded;
  for (std::size_t i = 0; i < kRelationClasses; ++i) {
    const std::string_view name = relation_label(i);
    std::size_t label = find_label(gold.labels, name);
    if (gold.kind == RelationGoldKind::class_tsv) label = find_label(gold.labels, std::string(1, class_of_type(i)));
    if (label == kNoLabel && (name == "CONCEDE" || name == "RETREAT")) label = find_label(gold.labels, "YIELD");
    folded.push_back(label);
  }
  return folded;
}

// The most probable label of the corpus, its model classes added up.
std::size_t best_label(std::span<const float> probabilities, const std::vector<std::size_t>& folded,
                       std::size_t labels) {
  std::vector<float> sums(labels, 0);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (folded[i] != kNoLabel) sums[folded[i]] += probabilities[i];
  }
  return static_cast<std::size_t>(std::max_element(sums.begin(), sums.end()) - sums.begin());
}

std::vector<std::size_t> predict(const LinearModel& model, const RelationLexicon& lexicon,
                                 const std::vector<TrainingExample>& rows, const std::vector<std::size_t>& folded,
                                 std::size_t labels) {
  std::vector<std::size_t> predicted;
  FeatureScratch scratch;
  std::vector<float> probabilities(LinearModel::kMaxClasses);
  for (const TrainingExample& row : rows) {
    model.probabilities(extract_features(row.text, row.source, row.target, lexicon, scratch), probabilities);
    predicted.push_back(best_label({probabilities.data(), model.classes()}, folded, labels));
  }
  return predicted;
}

std::vector<std::size_t> judge_all(RelationJudge& judge, const std::vector<TrainingExample>& rows,
                                   const std::vector<std::size_t>& folded, std::size_t labels) {
  std::vector<MarkedText> sentences;
  sentences.reserve(rows.size());
  for (const TrainingExample& row : rows) sentences.push_back({row.text, row.source, row.target});
  std::vector<std::size_t> predicted;
  for (const RelationScores& scores : judge.judge(sentences)) {
    predicted.push_back(best_label(scores.probability, folded, labels));
  }
  return predicted;
}

std::vector<std::size_t> identity(std::size_t count) {
  std::vector<std::size_t> same(count);
  for (std::size_t i = 0; i < count; ++i) same[i] = i;
  return same;
}

std::vector<std::size_t> cross_validate(const std::vector<TrainingExample>& rows, std::size_t labels,
                                        const RelationLexicon& lexicon, const RelationOptions& options) {
  const std::vector<std::size_t> fold = assign_folds(rows, options.folds, options.seed);
  std::vector<std::size_t> predicted(rows.size(), 0);
  TrainingOptions training;
  training.calibrate = false;  // the winner does not depend on the temperature
  for (std::size_t held_out = 0; held_out < options.folds; ++held_out) {
    std::vector<TrainingExample> seen, unseen;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      (fold[i] == held_out ? unseen : seen).push_back(rows[i]);
      if (fold[i] == held_out) places.push_back(i);
    }
    const LinearModel model = LinearModel::compress(train(seen, labels, lexicon, training));
    const auto answers = predict(model, lexicon, unseen, identity(labels), labels);
    for (std::size_t i = 0; i < places.size(); ++i) predicted[places[i]] = answers[i];
  }
  return predicted;
}

std::unexpected<Error> usage(std::string message) {
  Error error;
  error.code = ErrorCode::bad_usage;
  error.message = std::move(message);
  return std::unexpected(std::move(error));
}

Result<void> evaluate_with_file(const std::string& path, const std::vector<TrainingExample>& rows,
                                const RelationLexicon& lexicon, RelationEvaluation& out) {
  const auto gold = read_relation_gold(path);
  if (!gold) return std::unexpected(gold.error());
  const std::size_t labels = out.gold.labels.size();
  out.method = "trained on " + path;
  if (is_relation_labels(*gold)) {
    const LinearModel model = LinearModel::compress(train(*relation_examples(*gold), kRelationClasses, lexicon));
    out.predicted = predict(model, lexicon, rows, fold_relation_classes(out.gold), labels);
    return {};
  }
  std::vector<std::size_t> folded;
  for (const std::string& label : gold->labels) folded.push_back(find_label(out.gold.labels, label));
  if (std::all_of(folded.begin(), folded.end(), [](std::size_t label) { return label == kNoLabel; })) {
    return usage(path + " and the gold have no label in common");
  }
  const LinearModel model = LinearModel::compress(train(labelled_examples(*gold), gold->labels.size(), lexicon));
  out.predicted = predict(model, lexicon, rows, folded, labels);
  return {};
}

}  // namespace

char class_of_type(std::size_t relation_class) noexcept {
  if (relation_class >= kNoRelation) return '0';
  switch (static_cast<EventType>(relation_class)) {
    case EventType::request: return '0';
    case EventType::agree:
    case EventType::consult:
    case EventType::support: return '1';
    case EventType::concede:
    case EventType::cooperate:
    case EventType::aid:
    case EventType::retreat: return '2';
    case EventType::accuse:
    case EventType::reject:
    case EventType::threaten:
    case EventType::sanction: return '3';
    case EventType::protest:
    case EventType::mobilize:
    case EventType::coerce:
    case EventType::assault: return '4';
  }
  return '0';
}

Result<RelationEvaluation> evaluate_relations(const std::string& path, const RelationOptions& options) {
  if (options.folds == 1) return usage("one fold leaves nothing to train on");
  if (options.folds > 1 && !options.train.empty()) return usage("either --folds or --train");
  auto gold = read_relation_gold(path);
  if (!gold) return std::unexpected(gold.error());
  if (gold->labels.size() > LinearModel::kMaxClasses) return usage(path + " has more than 32 labels");
  RelationEvaluation out;
  out.gold = std::move(*gold);
  const std::vector<TrainingExample> rows = labelled_examples(out.gold);
  for (const TrainingExample& row : rows) out.truth.push_back(row.label);
  const std::size_t labels = out.gold.labels.size();

  if (options.folds > 1 || !options.train.empty()) {
    const auto lexicon = RelationLexicon::built_in();
    if (!lexicon) return std::unexpected(lexicon.error());
    if (options.folds > 1) {
      out.method = std::to_string(options.folds) + " folds of the corpus itself, seed " + std::to_string(options.seed);
      out.predicted = cross_validate(rows, labels, *lexicon, options);
    } else if (auto done = evaluate_with_file(options.train, rows, *lexicon, out); !done) {
      return std::unexpected(done.error());
    }
  } else {
    auto judge = RelationJudge::make(options.encoder);
    if (!judge) return std::unexpected(judge.error());
    const auto folded = fold_relation_classes(out.gold);
    if (std::all_of(folded.begin(), folded.end(), [](std::size_t label) { return label == kNoLabel; })) {
      return usage(path + " has no label that the released model knows: give --train or --folds");
    }
    out.method = "released model: " + judge->describe();
    out.predicted = judge_all(*judge, rows, folded, labels);
  }
  out.scores = score(out.truth, out.predicted, out.gold.labels, options.seed);
  return out;
}

}  // namespace chancery::evaluate
