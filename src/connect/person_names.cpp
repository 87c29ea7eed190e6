#include "connect/person_names.h"

#include <algorithm>
#include <array>

#include "knowledge/vocabulary.h"
#include "text/lexer.h"
#include "text/name_skeleton.h"

namespace chancery::connect {
namespace {

constexpr std::array<std::string_view, 24> kParticles = {"al",  "bin", "da",  "das", "de", "del", "den", "der",
                                                         "di",  "do",  "dos", "du",  "e",  "el",  "ibn", "ii",
                                                         "iii", "iv",  "jr",  "la",  "sr", "van", "von", "y"};

bool alike(const PersonName::Word& one, const PersonName::Word& other) {
  if (one.initial || other.initial) return one.folded[0] == other.folded[0];
  return text::is_spelt_alike(one.folded, other.folded);
}

}  // namespace

bool PersonName::is_full() const noexcept {
  return std::count_if(words.begin(), words.end(), [](const Word& word) { return !word.initial; }) >= 2;
}

PersonName read_person_name(std::string_view name) {
  std::vector<text::Lexeme> lexemes;
  text::lex(name, lexemes);
  PersonName read;
  for (const text::Lexeme& lexeme : lexemes) {
    if ((lexeme.flags & (text::kWord | text::kAbbreviation)) == 0) continue;
    const std::string_view raw = name.substr(lexeme.begin, lexeme.end - lexeme.begin);
    if (raw == "'s" || raw == "’s") continue;
    PersonName::Word word;
    word.folded = knowledge::fold(text::lookup_form(raw, lexeme.flags));
    if (word.folded.ends_with('.')) word.folded.pop_back();
    if (word.folded.empty() || std::find(kParticles.begin(), kParticles.end(), word.folded) != kParticles.end()) {
      continue;
    }
    word.initial = word.folded.size() == 1;
    word.key = text::name_word_key(word.folded);
    read.words.push_back(std::move(word));
  }
  return read;
}

bool may_be_one(const PersonName& one, const PersonName& other) {
  if (one.words.size() < 2 || other.words.size() < 2) return false;
  std::vector<bool> used(one.words.size(), false);
  std::size_t matched = 0;
  std::size_t written_out = 0;
  for (const PersonName::Word& word : other.words) {
    for (std::size_t at = 0; at < one.words.size(); ++at) {
      if (used[at] || !alike(one.words[at], word)) continue;
      used[at] = true;
      ++matched;
      if (!one.words[at].initial && !word.initial) ++written_out;
      break;
    }
  }
  if (written_out >= 1 && matched >= std::min(one.words.size(), other.words.size())) return true;
  // "Joe Biden" and "Joseph Biden", "Joseph R. Biden": short forms of the first name.
  return text::is_spelt_alike(one.words.back().folded, other.words.back().folded) &&
         one.words.front().folded.substr(0, 2) == other.words.front().folded.substr(0, 2);
}

}  // namespace chancery::connect
