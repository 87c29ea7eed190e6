// Dates as the answers show them.
#pragma once

#include <optional>
#include <string>

#include "chancery/date.h"

namespace chancery::answer {

// Short and sortable, as ISO 8601 where it has a form: "2025-02-14", "2023-05", "2024", "2024-Q1", "2024-H1", the week
// and other ranges as an interval whose end leaves out what it shares: "2023-05-17/19", "2023-01/10". "undated" where
// there is none.
[[nodiscard]] std::string date_text(const std::optional<DateInterval>& date);

// For a sentence: "in 2024", "in May 2023", "on 14 February 2025", "in January to October 2023",
// "in the first quarter of 2024"; "" where there is none.
[[nodiscard]] std::string period_phrase(const std::optional<DateInterval>& period);
// The same without its preposition.
[[nodiscard]] std::string period_name(const std::optional<DateInterval>& period);

[[nodiscard]] int year_of(Day day) noexcept;

}  // namespace chancery::answer
