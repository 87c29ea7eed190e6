#include "knowledge/vocabulary.h"

#include <array>

#include <unicode/normlzr.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace chancery::knowledge {
namespace {

// Letters that decomposition leaves whole but that news texts write plainly.
std::string_view plain_letter(char32_t letter) noexcept {
  switch (letter) {
    case U'ı': return "i";
    case U'ø': return "o";
    case U'đ':
    case U'ð': return "d";
    case U'ł': return "l";
    case U'ß': return "ss";
    case U'æ': return "ae";
    case U'œ': return "oe";
    case U'ə': return "a";
    case U'þ': return "th";
    case U'ħ': return "h";
    case U'‘':
    case U'’':
    case U'ʼ':
    case U'ʻ':
    case U'`':
    case U'′': return "'";
    default: return {};
  }
}

void fold_unicode(std::string_view utf8, std::string& out) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  icu::UnicodeString decomposed;
  UErrorCode status = U_ZERO_ERROR;
  icu::Normalizer::normalize(text, UNORM_NFKD, 0, decomposed, status);
  if (U_FAILURE(status)) decomposed = text;
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < decomposed.length();) {
    const UChar32 letter = decomposed.char32At(at);
    at += U16_LENGTH(letter);
    if (u_charType(letter) == U_NON_SPACING_MARK) continue;
    const UChar32 lower = u_tolower(letter);
    if (const auto plain = plain_letter(static_cast<char32_t>(lower)); !plain.empty()) {
      kept.append(icu::UnicodeString::fromUTF8({plain.data(), static_cast<std::int32_t>(plain.size())}));
    } else {
      kept.append(lower);
    }
  }
  kept.toUTF8String(out);
}

// Folded forms of the two-byte letters up to U+07FF (Latin with diacritics, Greek, Cyrillic), worked out once by ICU.
constexpr std::size_t kTwoByteLetters = 0x800;

std::array<std::string, kTwoByteLetters> fold_two_byte_letters() {
  std::array<std::string, kTwoByteLetters> table;
  for (std::uint32_t code = 0x80; code < kTwoByteLetters; ++code) {
    const std::array<char, 2> utf8 = {static_cast<char>(0xC0 | (code >> 6)), static_cast<char>(0x80 | (code & 63))};
    fold_unicode({utf8.data(), 2}, table[code]);
  }
  return table;
}

std::uint32_t hash_of(std::string_view text) noexcept {
  return static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()));
}

}  // namespace

void fold_into(std::string_view utf8, std::string& out) {
  static const auto two_byte_letters = fold_two_byte_letters();
  const std::size_t start = out.size();
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    const auto byte = static_cast<unsigned char>(utf8[at]);
    if (byte < 0x80) {
      out.push_back(byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : static_cast<char>(byte));
    } else if (byte >= 0xC2 && byte < 0xE0 && at + 1 < utf8.size()) {
      out += two_byte_letters[static_cast<std::size_t>((byte & 31) << 6 |
                                                       (static_cast<unsigned char>(utf8[at + 1]) & 63))];
      ++at;
    } else if (utf8.substr(at).starts_with("\u2019") || utf8.substr(at).starts_with("\u2018")) {
      out.push_back('\'');
      at += 2;
    } else {
      out.resize(start);
      fold_unicode(utf8, out);
      return;
    }
  }
}

std::string fold(std::string_view utf8) {
  std::string out;
  fold_into(utf8, out);
  return out;
}

Vocabulary::Vocabulary() {
  texts_.emplace_back();
  slots_.resize(1024);
}

WordId Vocabulary::find(std::string_view folded) const noexcept {
  const std::uint32_t hash = hash_of(folded);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.id == kUnknownWord) return kUnknownWord;
    if (slot.hash == hash && texts_[slot.id] == folded) return slot.id;
  }
}

WordId Vocabulary::add(std::string_view folded) {
  if (const WordId known = find(folded); known != kUnknownWord) return known;
  if (texts_.size() * 2 > slots_.size()) grow();
  const auto id = static_cast<WordId>(texts_.size());
  texts_.emplace_back(folded);
  const std::uint32_t hash = hash_of(folded);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].id != kUnknownWord) at = (at + 1) & mask;
  slots_[at] = {hash, id};
  return id;
}

void Vocabulary::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.id == kUnknownWord) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].id != kUnknownWord) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace chancery::knowledge
