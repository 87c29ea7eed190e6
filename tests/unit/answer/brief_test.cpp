#include "answer/brief.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "answer/assemble.h"
#include "answer/render.h"
#include "world.h"

namespace chancery::answer {
namespace {

using namespace testing;  // the hand-made world
using ::testing::HasSubstr;
using ::testing::Not;

const char* const kMeeting =
    "ASTANA, 14 February. Speaker Yerlan Koshanov received Ambassador Han Chunlin to speak of energy and tourism.";
const char* const kTrade =
    "Trade of the two states came to $30.1 billion in 2024. Kazakhstan sells copper ore to China.";
const char* const kProtest = "China complained of new border checks by Kazakhstan.";

MemoryRecord small_record() {
  MemoryRecord record;
  record.put(article("a1", "2025-02-14", "Trend", kMeeting));
  record.put(article("a2", "2025-01-20", "Kazinform", kTrade));
  record.put(article("a3", "2023-06-02", "Trend", kProtest));

  Event meeting = event(EventType::consult, "meet",
                        {person("KAZ", "Speaker", "Yerlan Koshanov"), person("CHN", "Ambassador", "Han Chunlin")}, {},
                        on("2025-02-14"));
  meeting.level = Level::ambassador;
  meeting.areas = {"energy", "tourism"};
  meeting.place = Place{span_of(record.articles.at("a1").article, "ASTANA"), "dateline", "KAZ", 51.1, 71.4, true};
  meeting.evidence =
      span_of(record.articles.at("a1").article, "Speaker Yerlan Koshanov received Ambassador Han Chunlin");
  record.findings.push_back(recorded("E1", meeting, {"a1"}));

  Event visit = event(EventType::consult, "visit", {person("CHN", "President", "Xi Jinping")}, {state("KAZ")},
                      between("2025-06-01", "2025-06-30", DatePrecision::month), Status::planned);
  visit.level = Level::head_of_state;
  record.findings.push_back(recorded("E2", visit, {"a1"}));

  Event complaint = event(EventType::accuse, "disapprove", {state("CHN")}, {state("KAZ")}, on("2023-06-02"));
  complaint.evidence = span_of(record.articles.at("a3").article, kProtest);
  record.findings.push_back(recorded("E3", complaint, {"a3"}));

  RecordedFinding treaty = recorded(
      "A1",
      agreement("agreement on visa-free travel", "signed", between("2023-05-01", "2023-05-31", DatePrecision::month)),
      {"a3"});
  treaty.occurrences.push_back(
      {"a2", "a2/9", agreement("agreement on visa-free travel", "in-force", on("2023-11-10"))});
  record.findings.push_back(treaty);

  const auto year = between("2024-01-01", "2024-12-31", DatePrecision::year);
  record.findings.push_back(recorded("F1", turnover(30.1e9, 3, year), {"a1"}));
  record.findings.push_back(recorded("F2", turnover(43.8e9, 3, year), {"a2"}));
  for (RecordedFinding& finding : record.findings) {
    if (finding.kind == "figure") finding.dispute = "D1";
  }
  record.findings.push_back(
      recorded("F3", turnover(40e9, 2, between("2030-01-01", "2030-12-31", DatePrecision::year), "target"), {"a2"}));

  Goods ore;
  ore.goods = "copper ore";
  ore.hs = {"2603"};
  ore.from = "KAZ";
  ore.to = "CHN";
  record.findings.push_back(recorded("G1", ore, {"a2"}));

  record.findings.push_back(
      recorded("O1", holding("CHN", "Ambassador to Kazakhstan", "Han Chunlin", "2025-02-14"), {"a1"}));
  record.findings.push_back(recorded("O2", holding("CHN", "Ambassador to Kazakhstan", "Li Lin", "2023-06-02"), {"a3"}));
  return record;
}

Document brief_of(MemoryRecord& record, BriefOptions options = {}) {
  const auto material = gather_brief(record, "KAZ", "CHN", {});
  EXPECT_TRUE(material);
  return build_brief(*material, wording(), options);
}

const Section& section_of(const Document& document, const std::string& id) {
  for (const Section& section : document.sections) {
    if (section.id == id) return section;
  }
  throw std::runtime_error("no section " + id);
}

TEST(Brief, WordsAMeetingAsASentence) {
  MemoryRecord record = small_record();
  const Document document = brief_of(record);
  const Section& contacts = section_of(document, "contacts");
  ASSERT_FALSE(contacts.groups.empty());
  EXPECT_EQ(contacts.groups[0].title, "Last");
  EXPECT_EQ(contacts.groups[0].lines[0].text,
            "Speaker Yerlan Koshanov (KAZ) and Ambassador Han Chunlin (CHN) met in Astana (energy, tourism)");
  EXPECT_EQ(contacts.groups[0].lines[0].date_text, "2025-02-14");
}

TEST(Brief, TheNextContactIsOneAnnouncedForTheFuture) {
  MemoryRecord record = small_record();
  const Section contacts = section_of(brief_of(record), "contacts");
  ASSERT_EQ(contacts.groups.size(), 2U);
  EXPECT_EQ(contacts.groups[1].title, "Next, as announced");
  EXPECT_EQ(contacts.groups[1].lines[0].text, "Planned: visit of President Xi Jinping (CHN) to Kazakhstan");
  EXPECT_EQ(contacts.groups[1].lines[0].status, "planned");
}

TEST(Brief, APlanIsFollowedUp) {
  MemoryRecord record = small_record();
  const auto outcome = [&record](const std::string& id) {
    const auto brief = brief_of(record);
    for (const Section& section : brief.sections) {
      for (const Group& group : section.groups) {
        for (const Line& line : group.lines) {
          if (line.id == id) return group.title + "|" + line.note;
        }
      }
    }
    return std::string("absent");
  };
  Event past = event(EventType::consult, "visit", {state("KAZ")}, {state("CHN")}, on("2024-03-01"), Status::planned);
  record.findings.push_back(recorded("E8", past, {"a3"}));
  EXPECT_EQ(outcome("E8"),
            "Not heard of since|announced on 2023-06-02 for 2024-03-01; "
            "not heard of since: no report in the record that it took place");
  past.status = Status::happened;
  record.findings.back().links = {{"happened-as", "E9"}};
  record.findings.push_back(recorded("E9", past, {"a2"}));
  record.findings.back().links = {{"announced-as", "E8"}};
  EXPECT_EQ(outcome("E8"), "Announced before|announced on 2023-06-02 for 2024-03-01; held 2024-03-01 (E9)");
  record.findings.pop_back();
  record.findings.back().links = {{"called-off-by", "E7"}};
  record.findings.push_back(
      recorded("E7", event(EventType::reject, "meet", {state("CHN")}, {state("KAZ")}, on("2024-02-20")), {"a4"}));
  record.findings.back().links = {{"calls-off", "E8"}};
  record.put(article("a4", "2024-02-20", "Trend", "The visit is off."));
  EXPECT_EQ(outcome("E8"), "Announced before|announced on 2023-06-02 for 2024-03-01; called off on 2024-02-20 (E7)");
  // Who signs something on the days of a visit has most likely come.
  Event next = event(EventType::consult, "visit", {person("KAZ", "President", "Ana")}, {state("CHN")},
                     between("2024-05-01", "2024-05-31", DatePrecision::month), Status::planned);
  record.findings.push_back(recorded("E10", next, {"a3"}));
  EXPECT_TRUE(outcome("E10").starts_with("Not heard of since|announced on 2023-06-02 for 2024-05;"));
  record.findings.push_back(recorded(
      "E11", event(EventType::support, "", {person("KAZ", "President", "Ana"), state("CHN")}, {}, on("2024-05-09")),
      {"a2"}));
  EXPECT_EQ(outcome("E10"), "Announced before|likely held: E11");
}

TEST(Brief, AnAgreementHasItsLatestStepAndItsHistory) {
  MemoryRecord record = small_record();
  const Section agreements = section_of(brief_of(record), "agreements");
  ASSERT_EQ(agreements.groups.size(), 1U);
  EXPECT_EQ(agreements.groups[0].title, "Agreement on visa-free travel (Kazakhstan and China): in force");
  ASSERT_EQ(agreements.groups[0].lines.size(), 2U);
  EXPECT_EQ(agreements.groups[0].lines[0].text, "Signed");
  EXPECT_EQ(agreements.groups[0].lines[0].date_text, "2023-05");
  EXPECT_EQ(agreements.groups[0].lines[1].text, "In force");
}

TEST(Brief, FiguresThatDifferStandSideBySideWithWhoSaidThem) {
  MemoryRecord record = small_record();
  const Section figures = section_of(brief_of(record), "figures");
  ASSERT_EQ(figures.groups.size(), 2U);
  EXPECT_TRUE(figures.groups[0].side_by_side);
  EXPECT_EQ(figures.groups[0].title, "Sources differ: trade turnover of Kazakhstan and China in 2024");
  ASSERT_EQ(figures.groups[0].lines.size(), 2U);
  EXPECT_EQ(figures.groups[0].lines[0].text,
            "Trade turnover of Kazakhstan and China in 2024: 43.8 billion USD, according to Kazinform");
  EXPECT_EQ(figures.groups[0].lines[1].text,
            "Trade turnover of Kazakhstan and China in 2024: 30.1 billion USD, according to Trend");
  EXPECT_FALSE(figures.groups[1].side_by_side);
  EXPECT_EQ(figures.groups[1].lines[0].text,
            "Target: trade turnover of Kazakhstan and China in 2030, 40 billion USD, according to Kazinform");
}

TEST(Brief, AFigureThatAPublisherRevisedSaysSo) {
  MemoryRecord record = small_record();
  record.articles.at("a1").article.date = day("2024-01-10");
  record.articles.at("a2").article.date = day("2025-01-12");
  record.articles.at("a2").article.source = "Trend";
  const Section figures = section_of(brief_of(record), "figures");
  ASSERT_EQ(figures.groups[0].lines.size(), 2U);
  EXPECT_EQ(figures.groups[0].lines[0].note, "");
  EXPECT_EQ(figures.groups[0].lines[1].note, "revised: Trend said 30.1 billion USD on 2024-01-10");
}

TEST(Brief, FiguresThatAgreeAreNoContradiction) {
  MemoryRecord record = small_record();
  for (RecordedFinding& finding : record.findings) finding.dispute.clear();
  const auto brief = brief_of(record);
  for (const Group& group : section_of(brief, "figures").groups) EXPECT_FALSE(group.side_by_side);
}

TEST(Brief, AnOfficeThatChangedHandsHasAFormerHolder) {
  MemoryRecord record = small_record();
  const Section people = section_of(brief_of(record), "people");
  ASSERT_EQ(people.groups.size(), 2U);
  EXPECT_EQ(people.groups[0].title, "China");
  EXPECT_EQ(people.groups[0].lines[0].text, "Han Chunlin, Ambassador to Kazakhstan");
  EXPECT_EQ(people.groups[1].title, "China, former or replaced");
  EXPECT_EQ(people.groups[1].lines[0].text, "Li Lin, Ambassador to Kazakhstan");
  EXPECT_THAT(people.groups[1].lines[0].note, HasSubstr("later named in this office: Han Chunlin"));
}

TEST(Brief, OfficesToldByArticlesOnOtherPairsStayOut) {
  MemoryRecord record = small_record();
  record.put(article("b1", "2025-02-20", "Trend", "Minister Anna Weiss spoke in Vienna."));
  record.findings.push_back(recorded("O9", holding("CHN", "Minister of Sport", "Wang Wu", "2025-02-20"), {"b1"}));
  const auto brief = brief_of(record);
  for (const Group& group : section_of(brief, "people").groups) {
    for (const Line& line : group.lines) EXPECT_NE(line.id, "O9");
  }
}

TEST(Brief, ConflictQuotesItsSource) {
  MemoryRecord record = small_record();
  const Section conflict = section_of(brief_of(record), "conflict");
  ASSERT_EQ(conflict.groups.size(), 1U);
  EXPECT_EQ(conflict.groups[0].title, "In words");
  EXPECT_EQ(conflict.groups[0].lines[0].text, "China expressed disapproval of Kazakhstan");
  EXPECT_EQ(conflict.groups[0].lines[0].quote, kProtest);
}

TEST(Brief, ContactsAreCountedByLevelAndYear) {
  MemoryRecord record = small_record();
  for (const char* iso : {"2024-01-05", "2024-05-05", "2023-05-05"}) {
    Event talks = event(EventType::consult, "", {state("KAZ")}, {state("CHN")}, on(iso));
    talks.level = Level::minister;
    record.findings.push_back(recorded(std::string("T") + iso, talks, {"a2"}));
  }
  const Section contacts = section_of(brief_of(record), "contacts");
  ASSERT_EQ(contacts.tables.size(), 1U);
  EXPECT_EQ(contacts.tables[0].columns, (std::vector<std::string>{"Level", "2023", "2024", "2025", "total"}));
  EXPECT_EQ(contacts.tables[0].rows[0], (std::vector<std::string>{"Ministers", "1", "2", "–", "3"}));
  EXPECT_EQ(contacts.tables[0].rows[1], (std::vector<std::string>{"Ambassadors", "–", "–", "1", "1"}));
}

TEST(Brief, AreasHaveATrendOfTheLaterHalfAgainstTheEarlier) {
  MemoryRecord record = small_record();
  const auto talks = [&record](const char* iso, const char* area) {
    Event one = event(EventType::consult, "", {state("KAZ")}, {state("CHN")}, on(iso));
    one.areas = {area};
    record.findings.push_back(recorded(std::string("T") + iso + area, one, {"a2"}));
  };
  talks("2021-02-14", "transit");
  talks("2021-03-14", "transit");
  talks("2021-04-14", "water");
  talks("2025-01-01", "water");
  for (const char* iso : {"2024-01-01", "2024-02-01", "2024-03-01"}) talks(iso, "energy");
  for (const char* iso : {"2021-05-01", "2021-06-01", "2024-05-01", "2024-06-01"}) talks(iso, "health");
  for (const char* iso : {"2021-05-02", "2024-05-02", "2024-06-02", "2024-07-02"}) talks(iso, "space");
  for (const char* iso : {"2021-05-03", "2021-05-04", "2021-06-03", "2024-07-03"}) talks(iso, "sport");
  const Section areas = section_of(brief_of(record), "areas");
  std::map<std::string, std::string> trends;
  for (const auto& row : areas.tables[0].rows) trends[row[0]] = row[4];
  EXPECT_EQ(trends["transit"], "ended");
  EXPECT_EQ(trends["energy"], "new");
  EXPECT_EQ(trends["water"], "too few");
  EXPECT_EQ(trends["health"], "steady");
  EXPECT_EQ(trends["space"], "rising");
  EXPECT_EQ(trends["sport"], "falling");
  EXPECT_THAT(areas.note, HasSubstr("articles"));
}

TEST(Brief, SaysWhatItRestsOn) {
  MemoryRecord record = small_record();
  const Document document = brief_of(record);
  EXPECT_EQ(
      document.basis[0],
      "Rests on 3 articles of 2 publishers (Trend 2 and Kazinform 1), published 2023-06-02 to 2025-02-14: 8 findings "
      "in which both sides take part.");
  EXPECT_EQ(document.basis[1], "Articles by year: 2023: 1, 2024: 0, 2025: 2.");
  EXPECT_EQ(document.as_of, day("2025-02-14"));
}

TEST(Brief, EveryLineIsNumberedSourcedAndHasAnId) {
  MemoryRecord record = small_record();
  const Document document = brief_of(record);
  int next = 1;
  for (const Section& section : document.sections) {
    for (const Group& group : section.groups) {
      for (const Line& line : group.lines) {
        EXPECT_EQ(line.number, next++);
        EXPECT_FALSE(line.id.empty());
        EXPECT_FALSE(line.date_text.empty());
        ASSERT_FALSE(line.sources.empty()) << line.text;
        for (const int source : line.sources) {
          ASSERT_LE(source, static_cast<int>(document.sources.size()));
          EXPECT_EQ(document.sources[static_cast<std::size_t>(source) - 1].number, source);
        }
      }
    }
  }
  EXPECT_EQ(next, 12);  // 2 people, 2 steps, 2 contacts, 3 figures, 1 goods, 1 conflict
}

TEST(Brief, ALimitSaysWhatItLeftOut) {
  MemoryRecord record = small_record();
  for (int number = 1; number <= 9; ++number) {
    const std::string iso = "2024-01-0" + std::to_string(number);
    record.findings.push_back(recorded("S" + std::to_string(number),
                                       event(EventType::support, "", {state("KAZ")}, {state("CHN")}, on(iso.c_str())),
                                       {"a2"}));
  }
  const Section section = section_of(brief_of(record, {4}), "cooperation");
  ASSERT_EQ(section.groups.size(), 1U);
  EXPECT_EQ(section.groups[0].lines.size(), 4U);
  EXPECT_EQ(section.groups[0].left_out, 5U);
  EXPECT_EQ(section.groups[0].lines[0].id, "S9");  // newest first
  EXPECT_EQ(section.groups[0].left_out_command, "chancery events --actor KAZ --with CHN");
}

TEST(Brief, APairWithNothingSaysSoAndWhatThereIs) {
  MemoryRecord record = small_record();
  const auto material = gather_brief(record, "FRA", "BRA", {});
  ASSERT_TRUE(material);
  const std::string text = render_text(build_brief(*material, wording(), {}), {100, false});
  EXPECT_THAT(text, HasSubstr("The record holds nothing on France and Brazil together."));
  EXPECT_THAT(text, HasSubstr("CHN KAZ  China and Kazakhstan"));
  EXPECT_THAT(text, Not(HasSubstr("People and offices")));
}

TEST(Brief, TheOrderOfTheRecordDoesNotMatter) {
  MemoryRecord record = small_record();
  const std::string expected = render_json(brief_of(record));
  std::reverse(record.findings.begin(), record.findings.end());
  EXPECT_EQ(render_json(brief_of(record)), expected);
}

TEST(Brief, ALineOfVeryManyArticlesCitesTheFirstAndTheLast) {
  ArticleMap articles;
  std::vector<std::string> ids;
  for (int i = 20; i < 60; ++i) {
    ids.push_back("a" + std::to_string(i));
    articles.emplace(ids.back(), article(ids.back(), "2025-02-14", "Gazette", kTrade));
  }
  Document document;
  Group group;
  group.lines.resize(2);
  group.lines[0].article_ids = ids;
  group.lines[1].article_ids = {"a20", "a40"};
  document.sections.resize(1);
  document.sections[0].groups = {group};
  number_document(document, articles, {});
  const std::vector<Line>& lines = document.sections[0].groups[0].lines;
  EXPECT_EQ(lines[0].sources, (std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  EXPECT_EQ(lines[0].more_sources, 30U);
  EXPECT_EQ(document.sources.at(9).article_id, "a59");
  EXPECT_EQ(lines[1].sources, (std::vector<int>{1, 11}));
  EXPECT_EQ(lines[1].more_sources, 0U);
}

TEST(Brief, WhereThereIsMoreThanAskedForItIsOfTheLatest) {
  MemoryRecord record = small_record();
  RecordQuery filter;
  filter.limit = 2;
  const auto material = gather_brief(record, "KAZ", "CHN", filter);
  ASSERT_TRUE(material);
  EXPECT_TRUE(material->begins.has_value());
  EXPECT_THAT(render_text(build_brief(*material, wording(), {}), {100, false}),
              HasSubstr("The record holds more on the two"));
  EXPECT_FALSE(gather_brief(record, "KAZ", "CHN", {})->begins.has_value());
}

}  // namespace
}  // namespace chancery::answer
