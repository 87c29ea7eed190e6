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

TEST(Contradiction, RoundingIsNoContradiction) {
  EXPECT_FALSE(contradict(turnover(30.1e9, 3, kYear), turnover(30.14e9, 4, kYear)));
  EXPECT_TRUE(contradict(turnover(30.1e9, 3, kYear), turnover(30.16e9, 4, kYear)));
  EXPECT_TRUE(contradict(turnover(24.3e9, 3, kYear), turnover(32.7e9, 3, kYear)));
}

TEST(Contradiction, HedgesWidenAClaim) {
  Figure over = turnover(30e9, 2, kYear);
  over.hedge = "over";
  EXPECT_FALSE(contradict(over, turnover(32e9, 2, kYear)));
  EXPECT_TRUE(contradict(over, turnover(43.8e9, 3, kYear)));
  Figure up_to = turnover(50e9, 2, kYear);
  up_to.hedge = "up-to";
  EXPECT_FALSE(contradict(up_to, turnover(12e9, 2, kYear)));
  EXPECT_TRUE(contradict(up_to, turnover(60e9, 2, kYear)));
}

TEST(Contradiction, OnlyLikeIsComparedWithLike) {
  const Figure figure = turnover(30.1e9, 3, kYear);
  EXPECT_EQ(comparison_key(turnover(40e9, 2, kYear, "target")), "");
  EXPECT_EQ(comparison_key(turnover(40e9, 2, std::nullopt)), "");
  EXPECT_NE(comparison_key(figure), comparison_key(turnover(30.1e9, 3, between("2023-01-01", "2023-12-31"))));
  Figure yuan = figure;
  yuan.unit = "CNY";
  EXPECT_NE(comparison_key(figure), comparison_key(yuan));
  Figure turned = figure;  // the order of the pair does not matter
  std::swap(turned.parties[0], turned.parties[1]);
  EXPECT_EQ(comparison_key(figure), comparison_key(turned));
}

TEST(Contradiction, ExportsOfOneAreImportsOfTheOther) {
  Figure exports = turnover(15e9, 2, kYear);
  exports.measure = "exports";
  exports.from = "KAZ";
  exports.to = "CHN";
  Figure imports = exports;
  imports.measure = "imports";
  imports.value = 16.5e9;
  imports.digits = 3;
  EXPECT_EQ(comparison_key(exports), comparison_key(imports));
  EXPECT_TRUE(contradict(exports, imports));
  Figure back = imports;
  std::swap(back.from, back.to);
  EXPECT_NE(comparison_key(exports), comparison_key(back));
}

TEST(Contradiction, IsMutualInExports) {
  const std::vector<RecordedFinding> findings = {testing::recorded("F1", turnover(24.3e9, 3, kYear), {"a"}),
                                                 testing::recorded("F2", turnover(32.7e9, 3, kYear), {"b"}),
                                                 testing::recorded("F3", turnover(40e9, 2, kYear, "target"), {"b"})};
  const auto among = contradictions_among(findings);
  EXPECT_EQ(among.size(), 2U);
  EXPECT_EQ(among.at("F1"), std::vector<std::string>{"F2"});
  EXPECT_EQ(among.at("F2"), std::vector<std::string>{"F1"});
}

}  // namespace
}  // namespace chancery::answer
