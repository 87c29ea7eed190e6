#include "text/name_skeleton.h"

#include <algorithm>
#include <vector>

namespace chancery::text {
namespace {

constexpr std::size_t kShortName = 5;  // bytes: shorter names have no skeleton
constexpr std::size_t kMostKept = 24;
constexpr std::size_t kLongDistance = 2;  // letters in which spellings of a long name differ

}  // namespace

namespace {

char transliterated(char c) noexcept {
  switch (c) {
    case 'q':
    case 'c': return 'k';
    case 'w': return 'v';
    case 'z': return 's';
    case 'j':
    case 'y': return 'i';
    default: return c;
  }
}

// Letters that transliterations choose between as one, doubled ones as one.
std::string plain(std::string_view folded) {
  std::string out;
  for (const char c : folded) {
    const char one = transliterated(c);
    if (out.empty() || out.back() != one) out += one;
  }
  return out;
}

}  // namespace

std::string name_skeleton(std::string_view folded) {
  if (folded.size() < kShortName) return {};
  std::string kept;
  for (std::size_t at = 0; at < folded.size() && kept.size() < kMostKept; ++at) {
    const char c = transliterated(folded[at]);
    const bool vowel = c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'h' || c == '\'';
    if (vowel && at != 0) continue;
    if (!kept.empty() && kept.back() == c) continue;
    kept += c;
  }
  // Aliyev and Aliyeva are two persons.
  if ((folded.ends_with("va") || folded.ends_with("na")) && kept.size() < kMostKept) kept += 'A';
  return kept.size() < 3 ? std::string() : kept;
}

std::string name_word_key(std::string_view folded) {
  std::string skeleton = name_skeleton(folded);
  // Marked, so that a short name is never taken for the skeleton of a longer one.
  return skeleton.empty() ? "=" + std::string(folded) : skeleton;
}

bool is_spelt_alike(std::string_view one_name, std::string_view other_name) {
  if (one_name == other_name) return true;
  if (name_word_key(one_name) != name_word_key(other_name)) return false;
  const std::string folded = plain(one_name);
  const std::string other = plain(other_name);
  // Levenshtein's distance, one row at a time.
  std::vector<std::size_t> row(other.size() + 1);
  for (std::size_t at = 0; at < row.size(); ++at) row[at] = at;
  for (std::size_t at = 0; at < folded.size(); ++at) {
    std::size_t diagonal = row[0];
    row[0] = at + 1;
    for (std::size_t to = 0; to < other.size(); ++to) {
      const std::size_t change = diagonal + (folded[at] == other[to] ? 0 : 1);
      diagonal = row[to + 1];
      row[to + 1] = std::min({row[to] + 1, row[to + 1] + 1, change});
    }
  }
  return row.back() <= (std::min(folded.size(), other.size()) >= 6 ? kLongDistance : 1);
}

}  // namespace chancery::text
