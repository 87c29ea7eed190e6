// How sentences become stems.
#include "understand/model/words.h"

#include <gtest/gtest.h>

#include <string>

namespace chancery::understand::model {
namespace {

std::string stem_of(std::string_view word) {
  char buffer[96];
  return std::string(stem(word, buffer));
}

std::vector<ModelWord> words_of(std::string_view text) {
  std::vector<ModelWord> words;
  split_words(text, words);
  return words;
}

std::vector<std::string> texts_of(std::string_view text) {
  std::vector<std::string> texts;
  for (const ModelWord& word : words_of(text)) texts.emplace_back(text.substr(word.begin, word.end - word.begin));
  return texts;
}

TEST(Stem, BringsFormsOfAVerbAndItsNounTogether) {
  EXPECT_EQ(stem_of("condemned"), stem_of("condemns"));
  EXPECT_EQ(stem_of("condemned"), stem_of("condemnation"));
  EXPECT_EQ(stem_of("investigated"), stem_of("investigation"));
  EXPECT_EQ(stem_of("withdrew"), stem_of("withdrawal"));
  EXPECT_EQ(stem_of("ratified"), stem_of("ratify"));
  EXPECT_EQ(stem_of("stopped"), stem_of("stop"));
  EXPECT_EQ(stem_of("met"), stem_of("meeting"));
  EXPECT_EQ(stem_of("agreement"), stem_of("agreed"));
}

TEST(Stem, KeepsDifferentVerbsApart) {
  EXPECT_NE(stem_of("accused"), stem_of("accepted"));
  EXPECT_NE(stem_of("expelled"), stem_of("explained"));
  EXPECT_NE(stem_of("meet"), stem_of("meat"));
  EXPECT_NE(stem_of("killed"), stem_of("kiln"));
}

TEST(SplitWords, DropsPossessivesAndPointsOfAbbreviations) {
  const auto words = words_of("The U.S. president's visit");
  ASSERT_EQ(words.size(), 4U);
  EXPECT_EQ(words[1].full, hash_text("us"));
  EXPECT_EQ(words[2].full, hash_text("president"));
}

TEST(SplitWords, TurnsContractionsIntoNegations) {
  const auto words = words_of("They didn\xE2\x80\x99t agree");
  ASSERT_EQ(words.size(), 4U);
  EXPECT_TRUE(words[2].is(ModelWord::kNegation));
  EXPECT_FALSE(words[3].is(ModelWord::kNegation));
}

TEST(SplitWords, KeepsNumbersWhole) {
  EXPECT_EQ(texts_of("sent 1,086 men and $30.1 billion."),
            (std::vector<std::string>{"sent", "1,086", "men", "and", "30.1", "billion"}));
}

TEST(SplitWords, MarksWordsAfterPunctuation) {
  const auto words = words_of("Peru, Chile \xE2\x80\x94 both");
  EXPECT_TRUE(words[1].is(ModelWord::kClauseBefore));
  EXPECT_TRUE(words[2].is(ModelWord::kClauseBefore));
  EXPECT_FALSE(words[0].is(ModelWord::kClauseBefore));
}

TEST(SplitWords, SurvivesVeryLongAndBrokenWords) {
  EXPECT_EQ(words_of(std::string(5000, 'a')).size(), 1U);
  EXPECT_TRUE(words_of("\xE2\x80").size() <= 1U);
  EXPECT_TRUE(words_of("").empty());
  EXPECT_TRUE(words_of("' '' ... --").empty());
}

}  // namespace
}  // namespace chancery::understand::model
