#include "answer/amount.h"

#include <gtest/gtest.h>

#include "answer/export.h"
#include "world.h"

namespace chancery::answer {
namespace {

using testing::between;
using testing::turnover;

const auto kYear = between("2024-01-01", "2024-12-31", DatePrecision::year);

TEST(Amount, ShowsNoMoreDigitsThanWritten) {
  EXPECT_EQ(format_number(30.1e9, 3), "30.1 billion");
  EXPECT_EQ(format_number(30.0e9, 3), "30.0 billion");
  EXPECT_EQ(format_number(40e9, 1), "40 billion");
  EXPECT_EQ(format_number(1.2e12, 2), "1.2 trillion");
  EXPECT_EQ(format_number(1234567, 7), "1,234,567");
  EXPECT_EQ(format_number(650, 3), "650");
  EXPECT_EQ(format_number(-3.2e6, 2), "-3.2 million");
  EXPECT_EQ(format_number(9.6, 0), "9.6");
  EXPECT_EQ(format_number(0, 0), "0");
  EXPECT_EQ(format_number(0.25, 2), "0.25");
}

TEST(Amount, TellsHedgeRangeAndChange) {
  Figure figure = turnover(30e9, 2, kYear);
  figure.value_to = 35e9;
  EXPECT_EQ(format_amount(figure, "over"), "over 30 billion to 35 billion USD");
  figure.change = Change{-9.6, "percent", {}, between("2023-01-01", "2023-12-31", DatePrecision::year)};
  EXPECT_EQ(format_change(figure), "down 9.6 percent from 2023");
  figure.change = Change{3, "times", {}, std::nullopt};
  EXPECT_EQ(format_change(figure), "3 times as much");
}

TEST(Contradiction, IsMutualInExports) {
  std::vector<RecordedFinding> findings = {testing::recorded("F1", turnover(24.3e9, 3, kYear), {"a"}),
                                           testing::recorded("F2", turnover(32.7e9, 3, kYear), {"b"}),
                                           testing::recorded("F3", turnover(24.33e9, 4, kYear), {"b"}),
                                           testing::recorded("F4", turnover(40e9, 2, kYear, "target"), {"b"})};
  for (std::size_t i = 0; i < 3; ++i) findings[i].dispute = "D1";
  const auto among = contradictions_among(findings);
  EXPECT_EQ(among.size(), 3U);
  EXPECT_EQ(among.at("F1"), std::vector<std::string>{"F2"});  // F3 may be the same, better known
  EXPECT_EQ(among.at("F2"), (std::vector<std::string>{"F1", "F3"}));
}

}  // namespace
}  // namespace chancery::answer
