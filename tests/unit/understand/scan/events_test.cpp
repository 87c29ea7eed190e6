// Events from single sentences of our own: roles, modes, status, and what is no event.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "chancery/reader.h"

namespace chancery {
namespace {

std::shared_ptr<const Knowledge> knowledge() {
  static const std::shared_ptr<const Knowledge> loaded = *Knowledge::load();
  return loaded;
}

std::string codes(const std::vector<Actor>& actors) {
  std::string out;
  for (const Actor& actor : actors) out += (out.empty() ? "" : ",") + actor.country;
  return out;
}

// "SANCTION discontinue happened USA -> IRN", one for each event.
std::vector<std::string> events_in(const std::string& text) {
  Article article;
  article.id = "t";
  article.text = text;
  article.date = parse_iso_day("2024-05-15");
  Reader reader(knowledge());
  std::vector<std::string> lines;
  const Reading reading = reader.read(article);
  for (const Finding& finding : reading.findings) {
    const auto* event = std::get_if<Event>(&finding);
    if (event == nullptr) continue;
    std::string line(to_string(event->type));
    if (!event->mode.empty()) line += " " + event->mode;
    line += " " + std::string(to_string(event->status)) + " " + codes(event->actors);
    line += event->reciprocal ? " <->" : " -> " + codes(event->recipients);
    lines.push_back(line);
  }
  return lines;
}

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Events, SubjectActsOnDirectObject) {
  EXPECT_THAT(events_in("Norway condemned Belarus on Tuesday."), ElementsAre("ACCUSE disapprove happened NOR -> BLR"));
}

TEST(Events, PassiveTurnsTheSidesRound) {
  EXPECT_THAT(events_in("Belarus was sharply condemned by Norway."),
              ElementsAre("ACCUSE disapprove happened NOR -> BLR"));
}

TEST(Events, ObjectClassDecidesWhatAVerbDoes) {
  EXPECT_THAT(events_in("Japan lifted its ban on seafood from Brazil."), ElementsAre("CONCEDE happened JPN -> BRA"));
  EXPECT_THAT(events_in("Japan imposed a ban on imports from Brazil."),
              ElementsAre("SANCTION discontinue happened JPN -> BRA"));
  EXPECT_THAT(events_in("Japan imposed its will on Brazil."), IsEmpty());
  EXPECT_THAT(events_in("Japan imposed sanctions on Brazil."), ElementsAre("SANCTION discontinue happened JPN -> BRA"));
  EXPECT_THAT(events_in("Sanctions were imposed on Brazil by Japan."),
              ElementsAre("SANCTION discontinue happened JPN -> BRA"));
}

TEST(Events, CoordinatedSidesStandTogether) {
  EXPECT_THAT(events_in("Peru and Chile signed an agreement on fisheries."),
              ElementsAre("SUPPORT happened PER,CHL <->"));
  EXPECT_THAT(events_in("An agreement on fisheries was signed by Peru and Chile."),
              ElementsAre("SUPPORT happened PER,CHL <->"));
}

TEST(Events, NounsTakeTheirSidesFromPossessorsAndPrepositions) {
  EXPECT_THAT(events_in("Talks between Peru and Chile were useful."), ElementsAre("CONSULT happened PER,CHL <->"));
  EXPECT_THAT(events_in("Russian air strikes on Ukraine went on."), ElementsAre("ASSAULT aerial happened RUS -> UKR"));
}

TEST(Events, WhatIsAgreedOrThreatenedIsNotDone) {
  EXPECT_THAT(events_in("Kenya agreed to hold talks with Somalia."), ElementsAre("AGREE happened KEN,SOM <->"));
  EXPECT_THAT(events_in("Eritrea threatened to attack Djibouti."),
              ElementsAre("THREATEN violence happened ERI -> DJI"));
  EXPECT_THAT(events_in("Kenya urged Somalia to release two sailors."),
              ElementsAre("REQUEST yield happened KEN -> SOM"));
  EXPECT_THAT(events_in("Kenya refused to meet Somalia."), ElementsAre("REJECT meet happened KEN -> SOM"));
}

TEST(Events, TimeAndModalityGiveStatus) {
  EXPECT_THAT(events_in("Poland will sign an agreement with Latvia."), ElementsAre("SUPPORT planned POL,LVA <->"));
  EXPECT_THAT(events_in("Poland did not sign an agreement with Latvia."), ElementsAre("SUPPORT denied POL,LVA <->"));
  EXPECT_THAT(events_in("Ethiopia sells electricity to Sudan."), ElementsAre("COOPERATE habitual ETH -> SDN"));
}

TEST(Events, VisitorIsActorAndHostRecipient) {
  EXPECT_THAT(events_in("A delegation of Peru visited Chile."), ElementsAre("CONSULT visit happened PER -> CHL"));
  EXPECT_THAT(events_in("Chile hosted a delegation of Peru."), ElementsAre("CONSULT visit happened PER -> CHL"));
}

TEST(Events, PlacesAndPapersAreNoActors) {
  EXPECT_THAT(events_in("The Washington Post criticised Iran."), IsEmpty());
  EXPECT_THAT(events_in("Workers in Germany condemned France's plan."), IsEmpty());
}

TEST(Events, PeoplesRepublicIsOneName) {
  EXPECT_THAT(events_in("The People's Republic of China thanked Norway."), ElementsAre("SUPPORT happened CHN -> NOR"));
}

TEST(Events, DomesticActsAreNone) {
  EXPECT_THAT(events_in("France's parliament condemned the French government."), IsEmpty());
}

TEST(Events, OneEventToldTwiceIsOne) {
  const auto events =
      events_in("Peru imposed sanctions on Chile. Peru has slapped the sanctions on Chile after months of waiting.");
  EXPECT_THAT(events, ElementsAre("SANCTION discontinue happened PER -> CHL"));
}

}  // namespace
}  // namespace chancery
