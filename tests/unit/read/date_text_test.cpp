#include "read/date_text.h"

#include <gtest/gtest.h>

#include "read/date_doubt.h"

namespace chancery::read {
namespace {

std::string day(std::string_view text) {
  const auto day = parse_date_text(text);
  return day ? to_iso(*day) : "none";
}

TEST(DateText, FormsOfFeedsAndMails) {
  for (const char* text :
       {"2025-02-14", "2025-02-14T23:59:59-08:00", " 2025-02-14 10:00", "20250214", "20250214T100000Z",
        "2025/02/14 10:00", "2025-2-14", "Fri, 14 Feb 2025 10:00:00 +0600", "14 Feb 2025",
        "Fri, 14 February 2025 10:00 GMT", "Friday, 14-Feb-25 10:00:00 GMT", "14 Feb 25 10:00 EST", "Feb 14, 2025",
        "February 14th, 2025, 10:00", "Fri Feb 14 2025 10:00:00", "Fri Feb 14 10:00:00 2025", "14.02.2025 10:00",
        "14th February 2025", "Posted on 14 Feb 2025"}) {
    EXPECT_EQ(day(text), "2025-02-14") << text;
  }
  EXPECT_EQ(day("Mon, 1 Sept 2008 08:00:00 GMT"), "2008-09-01");
  EXPECT_EQ(day("31 Dec 99"), "1999-12-31");
}

TEST(DateText, WhatIsNoCertainDayIsNone) {
  for (const char* text : {"", " ", "soon", "02/03/2025", "30 Feb 2025", "February 2025", "10:00", "99999999", "2025",
                           "Fri, 14 Foo 2025", "Fri Feb 14 10:00:00", "Feb 14 10:00 AM"}) {
    EXPECT_EQ(day(text), "none") << text;
  }
}

TEST(DateDoubt, DaysThatCannotBe) {
  using namespace std::chrono;
  const Day today = year(2025) / February / 14;
  EXPECT_EQ(doubt(today, today), DateDoubt::none);
  EXPECT_EQ(doubt(today + days(1), today), DateDoubt::none);  // it has begun in Auckland
  EXPECT_EQ(doubt(today + days(2), today), DateDoubt::future);
  EXPECT_EQ(doubt(Day(year(1990) / January / 1), today), DateDoubt::none);
  EXPECT_EQ(doubt(Day(year(1989) / December / 31), today), DateDoubt::too_old);
}

}  // namespace
}  // namespace chancery::read
