// How much it says that two texts share a word: the rarer the word among reports, the more.
#pragma once

#include <cstdint>
#include <string_view>

#include "connect/event_telling.h"

namespace chancery::connect {

// 0 for small and common words, 4 for words that few reports hold; by data/report_words.csv, which never changes with
// the record, so that what is alike stays alike whatever else is read. `word` in lower case.
[[nodiscard]] std::uint8_t word_weight(std::string_view word);

// The heaviest `limit` words of a text, names above others; endings are cut, so that "launch" and "launched" are one.
// Appends to `terms` and leaves them sorted.
void add_terms(Terms& terms, std::string_view text, std::size_t limit);

// Cosine of the two, 0 to 1.
[[nodiscard]] double likeness(const Terms& one, const Terms& other) noexcept;

}  // namespace chancery::connect
