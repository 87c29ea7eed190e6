// Cuts text into the pieces of words that the encoder knows: the uncased tokenizer of BERT (Devlin et al., NAACL 2019),
// token for token what the reference implementation gives (tests/unit/encoder/word_pieces_test.cpp).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "chancery/error.h"

namespace chancery::encoder {

// A piece of the vocabulary and the bytes of the text that it stands for, [begin, end).
struct Piece {
  std::int32_t id = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// Immutable; shared by all threads.
class WordPieces {
 public:
  // `vocabulary`: a piece a line, its number is that of the line from 0; pieces within a word begin with "##". Error
  // malformed where [UNK], [CLS] or [SEP] is missing.
  [[nodiscard]] static Result<WordPieces> read(std::string_view vocabulary);

  // `text` is UTF-8; what is not is one unknown character a byte. Clears `out` first.
  void cut(std::string_view text, std::vector<Piece>& out) const;

  [[nodiscard]] std::int32_t opening() const noexcept { return opening_; }  // [CLS]
  [[nodiscard]] std::int32_t closing() const noexcept { return closing_; }  // [SEP]

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>()(text); }
  };
  using Pieces = std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>>;

  // A word, cleaned and in small letters, with the byte of the text that each of its bytes came from.
  struct Word {
    std::string text;
    std::vector<std::uint32_t> begin;  // of the character that this byte came from
    std::vector<std::uint32_t> end;
    std::size_t characters = 0;
  };
  void cut_word(const Word& word, std::vector<Piece>& out) const;

  Pieces whole_;   // at the beginning of a word
  Pieces within_;  // without their "##"
  std::int32_t unknown_ = 0, opening_ = 0, closing_ = 0;
};

}  // namespace chancery::encoder
