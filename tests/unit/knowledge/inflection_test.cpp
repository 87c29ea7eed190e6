// Regular plurals, and phrases that match in both numbers.
#include "knowledge/inflection.h"

#include <gtest/gtest.h>

namespace chancery::knowledge {
namespace {

TEST(RegularPlural, FollowsTheSpellingRules) {
  EXPECT_EQ(regular_plural("ore"), "ores");
  EXPECT_EQ(regular_plural("treaty"), "treaties");
  EXPECT_EQ(regular_plural("railway"), "railways");
  EXPECT_EQ(regular_plural("tax"), "taxes");
  EXPECT_EQ(regular_plural("batch"), "batches");
  EXPECT_EQ(regular_plural("process"), "processes");
}

TEST(RegularPlural, LeavesWhatIsPluralOrNoNoun) {
  EXPECT_FALSE(regular_plural("arms"));
  EXPECT_FALSE(regular_plural("5g"));
  EXPECT_FALSE(regular_plural("ai"));
}

TEST(AddWithPlural, MatchesBothNumbersOfTheHead) {
  Tables tables;
  PhraseTable table;
  EXPECT_TRUE(add_with_plural(tables, table, "copper ore", 3));
  EXPECT_TRUE(add_with_plural(tables, table, "exchange of students", 4));
  EXPECT_FALSE(add_with_plural(tables, table, " ", 5));
  table.finish();
  const auto entry = [&](const char* surface) {
    const auto match = table.exact(tables.known_words(surface));
    return match ? static_cast<int>(match.entries[0]) : -1;
  };
  EXPECT_EQ(entry("copper ore"), 3);
  EXPECT_EQ(entry("Copper ores"), 3);
  EXPECT_EQ(entry("exchanges of students"), 4);
  EXPECT_EQ(entry("exchange of student"), -1);
  EXPECT_EQ(entry("coppers ore"), -1);
}

}  // namespace
}  // namespace chancery::knowledge
