// Which of the codebook's 16 event types a sentence tells of a source and a target, by the linear model of models/.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "chancery/error.h"
#include "chancery/finding.h"
#include "chancery/text_span.h"
#include "understand/model/features.h"
#include "understand/model/lexicon.h"
#include "understand/model/linear_model.h"

namespace chancery::understand::model {

// The 16 types in the order of EventType, then none.
inline constexpr std::size_t kRelationClasses = kEventTypeCount + 1;
inline constexpr std::size_t kNoRelation = kEventTypeCount;

struct RelationScores {
  std::array<float, kRelationClasses> probability{};  // sums to 1

  [[nodiscard]] float of(EventType type) const noexcept { return probability[static_cast<std::size_t>(type)]; }
  [[nodiscard]] float none() const noexcept { return probability[kNoRelation]; }
  // Index of the most probable class, none included.
  [[nodiscard]] std::size_t best() const noexcept;
  // The most probable type, none left out.
  [[nodiscard]] EventType best_type() const noexcept;
};

// Codebook spelling of a class; "none" for the last.
[[nodiscard]] std::string_view relation_label(std::size_t index) noexcept;
// The inverse; absent where it is no label.
[[nodiscard]] std::optional<std::size_t> parse_relation_label(std::string_view label) noexcept;

// A sentence stored in the model file with what the model said of it when it was made.
struct SelfTest {
  std::string marked;  // with <s> and <t>
  std::uint32_t best = 0;
  float probability = 0;
};

// Immutable; share one between threads, with a FeatureScratch for each.
class RelationModel {
 public:
  // The model compiled into the program. Error `not_found` where the program was built without one.
  [[nodiscard]] static Result<std::shared_ptr<const RelationModel>> built_in();

  // Reads a model file and runs its self-tests: a file made for other features, another lexicon, or damaged is an
  // error.
  [[nodiscard]] static Result<std::shared_ptr<const RelationModel>> read(std::string_view bytes,
                                                                         RelationLexicon lexicon);

  // A model file with self-tests over the given sentences.
  [[nodiscard]] static Result<std::string> write(const LinearModel& model, const RelationLexicon& lexicon,
                                                 std::span<const std::string> marked_sentences);

  // `text` is one sentence; the spans are bytes into it and may be absent. About 10 microseconds.
  [[nodiscard]] RelationScores predict(std::string_view text, std::optional<TextSpan> source,
                                       std::optional<TextSpan> target, FeatureScratch& scratch) const;

  // The first 16 hexadecimal digits of the file's hash, for `doctor` and the record.
  [[nodiscard]] const std::string& version() const noexcept { return version_; }
  [[nodiscard]] const LinearModel& linear() const noexcept { return linear_; }
  [[nodiscard]] const RelationLexicon& lexicon() const noexcept { return lexicon_; }

 private:
  RelationModel(LinearModel linear, RelationLexicon lexicon)
      : linear_(std::move(linear)), lexicon_(std::move(lexicon)) {}

  LinearModel linear_;
  RelationLexicon lexicon_;
  std::string version_;
};

}  // namespace chancery::understand::model
