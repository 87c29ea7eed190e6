// Amounts as notes and tables write them.
#pragma once

#include <string>
#include <string_view>

namespace chancery::statistics {

// With so many decimals, independent of the locale.
[[nodiscard]] std::string fixed(double value, int decimals);
// "30.16 billion USD": scaled, two decimals, one from a hundred on; without unit where that is "".
[[nodiscard]] std::string amount_text(double value, std::string_view unit);
// The same with one decimal: "34.2 billion".
[[nodiscard]] std::string short_amount_text(double value, std::string_view unit);

}  // namespace chancery::statistics
