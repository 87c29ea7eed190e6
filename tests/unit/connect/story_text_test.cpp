#include "connect/story_text.h"

#include <gtest/gtest.h>

namespace chancery::connect {
namespace {

const Boilerplate& boilerplate() {
  static const Boilerplate table = Boilerplate::built_in().value();
  return table;
}

std::vector<StoryToken> tokens(std::string_view text) { return story_tokens(text, boilerplate()); }

std::vector<std::uint32_t> words(std::string_view text) {
  std::vector<std::uint32_t> out;
  for (const StoryToken& token : tokens(text)) out.push_back(token.word);
  return out;
}

TEST(StoryText, MarksCaseAndTypographyDoNotCount) {
  EXPECT_EQ(words("The “U.S.” ambassador’s talks – in São Paulo"), words("the US ambassador's talks - in Sao  PAULO!"));
  EXPECT_EQ(words("worth 1,000,000 dollars"), words("worth 1000000 dollars"));
  EXPECT_EQ(words("co\u00ADoperation"), words("cooperation"));
  EXPECT_EQ(words("МОСКВА"), words("москва"));
  EXPECT_EQ(words("12 September"), words("12 Sept."));
}

TEST(StoryText, NumbersKeepTheirValue) {
  EXPECT_NE(words("30.1"), words("301"));
  EXPECT_NE(words("30,1"), words("301"));
  EXPECT_EQ(words("30bn"), words("30 bn"));
  EXPECT_EQ(words("G20").size(), 1U);
}

TEST(StoryText, KnowsNamesMonthsAndDays) {
  const auto found = tokens("Yesterday President Tokaev came. He left in May, on Monday.");
  ASSERT_EQ(found.size(), 10U);
  EXPECT_EQ(found[0].flags, 0);  // begins the sentence
  EXPECT_EQ(found[2].flags, kStoryName);
  EXPECT_EQ(found[2].skeleton, tokens("President Tokayev")[1].skeleton);
  EXPECT_NE(found[2].skeleton, tokens("President Karimov")[1].skeleton);
  EXPECT_EQ(found[7].flags, kStoryMonth);
  EXPECT_EQ(found[9].flags, kStoryWeekday);
}

TEST(StoryText, LeavesOutLinesOfBoilerplateOnly) {
  EXPECT_EQ(words("Ministers met.\nFollow us on Telegram and Facebook!\nThey talked."),
            words("Ministers met. They talked."));
  EXPECT_EQ(words("Get more of this: follow us on Telegram").size(), 0U);
  EXPECT_NE(words("We have seen others follow us in Telegram Bay").size(), 0U);
  std::string report = "copyright ";
  for (int i = 0; i < 60; ++i) report += "law ";
  EXPECT_EQ(words(report).size(), 61U);  // as long as a paragraph of a report
}

TEST(StoryText, TakesAnyBytesAndStopsAtItsLimit) {
  EXPECT_TRUE(tokens("").empty());
  EXPECT_EQ(tokens("...  \n\n --- “”").size(), 0U);
  std::string endless;
  for (std::size_t i = 0; i < kMaxStoryTokens + 500; ++i) endless += "a b ";
  EXPECT_EQ(tokens(endless).size(), kMaxStoryTokens);
}

TEST(Boilerplate, NamesTheLineOfABadRow) {
  const auto table = Boilerplate::parse("phrase,where\nread more,somewhere\n", "own.csv");
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().line, 2U);
}

}  // namespace
}  // namespace chancery::connect
