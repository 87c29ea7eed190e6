// Names of persons compared across transliterations.
#pragma once

#include <string>
#include <string_view>

namespace chancery::text {

// What stays of one word of a name however it is transliterated: Tokayev and Tokaev, Zelensky and Zelenskyy give the
// same. "" for short names, which have too little left to tell them apart. `folded`: lower case without diacritics.
[[nodiscard]] std::string name_skeleton(std::string_view folded);

// By which a word of a name is looked up: its skeleton, or the word itself where it is short.
[[nodiscard]] std::string name_word_key(std::string_view folded);

// Whether two words of names with one skeleton are so near in spelling that they can be one name transliterated in two
// ways: Tokayev and Toqaev, but not Michel and McCaul.
[[nodiscard]] bool is_spelt_alike(std::string_view folded, std::string_view other);

}  // namespace chancery::text
