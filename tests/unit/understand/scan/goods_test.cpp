// Goods from single sentences of our own: lists, direction, headings, and what is no trade.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "chancery/reader.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::shared_ptr<const Knowledge>& knowledge() {
  static const std::shared_ptr<const Knowledge> loaded = *Knowledge::load();
  return loaded;
}

std::vector<Goods> read(const std::string& text) {
  Article article;
  article.id = "t";
  article.text = text;
  article.date = parse_iso_day("2024-05-15");
  Reader reader(knowledge());
  std::vector<Goods> found;
  for (const Finding& finding : reader.read(article).findings) {
    if (const auto* goods = std::get_if<Goods>(&finding)) found.push_back(*goods);
  }
  return found;
}

// "NOR>BRA fish", one for each.
std::vector<std::string> goods_in(const std::string& text) {
  std::vector<std::string> lines;
  for (const Goods& goods : read(text)) lines.push_back(goods.from + ">" + goods.to + " " + goods.goods);
  return lines;
}

TEST(Goods, ActiveVerbsOfBothSides) {
  EXPECT_THAT(goods_in("Norway exports salmon, natural gas and aluminium to Brazil."),
              ElementsAre("NOR>BRA salmon", "NOR>BRA natural gas", "NOR>BRA aluminium"));
  EXPECT_THAT(goods_in("Brazil imports wheat from Kazakhstan."), ElementsAre("KAZ>BRA wheat"));
  EXPECT_THAT(goods_in("Kenya bought tea and coffee from Uganda last year."),
              ElementsAre("UGA>KEN tea", "UGA>KEN coffee"));
}

TEST(Goods, TheSecondVerbTakesOverBothSides) {
  EXPECT_THAT(goods_in("Norway exports salmon to Brazil, and imports soybeans, sugar and coffee."),
              ElementsAre("NOR>BRA salmon", "BRA>NOR soybeans", "BRA>NOR sugar", "BRA>NOR coffee"));
}

TEST(Goods, PassiveAndParticiple) {
  EXPECT_THAT(goods_in("Copper ore is exported from Chile to Japan."), ElementsAre("CHL>JPN Copper ore"));
  EXPECT_THAT(goods_in("The electricity sold to Kenya by Ethiopia comes from a dam."),
              ElementsAre("ETH>KEN electricity"));
}

TEST(Goods, Nouns) {
  EXPECT_THAT(goods_in("Norway's exports to Brazil include salmon and fertilizers."),
              ElementsAre("NOR>BRA salmon", "NOR>BRA fertilizers"));
  EXPECT_THAT(goods_in("Coal exports from Mongolia to China fell."), ElementsAre("MNG>CHN Coal"));
  EXPECT_THAT(goods_in("Kazakh wheat exports to Iran grew."), ElementsAre("KAZ>IRN wheat"));
  EXPECT_THAT(goods_in("The supply of wheat from Kazakhstan to Iran grew."), ElementsAre("KAZ>IRN wheat"));
  EXPECT_THAT(goods_in("Japan's imports of coal from Australia fell."), ElementsAre("AUS>JPN coal"));
  EXPECT_THAT(goods_in("Chile is the largest supplier of copper ore to Japan."), ElementsAre("CHL>JPN copper ore"));
}

TEST(Goods, AnAdjectiveNamesTheSeller) {
  EXPECT_THAT(goods_in("Azerbaijan imports Turkmen natural gas."), ElementsAre("TKM>AZE natural gas"));
}

TEST(Goods, TheComplementMayOpenTheSentence) {
  EXPECT_THAT(goods_in("From Uganda Kenya buys tea and coffee."), ElementsAre("UGA>KEN tea", "UGA>KEN coffee"));
}

TEST(Goods, SeveralBuyers) {
  EXPECT_THAT(goods_in("Ethiopia sells electricity to Sudan and Djibouti."),
              ElementsAre("ETH>SDN electricity", "ETH>DJI electricity"));
}

TEST(Goods, ACurbOnImportsTellsOfTrade) {
  EXPECT_THAT(goods_in("Tanzania answered with a ban on tyres and margarine from Kenya."),
              ElementsAre("KEN>TZA tyres", "KEN>TZA margarine"));
  EXPECT_THAT(goods_in("Norway keeps its embargo on arms exports to Peru."), IsEmpty());
}

TEST(Goods, GoodsMerelyNamedAreNoTrade) {
  EXPECT_THAT(goods_in("Norway and Brazil spoke about oil, gas and coffee."), IsEmpty());
  EXPECT_THAT(goods_in("Norway will build an oil pipeline to Sweden."), IsEmpty());
  EXPECT_THAT(goods_in("Norway's exports grew, and Brazil drinks coffee."), IsEmpty());
}

TEST(Goods, OneSideAloneIsNoTradeBetweenTwo) {
  EXPECT_THAT(goods_in("Norway exports salmon. Brazil is far away."), IsEmpty());
  EXPECT_THAT(goods_in("Norway exports salmon."), IsEmpty());
}

TEST(Goods, GiftsAreNoTrade) {
  EXPECT_THAT(goods_in("Norway delivered medicines to Peru as humanitarian aid."), IsEmpty());
}

TEST(Goods, Status) {
  const auto status = [](const std::string& text) {
    const auto found = read(text);
    return found.size() == 1 ? to_string(found[0].status) : std::string_view("none");
  };
  EXPECT_EQ(status("Norway exports salmon to Brazil."), "habitual");
  EXPECT_EQ(status("Norway exported salmon to Brazil in 2023."), "happened");
  EXPECT_EQ(status("Norway will export salmon to Brazil."), "planned");
  EXPECT_EQ(status("Norway denied that it sells weapons to Peru."), "none");
}

TEST(Goods, HeadingsAndSpans) {
  const std::string text =
      "Niger sells copper ore, oil and uranium to France and buys cars, construction machinery and medical equipment "
      "there.";
  const auto found = read(text);
  ASSERT_EQ(found.size(), 6U);
  EXPECT_THAT(found[0].hs, ElementsAre("2603"));
  EXPECT_THAT(found[1].hs, ElementsAre("2709"));
  EXPECT_THAT(found[2].hs, ElementsAre("2844", "2612"));
  EXPECT_THAT(found[3].hs, ElementsAre("8703"));
  EXPECT_THAT(found[4].hs, ElementsAre("8429", "8430"));
  EXPECT_THAT(found[5].hs, ElementsAre("9018", "9019", "9020", "9021", "9022"));
  for (const Goods& goods : found)
    EXPECT_EQ(text.substr(goods.span.begin, goods.span.end - goods.span.begin), goods.goods);
}

TEST(Goods, ToldTwiceIsOneFinding) {
  const auto found = read("Norway exports salmon to Brazil. Norway sold salmon to Brazil in May.");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].more.size(), 1U);
}

}  // namespace
}  // namespace chancery
