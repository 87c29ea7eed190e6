// Words, numbers and marks of a text with their byte ranges: the one set of rules that tables and texts share.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace chancery::text {

// What a lexeme is made of. The first sixteen bits are shared with understand::Token::Flag.
enum LexemeFlag : std::uint16_t {
  kCapital = 1,  // begins with a capital letter
  kAllCaps = 2,  // two letters or more, all capitals
  kNumber = 4,   // begins with a digit ("30.1", "4,575", "2nd")
  kPunctuation = 8,
  kHyphenBefore = 16,       // joined to the lexeme before by a hyphen or en dash without blanks ("Kazakh-Chinese")
  kSpaceBefore = 32,        // blank or line break before it
  kInQuotes = 64,           // set later, by the sentence stage
  kAbbreviation = 128,      // "U.S.", "Mr.", "J."
  kInBrackets = 256,        // set later
  kSentenceStart = 512,     // set later
  kWord = 1024,             // letters
  kLineBefore = 2048,       // a line break before it
  kBlankLineBefore = 4096,  // an empty line before it
};

struct Lexeme {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint16_t flags = 0;
};

// Appends the lexemes of valid UTF-8 text, in order and without overlap; what lies between them is blanks and hyphens.
//  - "Kazakhstan's" gives "Kazakhstan" and "'s"; "didn't" gives "did" and "n't"; "Xi'an" and "d'Ivoire" stay whole.
//  - Hyphens inside words separate lexemes and are no lexeme themselves.
//  - "U.S.", "Mr.", "J." keep their full stops; "4,575", "30.1" and "14.02.2025" are one number, "30.1bn" two lexemes.
void lex(std::string_view text, std::vector<Lexeme>& out);

// The form under which a lexeme is looked up: "Mr." -> "Mr", all else as it stands.
[[nodiscard]] std::string_view lookup_form(std::string_view lexeme, std::uint16_t flags) noexcept;

}  // namespace chancery::text
