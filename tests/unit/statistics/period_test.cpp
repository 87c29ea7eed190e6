#include <gtest/gtest.h>

#include "chancery/statistics.h"

namespace chancery {
namespace {

TEST(Period, IsReadAndWritten) {
  for (const char* text : {"2024", "2024-03", "2024-Q1", "2024-Q4", "2024-H2", "2024-01/10", "2023-11/2024-02"}) {
    const auto period = parse_period(text);
    ASSERT_TRUE(period) << text;
    EXPECT_EQ(to_string(*period), text);
  }
  EXPECT_EQ(parse_period("202403"), parse_period("2024-03"));
  EXPECT_EQ(parse_period("2024-01/2024-10"), parse_period("2024-01/10"));
  EXPECT_EQ(parse_period("2024Q1"), parse_period("2024-01/03"));
  for (const char* text : {"", "24", "2024-13", "2024-Q5", "2024-10/01", "last year", "2024-00", "20240101"}) {
    EXPECT_FALSE(parse_period(text)) << text;
  }
}

TEST(Period, OfAnInterval) {
  DateInterval year{*parse_iso_day("2024-01-01"), *parse_iso_day("2024-12-31"), DatePrecision::year};
  EXPECT_EQ(period_of(year), Period::of_year(2024));
  DateInterval months{*parse_iso_day("2023-01-01"), *parse_iso_day("2023-10-31"), DatePrecision::range};
  EXPECT_EQ(to_string(*period_of(months)), "2023-01/10");
  DateInterval february{*parse_iso_day("2024-02-01"), *parse_iso_day("2024-02-29"), DatePrecision::month};
  EXPECT_EQ(to_string(*period_of(february)), "2024-02");
  DateInterval days{*parse_iso_day("2024-02-03"), *parse_iso_day("2024-02-29"), DatePrecision::range};
  EXPECT_FALSE(period_of(days));
}

}  // namespace
}  // namespace chancery
