// What people say of findings, and what becomes of it when articles are read again, forgotten and taken over.
#include "chancery/corrections.h"

#include "unit/record/record_fixture.h"

namespace chancery {
namespace {

const Correction kWrong{true, "Anna Berg", "they never met", "2025-03-01T10:00:00Z"};

class CorrectionsTest : public RecordTest {
 protected:
  std::unique_ptr<Record> record_with(const std::vector<std::pair<std::string, std::vector<Event>>>& articles) {
    auto record = open(path());
    for (const auto& [id, events] : articles) put(*record, id, events, "r1");
    return record;
  }
  static void put(Record& record, const std::string& id, const std::vector<Event>& events, const char* reader) {
    const Article article = make_article(id, "KAZ CHN met. KAZ RUS met.");
    std::vector<Finding> findings(events.begin(), events.end());
    ASSERT_TRUE(record.add(article, reading_of(article, findings), reader).has_value());
    ASSERT_TRUE(record.commit().has_value());
  }
  std::unique_ptr<Corrections> corrections() {
    auto opened = Corrections::open(path());
    EXPECT_TRUE(opened.has_value());
    return opened ? *std::move(opened) : nullptr;
  }
};

TEST_F(CorrectionsTest, AWrongFindingIsLeftOutAndStillExplained) {
  const auto record =
      record_with({{"a", {meeting("KAZ", "CHN", "2025-02-14")}}, {"b", {meeting("KAZ", "RUS", "2025-02-14")}}});
  const auto before = record->find({.actor = "KAZ"}).value();
  ASSERT_EQ(before.size(), 2U);
  const std::string id = record->find({.actor = "CHN"}).value().at(0).id;
  const auto version = record->statistics()->version;
  EXPECT_EQ(corrections()->add(id, kWrong).value(), 1U);
  EXPECT_EQ(record->statistics()->version, version + 1);
  EXPECT_TRUE(record->find({.actor = "CHN"}).value().empty());
  EXPECT_EQ(record->find({.actor = "KAZ"}).value().size(), 1U);
  RecordQuery latest{.actor = "KAZ"};
  latest.limit = 5;
  latest.latest = true;
  EXPECT_EQ(record->find(latest).value().size(), 1U);
  const auto finding = record->finding(id).value();
  ASSERT_TRUE(finding.occurrences.at(0).correction.has_value());
  EXPECT_TRUE(finding.occurrences[0].correction->wrong);
  EXPECT_EQ(finding.occurrences[0].correction->by, "Anna Berg");
  EXPECT_EQ(finding.occurrences[0].correction->note, "they never met");
  EXPECT_EQ(finding.occurrences[0].correction->time, "2025-03-01T10:00:00Z");
}

TEST_F(CorrectionsTest, OneTellingMayBeWrongAlone) {
  const auto record =
      record_with({{"a", {meeting("KAZ", "CHN", "2025-02-14")}}, {"b", {meeting("KAZ", "CHN", "2025-02-14")}}});
  const auto one = record->find({.actor = "CHN"}).value();
  ASSERT_EQ(one.size(), 1U);
  ASSERT_EQ(one[0].occurrences.size(), 2U);
  EXPECT_EQ(corrections()->add("b/1", kWrong).value(), 1U);
  const auto left = record->find({.actor = "CHN"}).value();
  ASSERT_EQ(left.size(), 1U);
  ASSERT_EQ(left[0].occurrences.size(), 1U);
  EXPECT_EQ(left[0].occurrences[0].article_id, "a");
  EXPECT_EQ(record->finding(one[0].id)->occurrences.size(), 2U);
}

TEST_F(CorrectionsTest, WhoSpeaksLastIsHeardAndAllIsKept) {
  const auto record = record_with({{"a", {meeting("KAZ", "CHN", "2025-02-14")}}});
  const std::string id = record->find({}).value().at(0).id;
  const auto log = corrections();
  ASSERT_TRUE(log->add(id, kWrong).has_value());
  Correction right = kWrong;
  right.wrong = false;
  right.by = "Omar";
  right.time = "2025-03-02T10:00:00Z";
  ASSERT_TRUE(log->add(id, right).has_value());
  EXPECT_EQ(record->find({}).value().size(), 1U);
  // One that is older by its date does not overrule, whenever it was entered.
  Correction older = kWrong;
  older.time = "2025-02-28T10:00:00Z";
  ASSERT_TRUE(log->add(id, older).has_value());
  EXPECT_EQ(record->find({}).value().size(), 1U);
  const auto list = log->list().value();
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].correction.time, older.time);
  EXPECT_FALSE(list[0].stands);
  EXPECT_FALSE(list[1].stands);
  EXPECT_TRUE(list[2].stands);
  EXPECT_EQ(list[2].correction.by, "Omar");
  EXPECT_EQ(list[2].finding_id, id);
}

TEST_F(CorrectionsTest, ReadingAgainKeepsThemWhereTheClaimIsTheSame) {
  const auto record = record_with({{"a", {meeting("KAZ", "CHN", "2025-02-14"), meeting("KAZ", "RUS", "2025-02-14")}}});
  ASSERT_TRUE(corrections()->add("a/1", kWrong).has_value());
  ASSERT_EQ(record->find({}).value().size(), 1U);
  // A later reader gives the levels and another order.
  put(*record, "a",
      {meeting("KAZ", "RUS", "2025-02-14", Level::official), meeting("KAZ", "CHN", "2025-02-14", Level::head_of_state)},
      "r2");
  auto found = record->find({}).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(std::get<Event>(found[0].occurrences[0].finding).actors[1].country, "RUS");
  // Another day is another claim: nobody has said that this is wrong.
  put(*record, "a", {meeting("KAZ", "CHN", "2025-02-15")}, "r3");
  EXPECT_EQ(record->find({.actor = "CHN"}).value().size(), 1U);
}

TEST_F(CorrectionsTest, ForgettingTakesThemAlongAndMergingTakesThemOver) {
  const auto record =
      record_with({{"a", {meeting("KAZ", "CHN", "2025-02-14")}}, {"b", {meeting("KAZ", "RUS", "2025-02-14")}}});
  const auto log = corrections();
  ASSERT_TRUE(log->add("a/1", kWrong).has_value());
  ASSERT_TRUE(log->add("b/1", kWrong).has_value());

  const std::string other = path() + ".other";
  {
    auto theirs = Record::open(other, Record::Mode::read_write).value();
    put(*theirs, "a", {meeting("KAZ", "CHN", "2025-02-14")}, "r1");
  }
  auto other_log = Corrections::open(other).value();
  EXPECT_EQ(other_log->add_from(path()).value(), 1U);  // of b it knows nothing
  EXPECT_EQ(other_log->add_from(path()).value(), 0U);
  EXPECT_TRUE(Record::open(other, Record::Mode::read_only).value()->find({}).value().empty());

  EXPECT_EQ(log->forget("a").value(), 1U);
  EXPECT_EQ(log->forget("a").value(), 0U);
  EXPECT_EQ(log->list().value().size(), 1U);
  EXPECT_EQ(record->find({.actor = "CHN"}).value().size(), 1U);
  EXPECT_TRUE(record->find({.actor = "RUS"}).value().empty());
}

TEST_F(CorrectionsTest, WhatCannotBeKeptIsRefused) {
  const auto record = record_with({{"a", {meeting("KAZ", "CHN", "2025-02-14")}}});
  const auto log = corrections();
  EXPECT_EQ(log->add("E0000000000", kWrong).error().code, ErrorCode::not_found);
  Correction nobody = kWrong;
  nobody.by = " ";
  EXPECT_EQ(log->add("a/1", nobody).error().code, ErrorCode::bad_usage);
  Correction lengthy = kWrong;
  lengthy.note.assign(2001, 'x');
  EXPECT_EQ(log->add("a/1", lengthy).error().code, ErrorCode::bad_usage);
  Correction broken = kWrong;
  broken.note = "\xff";
  EXPECT_EQ(log->add("a/1", broken).error().code, ErrorCode::bad_usage);
  EXPECT_TRUE(log->list().value().empty());
  EXPECT_EQ(record->find({}).value().size(), 1U);
}

}  // namespace
}  // namespace chancery
