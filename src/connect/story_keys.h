// The keys under which an article is looked up when its story is sought: a bottom-k sketch of its word shingles
// (Broder, "On the resemblance and containment of documents", 1997). Two texts that share a part r of the larger one's
// shingles share a key with a probability of about 1 - (1 - r)^k; texts that share no wording share none.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "connect/story_text.h"

namespace chancery::connect {

inline constexpr std::size_t kStoryKeys = 12;  // k
// The reports of a template have most of their shingles in common with thousands of others. So some keys are of
// figures: of shingles that hold a figure or a month, of the first figures of the text, and of all its figures
// together.
inline constexpr std::size_t kFigureKeys = 2;
inline constexpr std::size_t kFirstFigures = 4;
inline constexpr std::size_t kShingleWords = 6;  // of a key

// At most kStoryKeys numbers, sorted, each once; none for a text without words. A text no longer than a shingle has
// two.
[[nodiscard]] std::vector<std::uint32_t> story_keys(std::span<const StoryToken> tokens);

// Keys that find a correction of another wording: its address, and its headline without "CORRECTED-" and the like, each
// together with the publisher. 0 where there is none.
[[nodiscard]] std::uint32_t address_key(std::string_view publisher, std::string_view url);
[[nodiscard]] std::uint32_t headline_key(std::string_view publisher, std::span<const StoryToken> headline);

}  // namespace chancery::connect
