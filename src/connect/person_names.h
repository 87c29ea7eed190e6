// Names of persons as articles give them, and which of them are one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chancery::connect {

struct PersonName {
  struct Word {
    std::string folded;
    std::string key;       // text::name_word_key
    bool initial = false;  // "K."
  };
  std::vector<Word> words;                      // without particles ("von", "bin") and marks ("Jr.")
  [[nodiscard]] bool is_full() const noexcept;  // has a word besides the family name that is more than an initial
};

[[nodiscard]] PersonName read_person_name(std::string_view name);

// Whether two names of two words or more can be one person's: one's words all stand in the other, as spelt or
// transliterated otherwise or as initials, or the family names are one and the first names begin alike.
[[nodiscard]] bool may_be_one(const PersonName& one, const PersonName& other);

}  // namespace chancery::connect
