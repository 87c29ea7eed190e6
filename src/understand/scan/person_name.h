// Names of persons: where they begin and end in a text, and whether two of them can be one person's.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "understand/scan/title_phrase.h"

namespace chancery::understand {

// Why the reader believes that a name stands at a place.
enum class NameContext : std::uint8_t {
  after_title,  // a title stands directly before it
  free,         // nothing says so but the name itself
};

// The name that begins at `at`: capitalised words, initials, particles ("von der", "bin"), "Jr.". Empty where none
// does.
[[nodiscard]] TokenRange read_name(const PhraseView& view, TokenIndex at, NameContext context);

// The capitalised words that end before `end` and may be a name, not reaching before `floor`.
[[nodiscard]] TokenRange read_name_backwards(const PhraseView& view, TokenIndex end, TokenIndex floor);

[[nodiscard]] bool is_given_name(const Document& document, TokenIndex token) noexcept;
// A noun with which names of companies, councils and places end ("Bank", "Council", "Airport").
[[nodiscard]] bool is_body_noun(const Document& document, TokenIndex token) noexcept;
// A weekday or month.
[[nodiscard]] bool is_calendar_word(const Document& document, TokenIndex token) noexcept;

// A name made comparable: its words folded and hashed, initials and particles told apart.
struct NameKey {
  static constexpr std::size_t kMostWords = 8;
  std::array<std::uint64_t, kMostWords> words{};
  std::array<std::uint64_t, kMostWords> skeletons{};  // of the consonants, spelling variants made alike; 0: too short
  std::array<char, kMostWords> initials{};
  std::array<bool, kMostWords> is_initial{};  // only "J." is known
  std::array<WordId, kMostWords> ids{};
  std::size_t count = 0;  // particles, "Jr." and marks are left out
};

[[nodiscard]] NameKey name_key(const Document& document, TokenRange name);
// Of a name from a table. Marks and particles are treated alike.
[[nodiscard]] NameKey name_key(std::string_view name);

// Whether the family name of such names comes first (Chinese, Korean).
[[nodiscard]] bool family_name_first(const NameKey& key, std::string_view country_code) noexcept;

enum class NameMatch : std::uint8_t { different, weak, same };

// Compares a mention with a person known so far. `weak`: one word of the name that is not the family name.
[[nodiscard]] NameMatch compare_names(const NameKey& known, bool known_family_first, const NameKey& seen) noexcept;

}  // namespace chancery::understand
