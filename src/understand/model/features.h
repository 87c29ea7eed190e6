// What the linear model looks at: hashed features of a sentence with a marked source and target.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "chancery/text_span.h"
#include "understand/model/lexicon.h"
#include "understand/model/words.h"

namespace chancery::understand::model {

inline constexpr std::uint32_t kFeatureBits = 18;
inline constexpr std::uint32_t kFeatureCount = 1U << kFeatureBits;

struct Feature {
  std::uint32_t index = 0;  // below kFeatureCount
  float value = 0;
};

// Families of features; the weight of a family scales its features before normalisation.
enum class Family : std::uint8_t {
  word,         // stems anywhere
  pair,         // two stems running
  region,       // stem with its place: before, between, after, inside source or target
  skip,         // two words with one between them
  near_source,  // the first content words after the source: mostly its verb
  near_target,  // the words around the target
  spelling,     // beginnings of words
  form,         // the full word with its place: tense and number show
  lexicon,      // types that the table of trigger words names
  first_hit,    // the first such type after the source, with negation, modality and voice
  shape,        // order of the marks, their distance, absence
};
inline constexpr int kFamilyCount = 11;
using FamilyWeights = std::array<float, kFamilyCount>;

// Chosen by cross-validation (docs/accuracy.md).
inline constexpr FamilyWeights kFamilyWeights = {1, 1, 0.7F, 1, 2, 2, 1.5F, 0.5F, 1, 1, 1};

// Changes whenever the same sentence may give other features: a model made for others is refused.
inline constexpr std::uint32_t kFeatureVersion = 1;

// Scratch memory: one a thread, reused.
struct FeatureScratch {
  std::vector<ModelWord> words;
  std::vector<std::uint8_t> regions;
  std::vector<RelationLexicon::Hit> hits;
  std::vector<Feature> features;
};

// Features of `text` with the byte ranges of source and target, either of which may be absent. The values have unit
// length; an index may occur several times and then counts several times. The span lies in `scratch` and is valid until
// its next use.
[[nodiscard]] std::span<const Feature> extract_features(std::string_view text, std::optional<TextSpan> source,
                                                        std::optional<TextSpan> target, const RelationLexicon& lexicon,
                                                        FeatureScratch& scratch,
                                                        const FamilyWeights& weights = kFamilyWeights);

}  // namespace chancery::understand::model
