// Plural forms, so that tables list each noun once.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "knowledge/tables.h"

namespace chancery::knowledge {

// The regular plural of a folded English noun: "ore" -> "ores", "box" -> "boxes", "treaty" -> "treaties". Nothing for
// words that already end in a single s, hold other signs than letters, or are too short to be a noun.
[[nodiscard]] std::optional<std::string> regular_plural(std::string_view noun);

// Adds a surface form to a phrase table together with the plural of its head: the last word, or the word before "of"
// ("exchange of students" also matches "exchanges of students"). Hyphens separate words in tables and texts alike, so
// "visa-free" and "visa free" are one form. False where the surface holds no word.
bool add_with_plural(Tables& tables, PhraseTable& table, std::string_view surface, std::uint32_t entry);

}  // namespace chancery::knowledge
