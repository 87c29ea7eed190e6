#include "understand/model/relation_model.h"

#include <algorithm>
#include <cmath>

#include "knowledge/embedded.h"
#include "understand/model/byte_stream.h"
#include "understand/model/marked_text.h"

namespace chancery::understand::model {
namespace {

// File: magic, format version, feature version, feature bits, fingerprint of the lexicon, the linear model, the number
// of self-tests and those, then the hash of all before. Integers are little-endian.
constexpr std::string_view kMagic = "CHANREL1";
constexpr std::uint32_t kFormatVersion = 1;
// Scores may differ in the last digits between compilers.
constexpr float kSelfTestTolerance = 0.001F;

std::uint64_t hash_bytes(std::string_view bytes) noexcept {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

std::unexpected<Error> refuse(std::string message, ErrorCode code = ErrorCode::malformed) {
  Error error;
  error.code = code;
  error.message = std::move(message);
  error.file = "models/relation-linear.bin";
  return std::unexpected(std::move(error));
}

}  // namespace

std::size_t RelationScores::best() const noexcept {
  return static_cast<std::size_t>(std::max_element(probability.begin(), probability.end()) - probability.begin());
}

EventType RelationScores::best_type() const noexcept {
  return static_cast<EventType>(std::max_element(probability.begin(), probability.end() - 1) - probability.begin());
}

std::string_view relation_label(std::size_t index) noexcept {
  return index < kNoRelation ? to_string(static_cast<EventType>(index)) : std::string_view("none");
}

std::optional<std::size_t> parse_relation_label(std::string_view label) noexcept {
  if (label == "none") return kNoRelation;
  if (const auto type = parse_event_type(label)) return static_cast<std::size_t>(*type);
  return std::nullopt;
}

Result<std::string> RelationModel::write(const LinearModel& model, const RelationLexicon& lexicon,
                                         std::span<const std::string> marked_sentences) {
  if (model.classes() != kRelationClasses) return refuse("a relation model must have 17 classes");
  std::string out(kMagic);
  put_u32(out, kFormatVersion);
  put_u32(out, kFeatureVersion);
  put_u32(out, kFeatureBits);
  put_u32(out, lexicon.fingerprint());
  model.append_bytes(out);
  put_u32(out, static_cast<std::uint32_t>(marked_sentences.size()));
  const RelationModel made(model, lexicon);
  FeatureScratch scratch;
  for (const std::string& marked : marked_sentences) {
    const auto parsed = parse_marked_text(marked);
    if (!parsed) return std::unexpected(parsed.error());
    const RelationScores scores = made.predict(parsed->text, parsed->source, parsed->target, scratch);
    put_text(out, marked);
    put_u32(out, static_cast<std::uint32_t>(scores.best()));
    put_f32(out, scores.probability[scores.best()]);
  }
  const std::uint64_t hash = hash_bytes(out);
  put_u32(out, static_cast<std::uint32_t>(hash));
  put_u32(out, static_cast<std::uint32_t>(hash >> 32));
  return out;
}

Result<std::shared_ptr<const RelationModel>> RelationModel::read(std::string_view bytes, RelationLexicon lexicon) {
  if (bytes.size() < kMagic.size() + 8 || !bytes.starts_with(kMagic)) return refuse("no relation model");
  const std::string_view body = bytes.substr(0, bytes.size() - 8);
  const std::uint64_t hash = hash_bytes(body);
  ByteReader tail(bytes.substr(body.size()));
  const std::uint64_t low = tail.u32();
  if ((low | static_cast<std::uint64_t>(tail.u32()) << 32) != hash)
    return refuse("the file is damaged: its hash is another");

  ByteReader head(body.substr(kMagic.size()));
  if (head.u32() != kFormatVersion) return refuse("another format version than this program reads");
  if (head.u32() != kFeatureVersion || head.u32() != kFeatureBits) {
    return refuse("made for other features than this program computes: run training/train scan");
  }
  if (head.u32() != lexicon.fingerprint()) {
    return refuse("made with another data/relation_words.csv: run training/train scan");
  }
  std::string_view rest = head.rest();
  auto linear = LinearModel::read(rest);
  if (!linear) return refuse(linear.error().message);
  if (linear->classes() != kRelationClasses) return refuse("a relation model must have 17 classes");

  std::shared_ptr<RelationModel> model(new RelationModel(std::move(*linear), std::move(lexicon)));
  static constexpr char kDigits[] = "0123456789abcdef";
  for (int shift = 60; shift >= 0; shift -= 4) model->version_.push_back(kDigits[hash >> shift & 0xF]);

  ByteReader tests(rest);
  FeatureScratch scratch;
  const std::uint32_t count = tests.u32();
  for (std::uint32_t i = 0; i < count && tests.good(); ++i) {
    const std::string_view marked = tests.text();
    const std::uint32_t best = tests.u32();
    const float probability = tests.f32();
    const auto parsed = parse_marked_text(marked);
    if (!tests.good() || !parsed || best >= kRelationClasses) break;
    const RelationScores scores = model->predict(parsed->text, parsed->source, parsed->target, scratch);
    if (scores.best() != best || std::abs(scores.probability[best] - probability) > kSelfTestTolerance) {
      return refuse("self-test " + std::to_string(i + 1) + " gives another score than when the model was made");
    }
  }
  if (!tests.good() || !tests.rest().empty()) return refuse("the self-tests are broken");
  return model;
}

Result<std::shared_ptr<const RelationModel>> RelationModel::built_in() {
  const std::string_view bytes = knowledge::embedded_file("models/relation-linear.bin");
  if (bytes.empty()) return refuse("this program was built without models/relation-linear.bin", ErrorCode::not_found);
  auto lexicon = RelationLexicon::built_in();
  if (!lexicon) return std::unexpected(lexicon.error());
  return read(bytes, std::move(*lexicon));
}

RelationScores RelationModel::predict(std::string_view text, std::optional<TextSpan> source,
                                      std::optional<TextSpan> target, FeatureScratch& scratch) const {
  RelationScores scores;
  linear_.probabilities(extract_features(text, source, target, lexicon_, scratch), scores.probability);
  return scores;
}

}  // namespace chancery::understand::model
