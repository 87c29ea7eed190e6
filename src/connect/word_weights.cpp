#include "connect/word_weights.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <unordered_map>

#include "knowledge/embedded.h"
#include "text/lexer.h"

namespace chancery::connect {
namespace {

constexpr std::uint8_t kRare = 4;       // words that the table does not hold
constexpr std::uint8_t kNameBonus = 2;  // names and numbers tell reports apart best
constexpr std::size_t kStemLength = 7;  // bytes of a lower-case word that count
constexpr std::size_t kShortest = 3;

// Share in percent at which a class begins -> weight.
std::uint8_t weight_of_share(int at_least) {
  if (at_least >= 15) return 0;
  if (at_least >= 4) return 1;
  return 2;
}

std::unordered_map<std::string_view, std::uint8_t> load() {
  std::unordered_map<std::string_view, std::uint8_t> weights;
  std::string_view table = knowledge::embedded_file("report_words.csv");
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    std::string_view line = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    const std::size_t comma = line.find(',');
    int share = 0;
    if (comma == std::string_view::npos ||
        std::from_chars(line.data(), line.data() + comma, share).ptr != line.data() + comma) {
      continue;
    }
    line.remove_prefix(comma + 1);
    while (!line.empty()) {
      const std::size_t semicolon = std::min(line.find(';'), line.size());
      weights.emplace(line.substr(0, semicolon), weight_of_share(share));
      line.remove_prefix(std::min(semicolon + 1, line.size()));
    }
  }
  return weights;
}

}  // namespace

std::uint8_t word_weight(std::string_view word) {
  static const auto weights = load();
  const auto found = weights.find(word);
  return found == weights.end() ? kRare : found->second;
}

void add_terms(Terms& terms, std::string_view text, std::size_t limit) {
  std::vector<text::Lexeme> lexemes;
  text::lex(text, lexemes);
  Terms found;
  std::string word;
  for (const text::Lexeme& lexeme : lexemes) {
    const bool number = (lexeme.flags & text::kNumber) != 0;
    if (!number && (lexeme.flags & text::kWord) == 0) continue;
    word.assign(text.substr(lexeme.begin, lexeme.end - lexeme.begin));
    if (word.size() < kShortest && !number) continue;
    for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    std::uint8_t weight = number ? std::uint8_t{2} : word_weight(word);
    if (weight == 0) continue;
    if (!number && weight >= kRare && (lexeme.flags & text::kCapital) != 0) weight += kNameBonus;
    if (word.size() > kStemLength) {
      std::size_t end = kStemLength;
      while (end > 1 && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) --end;
      word.resize(end);
    } else if (!number) {
      for (const std::string_view ending : {"ing", "ed", "es", "s"}) {
        if (word.size() > ending.size() + 2 && word.ends_with(ending)) {
          word.resize(word.size() - ending.size());
          break;
        }
      }
    }
    found.push_back({key_of(word), weight});
  }
  std::sort(found.begin(), found.end(),
            [](const Term& a, const Term& b) { return a.word != b.word ? a.word < b.word : a.weight > b.weight; });
  found.erase(std::unique(found.begin(), found.end(), [](const Term& a, const Term& b) { return a.word == b.word; }),
              found.end());
  if (found.size() > limit) {
    std::sort(found.begin(), found.end(), [](const Term& a, const Term& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.word < b.word;
    });
    found.resize(limit);
  }
  terms.insert(terms.end(), found.begin(), found.end());
  std::sort(terms.begin(), terms.end(),
            [](const Term& a, const Term& b) { return a.word != b.word ? a.word < b.word : a.weight > b.weight; });
  terms.erase(std::unique(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.word == b.word; }),
              terms.end());
}

double likeness(const Terms& one, const Terms& other) noexcept {
  if (one.empty() || other.empty()) return 0;
  const auto square = [](const Terms& terms) {
    int sum = 0;
    for (const Term& term : terms) sum += term.weight * term.weight;
    return sum;
  };
  int shared = 0;
  auto b = other.begin();
  for (const Term& term : one) {
    while (b != other.end() && b->word < term.word) ++b;
    if (b == other.end()) break;
    if (b->word == term.word) shared += term.weight * b->weight;
  }
  if (shared == 0) return 0;
  return shared / std::sqrt(static_cast<double>(square(one)) * square(other));
}

}  // namespace chancery::connect
