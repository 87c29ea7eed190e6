#include "understand/scan/calendar.h"

namespace chancery::understand {
namespace {

using namespace std::chrono;

year_month_day civil(Day day) noexcept { return year_month_day{day}; }

Day first_of(int year, int month) noexcept {
  return Day{std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} / 1};
}

Day last_of(int year, int month) noexcept {
  return Day{std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} / last};
}

}  // namespace

DateInterval day_interval(Day day) noexcept { return {day, day, DatePrecision::day, DateBasis::text, std::nullopt}; }

DateInterval range_interval(Day from, Day to) noexcept {
  return {from, to, DatePrecision::range, DateBasis::text, std::nullopt};
}

DateInterval months_interval(int year, int first_month, int last_month) noexcept {
  DatePrecision precision = DatePrecision::range;
  const int count = last_month - first_month + 1;
  if (count == 1)
    precision = DatePrecision::month;
  else if (count == 3 && first_month % 3 == 1)
    precision = DatePrecision::quarter;
  else if (count == 6 && first_month % 6 == 1)
    precision = DatePrecision::half_year;
  else if (count == 12)
    precision = DatePrecision::year;
  return {first_of(year, first_month), last_of(year, last_month), precision, DateBasis::text, std::nullopt};
}

DateInterval year_interval(int year) noexcept { return months_interval(year, 1, 12); }

DateInterval week_interval(Day day) noexcept {
  const Day monday = day - days{(weekday{day}.c_encoding() + 6) % 7};
  return {monday, monday + days{6}, DatePrecision::week, DateBasis::text, std::nullopt};
}

DateInterval third_of(const DateInterval& whole, Third third) noexcept {
  if (third == Third::none) return whole;
  if (whole.precision == DatePrecision::year) {
    const int year = year_of(whole.from);
    const int first = third == Third::early ? 1 : third == Third::middle ? 5 : 9;
    DateInterval part = months_interval(year, first, first + 3);
    part.precision = DatePrecision::range;
    return part;
  }
  const auto length = (whole.to - whole.from).count() + 1;
  const days step{length / 3};
  if (third == Third::early) return range_interval(whole.from, whole.from + step - days{1});
  if (third == Third::middle) return range_interval(whole.from + step, whole.from + 2 * step - days{1});
  return range_interval(whole.from + 2 * step, whole.to);
}

int year_of(Day day) noexcept { return static_cast<int>(civil(day).year()); }

int month_of(Day day) noexcept { return static_cast<int>(static_cast<unsigned>(civil(day).month())); }

std::optional<Day> make_day(int year, int month, int day) noexcept {
  const year_month_day date = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
                              std::chrono::day{static_cast<unsigned>(day)};
  if (!date.ok()) return std::nullopt;
  return Day{date};
}

Day add_months(Day day, int count) noexcept {
  year_month_day date = civil(day) + months{count};
  if (!date.ok()) date = date.year() / date.month() / last;
  return Day{date};
}

DateInterval add_years(DateInterval interval, int years) noexcept {
  const bool month_end = Day{civil(interval.to).year() / civil(interval.to).month() / last} == interval.to;
  interval.from = add_months(interval.from, 12 * years);
  interval.to = add_months(interval.to, 12 * years);
  if (month_end && interval.precision != DatePrecision::day)
    interval.to = last_of(year_of(interval.to), month_of(interval.to));
  return interval;
}

Day weekday_near(Day publication, int wanted, Tense tense) noexcept {
  const int today = static_cast<int>(weekday{publication}.c_encoding());
  if (tense == Tense::future) return publication + days{(wanted - today + 7) % 7};
  return publication - days{(today - wanted + 7) % 7};
}

int year_near(Day publication, int month, int day, Tense tense) noexcept {
  const int year = year_of(publication);
  const Day same_year = make_day(year, month, day).value_or(last_of(year, month));
  const auto ahead = (same_year - publication).count();
  // A report may be dated a day or two before what it tells, by time zones and editing.
  constexpr int kSlack = 2, kTwoMonths = 62;
  if (tense == Tense::future) return ahead < -kSlack ? year + 1 : year;
  if (tense == Tense::past) return ahead > kSlack ? year - 1 : year;
  if (ahead > kTwoMonths) return year - 1;
  if (ahead < -365 + kTwoMonths) return year + 1;
  return year;
}

}  // namespace chancery::understand
