// What the table of claims does not show: two figures in one article, sums, goods, visa rules, targets, releases.
#include "chancery/check.h"

#include "chancery/reader.h"
#include "statistics_fixture.h"

namespace chancery::testing {
namespace {

constexpr const char* kHeader = "reporter,partner,flow,period,value,unit,source,note\n";

class Check : public StatisticsTest {
 protected:
  std::vector<CheckedClaim> check(const std::string& text, const char* date) {
    Article article;
    article.id = "a";
    article.text = text;
    article.date = parse_iso_day(date);
    Reader reader(knowledge_);
    const Reading reading = reader.read(article);
    auto claims = Checker(*statistics_, *knowledge_).check(article, article.date, reading.findings);
    EXPECT_TRUE(claims) << claims.error().to_string();
    return claims ? *claims : std::vector<CheckedClaim>{};
  }

  // Forty headings of falling value; then one of `small` at 8701.
  std::string wits(int year, const std::string& small = "") const {
    std::string out = "Nomenclature,ReporterISO3,ProductCode,PartnerISO3,Year,TradeFlowName,TradeValuein1000USD\n";
    const auto row = [&](const std::string& code, const std::string& value) {
      out += "H4,KAZ," + code + ",CHN," + std::to_string(year) + ",Export," + value + "\n";
    };
    for (int at = 0; at < 150; ++at)
      row(std::to_string(2601 + (at < 17 ? at : 300 + at)), std::to_string(5'000'000 - at * 10'000));
    if (!small.empty()) row("1001", small);
    return out;
  }
};

TEST_F(Check, TwoFiguresForOneThingAreMirrorFigures) {
  load("t.csv",
       std::string(kHeader) +
           "KAZ,CHN,turnover,2024,30157.6,million USD,Bureau,\nCHN,KAZ,turnover,2024,43.82,billion USD,Customs,\n");
  const auto claims = check(
      "Trade turnover between Kazakhstan and China amounted to $30.2 billion in 2024, say the statisticians in "
      "Astana.\n\n"
      "Trade turnover between Kazakhstan and China amounted to $43.8 billion in 2024, say the customs in Beijing.",
      "2025-03-01");
  ASSERT_EQ(claims.size(), 2U);
  for (const CheckedClaim& claim : claims) {
    EXPECT_EQ(claim.verdict.kind, VerdictKind::matches);
    EXPECT_NE(claim.verdict.note.find(": mirror figures"), std::string::npos) << claim.verdict.note;
  }
}

TEST_F(Check, TwoFiguresWithoutDataAreProbableMirrorFigures) {
  load("t.csv",
       std::string(kHeader) +
           "KAZ,CHN,turnover,2022,24203.9,million USD,Bureau,\nCHN,KAZ,turnover,2022,31.2,billion USD,Customs,\n");
  const auto claims = check(
      "Trade turnover between Kazakhstan and China amounted to $24.3 billion in January-October 2023, says one "
      "side.\n\n"
      "Trade turnover between Kazakhstan and China amounted to $32.7 billion in January-October 2023, says the other.",
      "2023-12-15");
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_EQ(claims[0].verdict.kind, VerdictKind::cannot_check);
  EXPECT_NE(claims[0].verdict.note.find("probably mirror figures"), std::string::npos) << claims[0].verdict.note;
}

TEST_F(Check, PartsAreAddedUp) {
  const char* text =
      "Trade turnover between Kazakhstan and China amounted to $30.2 billion in 2024. Kazakhstan's exports to China "
      "amounted "
      "to $14.9 billion in 2024. Kazakhstan's imports from China amounted to $%s billion in 2024.";
  for (const auto& [imports, kind] :
       {std::pair("15.3", VerdictKind::matches), std::pair("18.9", VerdictKind::contradicts)}) {
    std::string filled = text;
    filled.replace(filled.find("%s"), 2, imports);
    bool found = false;
    for (const CheckedClaim& claim : check(filled, "2025-03-01")) {
      for (const Verdict& verdict : claim.also) {
        if (verdict.how != "recomputed") continue;
        found = true;
        EXPECT_EQ(verdict.kind, kind) << verdict.note;
      }
    }
    EXPECT_TRUE(found) << imports;
  }
}

TEST_F(Check, GoodsInTheListFarDownAndAbsent) {
  const char* text = "Kazakhstan exports wheat to China.";
  const auto kind = [&](const std::string& value, int year) {
    load("w" + std::to_string(year) + ".csv", wits(year, value));
    const auto claims = check(text, (std::to_string(year + 1) + "-06-01").c_str());
    EXPECT_EQ(claims.size(), 1U);
    return claims.empty() ? Verdict{} : claims[0].verdict;
  };
  EXPECT_EQ(kind("4900000", 2020).kind, VerdictKind::matches);
  const Verdict far = kind("20000", 2021);
  EXPECT_EQ(far.kind, VerdictKind::matches);
  EXPECT_NE(far.note.find("far down"), std::string::npos) << far.note;
  EXPECT_EQ(kind("0.5", 2022).kind, VerdictKind::contradicts) << "as good as nothing";
  const Verdict absent = kind("", 2023);
  EXPECT_EQ(absent.kind, VerdictKind::contradicts);
  EXPECT_NE(absent.note.find("absent"), std::string::npos);
}

TEST_F(Check, GoodsOfTheLatestFullYearBeforeTheArticle) {
  load("a.csv", wits(2020));
  load("b.csv", wits(2022));
  for (const auto& [date, year] :
       {std::pair("2021-06-01", "2020"), std::pair("2022-12-01", "2020"), std::pair("2025-01-01", "2022")}) {
    const auto claims = check("Kazakhstan exports copper ore to China.", date);
    ASSERT_EQ(claims.size(), 1U);
    ASSERT_FALSE(claims[0].official.empty()) << date;
    EXPECT_EQ(claims[0].official[0].period, year) << date;
  }
  EXPECT_EQ(check("Kazakhstan exports copper ore to China.", "2019-01-01")[0].verdict.kind, VerdictKind::cannot_check);
}

TEST_F(Check, IncompleteYearsSettleNothing) {
  load("t.csv", std::string(kHeader) + "KAZ,CHN,exports,2020,9999,billion USD,Bureau,\n");
  load("w.csv", wits(2020));
  const auto claims = check("Kazakhstan exports copper ore to China.", "2021-06-01");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].verdict.kind, VerdictKind::cannot_check);
  EXPECT_NE(claims[0].verdict.note.find("incomplete"), std::string::npos);
}

TEST_F(Check, VisaRules) {
  load("x_2023-11-06.csv", "Passport,Destination,Requirement\nKAZ,CHN,visa required\nCHN,KAZ,14\n");
  const char* text = "Kazakhstan and China signed an agreement on visa-free travel in May 2023.";
  EXPECT_EQ(check(text, "2023-06-01").back().verdict.kind, VerdictKind::cannot_check)
      << "signed, and not yet in the index";
  load("y_2023-12-03.csv", "Passport,Destination,Requirement\nKAZ,CHN,30\nCHN,KAZ,30\n");
  EXPECT_EQ(check(text, "2023-06-01").back().verdict.kind, VerdictKind::matches);
}

TEST_F(Check, TargetsAreFollowed) {
  load("t.csv", std::string(kHeader) + "KAZ,CHN,turnover,2025,34166.3,million USD,Bureau,\n");
  const auto claims = check("Kazakhstan and China plan to bring trade turnover to $40 billion by 2030.", "2026-02-01");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].verdict.kind, VerdictKind::not_outcome);
  EXPECT_NE(claims[0].verdict.note.find("34.2 billion USD in 2025, 5.8 billion to go"), std::string::npos)
      << claims[0].verdict.note;
}

TEST_F(Check, AnEarlierReleaseIsNamed) {
  load("a_2025-01-15.csv", std::string(kHeader) + "KAZ,CHN,turnover,2024,30.7,billion USD,Bureau,\n");
  load("b_2025-06-15.csv", std::string(kHeader) + "KAZ,CHN,turnover,2024,30.2,billion USD,Bureau,\n");
  const auto claims =
      check("Trade turnover between Kazakhstan and China amounted to $30.7 billion in 2024.", "2025-02-01");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].verdict.kind, VerdictKind::matches_other);
  EXPECT_NE(claims[0].verdict.note.find("as published on 2025-01-15"), std::string::npos) << claims[0].verdict.note;
}

TEST_F(Check, CifAndFobAreToldApart) {
  load("t.csv",
       "reporter,partner,flow,period,value,unit,source,basis\nKAZ,CHN,imports,2024,15.27,billion USD,Bureau,CIF\n"
       "KAZ,CHN,imports,2024,14.31,billion USD,Bureau,FOB\n");
  const auto claims = check("Kazakhstan's imports from China amounted to $14.3 billion in 2024.", "2025-03-01");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].verdict.kind, VerdictKind::matches_other);
  EXPECT_NE(claims[0].verdict.note.find("FOB"), std::string::npos) << claims[0].verdict.note;
}

TEST_F(Check, SomeMonthsToldAsTheYear) {
  load("t.csv",
       std::string(kHeader) +
           "KAZ,CHN,turnover,2023,30055.4,million USD,Bureau,\nKAZ,CHN,turnover,2023-01/10,24.3,billion USD,Bureau,\n");
  const auto claims =
      check("Trade turnover between Kazakhstan and China amounted to $24.3 billion in 2023.", "2024-03-01");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].verdict.kind, VerdictKind::matches_other);
  EXPECT_NE(claims[0].verdict.note.find("2023-01/10"), std::string::npos) << claims[0].verdict.note;
}

}  // namespace
}  // namespace chancery::testing
