// Findings of office holders: what the text states, and no more.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "chancery/knowledge.h"
#include "chancery/reader.h"

namespace chancery {
namespace {

std::vector<OfficeHolding> offices_in(const std::string& text, Article article = {}) {
  static const std::shared_ptr<const Knowledge> knowledge = *Knowledge::load();
  article.id = "t";
  article.text = text;
  if (!article.date) article.date = parse_iso_day("2024-05-15");
  Reader reader(knowledge);
  std::vector<OfficeHolding> offices;
  for (Finding& finding : reader.read(article).findings) {
    if (auto* office = std::get_if<OfficeHolding>(&finding)) offices.push_back(*office);
  }
  return offices;
}

std::string cut(const std::string& text, const TextSpan& span) {
  return text.substr(span.begin, span.end - span.begin);
}

TEST(Offices, OneForEachPersonWithItsSpans) {
  const std::string text =
      "Peru's trade minister, Ines Valcarcel, arrived. Trade minister Valcarcel met Kenyan President Juma Otiende.";
  const auto offices = offices_in(text);
  ASSERT_EQ(offices.size(), 2U);
  EXPECT_EQ(offices[0].person, "Ines Valcarcel");
  EXPECT_EQ(offices[0].office, "trade minister");
  EXPECT_EQ(offices[0].country, "PER");
  EXPECT_EQ(offices[0].sector, "GOV");
  EXPECT_EQ(cut(text, offices[0].span), "Ines Valcarcel");
  EXPECT_EQ(cut(text, offices[0].office_span), "trade minister");
  EXPECT_EQ(cut(text, offices[0].evidence), "Peru's trade minister, Ines Valcarcel, arrived.");
  ASSERT_EQ(offices[0].more.size(), 1U);
  EXPECT_TRUE(offices[0].inferred.empty());
  EXPECT_EQ(offices[1].country, "KEN");
  ASSERT_TRUE(offices[1].date.has_value());
  EXPECT_EQ(offices[1].date->basis, DateBasis::publication);
}

TEST(Offices, WhatOnlyTheTableKnowsIsNoFinding) {
  EXPECT_TRUE(offices_in("Kassym-Jomart Tokayev opened the forum. The President of Kazakhstan spoke.").empty());
  const auto offices = offices_in("President Kassym-Jomart Tokayev opened the forum.");
  ASSERT_EQ(offices.size(), 1U);
  EXPECT_EQ(offices[0].country, "KAZ");
  EXPECT_THAT(offices[0].inferred, ::testing::ElementsAre("country"));
}

TEST(Offices, FormsOfAddressCompaniesAndUnknownStatesDoNotCount) {
  EXPECT_TRUE(offices_in("Mr. Carl Whitfield of Canada spoke.").empty());
  EXPECT_TRUE(offices_in("Carl Whitfield, CEO of a Canadian company, spoke.").empty());
  EXPECT_TRUE(offices_in("Minister Tadeo Quispal met reporters. Brazil and Peru have signed a treaty.").empty());
  EXPECT_TRUE(offices_in("The governor of Texas, Carl Whitfield, spoke.").empty());
}

TEST(Offices, FormerHoldersHaveNoDay) {
  const auto offices = offices_in("Former Chilean Foreign Minister Tadeo Quispal gave a lecture.");
  ASSERT_EQ(offices.size(), 1U);
  EXPECT_TRUE(offices[0].former);
  EXPECT_FALSE(offices[0].date.has_value());
}

TEST(Offices, AnAmbassadorsPostIsPartOfTheOffice) {
  const auto offices = offices_in("The Ambassador of Peru to Kenya, Ines Valcarcel, spoke.");
  ASSERT_EQ(offices.size(), 1U);
  EXPECT_EQ(offices[0].office, "Ambassador to Kenya");
  EXPECT_EQ(offices[0].country, "PER");
}

TEST(Offices, AGovernmentsOwnTextLeavesItsStateUnsaid) {
  Article article;
  article.source = "state.gov";
  const auto offices =
      offices_in("National Security Advisor Carl Whitfield met Kenyan Foreign Minister Juma Otiende today.", article);
  ASSERT_EQ(offices.size(), 2U);
  EXPECT_EQ(offices[0].country, "USA");
  EXPECT_THAT(offices[0].inferred, ::testing::ElementsAre("country"));
  // A newspaper's text does not say whose adviser it is.
  article.source = "Daily Courier";
  EXPECT_EQ(
      offices_in("National Security Advisor Carl Whitfield met Kenyan Foreign Minister Juma Otiende today.", article)
          .size(),
      1U);
}

}  // namespace
}  // namespace chancery
