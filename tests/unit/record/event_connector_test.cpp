// Events over articles, as the record keeps them.
#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "connect/event_groups.h"
#include "unit/record/record_fixture.h"

namespace chancery {
namespace {

struct Told {
  Article article;
  std::vector<Finding> findings;
};

void add(Record& record, const Told& told, const char* reader = "r1") {
  const auto outcome = record.add(told.article, reading_of(told.article, told.findings), reader);
  ASSERT_TRUE(outcome.has_value()) << outcome.error().to_string();
}

void commit(Record& record) { ASSERT_TRUE(record.commit().has_value()); }

Actor person(std::string code, std::string name, std::uint32_t begin = 0) {
  Actor actor = state(std::move(code), begin);
  actor.person = std::move(name);
  return actor;
}

// Reports out of a small world, so that many tell the same or nearly the same.
class World {
 public:
  explicit World(std::uint64_t seed) : random_(seed) {}

  Told article(int number) {
    constexpr std::array kDays{"2025-02-12", "2025-02-13", "2025-02-14", "2025-02-15", "2025-02-20"};
    constexpr std::array kWords{"pipeline", "orchard",   "railway",  "harbour",
                                "vaccine",  "telescope", "sturgeon", "quarry"};
    Told told;
    const char* published = pick(kDays);
    std::string text = "KAZ CHN RUS met about the";
    for (int i = 0; i < 3; ++i) text += std::string(" ") + pick(kWords);
    told.article = make_article("a" + std::to_string(number), text + ".", chance(10) ? nullptr : published);
    const int events = 1 + below(3);
    for (int i = 0; i < events; ++i) told.findings.emplace_back(event(text.size(), published));
    return told;
  }

 private:
  int below(int end) { return static_cast<int>(random_() % static_cast<std::uint64_t>(end)); }
  bool chance(int percent) { return below(100) < percent; }
  template <typename Value, std::size_t kSize>
  Value pick(const std::array<Value, kSize>& values) {
    return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
  }

  Event event(std::size_t length, const char* published) {
    constexpr std::array kCodes{"KAZ", "CHN", "RUS"};
    constexpr std::array kNames{"Ana Alder", "Bo Birch", "Cy Cedar"};
    constexpr std::array kDays{"2025-02-11", "2025-02-12", "2025-02-13", "2025-02-14"};
    constexpr std::array kTypes{EventType::consult, EventType::accuse, EventType::assault, EventType::mobilize};
    const int first = below(3);
    const int second = (first + 1 + below(2)) % 3;
    Event event =
        meeting(kCodes[static_cast<std::size_t>(first)], kCodes[static_cast<std::size_t>(second)], pick(kDays));
    event.type = pick(kTypes);
    event.mode = chance(50) ? "" : event.type == EventType::consult ? (chance(50) ? "meet" : "visit") : "";
    event.level = chance(50) ? Level::none : chance(50) ? Level::minister : Level::head_of_state;
    if (chance(30)) event.actors[0].person = pick(kNames);
    if (event.type != EventType::consult) {
      event.reciprocal = false;
      event.recipients = {event.actors[1]};
      event.actors.pop_back();
    } else if (chance(20)) {
      event.actors.push_back(state(kCodes[static_cast<std::size_t>(3 - first - second)], 8));
    }
    event.evidence = {0, static_cast<std::uint32_t>(length)};
    event.trigger = {12, 15, false};
    if (chance(20)) {
      event.date = {day_of("2025-02-01"), day_of("2025-02-28"), DatePrecision::month, DateBasis::text, std::nullopt};
    } else if (chance(30)) {
      event.date = on(published);
      event.date->basis = DateBasis::publication;
    } else if (chance(10)) {
      event.date.reset();
    }
    if (chance(25)) event.status = Status::planned;
    if (chance(10)) {
      event.type = EventType::reject;
      event.mode = "meet";
      event.status = Status::happened;
    }
    return event;
  }

  std::mt19937_64 random_;
};

TEST_F(RecordTest, AnyOrderAndBatchingGivesTheSameEvents) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    World world(seed);
    std::vector<Told> articles;
    for (int i = 0; i < 60; ++i) articles.push_back(world.article(i));
    std::vector<Told> strangers;  // read and forgotten, or revised
    for (int i = 0; i < 20; ++i) strangers.push_back(world.article(i < 10 ? 1000 + i : i));

    const auto straight = open(path(("straight" + std::to_string(seed)).c_str()));
    for (const Told& told : articles) add(*straight, told);
    ASSERT_TRUE(straight->commit().has_value());
    const std::string expected = dump(*straight);

    // In another order, in batches, with articles that come and go and others told wrongly at first.
    std::mt19937_64 random(seed);
    const auto winding = open(path(("winding" + std::to_string(seed)).c_str()));
    for (const Told& told : strangers) {
      add(*winding, told, "r0");
      if (random() % 4 == 0) commit(*winding);
    }
    std::shuffle(articles.begin(), articles.end(), random);
    for (std::size_t i = 0; i < articles.size(); ++i) {
      add(*winding, articles[i]);
      if (random() % 3 == 0) commit(*winding);
      if (i >= 10 && i < 20) {
        ASSERT_TRUE(winding->forget(strangers[i - 10].article.id).has_value());
      }
    }
    ASSERT_TRUE(winding->commit().has_value());
    EXPECT_EQ(dump(*winding), expected) << "seed " << seed;

    // And the store's groups are those of the pure function.
    std::vector<connect::EventTelling> tellings;
    std::vector<std::string> names;
    for (const Told& told : articles) {
      for (std::size_t i = 0; i < told.findings.size(); ++i) {
        tellings.push_back(
            connect::describe_event(told.article, told.article.date, std::get<Event>(told.findings[i]), i + 1));
        names.push_back(told.article.id + "/" + std::to_string(i + 1));
      }
    }
    const auto groups = connect::group_events(tellings);
    std::map<std::size_t, std::set<std::string>> by_group;
    for (std::size_t i = 0; i < groups.size(); ++i) by_group[groups[i]].insert(names[i]);
    std::set<std::set<std::string>> pure;
    for (auto& [group, members] : by_group) pure.insert(std::move(members));
    std::set<std::set<std::string>> stored;
    std::set<std::string> ids;
    const auto findings = winding->find({}).value();
    for (const RecordedFinding& finding : findings) {
      std::set<std::string> members;
      for (const Occurrence& occurrence : finding.occurrences) members.insert(occurrence.local_id);
      stored.insert(std::move(members));
      EXPECT_TRUE(ids.insert(finding.id).second) << finding.id << " twice, seed " << seed;
    }
    EXPECT_EQ(stored, pure) << "seed " << seed;
    EXPECT_LT(pure.size(), tellings.size());
    EXPECT_TRUE(
        std::any_of(findings.begin(), findings.end(), [](const auto& finding) { return !finding.links.empty(); }));
  }
}

TEST_F(RecordTest, MeetingsOfOneDayWithOtherPeopleStayApart) {
  const auto record = open(path());
  Event presidents = meeting("KAZ", "CHN", "2025-02-14", Level::head_of_state);
  presidents.actors = {person("KAZ", "Ana Alder"), person("CHN", "Bo Birch", 4)};
  Event ministers = meeting("KAZ", "CHN", "2025-02-14", Level::minister);
  ministers.actors = {person("KAZ", "Cy Cedar"), person("CHN", "Di Damson", 4)};
  Event vague = meeting("KAZ", "CHN", "2025-02-14", Level::none);
  const Article one = make_article("one", "KAZ CHN presidents met.", "2025-02-14");
  const Article two = make_article("two", "KAZ CHN ministers met.", "2025-02-15");
  const Article three = make_article("three", "KAZ CHN met.", "2025-02-13");
  add(*record, {three, {vague}});
  add(*record, {one, {presidents}});
  add(*record, {two, {ministers}});
  ASSERT_TRUE(record->commit().has_value());
  const auto found = record->find({}).value();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_NE(found[0].id, found[1].id);
  for (const RecordedFinding& finding : found) {
    std::set<std::string> articles;
    for (const Occurrence& occurrence : finding.occurrences) articles.insert(occurrence.article_id);
    EXPECT_FALSE(articles.contains("one") && articles.contains("two"));
  }
}

TEST_F(RecordTest, ATrilateralMeetingIsFoundUnderAllItsSides) {
  const auto record = open(path());
  Event three = meeting("KAZ", "CHN", "2025-02-14");
  three.actors.push_back(state("RUS", 8));
  add(*record, {make_article("a", "KAZ CHN RUS met in Astana."), {three}});
  add(*record, {make_article("b", "KAZ CHN met in Astana.", "2025-02-15"), {meeting("KAZ", "CHN", "2025-02-14")}});
  ASSERT_TRUE(record->commit().has_value());
  auto found = record->find({.actor = "RUS", .with = "CHN"}).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].occurrences.size(), 2U);
  ASSERT_TRUE(record->forget("a").has_value());
  ASSERT_TRUE(record->commit().has_value());
  EXPECT_TRUE(record->find({.actor = "RUS"}).value().empty());
  EXPECT_EQ(record->find({.actor = "KAZ"}).value().size(), 1U);
}

TEST_F(RecordTest, AnIdStaysWhenUnrelatedArticlesCome) {
  const auto record = open(path());
  add(*record, {make_article("a", "KAZ CHN met."), {meeting("KAZ", "CHN", "2025-02-14")}});
  ASSERT_TRUE(record->commit().has_value());
  const std::string id = record->find({}).value()[0].id;
  add(*record, {make_article("b", "KAZ CHN met.", "2025-02-11"), {meeting("KAZ", "CHN", "2025-02-10")}});
  add(*record, {make_article("c", "KAZ RUS met."), {meeting("KAZ", "RUS", "2025-02-14")}});
  ASSERT_TRUE(record->commit().has_value());
  EXPECT_EQ(record->finding(id)->occurrences.size(), 1U);
}

TEST_F(RecordTest, TheIdOfATellingFindsItsEvent) {
  const auto first = open(path("first.db"));
  const Told later{make_article("b", "KAZ CHN met.", "2025-02-16"), {meeting("KAZ", "CHN", "2025-02-14", Level::none)}};
  add(*first, later);
  ASSERT_TRUE(first->commit().has_value());
  const std::string id = first->find({}).value()[0].id;
  const auto second = open(path("second.db"));
  add(*second, {make_article("a", "KAZ CHN met."), {meeting("KAZ", "CHN", "2025-02-14")}});
  add(*second, later);
  ASSERT_TRUE(second->commit().has_value());
  const auto found = second->finding(id);
  ASSERT_TRUE(found.has_value());
  EXPECT_NE(found->id, id);
  EXPECT_EQ(found->occurrences.size(), 2U);
}

Event planned_visit(const char* from, const char* to, DatePrecision precision, const std::string& sentence) {
  Event visit = meeting("CHN", "KAZ", from, Level::head_of_state);
  visit.mode = "visit";
  visit.status = Status::planned;
  visit.reciprocal = false;
  visit.recipients = {visit.actors[1]};
  visit.actors.pop_back();
  visit.date = {day_of(from), day_of(to), precision, DateBasis::text, std::nullopt};
  visit.evidence = {0, static_cast<std::uint32_t>(sentence.size())};
  return visit;
}

std::string link_kinds(const RecordedFinding& finding) {
  std::string out;
  for (const FindingLink& link : finding.links) out += (out.empty() ? "" : " ") + link.kind;
  return out;
}

TEST_F(RecordTest, AVisitAnnouncedMovedAndHeldIsAChain) {
  const auto record = open(path());
  const std::string first = "CHN president will visit KAZ in April.";
  const std::string second = "CHN president's visit to KAZ was postponed until May.";
  Event held = meeting("CHN", "KAZ", "2025-05-16", Level::head_of_state);
  held.mode = "visit";
  add(*record, {make_article("held", "CHN KAZ met.", "2025-05-17"), {held}});
  add(*record, {make_article("announced", first, "2025-03-12"),
                {planned_visit("2025-04-01", "2025-04-30", DatePrecision::month, first)}});
  add(*record, {make_article("moved", second, "2025-04-03"),
                {planned_visit("2025-05-01", "2025-05-31", DatePrecision::month, second)}});
  // Another visit of the same month by ministers is none of it.
  add(*record, {make_article("other", "CHN KAZ met.", "2025-05-20"), {meeting("CHN", "KAZ", "2025-05-20")}});
  ASSERT_TRUE(record->commit().has_value());
  const RecordedFinding announced = record->finding("announced/1").value();
  const RecordedFinding moved = record->finding("moved/1").value();
  EXPECT_EQ(link_kinds(announced), "moved-to");
  EXPECT_EQ(announced.links[0].id, moved.id);
  EXPECT_EQ(link_kinds(moved), "happened-as moved-from");
  EXPECT_EQ(link_kinds(record->finding("held/1").value()), "announced-as");
  EXPECT_EQ(link_kinds(record->finding("other/1").value()), "");

  ASSERT_TRUE(record->forget("moved").has_value());
  ASSERT_TRUE(record->commit().has_value());
  EXPECT_EQ(link_kinds(record->finding("announced/1").value()), "");
  EXPECT_EQ(link_kinds(record->finding("held/1").value()), "");
}

TEST_F(RecordTest, ARefusalCallsOffThePlanThatIsDueNext) {
  const auto record = open(path());
  Event off = meeting("KAZ", "CHN", "2025-03-20", Level::none);
  off.type = EventType::reject;
  const std::string sentence = "CHN president will visit KAZ.";
  add(*record, {make_article("may", sentence, "2025-03-01"),
                {planned_visit("2025-05-10", "2025-05-10", DatePrecision::day, sentence)}});
  add(*record, {make_article("off", "KAZ CHN off.", "2025-03-20"), {off}});
  ASSERT_TRUE(record->commit().has_value());
  EXPECT_EQ(link_kinds(record->finding("may/1").value()), "called-off-by");
  // One that is due before it comes to light.
  add(*record, {make_article("april", sentence, "2025-03-02"),
                {planned_visit("2025-04-10", "2025-04-10", DatePrecision::day, sentence)}});
  ASSERT_TRUE(record->commit().has_value());
  EXPECT_EQ(link_kinds(record->finding("april/1").value()), "called-off-by");
  EXPECT_EQ(link_kinds(record->finding("may/1").value()), "");
  EXPECT_EQ(link_kinds(record->finding("off/1").value()), "calls-off");
}

}  // namespace
}  // namespace chancery
