#include "encoder/word_pieces.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace chancery::encoder {
namespace {

// Longer words are unknown, as in the reference implementation.
constexpr std::size_t kLongestWord = 100;

// What the reference implementation drops: control and format characters, but for the blanks among them.
bool is_dropped(UChar32 character) noexcept {
  if (character == 0 || character == 0xFFFD) return true;
  if (character == '\t' || character == '\n' || character == '\r') return false;
  const auto category = u_charType(character);
  return category == U_CONTROL_CHAR || category == U_FORMAT_CHAR || category == U_UNASSIGNED ||
         category == U_PRIVATE_USE_CHAR;
}

bool is_blank(UChar32 character) noexcept { return u_isUWhiteSpace(character) != 0; }

// Han characters are words of their own (the blocks of the reference implementation).
bool is_han(UChar32 c) noexcept {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF) ||
         (c >= 0x2A700 && c <= 0x2B73F) || (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B920 && c <= 0x2CEAF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

bool is_mark(UChar32 character) noexcept {
  if (character < 128) {
    return (character >= 33 && character <= 47) || (character >= 58 && character <= 64) ||
           (character >= 91 && character <= 96) || (character >= 123 && character <= 126);
  }
  return u_ispunct(character) != 0;
}

// The character without its accents, in small letters: usually one character, none for an accent alone.
void append_plain(UChar32 character, std::u32string& out) {
  if (character < 128) {
    out += static_cast<char32_t>(character >= 'A' && character <= 'Z' ? character + 32 : character);
    return;
  }
  UErrorCode trouble = U_ZERO_ERROR;
  static const icu::Normalizer2* const decomposition = icu::Normalizer2::getNFDInstance(trouble);
  icu::UnicodeString parts;
  if (decomposition == nullptr || decomposition->getDecomposition(character, parts) == 0) parts = character;
  for (std::int32_t at = 0; at < parts.length(); at = parts.moveIndex32(at, 1)) {
    const UChar32 part = parts.char32At(at);
    if (u_charType(part) == U_NON_SPACING_MARK) continue;
    icu::UnicodeString small(part);
    small.toLower(icu::Locale::getRoot());
    for (std::int32_t i = 0; i < small.length(); i = small.moveIndex32(i, 1)) {
      out += static_cast<char32_t>(small.char32At(i));
    }
  }
}

}  // namespace

Result<WordPieces> WordPieces::read(std::string_view vocabulary) {
  WordPieces pieces;
  std::int32_t id = 0;
  while (!vocabulary.empty()) {
    const std::size_t end = std::min(vocabulary.find('\n'), vocabulary.size());
    std::string_view piece = vocabulary.substr(0, end);
    vocabulary.remove_prefix(std::min(end + 1, vocabulary.size()));
    if (piece.starts_with("##") && piece.size() > 2) {
      pieces.within_.emplace(piece.substr(2), id);
    } else {
      pieces.whole_.emplace(piece, id);
    }
    ++id;
  }
  for (const auto& [name, value] : {std::pair("[UNK]", &pieces.unknown_), std::pair("[CLS]", &pieces.opening_),
                                    std::pair("[SEP]", &pieces.closing_)}) {
    const auto known = pieces.whole_.find(std::string_view(name));
    if (known == pieces.whole_.end()) {
      Error error;
      error.code = ErrorCode::malformed;
      error.message = std::string("the encoder's vocabulary has no ") + name;
      return std::unexpected(std::move(error));
    }
    *value = known->second;
  }
  return pieces;
}

void WordPieces::cut(std::string_view text, std::vector<Piece>& out) const {
  out.clear();
  Word word;
  std::u32string plain;
  const auto end_word = [&] {
    if (!word.text.empty()) cut_word(word, out);
    word = {};
  };
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < length;) {
    const std::int32_t begin = at;
    UChar32 character = 0;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), at, length, character);
    if (is_dropped(character)) continue;
    if (is_blank(character)) {
      end_word();
      continue;
    }
    plain.clear();
    append_plain(character, plain);
    for (const char32_t part : plain) {
      const auto code = static_cast<UChar32>(part);
      const bool alone = is_mark(code) || is_han(character);
      if (alone) end_word();
      char bytes[U8_MAX_LENGTH];
      std::int32_t size = 0;
      U8_APPEND_UNSAFE(bytes, size, code);
      for (std::int32_t i = 0; i < size; ++i) {
        word.text += bytes[i];
        word.begin.push_back(static_cast<std::uint32_t>(begin));
        word.end.push_back(static_cast<std::uint32_t>(at));
      }
      ++word.characters;
      if (alone) end_word();
    }
  }
  end_word();
}

void WordPieces::cut_word(const Word& word, std::vector<Piece>& out) const {
  const auto unknown = [&] { out.push_back({unknown_, word.begin.front(), word.end.back()}); };
  if (word.characters > kLongestWord) return unknown();
  const std::string_view text = word.text;
  const std::size_t first = out.size();
  for (std::size_t begin = 0; begin < text.size();) {
    const Pieces& pieces = begin == 0 ? whole_ : within_;
    std::size_t end = text.size();
    for (; end > begin; --end) {
      if (end < text.size() && U8_IS_TRAIL(static_cast<std::uint8_t>(text[end]))) continue;
      const auto known = pieces.find(text.substr(begin, end - begin));
      if (known == pieces.end()) continue;
      out.push_back({known->second, word.begin[begin], word.end[end - 1]});
      break;
    }
    if (end == begin) {
      out.resize(first);
      return unknown();
    }
    begin = end;
  }
}

}  // namespace chancery::encoder
