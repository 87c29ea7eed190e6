#include "answer/amount.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "answer/dates.h"

namespace chancery::answer {
namespace {

// Independent of the locale, unlike printf.
std::string fixed(double value, int decimals) {
  std::array<char, 512> buffer{};
  const auto result =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
  return result.ec == std::errc() ? std::string(buffer.data(), result.ptr) : std::string("?");
}

std::string trim_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

int integer_digits(double value) { return value <= 0 ? 1 : static_cast<int>(std::floor(std::log10(value))) + 1; }

// Commas between groups of three digits before the point.
std::string with_separators(const std::string& number) {
  const std::size_t point = std::min(number.find('.'), number.size());
  std::string out;
  for (std::size_t at = 0; at < number.size(); ++at) {
    if (at > 0 && at < point && (point - at) % 3 == 0) out += ',';
    out += number[at];
  }
  return out;
}

std::string scaled(double value, int digits) {
  if (digits > 0) return fixed(value, std::clamp(digits - integer_digits(value), 0, 9));
  return trim_zeros(fixed(value, std::clamp(6 - integer_digits(value), 0, 9)));
}

}  // namespace

std::string format_number(double value, int digits) {
  const std::string sign = value < 0 ? "-" : "";
  const double size = std::abs(value);
  constexpr std::array<std::pair<double, std::string_view>, 3> kScales = {
      {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}}};
  for (const auto& [scale, name] : kScales) {
    if (size < scale) continue;
    const std::string number = scaled(size / scale, digits);
    const std::size_t point = number.find('.');
    if (point != std::string::npos && number.size() - point - 1 > 3) break;  // 1,234,567 reads better written out
    return sign + with_separators(number) + std::string(name);
  }
  return sign + with_separators(scaled(size, digits));
}

std::string format_amount(const Figure& figure, std::string_view hedge) {
  std::string out(hedge);
  if (!out.empty()) out += ' ';
  out += format_number(figure.value, figure.digits);
  if (figure.value_to) out += " to " + format_number(*figure.value_to, figure.digits);
  if (!figure.unit.empty()) out += " " + figure.unit;
  return out;
}

std::string format_change(const Figure& figure) {
  if (!figure.change) return {};
  const Change& change = *figure.change;
  std::string out;
  if (change.unit == "times") {
    out = format_number(change.value, 0) + " times as much";
    if (change.against) out += " as in " + period_name(change.against);
    return out;
  }
  out = change.value < 0 ? "down " : "up ";
  out += format_number(std::abs(change.value), 0) + " " + change.unit;
  if (change.against) out += " from " + period_name(change.against);
  return out;
}

}  // namespace chancery::answer
