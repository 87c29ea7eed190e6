// Periods as texts and from intervals.
#include <charconv>

#include "chancery/statistics.h"

namespace chancery {
namespace {

std::optional<int> whole(std::string_view text) {
  int value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || result.ec != std::errc() || result.ptr != text.data() + text.size() || value < 0)
    return std::nullopt;
  return value;
}

// "2024-03" or "202403" as its month.
std::optional<std::int32_t> month_index(std::string_view text) {
  if (text.size() == 7 && text[4] == '-') {
    const auto year = whole(text.substr(0, 4)), month = whole(text.substr(5));
    if (year && month && *month >= 1 && *month <= 12) return *year * 12 + *month - 1;
  } else if (text.size() == 6) {
    const auto year = whole(text.substr(0, 4)), month = whole(text.substr(4));
    if (year && month && *year >= 1800 && *month >= 1 && *month <= 12) return *year * 12 + *month - 1;
  }
  return std::nullopt;
}

std::string two(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::string month_text(std::int32_t month) { return std::to_string(month / 12) + "-" + two(month % 12 + 1); }

}  // namespace

std::string to_string(const Period& period) {
  const std::string year = std::to_string(period.year());
  if (period.is_year()) return year;
  if (period.months == 1) return month_text(period.first);
  if (period.months == 3 && period.first % 3 == 0) return year + "-Q" + std::to_string(period.first % 12 / 3 + 1);
  if (period.months == 6 && period.first % 6 == 0) return year + "-H" + std::to_string(period.first % 12 / 6 + 1);
  if (period.first / 12 == period.last() / 12) return month_text(period.first) + "/" + two(period.last() % 12 + 1);
  return month_text(period.first) + "/" + month_text(period.last());
}

std::optional<Period> parse_period(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (text.size() == 4) {
    const auto year = whole(text);
    if (year && *year >= 1800 && *year <= 2200) return Period::of_year(*year);
    return std::nullopt;
  }
  if (const auto month = month_index(text)) return Period{*month, 1};
  const bool dash = text.size() == 7 && text[4] == '-';
  if (dash || text.size() == 6) {
    const auto year = whole(text.substr(0, 4));
    const char kind = text[dash ? 5 : 4];
    const auto number = whole(text.substr(dash ? 6 : 5));
    if (year && number && (kind == 'Q' || kind == 'q') && *number >= 1 && *number <= 4)
      return Period{*year * 12 + (*number - 1) * 3, 3};
    if (year && number && (kind == 'H' || kind == 'h') && (*number == 1 || *number == 2))
      return Period{*year * 12 + (*number - 1) * 6, 6};
  }
  if (const std::size_t slash = text.find('/'); slash == 7) {
    const auto from = month_index(text.substr(0, 7));
    const std::string_view end = text.substr(8);
    const auto to =
        end.size() == 2 && from ? month_index(std::string(text.substr(0, 5)) + std::string(end)) : month_index(end);
    if (from && to && *to >= *from) return Period{*from, *to - *from + 1};
  }
  return std::nullopt;
}

std::optional<Period> period_of(const DateInterval& interval) {
  using namespace std::chrono;
  const year_month_day from{interval.from}, after{interval.to + days{1}};
  if (from.day() != day{1} || after.day() != day{1} || interval.to < interval.from) return std::nullopt;
  const auto index = [](const year_month_day& date) {
    return static_cast<std::int32_t>(static_cast<int>(date.year()) * 12 +
                                     static_cast<int>(static_cast<unsigned>(date.month())) - 1);
  };
  return Period{index(from), index(after) - index(from)};
}

std::string_view to_string(Flow flow) noexcept {
  switch (flow) {
    case Flow::exports: return "exports";
    case Flow::imports: return "imports";
    case Flow::turnover: return "turnover";
    case Flow::re_exports: return "re-exports";
    case Flow::re_imports: return "re-imports";
    case Flow::domestic_exports: return "domestic-exports";
  }
  return "";
}

std::string_view to_string(Basis basis) noexcept {
  switch (basis) {
    case Basis::cif: return "CIF";
    case Basis::fob: return "FOB";
    case Basis::unknown: break;
  }
  return "";
}

}  // namespace chancery
