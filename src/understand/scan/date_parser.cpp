// Dates of the calendar. Forms reckoned from the publication are in relative_dates.cpp.
#include "understand/scan/date_parser.h"

#include <charconv>

namespace chancery::understand {
namespace {

using knowledge::NumberWord;
using knowledge::TimeUnit;
using knowledge::TimeWord;

bool all_digits(std::string_view text) noexcept {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return !text.empty();
}

int to_int(std::string_view digits) noexcept {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

Tense tense_at(const Document& document, TokenIndex at, TokenIndex first, TokenIndex last) {
  const knowledge::NumberTables& numbers = document.tables().numbers;
  const auto tense_of = [&](TokenIndex token) {
    const TimeWord::Kind kind = numbers.time_word(document.tokens[token].word).kind;
    if (kind == TimeWord::future) return Tense::future;
    if (kind == TimeWord::past) return Tense::past;
    const std::string_view written = document.text(token);
    const bool participle =
        written.size() > 4 && written.ends_with("ed") && !document.tokens[token].is(Token::kCapital);
    return participle ? Tense::past : Tense::unknown;
  };
  constexpr TokenIndex kReach = 25, kLeading = 4, kAhead = 16;
  const TokenIndex from = at > first + kReach ? at - kReach : first;
  for (TokenIndex token = at; token > from; --token) {
    const Tense tense = tense_of(token - 1);
    if (tense == Tense::unknown) continue;
    // "is expected", "was scheduled": what was planned then lies ahead of it, so the future word decides.
    if (tense == Tense::past && token >= from + 2 && tense_of(token - 2) == Tense::future) return Tense::future;
    return tense;
  }
  // "On Monday the minister will fly ...": the verb follows.
  if (at > first + kLeading + 4) return Tense::unknown;
  for (TokenIndex token = at; token < last && token < at + kAhead; ++token) {
    const Tense tense = tense_of(token);
    if (tense != Tense::unknown) return tense;
  }
  return Tense::unknown;
}

bool DateParser::is_month(TokenIndex at) const noexcept {
  if (word(at).kind != TimeWord::month || !document_.tokens[at].is(Token::kCapital)) return false;
  const std::string_view name = document_.tables().vocabulary.text(document_.tokens[at].word);
  const bool full = name.size() > 4 || name == "may" || name == "june" || name == "july";
  // "Jan" and "Dec" without a full stop are names as well.
  return full || document_.tokens[at].is(Token::kAbbreviation) || is_number(at + 1) ||
         (at > begin_ && is_number(at - 1));
}

std::optional<int> DateParser::small_number(TokenIndex at) const {
  if (at >= end_) return std::nullopt;
  if (is_number(at)) {
    const std::string_view written = document_.text(at);
    if (written.size() > 3 || !all_digits(written)) return std::nullopt;
    return to_int(written);
  }
  const NumberWord number = numbers_.number_word(document_.tokens[at].word);
  if (number.kind != NumberWord::cardinal) return std::nullopt;
  return static_cast<int>(number.value);
}

std::optional<int> DateParser::year_at(TokenIndex at) const {
  if (!is_number(at)) return std::nullopt;
  const std::string_view written = document_.text(at);
  if (written.size() != 4 || !all_digits(written)) return std::nullopt;
  const int year = to_int(written);
  if (year < 1900 || year > 2100) return std::nullopt;
  return year;
}

std::optional<int> DateParser::day_at(TokenIndex at) const {
  if (!is_number(at)) return std::nullopt;
  std::string_view written = document_.text(at);
  if (written.size() > 2 && !all_digits(written.substr(written.size() - 1)) && written.size() <= 4)
    written.remove_suffix(2);  // "14th"
  if (written.size() > 2 || !all_digits(written)) return std::nullopt;
  const int day = to_int(written);
  if (day < 1 || day > 31) return std::nullopt;
  return day;
}

// "to", "and", "-" or a hyphen between two parts of a period.
bool DateParser::joins(TokenIndex at) const noexcept {
  if (at >= end_) return false;
  const std::string_view written = document_.text(at);
  return written == "to" || written == "through" || written == "and" || written == "-" || written == "–" ||
         written == "until" || written == "till";
}

// Whether a bare number here is a year rather than an amount: words such as "in", "since", "of" lead to years.
bool DateParser::year_expected_before(TokenIndex at) const noexcept {
  if (at == begin_) return true;
  const TimeWord before = word(at - 1);
  if (before.kind == TimeWord::preposition || before.kind == TimeWord::month || before.kind == TimeWord::season)
    return true;
  if (before.kind == TimeWord::part || before.kind == TimeWord::unit) return true;
  const std::string_view written = document_.text(at - 1);
  if (written == "(" || written == "," || written == "the") {
    // ", 2023" only between marks, as an apposition; "the 2023 summit" dates the summit, not the sentence.
    return written != "the" && at + 1 < end_ && document_.tokens[at + 1].is(Token::kPunctuation);
  }
  return document_.tokens[at].is(Token::kHyphenBefore) && before.kind != TimeWord::none;
}

// Whether the token makes the number before it an amount ("2000 tons", "1900 million", "2024 %").
bool DateParser::counted_after(TokenIndex at) const noexcept {
  if (at >= end_) return false;
  if (numbers_.number_word(document_.tokens[at].word).kind == NumberWord::scale) return true;
  const auto match = numbers_.unit_phrases.longest(std::span(document_.words).subspan(at, end_ - at));
  return static_cast<bool>(match) && numbers_.units[match.entries.front()].kind != "time";
}

void DateParser::take_year(PartialDate& date, TokenIndex at) const {
  TokenIndex next = at;
  if (is(next, ",") && year_at(next + 1) && !counted_after(next + 2)) {
    date.year = year_at(next + 1);
    date.last = next + 2;
    return;
  }
  if (is(next, "of") || is(next, "in")) ++next;
  if (is(next, "the")) ++next;
  if (is(next, "year") && year_at(next + 1)) ++next;
  if (const auto year = year_at(next); year && !counted_after(next + 1)) {
    date.year = year;
    date.last = next + 1;
    // "the first half of 2023/24": the business year, by its first half
    return;
  }
  const TimeWord relative = word(next);
  if (relative.kind == TimeWord::relative && word(next + 1).kind == TimeWord::unit &&
      word(next + 1).value == static_cast<int>(TimeUnit::year) && relative.value <= 1) {
    date.last = next + 2;
    if (!publication_)
      date.needs_publication = true;
    else
      date.year = year_of(*publication_) + (relative.value < 0 ? -1 : relative.value);
    date.future_hint = relative.value == 1;
    return;
  }
  if (next > at && is(next - 1, "the") && is(next, "year")) {
    date.last = next + 1;
    if (!publication_)
      date.needs_publication = true;
    else
      date.year = year_of(*publication_);
  }
}

std::optional<PartialDate> DateParser::from_month(TokenIndex at, bool alone_allowed) const {
  if (!is_month(at)) return std::nullopt;
  PartialDate date;
  date.first = at;
  date.month = word(at).value;
  TokenIndex next = at + 1;
  const auto day = day_at(next);
  if (day && !counted_after(next + 1)) {
    date.day = *day;
    ++next;
    if (next < end_ && document_.tokens[next].is(Token::kHyphenBefore) && day_at(next)) {  // "January 23-27"
      date.last_day = *day_at(next);
      ++next;
    } else if (joins(next) && day_at(next + 1) && !is_month(next + 2) && !counted_after(next + 2) &&
               *day_at(next + 1) > *day) {
      date.last_day = *day_at(next + 1);
      next += 2;
    }
  }
  date.last = next;
  take_year(date, next);
  if (date.day != 0 || date.year || date.needs_publication || alone_allowed) return date;
  const TokenIndex other = joins(next) ? next + 1 : next;
  if ((joins(next) || (next < end_ && document_.tokens[next].is(Token::kHyphenBefore))) && is_month(other))
    return date;  // "January to October"
  if (at == begin_) return std::nullopt;
  // A month by itself only where words of time lead to it: "March" is a verb and "May" a name.
  const TimeWord before = word(at - 1);
  const bool led = before.kind == TimeWord::preposition || before.kind == TimeWord::part ||
                   before.kind == TimeWord::relative || before.kind == TimeWord::month;
  if (!led || (before.kind == TimeWord::preposition && is(at - 1, "with"))) return std::nullopt;
  return date;
}

std::optional<PartialDate> DateParser::from_number(TokenIndex at, bool bare_year_allowed) const {
  PartialDate date;
  date.first = at;
  const std::string_view written = document_.text(at);
  if (written.size() == 10 && written[2] == '.' && written[5] == '.') {  // 14.02.2025
    date.day = to_int(written.substr(0, 2));
    date.month = to_int(written.substr(3, 2));
    date.year = to_int(written.substr(6));
    date.last = at + 1;
    if (date.month < 1 || date.month > 12 || !make_day(*date.year, date.month, date.day)) return std::nullopt;
    return date;
  }
  if (written.size() == 5 && written[4] == 's' && all_digits(written.substr(0, 4)) && written[3] == '0') {  // 1990s
    const int year = to_int(written.substr(0, 4));
    date.fixed = range_interval(year_interval(year).from, year_interval(year + 9).to);
    date.kind = TimeExpression::Kind::period;
    date.last = at + 1;
    return date;
  }
  if (const auto day = day_at(at)) {
    TokenIndex next = at + 1;
    date.day = *day;
    if (next < end_ && document_.tokens[next].is(Token::kHyphenBefore) && day_at(next) &&
        (is_month(next + 1) || is(next + 1, "of"))) {
      date.last_day = *day_at(next);  // 23-27 January
      ++next;
    } else if (joins(next) && day_at(next + 1) && is_month(next + 2)) {  // 23 to 27 January
      date.last_day = *day_at(next + 1);
      next += 2;
    }
    if (is(next, "of")) ++next;
    if (is_month(next)) {
      date.month = word(next).value;
      date.last = next + 1;
      take_year(date, next + 1);
      return date;
    }
    return std::nullopt;
  }
  const auto year = year_at(at);
  if (!year) return std::nullopt;
  date.year = year;
  date.last = at + 1;
  const auto part_of_date = [&](TokenIndex token) {
    return is_number(token) && document_.tokens[token].is(Token::kHyphenBefore) && day_at(token);
  };
  if (part_of_date(at + 1) && part_of_date(at + 2)) {  // 2025-02-14
    date.month = *day_at(at + 1);
    date.day = *day_at(at + 2);
    date.last = at + 3;
    if (date.month > 12 || !make_day(*year, date.month, date.day)) return std::nullopt;
    return date;
  }
  const bool hyphen = at + 1 < end_ && document_.tokens[at + 1].is(Token::kHyphenBefore);
  const bool slash = is(at + 1, "/");
  const TokenIndex other = slash ? at + 2 : at + 1;
  // "in the 2010-11 financial year"
  const bool business_year = (hyphen || slash) && (is(other + 1, "financial") || is(other + 1, "fiscal") ||
                                                   is(other + 1, "budget") || is(other + 1, "marketing"));
  if (!bare_year_allowed && !business_year && !year_expected_before(at)) return std::nullopt;
  if ((hyphen || slash) && is_number(other)) {  // 2015-2020, 2021/22
    const std::string_view second = document_.text(other);
    const auto last_year =
        second.size() == 2 && all_digits(second) ? std::optional(*year / 100 * 100 + to_int(second)) : year_at(other);
    if (last_year && *last_year > *year && *last_year < *year + 60) {
      date.fixed = range_interval(year_interval(*year).from, year_interval(*last_year).to);
      date.kind = TimeExpression::Kind::period;
      date.last = other + 1;
      return date;
    }
  }
  if (hyphen || counted_after(at + 1)) return std::nullopt;  // "2024-style", "in 2000 homes"
  return date;
}

// "Q3 2023", "H1 2024".
std::optional<PartialDate> DateParser::from_code(TokenIndex at) const {
  const std::string_view written = document_.text(at);
  const int number = written[1] - '0';
  PartialDate date;
  date.first = at;
  date.kind = TimeExpression::Kind::period;
  date.last = at + 1;
  if (written[0] == 'Q' && number >= 1 && number <= 4) {
    date.month = number * 3 - 2;
    date.last_month = number * 3;
  } else if (written[0] == 'H' && (number == 1 || number == 2)) {
    date.month = number * 6 - 5;
    date.last_month = number * 6;
  } else {
    return std::nullopt;
  }
  take_year(date, at + 1);
  if (!date.year && !date.needs_publication && written[0] == 'H') return std::nullopt;
  return date;
}

std::optional<PartialDate> DateParser::parse_calendar(TokenIndex at, bool bare_year_allowed) const {
  if (at >= end_) return std::nullopt;
  if (is_number(at)) return from_number(at, bare_year_allowed);
  if (word(at).kind == TimeWord::month) return from_month(at, true);
  return std::nullopt;
}

std::optional<DateInterval> DateParser::interval(const PartialDate& date, Tense tense) const {
  if (date.fixed) return date.fixed;
  if (date.needs_publication) return std::nullopt;
  if (date.weekday >= 0) {
    if (!publication_) return std::nullopt;
    if (date.this_week) {
      const Day monday = week_interval(*publication_).from;
      return day_interval(monday + std::chrono::days{(date.weekday + 6) % 7});
    }
    if (date.direction > 0)
      return day_interval(weekday_near(*publication_ + std::chrono::days{1}, date.weekday, Tense::future));
    if (date.direction < 0)
      return day_interval(weekday_near(*publication_ - std::chrono::days{1}, date.weekday, Tense::past));
    return day_interval(weekday_near(*publication_, date.weekday, tense));
  }
  if (date.month == 0) {
    if (!date.year) return std::nullopt;
    return third_of(year_interval(*date.year), date.third);
  }
  const int last_month = date.last_month == 0 ? date.month : date.last_month;
  std::optional<int> year = date.year;
  if (!year) {
    if (!publication_) return std::nullopt;
    if (date.day != 0) {
      year = year_near(*publication_, date.month, date.day, tense);
    } else if (date.last_month != 0) {  // "the first ten months": the last ones that have ended
      year = year_near(*publication_, last_month, last_month == 12 ? 31 : 28,
                       tense == Tense::future ? tense : Tense::past);
    } else {
      // A month is past from its first day on ("in March" in a report of 20 March), but not ahead unless said so.
      year = year_near(*publication_, date.month, 1, tense);
    }
  }
  if (date.day != 0) {
    const auto from = make_day(*year, date.month, date.day);
    if (!from) return std::nullopt;
    if (date.last_day == 0) return day_interval(*from);
    const auto to = make_day(*year, date.month, date.last_day);
    if (!to || *to < *from) return std::nullopt;
    return range_interval(*from, *to);
  }
  return third_of(months_interval(*year, date.month, last_month), date.third);
}

}  // namespace chancery::understand
