// Precision, recall, F1 and their intervals.
#include "evaluate/scores.h"

#include <gtest/gtest.h>

namespace chancery::evaluate {
namespace {

TEST(Scores, CountByHand) {
  // Class a: 3 rows, 2 right; b: 2 rows, 1 right and one a taken for it; c never occurs in the gold.
  const std::vector<std::size_t> gold = {0, 0, 0, 1, 1}, predicted = {0, 0, 1, 1, 2};
  const Scores scores = score(gold, predicted, {"a", "b", "c"}, 1);
  EXPECT_DOUBLE_EQ(scores.accuracy, 0.6);
  EXPECT_DOUBLE_EQ(scores.classes[0].precision(), 1);
  EXPECT_DOUBLE_EQ(scores.classes[0].recall(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(scores.classes[0].f1(), 0.8);
  EXPECT_DOUBLE_EQ(scores.classes[1].precision(), 0.5);
  EXPECT_DOUBLE_EQ(scores.classes[1].f1(), 0.5);
  EXPECT_DOUBLE_EQ(scores.classes[2].f1(), 0);
  EXPECT_DOUBLE_EQ(scores.macro_f1, (0.8 + 0.5) / 2) << "a class without gold rows is not in the mean";
  ASSERT_EQ(scores.confusions.size(), 2U);
  EXPECT_EQ(scores.confusions[0].count, 1U);
}

TEST(Scores, IntervalsHoldTheValueAndRepeat) {
  std::vector<std::size_t> gold, predicted;
  for (std::size_t i = 0; i < 200; ++i) {
    gold.push_back(i % 2);
    predicted.push_back(i % 5 == 0 ? 1 - i % 2 : i % 2);
  }
  const Scores a = score(gold, predicted, {"x", "y"}, 7), b = score(gold, predicted, {"x", "y"}, 7);
  EXPECT_LT(a.accuracy_interval.low, 0.8);
  EXPECT_GT(a.accuracy_interval.high, 0.8);
  EXPECT_GT(a.accuracy_interval.low, 0.7);
  EXPECT_LT(a.accuracy_interval.high, 0.9);
  EXPECT_EQ(a.macro_f1_interval.low, b.macro_f1_interval.low);
  EXPECT_NE(a.macro_f1_interval.low, score(gold, predicted, {"x", "y"}, 8).macro_f1_interval.low);
}

TEST(ShareInterval, OfNothingAndOfAll) {
  EXPECT_EQ(share_interval(0, 0, 1).high, 0);
  EXPECT_EQ(share_interval(10, 10, 1).low, 1);
  const Interval half = share_interval(50, 100, 1);
  EXPECT_LT(half.low, 0.45);
  EXPECT_GT(half.high, 0.55);
}

}  // namespace
}  // namespace chancery::evaluate
