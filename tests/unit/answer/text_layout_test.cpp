#include "answer/text_layout.h"

#include <gtest/gtest.h>

namespace chancery::answer {
namespace {

TEST(TextLayout, CountsColumnsNotBytes) {
  EXPECT_EQ(display_width("Astana"), 6U);
  EXPECT_EQ(display_width("Erdoğan"), 7U);
  EXPECT_EQ(display_width("北京"), 4U);     // wide
  EXPECT_EQ(display_width("e\u0301"), 1U);  // a combining accent stands on its letter
  EXPECT_EQ(display_width("\033[31mred\033[0m"), 3U);
}

TEST(TextLayout, WrapsAtBlanksAndLeavesLongWordsWhole) {
  EXPECT_EQ(wrap("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrap("a https://example.org/long b", 8), (std::vector<std::string>{"a", "https://example.org/long", "b"}));
  EXPECT_EQ(wrap("", 8), (std::vector<std::string>{""}));
  EXPECT_EQ(wrap("  two\n\nparts ", 20), (std::vector<std::string>{"two parts"}));
}

TEST(TextLayout, NoLineIsWiderThanAsked) {
  const std::string text = "The foreign ministers of the six states met in 北京 and in Zürich to speak of transit.";
  for (std::size_t width = 12; width < 60; ++width) {
    for (const std::string& line : wrap(text, width)) EXPECT_LE(display_width(line), width) << line;
  }
}

TEST(TextLayout, ShortensAtABlankWithAMark) {
  EXPECT_EQ(shorten("short", 10), "short");
  EXPECT_EQ(shorten("exactly ten", 11), "exactly ten");
  EXPECT_EQ(shorten("talks on transit and energy", 18), "talks on transit…");
  EXPECT_EQ(shorten("北京北京", 6), "北京…");
  EXPECT_LE(display_width(shorten("Donaudampfschifffahrtsgesellschaft", 12)), 12U);
}

TEST(TextLayout, NeutralisesWhatSteersATerminal) {
  EXPECT_EQ(neutralise("a\033[2Jb"), "a\uFFFD[2Jb");
  EXPECT_EQ(neutralise("a\nb"), "a\uFFFDb");
  EXPECT_EQ(neutralise("a\nb", true), "a\nb");
  EXPECT_EQ(neutralise("x\u202Etxt"), "x\uFFFDtxt");  // right-to-left override
  EXPECT_EQ(neutralise("\u009B31m"), "\uFFFD31m");    // C1 control sequence introducer
  EXPECT_EQ(neutralise("Zürich 北京"), "Zürich 北京");
}

TEST(TextLayout, PadsByColumns) {
  EXPECT_EQ(pad_left("北", 4), "  北");
  EXPECT_EQ(pad_right("ab", 4), "ab  ");
  EXPECT_EQ(pad_right("abcde", 4), "abcde");
}

}  // namespace
}  // namespace chancery::answer
