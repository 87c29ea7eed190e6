// Records of every schema ever landed, kept in tests/fixtures/records, open and say what they said.
#include <rapidjson/document.h>
#include <sqlite3.h>

#include <fstream>
#include <map>
#include <sstream>

#include "record/sqlite/migrations.h"
#include "unit/record/record_fixture.h"

namespace chancery {
namespace {

std::filesystem::path fixture(int schema, const char* suffix) {
  return std::filesystem::path(CHANCERY_SOURCE_DIR) / "tests/fixtures/records" /
         ("schema-" + std::to_string(schema) + suffix);
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

// What tools/make_record_fixture wrote beside the record: what its articles and findings were then.
std::vector<rapidjson::Document> told_then(int schema) {
  std::vector<rapidjson::Document> lines;
  std::ifstream file(fixture(schema, ".findings.jsonl"));
  for (std::string line; std::getline(file, line);) {
    lines.emplace_back().Parse(line.data(), line.size());
    EXPECT_FALSE(lines.back().HasParseError()) << line;
  }
  return lines;
}

std::string text(const rapidjson::Value& object, const char* key) {
  return {object[key].GetString(), object[key].GetStringLength()};
}

// Whether all that `then` says `now` says too; what later programs add to a finding does not count.
void expect_holds(const rapidjson::Value& now, const rapidjson::Value& then, const std::string& where) {
  if (!then.IsObject() || !now.IsObject()) {
    EXPECT_TRUE(now == then) << where;
    return;
  }
  for (const auto& member : then.GetObject()) {
    const std::string place = where + "." + member.name.GetString();
    ASSERT_TRUE(now.HasMember(member.name)) << place;
    expect_holds(now[member.name], member.value, place);
  }
}

class MigrationTest : public RecordTest, public testing::WithParamInterface<int> {
 protected:
  // The record as the program of that schema left it.
  void make_old_record(const std::string& file) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &handle), SQLITE_OK);
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(handle, content_of(fixture(GetParam(), ".sql")).c_str(), nullptr, nullptr, &message),
              SQLITE_OK)
        << message;
    sqlite3_close(handle);
  }

  void expect_same(Record& record) {
    std::size_t articles = 0, occurrences = 0;
    std::map<std::string, std::pair<std::string, std::string>> told_now;  // local id: kind, finding as JSON
    const auto findings = record.find({}).value();
    for (const RecordedFinding& finding : findings) {
      for (const Occurrence& occurrence : finding.occurrences) {
        std::string json;
        format::append_stored_json(json, occurrence.finding, record.article(occurrence.article_id)->article);
        told_now[occurrence.local_id] = {finding.kind, json};
      }
    }
    for (const rapidjson::Document& line : told_then(GetParam())) {
      if (line.HasMember("article")) {
        ++articles;
        const auto article = record.article(text(line, "article"));
        ASSERT_TRUE(article.has_value()) << article.error().to_string();
        EXPECT_EQ(article->article.title, text(line, "title"));
        EXPECT_EQ(article->article.text, text(line, "text"));
        EXPECT_EQ(article->facts.source, text(line, "publisher"));
        EXPECT_EQ(article->facts.date.has_value(), line["published"].IsInt());
        if (article->facts.date && line["published"].IsInt()) {
          EXPECT_EQ(article->facts.date->time_since_epoch().count(), line["published"].GetInt());
        }
        continue;
      }
      ++occurrences;
      const std::string local_id = text(line, "occurrence");
      ASSERT_TRUE(told_now.contains(local_id)) << local_id;
      EXPECT_EQ(told_now[local_id].first, text(line, "kind")) << local_id;
      rapidjson::Document now;
      now.Parse(told_now[local_id].second.c_str());
      expect_holds(now, line["told"], local_id);
      EXPECT_TRUE(record.finding(local_id).has_value()) << local_id;
    }
    EXPECT_GT(occurrences, 20U);
    EXPECT_EQ(record.statistics()->articles, articles);
    EXPECT_EQ(record.statistics()->occurrences, occurrences);
    EXPECT_EQ(told_now.size(), occurrences);
  }
};

TEST_P(MigrationTest, AnOldRecordSaysWhatItSaid) {
  ASSERT_TRUE(std::filesystem::exists(fixture(GetParam(), ".sql")))
      << "schema " << GetParam() << " has no fixture: run tools/make_record_fixture (docs/record.md) and add its files";
  // By a writer and by somebody who only wants to read.
  for (const Record::Mode mode : {Record::Mode::read_write, Record::Mode::read_only}) {
    const std::string file = path(mode == Record::Mode::read_write ? "written.db" : "read.db");
    make_old_record(file);
    {
      const auto record = open(file, mode);
      ASSERT_NE(record, nullptr);
      expect_same(*record);
      EXPECT_EQ(record->search("\"Zum Löwen\"", 5)->size(), 1U);
    }
    record::Database database(file, SQLITE_OPEN_READONLY);
    EXPECT_EQ(record::schema_of(database), record::current_schema());
    EXPECT_EQ(database.integer("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
    EXPECT_EQ(database.integer("SELECT count(*) FROM pragma_foreign_key_check"), 0);
  }
}

TEST_P(MigrationTest, AnOldRecordIsWrittenOn) {
  make_old_record(path());
  const auto record = open(path());
  ASSERT_NE(record, nullptr);
  const std::size_t before = record->find({}).value().size();
  const Article article = make_article("new", "KAZ CHN met.");
  ASSERT_TRUE(record->add(article, reading_of(article, {meeting("XAA", "NOR", "2025-03-01")}), "r1").has_value());
  ASSERT_TRUE(record->forget("old-9").has_value());
  ASSERT_TRUE(record->commit().has_value());
  EXPECT_EQ(record->find({}).value().size(), before + 1);
  EXPECT_EQ(record->search("Löwen", 5)->size(), 0U);
}

INSTANTIATE_TEST_SUITE_P(EverySchema, MigrationTest, testing::Range(1, record::current_schema() + 1));

// A migrated record and a new one hold the same tables and indices.
TEST_P(MigrationTest, TheSchemaIsThatOfANewRecord) {
  make_old_record(path("old.db"));
  open(path("old.db"));
  open(path("new.db"));
  const auto schema = [&](const char* name) {
    record::Database database(path(name), SQLITE_OPEN_READONLY);
    record::Statement statement(database,
                                "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_schema ORDER BY 1");
    record::Query rows(statement);
    std::string out;
    while (rows.step()) out.append(rows.text(0)).append("\n");
    return out;
  };
  EXPECT_EQ(schema("old.db"), schema("new.db"));
}

}  // namespace
}  // namespace chancery
