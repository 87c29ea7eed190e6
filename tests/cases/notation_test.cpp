// The case format itself: a runner that lets everything pass would prove nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cases/judge.h"

namespace chancery::cases {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Case a_case(std::vector<std::string> expected) {
  Case one;
  one.article.text = "Speaker Yerlan Koshanov met Ambassador Han Chunlin of China. Trade was $30.1 billion.";
  one.expected = std::move(expected);
  return one;
}

Event a_meeting() {
  Event event;
  event.type = EventType::consult;
  event.mode = "meet";
  event.reciprocal = true;
  event.level = Level::ambassador;
  event.areas = {"energy", "tourism"};
  event.actors = {{.country = "KAZ", .person = "Yerlan Koshanov"}, {.country = "CHN"}};
  const auto day = parse_interval("2025-02-14")->first;
  event.date = DateInterval{.from = day, .to = day};
  event.trigger = {24, 27};
  return event;
}

Event a_support() {
  Event event;
  event.type = EventType::support;
  event.actors = {{.country = "KAZ"}};
  event.recipients = {{.country = "CHN"}};
  return event;
}

Figure a_turnover() {
  Figure figure;
  figure.measure = "trade-turnover";
  figure.parties = {{.country = "KAZ"}, {.country = "CHN"}};
  figure.value = 30100000000;
  figure.unit = "USD";
  figure.outlook = "outcome";
  const auto [from, to] = *parse_interval("2024");
  figure.period = DateInterval{.from = from, .to = to, .precision = DatePrecision::year};
  return figure;
}

std::vector<std::string> complaints(std::vector<std::string> expected, std::vector<Finding> found) {
  const Case one = a_case(std::move(expected));
  const auto expectations = parse_expectations(one.expected);
  if (!expectations) return {"broken: " + expectations.error().message};
  Reading reading;
  reading.findings = std::move(found);
  return judge(one, *expectations, reading).complaints;
}

TEST(NotationTest, HoldsWhereEverythingIsSaid) {
  EXPECT_THAT(complaints({"CONSULT meet happened CHN,KAZ <-> | date 2025-02-14 | level ambassador | areas "
                          "energy,tourism | persons Koshanov | trigger met",
                          "figure trade-turnover KAZ,CHN 30.1e9 USD 2024 outcome"},
                         {a_turnover(), a_meeting()}),
              IsEmpty());
  EXPECT_THAT(complaints({"none"}, {}), IsEmpty());
}

TEST(NotationTest, EachConditionCanFail) {
  for (const char* line :
       {"SUPPORT happened KAZ,CHN <->", "CONSULT visit happened KAZ,CHN <->", "CONSULT meet planned KAZ,CHN <->",
        "CONSULT meet happened KAZ -> CHN", "CONSULT meet happened KAZ,RUS <->", "CONSULT meet happened KAZ <->",
        "CONSULT | date 2025-02-15", "CONSULT | date none", "CONSULT | level minister", "CONSULT | areas energy",
        "CONSULT | areas energy,...,mining", "CONSULT | persons Han", "CONSULT | trigger meet", "CONSULT | told 2",
        "CONSULT | precision month", "CONSULT | place Astana", "CONSULT | said-by KAZ", "CONSULT | contexts health"}) {
    EXPECT_EQ(complaints({line}, {a_meeting()}).size(), 2U) << line;  // missed, and not expected
  }
  for (const char* line :
       {"figure exports KAZ,CHN 30.1e9 USD 2024 outcome", "figure trade-turnover KAZ,CHN 30.2e9 USD 2024 outcome",
        "figure trade-turnover KAZ,CHN 30.1e9 CNY 2024 outcome",
        "figure trade-turnover KAZ,CHN 30.1e9 USD 2023 outcome", "figure trade-turnover KAZ,CHN 30.1e9 USD 2024 target",
        "figure trade-turnover KAZ -> CHN 30.1e9 USD 2024 outcome", "figure trade-turnover KAZ,CHN 30.1e9..31e9 USD",
        "figure * | change 9.6 percent", "figure * | hedge over"}) {
    EXPECT_EQ(complaints({line}, {a_turnover()}).size(), 2U) << line;
  }
}

TEST(NotationTest, EveryFindingNeedsALineOfItsOwn) {
  EXPECT_THAT(complaints({"CONSULT *"}, {a_meeting(), a_meeting()}),
              ElementsAre(HasSubstr("not expected: CONSULT meet happened CHN,KAZ <->")));
  EXPECT_THAT(complaints({"CONSULT *", "CONSULT *"}, {a_meeting()}), ElementsAre("missed: CONSULT *"));
  EXPECT_THAT(complaints({"none"}, {a_support()}), ElementsAre(HasSubstr("not expected: SUPPORT happened KAZ -> CHN")));
  // The wide line comes first and must leave the meeting to the narrow one.
  EXPECT_THAT(complaints({"event *", "CONSULT *"}, {a_meeting(), a_support()}), IsEmpty());
}

TEST(NotationTest, SignsChangeTheMeaning) {
  EXPECT_THAT(complaints({"? event *"}, {a_meeting(), a_support()}), IsEmpty());
  EXPECT_THAT(complaints({"? *"}, {a_meeting(), a_turnover()}), IsEmpty());
  EXPECT_THAT(complaints({"? SUPPORT *"}, {a_meeting()}).size(), 1U);
  EXPECT_THAT(complaints({"? event *", "- SUPPORT happened KAZ -> CHN"}, {a_support()}),
              ElementsAre(HasSubstr("found against: - SUPPORT")));
  EXPECT_THAT(complaints({"- SUPPORT *", "CONSULT *"}, {a_meeting()}), IsEmpty());
  EXPECT_THAT(complaints({"~ SUPPORT *"}, {}), IsEmpty());
  EXPECT_THAT(complaints({"~ SUPPORT *"}, {a_support()}), ElementsAre(HasSubstr("now found")));
  EXPECT_THAT(complaints({"~ - SUPPORT *"}, {a_support()}), IsEmpty());
  EXPECT_THAT(complaints({"~ - SUPPORT *"}, {}), ElementsAre(HasSubstr("no longer found")));
}

// What tools/update_cases writes has to hold.
TEST(NotationTest, MarkedCasesHold) {
  const std::vector<Finding> found = {a_meeting(), a_turnover()};
  std::vector<std::string> lines = {"none",      "article source Trend", "~ CONSULT *", "- figure *", "~ - AID *",
                                    "? COERCE *"};
  for (int round = 0; round < 2; ++round) {
    const Case one = a_case(lines);
    Reading reading;
    reading.findings = found;
    const auto expectations = parse_expectations(one.expected);
    ASSERT_TRUE(expectations) << expectations.error().message;
    const Verdict verdict = judge(one, *expectations, reading);
    EXPECT_EQ(verdict.complaints.size(), round == 0 ? 4U : 0U) << testing::PrintToString(verdict.complaints);
    lines = verdict.marked;
    std::erase(lines, "none");
  }
  EXPECT_THAT(lines, ElementsAre("~ article source Trend", "CONSULT *", "~ - figure *", "? COERCE *"));
}

TEST(NotationTest, AlternativesAreAsGood) {
  EXPECT_THAT(complaints({"AGREE/SUPPORT happened/planned KAZ -> CHN"}, {a_support()}), IsEmpty());
  EXPECT_THAT(complaints({"CONCEDE happened KAZ -> CHN or SUPPORT happened KAZ -> CHN"}, {a_support()}), IsEmpty());
  EXPECT_THAT(complaints({"SUPPORT happened CHN -- KAZ"}, {a_support()}), IsEmpty());
  EXPECT_THAT(complaints({"CONCEDE happened KAZ -> CHN or SUPPORT happened KAZ -> RUS"}, {a_support()}).size(), 2U);
}

TEST(NotationTest, RefusesWhatItDoesNotUnderstand) {
  for (const char* line :
       {"CONSLT happened KAZ -> CHN", "CONSULT happened KAZ CHN", "CONSULT | colour red", "CONSULT | date yesterday",
        "figure * | level minister", "goods KAZ CHN", "agreement signed KAZ,CHN \"x\" May", "article weather fine",
        "CONSULT happened KAZ -> CHN extra"}) {
    EXPECT_FALSE(parse_expectations({line})) << line;
  }
  EXPECT_FALSE(parse_expectations({"none", "CONSULT *"}));
}

TEST(NotationTest, IntervalsAreWholeUnits) {
  const auto day = [](const char* iso) { return *parse_iso_day(iso); };
  EXPECT_EQ(parse_interval("2024-02"), std::pair(day("2024-02-01"), day("2024-02-29")));
  EXPECT_EQ(parse_interval("2023-Q4"), std::pair(day("2023-10-01"), day("2023-12-31")));
  EXPECT_EQ(parse_interval("2023-H1"), std::pair(day("2023-01-01"), day("2023-06-30")));
  EXPECT_EQ(parse_interval("2023-01/2023-10"), std::pair(day("2023-01-01"), day("2023-10-31")));
  for (const char* bad : {"", "23", "2023-13", "2023-Q5", "2023-02-30", "2023-1", "x/2023"})
    EXPECT_FALSE(parse_interval(bad)) << bad;
}

TEST(NotationTest, DescriptionsAreExpectationsThatHold) {
  const Case one = a_case({});
  for (const Finding& finding : std::vector<Finding>{a_meeting(), a_support(), a_turnover()}) {
    const std::string line = describe(finding, one.article);
    const auto expectations = parse_expectations({line});
    ASSERT_TRUE(expectations) << expectations.error().message;
    EXPECT_TRUE(matches((*expectations)[0], finding, one.article)) << line;
  }
}

TEST(CaseFileTest, ReadsCommonHeadersAndSeveralCases) {
  const auto file = parse_case_file(
      "# actors: a.csv\n==\n# id: x\n# date: 2025-02-14\nOne.\n\nTwo.\n----\nnone\n==\nThree.\n----\n? office "
      "*\n\nCONSULT *\n",
      "t", ".");
  ASSERT_TRUE(file) << file.error().to_string();
  ASSERT_EQ(file->cases.size(), 2U);
  EXPECT_EQ(file->cases[0].id, "x");
  EXPECT_EQ(file->cases[0].article.text, "One.\n\nTwo.");
  EXPECT_EQ(file->cases[1].id, "case-2");
  EXPECT_EQ(file->cases[1].actors, "a.csv");
  EXPECT_THAT(file->cases[1].expected, ElementsAre("? office *", "CONSULT *"));
}

TEST(CaseFileTest, RefusesBrokenFiles) {
  for (const char* content :
       {"", "Text without line.\n", "----\nnone\n", "Text.\n----\n", "# colour: red\nText.\n----\nnone\n",
        "# date: soon\nText.\n----\nnone\n", "# only: colours\nText.\n----\nnone\n",
        "# file: no-such-file.txt\n----\nnone\n", "Text.\n==\n----\nnone\n"}) {
    EXPECT_FALSE(parse_case_file(content, "t", ".")) << content;
  }
}

}  // namespace
}  // namespace chancery::cases
