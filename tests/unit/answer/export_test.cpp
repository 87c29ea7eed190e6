#include "answer/export.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <set>

#include "world.h"

namespace chancery::answer {
namespace {

using namespace testing;

constexpr ExportKind kKinds[] = {ExportKind::timeline, ExportKind::events, ExportKind::agreements,
                                 ExportKind::figures,  ExportKind::people, ExportKind::search};

const char* const kText = "Minister Ana, of Freedonia, met \"her peer\" in Zenda.";

struct Fixture {
  ArticleMap articles;
  ExportFrame frame{7, "chancery, record version 7", {}};
  Fixture() { articles.emplace("a1", article("a1", "2025-02-14", "Trend; Agency", kText)); }
  const Article& text() const { return articles.at("a1").article; }

  RecordedFinding meeting() const {
    Event event = testing::event(EventType::consult, "meet", {person("KAZ", "Minister", "Ana"), state("CHN")}, {},
                                 on("2025-02-14"), Status::planned);
    event.actors[1].sector = "LEG";
    event.level = Level::minister;
    event.areas = {"energy", "tourism"};
    event.evidence = span_of(text(), kText);
    event.place = Place{span_of(text(), "Zenda"), "text", "KAZ", 51.13, 71.43, true};
    return recorded("E1", event, {"a1"});
  }
};

std::string cell(ExportKind kind, const Row& row, std::string_view column) {
  const auto columns = export_columns(kind);
  for (std::size_t index = 0; index < columns.size(); ++index) {
    if (columns[index] == column) return csv_row({row[index]});
  }
  throw std::runtime_error("no column " + std::string(column));
}

TEST(Export, ColumnsAreUniqueAndEveryKindIsCited) {
  for (const ExportKind kind : kKinds) {
    const auto columns = export_columns(kind);
    EXPECT_EQ(std::set<std::string_view>(columns.begin(), columns.end()).size(), columns.size());
    for (const std::string_view column :
         {"article", "published", "begin", "end", "reader", "record_version", "citation"}) {
      EXPECT_NE(std::find(columns.begin(), columns.end(), column), columns.end()) << column;
    }
  }
}

TEST(Export, AnEventIsOneRow) {
  const Fixture fixture;
  const auto rows = export_rows(ExportKind::events, fixture.meeting(), fixture.articles, wording(), fixture.frame);
  ASSERT_EQ(rows.size(), 1U);
  const auto value = [&](std::string_view column) { return cell(ExportKind::events, rows[0], column); };
  EXPECT_EQ(value("event"), "CONSULT\n");
  EXPECT_EQ(value("plover"), "AGREE\n");  // planned
  EXPECT_EQ(value("status"), "planned\n");
  EXPECT_EQ(value("quad"), "verbal-cooperation\n");
  EXPECT_EQ(value("intensity"), "2.5\n");
  EXPECT_EQ(value("cameo"), "040\n");
  EXPECT_EQ(value("reciprocal"), "true\n");
  EXPECT_EQ(value("actors"), "KAZ;CHN\n");
  EXPECT_EQ(value("actor_sectors"), "GOV;LEG\n");
  EXPECT_EQ(value("actor_persons"), "Ana;\n");
  EXPECT_EQ(value("recipients"), "\n");
  EXPECT_EQ(value("areas"), "energy;tourism\n");
  EXPECT_EQ(value("place"), "Zenda\n");
  EXPECT_EQ(value("latitude"), "51.13\n");
  EXPECT_EQ(value("date_from"), "2025-02-14\n");
  EXPECT_EQ(value("confidence"), "0.9\n");
  EXPECT_EQ(value("sources"), "\"Trend, Agency\"\n");  // ';' would part it in two
  EXPECT_EQ(value("begin"), "0\n");
  EXPECT_EQ(value("sentence"), "\"Minister Ana, of Freedonia, met \"\"her peer\"\" in Zenda.\"\n");
  EXPECT_EQ(value("reader"), "test-1\n");
  EXPECT_EQ(value("record_version"), "7\n");
}

TEST(Export, JsonLinesKeepTypes) {
  const Fixture fixture;
  const auto rows = export_rows(ExportKind::events, fixture.meeting(), fixture.articles, wording(), fixture.frame);
  const std::string text = jsonl_row(export_columns(ExportKind::events), rows[0]);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
  rapidjson::Document json;
  json.Parse(text.data(), text.size());
  ASSERT_FALSE(json.HasParseError());
  EXPECT_EQ(json.MemberCount(), export_columns(ExportKind::events).size());
  EXPECT_TRUE(json["reciprocal"].IsTrue());
  EXPECT_EQ(json["actors"].Size(), 2U);
  EXPECT_TRUE(json["said_by"].IsNull());
  EXPECT_EQ(json["begin"].GetInt(), 0);
  EXPECT_EQ(json["recipients"].Size(), 0U);
}

TEST(Export, AnAgreementHasARowForEachStep) {
  Fixture fixture;
  fixture.articles.emplace("a2", article("a2", "2023-12-01", "Kazinform", "In force."));
  RecordedFinding finding = recorded("A1", agreement("visa agreement", "signed", on("2023-05-17")), {"a1"});
  finding.occurrences.push_back({"a2", "a2/1", agreement("visa agreement", "in-force", on("2023-11-10"))});
  finding.occurrences.push_back({"a2", "a2/2", agreement("visa agreement", "signed", on("2023-05-17"))});
  const auto rows = export_rows(ExportKind::agreements, finding, fixture.articles, wording(), fixture.frame);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(cell(ExportKind::agreements, rows[0], "step"), "signed\n");
  EXPECT_EQ(cell(ExportKind::agreements, rows[0], "latest"), "false\n");
  EXPECT_EQ(cell(ExportKind::agreements, rows[0], "articles"), "2\n");
  EXPECT_EQ(cell(ExportKind::agreements, rows[1], "step"), "in-force\n");
  EXPECT_EQ(cell(ExportKind::agreements, rows[1], "latest"), "true\n");
}

TEST(Export, ASigningThatArticlesDateDifferentlyHasBothDates) {
  Fixture fixture;
  fixture.articles.emplace("a2", article("a2", "2023-05-19", "Kazinform", "Signed."));
  fixture.articles.emplace("a3", article("a3", "2023-05-20", "Gazette", "Signed."));
  RecordedFinding finding = recorded("A1", agreement("visa agreement", "signed", on("2023-05-17")), {"a1"});
  finding.occurrences.push_back({"a2", "a2/1", agreement("visa agreement", "signed", on("2023-05-18"))});
  // "in May" contradicts neither.
  finding.occurrences.push_back(
      {"a3", "a3/1", agreement("deal", "signed", between("2023-05-01", "2023-05-31", DatePrecision::month))});
  const auto rows = export_rows(ExportKind::agreements, finding, fixture.articles, wording(), fixture.frame);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(cell(ExportKind::agreements, rows[0], "date_from"), "2023-05-17\n");
  EXPECT_EQ(cell(ExportKind::agreements, rows[0], "articles"), "2\n");
  EXPECT_EQ(cell(ExportKind::agreements, rows[0], "other_dates"), "2023-05-18 Kazinform\n");
  EXPECT_EQ(cell(ExportKind::agreements, rows[1], "date_from"), "2023-05-18\n");
  EXPECT_EQ(cell(ExportKind::agreements, rows[1], "names"), "visa agreement;deal\n");
}

TEST(Export, AFigureNamesWhatContradictsIt) {
  Fixture fixture;
  const auto year = between("2024-01-01", "2024-12-31", DatePrecision::year);
  std::vector<RecordedFinding> findings = {recorded("F1", turnover(30.1e9, 3, year), {"a1"}),
                                           recorded("F2", turnover(43.8e9, 3, year), {"a1"})};
  for (RecordedFinding& finding : findings) finding.dispute = "D1";
  fixture.frame.contradictions = contradictions_among(findings);
  const auto rows = export_rows(ExportKind::figures, findings[0], fixture.articles, wording(), fixture.frame);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(cell(ExportKind::figures, rows[0], "value"), "30100000000\n");
  EXPECT_EQ(cell(ExportKind::figures, rows[0], "period_from"), "2024-01-01\n");
  EXPECT_EQ(cell(ExportKind::figures, rows[0], "dispute"), "D1\n");
  EXPECT_EQ(cell(ExportKind::figures, rows[0], "contradicts"), "F2\n");
}

TEST(Export, OtherKindsGiveNoRows) {
  const Fixture fixture;
  for (const ExportKind kind : {ExportKind::agreements, ExportKind::figures, ExportKind::people}) {
    EXPECT_TRUE(export_rows(kind, fixture.meeting(), fixture.articles, wording(), fixture.frame).empty());
  }
}

TEST(Export, AllRowsAreAsWideAsTheHeader) {
  Fixture fixture;
  const RecordedFinding findings[] = {fixture.meeting(), recorded("A1", agreement("x", "signed", std::nullopt), {"a1"}),
                                      recorded("F1", turnover(1, 1, std::nullopt), {"a1"}),
                                      recorded("O1", holding("KAZ", "Minister", "Ana", nullptr), {"a1"})};
  for (const ExportKind kind : kKinds) {
    for (const RecordedFinding& finding : findings) {
      for (const Row& row : export_rows(kind, finding, fixture.articles, wording(), fixture.frame)) {
        EXPECT_EQ(row.size(), export_columns(kind).size());
      }
    }
  }
}

}  // namespace
}  // namespace chancery::answer
