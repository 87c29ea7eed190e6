#include "knowledge/inflection.h"

#include <algorithm>

namespace chancery::knowledge {
namespace {

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings) noexcept {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return word.ends_with(ending); });
}

bool is_vowel(char letter) noexcept { return std::string_view("aeiou").find(letter) != std::string_view::npos; }

}  // namespace

std::optional<std::string> regular_plural(std::string_view noun) {
  if (noun.size() < 3) return std::nullopt;
  if (!std::all_of(noun.begin(), noun.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return std::nullopt;
  std::string plural(noun);
  if (noun.ends_with('y') && !is_vowel(noun[noun.size() - 2])) {
    plural.pop_back();
    return plural + "ies";
  }
  if (ends_with_any(noun, {"ss", "x", "z", "ch", "sh"})) return plural + "es";
  if (noun.ends_with('s')) return std::nullopt;
  return plural + "s";
}

bool add_with_plural(Tables& tables, PhraseTable& table, std::string_view surface, std::uint32_t entry) {
  std::vector<WordId> words = tables.add_words(surface);
  if (words.empty()) return false;
  table.add(words, entry);
  std::size_t head = words.size() - 1;
  for (std::size_t at = 1; at < words.size(); ++at) {
    if (tables.vocabulary.text(words[at]) == "of") {
      head = at - 1;
      break;
    }
  }
  if (const auto plural = regular_plural(tables.vocabulary.text(words[head]))) {
    words[head] = tables.vocabulary.add(*plural);
    table.add(words, entry);
  }
  return true;
}

}  // namespace chancery::knowledge
