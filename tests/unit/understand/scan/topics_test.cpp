// Areas, goods and contexts by phrase: longest match, weak phrases, names of organs left out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "knowledge/inflection.h"
#include "knowledge/loader.h"
#include "understand/scan/stages.h"

namespace chancery::understand {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A few rows of our own, so that the rules are tested and not the tables.
class Topics : public testing::Test {
 protected:
  Topics() {
    area("energy", "energy", true);
    area("nuclear-energy", "nuclear energy", true);
    area("artificial-intelligence", "artificial intelligence", true);
    area("security", "security", true);
    area("security", "intelligence", false);
    area("trade", "trade and economic cooperation", true);
    area("media", "press", false);
    tables_.contexts.push_back({"economic", "trade"});
    knowledge::add_with_plural(tables_, tables_.context_phrases, "trade", 0);
    tables_.goods.push_back({"copper ore", {"2603"}});
    knowledge::add_with_plural(tables_, tables_.goods_phrases, "copper ore", 0);
    const auto cooperation = tables_.add_words("cooperation")[0];
    tables_.is_cooperation_word.resize(cooperation + 1, false);
    tables_.is_cooperation_word[cooperation] = true;
    knowledge::finish_tables(tables_);
  }

  void area(const char* id, const char* surface, bool strong) {
    knowledge::add_with_plural(tables_, tables_.area_phrases, surface,
                               static_cast<std::uint32_t>(tables_.areas.size()));
    tables_.areas.push_back({id, surface, strong});
  }

  const Document& read(const char* text) {
    article_.text = text;
    document_.reset(article_, tables_);
    find_tokens(document_);
    find_topics(document_);
    return document_;
  }

  std::vector<std::string> areas(const char* text) {
    read(text);
    return areas_within(document_, 0, static_cast<TokenIndex>(document_.tokens.size()));
  }

  knowledge::Tables tables_;
  Article article_;
  Document document_;
};

TEST_F(Topics, ALongerPhraseTakesItsWords) {
  EXPECT_THAT(areas("They spoke about nuclear energy."), ElementsAre("nuclear-energy"));
  EXPECT_THAT(areas("They spoke about nuclear energy and energy."), ElementsAre("nuclear-energy", "energy"));
  EXPECT_THAT(areas("Cooperation in artificial intelligence grows."), ElementsAre("artificial-intelligence"));
}

TEST_F(Topics, WeakPhrasesNeedAWordOfCooperationInTheirSentence) {
  EXPECT_THAT(areas("The press came. Cooperation grows."), IsEmpty());
  EXPECT_THAT(areas("Cooperation of the press grows."), ElementsAre("media"));
}

TEST_F(Topics, HyphensAndCapitalsDoNotMatter) {
  EXPECT_THAT(areas("TRADE-AND-ECONOMIC Cooperation was named."), ElementsAre("trade"));
}

TEST_F(Topics, NamesOfOrgansAreNoAreas) {
  EXPECT_THAT(areas("The Ministry of Energy spoke."), IsEmpty());
  EXPECT_THAT(areas("The Ministry of Industry and Energy spoke."), IsEmpty());
  EXPECT_THAT(areas("The Energy Minister spoke."), IsEmpty());
  EXPECT_THAT(areas("The Security Council met."), IsEmpty());
  EXPECT_THAT(areas("The minister spoke of energy."), ElementsAre("energy"));
}

TEST_F(Topics, MentionsOfActorsAreNoAreas) {
  article_.text = "World Energy Union and energy";
  document_.reset(article_, tables_);
  find_tokens(document_);
  Mention mention;
  mention.tokens = {0, 3};
  mention.kind = MentionKind::organisation;
  mention.actors.push_back(0);
  document_.mentions.push_back(mention);
  find_topics(document_);
  ASSERT_EQ(document_.area_hits.size(), 1U);
  EXPECT_EQ(document_.area_hits[0].tokens.first, 4U);
}

TEST_F(Topics, HitsStandInTheirSentenceAndRange) {
  const Document& document = read("Energy matters. Copper ores and trade matter.");
  ASSERT_EQ(document.goods_hits.size(), 1U);
  EXPECT_EQ(document.text(document.goods_hits[0].tokens), "Copper ores");
  EXPECT_EQ(document.goods_hits[0].sentence, 1U);
  EXPECT_THAT(contexts_within(document, 0, 3), IsEmpty());
  EXPECT_THAT(contexts_within(document, 3, 9), ElementsAre("economic"));
  EXPECT_THAT(areas_within(document, 1, 9), IsEmpty());
}

TEST_F(Topics, APhraseDoesNotRunOverTheEndOfASentence) {
  EXPECT_THAT(areas("It is nuclear. Energy matters."), ElementsAre("energy"));
}

TEST_F(Topics, SkippedSentencesSayNothing) {
  article_.text = "Energy matters.";
  document_.reset(article_, tables_);
  find_tokens(document_);
  document_.sentences[0].skip = true;
  find_topics(document_);
  EXPECT_THAT(document_.area_hits, IsEmpty());
}

}  // namespace
}  // namespace chancery::understand
