#include "answer/dates.h"

#include <array>
#include <string_view>

namespace chancery::answer {
namespace {

using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

unsigned month_of(const year_month_day& date) { return static_cast<unsigned>(date.month()); }
unsigned day_of(const year_month_day& date) { return static_cast<unsigned>(date.day()); }
std::string month_name(const year_month_day& date) { return std::string(kMonths[month_of(date) - 1]); }
std::string year_name(const year_month_day& date) { return std::to_string(static_cast<int>(date.year())); }

bool is_last_of_month(const year_month_day& date) {
  return date == year_month_day(date.year() / date.month() / std::chrono::last);
}

struct Ends {
  year_month_day from;
  year_month_day to;
  bool whole_months = false;  // from a first to a last day of a month
  bool whole_years = false;
};

Ends ends_of(const DateInterval& date) {
  Ends ends{year_month_day(date.from), year_month_day(date.to)};
  ends.whole_months = day_of(ends.from) == 1 && is_last_of_month(ends.to);
  ends.whole_years = ends.whole_months && month_of(ends.from) == 1 && month_of(ends.to) == 12;
  return ends;
}

// Number of months from the first to the last, where the interval is of whole months of one year; else 0.
unsigned months_of(const Ends& ends) {
  if (!ends.whole_months || ends.from.year() != ends.to.year()) return 0;
  return month_of(ends.to) - month_of(ends.from) + 1;
}

std::string range_text(const DateInterval& date) {
  const Ends ends = ends_of(date);
  const std::string from = to_iso(date.from);
  const std::string to = to_iso(date.to);
  if (ends.whole_years) return from.substr(0, 4) + "/" + to.substr(0, 4);
  if (ends.whole_months) {
    return from.substr(0, 7) + "/" + (ends.from.year() == ends.to.year() ? to.substr(5, 2) : to.substr(0, 7));
  }
  if (ends.from.year() != ends.to.year()) return from + "/" + to;
  return from + "/" + (ends.from.month() == ends.to.month() ? to.substr(8) : to.substr(5));
}

}  // namespace

int year_of(Day day) noexcept { return static_cast<int>(year_month_day(day).year()); }

std::string date_text(const std::optional<DateInterval>& date) {
  if (!date) return "undated";
  if (date->from == date->to) return to_iso(date->from);
  const Ends ends = ends_of(*date);
  const std::string from = to_iso(date->from);
  const unsigned months = months_of(ends);
  if (months == 12) return from.substr(0, 4);
  if (months == 1) return from.substr(0, 7);
  if (months == 3 && date->precision == DatePrecision::quarter) {
    return from.substr(0, 4) + "-Q" + std::to_string((month_of(ends.from) + 2) / 3);
  }
  if (months == 6 && date->precision == DatePrecision::half_year) {
    return from.substr(0, 4) + (month_of(ends.from) == 1 ? "-H1" : "-H2");
  }
  return range_text(*date);
}

std::string period_name(const std::optional<DateInterval>& period) {
  if (!period) return {};
  const Ends ends = ends_of(*period);
  if (period->from == period->to) {
    return std::to_string(day_of(ends.from)) + " " + month_name(ends.from) + " " + year_name(ends.from);
  }
  const unsigned months = months_of(ends);
  if (months == 12) return year_name(ends.from);
  if (months == 1) return month_name(ends.from) + " " + year_name(ends.from);
  if (months == 3 && period->precision == DatePrecision::quarter) {
    constexpr std::array<std::string_view, 4> kQuarters = {"first", "second", "third", "fourth"};
    return "the " + std::string(kQuarters[(month_of(ends.from) - 1) / 3]) + " quarter of " + year_name(ends.from);
  }
  if (months == 6 && period->precision == DatePrecision::half_year) {
    return std::string(month_of(ends.from) == 1 ? "the first half of " : "the second half of ") + year_name(ends.from);
  }
  if (months > 0) return month_name(ends.from) + " to " + month_name(ends.to) + " " + year_name(ends.to);
  if (ends.whole_years) return year_name(ends.from) + " to " + year_name(ends.to);
  if (ends.whole_months) {
    return month_name(ends.from) + " " + year_name(ends.from) + " to " + month_name(ends.to) + " " + year_name(ends.to);
  }
  return to_iso(period->from) + " to " + to_iso(period->to);
}

std::string period_phrase(const std::optional<DateInterval>& period) {
  if (!period) return {};
  if (period->from == period->to) return "on " + period_name(period);
  if (!ends_of(*period).whole_months) return "from " + period_name(period);
  return "in " + period_name(period);
}

}  // namespace chancery::answer
