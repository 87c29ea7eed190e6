#include "understand/model/features.h"

#include <algorithm>
#include <cmath>

namespace chancery::understand::model {
namespace {

// Where a word stands.
enum Region : std::uint8_t { kBefore, kBetween, kAfter, kInSource, kInTarget };

constexpr std::uint32_t kNone = 0xFFFFFFFF;

std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
  std::uint64_t x = a * 0x9E3779B97F4A7C15ULL + b;
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93ULL;
  x ^= x >> 29;
  return x;
}

class Extractor {
 public:
  Extractor(std::string_view text, FeatureScratch& scratch, const FamilyWeights& weights)
      : text_(text), scratch_(scratch), weights_(weights) {}

  void run(std::optional<TextSpan> source, std::optional<TextSpan> target, const RelationLexicon& lexicon) {
    scratch_.features.clear();
    split_words(text_, scratch_.words);
    place(source, target);
    lexicon.find(scratch_.words, scratch_.hits);
    words();
    edges();
    hits();
    shape();
    normalise();
  }

 private:
  // Salt of each kind of feature, so that equal words in other roles get other indices.
  void add(Family family, std::uint32_t kind, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0,
           float scale = 1) {
    const float weight = weights_[static_cast<std::size_t>(family)] * scale;
    if (weight == 0) return;
    const std::uint64_t hash = mix(mix(mix(kind, a), b), c);
    scratch_.features.push_back({static_cast<std::uint32_t>(hash >> (64 - kFeatureBits)), weight});
  }

  void place(std::optional<TextSpan> source, std::optional<TextSpan> target) {
    const auto& words = scratch_.words;
    scratch_.regions.assign(words.size(), kBetween);
    for (std::uint32_t i = 0; i < words.size(); ++i) {
      if (source && words[i].end > source->begin && words[i].begin < source->end) {
        scratch_.regions[i] = kInSource;
        if (source_first_ == kNone) source_first_ = i;
        source_last_ = i + 1;
      } else if (target && words[i].end > target->begin && words[i].begin < target->end) {
        scratch_.regions[i] = kInTarget;
        if (target_first_ == kNone) target_first_ = i;
        target_last_ = i + 1;
      }
    }
    reversed_ = target_first_ != kNone && (source_first_ == kNone || target_first_ < source_first_);
    // With one mark only, all that follows it counts as between.
    const std::uint32_t left = reversed_ ? target_first_ : source_first_;
    const std::uint32_t right = reversed_ ? source_last_ : (target_first_ == kNone ? kNone : target_last_);
    for (std::uint32_t i = 0; i < words.size(); ++i) {
      if (scratch_.regions[i] != kBetween) continue;
      if (left != kNone && i < left) scratch_.regions[i] = kBefore;
      if (right != kNone && right != 0 && i >= right) scratch_.regions[i] = kAfter;
    }
  }

  void words() {
    const auto& words = scratch_.words;
    const auto& regions = scratch_.regions;
    const auto order = static_cast<std::uint64_t>(reversed_);
    for (std::uint32_t i = 0; i < words.size(); ++i) {
      const ModelWord& word = words[i];
      const Region region = static_cast<Region>(regions[i]);
      const bool marked = region == kInSource || region == kInTarget;
      const bool plain = !word.is(ModelWord::kFunction) && !word.is(ModelWord::kTime);
      add(Family::word, 1, word.stem);
      add(Family::region, 2, word.stem, region);
      if (!marked) add(Family::form, 3, word.full, region, order);
      if (plain && !word.is(ModelWord::kNumber) && !marked) spelling(word);
      if (i + 1 < words.size()) {
        const ModelWord& next = words[i + 1];
        add(Family::pair, 4, word.stem, next.stem);
        if (i + 2 < words.size() && plain && !marked) add(Family::skip, 7, word.stem, words[i + 2].stem);
      }
    }
  }

  // Beginnings of four to six letters bring forms and relatives together that the stemmer leaves apart.
  void spelling(const ModelWord& word) {
    const std::uint32_t length = word.end - word.begin;
    char lower[8];
    for (std::uint32_t n = 0; n < std::min(length, 6U); ++n) {
      const char c = text_[word.begin + n];
      lower[n] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
    if (length >= 5) add(Family::spelling, 8, hash_text({lower, 4}));
    if (length >= 6) add(Family::spelling, 9, hash_text({lower, 5}));
  }

  [[nodiscard]] bool content(std::uint32_t i) const noexcept {
    const ModelWord& word = scratch_.words[i];
    constexpr auto skipped =
        ModelWord::kFunction | ModelWord::kTime | ModelWord::kNumber | ModelWord::kAdverb | ModelWord::kAuxiliary;
    return (word.flags & skipped) == 0;
  }

  void edges() {
    const auto& words = scratch_.words;
    const auto count = static_cast<std::uint32_t>(words.size());
    const auto order = static_cast<std::uint64_t>(reversed_);
    // The first content words to the right of the source: nearly always its verb and what it does.
    if (source_last_ != 0) {
      std::uint32_t found = 0;
      std::uint64_t before = 0;
      for (std::uint32_t i = source_last_; i < count && found < 3; ++i) {
        if (scratch_.regions[i] == kInTarget) break;
        if (!content(i) || words[i].is(ModelWord::kCapital)) continue;
        add(Family::near_source, 20 + found, words[i].stem, order);
        if (found > 0) add(Family::near_source, 23, before, words[i].stem);
        before = words[i].stem;
        ++found;
      }
      if (source_last_ < count) {
        add(Family::near_source, 24, words[source_last_].full, order);
        if (source_last_ + 1 < count)
          add(Family::near_source, 25, words[source_last_].full, words[source_last_ + 1].full);
      }
    }
    if (target_first_ != kNone) {
      if (target_first_ > 0) {
        add(Family::near_target, 30, words[target_first_ - 1].stem);
        if (target_first_ > 1)
          add(Family::near_target, 31, words[target_first_ - 2].stem, words[target_first_ - 1].stem);
        for (std::uint32_t i = target_first_, found = 0; i-- > 0 && found < 2;) {
          if (scratch_.regions[i] == kInSource) break;
          if (!content(i)) continue;
          add(Family::near_target, 32 + found, words[i].stem);
          ++found;
        }
      }
      for (std::uint32_t i = target_last_, found = 0; i < count && found < 2; ++i) {
        if (scratch_.regions[i] == kInSource) break;
        if (!content(i)) continue;
        add(Family::near_target, 34 + found, words[i].stem);
        ++found;
      }
      if (target_last_ < count) {
        add(Family::near_target, 36, words[target_last_].stem);
        if (target_last_ + 1 < count)
          add(Family::near_target, 37, words[target_last_].stem, words[target_last_ + 1].stem);
      }
    }
  }

  // Negation, futurity and voice just before a hit.
  [[nodiscard]] std::uint64_t setting(const RelationLexicon::Hit& hit) const noexcept {
    std::uint64_t bits = 0;
    const std::uint32_t from = hit.first >= 5 ? hit.first - 5 : 0;
    for (std::uint32_t i = from; i < hit.first; ++i) {
      const ModelWord& word = scratch_.words[i];
      if (word.is(ModelWord::kNegation)) bits |= 1;
      if (word.is(ModelWord::kFuture)) bits |= 2;
      if (word.is(ModelWord::kBe) && i + 3 >= hit.first && scratch_.words[hit.first].is(ModelWord::kParticiple))
        bits |= 4;
      if (i + 1 == hit.first && word.stem == hash_text("to")) bits |= 8;
    }
    return bits;
  }

  void hits() {
    bool first_between = true;
    std::uint32_t seen = 0;
    for (const RelationLexicon::Hit& hit : scratch_.hits) {
      const std::uint8_t region = scratch_.regions[hit.first];
      const std::uint64_t bits = setting(hit);
      const bool leads = first_between && region == kBetween;
      for (std::uint32_t type = 0; type < 16; ++type) {
        if ((hit.types >> type & 1U) == 0) continue;
        add(Family::lexicon, 40, type);
        add(Family::lexicon, 41, type, region);
        if (leads) {
          add(Family::first_hit, 42, type);
          add(Family::first_hit, 43, type, bits, reversed_);
        }
        if (seen == 0) add(Family::first_hit, 44, type, bits);
      }
      if (leads) add(Family::first_hit, 45, hit.types, bits);
      if (leads) first_between = false;
      ++seen;
    }
    if (first_between) add(Family::first_hit, 46, seen == 0);
  }

  void shape() {
    add(Family::shape, 50, reversed_, source_first_ == kNone, target_first_ == kNone);
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < scratch_.words.size(); ++i) {
      if (scratch_.regions[i] != kBetween) continue;
      const ModelWord& word = scratch_.words[i];
      if (word.is(ModelWord::kNegation)) bits |= 1;
      if (word.is(ModelWord::kFuture)) bits |= 2;
      if (word.is(ModelWord::kReport)) bits |= 4;
    }
    for (std::uint64_t bit = 1; bit < 8; bit *= 2) {
      if ((bits & bit) != 0) add(Family::shape, 51, bit, reversed_);
    }
    if (source_first_ != kNone && target_first_ != kNone) {
      const std::uint32_t gap = reversed_ ? source_first_ - std::min(source_first_, target_last_)
                                          : target_first_ - std::min(target_first_, source_last_);
      add(Family::shape, 52, gap < 2 ? gap : gap < 4 ? 2 : gap < 8 ? 3 : 4, reversed_);
    }
  }

  void normalise() {
    double squares = 0;
    for (const Feature& feature : scratch_.features) squares += static_cast<double>(feature.value) * feature.value;
    if (squares == 0) return;
    const auto scale = static_cast<float>(1.0 / std::sqrt(squares));
    for (Feature& feature : scratch_.features) feature.value *= scale;
  }

  std::string_view text_;
  FeatureScratch& scratch_;
  const FamilyWeights& weights_;
  std::uint32_t source_first_ = kNone;
  std::uint32_t source_last_ = 0;
  std::uint32_t target_first_ = kNone;
  std::uint32_t target_last_ = 0;
  bool reversed_ = false;
};

}  // namespace

std::span<const Feature> extract_features(std::string_view text, std::optional<TextSpan> source,
                                          std::optional<TextSpan> target, const RelationLexicon& lexicon,
                                          FeatureScratch& scratch, const FamilyWeights& weights) {
  Extractor(text, scratch, weights).run(source, target, lexicon);
  return scratch.features;
}

}  // namespace chancery::understand::model
