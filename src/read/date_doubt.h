// Dates of publication that cannot be right.
#pragma once

#include <cstdint>
#include <string>

#include "chancery/date.h"

namespace chancery::read {

enum class DateDoubt : std::uint8_t {
  none,
  future,   // more than a day after `today`: in no time zone has that day begun
  too_old,  // before 1990, when nobody published on the web: more often the zero of a broken clock (1970) than an
            // archive
};

// `today` is handed in, so that the library depends on no clock.
[[nodiscard]] DateDoubt doubt(Day date, Day today);

}  // namespace chancery::read
