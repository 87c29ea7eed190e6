// A piece of an article, by byte offsets.
#pragma once

#include <cstdint>

namespace chancery {

// Half-open byte range [begin, end) into Article::text, or into Article::title where in_title is set.
// Both ends fall on UTF-8 character borders. The texts themselves are never copied into findings.
struct TextSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool in_title = false;

  [[nodiscard]] bool empty() const noexcept { return begin == end; }
  friend auto operator<=>(const TextSpan&, const TextSpan&) = default;
};

}  // namespace chancery
