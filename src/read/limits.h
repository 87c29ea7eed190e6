// How much one article may be.
#pragma once

#include <cstddef>

namespace chancery::read {

// The largest article, as a plain text file or as one line of JSON Lines: 8 MiB, a book of two thousand pages. What is
// larger is refused without being held in memory.
inline constexpr std::size_t kMaxArticleBytes = std::size_t{8} << 20;

}  // namespace chancery::read
