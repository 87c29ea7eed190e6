// Reckoning with days: intervals of months, quarters and years, and days that a text names only in part.
#pragma once

#include <optional>

#include "chancery/date.h"

namespace chancery::understand {

// Which way a clause looks: decides which Friday "on Friday" is.
enum class Tense : std::uint8_t { unknown, past, future };

// Early, middle and late third of a month or year; none: all of it.
enum class Third : std::uint8_t { none, early, middle, late };

[[nodiscard]] DateInterval day_interval(Day day) noexcept;
[[nodiscard]] DateInterval range_interval(Day from, Day to) noexcept;
// Months [first, last] of a year; precision month, quarter, half_year or year where they are one, else range.
[[nodiscard]] DateInterval months_interval(int year, int first_month, int last_month) noexcept;
[[nodiscard]] DateInterval year_interval(int year) noexcept;
// The Monday to Sunday that hold the day.
[[nodiscard]] DateInterval week_interval(Day day) noexcept;
[[nodiscard]] DateInterval third_of(const DateInterval& whole, Third third) noexcept;

[[nodiscard]] int year_of(Day day) noexcept;
[[nodiscard]] int month_of(Day day) noexcept;                                      // 1 to 12
[[nodiscard]] std::optional<Day> make_day(int year, int month, int day) noexcept;  // nothing where there is no such day

// The day, moved by whole months; the 31st becomes the last day of a shorter month.
[[nodiscard]] Day add_months(Day day, int months) noexcept;
// The interval moved by whole years, its precision kept.
[[nodiscard]] DateInterval add_years(DateInterval interval, int years) noexcept;

// The day of the week nearest to the publication: the latest of the seven days that end with it, or in clauses about
// the future the first of the seven that begin with it. `weekday`: 0 is Sunday.
[[nodiscard]] Day weekday_near(Day publication, int weekday, Tense tense) noexcept;
// The year that a month and day without one most likely mean: the last such day before the publication, or the next
// one in clauses about the future; where the tense is unknown, days up to two months ahead count as ahead.
[[nodiscard]] int year_near(Day publication, int month, int day, Tense tense) noexcept;

}  // namespace chancery::understand
