#include <gtest/gtest.h>

#include "chancery/reader.h"

namespace chancery {
namespace {

std::vector<Figure> figures_in(const std::string& text, const char* date = "2025-02-14") {
  static const std::shared_ptr<const Knowledge> knowledge = Knowledge::load().value();
  Reader reader(knowledge);
  Article article;
  article.text = text;
  if (date != nullptr) article.date = parse_iso_day(date);
  std::vector<Figure> figures;
  for (const Finding& finding : reader.read(article).findings) {
    if (const auto* figure = std::get_if<Figure>(&finding)) {
      figures.push_back(*figure);
      EXPECT_FALSE(figure->span.empty());
      EXPECT_GE(figure->parties.size(), 2U);
      for (const Actor& party : figure->parties) EXPECT_FALSE(party.span.empty()) << text;
    }
  }
  return figures;
}

std::string told(const Figure& figure) {
  std::string line = figure.measure + " ";
  if (figure.from.empty()) {
    for (const Actor& party : figure.parties) line += party.country + " ";
  } else {
    line += figure.from + ">" + figure.to + " ";
  }
  line += std::to_string(static_cast<long long>(figure.value)) + " " + figure.unit + " " + figure.outlook;
  if (figure.period) line += " " + to_iso(figure.period->from) + ".." + to_iso(figure.period->to);
  return line;
}

std::vector<std::string> all_told(const std::string& text) {
  std::vector<std::string> lines;
  for (const Figure& figure : figures_in(text)) lines.push_back(told(figure));
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Figures, LevelsOfTrade) {
  EXPECT_EQ(all_told("Trade turnover between Peru and Chile reached $3.2 billion in 2023."),
            Lines{"trade-turnover PER CHL 3200000000 USD outcome 2023-01-01..2023-12-31"});
  EXPECT_EQ(all_told("Last year Norway's trade with Poland amounted to 9 billion euros."),
            Lines{"trade-turnover NOR POL 9000000000 EUR outcome 2024-01-01..2024-12-31"});
  EXPECT_EQ(all_told("The presidents of Kenya and Ghana met. Bilateral trade stood at 40 million dollars in the first "
                     "quarter of 2024."),
            Lines{"trade-turnover KEN GHA 40000000 USD outcome 2024-01-01..2024-03-31"});
}

TEST(Figures, DirectionsOfExportsAndImports) {
  EXPECT_EQ(all_told("Exports of Peru to Chile were $1.6 billion in 2019 and its imports from Chile $395 million."),
            (Lines{"exports PER>CHL 1600000000 USD outcome 2019-01-01..2019-12-31",
                   "imports CHL>PER 395000000 USD outcome 2019-01-01..2019-12-31"}));
  EXPECT_EQ(all_told("Norway exported fish worth 200 million euros to Poland in 2022."),
            Lines{"exports NOR>POL 200000000 EUR outcome 2022-01-01..2022-12-31"});
  EXPECT_EQ(all_told("Norway bought 300,000 tons of grain from Poland."),
            Lines{"imports POL>NOR 300000 tonnes outcome"});
}

TEST(Figures, TargetsAreNoOutcomes) {
  EXPECT_EQ(all_told("Peru and Chile agreed to raise their trade to 15 billion dollars by 2030."),
            Lines{"trade-turnover PER CHL 15000000000 USD target 2030-01-01..2030-12-31"});
  EXPECT_EQ(all_told("Trade between Peru and Chile is expected to reach 5 billion dollars next year."),
            Lines{"trade-turnover PER CHL 5000000000 USD forecast 2026-01-01..2026-12-31"});
  EXPECT_EQ(all_told("Norway will provide about $7 million in aid to Malawi."),
            Lines{"aid NOR>MWI 7000000 USD target"});
  EXPECT_EQ(all_told("Trade between Peru and Chile reached 2.4 billion dollars in 2023. The two countries want to "
                     "bring it to 4 billion by 2030."),
            (Lines{"trade-turnover PER CHL 2400000000 USD outcome 2023-01-01..2023-12-31",
                   "trade-turnover PER CHL 4000000000 USD target 2030-01-01..2030-12-31"}));
}

TEST(Figures, AChangeIsNoLevel) {
  const auto figures =
      figures_in("Trade between Peru and Chile reached 2.4 billion dollars in 2023, up 8 percent from 2022.");
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_EQ(told(figures[0]), "trade-turnover PER CHL 2400000000 USD outcome 2023-01-01..2023-12-31");
  ASSERT_TRUE(figures[0].change);
  EXPECT_EQ(figures[0].change->value, 8);
  EXPECT_EQ(figures[0].change->unit, "percent");
  ASSERT_TRUE(figures[0].change->against);
  EXPECT_EQ(to_iso(figures[0].change->against->from), "2022-01-01");
  EXPECT_TRUE(figures_in("Trade between Peru and Chile dropped by $10.8 billion.").empty());
  const auto fall =
      figures_in("Exports of Peru to Chile fell by 120 million euros to about 1.1 billion euros last year.");
  ASSERT_EQ(fall.size(), 1U);
  EXPECT_EQ(told(fall[0]), "exports PER>CHL 1100000000 EUR outcome 2024-01-01..2024-12-31");
  EXPECT_EQ(fall[0].hedge, "about");
  ASSERT_TRUE(fall[0].change);
  EXPECT_EQ(fall[0].change->value, -120e6);
  EXPECT_EQ(fall[0].change->unit, "EUR");
}

TEST(Figures, ABalanceIsNoTurnover) {
  EXPECT_EQ(all_told("Japan had a $69 billion trade surplus with Chile in 2016."),
            Lines{"trade-balance JPN CHL 69000000000 USD outcome 2016-01-01..2016-12-31"});
}

TEST(Figures, AidInvestmentLoans) {
  EXPECT_EQ(all_told("Norway has handed over 256 tons of medicine to Malawi."),
            Lines{"aid NOR>MWI 256 tonnes outcome"});
  EXPECT_EQ(all_told("Korean investments in the economy of Uzbekistan exceeded 7 billion US dollars."),
            Lines{"investment KOR>UZB 7000000000 USD outcome"});
  EXPECT_EQ(all_told("Japan granted Kenya a loan of 300 million dollars."),
            Lines{"loan JPN>KEN 300000000 USD outcome"});
}

TEST(Figures, WhatIsNotAboutAPair) {
  for (const char* text :
       {"The economy of Peru grew to 200 billion dollars in 2023.", "At least 2,200 people died in Chile, Peru said.",
        "Norway exported goods worth 170 billion dollars in 2023.", "The bank lent the firm $3 billion.",
        "Two Chinese tourists were robbed in France.", "Peru cannot export more than 5 million barrels to Chile.",
        "Peru and Chile met for two days in 2023."}) {
    EXPECT_TRUE(figures_in(text).empty()) << text;
  }
}

TEST(Figures, TheSameAmountInAnotherCurrencyIsAFigureOfItsOwn) {
  EXPECT_EQ(all_told("Trade between Peru and Chile came to 3 billion euros ($3.3 billion) in 2024."),
            (Lines{"trade-turnover PER CHL 3000000000 EUR outcome 2024-01-01..2024-12-31",
                   "trade-turnover PER CHL 3300000000 USD outcome 2024-01-01..2024-12-31"}));
}

TEST(Figures, ToldTwiceIsOne) {
  const auto figures = figures_in(
      "Trade between Peru and Chile reached $3 billion in 2024. Ministers met.\n\nIn 2024 trade between Peru and Chile "
      "amounted to $3 billion.");
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_EQ(figures[0].more.size(), 1U);
}

TEST(Figures, KeepWhoSaysSo) {
  const auto figures =
      figures_in("Trade between Peru and Chile reached $3 billion in 2024, Chile's customs service said.");
  ASSERT_EQ(figures.size(), 1U);
  ASSERT_TRUE(figures[0].said_by);
  EXPECT_EQ(figures[0].said_by->country, "CHL");
}

}  // namespace
}  // namespace chancery
