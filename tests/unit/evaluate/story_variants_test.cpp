#include "evaluate/story_variants.h"

#include <gtest/gtest.h>

#include <map>

#include "../connect/story_reports.h"

namespace chancery::evaluate {
namespace {

std::map<std::string, StoryVariant> variants() {
  static const std::string text = connect::testing::joined(connect::testing::talks());
  static const std::string other = connect::testing::joined(connect::testing::talks_told_by_another());
  const std::vector<std::string_view> others(8, other);
  std::map<std::string, StoryVariant> out;
  for (StoryVariant& variant : story_variants(text, others, 3)) out.emplace(variant.kind, std::move(variant));
  return out;
}

TEST(StoryVariants, AreTheSameForTheSameSeed) {
  const auto first = variants();
  for (const auto& [kind, variant] : variants()) EXPECT_EQ(variant.text, first.at(kind).text);
}

TEST(StoryVariants, AreWhatTheirNamesSay) {
  const std::string text = connect::testing::joined(connect::testing::talks());
  const auto made = variants();
  EXPECT_EQ(made.at("headline").text, text);
  EXPECT_TRUE(text.starts_with(made.at("cut-to-45").text));
  EXPECT_LT(made.at("cut-to-45").text.size(), text.size() * 2 / 3);
  EXPECT_TRUE(made.at("added-third").text.starts_with(text));
  EXPECT_GT(made.at("added-third").text.size(), text.size() * 5 / 4);
  EXPECT_NE(made.at("edits-3").text, text);
  EXPECT_NE(made.at("template-figures").text.find("reopen three border crossings"), std::string::npos);
  EXPECT_EQ(made.at("template-figures").text.find("$412 million"), std::string::npos);
  EXPECT_EQ(made.at("template-names").text.find("Freedonia and"), std::string::npos);
  for (const char* kind : {"template-figures", "template-names", "follow-up", "digest"}) {
    EXPECT_FALSE(made.at(kind).reprint) << kind;
  }
}

}  // namespace
}  // namespace chancery::evaluate
