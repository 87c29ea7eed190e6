#include "encoder/marked_pieces.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chancery::encoder {
namespace {

using ::testing::ElementsAre;

// Pieces 100, 101, ... of four bytes each with a blank between.
std::vector<Piece> row(std::uint32_t count) {
  std::vector<Piece> pieces;
  for (std::uint32_t i = 0; i < count; ++i) pieces.push_back({static_cast<std::int32_t>(100 + i), 5 * i, 5 * i + 4});
  return pieces;
}

std::vector<std::int64_t> marked(std::uint32_t count, Range source, std::optional<Range> target,
                                 std::size_t most = 126) {
  std::vector<std::int64_t> out;
  mark_pieces(row(count), source, target, {}, most, out);
  return out;
}

TEST(MarkedPieces, MarksStandAroundTheSpans) {
  EXPECT_THAT(marked(4, {0, 4}, Range{10, 19}), ElementsAre(1, 100, 2, 101, 3, 102, 103, 4));
  EXPECT_THAT(marked(3, {5, 9}, std::nullopt), ElementsAre(100, 1, 101, 2, 102));
}

TEST(MarkedPieces, ASpanTakesThePiecesItTouches) {
  EXPECT_THAT(marked(3, {7, 8}, {}), ElementsAre(100, 1, 101, 2, 102));
}

TEST(MarkedPieces, ClosingComesBeforeOpeningAtOnePlace) {
  EXPECT_THAT(marked(2, {0, 4}, Range{5, 9}), ElementsAre(1, 100, 2, 3, 101, 4));
}

TEST(MarkedPieces, TheWiderSpanIsOutside) {
  EXPECT_THAT(marked(2, {0, 9}, Range{0, 4}), ElementsAre(1, 3, 100, 4, 101, 2));
  EXPECT_THAT(marked(2, {5, 9}, Range{0, 9}), ElementsAre(3, 100, 1, 101, 2, 4));
}

TEST(MarkedPieces, OfALongSentenceTheWindowAroundTheMarksRemains) {
  EXPECT_THAT(marked(50, {240, 244}, Range{245, 249}, 10), ElementsAre(144, 145, 146, 147, 1, 148, 2, 3, 149, 4));
  const auto in_the_middle = marked(50, {100, 104}, Range{110, 114}, 10);
  EXPECT_THAT(in_the_middle, ElementsAre(118, 119, 1, 120, 2, 121, 3, 122, 4, 123));
  EXPECT_EQ(marked(50, {0, 4}, Range{10, 14}, 10).front(), 1);
}

}  // namespace
}  // namespace chancery::encoder
