// The acceptance report against the real files beside the checkout; skipped where they are absent.
#include "chancery/check.h"
#include "chancery/reader.h"
#include "statistics_fixture.h"

namespace chancery::testing {
namespace {

class Acceptance : public StatisticsTest {
 protected:
  void SetUp() override {
    StatisticsTest::SetUp();
    shared_ = std::filesystem::path(CHANCERY_SOURCE_DIR).parent_path() / "shared";
    if (!std::filesystem::exists(shared_ / "statistics")) GTEST_SKIP() << shared_ << " is not there";
    for (const auto& entry : std::filesystem::directory_iterator(shared_ / "statistics")) {
      const auto report = statistics_->load(entry.path().string(), {});
      ASSERT_TRUE(report) << report.error().to_string();
      EXPECT_TRUE(report->refused.empty()) << entry.path();
    }
    std::ifstream file(shared_ / "articles" / "trend-2025-02-14.txt", std::ios::binary);
    article_.id = "trend";
    article_.text.assign(std::istreambuf_iterator<char>(file), {});
    Reader reader(knowledge_);
    reading_ = reader.read(article_);
    Checker checker(*statistics_, *knowledge_);
    auto claims = checker.check(article_, reading_.facts.date, reading_.findings);
    ASSERT_TRUE(claims) << claims.error().to_string();
    claims_ = *std::move(claims);
  }

  const CheckedClaim* goods(const std::string& name) const {
    for (const CheckedClaim& claim : claims_) {
      const auto* found = std::get_if<Goods>(&reading_.findings[claim.finding]);
      if (found != nullptr && found->goods == name) return &claim;
    }
    return nullptr;
  }

  static const OfficialFigure* official(const CheckedClaim& claim, const std::string& commodity) {
    for (const OfficialFigure& figure : claim.official) {
      if (figure.commodity == commodity) return &figure;
    }
    return nullptr;
  }

  void expect_heading(const std::string& name, const std::string& code, double billions, std::size_t rank) const {
    const CheckedClaim* claim = goods(name);
    ASSERT_NE(claim, nullptr) << name;
    const OfficialFigure* figure = official(*claim, code);
    ASSERT_NE(figure, nullptr) << code;
    EXPECT_EQ(claim->verdict.kind, VerdictKind::matches) << name;
    EXPECT_EQ(figure->reporter, "KAZ");
    EXPECT_EQ(figure->period, "2024");
    EXPECT_EQ(figure->rank, rank) << code;
    if (billions > 0) {
      EXPECT_NEAR(*figure->value, billions * 1e9, 0.005e9) << code;
    }
  }

  std::filesystem::path shared_;
  Article article_;
  Reading reading_;
  std::vector<CheckedClaim> claims_;
};

TEST_F(Acceptance, Turnover) {
  const auto claim =
      std::find_if(claims_.begin(), claims_.end(), [](const auto& one) { return one.aspect == "level"; });
  ASSERT_NE(claim, claims_.end());
  EXPECT_EQ(claim->verdict.kind, VerdictKind::matches);
  EXPECT_EQ(claim->verdict.with, std::vector<std::string>{"KAZ"});
  EXPECT_EQ(claim->verdict.how, "truncated");
  ASSERT_FALSE(claim->also.empty());
  EXPECT_EQ(claim->also[0].kind, VerdictKind::contradicts);
  EXPECT_EQ(claim->also[0].with, std::vector<std::string>{"CHN"});
  ASSERT_TRUE(claim->mirror_gap);
  EXPECT_NEAR(*claim->mirror_gap, 1.45, 0.005);
}

TEST_F(Acceptance, Goods) {
  expect_heading("copper ore", "2603", 2.88, 1);
  expect_heading("oil", "2709", 1.89, 3);
  expect_heading("uranium", "2844", 1.76, 4);
  EXPECT_EQ(*official(*goods("uranium"), "2612")->value, 0);
  EXPECT_EQ(official(*goods("uranium"), "2612")->rank, 0U);
  expect_heading("cars", "8703", 0, 2);
  expect_heading("construction machinery", "8429", 0, 5);
  for (const char* code : {"8430", "8429+8430"}) EXPECT_GT(official(*goods("construction machinery"), code)->rank, 0U);
  for (const char* code : {"9018", "9018+9019+9020+9021+9022"})
    EXPECT_GT(official(*goods("medical equipment"), code)->rank, 0U);
}

TEST_F(Acceptance, Visa) {
  const auto claim = std::find_if(claims_.begin(), claims_.end(), [](const auto& one) { return one.aspect == "visa"; });
  ASSERT_NE(claim, claims_.end());
  EXPECT_EQ(claim->verdict.kind, VerdictKind::matches);
  ASSERT_EQ(claim->official.size(), 4U);
  for (const OfficialFigure& figure : claim->official) {
    if (figure.period == "2023-12-03") {
      EXPECT_EQ(figure.text, "30 days without a visa");
    } else {
      EXPECT_EQ(figure.period, "2023-11-06");
      EXPECT_EQ(figure.text, figure.reporter == "KAZ" ? "visa required" : "14 days without a visa");
    }
  }
}

TEST_F(Acceptance, IncompleteYears) {
  const auto series = this->series("KAZ", "CHN");
  for (const Flow flow : {Flow::exports, Flow::imports}) {
    for (int year = 2015; year <= 2024; ++year) {
      const HeadingTable* table = series->table(flow, Period::of_year(year));
      ASSERT_NE(table, nullptr);
      EXPECT_EQ(table->total.incomplete, year >= 2020 && year <= 2022) << to_string(flow) << " " << year;
    }
  }
  const auto imports = series->values(Flow::imports, Period::of_year(2023));
  ASSERT_EQ(imports.size(), 2U) << "two publications of one reporter";
  EXPECT_FALSE(imports[0].incomplete || imports[1].incomplete);
}

}  // namespace
}  // namespace chancery::testing
