#include "statistics/claim_match.h"

#include <gtest/gtest.h>

namespace chancery::statistics {
namespace {

constexpr double kBillion = 1e9;

MatchKind match(double claim, int digits, const char* hedge, double official, double precision = 1) {
  return match_number({claim, std::nullopt, digits, hedge}, official, precision).kind;
}

TEST(ClaimMatch, RoundsHalfUpAtTheDigitsWritten) {
  EXPECT_EQ(match(30.2 * kBillion, 3, "", 30157.6e6), MatchKind::rounded);
  EXPECT_EQ(match(30.1 * kBillion, 3, "", 30055.4e6), MatchKind::rounded);
  EXPECT_EQ(match(30.1 * kBillion, 3, "", 30.05 * kBillion), MatchKind::rounded);
  EXPECT_EQ(match(30.1 * kBillion, 3, "", 30.0499 * kBillion), MatchKind::none);
  EXPECT_EQ(match(30 * kBillion, 2, "", 30.4 * kBillion), MatchKind::rounded);
  EXPECT_EQ(match(2 * kBillion, 1, "", 2.4 * kBillion), MatchKind::rounded);
  EXPECT_EQ(match(43.8 * kBillion, 3, "", 43.82 * kBillion, 1e7), MatchKind::rounded);
}

TEST(ClaimMatch, ThenCutsOff) {
  EXPECT_EQ(match(30.1 * kBillion, 3, "", 30157.6e6), MatchKind::truncated);
  EXPECT_EQ(match(30.1 * kBillion, 3, "", 30.2 * kBillion), MatchKind::none);
  EXPECT_EQ(match(2 * kBillion, 1, "", 2.9 * kBillion), MatchKind::none) << "one digit is never cut off";
}

TEST(ClaimMatch, WholeNumbersMayBeCoarserByOnePercent) {
  EXPECT_EQ(match(500e6, 3, "", 503e6), MatchKind::rounded);
  EXPECT_EQ(match(500e6, 3, "", 512e6), MatchKind::none);
  EXPECT_EQ(match(100 * kBillion, 3, "", 104 * kBillion), MatchKind::none);
  EXPECT_EQ(match(30'000, 1, "", 26'000), MatchKind::none);
  EXPECT_EQ(match(30'000, 1, "", 30'400), MatchKind::rounded);
}

TEST(ClaimMatch, HedgesReachAsFarAsTheirDigits) {
  EXPECT_EQ(match(30 * kBillion, 2, "over", 30.16 * kBillion), MatchKind::hedge);
  EXPECT_EQ(match(30 * kBillion, 2, "over", 32.9 * kBillion), MatchKind::hedge);
  EXPECT_EQ(match(30 * kBillion, 2, "over", 43.82 * kBillion), MatchKind::none);
  EXPECT_EQ(match(30 * kBillion, 2, "over", 29 * kBillion), MatchKind::none);
  EXPECT_EQ(match(30.1 * kBillion, 3, "over", 30.16 * kBillion), MatchKind::hedge);
  EXPECT_EQ(match(30.1 * kBillion, 3, "over", 31 * kBillion), MatchKind::none);
  EXPECT_EQ(match(44 * kBillion, 2, "almost", 43.82 * kBillion), MatchKind::hedge);
  EXPECT_EQ(match(44 * kBillion, 2, "almost", 38 * kBillion), MatchKind::none);
  EXPECT_EQ(match(30 * kBillion, 2, "almost", 30.16 * kBillion), MatchKind::rounded) << "right, and not below";
  EXPECT_EQ(match(31 * kBillion, 2, "about", 30.16 * kBillion), MatchKind::hedge);
  EXPECT_EQ(match(37 * kBillion, 2, "about", 30.16 * kBillion), MatchKind::none);
}

TEST(ClaimMatch, CoarseOfficialFiguresSettleNothing) {
  EXPECT_EQ(match(25.2 * kBillion, 3, "", 25 * kBillion, 1e9), MatchKind::unsure);
  EXPECT_EQ(match(25 * kBillion, 2, "", 25 * kBillion, 1e9), MatchKind::rounded);
  EXPECT_EQ(match(26.2 * kBillion, 3, "", 25 * kBillion, 1e9), MatchKind::none);
}

TEST(ClaimMatch, Ranges) {
  EXPECT_EQ(match_number({30 * kBillion, 40 * kBillion, 2, ""}, 34 * kBillion, 1).kind, MatchKind::rounded);
  EXPECT_EQ(match_number({30 * kBillion, 40 * kBillion, 2, ""}, 41 * kBillion, 1).kind, MatchKind::none);
}

TEST(ClaimMatch, NumbersInTexts) {
  EXPECT_EQ(written_number("9.6 percent").digits, 2);
  EXPECT_EQ(written_number("9.6 percent").decimals, 1);
  EXPECT_EQ(written_number("by 12%").decimals, 0);
  EXPECT_EQ(written_number("1,234.50").digits, 6);
  EXPECT_EQ(written_number("0.05").digits, 1);
  EXPECT_EQ(written_number("doubled").digits, 0);
}

}  // namespace
}  // namespace chancery::statistics
