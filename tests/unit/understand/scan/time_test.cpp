#include <gtest/gtest.h>

#include "scan_fixture.h"

namespace chancery::understand {
namespace {

std::string described(const TimeExpression& time) {
  if (!time.interval) return "open";
  return to_iso(time.interval->from) + ".." + to_iso(time.interval->to) + " " +
         std::string(to_string(time.interval->precision));
}

Scanned scan(const std::string& text, const char* date) {
  return Scanned(text, date, {find_tokens, find_dateline, find_times});
}

struct TimeCase {
  const char* text;
  const char* words;     // the expression itself
  const char* interval;  // "open" where it cannot be worked out
};

// Every text is published on Friday, 14 February 2025.
class Times : public testing::TestWithParam<TimeCase> {};

TEST_P(Times, AreFoundAndReckoned) {
  const Scanned scanned = scan(GetParam().text, "2025-02-14");
  ASSERT_EQ(scanned.document.times.size(), 1U) << GetParam().text;
  const TimeExpression& time = scanned.document.times.front();
  EXPECT_EQ(scanned.document.text(time.tokens), GetParam().words);
  EXPECT_EQ(described(time), GetParam().interval);
}

INSTANTIATE_TEST_SUITE_P(
    Calendar, Times,
    testing::Values(
        TimeCase{"The treaty was signed on March 3, 2019.", "March 3, 2019", "2019-03-03..2019-03-03 day"},
        TimeCase{"The treaty was signed on 3 March 2019.", "3 March 2019", "2019-03-03..2019-03-03 day"},
        TimeCase{"They met on Feb. 3.", "Feb. 3", "2025-02-03..2025-02-03 day"},
        TimeCase{"They met on the 3rd of December.", "3rd of December", "2024-12-03..2024-12-03 day"},
        TimeCase{"They will meet on 3 December.", "3 December", "2025-12-03..2025-12-03 day"},
        TimeCase{"They will meet on January 9.", "January 9", "2026-01-09..2026-01-09 day"},
        TimeCase{"Signed 2024-06-30 in Oslo.", "2024-06-30", "2024-06-30..2024-06-30 day"},
        TimeCase{"He stayed from Jan. 23 to 27.", "Jan. 23 to 27", "2025-01-23..2025-01-27 range"},
        TimeCase{"He stayed there 23-27 January 2024.", "23-27 January 2024", "2024-01-23..2024-01-27 range"},
        TimeCase{"It was signed in May 2023.", "May 2023", "2023-05-01..2023-05-31 month"},
        TimeCase{"It was signed in early May 2023.", "early May 2023", "2023-05-01..2023-05-10 range"},
        TimeCase{"Trade grew in March.", "March", "2024-03-01..2024-03-31 month"},
        TimeCase{"Trade grew in 2023.", "2023", "2023-01-01..2023-12-31 year"},
        TimeCase{"Trade grew in late 2023.", "late 2023", "2023-09-01..2023-12-31 range"},
        TimeCase{"Trade grew from January to October 2023.", "January to October 2023", "2023-01-01..2023-10-31 range"},
        TimeCase{"January-October 2023 was better.", "January-October 2023", "2023-01-01..2023-10-31 range"},
        TimeCase{"It came from April 2000 to August 2024.", "April 2000 to August 2024",
                 "2000-04-01..2024-08-31 range"},
        TimeCase{"It fell between 2015 and 2020.", "2015 and 2020", "2015-01-01..2020-12-31 range"},
        TimeCase{"It fell in the 1990s.", "1990s", "1990-01-01..1999-12-31 range"},
        TimeCase{"In the budget year 2021/22 it fell.", "2021/22", "2021-01-01..2022-12-31 range"}));

INSTANTIATE_TEST_SUITE_P(
    Parts, Times,
    testing::Values(
        TimeCase{"Trade grew in the first quarter of 2024.", "first quarter of 2024", "2024-01-01..2024-03-31 quarter"},
        TimeCase{"Trade grew in the fourth quarter of last year.", "fourth quarter of last year",
                 "2024-10-01..2024-12-31 quarter"},
        TimeCase{"Trade grew in Q3 2023.", "Q3 2023", "2023-07-01..2023-09-30 quarter"},
        TimeCase{"Trade grew in the second half of 2022.", "second half of 2022", "2022-07-01..2022-12-31 half-year"},
        TimeCase{"Trade grew in the first ten months of 2023.", "first ten months of 2023",
                 "2023-01-01..2023-10-31 range"},
        TimeCase{"Trade grew in the first 7 months.", "first 7 months", "2024-01-01..2024-07-31 range"}));

INSTANTIATE_TEST_SUITE_P(
    Relative, Times,
    testing::Values(TimeCase{"They met on Friday.", "Friday", "2025-02-14..2025-02-14 day"},
                    TimeCase{"They met on Saturday.", "Saturday", "2025-02-08..2025-02-08 day"},
                    TimeCase{"They will meet on Saturday.", "Saturday", "2025-02-15..2025-02-15 day"},
                    TimeCase{"On Monday the minister will fly to Oslo.", "Monday", "2025-02-17..2025-02-17 day"},
                    TimeCase{"They met last Friday.", "last Friday", "2025-02-07..2025-02-07 day"},
                    TimeCase{"They meet next Friday.", "next Friday", "2025-02-21..2025-02-21 day"},
                    TimeCase{"They met this Wednesday.", "this Wednesday", "2025-02-12..2025-02-12 day"},
                    TimeCase{"They met yesterday.", "yesterday", "2025-02-13..2025-02-13 day"},
                    TimeCase{"They meet tomorrow.", "tomorrow", "2025-02-15..2025-02-15 day"},
                    TimeCase{"They met last week.", "last week", "2025-02-03..2025-02-09 week"},
                    TimeCase{"They met earlier this month.", "earlier this month", "2025-02-01..2025-02-14 range"},
                    TimeCase{"They will meet later this year.", "later this year", "2025-02-14..2025-12-31 range"},
                    TimeCase{"It was signed last year.", "last year", "2024-01-01..2024-12-31 year"},
                    TimeCase{"It was signed last October.", "last October", "2024-10-01..2024-10-31 month"},
                    TimeCase{"It was signed two years ago.", "two years ago", "2023-01-01..2023-12-31 year"},
                    TimeCase{"It has grown over the past five years.", "past five years",
                             "2020-02-14..2025-02-14 range"},
                    TimeCase{"It has grown since 2019.", "2019", "2019-01-01..2025-02-14 range"},
                    TimeCase{"It is to end by 2030.", "2030", "2030-01-01..2030-12-31 year"},
                    TimeCase{"It grew against the same period of last year.", "same period of last year",
                             "2024-01-01..2024-12-31 year"}));

TEST(Time, ReckonsFromTheTimeNamedBefore) {
  const Scanned scanned = scan("In the first half of 2023 it was 5 percent, a year earlier 3 percent.", "2025-02-14");
  ASSERT_EQ(scanned.document.times.size(), 2U);
  EXPECT_EQ(described(scanned.document.times[1]), "2022-01-01..2022-06-30 half-year");
}

TEST(Time, StaysOpenWithoutAYear) {
  const Scanned scanned = scan("They met on April 25 and again last week.", nullptr);
  ASSERT_EQ(scanned.document.times.size(), 2U);
  EXPECT_EQ(scanned.document.text(scanned.document.times[0].tokens), "April 25");
  EXPECT_FALSE(scanned.document.times[0].interval);
  EXPECT_FALSE(scanned.document.times[1].interval);
}

TEST(Time, TellsTargetsFrequenciesAndVagueTimes) {
  const Scanned target = scan("It should reach 5 billion by 2030.", "2025-02-14");
  ASSERT_EQ(target.document.times.size(), 1U);
  EXPECT_TRUE(target.document.times[0].target_hint);
  const Scanned reached = scan("It had reached 5 billion by 2019.", "2025-02-14");
  ASSERT_EQ(reached.document.times.size(), 1U);
  EXPECT_FALSE(reached.document.times[0].target_hint);
  const Scanned frequency = scan("They meet every year.", "2025-02-14");
  ASSERT_EQ(frequency.document.times.size(), 1U);
  EXPECT_EQ(frequency.document.times[0].kind, TimeExpression::Kind::frequency);
  const Scanned vague = scan("It will grow in the coming years.", "2025-02-14");
  ASSERT_EQ(vague.document.times.size(), 1U);
  EXPECT_EQ(vague.document.times[0].kind, TimeExpression::Kind::vague);
  EXPECT_TRUE(vague.document.times[0].future_hint);
}

TEST(Time, LeavesWordsThatOnlyLookLikeTimes) {
  for (const char* text : {"The talks may fail.", "Theresa May spoke.", "They march on.", "The 2015 agreement holds.",
                           "He paid 2000 dollars.", "The second meeting failed.", "They sold 2000 tons.",
                           "Their last meeting was short."}) {
    EXPECT_TRUE(scan(text, "2025-02-14").document.times.empty()) << text;
  }
}

TEST(Time, SpansCutTheWordsOutOfTheText) {
  const std::string text = "Xi met Putin on Friday, in May 2023 and from Jan. 3 to 5.";
  const Scanned scanned = scan(text, "2025-02-14");
  ASSERT_EQ(scanned.document.times.size(), 3U);
  for (const TimeExpression& time : scanned.document.times) {
    ASSERT_TRUE(time.interval && time.interval->span);
    EXPECT_EQ(text.substr(time.interval->span->begin, time.interval->span->end - time.interval->span->begin),
              scanned.document.text(time.tokens));
  }
}

// The date of the clause of the first occurrence of a word.
std::optional<DateInterval> date_of(const Scanned& scanned, std::string_view word) {
  for (TokenIndex at = 0; at < scanned.document.tokens.size(); ++at) {
    if (scanned.document.is_word(at, word)) return date_for(scanned.document, scanned.document.sentence_of(at), at);
  }
  return std::nullopt;
}

TEST(DateFor, TakesTheTimeOfTheSameClause) {
  const Scanned scanned = scan("The minister, who visited Oslo in May 2023, met the king on Thursday.", "2025-02-14");
  EXPECT_EQ(to_iso(date_of(scanned, "met")->from), "2025-02-13");
  EXPECT_EQ(to_iso(date_of(scanned, "visited")->from), "2023-05-01");
}

TEST(DateFor, LeavesTheDayOfTheSayingWithTheSaying) {
  const Scanned scanned = scan("The ministry said on Monday that the envoys had met.", "2025-02-14");
  EXPECT_EQ(to_iso(date_of(scanned, "said")->from), "2025-02-10");
  const auto met = date_of(scanned, "met");
  ASSERT_TRUE(met);
  EXPECT_EQ(met->basis, DateBasis::publication);
  EXPECT_EQ(to_iso(met->from), "2025-02-14");
}

TEST(DateFor, NeverTakesATarget) {
  const Scanned scanned = scan("They agreed to double trade by 2030.", "2025-02-14");
  EXPECT_EQ(date_of(scanned, "agreed")->basis, DateBasis::publication);
}

TEST(DateFor, FallsBackToContextThenDatelineThenNothing) {
  const Scanned context = scan("The two met in Oslo on May 3. During the talks they agreed on trade.", "2024-05-06");
  EXPECT_EQ(date_of(context, "agreed")->basis, DateBasis::context);
  EXPECT_EQ(to_iso(date_of(context, "agreed")->from), "2024-05-03");
  const Scanned dateline = scan("OSLO, May 3. Norway and Chile agreed on trade.", "2024-05-06");
  EXPECT_EQ(date_of(dateline, "agreed")->basis, DateBasis::dateline);
  EXPECT_EQ(to_iso(date_of(dateline, "agreed")->from), "2024-05-03");
  EXPECT_FALSE(date_of(scan("Norway and Chile agreed on trade.", nullptr), "agreed"));
}

}  // namespace
}  // namespace chancery::understand
