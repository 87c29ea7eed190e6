// What both tiers say of one marked sentence, for `relate` and `evaluate`.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "understand/model/marked_text.h"
#include "understand/model/relation_model.h"

namespace chancery::encoder {
class RelationEncoder;
class Session;
}  // namespace chancery::encoder

namespace chancery::understand::model {

// Types follow the codebook's conversion table of CAMEO codes here, as the corpora of the field do: a planned meeting
// is AGREE (docs/coding.md tells how findings differ). Thread rule: one for each thread.
class RelationJudge {
 public:
  // Error not_found where the program was built without the linear model. `encoder` may be null: the linear model
  // alone.
  [[nodiscard]] static Result<RelationJudge> make(std::shared_ptr<const encoder::RelationEncoder> encoder);
  RelationJudge(RelationJudge&&) noexcept;
  RelationJudge& operator=(RelationJudge&&) noexcept;
  ~RelationJudge();

  // One answer for each sentence, in their order; the same whatever else is asked with it.
  [[nodiscard]] std::vector<RelationScores> judge(std::span<const MarkedText> sentences);

  // "linear 0F3A..., encoder 8K2M..." for reports.
  [[nodiscard]] std::string describe() const;

 private:
  RelationJudge();
  std::shared_ptr<const RelationModel> linear_;
  FeatureScratch scratch_;
  std::shared_ptr<const encoder::RelationEncoder> encoder_;
  std::unique_ptr<encoder::Session> session_;
};

}  // namespace chancery::understand::model
