// Persons with their titles and states, in sentences of our own. Names that no table holds are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../scan_fixture.h"

namespace chancery::understand {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Persons : public ::testing::Test, public ScanFixture {};

TEST_F(Persons, TitleAndStateBeforeTheName) {
  read("Norwegian Foreign Minister Ada Bergstrand arrived. Then Norway's acting Energy Minister, Olav Tveitdal, left.");
  EXPECT_THAT(persons(), ElementsAre("Norwegian Foreign Minister Ada Bergstrand = NOR Ada Bergstrand",
                                     "Norway's acting Energy Minister, Olav Tveitdal = NOR Olav Tveitdal"));
  EXPECT_EQ(person("Ada Bergstrand").office, "Foreign Minister");
  EXPECT_EQ(person("Olav Tveitdal").office, "acting Energy Minister");
}

TEST_F(Persons, StateAfterTheNameOrTheTitle) {
  read("Foreign Minister Tadeo Quispal of Bolivia met President of Ghana Kofi Ansabrah on Monday.");
  EXPECT_THAT(persons(), ElementsAre("Foreign Minister Tadeo Quispal of Bolivia = BOL Tadeo Quispal",
                                     "President of Ghana Kofi Ansabrah = GHA Kofi Ansabrah"));
}

TEST_F(Persons, AppositionAfterTheName) {
  read("Berik Saparbai, chairman of the Senate of Kazakhstan, spoke with Lena Ohlmark, the Swedish trade minister.");
  EXPECT_THAT(persons(), ElementsAre("Berik Saparbai, chairman of the Senate of Kazakhstan = KAZ Berik Saparbai",
                                     "Lena Ohlmark, the Swedish trade minister = SWE Lena Ohlmark"));
  EXPECT_EQ(person("Berik Saparbai").sector, "LEG");
  EXPECT_EQ(person("Berik Saparbai").level, Level::parliament);
}

TEST_F(Persons, TitleBeforeACommaIsNotAlwaysAnApposition) {
  // "According to X's president, Y did ...": no comma closes the phrase.
  read("According to the office of the Peruvian president, Ines Valcarcel asked for more time.");
  EXPECT_EQ(country("Ines Valcarcel"), "");
  read("After talks with Sweden's minister, Kenyan President Juma Otiende flew home.");
  EXPECT_EQ(country("Juma Otiende"), "KEN");
}

TEST_F(Persons, BracketsInsideATitleAreSteppedOver) {
  read("A meeting was held by the Speaker of the Seimas (the parliament) of Lithuania, Rasa Jonaityte, in Vilnius.");
  EXPECT_EQ(country("Rasa Jonaityte"), "LTU");
}

TEST_F(Persons, AnAmbassadorHasAStateAndAPost) {
  read(
      "The Ambassador of Peru to Kenya, Ines Valcarcel, spoke. Later Japan's ambassador to Chile Kenta Morishige spoke "
      "too.");
  EXPECT_EQ(country("Ines Valcarcel"), "PER");
  EXPECT_EQ(document.tables().actors[person("Ines Valcarcel").to_actor].code, "KEN");
  EXPECT_EQ(person("Ines Valcarcel").office, "Ambassador to Kenya");
  EXPECT_EQ(country("Kenta Morishige"), "JPN");
  read("The U.S. ambassador to the United Nations, Carla Whitfield, voted.");
  EXPECT_EQ(country("Carla Whitfield"), "USA");
}

TEST_F(Persons, SeveralNamesAfterOneTitle) {
  read("Foreign Ministers Lena Ohlmark of Sweden and Olav Tveitdal of Norway met.");
  EXPECT_THAT(persons(), ElementsAre("Foreign Ministers Lena Ohlmark of Sweden = SWE Lena Ohlmark",
                                     "Olav Tveitdal of Norway = NOR Olav Tveitdal"));
}

TEST_F(Persons, PluralTitlesWithoutNamesAreGroups) {
  read("The foreign ministers of Chile and Peru met.");
  EXPECT_THAT(groups(), ElementsAre("foreign ministers of Chile and Peru = CHL PER"));
}

TEST_F(Persons, TheTableKnowsWhoHeldAnOfficeThen) {
  read("President Tokayev spoke by telephone.", "", "2023-01-10");
  EXPECT_EQ(country("Kassym-Jomart Tokayev"), "KAZ");
  EXPECT_TRUE(person("Kassym-Jomart Tokayev").inferred_country);
  read("The President of Kazakhstan spoke by telephone.", "", "2023-01-10");
  ASSERT_EQ(persons().size(), 1U);
  EXPECT_EQ(persons()[0], "President of Kazakhstan = KAZ Kassym-Jomart Tokayev");
  EXPECT_TRUE(document.mentions[0].inferred_person);
}

TEST_F(Persons, AWrittenStateOutweighsTheTable) {
  read("Prime Minister Erdogan of Fiji spoke.");
  EXPECT_THAT(persons(), ElementsAre("Prime Minister Erdogan of Fiji = FJI Erdogan"));
}

TEST_F(Persons, SecondMentionsAreOnePerson) {
  read("Kenyan President Juma Otiende came. Otiende praised the deal. Mr. Otiende then left.");
  EXPECT_EQ(document.persons.size(), 1U);
  EXPECT_THAT(persons(), ElementsAre("Kenyan President Juma Otiende = KEN Juma Otiende", "Otiende = KEN Juma Otiende",
                                     "Mr. Otiende = KEN Juma Otiende"));
}

TEST_F(Persons, TwoSpellingsAreOnePerson) {
  read("Uzbek Prime Minister Rustam Zafariyev met investors. Rustam Zafariev spoke of reforms.");
  EXPECT_EQ(document.persons.size(), 1U);
}

TEST_F(Persons, HusbandAndWifeAreTwo) {
  read("Azerbaijan's President Tural Mammadov and First Lady Leyla Mammadova attended.");
  EXPECT_EQ(document.persons.size(), 2U);
}

TEST_F(Persons, FamilyNameFirst) {
  read("Chinese Vice Premier Deng Haoran spoke. Deng also visited a plant.");
  EXPECT_THAT(persons(), ElementsAre("Chinese Vice Premier Deng Haoran = CHN Deng Haoran", "Deng = CHN Deng Haoran"));
}

TEST_F(Persons, InitialsAndSuffixes) {
  read("Mongolian Foreign Minister B.Otgonbat met U.S. Energy Secretary Carl T. Whitfield, Jr. on Tuesday.");
  EXPECT_EQ(country("B.Otgonbat"), "MNG");
  EXPECT_EQ(country("Carl T. Whitfield"), "USA");
}

TEST_F(Persons, RanksAndFormsOfAddress) {
  read(
      "His Majesty King Osric IV of Denmark received Foreign Minister Prince Tariq Al Mansouri of Qatar and Gen. Pavel "
      "Dragomirov.");
  EXPECT_EQ(country("Osric IV"), "DNK");
  EXPECT_EQ(country("Tariq Al Mansouri"), "QAT");
  EXPECT_EQ(person("Tariq Al Mansouri").kind, "foreign-minister");
  EXPECT_EQ(person("Pavel Dragomirov").sector, "MIL");
}

TEST_F(Persons, FormerHoldersAreFormer) {
  read("Former Chilean Foreign Minister Tadeo Quispal gave a lecture.");
  EXPECT_TRUE(person("Tadeo Quispal").former);
  EXPECT_EQ(person("Tadeo Quispal").sector, "ELI");
}

TEST_F(Persons, AListOfOfficialsIsOfOneState) {
  read(
      "He met Berik Saparbai, chairman of the Senate of Kazakhstan; Daulet Orazgul, first deputy prime minister; and "
      "others.");
  EXPECT_EQ(country("Daulet Orazgul"), "KAZ");
  EXPECT_TRUE(person("Daulet Orazgul").inferred_country);
}

TEST_F(Persons, WhatNobodySaysStaysOpen) {
  read("Minister Tadeo Quispal met reporters. Brazil and Peru have signed a treaty.");
  EXPECT_EQ(country("Tadeo Quispal"), "");
}

TEST_F(Persons, AStateHasOnePresident) {
  read("Turkey wants more trade. Presidents Zafariyev and Ohlmark met.");
  EXPECT_EQ(country("Zafariyev"), "");
  EXPECT_EQ(country("Ohlmark"), "");
}

TEST_F(Persons, OfficesOfPersonsAreInstitutions) {
  read("The Prime Minister's Office published the text. The Uzbek president's press service confirmed it.");
  EXPECT_THAT(persons(), IsEmpty());
  EXPECT_THAT(document.mentions, Contains(::testing::Field(&Mention::kind, MentionKind::institution)));
}

TEST_F(Persons, PartsOfOtherNamesAreNoPersons) {
  read(
      "The House of Representatives passed it. The Victoria Nyland Bank, the Peter Salem Bridge and general interest "
      "rates were mentioned.");
  EXPECT_THAT(persons(), IsEmpty());
}

TEST_F(Persons, BecomingPresidentNamesNobody) {
  read("He was elected president of the club and later became prime minister.");
  for (const std::string& line : persons()) EXPECT_EQ(line.find("president"), std::string::npos) << line;
}

TEST_F(Persons, HeadlinesRunOnInCapitals) {
  read("Kenyan President Juma Otiende met Peru's Ines Valcarcel, the trade minister, in Nairobi.",
       "Otiende Meets Valcarcel Over Copper");
  EXPECT_THAT(persons(), Contains("Otiende = KEN Juma Otiende"));
  EXPECT_THAT(persons(), Contains("Valcarcel = PER Ines Valcarcel"));
}

TEST_F(Persons, MentionsStayInOrderAndApart) {
  read(
      "Kazakh President Kassym-Jomart Tokayev met in Astana with China's ambassador, Han Chunlin, and the Chinese "
      "side.");
  for (std::size_t at = 1; at < document.mentions.size(); ++at)
    EXPECT_LE(document.mentions[at - 1].tokens.last, document.mentions[at].tokens.first);
}

TEST_F(Persons, TheUnionOfATitleMayBeWrapped) {
  read(
      "Norwegian Foreign\nMinister Ada\nBergstrand arrived in the capital on a\nvisit that had long been planned by "
      "both.");
  EXPECT_EQ(document.persons.empty() ? std::string() : document.persons[0].name.substr(0, 3), "Ada");
}

}  // namespace
}  // namespace chancery::understand
