// What the record joins over articles: the same whatever the order in which they came.
#include <sqlite3.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "unit/record/record_fixture.h"

namespace chancery {
namespace {

AgreementFinding agreement(const char* name, const char* step, const char* iso, const char* kind = "agreement") {
  AgreementFinding finding;
  finding.name = name;
  finding.kind = kind;
  finding.parties = {state("KAZ"), state("CHN", 4)};
  finding.step = step;
  finding.date = on(iso);
  finding.evidence = {0, 10};
  finding.confidence = 0.9;
  return finding;
}

Figure turnover(double value, int digits, const char* year = "2024") {
  Figure figure;
  figure.measure = "trade-turnover";
  figure.parties = {state("KAZ"), state("CHN", 4)};
  figure.value = value;
  figure.digits = digits;
  figure.unit = "USD";
  figure.outlook = "outcome";
  const std::string text(year);
  figure.period = DateInterval{day_of((text + "-01-01").c_str()), day_of((text + "-12-31").c_str()),
                               DatePrecision::year, DateBasis::text, std::nullopt};
  figure.evidence = {0, 10};
  figure.confidence = 0.9;
  return figure;
}

class ConnectTest : public RecordTest {
 protected:
  struct Told {
    std::string id;
    const char* published;
    std::vector<Finding> findings;
  };

  static void put(Record& record, const Told& told) {
    const Article article = make_article(told.id, "KAZ CHN " + told.id, told.published);
    ASSERT_TRUE(record.add(article, reading_of(article, told.findings), "r1").has_value());
  }

  // A line for each finding of a kind: id, dispute and the occurrences.
  static std::vector<std::string> lines(Record& record, const char* kind) {
    std::vector<std::string> out;
    const std::vector<RecordedFinding> found = record.find({.kind = kind}).value();
    for (const RecordedFinding& finding : found) {
      std::string line = finding.dispute.empty() ? "" : "disputed ";
      for (const Occurrence& occurrence : finding.occurrences) line += occurrence.local_id + " ";
      out.push_back(line);
    }
    std::sort(out.begin(), out.end());
    return out;
  }
};

using Lines = std::vector<std::string>;

TEST_F(ConnectTest, StepsOfOneAgreementComeTogetherUnderOneId) {
  const auto record = open(path());
  put(*record, {"a", "2023-05-18", {agreement("agreement on mutual visa exemption", "signed", "2023-05-17")}});
  put(*record, {"b", "2023-11-11", {agreement("visa-free agreement", "in-force", "2023-11-10")}});
  put(*record, {"c", "2023-05-18", {agreement("memorandum on grain", "signed", "2023-05-17", "memorandum")}});
  ASSERT_TRUE(record->commit().has_value());
  EXPECT_EQ(lines(*record, "agreement"), (Lines{"a/1 b/1 ", "c/1 "}));
  const std::string id = record->finding("b/1")->id;
  EXPECT_EQ(record->finding("a/1")->id, id);
  // A later article changes no id; an id of any of its steps finds the agreement.
  put(*record, {"d", "2024-01-05", {agreement("visa deal", "suspended", "2024-01-04")}});
  ASSERT_TRUE(record->commit().has_value());
  EXPECT_EQ(lines(*record, "agreement"), (Lines{"a/1 b/1 d/1 ", "c/1 "}));
  EXPECT_EQ(record->finding("d/1")->id, id);
  // What is asked of one step brings the whole agreement.
  const auto since = record->find({.kind = "agreement", .since = day_of("2024-01-01")}).value();
  ASSERT_EQ(since.size(), 1U);
  EXPECT_EQ(since.front().occurrences.size(), 3U);
  const auto until = record->find({.kind = "agreement", .published_until = day_of("2023-12-31")}).value();
  ASSERT_EQ(until.size(), 2U);
  EXPECT_EQ(until.front().occurrences.size() + until.back().occurrences.size(), 3U);
}

TEST_F(ConnectTest, ARoundedFigureIsTheFinerOneAndAnotherIsDisputed) {
  const auto record = open(path());
  put(*record, {"a", "2025-01-10", {turnover(30.1e9, 3)}});
  put(*record, {"b", "2025-01-12", {turnover(30.12e9, 4)}});
  put(*record, {"c", "2024-01-12", {turnover(25.4e9, 3, "2023")}});
  ASSERT_TRUE(record->commit().has_value());
  EXPECT_EQ(lines(*record, "figure"), (Lines{"a/1 b/1 ", "c/1 "}));
  put(*record, {"d", "2025-02-01", {turnover(43.8e9, 3)}});
  ASSERT_TRUE(record->commit().has_value());
  EXPECT_EQ(lines(*record, "figure"), (Lines{"c/1 ", "disputed a/1 b/1 ", "disputed d/1 "}));
  EXPECT_EQ(record->finding("a/1")->dispute, record->finding("d/1")->dispute);
  ASSERT_TRUE(record->forget("d").has_value());
  ASSERT_TRUE(record->commit().has_value());
  EXPECT_EQ(lines(*record, "figure"), (Lines{"a/1 b/1 ", "c/1 "}));
}

TEST_F(ConnectTest, WhatStoodThereBeforeIsTakenIn) {
  {
    const auto record = open(path());
    put(*record, {"a", "2023-05-18", {agreement("agreement on mutual visa exemption", "signed", "2023-05-17")}});
    put(*record, {"b", "2023-11-11", {agreement("visa-free agreement", "in-force", "2023-11-10"), turnover(30e9, 3)}});
    put(*record, {"c", "2023-11-11", {turnover(43.8e9, 3)}});
    ASSERT_TRUE(record->commit().has_value());
  }
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database,
                         "DELETE FROM agreement_tellings; DELETE FROM figure_claims; DELETE FROM finding_groups;"
                         "INSERT INTO grouping_backlog VALUES ('agreement'), ('figure')",
                         nullptr, nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(database);
  const auto record = open(path());
  EXPECT_EQ(lines(*record, "agreement"), (Lines{"a/1 ", "b/1 "}));
  put(*record, {"d", "2024-01-01", {}});
  ASSERT_TRUE(record->commit().has_value());
  EXPECT_EQ(lines(*record, "agreement"), (Lines{"a/1 b/1 "}));
  EXPECT_EQ(lines(*record, "figure"), (Lines{"disputed b/2 ", "disputed c/1 "}));
}

TEST_F(ConnectTest, TheRecordDependsOnTheArticlesAlone) {
  std::vector<Told> all;
  const std::vector<const char*> names = {
      "gas deal",          "gas agreement", "northern gas agreement", "visa deal", "agreement on visa exemption",
      "1999 gas agreement"};
  const std::vector<const char*> days = {"1999-02-01", "2008-07-01", "2009-03-01", "2023-05-17", "2023-05-18"};
  for (std::size_t i = 0; i < 30; ++i) {
    Told told{"n" + std::to_string(i), days[i % days.size()], {}};
    told.findings.push_back(agreement(names[i % names.size()], i % 3 == 0 ? "signed" : "ratified", days[i % 5]));
    told.findings.push_back(turnover(30e9 + 1e8 * static_cast<double>(i % 7), 2 + static_cast<int>(i % 3)));
    all.push_back(std::move(told));
  }
  std::string expected;
  std::mt19937 random(3);
  for (int round = 0; round < 6; ++round) {
    const auto record = open(path(("r" + std::to_string(round)).c_str()));
    // Once with what is forgotten and revised again.
    if (round % 2 == 1) {
      put(*record, {"gone", "2000-01-01", {agreement("gas deal", "signed", "2000-01-01"), turnover(1e9, 1)}});
      put(*record, {"n3", "2001-01-01", {agreement("visa deal", "signed", "2001-01-01")}});
      ASSERT_TRUE(record->commit().has_value());
      ASSERT_TRUE(record->forget("gone").has_value());
    }
    std::uniform_int_distribution<int> commits(0, 4);
    for (const Told& told : all) {
      put(*record, told);
      if (commits(random) == 0) {
        ASSERT_TRUE(record->commit().has_value());
      }
    }
    ASSERT_TRUE(record->commit().has_value());
    std::string text = dump(*record);
    const std::vector<RecordedFinding> found = record->find({}).value();
    for (const RecordedFinding& finding : found) text += finding.id + finding.dispute + "\n";
    if (expected.empty()) expected = text;
    EXPECT_EQ(text, expected) << "round " << round;
    std::shuffle(all.begin(), all.end(), random);
  }
}

}  // namespace
}  // namespace chancery
