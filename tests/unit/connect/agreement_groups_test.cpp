#include "connect/agreement_groups.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>

namespace chancery::connect {
namespace {

const AgreementNames& names() {
  static const AgreementNames loaded = AgreementNames::load().value();
  return loaded;
}

AgreementFinding named(const char* name, const char* kind = "agreement", const char* subject = "") {
  AgreementFinding agreement;
  agreement.name = name;
  agreement.kind = kind;
  agreement.subject = subject;
  return agreement;
}

std::string words(const AgreementName& name) {
  std::string out = name.form + ": " + name.subject;
  for (const std::string& word : name.words) out += " " + word;
  return out;
}

TEST(AgreementNames, OneSubjectUnderManyNames) {
  for (const char* name : {"visa-free agreement", "agreement on mutual visa exemption",
                           "agreement on a visa-free regime", "agreement on the mutual abolition of visas"}) {
    EXPECT_EQ(words(names().read(named(name))), "agreement: visa") << name;
  }
  EXPECT_EQ(words(names().read(named("visa deal"))), "deal: visa");
  EXPECT_EQ(words(names().read(named("Air Transport Agreement"))), "agreement: air-services");
  EXPECT_EQ(words(names().read(named("Open Skies Agreement"))), "agreement: air-services");
}

TEST(AgreementNames, WhatTellsAnAgreementFromItsNeighbours) {
  EXPECT_EQ(words(names().read(named("1951 U.S.-Philippines Mutual Defense Treaty", "treaty"))),
            "treaty: mutual-defence");
  EXPECT_EQ(names().read(named("1951 U.S.-Philippines Mutual Defense Treaty", "treaty")).year, 1951);
  EXPECT_EQ(words(names().read(named("Enhanced Defense Cooperation Agreement"))), "agreement: defence");
  EXPECT_EQ(words(names().read(named("agreement on cooperation in science and education"))),
            "agreement: education science");
  EXPECT_EQ(words(names().read(named("agreement on cooperation in education and science"))),
            "agreement: education science");
}

TEST(AgreementNames, AnUnknownSubjectIsTheNounThatTheNameTurnsOn) {
  EXPECT_EQ(names().read(named("Treaty of Lisbon", "treaty", "Lisbon")).subject, "lisbon");
  EXPECT_EQ(names().read(named("Lisbon Treaty", "treaty", "Lisbon")).subject, "lisbon");
  EXPECT_EQ(names().read(named("shiprider agreement")).subject, "shiprider");
  EXPECT_EQ(names().read(named("Hamburg Accords", "treaty", "space")).subject, "space");  // concluded by the reader
}

AgreementTelling telling(const char* name, const char* step, const char* iso, const char* kind = "agreement",
                         bool firm = true) {
  const AgreementName read = names().read(named(name, kind));
  AgreementTelling out;
  out.form = read.form;
  out.words = read.words;
  out.year = read.year;
  out.step = step;
  if (iso != nullptr) out.since = out.until = parse_iso_day(iso).value();
  out.firm = firm && iso != nullptr;
  out.published = out.since;
  return out;
}

std::string groups_of(const std::vector<AgreementTelling>& tellings) {
  const std::vector<std::size_t> groups = group_agreements(tellings);
  std::map<std::size_t, std::string> texts;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (!texts.contains(groups[i])) order.push_back(groups[i]);
    texts[groups[i]] += std::to_string(i) + " ";
  }
  std::string out;
  for (const std::size_t group : order) out += (out.empty() ? "" : "| ") + texts[group];
  return out;
}

TEST(AgreementGroups, StepsUnderVaryingNamesAreOfOneAgreement) {
  EXPECT_EQ(groups_of({telling("visa-free agreement", "negotiated", "2022-09-14"),
                       telling("agreement on mutual visa exemption", "signed", "2023-05-17"),
                       telling("visa deal", "ratified", "2023-10-02"),
                       telling("agreement on a visa-free regime", "in-force", "2023-11-10")}),
            "0 1 2 3 ");
}

TEST(AgreementGroups, AMemorandumIsNoTreaty) {
  EXPECT_EQ(groups_of({telling("visa agreement", "signed", "2023-05-17"),
                       telling("memorandum on visas", "signed", "2023-05-17", "memorandum")}),
            "0 | 1 ");
  // "deal" is said of either: with both about, only the day tells.
  EXPECT_EQ(groups_of({telling("visa agreement", "signed", "2023-05-17"),
                       telling("memorandum on visas", "signed", "2024-01-20", "memorandum"),
                       telling("visa deal", "signed", "2024-01-20"), telling("visa deal", "ratified", "2024-03-01")}),
            "0 | 1 2 | 3 ");
}

TEST(AgreementGroups, FullerNamesThatDifferStayApart) {
  EXPECT_EQ(groups_of({telling("northern gas agreement", "signed", "2023-05-17"),
                       telling("southern gas agreement", "signed", "2023-05-17"),
                       telling("gas agreement", "ratified", "2023-09-01")}),
            "0 | 1 | 2 ");
  EXPECT_EQ(groups_of({telling("northern gas agreement", "signed", "2023-05-17"),
                       telling("gas agreement", "ratified", "2023-09-01")}),
            "0 1 ");
}

TEST(AgreementGroups, SigningsYearsApartAreTwoAgreements) {
  EXPECT_EQ(groups_of({telling("extradition treaty", "signed", "1999-03-02", "treaty"),
                       telling("extradition treaty", "in-force", "2000-01-01", "treaty"),
                       telling("extradition treaty", "negotiated", "2022-06-01", "treaty"),
                       telling("extradition treaty", "signed", "2023-05-17", "treaty"),
                       telling("extradition treaty", "ratified", "2024-02-01", "treaty"),
                       telling("1999 extradition treaty", "terminated", "2024-02-01", "treaty")}),
            "0 1 5 | 2 3 4 ");
  // Two reports that contradict each other by a day tell of one signing.
  EXPECT_EQ(groups_of({telling("extradition treaty", "signed", "2023-05-17", "treaty"),
                       telling("extradition treaty", "signed", "2023-05-18", "treaty")}),
            "0 1 ");
}

TEST(AgreementGroups, AnArticleThatLooksBackStartsNoTreaty) {
  EXPECT_EQ(groups_of({telling("extradition treaty", "signed", "2021-05-17", "treaty"),
                       telling("extradition treaty", "signed", "2023-05-17", "treaty", false)}),
            "0 1 ");
}

TEST(AgreementGroups, ANameThatTellsNothingMeetsOnlyThatOfTheSameDay) {
  const std::vector<std::string> parties = {"AUS", "CHN"};
  const auto block = [&](const char* name, const char* iso) {
    const Day day = parse_iso_day(iso).value();
    const DateInterval date{day, day, DatePrecision::day, DateBasis::text, std::nullopt};
    return agreement_block(parties, names().read(named(name, "memorandum")), date);
  };
  EXPECT_EQ(block("MOU", "2003-10-24"), block("memorandum", "2003-10-24"));
  EXPECT_NE(block("MOU", "2003-10-24"), block("Statement of Intent", "2005-04-18"));
  EXPECT_EQ(block("MOU on tourism", "2003-10-24"), block("memorandum on tourism", "2005-04-18"));
}

TEST(AgreementGroups, OrderDoesNotMatter) {
  std::vector<AgreementTelling> tellings;
  const std::vector<const char*> known = {
      "gas deal",           "gas agreement",    "northern gas agreement", "southern gas treaty",
      "1999 gas agreement", "northern gas pact"};
  for (std::size_t i = 0; i < known.size(); ++i) {
    for (const char* step : {"negotiated", "signed", "ratified"}) {
      for (const char* iso : {"1999-02-01", "2008-07-01", "2009-03-01", "2023-05-17"}) {
        tellings.push_back(telling(known[i], step, iso, i == 3 ? "treaty" : "agreement", step[0] == 's'));
      }
    }
  }
  const std::vector<std::size_t> expected = group_agreements(tellings);
  std::mt19937 random(11);
  for (int round = 0; round < 10; ++round) {
    std::vector<std::size_t> order(tellings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    std::vector<AgreementTelling> shuffled;
    for (const std::size_t index : order) shuffled.push_back(tellings[index]);
    const std::vector<std::size_t> groups = group_agreements(shuffled);
    for (std::size_t one = 0; one < order.size(); ++one) {
      for (std::size_t other = 0; other < one; ++other) {
        EXPECT_EQ(groups[one] == groups[other], expected[order[one]] == expected[order[other]]);
      }
    }
  }
}

}  // namespace
}  // namespace chancery::connect
