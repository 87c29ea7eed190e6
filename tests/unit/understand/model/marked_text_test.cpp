// Sentences with <s> and <t>.
#include "understand/model/marked_text.h"

#include <gtest/gtest.h>

namespace chancery::understand::model {
namespace {

std::string cut(const MarkedText& marked, const std::optional<TextSpan>& span) {
  return span ? marked.text.substr(span->begin, span->end - span->begin) : "-";
}

TEST(MarkedText, TakesTheMarksOut) {
  const auto marked = parse_marked_text("Today <s>Chad</s> thanked <t>Niger</t>.");
  ASSERT_TRUE(marked);
  EXPECT_EQ(marked->text, "Today Chad thanked Niger.");
  EXPECT_EQ(cut(*marked, marked->source), "Chad");
  EXPECT_EQ(cut(*marked, marked->target), "Niger");
}

TEST(MarkedText, AllowsOneMarkToBeAbsentAndOthersToRepeat) {
  const auto one = parse_marked_text("<s>He</s> resigned.");
  ASSERT_TRUE(one);
  EXPECT_FALSE(one->target);
  const auto twice = parse_marked_text("<t>A</t> and <t>B</t> met <s>C</s>");
  ASSERT_TRUE(twice);
  EXPECT_EQ(cut(*twice, twice->target), "A");
}

TEST(MarkedText, AllowsOneKindInsideTheOther) {
  const auto marked = parse_marked_text("<t>troops of <s>Mali</s></t>");
  ASSERT_TRUE(marked);
  EXPECT_EQ(cut(*marked, marked->target), "troops of Mali");
  EXPECT_EQ(cut(*marked, marked->source), "Mali");
}

TEST(MarkedText, RefusesUnbalancedMarks) {
  for (const char* text : {"<s>A met <t>B</t>", "A</s> met B", "<s>A<s>B</s></s>", "<t>"}) {
    EXPECT_FALSE(parse_marked_text(text)) << text;
  }
}

TEST(MarkedText, LeavesOtherAngleBracketsAlone) {
  const auto marked = parse_marked_text("<s>A</s> < B <b>x</b>");
  ASSERT_TRUE(marked);
  EXPECT_EQ(marked->text, "A < B <b>x</b>");
}

}  // namespace
}  // namespace chancery::understand::model
