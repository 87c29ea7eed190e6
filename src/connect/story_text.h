// An article's text as stories see it: words without case, marks and boilerplate.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "chancery/error.h"

namespace chancery::connect {

enum StoryTokenFlag : std::uint8_t {
  kStoryNumber = 1,   // begins with a digit
  kStoryName = 2,     // begins with a capital inside a sentence
  kStoryMonth = 4,    // the name of a month
  kStoryWeekday = 8,  // the name of a day of the week
};

struct StoryToken {
  std::uint32_t word = 0;      // hash of the folded word: "1,000" is "1000", "U.S." is "us", "São" is "sao"
  std::uint32_t skeleton = 0;  // of names: hash without vowels and doubled letters, equal for Tokayev and Tokaev
  std::uint8_t flags = 0;

  friend bool operator==(const StoryToken&, const StoryToken&) = default;
};

// What publishers put around every report ("Follow us on ..."): lines that begin with or contain one of the phrases of
// data/boilerplate.csv.
class Boilerplate {
 public:
  // Error malformed with the line of the table; not_found where the program was built without it.
  [[nodiscard]] static Result<Boilerplate> built_in();
  [[nodiscard]] static Result<Boilerplate> parse(std::string_view csv, std::string name);

  [[nodiscard]] bool matches(const std::vector<StoryToken>& tokens, std::size_t begin, std::size_t end) const;

 private:
  struct Phrase {
    std::vector<std::uint32_t> words;
    bool at_start = true;
  };
  [[nodiscard]] bool matches_at(const std::vector<StoryToken>& tokens, std::size_t at, std::size_t end,
                                bool at_start) const;
  std::unordered_multimap<std::uint32_t, Phrase> phrases_;  // by their first word
};

// Text beyond so many words is not looked at: bounds time and memory on hostile input.
inline constexpr std::size_t kMaxStoryTokens = 20000;

// The words of valid UTF-8 text without the lines of boilerplate.
[[nodiscard]] std::vector<StoryToken> story_tokens(std::string_view text, const Boilerplate& boilerplate);

}  // namespace chancery::connect
