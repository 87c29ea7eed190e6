#include "knowledge/tables.h"

#include <algorithm>

#include "text/lexer.h"

namespace chancery::knowledge {

ActorId Tables::find_actor(std::string_view code) const noexcept {
  const auto found = actor_by_code.find(code);
  return found == actor_by_code.end() ? kNoActor : found->second;
}

const ModeEntry& Tables::mode(EventType type, std::string_view wanted) const noexcept {
  const ModeEntry* base = modes.data();
  for (const ModeEntry& entry : modes) {
    if (entry.type != type) continue;
    if (entry.mode == wanted) return entry;
    if (entry.mode.empty()) base = &entry;
  }
  return *base;
}

std::vector<WordId> Tables::add_words(std::string_view surface) {
  std::vector<text::Lexeme> lexemes;
  text::lex(surface, lexemes);
  std::vector<WordId> words;
  words.reserve(lexemes.size());
  for (const text::Lexeme& lexeme : lexemes) {
    const auto written = surface.substr(lexeme.begin, lexeme.end - lexeme.begin);
    words.push_back(vocabulary.add(fold(text::lookup_form(written, lexeme.flags))));
  }
  return words;
}

std::vector<WordId> Tables::known_words(std::string_view surface) const {
  std::vector<text::Lexeme> lexemes;
  text::lex(surface, lexemes);
  std::vector<WordId> words;
  for (const text::Lexeme& lexeme : lexemes) {
    const auto written = surface.substr(lexeme.begin, lexeme.end - lexeme.begin);
    words.push_back(vocabulary.find(fold(text::lookup_form(written, lexeme.flags))));
    if (words.back() == kUnknownWord) return {};
  }
  return words;
}

const TenureEntry* best_tenure(const Tables& tables, std::span<const std::uint32_t> entries,
                               std::optional<Day> day) noexcept {
  const TenureEntry* best = nullptr;
  long best_distance = 0;
  for (const std::uint32_t index : entries) {
    const TenureEntry& tenure = tables.tenures[index];
    long distance = 0;
    if (day) {
      if (tenure.from && *day < *tenure.from)
        distance = (*tenure.from - *day).count();
      else if (tenure.to && *day > *tenure.to)
        distance = (*day - *tenure.to).count();
    } else if (tenure.from) {
      distance = -tenure.from->time_since_epoch().count();  // without a day the latest counts
    }
    if (best == nullptr || distance < best_distance || (distance == best_distance && tenure.level < best->level)) {
      best = &tenure;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace chancery::knowledge
