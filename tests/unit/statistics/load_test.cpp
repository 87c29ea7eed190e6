// Each format, and the traps in it.
#include <zlib.h>

#include "statistics_fixture.h"

namespace chancery::testing {
namespace {

using StatisticsLoad = StatisticsTest;

constexpr const char* kWitsHeader =
    "Nomenclature,ReporterISO3,ProductCode,ReporterName,PartnerISO3,PartnerName,Year,TradeFlowName,TradeFlowCode,"
    "TradeValuein1000USD,PartnerRegion,PartnerIncomeGroup\n";
constexpr const char* kNationalHeader = "reporter,partner,flow,period,value,unit,source,note\n";

std::string wits_row(const std::string& code, int year, const std::string& value, const char* flow = "Export") {
  return "H4,KAZ," + code + ",Kazakhstan,CHN,China," + std::to_string(year) + "," + flow + ",6," + value +
         ",Asia,Upper\n";
}

std::string comtrade_row(const std::string& more) {
  return R"({"typeCode":"C","freqCode":"A","period":"2020","reporterCode":842,"flowCode":"X","partnerCode":251,)"
         R"("partner2Code":0,"classificationCode":"H5","customsCode":"C00","mosCode":"0","motCode":0,)" +
         more + "}";
}

double only(const std::shared_ptr<const ReporterSeries>& series, Flow flow, int year) {
  const auto value = series->best(flow, Period::of_year(year), true);
  return value ? value->value : -1;
}

TEST_F(StatisticsLoad, NationalTableInItsUnits) {
  const auto report = load("t.csv", std::string(kNationalHeader) +
                                        "CHN,KAZ,turnover,2024,43.82,billion USD,Customs,\n"
                                        "Kazakhstan,156,exports,2024,14891.40,million USD,Bureau,\n"
                                        "JPN,CHN,exports,2023,17.76,trillion JPY,Ministry,\n");
  EXPECT_EQ(report.cells, 3U);
  EXPECT_TRUE(report.refused.empty());
  const auto china = series("CHN", "KAZ");
  ASSERT_EQ(china->totals.size(), 1U);
  EXPECT_DOUBLE_EQ(china->totals[0].value, 43'820'000'000.0);
  EXPECT_DOUBLE_EQ(china->totals[0].precision, 1e7);
  EXPECT_DOUBLE_EQ(only(series("KAZ", "CHN"), Flow::exports, 2024), 14'891'400'000.0);
  EXPECT_EQ(series("JPN", "CHN")->totals[0].unit, "JPY");
}

TEST_F(StatisticsLoad, BadRowsAreNamedWithTheirLine) {
  const auto report = load("t.csv", std::string(kNationalHeader) +
                                        "CHN,KAZ,turnover,2024,43.82,billion USD,Customs,\n"
                                        "CHN,KAZ,turnover,2023,41,billions of money,Customs,\n"
                                        "CHN,Atlantis,turnover,2023,41,billion USD,Customs,\n"
                                        "CHN,KAZ,turnover,some year,41,billion USD,Customs,\n"
                                        "CHN,KAZ,turnover,2022,-1,billion USD,Customs,\n"
                                        "CHN,KAZ,turnover,2021,,billion USD,Customs,\n"
                                        "CHN,KAZ,turnover,2020,20,billion USD,,\n"
                                        "CHN,KAZ,smuggling,2020,20,billion USD,Customs,\n");
  EXPECT_EQ(report.cells, 1U);
  ASSERT_EQ(report.refused.size(), 7U);
  for (std::size_t at = 0; at < report.refused.size(); ++at) EXPECT_EQ(report.refused[at].first.line, at + 3);
  EXPECT_NE(report.refused[0].first.message.find("unit"), std::string::npos);
}

TEST_F(StatisticsLoad, LoadingAgainChangesNothing) {
  const std::string content = std::string(kNationalHeader) + "CHN,KAZ,turnover,2024,43.82,billion USD,Customs,\n";
  load("t.csv", content);
  const auto again = load("other name.csv", content);
  EXPECT_TRUE(again.already_loaded);
  EXPECT_EQ(statistics_->files()->size(), 1U);
  EXPECT_EQ(series("CHN", "KAZ")->totals.size(), 1U);
}

TEST_F(StatisticsLoad, ANewerReleaseSupersedesAndTheOlderStays) {
  load("a_2025-01-15.csv", std::string(kNationalHeader) + "CHN,KAZ,turnover,2024,43.5,billion USD,Customs,\n");
  load("b_2025-03-15.csv", std::string(kNationalHeader) + "CHN,KAZ,turnover,2024,43.82,billion USD,Customs,\n");
  const auto found = series("CHN", "KAZ");
  ASSERT_EQ(found->totals.size(), 2U);
  EXPECT_DOUBLE_EQ(found->totals[0].value, 43.82e9);
  EXPECT_FALSE(found->totals[0].superseded);
  EXPECT_TRUE(found->totals[1].superseded);
  EXPECT_EQ(to_iso(found->totals[1].published), "2025-01-15");
  reopen();
  EXPECT_EQ(series("CHN", "KAZ")->totals.size(), 2U);
}

TEST_F(StatisticsLoad, OrderOfLoadingDoesNotMatter) {
  load("b_2025-03-15.csv", std::string(kNationalHeader) + "CHN,KAZ,turnover,2024,43.82,billion USD,Customs,\n");
  load("a_2025-01-15.csv", std::string(kNationalHeader) + "CHN,KAZ,turnover,2024,43.5,billion USD,Customs,\n");
  EXPECT_DOUBLE_EQ(only(series("CHN", "KAZ"), Flow::turnover, 2024), 43.82e9);
}

TEST_F(StatisticsLoad, ComtradeAnswer) {
  const auto report =
      load("c.json", R"({"elapsedTime":"0.2 secs","count":3,"data":[)" +
                         comtrade_row(R"("cmdCode":"TOTAL","fobvalue":12.5,"primaryValue":12.5)") + "," +
                         comtrade_row(R"("cmdCode":"27","primaryValue":7.5,"fobvalue":7.5)") + "," +
                         comtrade_row(R"("cmdCode":"2709","primaryValue":7,"netWgt":1000.0)") + R"(],"error":""})");
  EXPECT_EQ(report.format, "UN Comtrade API");
  EXPECT_EQ(report.cells, 3U);
  EXPECT_TRUE(report.warnings.empty());
  const auto found = series("USA", "FRA");
  ASSERT_EQ(found->totals.size(), 1U) << "levels are not added, and give one total";
  EXPECT_DOUBLE_EQ(found->totals[0].value, 12.5);
  EXPECT_TRUE(found->totals[0].stated);
  EXPECT_EQ(found->totals[0].basis, Basis::fob);
  ASSERT_EQ(found->tables.size(), 1U);
  EXPECT_DOUBLE_EQ(*found->tables[0].headings[0].net_weight_tonnes, 1.0);
}

TEST_F(StatisticsLoad, ComtradePartsOfTotalsAreNotCountedTwice) {
  std::string part = comtrade_row(R"("cmdCode":"TOTAL","primaryValue":5)");
  part.replace(part.find("\"motCode\":0"), 11, "\"motCode\":2100");
  std::string second = comtrade_row(R"("cmdCode":"TOTAL","primaryValue":4)");
  second.replace(second.find("\"partner2Code\":0"), 16, "\"partner2Code\":156");
  std::string procedure = comtrade_row(R"("cmdCode":"TOTAL","primaryValue":3)");
  procedure.replace(procedure.find("C00"), 3, "C05");
  const auto report = load("c.json", R"({"count":4,"data":[)" + part + "," + second + "," + procedure + "," +
                                         comtrade_row(R"("cmdCode":"TOTAL","primaryValue":12)") + R"(],"error":""})");
  EXPECT_EQ(report.cells, 1U);
  EXPECT_EQ(report.passed_over, 3U);
  EXPECT_DOUBLE_EQ(only(series("USA", "FRA"), Flow::exports, 2020), 12);
}

TEST_F(StatisticsLoad, ComtradePartsWithoutATotalAreNamed) {
  std::string part = comtrade_row(R"("cmdCode":"TOTAL","primaryValue":5)");
  part.replace(part.find("\"motCode\":0"), 11, "\"motCode\":2100");
  std::string other = comtrade_row(R"("cmdCode":"TOTAL","primaryValue":5)");
  other.replace(other.find("251"), 3, "276");
  const auto report = load("c.json", R"({"count":2,"data":[)" + part + "," + other + R"(],"error":""})");
  ASSERT_EQ(report.refused.size(), 1U);
  EXPECT_NE(report.refused[0].first.message.find("no total"), std::string::npos);
  EXPECT_TRUE(series("USA", "FRA")->totals.empty());
}

TEST_F(StatisticsLoad, WorldAndReexportsStandApart) {
  std::string world = comtrade_row(R"("cmdCode":"TOTAL","primaryValue":1000)");
  world.replace(world.find("251"), 3, "0");
  std::string again = comtrade_row(R"("cmdCode":"TOTAL","primaryValue":2)");
  again.replace(again.find("\"X\""), 3, "\"RX\"");
  load("c.json", R"({"count":3,"data":[)" + world + "," + again + "," +
                     comtrade_row(R"("cmdCode":"TOTAL","primaryValue":12)") + R"(],"error":""})");
  EXPECT_DOUBLE_EQ(only(series("USA", "FRA"), Flow::exports, 2020), 12);
  EXPECT_DOUBLE_EQ(only(series("USA", "FRA"), Flow::re_exports, 2020), 2);
  EXPECT_DOUBLE_EQ(only(series("USA", "WLD"), Flow::exports, 2020), 1000);
}

TEST_F(StatisticsLoad, ImportsCifAndFobAreTwoFigures) {
  std::string row = comtrade_row(R"("cmdCode":"TOTAL","cifvalue":110,"fobvalue":100,"primaryValue":110)");
  row.replace(row.find("\"X\""), 3, "\"M\"");
  load("c.json", R"({"count":1,"data":[)" + row + R"(],"error":""})");
  const auto found = series("USA", "FRA");
  ASSERT_EQ(found->totals.size(), 2U);
  EXPECT_NE(found->totals[0].basis, found->totals[1].basis);
}

TEST_F(StatisticsLoad, ACutAnswerCountsAsIncomplete) {
  const auto report = load(
      "c.json", R"({"count":9,"data":[)" + comtrade_row(R"("cmdCode":"TOTAL","primaryValue":12)") + R"(],"error":""})");
  EXPECT_EQ(report.warnings.size(), 1U);
  EXPECT_TRUE(series("USA", "FRA")->totals[0].incomplete);
  EXPECT_FALSE(series("USA", "FRA")->best(Flow::exports, Period::of_year(2020)));
}

TEST_F(StatisticsLoad, BrokenAnswersAreRefusedWhole) {
  EXPECT_FALSE(try_load("a.json", R"({"count":1,"data":[)" + comtrade_row(R"("cmdCode":"TOTAL","primaryValue":12)")));
  EXPECT_FALSE(try_load("b.json", R"({"data":[],"error":"quota exceeded"})"));
  EXPECT_FALSE(try_load("c.json", R"({"rows":[]})"));
  EXPECT_TRUE(statistics_->files()->empty());
  EXPECT_TRUE(series("USA", "FRA")->totals.empty());
}

TEST_F(StatisticsLoad, PortalCsvWithCommaAtTheEndAndLatinLetters) {
  load("p.csv",
       "TypeCode,FreqCode,RefYear,Period,ReporterCode,ReporterDesc,FlowCode,PartnerCode,PartnerDesc,Partner2Code,"
       "ClassificationCode,CmdCode,CustomsCode,MosCode,MotCode,Cifvalue,Fobvalue,PrimaryValue\n"
       "C,A,2020,2020,792,T\xFCrkiye,X,384,C\xF4te d'Ivoire,0,H5,TOTAL,C00,0,0,,321.5,321.5,\n");
  EXPECT_DOUBLE_EQ(only(series("TUR", "CIV"), Flow::exports, 2020), 321.5);
}

TEST_F(StatisticsLoad, BulkFileTabSeparatedAndPacked) {
  const std::string text =
      "typeCode\tfreqCode\tperiod\treporterCode\tflowCode\tpartnerCode\tpartner2Code\tclassificationCode\tcmdCode\t"
      "customsCode\tmosCode\tmotCode\tprimaryValue\n"
      "C\tM\t202401\t757\tM\t699\t0\tH6\tTOTAL\tC00\t0\t0\t10\n"
      "C\tM\t202402\t757\tM\t699\t0\tH6\tTOTAL\tC00\t0\t0\t20\n";
  const std::string path = (folder_ / "bulk.gz").string();
  gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
  const auto report = statistics_->load(path, {});
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(report->cells, 2U);
  const auto both = series("CHE", "IND")->best(Flow::imports, *parse_period("2024-01/02"));
  ASSERT_TRUE(both);
  EXPECT_DOUBLE_EQ(both->value, 30);
  EXPECT_FALSE(both->stated);
  EXPECT_FALSE(series("CHE", "IND")->best(Flow::imports, *parse_period("2024-Q1"))) << "March is missing";
}

TEST_F(StatisticsLoad, ACutPackedFileIsRefused) {
  const std::string path = (folder_ / "cut.gz").string();
  gzFile file = gzopen(path.c_str(), "wb");
  std::string text = kWitsHeader;
  for (int at = 0; at < 5000; ++at) text += wits_row("2603", 1990 + at % 30, std::to_string(at * 7919 % 100003));
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  const auto report = statistics_->load(path, {});
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().message.find("cut"), std::string::npos);
}

TEST_F(StatisticsLoad, WitsInThousands) {
  const auto report = load("w.csv", std::string(kWitsHeader) + wits_row("2603", 2024, "2876.25") +
                                        wits_row("Total", 2024, "3000") + wits_row("01-05_Animal", 2024, "44") +
                                        wits_row("0101", 2022, "1") + wits_row("101", 2022, "1"));
  EXPECT_EQ(report.cells, 3U);
  EXPECT_EQ(report.passed_over, 1U) << "a product group";
  ASSERT_EQ(report.refused.size(), 1U) << "a lost zero";
  EXPECT_EQ(report.refused[0].first.line, 6U);
  ASSERT_EQ(report.warnings.size(), 1U);
  EXPECT_NE(report.warnings[0].find("2023"), std::string::npos) << "a missing year";
  EXPECT_DOUBLE_EQ(only(series("KAZ", "CHN"), Flow::exports, 2024), 3'000'000);
  EXPECT_DOUBLE_EQ(series("KAZ", "CHN")->table(Flow::exports, Period::of_year(2024))->headings[0].value, 2'876'250);
}

TEST_F(StatisticsLoad, WitsWithoutItsUnitIsRefused) {
  std::string header = kWitsHeader;
  header.replace(header.find("TradeValuein1000USD"), 19, "TradeValue");
  const auto report = try_load("w.csv", header + wits_row("2603", 2024, "1"));
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().message.find("unit"), std::string::npos);
}

TEST_F(StatisticsLoad, WitsThatStopsAtItsLimitCountsAsIncomplete) {
  std::string text = kWitsHeader;
  for (int at = 0; at < 100'000; ++at) {
    const std::string code = std::to_string(1000 + at % 8000);
    text += wits_row(code, 2000 + at / 8000, "1");
  }
  const auto report = load("w.csv", text);
  ASSERT_FALSE(report.warnings.empty());
  EXPECT_NE(report.warnings[0].find("100000"), std::string::npos);
  EXPECT_FALSE(series("KAZ", "CHN")->best(Flow::exports, Period::of_year(2003)));
}

TEST_F(StatisticsLoad, ARowThatBreaksOff) {
  const auto report = load("w.csv", std::string(kWitsHeader) + wits_row("2603", 2024, "1") + "H4,KAZ,2604,Kaz");
  EXPECT_EQ(report.cells, 1U);
  EXPECT_EQ(report.refused.size(), 1U);
  EXPECT_EQ(report.warnings.size(), 1U);
  EXPECT_TRUE(series("KAZ", "CHN")->totals[0].incomplete);
}

TEST_F(StatisticsLoad, PassportIndexNeedsItsDay) {
  const std::string text =
      "Passport,Destination,Requirement\nKAZ,CHN,30\nCHN,KAZ,visa free\nKAZ,KAZ,-1\nKAZ,FRA,visa required\n";
  EXPECT_FALSE(try_load("index.csv", text));
  const auto report = load("index_2023-12-03.csv", text);
  EXPECT_EQ(to_iso(report.date), "2023-12-03");
  const auto rules = statistics_->visa_rules("KAZ", "CHN");
  ASSERT_TRUE(rules);
  ASSERT_EQ(rules->size(), 1U);
  EXPECT_EQ((*rules)[0].days, 30);
  EXPECT_TRUE((*rules)[0].is_free());
  EXPECT_FALSE(statistics_->visa_rules("KAZ", "FRA")->front().is_free());
  EXPECT_TRUE(statistics_->visa_rules("FRA", "KAZ")->empty());
}

TEST_F(StatisticsLoad, OtherFilesAreRefusedWithWhatToDo) {
  for (const auto& [name, content] :
       {std::pair("a.csv", std::string("colour,size\nred,1\n")), std::pair("b", std::string("\0\1\2\3abc", 7)),
        std::pair("c.csv", std::string("")), std::pair("d.zip", std::string("PK\x03\x04zipped")),
        std::pair("e.csv", std::string(kNationalHeader) + "nobody,nowhere,exports,2020,1,USD,x,\n")}) {
    const auto report = try_load(name, content);
    ASSERT_FALSE(report) << name;
    EXPECT_FALSE(report.error().message.empty());
    EXPECT_FALSE(report.error().file.empty());
  }
  EXPECT_FALSE(statistics_->load((folder_ / "absent").string(), {}));
  EXPECT_TRUE(statistics_->files()->empty());
}

}  // namespace
}  // namespace chancery::testing
