// Reads one date or period at a token: "February 14, 2025", "the first ten months of 2023", "last week".
#pragma once

#include <optional>

#include "understand/scan/calendar.h"
#include "understand/scan/document.h"

namespace chancery::understand {

// A date as far as the words give it.
struct PartialDate {
  std::optional<int> year;
  int month = 0;       // 0: none
  int last_month = 0;  // of quarters, halves and "the first ten months"; 0: same as month
  int day = 0;         // 0: none
  int last_day = 0;    // "January 23 to 27"; 0: same as day
  Third third = Third::none;
  int weekday = -1;                   // 0 is Sunday
  int direction = 0;                  // of weekdays: -1 "last Friday", 1 "next Friday", 0 by the tense of the clause
  bool this_week = false;             // "this Friday"
  std::optional<int> years_after;     // reckoned from the time named before it: "a year earlier" -1
  std::optional<DateInterval> fixed;  // already reckoned
  TimeExpression::Kind kind = TimeExpression::Kind::point;
  bool future_hint = false;
  bool needs_publication = false;  // "last year" in an article without a date: stays open
  TokenIndex first = 0;            // tokens [first, last)
  TokenIndex last = 0;
};

// The tense of the clause around a token, from its nearest verbs (time_words.csv: future, past).
[[nodiscard]] Tense tense_at(const Document& document, TokenIndex at, TokenIndex first, TokenIndex last);

class DateParser {
 public:
  // Looks at tokens [first, last) only. `publication` is none where the article has no date.
  DateParser(const Document& document, std::optional<Day> publication)
      : document_(document), numbers_(document.tables().numbers), publication_(publication) {}

  void set_bounds(TokenIndex first, TokenIndex last) noexcept {
    begin_ = first;
    end_ = last;
  }

  void set_publication(std::optional<Day> day) noexcept { publication_ = day; }

  // The date or period that begins at the token; nothing where there is none. Prepositions before are not part of it.
  [[nodiscard]] std::optional<PartialDate> parse(TokenIndex at) const;
  // Only dates of the calendar ("14 February", "May 2023", "2024", "Q3 2023"): what may follow "to" or "and".
  [[nodiscard]] std::optional<PartialDate> parse_calendar(TokenIndex at, bool bare_year_allowed) const;
  // The days it stands for; nothing where its year stays open.
  [[nodiscard]] std::optional<DateInterval> interval(const PartialDate& date, Tense tense) const;

  // A number as a token or word ("ten"); nothing where it is none or has decimals.
  [[nodiscard]] std::optional<int> small_number(TokenIndex at) const;
  // The year 1900 to 2100 that this token writes.
  [[nodiscard]] std::optional<int> year_at(TokenIndex at) const;

 private:
  using TimeWord = knowledge::TimeWord;
  [[nodiscard]] TimeWord word(TokenIndex at) const noexcept {
    return at < end_ ? numbers_.time_word(document_.tokens[at].word) : TimeWord{};
  }
  [[nodiscard]] bool is(TokenIndex at, std::string_view text) const noexcept {
    return at < end_ && document_.is_word(at, text);
  }
  [[nodiscard]] bool is_number(TokenIndex at) const noexcept {
    return at < end_ && document_.tokens[at].is(Token::kNumber);
  }
  [[nodiscard]] bool is_month(TokenIndex at) const noexcept;
  [[nodiscard]] std::optional<int> day_at(TokenIndex at) const;
  [[nodiscard]] bool joins(TokenIndex at) const noexcept;
  [[nodiscard]] bool year_expected_before(TokenIndex at) const noexcept;
  [[nodiscard]] bool counted_after(TokenIndex at) const noexcept;

  [[nodiscard]] std::optional<PartialDate> from_number(TokenIndex at, bool bare_year_allowed) const;
  [[nodiscard]] std::optional<PartialDate> from_month(TokenIndex at, bool alone_allowed) const;
  [[nodiscard]] std::optional<PartialDate> from_weekday(TokenIndex at) const;
  [[nodiscard]] std::optional<PartialDate> from_relative(TokenIndex at) const;
  [[nodiscard]] std::optional<PartialDate> from_part(TokenIndex at) const;
  [[nodiscard]] std::optional<PartialDate> from_ordinal(TokenIndex at) const;
  [[nodiscard]] std::optional<PartialDate> from_count(TokenIndex at) const;
  [[nodiscard]] std::optional<PartialDate> from_article(TokenIndex at) const;
  [[nodiscard]] std::optional<PartialDate> from_code(TokenIndex at) const;
  [[nodiscard]] std::optional<PartialDate> from_season(TokenIndex at) const;
  // "2024", "last year", "this year" after a month or quarter, with "," "of" "in" before it.
  void take_year(PartialDate& date, TokenIndex at) const;
  // The calendar unit that lies `offset` units from the publication: "last week" -1.
  void set_unit(PartialDate& date, knowledge::TimeUnit unit, int offset) const;
  // The last or next `count` units: "the past five years".
  void set_rolling(PartialDate& date, knowledge::TimeUnit unit, int count) const;

  const Document& document_;
  const knowledge::NumberTables& numbers_;
  std::optional<Day> publication_;
  TokenIndex begin_ = 0;
  TokenIndex end_ = 0;
};

}  // namespace chancery::understand
