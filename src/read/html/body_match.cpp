#include "read/html/body_match.h"

#include <algorithm>
#include <cstdint>
#include <unordered_set>

namespace chancery::read::html {
namespace {

constexpr std::size_t kRun = 4;
constexpr std::size_t kLeastBytes = 250;  // a shorter body is a summary

// Hashes of the words: letters and digits of ASCII in lower case, all else above ASCII as it is.
std::vector<std::uint64_t> words_of(std::string_view text) {
  std::vector<std::uint64_t> words;
  std::uint64_t hash = 0;
  for (const char byte : text) {
    const auto code = static_cast<unsigned char>(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
    const bool word = (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9') || code >= 0x80;
    if (word) {
      hash = (hash == 0 ? 0xCBF29CE484222325ULL : hash ^ code) * 0x100000001B3ULL + code;
    } else if (hash != 0) {
      words.push_back(hash);
      hash = 0;
    }
  }
  if (hash != 0) words.push_back(hash);
  return words;
}

std::vector<std::uint64_t> runs_of(const std::vector<std::uint64_t>& words, std::size_t length) {
  std::vector<std::uint64_t> runs;
  for (std::size_t at = 0; at + length <= words.size(); ++at) {
    std::uint64_t hash = length;
    for (std::size_t next = at; next < at + length; ++next)
      hash = (hash ^ words[next]) * 0x9E3779B97F4A7C15ULL + (hash >> 29);
    runs.push_back(hash);
  }
  return runs;
}

}  // namespace

std::vector<float> match_body(const Blocks& blocks, std::string_view body) {
  std::vector<float> out(blocks.blocks.size(), 0.0F);
  if (body.size() < kLeastBytes) return out;
  const auto body_words = words_of(body);
  std::unordered_set<std::uint64_t> known;
  for (std::size_t length = 1; length <= kRun; ++length) {
    const auto runs = runs_of(body_words, length);
    known.insert(runs.begin(), runs.end());
  }
  std::unordered_set<std::uint64_t> met;
  for (std::size_t index = 0; index < blocks.blocks.size(); ++index) {
    const auto words = words_of(blocks.of(blocks.blocks[index]));
    if (words.empty()) continue;
    const auto runs = runs_of(words, std::min(kRun, words.size()));
    std::size_t found = 0;
    for (const std::uint64_t run : runs) {
      if (!known.contains(run)) continue;
      ++found;
      if (words.size() >= kRun) met.insert(run);
    }
    out[index] = static_cast<float>(found) / static_cast<float>(runs.size());
  }
  if (body_words.size() < kRun || met.size() * 10 < (body_words.size() - kRun + 1) * 5)
    std::fill(out.begin(), out.end(), 0.0F);
  return out;
}

}  // namespace chancery::read::html
