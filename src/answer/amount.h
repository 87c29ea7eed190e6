// Amounts as they are shown.
#pragma once

#include <string>
#include <string_view>

#include "chancery/finding.h"

namespace chancery::answer {

// "30.1 billion", "1,234", "12.5": no more digits than the source wrote (0: as many as the value needs, six at most).
[[nodiscard]] std::string format_number(double value, int digits);

// With its unit, range, hedge word and sign: "over 30.1 billion USD". `hedge` is as it is to be shown, "" for none.
[[nodiscard]] std::string format_amount(const Figure& figure, std::string_view hedge);

// "up 9.6 percent from 2023", "down 3 percent", "up three-fold" told as "3 times"; "" where there is no change.
[[nodiscard]] std::string format_change(const Figure& figure);

}  // namespace chancery::answer
