// English forms of verbs and nouns for the tables: regular rules, irregular forms given by the table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery::knowledge {

// Which form of a verb a phrase is; a form may be several ("called": past and participle).
enum VerbForm : std::uint8_t { kBase = 1, kThirdPerson = 2, kPast = 4, kParticiple = 8, kGerund = 16, kNoun = 32 };

struct InflectedForm {
  std::string phrase;
  std::uint8_t forms = 0;
};

// All forms of a verb phrase; the first word is inflected ("call on" -> "called on"). `irregular`: past;participle;-ing
// of the whole phrase, or empty.
[[nodiscard]] std::vector<InflectedForm> inflect_verb(std::string_view lemma,
                                                      const std::vector<std::string>& irregular);

// Singular and plural of a noun phrase; the last word is inflected, but for "X of Y", where the word before "of" is.
[[nodiscard]] std::vector<std::string> inflect_noun(std::string_view lemma);

}  // namespace chancery::knowledge
