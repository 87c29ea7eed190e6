#include "read/html/page_date.h"

#include <array>
#include <cstdint>

#include "read/html/plain_text.h"

namespace chancery::read::html {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & '\x80') != 0; }

std::optional<Day> make_day(unsigned year, unsigned month, unsigned day) {
  if (year < 1900 || year > 2199) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};

// 1 to 12 for an English month, in full or its first three letters ("Sept" too); 0 for other words.
unsigned month_of(std::string_view word) noexcept {
  if (equal_ignoring_case(word, "sept")) return 9;
  for (unsigned month = 0; month < 12; ++month) {
    if (equal_ignoring_case(word, kMonths[month]) || equal_ignoring_case(word, kMonths[month].substr(0, 3)))
      return month + 1;
  }
  return 0;
}

struct Number {
  unsigned value = 0;
  std::size_t digits = 0;
};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::optional<Day> first() {
    for (std::size_t at = 0; at < text_.size(); ++at) {
      const bool begins = at == 0 || (!is_digit(text_[at - 1]) && !(is_letter(text_[at]) && is_letter(text_[at - 1])));
      if (!begins) continue;
      if (is_digit(text_[at])) {
        if (const auto day = from_digits(at)) return day;
      } else if (is_letter(text_[at])) {
        if (const auto day = from_month(at)) return day;
      }
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] Number number(std::size_t at) const noexcept {
    Number out;
    while (at < text_.size() && is_digit(text_[at]) && out.digits < 9) {
      out.value = out.value * 10 + static_cast<unsigned>(text_[at++] - '0');
      ++out.digits;
    }
    return out;
  }
  [[nodiscard]] std::string_view word(std::size_t at) const noexcept {
    std::size_t end = at;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    return text_.substr(at, end - at);
  }
  [[nodiscard]] std::size_t skip(std::size_t at, std::string_view marks) const noexcept {
    while (at < text_.size() && marks.find(text_[at]) != std::string_view::npos) ++at;
    return at;
  }
  [[nodiscard]] bool digit_at(std::size_t at) const noexcept { return at < text_.size() && is_digit(text_[at]); }

  [[nodiscard]] std::optional<Day> from_digits(std::size_t at) const {
    const Number first = number(at);
    std::size_t next = at + first.digits;
    if (digit_at(next)) return std::nullopt;
    if (first.digits == 8) return make_day(first.value / 10000, first.value / 100 % 100, first.value % 100);
    // "20150310152610": date and time run together.
    if (first.digits == 4) return year_first(first.value, next);
    if (first.digits > 2) return std::nullopt;
    if (const auto day = day_month_name(first.value, next)) return day;
    return three_numbers(first.value, next);
  }

  // 2018-04-05, 2018/4/5, 2018.04.05, 2019年4月28日
  [[nodiscard]] std::optional<Day> year_first(unsigned year, std::size_t at) const {
    const std::string_view rest = text_.substr(at);
    const bool ideographs = rest.starts_with("年");
    if (!ideographs && (rest.empty() || (rest[0] != '-' && rest[0] != '/' && rest[0] != '.'))) return std::nullopt;
    at = ideographs ? skip(at + 3, " ") : at + 1;
    const Number month = number(at);
    if (month.digits == 0 || month.digits > 2) return std::nullopt;
    at += month.digits;
    if (ideographs) {
      if (!text_.substr(at).starts_with("月")) return std::nullopt;
      at = skip(at + 3, " ");
    } else {
      if (at >= text_.size() || text_[at] != rest[0]) return std::nullopt;
      ++at;
    }
    const Number day = number(at);
    if (day.digits == 0 || day.digits > 2) return std::nullopt;
    return make_day(year, month.value, day.value);
  }

  // 28 April 2019, 28th Apr. 2019, 05-Apr-2018, 5 de abril is not read
  [[nodiscard]] std::optional<Day> day_month_name(unsigned day, std::size_t at) const {
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
      if (equal_ignoring_case(text_.substr(at, 2), ending)) {
        at += 2;
        break;
      }
    }
    at = skip(at, " .-,");
    if (equal_ignoring_case(text_.substr(at, 3), "of ")) at += 3;
    const std::string_view name = word(at);
    const unsigned month = month_of(name);
    if (month == 0) return std::nullopt;
    at = skip(at + name.size(), " .,-");
    const Number year = number(at);
    if (year.digits != 4 || digit_at(at + 4)) return std::nullopt;
    return make_day(year.value, month, day);
  }

  // 28.04.2019, 28/04/2019, 04/28/2019
  [[nodiscard]] std::optional<Day> three_numbers(unsigned first, std::size_t at) const {
    if (at >= text_.size()) return std::nullopt;
    const char mark = text_[at];
    if (mark != '.' && mark != '/' && mark != '-') return std::nullopt;
    const Number second = number(at + 1);
    const std::size_t next = at + 1 + second.digits;
    if (second.digits == 0 || second.digits > 2 || next >= text_.size() || text_[next] != mark) return std::nullopt;
    const Number year = number(next + 1);
    if (year.digits != 4 || digit_at(next + 5)) return std::nullopt;
    if (mark == '.' || first > 12) return make_day(year.value, second.value, first);
    if (second.value > 12) return make_day(year.value, first, second.value);
    if (first == second.value) return make_day(year.value, first, first);
    return std::nullopt;
  }

  // April 28, 2019; Apr. 28 2019; Sep 15th, 2017
  [[nodiscard]] std::optional<Day> from_month(std::size_t at) const {
    const std::string_view name = word(at);
    const unsigned month = month_of(name);
    if (month == 0) return std::nullopt;
    at = skip(at + name.size(), " .");
    const Number day = number(at);
    if (day.digits == 0 || day.digits > 2) return std::nullopt;
    at += day.digits;
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
      if (equal_ignoring_case(text_.substr(at, 2), ending)) {
        at += 2;
        break;
      }
    }
    at = skip(at, " ,");
    const Number year = number(at);
    if (year.digits != 4 || digit_at(at + 4)) return std::nullopt;
    return make_day(year.value, month, day.value);
  }

  std::string_view text_;
};

}  // namespace

std::optional<Day> find_day(std::string_view text) { return Scanner(text.substr(0, 500)).first(); }

bool is_month(std::string_view word) noexcept {
  if (word.ends_with('.')) word.remove_suffix(1);
  return month_of(word) != 0;
}

std::optional<Day> day_of_value(std::string_view value) {
  value = trimmed(value);
  const bool digits =
      value.size() >= 10 && value.size() <= 14 && value.find_first_not_of("0123456789") == std::string_view::npos;
  if (!digits) return find_day(value);
  if (value.size() == 14 || value.size() == 12) {  // 20150310152610
    if (value.starts_with("19") || value.starts_with("20")) return find_day(value.substr(0, 8));
  }
  std::int64_t seconds = 0;
  for (const char c : value) seconds = seconds * 10 + (c - '0');
  if (value.size() == 13)
    seconds /= 1000;
  else if (value.size() != 10)
    return std::nullopt;
  return std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(seconds)));
}

std::optional<Day> day_of_url(std::string_view url) {
  const std::size_t query = url.find_first_of("?#");
  url = url.substr(0, std::min<std::size_t>(query, 1000));
  for (std::size_t at = url.find('/'); at != std::string_view::npos; at = url.find('/', at + 1)) {
    const std::string_view rest = url.substr(at + 1);
    if (rest.size() < 8 || !(rest.starts_with("19") || rest.starts_with("20"))) continue;
    std::string_view part = rest.substr(0, 10);
    std::string joined;
    if (rest.size() >= 8 && rest[4] == '/' && rest.find('/', 5) != std::string_view::npos) {
      if (const auto day = Scanner(part).first()) return day;
    } else if (rest[4] == '-' || is_digit(rest[4])) {
      const std::size_t length = rest[4] == '-' ? 10 : 8;
      if (rest.size() > length && is_digit(rest[length])) continue;
      if (const auto day = Scanner(rest.substr(0, length)).first()) return day;
    } else if (rest.size() >= 10 && rest[4] == '/' && is_digit(rest[5])) {
      // "/2015/0430/"
      joined = std::string(rest.substr(0, 4)) + std::string(rest.substr(5, 4));
      if (const auto day = Scanner(joined).first()) return day;
    }
  }
  return std::nullopt;
}

}  // namespace chancery::read::html
