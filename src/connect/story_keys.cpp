#include "connect/story_keys.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "text/hash.h"

namespace chancery::connect {
namespace {

// A headline of fewer words stands over many articles ("Weekly review").
constexpr std::size_t kShortestHeadline = 4;

// Murmur3's finalizer: spreads the bits of a sum.
constexpr std::uint64_t mix(std::uint64_t value) noexcept {
  value ^= value >> 33U;
  value *= 0xff51afd7ed558ccdULL;
  value ^= value >> 33U;
  value *= 0xc4ceb9fe1a85ec53ULL;
  value ^= value >> 33U;
  return value;
}

std::uint64_t shingle(std::span<const StoryToken> words) noexcept {
  std::uint64_t sum = words.size();
  for (const StoryToken& word : words) sum = sum * 0x9e3779b97f4a7c15ULL + word.word;
  return mix(sum);
}

// Small numbers were chosen for being small: another hash of them spreads over all keys. 0 means none.
std::uint32_t key_of(std::uint64_t value) noexcept {
  const auto key = static_cast<std::uint32_t>(mix(value ^ 0x5bd1e9955bd1e995ULL));
  return key == 0 ? 1 : key;
}

std::string folded(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// The `count` smallest, sorted, each once.
std::vector<std::uint64_t> smallest(std::vector<std::uint64_t> values, std::size_t count) {
  std::vector<std::uint64_t> out;
  // Repeated ones stand in the way of others: then all are sorted.
  for (std::size_t sorted = std::min(values.size(), 2 * count);; sorted = values.size()) {
    const auto end = values.begin() + static_cast<std::ptrdiff_t>(sorted);
    std::partial_sort(values.begin(), end, values.end());
    out.clear();
    std::unique_copy(values.begin(), end, std::back_inserter(out));
    if (out.size() >= count || sorted == values.size()) break;
  }
  out.resize(std::min(out.size(), count));
  return out;
}

}  // namespace

std::vector<std::uint32_t> story_keys(std::span<const StoryToken> tokens) {
  if (tokens.empty()) return {};
  const std::size_t words = std::min(kShingleWords, tokens.size());
  std::vector<std::uint64_t> all;
  std::vector<std::uint64_t> dated;  // those that hold a figure or a month
  std::vector<std::uint32_t> figures;
  all.reserve(tokens.size() - words + 1);
  std::size_t after_figure = 0;  // behind the last figure so far
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if ((tokens[i].flags & kStoryNumber) != 0) figures.push_back(tokens[i].word);
    if ((tokens[i].flags & (kStoryNumber | kStoryMonth)) != 0) after_figure = i + 1;
    if (i + 1 < words) continue;
    const std::size_t begin = i + 1 - words;
    all.push_back(shingle(tokens.subspan(begin, words)));
    if (after_figure > begin) dated.push_back(all.back());
  }

  std::vector<std::uint64_t> chosen = smallest(std::move(dated), kFigureKeys);
  if (figures.size() >= kFirstFigures) {
    std::uint64_t first = 1;
    for (std::size_t i = 0; i < kFirstFigures; ++i) first = mix(first ^ figures[i]);
    std::uint64_t whole = 2;
    std::sort(figures.begin(), figures.end());
    figures.erase(std::unique(figures.begin(), figures.end()), figures.end());
    for (const std::uint32_t figure : figures) whole = mix(whole ^ figure);
    chosen.push_back(first);
    chosen.push_back(whole);
  }
  const std::size_t of_figures = chosen.size();
  for (const std::uint64_t one : smallest(std::move(all), kStoryKeys)) {
    if (chosen.size() == kStoryKeys) break;
    if (std::find(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(of_figures), one) ==
        chosen.begin() + static_cast<std::ptrdiff_t>(of_figures)) {
      chosen.push_back(one);
    }
  }
  if (chosen.size() == 1) chosen.push_back(mix(chosen.front() + 1));
  std::vector<std::uint32_t> keys;
  for (const std::uint64_t one : chosen) keys.push_back(key_of(one));
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

std::uint32_t address_key(std::string_view publisher, std::string_view url) {
  if (url.empty()) return 0;
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  if (url.starts_with("www.")) url.remove_prefix(4);
  url = url.substr(0, url.find('#'));
  while (url.ends_with('/')) url.remove_suffix(1);
  if (url.find('/') == std::string_view::npos && url.find('?') == std::string_view::npos) return 0;  // a front page
  return key_of(text::hash64(folded(publisher) + "\naddress\n" + std::string(url)));
}

std::uint32_t headline_key(std::string_view publisher, std::span<const StoryToken> headline) {
  if (headline.size() < kShortestHeadline) return 0;
  return key_of(text::hash64(folded(publisher) + "\nheadline") ^ shingle(headline));
}

}  // namespace chancery::connect
