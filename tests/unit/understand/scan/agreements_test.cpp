// Agreements from single sentences of our own: names, parties, steps, status, and what is no agreement.
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

std::vector<AgreementFinding> read(const std::string& text, const std::string& title = {}) {
  Article article;
  article.id = "t";
  article.title = title;
  article.text = text;
  article.date = parse_iso_day("2024-05-15");
  Reader reader(knowledge());
  std::vector<AgreementFinding> found;
  for (const Finding& finding : reader.read(article).findings) {
    if (const auto* agreement = std::get_if<AgreementFinding>(&finding)) found.push_back(*agreement);
  }
  return found;
}

// "signed happened KAZ,CHN: agreement on trade", one for each.
std::vector<std::string> agreements_in(const std::string& text) {
  std::vector<std::string> lines;
  for (const AgreementFinding& agreement : read(text)) {
    std::string line = agreement.step + " " + std::string(to_string(agreement.status)) + " ";
    for (const Actor& party : agreement.parties) line += (&party == &agreement.parties[0] ? "" : ",") + party.country;
    lines.push_back(line + ": " + agreement.name);
  }
  return lines;
}

TEST(Agreements, SignedActiveAndPassive) {
  EXPECT_THAT(agreements_in("Norway and Brazil signed an agreement on fisheries on Monday."),
              ElementsAre("signed happened NOR,BRA: agreement on fisheries"));
  EXPECT_THAT(agreements_in("An agreement on fisheries between Norway and Brazil was signed on Monday."),
              ElementsAre("signed happened NOR,BRA: agreement on fisheries"));
  EXPECT_THAT(agreements_in("A fisheries treaty was signed by Norway and Brazil."),
              ElementsAre("signed happened NOR,BRA: fisheries treaty"));
  EXPECT_THAT(agreements_in("Norway has inked a memorandum of understanding with Brazil."),
              ElementsAre("signed happened NOR,BRA: memorandum of understanding with Brazil"));
}

TEST(Agreements, NounsTellStepsToo) {
  EXPECT_THAT(agreements_in("The visit ended with the signing of a fisheries agreement between Norway and Brazil."),
              ElementsAre("signed happened NOR,BRA: fisheries agreement"));
  EXPECT_THAT(agreements_in("The ratification of the border treaty between Norway and Brazil took two years."),
              ElementsAre("ratified happened NOR,BRA: border treaty"));
  EXPECT_THAT(agreements_in("Norway and Brazil began negotiations on a free trade agreement."),
              ElementsAre("negotiated happened NOR,BRA: free trade agreement"));
}

TEST(Agreements, EveryStepHasItsVerbs) {
  EXPECT_THAT(agreements_in("Brazil's parliament ratified the extradition treaty with Norway."),
              ElementsAre("ratified happened BRA,NOR: extradition treaty"));
  EXPECT_THAT(agreements_in("The extradition treaty between Norway and Brazil entered into force on 1 March."),
              ElementsAre("in-force happened NOR,BRA: extradition treaty"));
  EXPECT_THAT(agreements_in("Norway and Brazil extended their fisheries agreement by five years."),
              ElementsAre("amended happened NOR,BRA: fisheries agreement"));
  EXPECT_THAT(agreements_in("Norway suspended its extradition treaty with Brazil."),
              ElementsAre("suspended happened NOR,BRA: extradition treaty"));
  EXPECT_THAT(agreements_in("Norway withdrew from the fisheries agreement with Brazil."),
              ElementsAre("terminated happened NOR,BRA: fisheries agreement"));
  EXPECT_THAT(agreements_in("Norway proposed a fisheries agreement to Brazil."),
              ElementsAre("proposed happened NOR,BRA: fisheries agreement"));
  EXPECT_THAT(agreements_in("Norway proposed to sign a fisheries agreement with Brazil."),
              ElementsAre("proposed happened NOR,BRA: fisheries agreement"));
  EXPECT_THAT(agreements_in("Norway and Brazil discussed signing a fisheries agreement."),
              ElementsAre("negotiated happened NOR,BRA: fisheries agreement"));
}

TEST(Agreements, OneUnderWhichSomethingIsDoneIsInForce) {
  EXPECT_THAT(
      agreements_in("Norway sends fish to Brazil under a preferential trade agreement between Norway and Brazil."),
      ElementsAre("in-force happened NOR,BRA: preferential trade agreement"));
  EXPECT_THAT(agreements_in("The ship turned back in accordance with its security protocol, Norway and Brazil said."),
              IsEmpty());
}

TEST(Agreements, StatusFollowsTheVerbGroup) {
  EXPECT_THAT(agreements_in("Norway and Brazil will sign a fisheries agreement in June."),
              ElementsAre("signed planned NOR,BRA: fisheries agreement"));
  EXPECT_THAT(agreements_in("A fisheries agreement between Norway and Brazil is expected to be signed in June."),
              ElementsAre("signed planned NOR,BRA: fisheries agreement"));
  EXPECT_THAT(agreements_in("Norway refused to sign a fisheries agreement with Brazil."),
              ElementsAre("signed denied NOR,BRA: fisheries agreement"));
  EXPECT_THAT(agreements_in("Norway and Brazil did not sign the fisheries agreement."),
              ElementsAre("signed denied NOR,BRA: fisheries agreement"));
  EXPECT_THAT(agreements_in("Norway and Brazil may sign a fisheries agreement."),
              ElementsAre("signed hypothetical NOR,BRA: fisheries agreement"));
  EXPECT_THAT(agreements_in("Norway became the third country to sign a fisheries agreement with Brazil."),
              ElementsAre("signed happened NOR,BRA: fisheries agreement"));
}

TEST(Agreements, AListOfInstrumentsSharesItsVerb) {
  EXPECT_THAT(
      agreements_in(
          "Norway and Brazil signed a joint statement, a memorandum on tourism and an agreement on air services."),
      ElementsAre("signed happened NOR,BRA: joint statement", "signed happened NOR,BRA: memorandum on tourism",
                  "signed happened NOR,BRA: agreement on air services"));
  EXPECT_THAT(agreements_in("Norway and Brazil signed a memorandum on tourism and praised the climate treaty."),
              ElementsAre("signed happened NOR,BRA: memorandum on tourism"));
}

TEST(Agreements, CountedPapersAreAnAgreement) {
  EXPECT_THAT(agreements_in("Norway and Brazil signed 12 documents worth $3 billion."),
              ElementsAre("signed happened NOR,BRA: 12 documents"));
  EXPECT_THAT(agreements_in("Norway and Brazil signed more than 20 agreements."),
              ElementsAre("signed happened NOR,BRA: more than 20 agreements"));
}

TEST(Agreements, TalkOfAgreementsInGeneralIsNone) {
  EXPECT_THAT(agreements_in("Norway and Brazil promised to carry out all agreements reached by their leaders."),
              IsEmpty());
  EXPECT_THAT(agreements_in("Norway and Brazil reached an agreement to meet again."), IsEmpty());
  EXPECT_THAT(agreements_in("Norway and Brazil have no agreement on fisheries."), IsEmpty());
  EXPECT_THAT(agreements_in("Norway and Brazil reached certain agreements."), IsEmpty());
  EXPECT_THAT(agreements_in("Norway and Brazil said that a statement was due."), IsEmpty());
}

TEST(Agreements, PartiesMustBeStatesOrTheirOrganisations) {
  EXPECT_THAT(agreements_in("Two airlines of Norway signed a contract on new engines."), IsEmpty());
  EXPECT_THAT(agreements_in("The coalition partners signed an agreement in Norway."), IsEmpty());
  EXPECT_THAT(agreements_in("The European Union and Norway signed a trade agreement."),
              ElementsAre("signed happened EU,NOR: trade agreement"));
  EXPECT_THAT(agreements_in("Norway, Brazil and Peru signed a trade agreement."),
              ElementsAre("signed happened NOR,BRA,PER: trade agreement"));
}

TEST(Agreements, AdjectivesAndOwnersNameParties) {
  EXPECT_THAT(agreements_in("The Norwegian-Brazilian fisheries agreement entered into force."),
              ElementsAre("in-force happened NOR,BRA: fisheries agreement"));
  EXPECT_THAT(agreements_in("Norway's fisheries agreement with Brazil expired in April."),
              ElementsAre("terminated happened NOR,BRA: fisheries agreement"));
}

TEST(Agreements, SeveralSentencesOfOneStepAreOneFinding) {
  const auto found = read(
      "Norway and Brazil signed a fisheries treaty on Monday. The treaty was signed in Oslo. The treaty will enter "
      "into force in 2025.");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].step, "signed");
  EXPECT_EQ(found[0].more.size(), 1U);
  EXPECT_EQ(found[1].step, "in-force");
  EXPECT_EQ(found[1].status, Status::planned);
  EXPECT_EQ(found[1].name, "fisheries treaty");
  EXPECT_EQ(found[1].parties.size(), 2U);
}

TEST(Agreements, APronounGoesBackToTheInstrument) {
  const auto found = read(
      "A fisheries treaty between Norway and Brazil entered into force in May 2024. It had been signed in 2021, and "
      "Brazil ratified it in 2023.");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].step, "in-force");
  EXPECT_EQ(found[1].step, "signed");
  EXPECT_EQ(found[1].name, "fisheries treaty");
}

TEST(Agreements, APartnerIsNotTheOnlyOneWhoSigns) {
  EXPECT_THAT(agreements_in("Peru signed a grain agreement with Norway and Brazil."),
              ElementsAre("signed happened PER,NOR,BRA: grain agreement"));
}

TEST(Agreements, AnotherNameIsNoOtherAgreement) {
  EXPECT_THAT(agreements_in("Norway and Brazil signed the Treaty of Oslo, also known as the Fjord Treaty."),
              ::testing::SizeIs(1));
}

TEST(Agreements, OneSentenceMayTellTwoSteps) {
  const auto found = read("The fisheries treaty between Norway and Brazil, signed in 2021, has entered into force.");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].step, "signed");
  EXPECT_EQ(found[1].step, "in-force");
}

TEST(Agreements, AHeadlineRepeatsTheBody) {
  const auto found =
      read("Norway and Brazil signed a fisheries agreement on Monday.", "Norway, Brazil sign fisheries agreement");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found[0].evidence.in_title);
  ASSERT_EQ(found[0].more.size(), 1U);
  EXPECT_TRUE(found[0].more[0].in_title);
}

TEST(Agreements, KindSubjectAndAreas) {
  const auto found = read("Norway and Brazil signed a memorandum of understanding on cooperation in tourism.");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, "memorandum");
  EXPECT_EQ(found[0].subject, "tourism");
  EXPECT_THAT(found[0].areas, ElementsAre("tourism"));
  const auto visa = read("Norway and Brazil signed an agreement on a visa-free regime.");
  ASSERT_EQ(visa.size(), 1U);
  EXPECT_EQ(visa[0].name, "agreement on a visa-free regime");
  EXPECT_EQ(visa[0].subject, "visa");
}

TEST(Agreements, TheMonthOfMayIsNoMay) {
  const auto signed_in_may = read("In May 2023 Norway and Brazil signed an agreement on fisheries.");
  ASSERT_EQ(signed_in_may.size(), 1U);
  EXPECT_EQ(signed_in_may[0].status, Status::happened);
  const auto may_sign = read("In 2023 Norway and Brazil may sign an agreement on fisheries.");
  ASSERT_EQ(may_sign.size(), 1U);
  EXPECT_EQ(may_sign[0].status, Status::hypothetical);
}

TEST(Agreements, SpansCutTheirTexts) {
  const std::string text = "Norway and Brazil signed the Bilateral Investment Treaty (BIT) in Oslo.";
  const auto found = read(text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].name, "Bilateral Investment Treaty (BIT)");
  EXPECT_EQ(text.substr(found[0].span.begin, found[0].span.end - found[0].span.begin), found[0].name);
  EXPECT_EQ(text.substr(found[0].trigger.begin, found[0].trigger.end - found[0].trigger.begin), "signed");
  EXPECT_GT(found[0].confidence, 0.5);
}

}  // namespace
}  // namespace chancery
