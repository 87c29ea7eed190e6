// The tokenizer by small examples of its rules; against the reference implementation in relation_encoder_test.cpp.
#include "encoder/word_pieces.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace chancery::encoder {
namespace {

using ::testing::ElementsAre;

// Numbers by line, from 0.
constexpr std::string_view kVocabulary =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\nmet\nzu\n##rich\n##ric\n.\n-\nastana\n\xE4\xB8\xAD\nu\ns\nname\n##s\n";

WordPieces pieces() { return WordPieces::read(kVocabulary).value(); }

std::vector<std::int32_t> ids(std::string_view text) {
  std::vector<Piece> cut;
  pieces().cut(text, cut);
  std::vector<std::int32_t> out;
  for (const Piece& piece : cut) out.push_back(piece.id);
  return out;
}

TEST(WordPieces, TakesTheLongestPieceFromTheLeft) {
  EXPECT_THAT(ids("met Zurich names"), ElementsAre(4, 5, 6, 14, 15));
}

TEST(WordPieces, DropsAccentsAndCapitals) { EXPECT_THAT(ids("MET Z\xC3\xBCrich"), ElementsAre(4, 5, 6)); }

TEST(WordPieces, CutsMarksAndHanCharactersOff) {
  EXPECT_THAT(ids("U.S.-met\xE4\xB8\xADmet"), ElementsAre(12, 8, 13, 8, 9, 4, 11, 4));
}

TEST(WordPieces, AWordWithAnUnknownPartIsUnknownAsAWhole) {
  EXPECT_THAT(ids("metx met"), ElementsAre(1, 4));
  EXPECT_THAT(ids(std::string(101, 's')), ElementsAre(1));
}

TEST(WordPieces, DropsControlsAndBrokenBytes) {
  EXPECT_THAT(ids("me\x01t\xC2\xADs"), ElementsAre(4, 15));  // a control character and a soft hyphen
  EXPECT_THAT(ids("me\xFFt"), ElementsAre(4));
}

TEST(WordPieces, PiecesKnowTheirBytes) {
  std::vector<Piece> cut;
  pieces().cut("met  Z\xC3\xBCrich.", cut);
  ASSERT_EQ(cut.size(), 4U);
  EXPECT_EQ(cut[1].begin, 5U);
  EXPECT_EQ(cut[1].end, 8U);  // "Zü"
  EXPECT_EQ(cut[2].begin, 8U);
  EXPECT_EQ(cut[2].end, 12U);
  EXPECT_EQ(cut[3].begin, 12U);
  EXPECT_EQ(cut[3].end, 13U);
}

TEST(WordPieces, AVocabularyWithoutItsMarksIsRefused) {
  const auto read = WordPieces::read("[UNK]\n[CLS]\nmet\n");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::malformed);
  EXPECT_NE(read.error().message.find("[SEP]"), std::string::npos);
}

}  // namespace
}  // namespace chancery::encoder
