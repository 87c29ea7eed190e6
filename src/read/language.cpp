#include "read/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace chancery::read {
namespace {

// More text adds time, not certainty.
constexpr std::size_t kDetectBytes = 4096;
// Below this CLD2 confuses English full of names with other languages.
constexpr int kMinTextBytes = 100;
// A text of which this share is in another language, and at most half as much in English, is in that language.
constexpr int kOtherPercent = 60;

// Common words of English that are no words of its neighbours. A text of which one word in twelve is among them, in its
// first 2 KiB, is English: English news has one in five. This spares nine texts in ten the detector, which takes as
// long as a third of the whole reading (docs/decisions/language.md).
constexpr std::size_t kQuickBytes = 2048;
constexpr std::array<std::string_view, 16> kEnglishWords{"the",   "of",  "and",  "to",   "that", "with",
                                                         "from",  "for", "said", "have", "has",  "were",
                                                         "which", "its", "they", "would"};
constexpr int kQuickMinWords = 40;
constexpr int kQuickShare = 12;

// A word of at most eight letters as a number, for quick comparison.
constexpr std::uint64_t packed(std::string_view word) {
  std::uint64_t value = 0;
  for (const char c : word) value = value << 8U | static_cast<unsigned char>(c);
  return value;
}

constexpr auto kPackedEnglishWords = [] {
  std::array<std::uint64_t, kEnglishWords.size()> words{};
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = packed(kEnglishWords[i]);
  return words;
}();

bool is_quickly_english(std::string_view text) {
  text = text.substr(0, kQuickBytes);
  int words = 0, english = 0;
  std::size_t length = 0;
  std::uint64_t word = 0;
  const auto end_word = [&] {
    if (length == 0) return;
    ++words;
    if (length <= 5 &&
        std::find(kPackedEnglishWords.begin(), kPackedEnglishWords.end(), word) != kPackedEnglishWords.end()) {
      ++english;
    }
    length = 0;
    word = 0;
  };
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const unsigned char lower = byte | 0x20U;
    // Letters beyond ASCII make words too, so that a text in another script cannot pass by its few English ones.
    if ((lower >= 'a' && lower <= 'z') || byte >= 0x80) {
      word = word << 8U | (byte >= 0x80 ? byte : lower);
      ++length;
    } else {
      end_word();
    }
  }
  end_word();
  return words >= kQuickMinWords && english * kQuickShare >= words;
}

bool is_english(std::string_view given) {
  std::string lower(given);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower == "en" || lower == "eng" || lower == "english" || lower.starts_with("en-") || lower.starts_with("en_");
}

Error other_language(std::string message) {
  Error error;
  error.code = ErrorCode::other_language;
  error.message = std::move(message);
  return error;
}

}  // namespace

std::optional<Error> settle_language(Article& article, LanguageRule rule) {
  const std::string declared = article.language;
  const auto by_declaration = [&]() -> std::optional<Error> {
    if (declared.empty() || rule.any || is_english(declared)) return std::nullopt;
    return other_language("not English: the article says its language is \"" + declared + "\"");
  };
  if (!declared.empty() && !rule.declared_is_hint) return by_declaration();
  if (is_quickly_english(article.text)) {
    article.language = "en";
    return std::nullopt;
  }
  std::size_t length = std::min(article.text.size(), kDetectBytes);
  while (length < article.text.size() && (static_cast<unsigned char>(article.text[length]) & 0xC0U) == 0x80U) --length;

  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  bool reliable = false;
  CLD2::ExtDetectLanguageSummary(article.text.data(), static_cast<int>(length), true, &hints, 0, languages.data(),
                                 percents.data(), scores.data(), nullptr, &text_bytes, &reliable);
  if (!reliable || text_bytes < kMinTextBytes) return by_declaration();
  if (languages[0] == CLD2::ENGLISH) {
    article.language = "en";
    return std::nullopt;
  }
  int english = 0;
  for (std::size_t i = 1; i < languages.size(); ++i) {
    if (languages[i] == CLD2::ENGLISH) english = percents[i];
  }
  if (languages[0] == CLD2::UNKNOWN_LANGUAGE || percents[0] < kOtherPercent || english > percents[0] / 2) {
    return by_declaration();
  }
  if (rule.any) {
    article.language = CLD2::LanguageCode(languages[0]);
    return std::nullopt;
  }
  return other_language("not English: " + std::string(CLD2::LanguageName(languages[0])) + " (" +
                        CLD2::LanguageCode(languages[0]) + "), " + std::to_string(percents[0]) + "% of the text");
}

}  // namespace chancery::read
