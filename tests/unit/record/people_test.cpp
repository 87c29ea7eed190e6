// Persons and tenures learnt over articles, with the reader as it is: names are resolved alike in whatever order the
// articles came.
#include <algorithm>
#include <random>

#include "chancery/resolve.h"
#include "unit/record/record_fixture.h"

namespace chancery {
namespace {

std::shared_ptr<const Knowledge> knowledge() {
  static const std::shared_ptr<const Knowledge> loaded = Knowledge::load().value();
  return loaded;
}

class PeopleTest : public RecordTest {
 protected:
  struct Told {
    const char* id;
    const char* published;
    const char* text;
  };

  void read(Record& record, const Told& told) {
    const Article article = make_article(told.id, told.text, told.published);
    ASSERT_TRUE(record.add(article, reader_.read(article), "r1").has_value());
  }
  std::uint64_t resolve(Record& record) { return resolve_people(record, {&reader_, 1}, "r1").value(); }

  // Who takes part in the events of an article, as text.
  static std::string actors_of(Record& record, const std::string& article_id) {
    std::string out;
    const std::vector<RecordedFinding> events = record.find({.kind = "event"}).value();
    for (const RecordedFinding& event : events) {
      for (const Occurrence& occurrence : event.occurrences) {
        if (occurrence.article_id != article_id) continue;
        const auto& told = std::get<Event>(occurrence.finding);
        for (const auto* side : {&told.actors, &told.recipients}) {
          for (const Actor& actor : *side) out += actor.country + " " + actor.person + "; ";
        }
      }
    }
    return out;
  }

  Reader reader_{knowledge()};
};

constexpr const char* kNames =
    "Water Minister Dauren Saparbek of Kazakhstan met Uzbek officials in Tashkent on Monday.";
constexpr const char* kBare =
    "Uzbek Foreign Minister Vladimir Norov met Saparbek in Tashkent on Tuesday to discuss rivers.";

TEST_F(PeopleTest, ANameAloneIsResolvedByWhatAnotherArticleSays) {
  for (const bool bare_first : {true, false}) {
    const auto record = open(path(bare_first ? "first.db" : "last.db"));
    const Told names{"a", "2023-03-06", kNames};
    const Told bare{"b", "2023-03-21", kBare};
    read(*record, bare_first ? bare : names);
    if (bare_first) {
      EXPECT_EQ(resolve(*record), 0U);
    }
    read(*record, bare_first ? names : bare);
    EXPECT_EQ(resolve(*record), 1U);
    EXPECT_EQ(resolve(*record), 0U);
    EXPECT_NE(actors_of(*record, "b").find("KAZ Dauren Saparbek"), std::string::npos) << actors_of(*record, "b");
    const auto holders = record->tenures_for("b", true).value();
    ASSERT_EQ(holders.size(), 1U);
    EXPECT_EQ(holders[0].article_ids, std::vector<std::string>{"a"});
    // Forgotten again, it explains nothing any more.
    ASSERT_TRUE(record->forget("a").has_value());
    EXPECT_EQ(resolve(*record), 1U);
    EXPECT_EQ(actors_of(*record, "b").find("Saparbek"), std::string::npos);
    EXPECT_TRUE(record->tenures("KAZ", true)->empty());
  }
}

TEST_F(PeopleTest, TwoHoldersOfOneSurnameExplainNothing) {
  const auto record = open(path());
  read(*record, {"a", "2023-03-06", kNames});
  read(*record,
       {"c", "2023-04-06", "Trade Minister Murat Saparbek of Turkey met Greek officials in Athens on Monday."});
  read(*record, {"b", "2023-03-21", kBare});
  resolve(*record);
  EXPECT_EQ(actors_of(*record, "b").find("Saparbek"), std::string::npos) << actors_of(*record, "b");
}

TEST_F(PeopleTest, AnOfficeOfLongAgoExplainsNothing) {
  const auto record = open(path());
  read(*record, {"a", "2015-03-06", kNames});
  read(*record, {"b", "2023-03-21", kBare});
  EXPECT_EQ(resolve(*record), 0U);
}

TEST_F(PeopleTest, WhatWasLearntTeachesNothing) {
  const auto record = open(path());
  read(*record, {"a", "2023-03-06", kNames});
  // The office is told of him here, the state only by the other article: no evidence of its own.
  read(*record, {"b", "2023-12-21", "Water Minister Dauren Saparbek met Uzbek officials in Tashkent on Monday."});
  resolve(*record);
  const auto tenures = record->tenures("KAZ", true).value();
  ASSERT_EQ(tenures.size(), 1U);
  EXPECT_EQ(to_iso(tenures[0].last), "2023-03-06");
  EXPECT_EQ(tenures[0].article_ids, std::vector<std::string>{"a"});
}

TEST_F(PeopleTest, TheRecordDependsOnTheArticlesAlone) {
  std::vector<Told> all = {
      {"a", "2023-03-06", kNames},
      {"b", "2023-03-21", kBare},
      {"c", "2023-03-29", "Uzbek President Shavkat Mirziyoyev received Dauren Saparbek in Samarkand on Tuesday."},
      {"d", "2024-02-05", "Water Minister Aigul Demeu of Kazakhstan met Tajik officials in Dushanbe on Friday."},
      {"e", "2024-02-12", "Tajik Foreign Minister Sirojiddin Muhriddin met Demeu in Dushanbe on Monday."},
      {"f", "2024-03-12", "Tajik Foreign Minister Sirojiddin Muhriddin met Saparbek in Dushanbe on Monday."},
      {"g", "2024-03-15", "Dauren Saparbek, former water minister of Kazakhstan, met Turkmen officials on Thursday."},
      {"h", "2023-05-15", "Trade Minister Murat Demeu of Turkey met Greek officials in Athens on Monday."},
      {"i", "2023-05-19", "Greek Foreign Minister Nikos Dendias met Demeu in Athens on Friday."},
  };
  std::string expected;
  std::mt19937 random(13);
  for (int round = 0; round < 8; ++round) {
    const auto record = open(path(("r" + std::to_string(round)).c_str()));
    std::uniform_int_distribution<int> dice(0, 3);
    for (const Told& told : all) {
      read(*record, told);
      const int chance = dice(random);
      if (chance == 0) {
        ASSERT_TRUE(record->commit().has_value());
      } else if (chance == 1) {
        resolve(*record);
      }
    }
    resolve(*record);
    std::string text = dump(*record);
    const std::vector<LearntTenure> tenures = record->tenures("", true).value();
    for (const LearntTenure& tenure : tenures) {
      text += tenure.holder.person + " " + to_iso(tenure.first) + " " + to_iso(tenure.last) + " " + tenure.successor;
      for (const std::string& id : tenure.article_ids) text += " " + id;
      text += "\n";
    }
    if (expected.empty()) expected = text;
    EXPECT_EQ(text, expected) << "round " << round;
    std::shuffle(all.begin(), all.end(), random);
  }
}

}  // namespace
}  // namespace chancery
