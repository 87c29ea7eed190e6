// What publishers do to a report, done to a given one: reprints of many kinds, and reports that look like reprints and
// are none. For measuring how well stories are found.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::evaluate {

struct StoryVariant {
  std::string kind;      // "cut", "template-figures" ...
  bool reprint = false;  // of the same story as the original
  std::string text;
  int days_later = 0;
};

// The same arguments give the same variants on every machine. `others` are texts of other reports, from which
// paragraphs are borrowed in turn, at most a third of each: sixty are enough that no two variants share any. Kinds
// that a text does not allow (other figures where it has none) are left out.
[[nodiscard]] std::vector<StoryVariant> story_variants(std::string_view text,
                                                       const std::vector<std::string_view>& others, std::uint64_t seed);

}  // namespace chancery::evaluate
