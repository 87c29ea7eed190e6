// Dates as headers and feeds write them.
#pragma once

#include <optional>
#include <string_view>

#include "chancery/date.h"

namespace chancery::read {

// The day of a date of publication, as it is written, in the writer's own time zone: ISO 8601 ("2025-02-14T10:00:00Z",
// "20250214", "2025/02/14"), RFC 822 and 5322 ("Fri, 14 Feb 2025 10:00:00 +0600", without the weekday, with full month
// names, with years of two digits), "February 14, 2025", "14.02.2025". Nothing where the text tells no certain day
// ("02/03/2025" may be two days).
[[nodiscard]] std::optional<Day> parse_date_text(std::string_view text);

}  // namespace chancery::read
