// Finding columns by name, and reading their cells.
#pragma once

#include <charconv>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "statistics/delimited.h"

namespace chancery::statistics {

inline constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

struct Columns {
  std::string file;
  std::vector<std::string> names;  // folded

  // The first column that has one of the names (folded); kNoColumn where there is none.
  [[nodiscard]] std::size_t find(std::initializer_list<std::string_view> wanted) const noexcept {
    for (const std::string_view name : wanted) {
      for (std::size_t at = 0; at < names.size(); ++at) {
        if (names[at] == name) return at;
      }
    }
    return kNoColumn;
  }
};

[[nodiscard]] inline std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

[[nodiscard]] inline std::string_view cell_at(const std::vector<std::string_view>& cells, std::size_t column) noexcept {
  return column < cells.size() ? trimmed(cells[column]) : std::string_view{};
}

[[nodiscard]] inline std::optional<int> parse_int(std::string_view text) noexcept {
  int value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || result.ec != std::errc() || result.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

// A finite number; nothing for anything else.
[[nodiscard]] inline std::optional<double> parse_number(std::string_view text) noexcept {
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || result.ec != std::errc() || result.ptr != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

// The power of ten of the last digit written: "43.82" -2, "25" 0.
[[nodiscard]] inline int last_digit_exponent(std::string_view number) noexcept {
  const std::size_t point = number.find('.');
  if (point == std::string_view::npos) return 0;
  int decimals = 0;
  for (std::size_t at = point + 1; at < number.size() && number[at] >= '0' && number[at] <= '9'; ++at) ++decimals;
  return -decimals;
}

}  // namespace chancery::statistics
