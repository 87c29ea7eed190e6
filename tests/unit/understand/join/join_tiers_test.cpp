// The two tiers joined, with an encoder that says what the test wants.
#include "understand/join/join_tiers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "chancery/reader.h"
#include "encoder/relation_encoder.h"

namespace chancery {
namespace {

using encoder::Answer;
using encoder::Question;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// What the words between the marks say.
using Rule = std::function<Answer(std::string_view source, std::string_view target)>;

Answer sure(EventType type, float probability = 0.9F, Status status = Status::happened) {
  Answer answer;
  answer.type[static_cast<std::size_t>(type)] = probability;
  answer.none = 1 - probability;
  answer.status[static_cast<std::size_t>(status)] = 1;
  answer.mode = {1};
  return answer;
}

Answer nothing() {
  Answer answer;
  answer.none = 0.99F;
  answer.status[0] = 1;
  answer.mode = {1};
  return answer;
}

class TestSession final : public encoder::Session {
 public:
  explicit TestSession(const Rule& rule) : rule_(rule) {}
  std::vector<Answer> ask(std::span<const std::string_view> sentences, std::span<const Question> questions) override {
    std::vector<Answer> answers;
    for (const Question& question : questions) {
      const std::string_view text = sentences[question.sentence];
      const auto cut = [&](encoder::Range range) { return text.substr(range.begin, range.end - range.begin); };
      answers.push_back(rule_(cut(question.source), question.target ? cut(*question.target) : std::string_view()));
    }
    return answers;
  }

 private:
  const Rule& rule_;
};

class TestEncoder final : public encoder::RelationEncoder {
 public:
  explicit TestEncoder(Rule rule) : rule_(std::move(rule)) { labels_.modes = {{std::nullopt, ""}}; }
  [[nodiscard]] std::unique_ptr<encoder::Session> session() const override {
    return std::make_unique<TestSession>(rule_);
  }
  [[nodiscard]] const encoder::Labels& labels() const noexcept override { return labels_; }
  [[nodiscard]] const std::string& version() const noexcept override { return version_; }

 private:
  Rule rule_;
  encoder::Labels labels_;
  std::string version_ = "test";
};

std::shared_ptr<const Knowledge> knowledge() {
  static const std::shared_ptr<const Knowledge> loaded = *Knowledge::load();
  return loaded;
}

std::vector<Event> events_in(const std::string& text, Rule rule) {
  Article article;
  article.id = "t";
  article.text = text;
  article.date = parse_iso_day("2024-05-15");
  Reader reader(knowledge(), ReaderOptions{0, std::make_shared<TestEncoder>(std::move(rule))});
  std::vector<Event> events;
  for (const Finding& finding : reader.read(article).findings) {
    if (const auto* event = std::get_if<Event>(&finding)) events.push_back(*event);
  }
  return events;
}

std::string codes(const std::vector<Actor>& actors) {
  std::string out;
  for (const Actor& actor : actors) out += (out.empty() ? "" : ",") + actor.country;
  return out;
}

std::vector<std::string> lines_of(const std::vector<Event>& events) {
  std::vector<std::string> lines;
  for (const Event& event : events) {
    lines.push_back(std::string(to_string(event.type)) + " " + std::string(to_string(event.status)) + " " +
                    codes(event.actors) + (event.reciprocal ? " <->" : " -> " + codes(event.recipients)));
  }
  return lines;
}

TEST(JoinTiers, AnEventThatNoTriggerTellsIsTheEncoders) {
  const auto events = events_in("Norway gave Belarus the cold shoulder.", [](auto source, auto) {
    return source == "Norway" ? sure(EventType::accuse, 0.8F, Status::denied) : nothing();
  });
  EXPECT_THAT(lines_of(events), ElementsAre("ACCUSE denied NOR -> BLR"));
  ASSERT_FALSE(events.empty());
  EXPECT_NEAR(events.front().confidence, 0.8, 0.001);
  ASSERT_EQ(events.front().scores.size(), 1U);
  EXPECT_EQ(events.front().scores.front().model, "encoder");
  EXPECT_EQ(events.front().scores.front().label, "ACCUSE");
  EXPECT_GT(events.front().trigger.end, events.front().trigger.begin);
}

TEST(JoinTiers, AnUnsureEncoderAddsNothing) {
  EXPECT_THAT(
      events_in("Norway gave Belarus the cold shoulder.", [](auto, auto) { return sure(EventType::accuse, 0.4F); }),
      IsEmpty());
}

TEST(JoinTiers, AgreementOfBothIsOneEventWithBothScores) {
  const auto events = events_in("Norway condemned Belarus.", [](auto source, auto) {
    return source == "Norway" ? sure(EventType::accuse, 0.95F) : nothing();
  });
  EXPECT_THAT(lines_of(events), ElementsAre("ACCUSE happened NOR -> BLR"));
  ASSERT_FALSE(events.empty());
  std::vector<std::string> models;
  for (const Score& score : events.front().scores) models.push_back(score.model);
  EXPECT_THAT(models, ::testing::IsSupersetOf({"scan-trigger", "encoder"}));
}

TEST(JoinTiers, ASureEncoderChangesTheType) {
  const auto rule = [](float probability) {
    return [probability](std::string_view source, std::string_view) {
      return source == "Norway" ? sure(EventType::protest, probability) : nothing();
    };
  };
  EXPECT_THAT(lines_of(events_in("Norway condemned Belarus.", rule(0.97F))),
              ElementsAre("PROTEST happened NOR -> BLR"));
  EXPECT_THAT(lines_of(events_in("Norway condemned Belarus.", rule(0.4F))), ElementsAre("ACCUSE happened NOR -> BLR"));
}

TEST(JoinTiers, WhereTheEncoderSeesNothingTheFindingGetsWeaker) {
  const auto with = events_in("Norway condemned Belarus.", [](auto, auto) { return nothing(); });
  const auto without = events_in("Norway condemned Belarus.", [](auto source, auto) {
    return source == "Norway" ? sure(EventType::accuse, 0.95F) : nothing();
  });
  ASSERT_FALSE(without.empty());
  for (const Event& event : with) EXPECT_LT(event.confidence, without.front().confidence);
}

TEST(JoinTiers, AnActOfBothIsOneEvent) {
  const auto events = events_in("Norway and Belarus buried the hatchet.", [](auto, auto) {
    Answer answer = sure(EventType::agree);
    answer.reciprocal = 0.9F;
    return answer;
  });
  EXPECT_THAT(lines_of(events), ElementsAre("AGREE happened NOR,BLR <->"));
}

TEST(JoinTiers, SeveralTargetsOfOneActAreOneEvent) {
  const auto events = events_in("Norway gave Belarus and Brazil the cold shoulder.", [](auto source, auto) {
    return source == "Norway" ? sure(EventType::accuse) : nothing();
  });
  EXPECT_THAT(lines_of(events), ElementsAre("ACCUSE happened NOR -> BLR,BRA"));
}

TEST(JoinTiers, APairThatIsFarLikelierWithAThirdIsLeft) {
  const auto events = events_in("Norway gave Belarus the cold shoulder over Brazil.", [](auto source, auto target) {
    if (source != "Norway") return nothing();
    return sure(EventType::accuse, target == "Belarus" ? 0.98F : 0.7F);
  });
  EXPECT_THAT(lines_of(events), ElementsAre("ACCUSE happened NOR -> BLR"));
}

TEST(JoinTiers, AnOrganisationNeedsMore) {
  const auto rule = [](float probability) {
    return [probability](std::string_view source, std::string_view) {
      return source == "Norway" ? sure(EventType::accuse, probability) : nothing();
    };
  };
  EXPECT_THAT(events_in("Norway gave NATO the cold shoulder.", rule(0.8F)), IsEmpty());
  EXPECT_THAT(lines_of(events_in("Norway gave NATO the cold shoulder.", rule(0.95F))),
              ElementsAre("ACCUSE happened NOR -> NATO"));
}

TEST(JoinTiers, AContactThatAnUtteranceIsAboutIsNoEventOfItsOwn) {
  const auto rule = [](std::string_view, std::string_view) { return sure(EventType::consult, 0.95F); };
  const auto lines = lines_of(events_in("Norway rejected a demand of Belarus at the table.", rule));
  EXPECT_THAT(lines, ::testing::Not(::testing::Contains(::testing::StartsWith("CONSULT"))));
  EXPECT_THAT(lines_of(events_in("Norway and Belarus sat at one table.", rule)),
              ::testing::Contains(::testing::StartsWith("CONSULT")));
}

TEST(JoinTiers, ActsBothWaysAreTwoEvents) {
  const auto events =
      events_in("Norway gave Belarus the cold shoulder.", [](auto, auto) { return sure(EventType::accuse); });
  EXPECT_THAT(lines_of(events), ElementsAre("ACCUSE happened NOR -> BLR", "ACCUSE happened BLR -> NOR"));
}

}  // namespace
}  // namespace chancery
