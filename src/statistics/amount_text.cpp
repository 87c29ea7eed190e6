#include "statistics/amount_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace chancery::statistics {
namespace {

std::string scaled(double value, std::string_view unit, int decimals) {
  const double size = std::abs(value);
  const int scale = size >= 1e12 ? 12 : size >= 1e9 ? 9 : size >= 1e6 ? 6 : 0;
  const double shown = value / std::pow(10.0, scale);
  std::string out = fixed(shown, scale == 0 && size >= 100 ? 0
                                 : std::abs(shown) >= 100  ? std::min(decimals, 1)
                                                           : decimals);
  out += scale == 12 ? " trillion" : scale == 9 ? " billion" : scale == 6 ? " million" : "";
  return unit.empty() ? out : out + " " + std::string(unit);
}

}  // namespace

std::string fixed(double value, int decimals) {
  std::array<char, 400> buffer{};
  const auto result =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
  return result.ec == std::errc() ? std::string(buffer.data(), result.ptr) : std::string("?");
}

std::string amount_text(double value, std::string_view unit) { return scaled(value, unit, 2); }
std::string short_amount_text(double value, std::string_view unit) { return scaled(value, unit, 1); }

}  // namespace chancery::statistics
