#include "understand/join/pair_questions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/understand/scan_fixture.h"

namespace chancery::understand {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "Norway > Belarus"; those at further mentions behind a bar.
std::vector<std::string> asked(const std::string& text) {
  ScanFixture fixture;
  fixture.read(text);
  std::vector<std::string> lines;
  const auto words = [&](int mention) {
    return std::string(fixture.document.text(fixture.document.mentions[static_cast<std::size_t>(mention)].tokens));
  };
  const PairQuestions questions = pair_questions(fixture.document);
  for (const PairQuestion& question : questions.first) {
    lines.push_back(words(question.source) + " > " + words(question.target));
  }
  for (const PairQuestion& question : questions.again) {
    lines.push_back("| " + words(question.source) + " > " + words(question.target));
  }
  EXPECT_EQ(questions.again.size(), questions.repeats.size());
  return lines;
}

TEST(PairQuestions, TwoActorsAreAskedAboutBothWays) {
  EXPECT_THAT(asked("Norway wrote to Belarus."), ElementsAre("Norway > Belarus", "Belarus > Norway"));
}

TEST(PairQuestions, OneActorAloneIsNotAskedAbout) { EXPECT_THAT(asked("Norway gave way."), IsEmpty()); }

TEST(PairQuestions, FurtherMentionsOfTheTwoWaitForTheirAnswer) {
  EXPECT_THAT(
      asked("Norway told Belarus what the Norwegian army wants."),
      ElementsAre("Norway > Belarus", "Belarus > Norway", "| Norwegian army > Belarus", "| Belarus > Norwegian army"));
}

TEST(PairQuestions, WithoutActorsNothingIsAsked) { EXPECT_THAT(asked("It rained all day."), IsEmpty()); }

TEST(PairQuestions, SentencesAreAskedApart) { EXPECT_THAT(asked("Norway gave way. Belarus rejoiced."), IsEmpty()); }

TEST(PairQuestions, AListIsAskedAboutItsFirstActorsOnly) {
  const std::string list =
      "Norway, Belarus, Brazil, Chile, Peru, Japan, Kenya, Ghana, Italy, Spain, Greece, Turkey and Iran wrote letters.";
  EXPECT_LE(asked(list).size(), 40U);
  EXPECT_GE(asked(list).size(), 12U);
}

TEST(PairQuestions, ActorsFarApartAreNotAsked) {
  std::string text = "Norway wrote";
  for (int i = 0; i < 40; ++i) text += " long";
  EXPECT_THAT(asked(text + " letters to Belarus."), IsEmpty());
}

}  // namespace
}  // namespace chancery::understand
