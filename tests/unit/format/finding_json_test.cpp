// Findings as JSON and back.
#include "format/finding_json.h"

#include <gtest/gtest.h>

#include "format/json_writer.h"

namespace chancery::format {
namespace {

std::string number(double value) {
  std::string out;
  JsonWriter(out).number(value);
  return out;
}

TEST(JsonWriter, NumbersHaveNoExponentAndNoNeedlessDigits) {
  EXPECT_EQ(number(0.94), "0.94");
  EXPECT_EQ(number(30100000000.0), "30100000000");
  EXPECT_EQ(number(2.5), "2.5");
  EXPECT_EQ(number(-3), "-3");
  EXPECT_EQ(number(0), "0");
  EXPECT_EQ(number(-0.0), "0");
  EXPECT_EQ(number(1e21), "1000000000000000000000");
  EXPECT_EQ(number(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(number(1e-7), "0.0000001");
  EXPECT_EQ(number(1.0 / 0.0), "null");
}

class FindingJson : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto loaded = Knowledge::load();
    ASSERT_TRUE(loaded.has_value()) << loaded.error().to_string();
    knowledge_ = *loaded;
  }
  static void TearDownTestSuite() { knowledge_.reset(); }

  static Article article() {
    Article article;
    article.id = "a1";
    article.title = "Koshanov meets envoy";
    article.text =
        "ASTANA, Kazakhstan, February 14. Speaker Yerlan Koshanov met Ambassador Han Chunlin of China on "
        "Friday to discuss energy and tourism.";
    return article;
  }

  static std::string json(const Finding& finding, bool with_scores = false) {
    std::string out;
    append_json(out, finding, article(), "a1/1", *knowledge_, with_scores);
    return out;
  }

  static void expect_round_trip(const Finding& finding) {
    const std::string first = json(finding, true);
    const auto parsed = parse_finding(first);
    ASSERT_TRUE(parsed.has_value()) << parsed.error().to_string() << "\n" << first;
    EXPECT_EQ(parsed->index(), finding.index());
    EXPECT_EQ(json(*parsed, true), first);
  }

  static Event example_event() {
    using namespace std::chrono_literals;
    Event event;
    event.mode = "meet";
    event.reciprocal = true;
    event.level = Level::ambassador;
    event.contexts = {"diplomatic"};
    event.areas = {"energy", "tourism"};
    event.actors = {Actor{{33, 56}, "KAZ", "LEG", "Yerlan Koshanov", "Speaker", {"country"}},
                    Actor{{61, 92}, "CHN", "GOV", "Han Chunlin", "Ambassador", {}}};
    event.date =
        DateInterval{Day{2025y / 2 / 14}, Day{2025y / 2 / 14}, DatePrecision::day, DateBasis::text, TextSpan{96, 102}};
    event.place = Place{{0, 6}, "dateline", "KAZ", 51.13, 71.43, true};
    event.trigger = {57, 60};
    event.evidence = {33, 133};
    event.confidence = 0.94;
    return event;
  }

  static std::shared_ptr<const Knowledge> knowledge_;
};
std::shared_ptr<const Knowledge> FindingJson::knowledge_;

// The example of the documented format, key for key.
TEST_F(FindingJson, WritesAnEventAsDocumented) {
  EXPECT_EQ(
      json(example_event()),
      R"({"article":"a1","id":"a1/1","event":"CONSULT","mode":"meet","status":"happened","reciprocal":true,)"
      R"("level":"ambassador","contexts":["diplomatic"],"areas":["energy","tourism"],"quad":"verbal-cooperation",)"
      R"("intensity":2.5,"cameo":"040","actors":[{"text":"Speaker Yerlan Koshanov","begin":33,"end":56,)"
      R"("country":"KAZ","sector":"LEG","person":"Yerlan Koshanov","office":"Speaker","inferred":["country"]},)"
      R"({"text":"Ambassador Han Chunlin of China","begin":61,"end":92,"country":"CHN","sector":"GOV",)"
      R"("person":"Han Chunlin","office":"Ambassador"}],"recipients":[],"date":{"from":"2025-02-14",)"
      R"("to":"2025-02-14","precision":"day","basis":"text","begin":96,"end":102},"place":{"text":"ASTANA",)"
      R"("begin":0,"end":6,"basis":"dateline","country":"KAZ","lat":51.13,"lon":71.43},"trigger":{"text":"met",)"
      R"("begin":57,"end":60},"evidence":{"begin":33,"end":133},"more":[],"confidence":0.94})");
}

TEST_F(FindingJson, APlannedMeetingIsTheCodebooksAgree) {
  Event event = example_event();
  EXPECT_EQ(json(event).find("plover"), std::string::npos);
  event.status = Status::planned;
  EXPECT_NE(json(event).find(R"("plover":"AGREE")"), std::string::npos);
  event.type = EventType::retreat;
  EXPECT_NE(json(event).find(R"("plover":"CONCEDE")"), std::string::npos);
  event.type = EventType::assault;
  EXPECT_EQ(json(event).find("plover"), std::string::npos);
}

TEST_F(FindingJson, SpansInTheTitleSaySo) {
  Event event = example_event();
  event.trigger = {9, 14, true};
  EXPECT_NE(json(event).find(R"("trigger":{"text":"meets","begin":9,"end":14,"in":"title"})"), std::string::npos);
}

TEST_F(FindingJson, EveryKindSurvivesTheWayBack) {
  Event event = example_event();
  event.more = {{0, 6}, {9, 14, true}};
  event.said_by = event.actors[0];
  event.scores = {{"relation", "CONSULT", 0.91}};
  expect_round_trip(event);
  Event bare;
  expect_round_trip(bare);

  AgreementFinding agreement;
  agreement.span = {10, 20};
  agreement.name = "agreement \"on\" visas";
  agreement.kind = "agreement";
  agreement.step = "signed";
  agreement.parties = event.actors;
  agreement.areas = {"tourism"};
  agreement.date = event.date;
  agreement.trigger = {57, 60};
  agreement.confidence = 0.5;
  expect_round_trip(agreement);

  Figure figure;
  figure.span = {1, 5};
  figure.measure = "trade-turnover";
  figure.parties = event.actors;
  figure.value = 30100000000.0;
  figure.value_to = 31e9;
  figure.unit = "USD";
  figure.digits = 3;
  figure.hedge = "over";
  figure.period = event.date;
  figure.outlook = "outcome";
  figure.change = Change{9.6, "percent", {2, 3}, event.date};
  figure.goods = {"natural gas"};
  expect_round_trip(figure);

  Goods goods;
  goods.goods = "copper ore";
  goods.hs = {"2603"};
  goods.from = "KAZ";
  goods.from_actor = event.actors[0];
  expect_round_trip(goods);

  OfficeHolding office;
  office.person = "Han Chunlin";
  office.office = "Ambassador to Kazakhstan";
  office.office_span = {61, 71};
  office.country = "CHN";
  office.former = true;
  office.inferred = {"country"};
  expect_round_trip(office);
}

TEST_F(FindingJson, WhatIsMissingOrOfAnotherTypeIsNamed) {
  const std::string whole = json(example_event());
  ASSERT_TRUE(parse_finding(whole).has_value());
  const auto broken = [&](std::string from, std::string to) {
    std::string changed = whole;
    changed.replace(changed.find(from), from.size(), to);
    const auto parsed = parse_finding(changed);
    return parsed ? std::string("accepted")
                  : std::string(to_string(parsed.error().code)) + ": " + parsed.error().message;
  };
  EXPECT_EQ(broken(R"("status":"happened",)", ""), "missing-field: \"status\" is missing");
  EXPECT_EQ(broken(R"("happened")", R"("done")"), "malformed: \"status\" is \"done\", which is no status");
  EXPECT_EQ(broken(R"("begin":33)", R"("begin":-1)"), "wrong-type: \"begin\" is no offset");
  EXPECT_EQ(broken(R"("actors":[{)", R"("actors":7,"x":[{)"), "wrong-type: \"actors\" is no array");
  EXPECT_EQ(broken(R"("reciprocal":true)", R"("reciprocal":1)"),
            "wrong-type: \"reciprocal\" is neither true nor false");
  EXPECT_FALSE(parse_finding("").has_value());
  EXPECT_FALSE(parse_finding("[]").has_value());
  EXPECT_FALSE(parse_finding(whole.substr(0, whole.size() / 2)).has_value());
  EXPECT_FALSE(parse_finding(std::string(1000000, '[')).has_value());
}

}  // namespace
}  // namespace chancery::format
