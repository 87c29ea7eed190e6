#include "connect/figure_claims.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace chancery::connect {
namespace {

Day day(const char* iso) { return parse_iso_day(iso).value(); }

FigureClaim of_year(const char* year, double value, int digits, const char* hedge = "") {
  const std::string text(year);
  return {day((text + "-01-01").c_str()), day((text + "-12-31").c_str()), value, value, digits, hedge};
}

FigureClaim without_period(double value, int digits) { return {std::nullopt, std::nullopt, value, value, digits, ""}; }

// Which claims are told as one, as text: "0 1 | 2".
std::string groups_of(const std::vector<FigureClaim>& claims, bool total = true) {
  const std::vector<JoinedClaim> joined = join_claims(claims, total);
  std::map<std::size_t, std::string> groups;
  for (std::size_t i = 0; i < joined.size(); ++i) groups[joined[i].claim] += std::to_string(i) + " ";
  std::vector<std::string> texts;
  for (const auto& [claim, text] : groups) texts.push_back(text);
  std::sort(texts.begin(), texts.end());
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : "| ") + text;
  return out;
}

TEST(FigureClaims, ARoundedValueIsTheClaimThatRoundsToIt) {
  EXPECT_EQ(groups_of({of_year("2024", 30.1e9, 3), of_year("2024", 30.12e9, 4)}), "0 1 ");
  EXPECT_EQ(groups_of({of_year("2024", 30.1e9, 3), of_year("2024", 30.16e9, 4)}), "0 | 1 ");
  EXPECT_EQ(groups_of({of_year("2024", 30e9, 2), of_year("2024", 30.1e9, 3), of_year("2024", 30.12e9, 4)}), "0 1 2 ");
  EXPECT_EQ(groups_of({of_year("2023", 30.1e9, 3), of_year("2024", 30.12e9, 4)}), "0 | 1 ");
}

TEST(FigureClaims, ARoundedValueThatTwoRoundToStaysAlone) {
  EXPECT_EQ(groups_of({of_year("2024", 30e9, 2), of_year("2024", 30.1e9, 3), of_year("2024", 30.4e9, 3)}),
            "0 | 1 | 2 ");
}

TEST(FigureClaims, AValueWithoutPeriodIsThatOfTheOnlyPeriodThatHasIt) {
  EXPECT_EQ(groups_of({without_period(30.1e9, 3), of_year("2024", 30.1e9, 3), of_year("2023", 25.4e9, 3)}), "0 1 | 2 ");
  EXPECT_EQ(groups_of({without_period(30.1e9, 3), of_year("2024", 30.1e9, 3), of_year("2025", 30.1e9, 3)}),
            "0 | 1 | 2 ");
  // Two digits are shared by chance.
  EXPECT_EQ(groups_of({without_period(30e9, 2), of_year("2024", 30e9, 2)}), "0 | 1 ");
}

TEST(FigureClaims, TotalsThatCannotBothBeRightAreContested) {
  const std::vector<FigureClaim> claims = {of_year("2024", 30.1e9, 3), of_year("2024", 43.8e9, 3),
                                           of_year("2024", 30.12e9, 4), of_year("2023", 25.4e9, 3)};
  const std::vector<JoinedClaim> joined = join_claims(claims, true);
  EXPECT_TRUE(joined[0].contested);
  EXPECT_TRUE(joined[1].contested);
  EXPECT_TRUE(joined[2].contested);
  EXPECT_FALSE(joined[3].contested);
  for (const JoinedClaim& one : join_claims(claims, false)) EXPECT_FALSE(one.contested);
  // "over 30" leaves room for 32, not for 43.8.
  EXPECT_FALSE(join_claims(std::vector{of_year("2024", 30e9, 2, "over"), of_year("2024", 32e9, 2)}, true)[0].contested);
  EXPECT_TRUE(
      join_claims(std::vector{of_year("2024", 30e9, 2, "over"), of_year("2024", 43.8e9, 3)}, true)[0].contested);
}

TEST(FigureClaims, OrderDoesNotMatter) {
  std::vector<FigureClaim> claims;
  for (const double value : {30e9, 30.1e9, 30.12e9, 30.4e9, 31e9, 43.8e9, 43.82e9, 44e9}) {
    for (int digits = 2; digits <= 4; ++digits) {
      claims.push_back(of_year("2024", value, digits));
      claims.push_back(without_period(value, digits));
    }
  }
  const std::vector<JoinedClaim> expected = join_claims(claims, true);
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::vector<std::size_t> order(claims.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    std::vector<FigureClaim> shuffled;
    for (const std::size_t index : order) shuffled.push_back(claims[index]);
    const std::vector<JoinedClaim> joined = join_claims(shuffled, true);
    for (std::size_t one = 0; one < order.size(); ++one) {
      EXPECT_EQ(joined[one].contested, expected[order[one]].contested);
      for (std::size_t other = 0; other < one; ++other) {
        EXPECT_EQ(joined[one].claim == joined[other].claim, expected[order[one]].claim == expected[order[other]].claim);
      }
    }
  }
}

TEST(FigureClaims, WhatIsComparedIsTheFlow) {
  Figure exports;
  exports.measure = "exports";
  exports.from = "KAZ";
  exports.to = "CHN";
  exports.unit = "USD";
  exports.outlook = "outcome";
  Figure imports = exports;
  imports.measure = "imports";
  EXPECT_EQ(figure_block(exports), figure_block(imports));
  Figure back = exports;
  std::swap(back.from, back.to);
  EXPECT_NE(figure_block(exports), figure_block(back));
  Figure target = exports;
  target.outlook = "target";
  EXPECT_NE(figure_block(exports), figure_block(target));
  Figure yuan = exports;
  yuan.unit = "CNY";
  EXPECT_NE(figure_block(exports), figure_block(yuan));
  Figure oil = exports;
  oil.goods = {"oil"};
  EXPECT_NE(figure_block(exports), figure_block(oil));
  Figure turnover;
  turnover.measure = "trade-turnover";
  turnover.parties.resize(2);
  turnover.parties[0].country = "KAZ";
  turnover.parties[1].country = "CHN";
  Figure turned = turnover;
  std::swap(turned.parties[0], turned.parties[1]);
  EXPECT_EQ(figure_block(turnover), figure_block(turned));
}

TEST(FigureClaims, HedgesWidenWhatAClaimLeavesOpen) {
  EXPECT_TRUE(contradict(claim_range(24.3e9, 24.3e9, 3, ""), claim_range(32.7e9, 32.7e9, 3, "")));
  EXPECT_FALSE(contradict(claim_range(30.1e9, 30.1e9, 3, ""), claim_range(30.14e9, 30.14e9, 4, "")));
  EXPECT_FALSE(contradict(claim_range(30e9, 30e9, 2, "over"), claim_range(32e9, 32e9, 2, "")));
  EXPECT_FALSE(contradict(claim_range(50e9, 50e9, 2, "up-to"), claim_range(12e9, 12e9, 2, "")));
  EXPECT_TRUE(contradict(claim_range(50e9, 50e9, 2, "up-to"), claim_range(60e9, 60e9, 2, "")));
}

}  // namespace
}  // namespace chancery::connect
