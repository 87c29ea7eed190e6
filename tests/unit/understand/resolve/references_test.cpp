// Whom groups, pronouns and definite titles mean.
#include "understand/resolve/references.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../scan_fixture.h"

namespace chancery::understand {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class References : public ::testing::Test, public ScanFixture {};

TEST_F(References, TheSidesAreThoseNamedJustBefore) {
  read("Peru and Kenya opened talks in Lima. The sides discussed copper. Both countries want more trade.");
  EXPECT_THAT(groups(), ElementsAre("The sides = PER KEN", "Both countries = PER KEN"));
}

TEST_F(References, LeadersOfTwoStates) {
  read(
      "Kenyan President Juma Otiende met Norwegian Prime Minister Ada Bergstrand. The two leaders signed a treaty, and "
      "they praised bilateral ties.");
  EXPECT_THAT(groups(), ElementsAre("The two leaders = KEN NOR", "they = KEN NOR", "bilateral = KEN NOR"));
}

TEST_F(References, TheMainPairServesWhereNothingNearDoes) {
  read(
      "Peru and Kenya signed a treaty.\n\nMuch had been written about it.\n\nThe papers were full of it.\n\nIt was a "
      "long way.\n\nIn short, ties are good.\n\nTrade between the two countries grew.");
  EXPECT_THAT(groups(), ElementsAre("the two countries = PER KEN"));
}

TEST_F(References, AGroupHoldsTheOneWhoIsNamedBesideIt) {
  read(
      "Peru and Kenya signed a treaty. Brazil and Chile followed. Kenya said that the two countries would open "
      "embassies.");
  EXPECT_THAT(groups(), ElementsAre("the two countries = PER KEN"));
}

TEST_F(References, OtherCountriesAreNoGroup) {
  read("Peru and Kenya met. Many countries sent help, and European countries did too.");
  EXPECT_THAT(groups(), IsEmpty());
}

TEST_F(References, TheyMayBeARebelArmy) {
  read("Peru and Kenya met. The rebels withdrew. They burned a bridge.");
  EXPECT_THAT(groups(), IsEmpty());
}

TEST_F(References, HeIsThePersonOfTheSentenceBefore) {
  read("Kenyan President Juma Otiende met Norwegian Prime Minister Ada Bergstrand. He praised the deal.");
  EXPECT_THAT(persons(), Contains("He = KEN Juma Otiende"));
  EXPECT_TRUE(document.mentions.back().pronoun);
}

TEST_F(References, SheIsNotMrSomebody) {
  read(
      "Mr. Juma Otiende, the Kenyan foreign minister, met Ms. Ada Bergstrand, the Norwegian prime minister. She "
      "praised the deal.");
  EXPECT_THAT(persons(), Contains("She = NOR Ada Bergstrand"));
}

TEST_F(References, HisIsOpenBetweenTwoPersons) {
  read("Kenyan President Juma Otiende congratulated Norwegian Prime Minister Olav Tveitdal on his election.");
  EXPECT_THAT(persons(), Not(Contains(HasSubstr("his ="))));
}

TEST_F(References, DefiniteTitlesMeanTheHolderNamedBefore) {
  read(
      "Kenyan President Juma Otiende met Norwegian Prime Minister Ada Bergstrand. The president spoke of tea; the "
      "prime minister spoke of fish.");
  EXPECT_THAT(persons(), Contains("president = KEN Juma Otiende"));
  EXPECT_THAT(persons(), Contains("prime minister = NOR Ada Bergstrand"));
}

TEST_F(References, AHolderWithoutANameIsStillSomebody) {
  read("Rwanda's ambassador was called in on Monday in Lima. The ambassador left without a word.");
  EXPECT_THAT(persons(), ElementsAre("Rwanda's ambassador = RWA", "ambassador = RWA"));
}

TEST_F(References, AMinisterOfNobodyIsLeftOut) {
  read("Peru and Kenya met. The minister was late.");
  EXPECT_THAT(persons(), IsEmpty());
}

TEST_F(References, CounterpartIsTheOtherOne) {
  read(
      "Kenyan Foreign Minister Juma Otiende and Norway opened talks. Otiende thanked his counterpart for the visit. "
      "Kenya and Norway trade fish.");
  EXPECT_THAT(persons(), Contains("counterpart = NOR"));
}

TEST_F(References, ItIsTheStateThatSpeaks) {
  read("Israel said it had freed two men. It is raining.");
  std::size_t pronouns = 0;
  for (const Mention& mention : document.mentions) {
    if (!mention.pronoun) continue;
    ++pronouns;
    EXPECT_EQ(line(mention), "it = ISR");
  }
  EXPECT_EQ(pronouns, 1U);
}

TEST_F(References, ItsArmyIsTheSubjects) {
  read("Kenya said that its army had crossed no border.");
  ASSERT_EQ(document.mentions.size(), 2U);
  EXPECT_EQ(line(document.mentions[1]), "army = KEN");
  EXPECT_EQ(document.mentions[1].kind, MentionKind::institution);
  EXPECT_TRUE(document.mentions[1].inferred_country);
}

TEST_F(References, OrderAndApart) {
  read(
      "Peru and Kenya opened talks. Both sides discussed their bilateral trade, and they said that the two countries "
      "need each other.");
  for (std::size_t at = 1; at < document.mentions.size(); ++at)
    EXPECT_LE(document.mentions[at - 1].tokens.last, document.mentions[at].tokens.first);
}

}  // namespace
}  // namespace chancery::understand
