// Texts as no one writes them, made from texts as people do: always the same ones for the same seed.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::property {

// splitmix64: the same numbers on every machine, unlike the distributions of <random>.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : static_cast<std::size_t>(next() % limit); }

 private:
  std::uint64_t state_;
};

// The characters of valid UTF-8 text.
inline std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    result.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return result;
}

inline std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}

inline constexpr std::array<std::string_view, 16> kStrange = {
    "é",      "€",      "Қ", "中", "😀", "👩‍👩‍👧",     "\u0301", "\u00A0", "\u2028", "\uFEFF",
    "\u200D", "\u202E", "ﬁ", "«",  "…",  std::string_view("\0", 1)};

inline constexpr std::size_t kMutations = 9;

inline std::string mutated(std::string_view text, std::size_t kind, Random& random) {
  std::vector<std::string> parts = characters(text);
  if (parts.empty()) return {};
  const std::size_t some = 1 + parts.size() / 20;
  switch (kind) {
    case 0:  // strange characters in place of others
      for (std::size_t i = 0; i < some; ++i)
        parts[random.below(parts.size())] = kStrange[random.below(kStrange.size())];
      break;
    case 1:  // cut short
      parts.resize(random.below(parts.size()));
      break;
    case 2:  // begun in the middle
      parts.erase(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(random.below(parts.size())));
      break;
    case 3:  // line ends of other systems
      for (std::string& part : parts)
        if (part == "\n") part = random.below(3) == 0 ? "\r" : "\r\n";
      break;
    case 4:  // blanks lost: long tokens
      for (std::string& part : parts)
        if (part == " " && random.below(2) == 0) part.clear();
      break;
    case 5:  // emoji strewn in
      for (std::size_t i = 0; i < some; ++i) parts[random.below(parts.size())] += "😀";
      break;
    case 6:  // punctuation strewn in
      for (std::size_t i = 0; i < some; ++i)
        parts[random.below(parts.size())] += std::string(1, "\"'().,;:-$%/|"[random.below(13)]);
      break;
    case 7: {  // a piece told again elsewhere
      const std::size_t from = random.below(parts.size());
      const std::size_t length = random.below(parts.size() - from);
      const std::vector<std::string> piece(parts.begin() + static_cast<std::ptrdiff_t>(from),
                                           parts.begin() + static_cast<std::ptrdiff_t>(from + length));
      parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(random.below(parts.size())), piece.begin(), piece.end());
      break;
    }
    default:  // figures changed
      for (std::string& part : parts)
        if (part.size() == 1 && part[0] >= '0' && part[0] <= '9')
          part = std::string(1, static_cast<char>('0' + random.below(10)));
      break;
  }
  return joined(parts);
}

}  // namespace chancery::property
