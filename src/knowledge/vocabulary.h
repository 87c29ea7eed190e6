// Words as small numbers, so that all phrase look-ups in a text cost one hash of each word.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::knowledge {

using WordId = std::uint32_t;
inline constexpr WordId kUnknownWord = 0;

// Lower case without diacritics ("Erdoğan" -> "erdogan", "Côte" -> "cote"), typographic apostrophes made plain.
// Appends to `out`; ASCII takes a fast path, the rest goes through ICU. Length may change: never use the result for
// offsets.
void fold_into(std::string_view utf8, std::string& out);
[[nodiscard]] std::string fold(std::string_view utf8);

class Vocabulary {
 public:
  // The number of a folded word, adding it where it is new. Only while tables are loaded.
  WordId add(std::string_view folded);
  // kUnknownWord where no table holds the word. Safe from many threads once loading is over.
  [[nodiscard]] WordId find(std::string_view folded) const noexcept;
  [[nodiscard]] std::string_view text(WordId id) const noexcept { return texts_[id]; }
  [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }

  Vocabulary();

 private:
  // Open addressing with the hash kept beside the number: one cache line for most look-ups, and most words of a text
  // are in no table, which the kept hash tells without touching any text.
  struct Slot {
    std::uint32_t hash = 0;
    WordId id = kUnknownWord;
  };
  void grow();

  std::vector<Slot> slots_;
  std::deque<std::string> texts_;  // stable addresses
};

}  // namespace chancery::knowledge
