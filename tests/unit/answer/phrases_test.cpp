#include "answer/phrases.h"

#include <gtest/gtest.h>

#include "chancery/finding.h"
#include "world.h"

namespace chancery::answer {
namespace {

TEST(Phrases, FillsNamesAndDropsPartsThatHaveNothingToSay) {
  const std::string_view text = "{actors} met[ {recipients}][ in {place}]";
  EXPECT_EQ(fill(text, {{"actors", "A"}, {"recipients", "B"}, {"place", "Astana"}}), "A met B in Astana");
  EXPECT_EQ(fill(text, {{"actors", "A and B"}, {"place", "Astana"}}), "A and B met in Astana");
  EXPECT_EQ(fill(text, {{"actors", "A and B"}}), "A and B met");
}

TEST(Phrases, ValuesAreNotTemplates) {
  EXPECT_EQ(fill("{actors} met", {{"actors", "{place} [x]"}}), "{place} [x] met");
}

TEST(Phrases, RefusesBrokenTemplatesByLine) {
  const auto broken = [](const std::string& text) {
    auto phrases = Phrases::parse("kind,key,text,noun\nevent,AGREE," + text + ",\n", "mine.csv");
    EXPECT_FALSE(phrases) << text;
    return phrases ? 0 : phrases.error().line;
  };
  EXPECT_EQ(broken("{actors met"), 2U);
  EXPECT_EQ(broken("{actors} met[ in {place}"), 2U);
  EXPECT_EQ(broken("actors} met"), 2U);
  EXPECT_EQ(broken("{actors} met ] twice ["), 2U);
  EXPECT_FALSE(Phrases::parse("kind,key,text\n", "mine.csv"));
  EXPECT_FALSE(Phrases::parse("kind,key,text,noun\na,b,c,\na,b,d,\n", "mine.csv"));
}

TEST(Phrases, AUsersRowsWin) {
  Phrases phrases = testing::phrases();
  const auto mine =
      Phrases::parse("kind,key,text,noun\nevent,CONSULT/meet,{actors} conferred,conference\n", "mine.csv");
  ASSERT_TRUE(mine);
  phrases.overlay(*mine);
  EXPECT_EQ(phrases.find("event", "CONSULT/meet")->text, "{actors} conferred");
  EXPECT_NE(phrases.find("event", "CONSULT/visit"), nullptr);
}

TEST(Phrases, ATriggerTellsMoreThanItsType) {
  const auto phrases = Phrases::parse(
      "kind,key,text,noun\ntrigger,SUPPORT:re,short,\ntrigger,SUPPORT:ratif,long,\ntrigger,SUPPORT:resum,other,\n",
      "mine.csv");
  ASSERT_TRUE(phrases);
  EXPECT_EQ(phrases->find_trigger("SUPPORT", "Resumed")->text, "other");
  EXPECT_EQ(phrases->find_trigger("SUPPORT", "has ratified")->text, "long");
  EXPECT_EQ(phrases->find_trigger("SUPPORT", "returned")->text, "short");
  EXPECT_EQ(phrases->find_trigger("SUPPORT", "agreed"), nullptr);  // not at the head of a word
  EXPECT_EQ(phrases->find_trigger("AGREE", "ratified"), nullptr);
  EXPECT_EQ(phrases->find_trigger("SUPPORT", ""), nullptr);
}

// Whatever the reader may say has words.
TEST(Phrases, TheTableHasEveryTypeAndMode) {
  for (const auto& mode : testing::knowledge().tables().modes) {
    std::string key(to_string(mode.type));
    if (!mode.mode.empty()) key += "/" + mode.mode;
    const Phrase* phrase = testing::phrases().find("event", key);
    EXPECT_NE(phrase, nullptr) << key;
    if (!phrase) continue;
    EXPECT_NE(phrase->text.find("{actors}"), std::string::npos) << key;
    EXPECT_FALSE(phrase->noun.empty()) << key;
  }
  for (const char* step :
       {"proposed", "negotiated", "signed", "ratified", "in-force", "amended", "suspended", "terminated"}) {
    EXPECT_NE(testing::phrases().find("step", step), nullptr) << step;
  }
}

}  // namespace
}  // namespace chancery::answer
