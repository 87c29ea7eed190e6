// The table of trigger words.
#include "understand/model/lexicon.h"

#include <gtest/gtest.h>

#include "chancery/finding.h"

namespace chancery::understand::model {
namespace {

constexpr std::uint32_t bit(EventType type) { return 1U << static_cast<unsigned>(type); }

std::vector<RelationLexicon::Hit> find(const RelationLexicon& lexicon, std::string_view text) {
  std::vector<ModelWord> words;
  split_words(text, words);
  std::vector<RelationLexicon::Hit> hits;
  lexicon.find(words, hits);
  return hits;
}

TEST(RelationLexicon, FindsTheLongestPhraseInAnyForm) {
  const auto lexicon =
      RelationLexicon::parse("phrase,type\nlift,CONCEDE\nlift the siege,RETREAT\nsanction,SANCTION\n", "t");
  ASSERT_TRUE(lexicon);
  const auto hits = find(*lexicon, "They lifted the siege and then lifted sanctions");
  ASSERT_EQ(hits.size(), 3U);
  EXPECT_EQ(hits[0].types, bit(EventType::retreat));
  EXPECT_EQ(hits[0].last - hits[0].first, 3U);
  EXPECT_EQ(hits[1].types, bit(EventType::concede));
  EXPECT_EQ(hits[2].types, bit(EventType::sanction));
}

TEST(RelationLexicon, JoinsTheTypesOfOnePhrase) {
  const auto lexicon = RelationLexicon::parse("phrase,type\nfree,RETREAT\nfreed,AID\n", "t");
  ASSERT_TRUE(lexicon);
  EXPECT_EQ(lexicon->size(), 1U);
  EXPECT_EQ(find(*lexicon, "freed")[0].types, bit(EventType::retreat) | bit(EventType::aid));
}

TEST(RelationLexicon, DoesNotReadPastTheEnd) {
  const auto lexicon = RelationLexicon::parse("phrase,type\ncall off the strike,CONCEDE\n", "t");
  ASSERT_TRUE(lexicon);
  EXPECT_TRUE(find(*lexicon, "They will call off the").empty());
}

TEST(RelationLexicon, NamesTheLineOfABadRow) {
  const auto lexicon = RelationLexicon::parse("phrase,type\nmeet,CONSULT\nhug,EMBRACE\n", "words.csv");
  ASSERT_FALSE(lexicon);
  EXPECT_EQ(lexicon.error().line, 3U);
  EXPECT_EQ(lexicon.error().file, "words.csv");
}

TEST(RelationLexicon, FingerprintFollowsTheContent) {
  const auto a = RelationLexicon::parse("phrase,type\nmeet,CONSULT\n", "t");
  const auto b = RelationLexicon::parse("phrase,type\nmeet,SUPPORT\n", "t");
  ASSERT_TRUE(a && b);
  EXPECT_NE(a->fingerprint(), b->fingerprint());
}

TEST(RelationLexicon, BuiltInCoversEveryType) {
  const auto lexicon = RelationLexicon::built_in();
  ASSERT_TRUE(lexicon) << lexicon.error().to_string();
  EXPECT_GT(lexicon->size(), 800U);
  for (const auto& [word, type] : {std::pair{"condemned", EventType::accuse},
                                   {"shelled", EventType::assault},
                                   {"extradited", EventType::cooperate},
                                   {"ratified", EventType::support}}) {
    const auto hits = find(*lexicon, word);
    ASSERT_EQ(hits.size(), 1U) << word;
    EXPECT_NE(hits[0].types & bit(type), 0U) << word;
  }
}

}  // namespace
}  // namespace chancery::understand::model
