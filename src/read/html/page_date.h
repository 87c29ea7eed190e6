// Days as pages write them.
#pragma once

#include <optional>
#include <string_view>

#include "chancery/date.h"

namespace chancery::read::html {

// The first full date (day, month and year) in a line: ISO 8601 and its kin ("2018-04-05T06:00", "20180405"),
// RFC 5322 ("Thu, 05 Apr 2018"), English ("April 28, 2019", "28th Apr. 2019"), "28.04.2019", "2019年4月28日"; the day
// as it is written, whatever the time zone. "04/05/2018" is read only where one of the two cannot be a month. Nothing
// where there is none, or none that exists; never guesses a part.
[[nodiscard]] std::optional<Day> find_day(std::string_view text);

// Whether a word is an English month ("April", "Apr", "Sept"), in any case.
[[nodiscard]] bool is_month(std::string_view word) noexcept;

// A value that is a time and nothing else: as find_day, and seconds or milliseconds since 1970 ("1523000000").
[[nodiscard]] std::optional<Day> day_of_value(std::string_view value);

// The day in a path, "/2015/04/30/" or "/2015-04-30-" or "/20150430".
[[nodiscard]] std::optional<Day> day_of_url(std::string_view url);

}  // namespace chancery::read::html
