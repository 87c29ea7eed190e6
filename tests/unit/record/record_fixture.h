// Articles and findings made by hand, for tests of the store.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "chancery/record.h"
#include "format/finding_json.h"

namespace chancery {

inline Day day_of(const char* iso) { return parse_iso_day(iso).value(); }

inline DateInterval on(const char* iso) {
  return {day_of(iso), day_of(iso), DatePrecision::day, DateBasis::text, std::nullopt};
}

inline Article make_article(std::string id, std::string text, const char* date = "2025-02-14",
                            std::string source = "Gazette") {
  Article article;
  article.id = std::move(id);
  article.text = std::move(text);
  article.source = std::move(source);
  if (date != nullptr) article.date = day_of(date);
  return article;
}

inline Actor state(std::string code, std::uint32_t begin = 0) {
  return {{begin, begin + 3}, std::move(code), "GOV", "", "", {}};
}

inline Event meeting(const char* first, const char* second, const char* iso, Level level = Level::minister) {
  Event event;
  event.type = EventType::consult;
  event.mode = "meet";
  event.reciprocal = true;
  event.level = level;
  event.actors = {state(first), state(second, 4)};
  event.date = on(iso);
  event.evidence = {0, 10};
  event.confidence = 0.9;
  return event;
}

inline Reading reading_of(const Article& article, std::vector<Finding> findings) {
  Reading reading;
  reading.facts.date = article.date;
  reading.facts.source = article.source;
  reading.findings = std::move(findings);
  return reading;
}

// Everything that a user can get out of a record, in one text: two records with the same content give the same.
inline std::string dump(Record& record) {
  std::string out;
  const std::vector<RecordedFinding> findings = record.find({}).value();
  for (const RecordedFinding& finding : findings) {
    out += finding.id + " " + finding.kind + "\n";
    for (const FindingLink& link : finding.links) out += "  " + link.kind + " " + link.id + "\n";
    for (const Occurrence& occurrence : finding.occurrences) {
      out += "  " + occurrence.local_id + " ";
      format::append_stored_json(out, occurrence.finding, record.article(occurrence.article_id)->article);
      out += "\n";
    }
  }
  const std::vector<std::string> articles = record.articles_about("", "").value();
  for (const std::string& id : articles) {
    const RecordedArticle recorded = record.article(id).value();
    out += id + "|" + recorded.reader_version + "|" + recorded.facts.source + "|" + recorded.article.title + "|" +
           recorded.article.text + "|" + recorded.article.extra_json + "\n";
  }
  const RecordStatistics statistics = record.statistics().value();
  out += std::to_string(statistics.articles) + " " + std::to_string(statistics.findings) + " " +
         std::to_string(statistics.occurrences);
  return out;
}

// A folder of its own for each test, removed afterwards.
class RecordTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("chancery-test-" + std::to_string(::getpid()) + "-" +
                                                        testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path(const char* name = "test.db") const { return (folder_ / name).string(); }

  static std::unique_ptr<Record> open(const std::string& path, Record::Mode mode = Record::Mode::read_write) {
    auto record = Record::open(path, mode);
    if (!record) ADD_FAILURE() << record.error().to_string();
    return record ? std::move(*record) : nullptr;
  }

  std::filesystem::path folder_;
};

}  // namespace chancery
