#include "answer/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "world.h"

namespace chancery::answer {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::Not;

const char* const kText =
    "ZENDA, 3 May. Speaker Yerlan Koshanov met Ambassador Han Chunlin of China on Friday.\nThey spoke of water.";

struct Fixture {
  ArticleMap articles;
  RecordedFinding finding;

  Fixture() {
    RecordedArticle told = article("a1", "2025-05-03", "Trend", kText);
    told.article.extra_json = R"({"desk":"east"})";
    told.article.line = 4;
    articles.emplace("a1", told);
    Event event =
        testing::event(EventType::consult, "meet",
                       {person("KAZ", "Speaker", "Yerlan Koshanov"), person("CHN", "Ambassador", "Han Chunlin")}, {},
                       on("2025-05-02"));
    event.actors[0].span = span_of(told.article, "Speaker Yerlan Koshanov");
    event.actors[0].inferred = {"country"};
    event.actors[1].span = span_of(told.article, "Ambassador Han Chunlin of China");
    event.trigger = span_of(told.article, "met");
    event.date->span = span_of(told.article, "Friday");
    event.place = Place{span_of(told.article, "ZENDA"), "dateline", "KAZ", 0, 0, false};
    event.evidence = span_of(told.article, "Speaker Yerlan Koshanov met Ambassador Han Chunlin of China on Friday.");
    event.more = {span_of(told.article, "They spoke of water.")};
    event.scores = {{"relation-linear", "CONSULT", 0.91}};
    finding = recorded("E1", event, {"a1"});
  }
};

TEST(Explain, MarksSpansWithTheirRoles) {
  const Fixture fixture;
  const Explanation explanation = build_explanation(fixture.finding, fixture.articles, wording());
  ASSERT_EQ(explanation.occurrences.size(), 1U);
  const auto& excerpts = explanation.occurrences[0].excerpts;
  ASSERT_EQ(excerpts.size(), 3U);
  EXPECT_EQ(
      marked_text(excerpts[0], false),
      "[actor: Speaker Yerlan Koshanov] [trigger: met] [actor: Ambassador Han Chunlin of China] on [date: Friday].");
  EXPECT_EQ(excerpts[1].label, "also");
  EXPECT_EQ(marked_text(excerpts[1], false), "They spoke of water.");
  EXPECT_EQ(excerpts[2].label, "elsewhere");
  EXPECT_THAT(marked_text(excerpts[2], false), HasSubstr("[place: ZENDA], 3 May."));
}

TEST(Explain, NestedSpansNestAndCrossingOnesGoElsewhere) {
  Excerpt excerpt{
      "says", "Minister Ana of Zenda", {0, 21, false}, {{0, 21, "actor"}, {9, 12, "person"}, {16, 21, "place"}}};
  EXPECT_EQ(marked_text(excerpt, false), "[actor: Minister [person: Ana] of [place: Zenda]]");
  Fixture fixture;
  auto& event = std::get<Event>(fixture.finding.occurrences[0].finding);
  event.trigger = span_of(fixture.articles.at("a1").article, "Koshanov met");  // crosses the actor
  const Explanation explanation = build_explanation(fixture.finding, fixture.articles, wording());
  EXPECT_THAT(marked_text(explanation.occurrences[0].excerpts[0], false), Not(HasSubstr("[trigger:")));
  bool found = false;
  for (const Excerpt& one : explanation.occurrences[0].excerpts) {
    found = found || marked_text(one, false).find("[trigger: Koshanov met]") != std::string::npos;
  }
  EXPECT_TRUE(found);
}

TEST(Explain, TellsWhereItWasReadAndWhatWasInferred) {
  const Fixture fixture;
  const std::string text =
      render_explanation_text(build_explanation(fixture.finding, fixture.articles, wording()), {100, false});
  EXPECT_THAT(text, HasSubstr("sample/a1.txt:4"));
  EXPECT_THAT(text, HasSubstr(R"({"desk":"east"})"));
  EXPECT_THAT(text, HasSubstr("inferred: country"));
  EXPECT_THAT(text, HasSubstr("relation-linear: CONSULT 0.91"));
  EXPECT_THAT(text, HasSubstr("2025-05-02, known to the day, from the words of the sentence (“Friday”)"));
  EXPECT_THAT(text, HasSubstr("test-1"));
  EXPECT_EQ(text.find('\033'), std::string::npos);
  EXPECT_NE(render_explanation_text(build_explanation(fixture.finding, fixture.articles, wording()), {100, true})
                .find("\033[32m"),
            std::string::npos);
}

TEST(Explain, JsonMarksCutTheirTextOutOfTheArticle) {
  const Fixture fixture;
  const std::string text = render_explanation_json(build_explanation(fixture.finding, fixture.articles, wording()));
  rapidjson::Document json;
  json.Parse(text.data(), text.size());
  ASSERT_FALSE(json.HasParseError());
  const std::string whole = kText;
  const auto& occurrence = json["occurrences"][0];
  EXPECT_STREQ(occurrence["article"]["extra"]["desk"].GetString(), "east");
  for (const auto& actor : occurrence["actors"].GetArray()) {
    const auto begin = actor["begin"].GetUint();
    EXPECT_EQ(whole.substr(begin, actor["end"].GetUint() - begin), actor["text"].GetString());
  }
  std::size_t marks = 0;
  for (const auto& excerpt : occurrence["excerpts"].GetArray()) {
    const auto begin = excerpt["begin"].GetUint();
    EXPECT_EQ(whole.substr(begin, excerpt["end"].GetUint() - begin), excerpt["text"].GetString());
    for (const auto& mark : excerpt["marks"].GetArray()) {
      ++marks;
      if (std::string(mark["role"].GetString()) == "date") {
        EXPECT_EQ(whole.substr(mark["begin"].GetUint(), 6), "Friday");
      }
    }
  }
  EXPECT_EQ(marks, 5U);  // two actors, trigger, date, place
  EXPECT_STREQ(occurrence["finding"]["event"].GetString(), "CONSULT");
}

TEST(Explain, BrokenSpansDoNoHarm) {
  Fixture fixture;
  auto& event = std::get<Event>(fixture.finding.occurrences[0].finding);
  event.trigger = {5000, 6000, false};
  event.evidence = {7000, 7100, false};
  const std::string text =
      render_explanation_text(build_explanation(fixture.finding, fixture.articles, wording()), {80, false});
  EXPECT_THAT(text, HasSubstr("E1, event"));
}

}  // namespace
}  // namespace chancery::answer
