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

}  // namespace

std::vector<std::uint32_t> story_keys(std::span<const StoryToken> tokens) {
  if (tokens.empty()) return {};
  std::vector<std::uint64_t> shingles;
  const std::size_t words = std::min(kShingleWords, tokens.size());
  shingles.reserve(tokens.size() - words + 1);
  for (std::size_t i = 0; i + words <= tokens.size(); ++i) shingles.push_back(shingle(tokens.subspan(i, words)));
  // Repeated ones stand in the way of others: then all are sorted.
  for (std::size_t sorted = std::min(shingles.size(), 2 * kStoryKeys);; sorted = shingles.size()) {
    const auto end = shingles.begin() + static_cast<std::ptrdiff_t>(sorted);
    std::partial_sort(shingles.begin(), end, shingles.end());
    std::vector<std::uint64_t> unique;
    std::unique_copy(shingles.begin(), end, std::back_inserter(unique));
    if (unique.size() >= kStoryKeys || sorted == shingles.size()) {
      shingles = std::move(unique);
      break;
    }
  }
  shingles.resize(std::min(shingles.size(), kStoryKeys));
  std::vector<std::uint32_t> keys;
  for (const std::uint64_t one : shingles) keys.push_back(key_of(one));
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
