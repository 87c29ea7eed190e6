// Dates and periods reckoned from the day of publication or from a time named before: "last week", "the first ten
// months of this year", "two years ago", "a year earlier".
#include "understand/scan/date_parser.h"

namespace chancery::understand {
namespace {

using knowledge::NumberWord;
using knowledge::TimeUnit;
using std::chrono::days;

bool whole_years(TimeUnit unit) noexcept { return unit == TimeUnit::year || unit == TimeUnit::decade; }

}  // namespace

void DateParser::set_unit(PartialDate& date, TimeUnit unit, int offset) const {
  date.future_hint = offset > 0;
  if (unit != TimeUnit::day) date.kind = TimeExpression::Kind::period;
  if (!publication_) {
    date.needs_publication = true;
    return;
  }
  const Day today = *publication_;
  switch (unit) {
    case TimeUnit::day: date.fixed = day_interval(today + days{offset}); break;
    case TimeUnit::week: date.fixed = week_interval(today + days{7 * offset}); break;
    case TimeUnit::fortnight:
      date.fixed = offset < 0 ? range_interval(today - days{14}, today) : range_interval(today, today + days{14});
      break;
    case TimeUnit::month: {
      const Day moved = add_months(today, offset);
      date.fixed = months_interval(year_of(moved), month_of(moved), month_of(moved));
      break;
    }
    case TimeUnit::quarter: {
      const Day moved = add_months(today, 3 * offset);
      const int first = (month_of(moved) - 1) / 3 * 3 + 1;
      date.fixed = months_interval(year_of(moved), first, first + 2);
      break;
    }
    case TimeUnit::half: {
      const Day moved = add_months(today, 6 * offset);
      const int first = month_of(moved) <= 6 ? 1 : 7;
      date.fixed = months_interval(year_of(moved), first, first + 5);
      break;
    }
    case TimeUnit::year: date.fixed = year_interval(year_of(today) + offset); break;
    case TimeUnit::decade: {
      const int first = year_of(today) / 10 * 10 + 10 * offset;
      date.fixed = range_interval(year_interval(first).from, year_interval(first + 9).to);
      break;
    }
  }
}

void DateParser::set_rolling(PartialDate& date, TimeUnit unit, int count) const {
  date.kind = TimeExpression::Kind::period;
  date.future_hint = count > 0;
  if (!publication_) {
    date.needs_publication = true;
    return;
  }
  const Day today = *publication_;
  Day other = today;
  switch (unit) {
    case TimeUnit::day: other = today + days{count}; break;
    case TimeUnit::week: other = today + days{7 * count}; break;
    case TimeUnit::fortnight: other = today + days{14 * count}; break;
    case TimeUnit::month: other = add_months(today, count); break;
    case TimeUnit::quarter: other = add_months(today, 3 * count); break;
    case TimeUnit::half: other = add_months(today, 6 * count); break;
    case TimeUnit::year: other = add_months(today, 12 * count); break;
    case TimeUnit::decade: other = add_months(today, 120 * count); break;
  }
  date.fixed = count < 0 ? range_interval(other, today) : range_interval(today, other);
}

std::optional<PartialDate> DateParser::from_weekday(TokenIndex at) const {
  if (!document_.tokens[at].is(Token::kCapital)) return std::nullopt;
  PartialDate date;
  date.first = at;
  date.weekday = word(at).value;
  TokenIndex next = at + 1;
  if (word(next).kind == TimeWord::clock) ++next;
  date.last = next;
  // "Friday, February 14", "Friday (14 February)": the full date says it better.
  TokenIndex other = next;
  if (is(other, ",") || is(other, "(")) ++other;
  if (is(other, "the")) ++other;
  if (auto full = parse_calendar(other, false); full && full->day != 0) {
    full->first = at;
    return full;
  }
  return date;
}

std::optional<PartialDate> DateParser::from_season(TokenIndex at) const {
  PartialDate date;
  date.first = at;
  date.kind = TimeExpression::Kind::period;
  date.month = word(at).value;
  date.last = at + 1;
  take_year(date, at + 1);
  const bool led = at > begin_ && (is(at - 1, "in") || is(at - 1, "this") || is(at - 1, "last") || is(at - 1, "next") ||
                                   (is(at - 1, "the") && at > begin_ + 1 && is(at - 2, "in")));
  if (!date.year) return led ? std::optional(date) : std::nullopt;
  const int month = date.month;
  date.fixed = month == 12
                   ? range_interval(months_interval(*date.year - 1, 12, 12).from, months_interval(*date.year, 2, 2).to)
                   : months_interval(*date.year, month, month + 2);
  date.fixed->precision = DatePrecision::range;
  return date;
}

std::optional<PartialDate> DateParser::from_relative(TokenIndex at) const {
  const int relative = word(at).value;
  const int offset = relative < 0 ? -1 : relative == 1 || relative == 3 ? 1 : 0;
  PartialDate date;
  date.first = at;
  const TimeWord next = word(at + 1);
  if (relative ==
      2) {  // "the same period of last year", "the corresponding months of 2023", "the same month last year"
    const bool period =
        is(at + 1, "period") || is(at + 1, "time") || is(at + 1, "timeframe") || next.kind == TimeWord::unit;
    if (!period) return std::nullopt;
    date.last = at + 2;
    date.kind = TimeExpression::Kind::period;
    PartialDate year;
    year.last = date.last;
    take_year(year, date.last);
    if (year.last > date.last) {
      date.last = year.last;
      date.years_after = -1;
      if (year.year && !publication_) date.years_after = 0;
      date.year = year.year;
      date.needs_publication = year.needs_publication;
      return date;
    }
    if (is(date.last, "a") && is(date.last + 1, "year") &&
        (is(date.last + 2, "earlier") || is(date.last + 2, "ago") || is(date.last + 2, "before"))) {
      date.last += 3;
      date.years_after = -1;
      return date;
    }
    if (is(at + 1, "day") || is(at + 1, "year") || is(at + 1, "month")) {
      date.years_after = 0;
      if (is(at + 1, "day")) date.kind = TimeExpression::Kind::point;
      return date;
    }
    return std::nullopt;
  }
  if (next.kind == TimeWord::unit) {
    const auto unit = static_cast<TimeUnit>(next.value);
    date.last = at + 2;
    const std::string_view written = document_.text(at + 1);
    if (written.ends_with("s")) {  // "past years"
      if (relative == -3 || relative == -2 || relative == 3) {
        date.kind = TimeExpression::Kind::vague;
        return date;
      }
      return std::nullopt;
    }
    if (relative == -2) {
      set_rolling(date, unit, -1);
      return date;
    }
    if ((relative == -3 || relative == 3) && unit == TimeUnit::year) {
      date.years_after = offset;
      date.kind = TimeExpression::Kind::period;
      return date;
    }
    if (unit == TimeUnit::day && relative != 0) {
      if (relative == -1) return std::nullopt;
      set_unit(date, unit, offset);
      return date;
    }
    set_unit(date, unit, offset);
    return date;
  }
  if (next.kind == TimeWord::weekday && document_.tokens[at + 1].is(Token::kCapital)) {
    auto day = from_weekday(at + 1);
    if (!day) return std::nullopt;
    day->first = at;
    day->direction = offset;
    day->this_week = relative == 0;
    return day;
  }
  if (next.kind == TimeWord::month && is_month(at + 1)) {
    date.month = next.value;
    date.last = at + 2;
    if (!publication_) {
      date.needs_publication = true;
      return date;
    }
    const int this_month = month_of(*publication_);
    const int year = year_of(*publication_);
    if (relative == 0)
      date.year = year;
    else if (relative < 0)
      date.year = date.month < this_month ? year : year - 1;
    else
      date.year = date.month > this_month ? year : year + 1;
    date.future_hint = relative > 0;
    return date;
  }
  if (next.kind == TimeWord::clock) {  // "this morning", "last night"
    date.last = at + 2;
    set_unit(date, TimeUnit::day, relative == -1 ? -1 : 0);
    return date;
  }
  if (next.kind == TimeWord::season) {
    date.last = at + 2;
    date.kind = TimeExpression::Kind::period;
    date.month = next.value;
    date.last_month = std::min(12, next.value + 2);
    if (!publication_)
      date.needs_publication = true;
    else if (relative == 0)
      date.year = year_of(*publication_);
    date.future_hint = relative > 0;
    return date;
  }
  // "the past five years", "the last 12 months", "the next two decades"
  TokenIndex unit_at = at + 2;
  std::optional<int> count = small_number(at + 1);
  const bool few = is(at + 1, "few") || is(at + 1, "several") || is(at + 1, "couple");
  if (few && is(unit_at, "of")) ++unit_at;
  const TimeWord unit = word(unit_at);
  if ((!count && !few) || unit.kind != TimeWord::unit) return std::nullopt;
  date.last = unit_at + 1;
  if (few) {
    date.kind = TimeExpression::Kind::vague;
    date.future_hint = offset > 0;
    return date;
  }
  set_rolling(date, static_cast<TimeUnit>(unit.value), offset < 0 ? -*count : *count);
  return offset == 0 ? std::nullopt : std::optional(date);
}

// "early 2023", "mid-May", "the end of the year", "earlier this month".
std::optional<PartialDate> DateParser::from_part(TokenIndex at) const {
  const int part = word(at).value;
  TokenIndex next = at + 1;
  const bool noun = is(at, "beginning") || is(at, "start") || is(at, "end") || is(at, "middle");
  if (noun && !is(next, "of") && !(next < end_ && document_.tokens[next].is(Token::kHyphenBefore))) return std::nullopt;
  if (is(next, "of") || is(next, "in")) ++next;
  if (is(next, "the") || is(next, "on")) ++next;
  if (next >= end_) return std::nullopt;
  std::optional<PartialDate> whole;
  if (is_number(next))
    whole = from_number(next, true);
  else if (word(next).kind == TimeWord::month)
    whole = from_month(next, true);
  else if (word(next).kind == TimeWord::relative && word(next).value != 2)
    whole = from_relative(next);
  else if (word(next).kind == TimeWord::deictic && part >= 4) {
    whole = parse(next);
  } else if (noun && is(next, "year") && is(next - 1, "the")) {
    whole.emplace();
    set_unit(*whole, TimeUnit::year, 0);
    whole->last = next + 1;
  }
  if (!whole || whole->kind == TimeExpression::Kind::vague) return std::nullopt;
  whole->first = at;
  if (part >= 4) {
    if (!publication_ || !whole->fixed) return whole->fixed || whole->needs_publication ? whole : std::nullopt;
    // "earlier this month" ends, and "later this year" begins, with the day of publication.
    if (whole->fixed->from <= *publication_ && *publication_ <= whole->fixed->to &&
        whole->fixed->precision != DatePrecision::day) {
      whole->fixed = part == 4 ? range_interval(whole->fixed->from, *publication_)
                               : range_interval(*publication_, whole->fixed->to);
    }
    if (part == 5) whole->future_hint = true;
    return whole;
  }
  const Third third = part == 1 ? Third::early : part == 2 ? Third::middle : Third::late;
  if (whole->fixed) {
    if (whole->fixed->precision != DatePrecision::day) whole->fixed = third_of(*whole->fixed, third);
  } else if (whole->day == 0) {
    whole->third = third;
  }
  return whole;
}

// "the first quarter of 2024", "the first ten months of 2023", "the second half of the year".
std::optional<PartialDate> DateParser::from_ordinal(TokenIndex at) const {
  int ordinal = 0;
  if (is_number(at)) {
    const auto number = day_at(at);
    if (!number || document_.text(at).size() < 3) return std::nullopt;
    ordinal = *number;
  } else {
    ordinal = static_cast<int>(numbers_.number_word(document_.tokens[at].word).value);
  }
  PartialDate date;
  date.first = at;
  date.kind = TimeExpression::Kind::period;
  const TimeWord unit = word(at + 1);
  if (unit.kind == TimeWord::unit) {
    const auto kind = static_cast<TimeUnit>(unit.value);
    date.last = at + 2;
    if (kind == TimeUnit::quarter && ordinal <= 4) {
      date.month = ordinal * 3 - 2;
      date.last_month = ordinal * 3;
    } else if (kind == TimeUnit::half && ordinal <= 2) {
      date.month = ordinal * 6 - 5;
      date.last_month = ordinal * 6;
    } else {
      return std::nullopt;
    }
    take_year(date, date.last);
    const bool dated = date.last > at + 2;
    if (!dated && kind == TimeUnit::half) return std::nullopt;  // "the first half" of a match or a talk
    return date;
  }
  const auto count = small_number(at + 1);
  if (ordinal != 1 || !count || *count < 1 || *count > 12) return std::nullopt;
  const TimeWord months = word(at + 2);
  if (months.kind != TimeWord::unit || static_cast<TimeUnit>(months.value) != TimeUnit::month) return std::nullopt;
  date.month = 1;
  date.last_month = *count;
  date.last = at + 3;
  take_year(date, date.last);
  return date;
}

// "two years ago", "ten months of 2023", "three days later".
std::optional<PartialDate> DateParser::from_count(TokenIndex at) const {
  const auto count = small_number(at);
  if (!count || word(at + 1).kind != TimeWord::unit) return std::nullopt;
  const auto unit = static_cast<TimeUnit>(word(at + 1).value);
  PartialDate date;
  date.first = at;
  date.last = at + 3;
  if (is(at + 2, "ago")) {
    if (unit == TimeUnit::day || unit == TimeUnit::week) {
      set_unit(date, unit, -*count);
    } else if (whole_years(unit)) {
      set_unit(date, TimeUnit::year, -*count * (unit == TimeUnit::decade ? 10 : 1));
    } else {
      set_unit(date, TimeUnit::month, -*count * (unit == TimeUnit::quarter ? 3 : unit == TimeUnit::half ? 6 : 1));
    }
    date.future_hint = false;
    date.kind = TimeExpression::Kind::point;
    return date;
  }
  if ((is(at + 2, "earlier") || is(at + 2, "before")) && unit == TimeUnit::year) {
    date.years_after = -*count;
    return date;
  }
  if (unit == TimeUnit::month && *count <= 12 && (is(at + 2, "of") || is(at + 2, "in"))) {
    date.month = 1;
    date.last_month = *count;
    date.kind = TimeExpression::Kind::period;
    date.last = at + 2;
    take_year(date, at + 2);
    if (date.last > at + 2) return date;
  }
  return std::nullopt;
}

// "a year earlier", "a week ago", "a year" as a frequency.
std::optional<PartialDate> DateParser::from_article(TokenIndex at) const {
  if (word(at + 1).kind != TimeWord::unit) return std::nullopt;
  const auto unit = static_cast<TimeUnit>(word(at + 1).value);
  PartialDate date;
  date.first = at;
  date.last = at + 3;
  if (is(at + 2, "ago")) {
    set_unit(date, unit, -1);
    date.kind = TimeExpression::Kind::point;
    return date;
  }
  if (is(at + 2, "earlier") || is(at + 2, "before")) {
    if (unit != TimeUnit::year) return std::nullopt;
    date.years_after = -1;
    return date;
  }
  if (is(at + 2, "later") || at == begin_) return std::nullopt;
  // "flights a week", "$5 billion a year": after a noun or an amount, not after a verb or preposition.
  const TimeWord::Kind before = word(at - 1).kind;
  if (before == TimeWord::preposition || before == TimeWord::past || before == TimeWord::future ||
      document_.tokens[at - 1].is(Token::kPunctuation))
    return std::nullopt;
  if (document_.tokens[at + 1].is(Token::kHyphenBefore) ||
      (at + 2 < end_ && document_.tokens[at + 2].is(Token::kHyphenBefore)))
    return std::nullopt;
  const bool amount = numbers_.unit_phrases.starts(document_.tokens[at - 1].word) ||
                      numbers_.number_word(document_.tokens[at - 1].word).kind != NumberWord::none;
  if (!amount) return std::nullopt;
  date.last = at + 2;
  date.kind = TimeExpression::Kind::frequency;
  return date;
}

std::optional<PartialDate> DateParser::parse(TokenIndex at) const {
  const Token& token = document_.tokens[at];
  if (token.is(Token::kNumber)) {
    if (auto date = from_number(at, false)) return date;
    if (auto date = from_count(at)) return date;
    return from_ordinal(at);
  }
  const TimeWord here = word(at);
  switch (here.kind) {
    case TimeWord::month: return from_month(at, false);
    case TimeWord::weekday: return from_weekday(at);
    case TimeWord::season: return from_season(at);
    case TimeWord::part: return from_part(at);
    case TimeWord::article: return from_article(at);
    case TimeWord::relative:
      if (here.value == -1 || is(at, "last")) {  // "the last quarter of 2023"
        if (word(at + 1).kind == TimeWord::unit && static_cast<TimeUnit>(word(at + 1).value) == TimeUnit::quarter &&
            is(at + 2, "of")) {
          PartialDate date;
          date.first = at;
          date.kind = TimeExpression::Kind::period;
          date.month = 10;
          date.last_month = 12;
          date.last = at + 2;
          take_year(date, at + 2);
          return date;
        }
      }
      return from_relative(at);
    case TimeWord::deictic: {
      PartialDate date;
      date.first = at;
      date.last = at + 1;
      if (word(at + 1).kind == TimeWord::clock) ++date.last;
      // "today's talks" dates the talks, which is as good
      set_unit(date, TimeUnit::day, here.value);
      return date;
    }
    case TimeWord::unit: {
      // "the year before", "year earlier"
      if (static_cast<TimeUnit>(here.value) != TimeUnit::year || !(is(at + 1, "before") || is(at + 1, "earlier")))
        return std::nullopt;
      if (at == begin_ || !(is(at - 1, "the") || is(at - 1, "from") || is(at - 1, "than"))) return std::nullopt;
      PartialDate date;
      date.first = at;
      date.last = at + 2;
      date.years_after = -1;
      return date;
    }
    case TimeWord::distributor:
    case TimeWord::frequency: {
      PartialDate date;
      date.first = at;
      date.last = at + 1;
      date.kind = TimeExpression::Kind::frequency;
      if (here.kind == TimeWord::frequency)
        return is(at, "daily") && token.is(Token::kCapital) ? std::nullopt : std::optional(date);
      if (word(at + 1).kind != TimeWord::unit && !is(at + 1, "annum")) return std::nullopt;
      date.last = at + 2;
      return date;
    }
    case TimeWord::vague: {
      if (word(at + 1).kind != TimeWord::unit) return std::nullopt;
      PartialDate date;
      date.first = at;
      date.last = at + 2;
      date.kind = TimeExpression::Kind::vague;
      date.future_hint = !is(at, "recent");
      return date;
    }
    default: break;
  }
  const NumberWord number = numbers_.number_word(token.word);
  if (number.kind == NumberWord::cardinal) return from_count(at);
  if (number.kind == NumberWord::ordinal) return from_ordinal(at);
  if (token.word == knowledge::kUnknownWord && token.is(Token::kCapital) && token.end - token.begin == 2 &&
      (document_.text(at)[0] == 'Q' || document_.text(at)[0] == 'H')) {
    return from_code(at);
  }
  return std::nullopt;
}

}  // namespace chancery::understand
