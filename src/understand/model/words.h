// Words of a sentence as the linear model sees them: lower-case stems, kept as hashes so that the hot path holds no
// text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace chancery::understand::model {

struct ModelWord {
  enum Flag : std::uint16_t {
    kCapital = 1,
    kNumber = 2,
    kAuxiliary = 4,  // forms of be, have, do; modal verbs; "to"
    kFunction = 8,   // articles, prepositions, pronouns, conjunctions
    kTime = 16,      // weekdays, months, "yesterday"
    kNegation = 32,
    kFuture = 64,         // will, would, shall, 'll
    kBe = 128,            // is, was, were, been: with a participle, a passive
    kParticiple = 256,    // ends in -ed or is an irregular participle
    kClauseBefore = 512,  // comma, colon, dash or quotation mark stands before it
    kAdverb = 1024,       // ends in -ly
    kReport = 2048,       // said, told, announced: what follows is the act
  };
  std::uint32_t begin = 0;  // bytes into the sentence
  std::uint32_t end = 0;
  std::uint32_t stem = 0;  // hash of the stem
  std::uint32_t full = 0;  // hash of the lower-case word
  std::uint16_t flags = 0;

  [[nodiscard]] bool is(Flag flag) const noexcept { return (flags & flag) != 0; }
};

// Replaces `out` by the words of `text` (UTF-8), in order. Abbreviations lose their points ("U.S." is one word), a
// possessive "'s" is dropped, "n't" becomes "not". Punctuation is kept only as kClauseBefore. Letters beyond ASCII keep
// their case.
void split_words(std::string_view text, std::vector<ModelWord>& out);

// The stem of a lower-case ASCII word, written into `buffer` (which must hold word.size() + 16 bytes): irregular forms
// by table, then crude suffix rules. Built for telling verbs and their nouns together ("condemned", "condemnation"),
// not for reading. The view points into `buffer`, a static table or `word`.
[[nodiscard]] std::string_view stem(std::string_view word, char* buffer) noexcept;

// FNV-1a, 32 bits.
[[nodiscard]] constexpr std::uint32_t hash_text(std::string_view text) noexcept {
  std::uint32_t hash = 2166136261U;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 16777619U;
  }
  return hash;
}

}  // namespace chancery::understand::model
