// What is incomplete, and what two publications of one reporter are.
#include "statistics/series.h"

#include <gtest/gtest.h>

namespace chancery::statistics {
namespace {

StoredBlock block(int year, std::string provider, Flow flow = Flow::exports) {
  StoredBlock out;
  out.key.reporter = *pack_code("XAA");
  out.key.partner = *pack_code("XAB");
  out.key.classification = *pack_code("H4");
  out.key.unit = *pack_code("USD");
  out.key.period = Period::of_year(year);
  out.key.flow = flow;
  out.key.basis = flow == Flow::imports ? Basis::cif : Basis::fob;
  out.provider = std::move(provider);
  out.file = "file.csv";
  out.file_hash = "hash of " + out.provider;
  return out;
}

// `count` headings of `value` each.
StoredBlock headings(int year, int count, double value, std::string provider = "WITS", Flow flow = Flow::exports) {
  StoredBlock out = block(year, std::move(provider), flow);
  for (int at = 0; at < count; ++at) {
    BlockCell cell;
    cell.commodity = *pack_code(std::to_string(1000 + at));
    cell.value = value;
    out.cells.push_back(cell);
  }
  return out;
}

StoredBlock total(int year, double value, std::string provider = "Bureau", Flow flow = Flow::exports) {
  StoredBlock out = block(year, std::move(provider), flow);
  out.key.classification = 0;
  BlockCell cell;
  cell.commodity = *pack_code("TOTAL");
  cell.value = value;
  out.cells.push_back(cell);
  return out;
}

ReporterSeries assemble(std::vector<StoredBlock> blocks) { return assemble_series("XAA", "XAB", std::move(blocks)); }

bool incomplete(const ReporterSeries& series, int year, Flow flow = Flow::exports) {
  return series.table(flow, Period::of_year(year))->total.incomplete;
}

TEST(Completeness, HeadingsThatFallBelowBothNeighbours) {
  const auto series = assemble({headings(2018, 100, 1), headings(2019, 74, 1), headings(2020, 100, 1)});
  EXPECT_TRUE(incomplete(series, 2019));
  EXPECT_FALSE(incomplete(series, 2018));
  EXPECT_FALSE(incomplete(series, 2020));
  EXPECT_FALSE(series.best(Flow::exports, Period::of_year(2019)));
  EXPECT_TRUE(series.best(Flow::exports, Period::of_year(2019), true));
}

TEST(Completeness, ExactlyAQuarterLessIsNotMore) {
  EXPECT_FALSE(incomplete(assemble({headings(2018, 100, 1), headings(2019, 75, 1), headings(2020, 100, 1)}), 2019));
}

TEST(Completeness, SeveralLowYearsInARow) {
  const auto series = assemble({headings(2019, 94, 1), headings(2020, 55, 1), headings(2021, 56, 1),
                                headings(2022, 59, 1), headings(2023, 98, 1)});
  for (const int year : {2020, 2021, 2022}) EXPECT_TRUE(incomplete(series, year)) << year;
  for (const int year : {2019, 2023}) EXPECT_FALSE(incomplete(series, year)) << year;
}

TEST(Completeness, ASteadyFallIsNone) {
  const auto series = assemble({headings(2018, 100, 1), headings(2019, 60, 1), headings(2020, 50, 1)});
  EXPECT_FALSE(incomplete(series, 2019));
  EXPECT_FALSE(incomplete(series, 2020)) << "there is no year after it";
}

TEST(Completeness, ASumMoreThanATenthUnderAStatedTotal) {
  EXPECT_TRUE(incomplete(assemble({headings(2020, 100, 1), total(2020, 112)}), 2020));
  EXPECT_FALSE(incomplete(assemble({headings(2020, 100, 1), total(2020, 110)}), 2020));
}

TEST(Completeness, ALargerSumIsNotTheFullerOne) {
  // 16.8 against 15.4: two publications of one reporter, both complete.
  const auto series = assemble({headings(2023, 168, 1), total(2023, 154)});
  const auto values = series.values(Flow::exports, Period::of_year(2023));
  ASSERT_EQ(values.size(), 2U);
  EXPECT_FALSE(values[0].incomplete);
  EXPECT_FALSE(values[1].incomplete);
  EXPECT_TRUE(values[0].stated) << "what is stated goes before a sum";
}

TEST(Completeness, AFewHeadingsAreASelection) { EXPECT_TRUE(incomplete(assemble({headings(2020, 5, 1)}), 2020)); }

TEST(Completeness, AWrongUnitSetsBothAside) {
  const auto series = assemble({headings(2020, 100, 1000), total(2020, 102)});
  EXPECT_FALSE(series.best(Flow::exports, Period::of_year(2020)));
  const auto value = series.best(Flow::exports, Period::of_year(2020), true);
  ASSERT_TRUE(value);
  EXPECT_NE(value->incomplete_reason.find("unit"), std::string::npos);
}

TEST(Series, LevelsAreNotAdded) {
  StoredBlock all = headings(2020, 30, 2);
  for (const auto& [code, value] : {std::pair("10", 60.0), std::pair("100000", 2.0), std::pair("TOTAL", 61.0)}) {
    BlockCell cell;
    cell.commodity = *pack_code(code);
    cell.value = value;
    all.cells.push_back(cell);
  }
  const auto series = assemble({all});
  EXPECT_DOUBLE_EQ(series.best(Flow::exports, Period::of_year(2020))->value, 61);
  EXPECT_DOUBLE_EQ(series.table(Flow::exports, Period::of_year(2020))->sum, 60);
  EXPECT_EQ(series.table(Flow::exports, Period::of_year(2020))->headings.size(), 30U);
}

TEST(Series, HeadingsFromSixDigits) {
  StoredBlock fine = block(2020, "Comtrade");
  for (int at = 0; at < 60; ++at) {
    BlockCell cell;
    cell.commodity = *pack_code(std::to_string(100000 + at * 50));
    cell.value = 1;
    fine.cells.push_back(cell);
  }
  const auto series = assemble({fine});
  const HeadingTable* table = series.table(Flow::exports, Period::of_year(2020));
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->headings.size(), 30U);
  EXPECT_DOUBLE_EQ(table->headings.front().value, 2);
}

TEST(Series, TurnoverFromBothFlowsOfOneProvider) {
  const auto series = assemble({total(2020, 10), total(2020, 5, "Bureau", Flow::imports), total(2021, 10, "Bureau"),
                                total(2021, 5, "Another", Flow::imports)});
  EXPECT_DOUBLE_EQ(series.best(Flow::turnover, Period::of_year(2020))->value, 15);
  EXPECT_FALSE(series.best(Flow::turnover, Period::of_year(2021))) << "flows of two providers are not added";
  EXPECT_EQ(series.years(Flow::turnover), std::vector<int>{2020});
}

TEST(Series, ASmallNewerReleaseCorrectsSingleHeadings) {
  StoredBlock old_release = headings(2020, 100, 1);
  old_release.published = *parse_iso_day("2021-06-01");
  StoredBlock new_release = headings(2020, 2, 5);
  new_release.published = *parse_iso_day("2022-06-01");
  new_release.file_hash = "newer";
  const auto series = assemble({old_release, new_release});
  EXPECT_DOUBLE_EQ(series.table(Flow::exports, Period::of_year(2020))->sum, 98 + 10);
}

TEST(Blocks, SurviveTheirBytes) {
  std::vector<BlockCell> cells(3);
  cells[0] = {*pack_code("0101"), 0, 0, 1.5, kNone, kNone};
  cells[1] = {*pack_code("TOTAL"), 4, 8, 2e12, 7, 9};
  cells[2] = {*pack_code("26"), -2, 0, 0.25, kNone, kNone};
  EXPECT_EQ(sort_cells(cells), 0U);
  const std::string bytes = encode_cells(cells);
  const auto back = decode_cells(bytes);
  ASSERT_TRUE(back);
  ASSERT_EQ(back->size(), 3U);
  for (std::size_t at = 0; at < 3; ++at) {
    EXPECT_EQ((*back)[at].commodity, cells[at].commodity);
    EXPECT_EQ((*back)[at].value, cells[at].value);
    EXPECT_EQ((*back)[at].exponent, cells[at].exponent);
    EXPECT_EQ(std::isnan((*back)[at].quantity), std::isnan(cells[at].quantity));
  }
  for (std::size_t cut = 0; cut < bytes.size(); ++cut)
    EXPECT_FALSE(decode_cells(std::string_view(bytes).substr(0, cut)));
}

TEST(Blocks, OfACommodityTwiceTheFirstStays) {
  std::vector<BlockCell> cells(3);
  cells[0] = {*pack_code("0101"), 0, 0, 1, kNone, kNone};
  cells[1] = {*pack_code("0101"), 0, 0, 2, kNone, kNone};
  cells[2] = {*pack_code("0101"), 0, 0, 1, kNone, kNone};
  EXPECT_EQ(sort_cells(cells), 1U);
  ASSERT_EQ(cells.size(), 1U);
  EXPECT_EQ(cells[0].value, 1);
}

}  // namespace
}  // namespace chancery::statistics
