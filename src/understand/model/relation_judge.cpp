#include "understand/model/relation_judge.h"

#include <cmath>

#include "encoder/relation_encoder.h"

namespace chancery::understand::model {
namespace {

// Share of the encoder in the mean of the logarithms (docs/accuracy.md, "Both tiers on one sentence").
constexpr float kEncoderShare = 0.7F;

// So many sentences to one call of the encoder, which sorts them by length.
constexpr std::size_t kBatch = 256;

encoder::Range range_of(const TextSpan& span) { return {span.begin, span.end}; }

// The normalised geometric mean: what both hold possible.
void mix(RelationScores& scores, const encoder::Answer& answer) {
  float total = 0;
  for (std::size_t i = 0; i < scores.probability.size(); ++i) {
    const float other = i == kNoRelation ? answer.table_none : answer.table[i];
    float& own = scores.probability[i];
    own = std::exp((1 - kEncoderShare) * std::log(own + 1e-6F) + kEncoderShare * std::log(other + 1e-6F));
    total += own;
  }
  for (float& probability : scores.probability) probability /= total;
}

}  // namespace

RelationJudge::RelationJudge() = default;
RelationJudge::RelationJudge(RelationJudge&&) noexcept = default;
RelationJudge& RelationJudge::operator=(RelationJudge&&) noexcept = default;
RelationJudge::~RelationJudge() = default;

Result<RelationJudge> RelationJudge::make(std::shared_ptr<const encoder::RelationEncoder> encoder) {
  auto linear = RelationModel::built_in();
  if (!linear) return std::unexpected(std::move(linear.error()));
  RelationJudge judge;
  judge.linear_ = *std::move(linear);
  judge.encoder_ = std::move(encoder);
  if (judge.encoder_) judge.session_ = judge.encoder_->session();
  return judge;
}

std::vector<RelationScores> RelationJudge::judge(std::span<const MarkedText> sentences) {
  std::vector<RelationScores> scores;
  scores.reserve(sentences.size());
  for (const MarkedText& one : sentences) {
    scores.push_back(linear_->predict(one.text, one.source, one.target, scratch_));
  }
  if (!session_) return scores;
  std::vector<std::string_view> texts;
  std::vector<encoder::Question> questions;
  std::vector<std::size_t> places;
  const auto ask = [&] {
    const auto answers = session_->ask(texts, questions);
    for (std::size_t i = 0; i < answers.size(); ++i) mix(scores[places[i]], answers[i]);
    texts.clear(), questions.clear(), places.clear();
  };
  for (std::size_t at = 0; at < sentences.size(); ++at) {
    const MarkedText& one = sentences[at];
    if (!one.source) continue;  // the encoder knows no act without an actor
    texts.emplace_back(one.text);
    questions.push_back({static_cast<std::uint32_t>(texts.size() - 1), range_of(*one.source),
                         one.target ? std::optional(range_of(*one.target)) : std::nullopt});
    places.push_back(at);
    if (questions.size() == kBatch) ask();
  }
  if (!questions.empty()) ask();
  return scores;
}

std::string RelationJudge::describe() const {
  return "linear " + linear_->version() + (encoder_ ? ", encoder " + encoder_->version() : "");
}

}  // namespace chancery::understand::model
