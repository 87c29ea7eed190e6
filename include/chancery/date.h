// Calendar days and intervals with the precision that a text gives them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "chancery/text_span.h"

namespace chancery {

// A day of the proleptic Gregorian calendar, without time zone.
using Day = std::chrono::sys_days;

// "2025-02-14".
[[nodiscard]] std::string to_iso(Day day);

// Parses "YYYY-MM-DD", also as the head of an ISO 8601 time stamp ("2025-02-14T10:00:00Z" gives its day as written).
// Nothing where the text is no valid date.
[[nodiscard]] std::optional<Day> parse_iso_day(std::string_view text);

enum class DatePrecision : std::uint8_t { day, week, month, quarter, half_year, year, range };
enum class DateBasis : std::uint8_t {
  text,         // words of the sentence, perhaps reckoned from the publication date
  dateline,     // the dateline of the report
  publication,  // nothing in the text: the day of publication
  context,      // another sentence of the article
};

// The days within which something happened: both ends inclusive.
struct DateInterval {
  Day from{};
  Day to{};
  DatePrecision precision = DatePrecision::day;
  DateBasis basis = DateBasis::text;
  std::optional<TextSpan> span;  // the words it was read from; none for basis publication

  friend bool operator==(const DateInterval&, const DateInterval&) = default;
};

[[nodiscard]] std::string_view to_string(DatePrecision precision) noexcept;
[[nodiscard]] std::string_view to_string(DateBasis basis) noexcept;

}  // namespace chancery
