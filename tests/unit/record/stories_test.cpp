// Stories in the store: whatever the order in which articles come, are revised and forgotten.
#include <algorithm>
#include <random>
#include <set>

#include "../connect/story_reports.h"
#include "record_fixture.h"

namespace chancery {
namespace {

using connect::testing::joined;
using connect::testing::replaced;
using connect::testing::talks;
using connect::testing::talks_told_by_another;

class Stories : public RecordTest {
 protected:
  static void put(Record& record, const Article& article, std::vector<Finding> findings = {}) {
    ASSERT_TRUE(record.add(article, reading_of(article, std::move(findings)), "r1"));
  }

  // "S...: a b | c" for all stories, from the point of view of each article.
  static std::string partition(Record& record) {
    std::set<std::string> lines;
    const std::vector<std::string> all = record.articles_about("", "").value();
    for (const std::string& id : all) {
      const Story story = record.story(id).value();
      std::string line = story.id + ":";
      for (const StoryMember& member : story.members) {
        line += " " + member.article_id + (member.superseded ? "<" + member.superseded.by : "");
      }
      lines.insert(line);
      EXPECT_EQ(record.article(id)->story, story.id);
      EXPECT_EQ(record.article(id)->story_size, story.members.size());
      EXPECT_EQ(record.story(story.id)->id, story.id);
    }
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
  }
};

TEST_F(Stories, ReprintsAreOneStoryWithSeveralSources) {
  const auto record = open(path());
  put(*record, make_article("b", joined(talks()), "2024-05-06", "Gazette"));
  put(*record, make_article("a", "STRELSAU (NPA) - " + joined(talks(), 0, 5), "2024-05-07", "Courier"));
  put(*record, make_article("c", joined(talks_told_by_another()), "2024-05-06", "Herald"));
  ASSERT_TRUE(record->commit());
  const Story story = record->story("a").value();
  ASSERT_EQ(story.members.size(), 2U);
  EXPECT_EQ(story.members[0].article_id, "b");  // published first
  EXPECT_EQ(story.members[1].publisher, "Courier");
  EXPECT_EQ(record->story("b")->id, story.id);
  EXPECT_NE(record->story("c")->id, story.id);
  EXPECT_EQ(record->story("c")->members.size(), 1U);
  EXPECT_EQ(record->stories({})->size(), 1U);
  EXPECT_EQ(record->story("nothing").error().code, ErrorCode::not_found);
}

TEST_F(Stories, AreAskedForByStatesAndDates) {
  const auto record = open(path());
  put(*record, make_article("a", joined(talks()), "2024-05-06", "Gazette"), {meeting("XAA", "XAB", "2024-05-06")});
  put(*record, make_article("b", joined(talks()), "2024-05-08", "Courier"));
  ASSERT_TRUE(record->commit());
  const auto count = [&](const StoryQuery& query) { return record->stories(query)->size(); };
  EXPECT_EQ(count({.actor = "XAA"}), 1U);
  EXPECT_EQ(count({.actor = "XAA", .with = "XAB"}), 1U);
  EXPECT_EQ(count({.actor = "XAA", .with = "XAC"}), 0U);
  EXPECT_EQ(count({.published_since = day_of("2024-05-08")}), 1U);
  EXPECT_EQ(count({.published_since = day_of("2024-05-09")}), 0U);
  EXPECT_EQ(count({.published_until = day_of("2024-05-05")}), 0U);
  EXPECT_EQ(count({.corrected = true}), 0U);
}

// Forty articles of three stories and a template, some cut, some added to.
std::vector<Article> many() {
  std::vector<Article> out;
  const auto day = [](int i) {
    return std::string(i % 3 == 0 ? "2024-05-06" : i % 3 == 1 ? "2024-05-07" : "2024-05-08");
  };
  for (int i = 0; i < 14; ++i) {
    const std::string text = joined(talks(), 0, static_cast<std::size_t>(5 + i % 4)) +
                             (i % 5 == 0 ? "\n\n" + joined(talks_told_by_another(), 2, 2) : "");
    out.push_back(make_article("t" + std::to_string(i), text, day(i).c_str(), "P" + std::to_string(i % 6)));
  }
  for (int i = 0; i < 6; ++i) {
    out.push_back(make_article("o" + std::to_string(i),
                               joined(talks_told_by_another(), 0, static_cast<std::size_t>(3 + i % 2)), day(i).c_str(),
                               "P" + std::to_string(i)));
  }
  for (int i = 0; i < 60; ++i) {
    const std::string number = std::to_string(3 * i + 100);
    out.push_back(make_article(
        "x" + std::to_string(i),
        replaced(joined(talks(), 2, 3),
                 {{"412", number}, {"900", std::to_string(i * 7)}, {"35 percent", std::to_string(i) + " percent"}}),
        day(i).c_str(), "Ministry"));
  }
  out.push_back(make_article("fix", "CORRECTION: " + joined(talks(), 0, 6), "2024-05-09", "P1"));
  return out;
}

TEST_F(Stories, DoNotDependOnTheOrderOfArticles) {
  std::string expected;
  std::vector<Article> articles = many();
  std::mt19937 random(7);
  for (int round = 0; round < 4; ++round) {
    const std::string file = path(("order" + std::to_string(round)).c_str());
    const auto record = open(file);
    for (std::size_t i = 0; i < articles.size(); ++i) {
      put(*record, articles[i]);
      if (round > 0 && random() % 9 == 0) {
        ASSERT_TRUE(record->commit());
      }
    }
    ASSERT_TRUE(record->commit());
    const std::string found = partition(*record);
    if (round == 0) {
      expected = found;
      EXPECT_NE(expected.find(" t0"), std::string::npos);
    } else {
      EXPECT_EQ(found, expected);
    }
    std::shuffle(articles.begin(), articles.end(), random);
  }
}

TEST_F(Stories, ForgettingAndRevisingLeavesWhatReadingTheRestWouldGive) {
  const std::vector<Article> articles = many();
  const auto record = open(path("a.db"));
  std::mt19937 random(11);
  for (const Article& article : articles) {
    put(*record, article);
    if (random() % 5 == 0) {
      ASSERT_TRUE(record->commit());
    }
  }
  // Others come and go, some of them the leaders of crowds, and some are revised forth and back.
  std::vector<Article> left;
  for (const Article& article : articles) {
    if (random() % 3 == 0) {
      ASSERT_TRUE(record->forget(article.id));
    } else {
      if (random() % 4 == 0) {
        Article other = article;
        other.text = joined(talks_told_by_another());
        put(*record, other);
        if (random() % 2 == 0) {
          ASSERT_TRUE(record->commit());
        }
        put(*record, article);
      }
      left.push_back(article);
    }
    if (random() % 7 == 0) {
      ASSERT_TRUE(record->commit());
    }
  }
  ASSERT_TRUE(record->commit());
  const auto fresh = open(path("b.db"));
  for (const Article& article : left) put(*fresh, article);
  ASSERT_TRUE(fresh->commit());
  EXPECT_EQ(partition(*record), partition(*fresh));
}

TEST_F(Stories, OfATemplateStandApartHoweverManyThereAre) {
  const auto record = open(path());
  for (int i = 0; i < 300; ++i) {
    const auto copy = [&](const std::string& id, const char* source) {
      return make_article(id,
                          replaced(joined(talks()), {{"412", std::to_string(1000 + i)},
                                                     {"900", std::to_string(i)},
                                                     {"4 hours", std::to_string(i + 5) + " hours"},
                                                     {"May 6", "May " + std::to_string(1 + i % 28)}}),
                          "2024-05-06", source);
    };
    put(*record, copy("a" + std::to_string(i), "Gazette"));
    if (i % 50 == 7) put(*record, copy("b" + std::to_string(i), "Courier"));
    if (i % 20 == 0) {
      ASSERT_TRUE(record->commit());
    }
  }
  ASSERT_TRUE(record->commit());
  const auto stories = record->stories({}).value();
  EXPECT_EQ(stories.size(), 6U);
  for (const Story& story : stories) {
    ASSERT_EQ(story.members.size(), 2U);
    EXPECT_EQ(story.members[0].article_id.substr(1), story.members[1].article_id.substr(1));
  }
}

TEST_F(Stories, AHundredReprintsAreOne) {
  const auto record = open(path());
  for (int i = 0; i < 100; ++i) {
    std::string text = joined(talks(), 0, static_cast<std::size_t>(5 + i % 4));
    text += "\n\nOur correspondent number " + std::string(1, static_cast<char>('a' + i % 26)) + " adds that it rained.";
    put(*record, make_article("a" + std::to_string(i), text, "2024-05-06", "P" + std::to_string(i)));
    if (i % 30 == 0) {
      ASSERT_TRUE(record->commit());
    }
  }
  ASSERT_TRUE(record->commit());
  EXPECT_EQ(record->story("a0")->members.size(), 100U);
}

TEST_F(Stories, CorrectionSupersedesAndBothStayVisible) {
  const auto record = open(path());
  const std::string wrong = joined(talks());
  put(*record, make_article("old", wrong, "2024-05-06", "Gazette"),
      {meeting("XAA", "XAB", "2024-05-06"), meeting("XAA", "XAC", "2024-05-06")});
  put(*record, make_article("reprint", wrong, "2024-05-06", "Courier"), {meeting("XAA", "XAB", "2024-05-06")});
  Article fix = make_article("new", replaced(wrong, {{"412", "214"}}), "2024-05-07", "Gazette");
  fix.title = "CORRECTED: Ministers meet in Strelsau";
  put(*record, fix, {meeting("XAA", "XAB", "2024-05-06")});
  ASSERT_TRUE(record->commit());

  const Story story = record->story("old").value();
  ASSERT_EQ(story.members.size(), 3U);
  EXPECT_EQ(record->article("old")->superseded.by, "new");
  EXPECT_EQ(record->article("old")->superseded.kind, "correction");
  EXPECT_FALSE(record->article("reprint")->superseded);  // another publisher speaks for itself
  EXPECT_EQ(record->stories({.corrected = true})->size(), 1U);

  // What both tell rests on the correction and the reprint; what only the old one told is given, and marked.
  const auto repeated = record->find({.actor = "XAA", .with = "XAB"}).value();
  ASSERT_EQ(repeated.size(), 1U);
  ASSERT_EQ(repeated[0].occurrences.size(), 2U);
  for (const Occurrence& occurrence : repeated[0].occurrences) EXPECT_FALSE(occurrence.superseded);
  const auto gone = record->find({.actor = "XAA", .with = "XAC"}).value();
  ASSERT_EQ(gone.size(), 1U);
  EXPECT_EQ(gone[0].occurrences.at(0).superseded.by, "new");
  // All of it stays for explain.
  EXPECT_EQ(record->finding(repeated[0].id)->occurrences.size(), 3U);

  // Without the correction the old article counts again.
  ASSERT_TRUE(record->forget("new"));
  ASSERT_TRUE(record->commit());
  EXPECT_FALSE(record->article("old")->superseded);
  EXPECT_EQ(record->find({.actor = "XAA", .with = "XAB"})->at(0).occurrences.size(), 2U);
}

TEST_F(Stories, RevisionKeepsTheEarlierVersionWithItsFindings) {
  const auto record = open(path());
  put(*record, make_article("a", "XAA XAB met.", "2024-05-06"), {meeting("XAA", "XAB", "2024-05-06")});
  ASSERT_TRUE(record->commit());
  put(*record, make_article("a", "XAA XAC met.", "2024-05-07"), {meeting("XAA", "XAC", "2024-05-06")});
  ASSERT_TRUE(record->commit());
  const auto versions = record->versions("a").value();
  ASSERT_EQ(versions.size(), 1U);
  EXPECT_EQ(versions[0].article.text, "XAA XAB met.");
  EXPECT_EQ(versions[0].article.date, day_of("2024-05-06"));
  ASSERT_EQ(versions[0].findings.size(), 1U);
  EXPECT_EQ(std::get<Event>(versions[0].findings[0]).actors.at(1).country, "XAB");
  EXPECT_EQ(record->story("a")->members.at(0).versions, 1U);
  EXPECT_TRUE(record->find({.actor = "XAB"})->empty());

  // A new reader is no new version, and what is forgotten is forgotten with its past.
  const Article same = make_article("a", "XAA XAC met.", "2024-05-07");
  ASSERT_TRUE(record->add(same, reading_of(same, {}), "r2"));
  EXPECT_EQ(record->versions("a")->size(), 1U);
  ASSERT_TRUE(record->forget("a"));
  put(*record, make_article("a", "XAA came back.", "2024-05-08"));
  ASSERT_TRUE(record->commit());
  EXPECT_TRUE(record->versions("a")->empty());
}

}  // namespace
}  // namespace chancery
