#include "chancery/date.h"

#include <array>

namespace chancery {
namespace {

// The number that `digits` spell, or nothing where one of them is no digit.
std::optional<int> parse_digits(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

void append_padded(std::string& out, int value, int width) {
  std::array<char, 12> digits{};
  int count = 0;
  do {
    digits[static_cast<std::size_t>(count++)] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  for (int i = count; i < width; ++i) out += '0';
  while (count > 0) out += digits[static_cast<std::size_t>(--count)];
}

}  // namespace

std::string to_iso(Day day) {
  const std::chrono::year_month_day date{day};
  int year = static_cast<int>(date.year());
  std::string out;
  if (year < 0) {
    out += '-';
    year = -year;
  }
  append_padded(out, year, 4);
  out += '-';
  append_padded(out, static_cast<int>(static_cast<unsigned>(date.month())), 2);
  out += '-';
  append_padded(out, static_cast<int>(static_cast<unsigned>(date.day())), 2);
  return out;
}

std::optional<Day> parse_iso_day(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  // Whatever follows the day must be the time of a time stamp, not a further digit ("2025-02-145").
  if (text.size() > 10 && text[10] != 'T' && text[10] != 't' && text[10] != ' ') return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Day{date};
}

std::string_view to_string(DatePrecision precision) noexcept {
  switch (precision) {
    case DatePrecision::day: return "day";
    case DatePrecision::week: return "week";
    case DatePrecision::month: return "month";
    case DatePrecision::quarter: return "quarter";
    case DatePrecision::half_year: return "half-year";
    case DatePrecision::year: return "year";
    case DatePrecision::range: return "range";
  }
  return "";
}

std::string_view to_string(DateBasis basis) noexcept {
  switch (basis) {
    case DateBasis::text: return "text";
    case DateBasis::dateline: return "dateline";
    case DateBasis::publication: return "publication";
    case DateBasis::context: return "context";
  }
  return "";
}

}  // namespace chancery
