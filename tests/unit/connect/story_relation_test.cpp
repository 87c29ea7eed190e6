#include "connect/story_relation.h"

#include <gtest/gtest.h>

#include "story_reports.h"

namespace chancery::connect {
namespace {

using namespace testing;  // NOLINT: the reports
using ::testing::Test;

void expect_same(const StoryArticle& a, const StoryArticle& b) {
  EXPECT_TRUE(same_story(a, b));
  EXPECT_TRUE(same_story(b, a));
}
void expect_other(const StoryArticle& a, const StoryArticle& b) {
  EXPECT_FALSE(same_story(a, b));
  EXPECT_FALSE(same_story(b, a));
}

const std::string& report() {
  static const std::string text = joined(talks());
  return text;
}

TEST(SameStory, HeadlineDoesNotCount) {
  expect_same(made(report(), "2024-05-06", "Gazette", "Crossings to open"),
              made(report(), "2024-05-07", "Courier", "Border thaw after five cold years"));
}

TEST(SameStory, SmallEditsDoNotCount) {
  expect_same(made(report()), made(replaced(report(), {{"agreed on Monday", "decided on Monday"},
                                                       {"a fifth less than", "20 percent below what it was"},
                                                       {"Lena Hartog", "Lena Hartogh"},
                                                       {"percent", "per cent"},
                                                       {" - ", " — "}})));
}

TEST(SameStory, AddedAndCutParagraphsDoNotCount) {
  const auto more = talks_told_by_another();
  expect_same(made(report()), made(report() + "\n\n" + joined(more, 1, 3)));
  expect_same(made(report()), made(joined(talks(), 0, 4)));
  expect_same(made(joined(talks(), 0, 5)), made(joined(talks(), 0, 3) + "\n\n" + joined(more, 1, 2)));
}

TEST(SameStory, AgencyAndBoilerplateDoNotCount) {
  expect_same(made(report()), made("FORT HALE (Northern Press Agency) -- " + report() +
                                   "\n\nReporting by our office in Strelsau\nFollow us on Telegram and X"));
}

TEST(SameStory, SameEventInOtherWordsIsAnotherStory) {
  expect_other(made(report()), made(joined(talks_told_by_another())));
}

TEST(SameStory, NextMonthsReportWithOtherFiguresIsAnotherStory) {
  const std::string next = replaced(report(), {{"May 6", "June 10"},
                                               {"412", "437"},
                                               {"three", "four"},
                                               {"900", "870"},
                                               {"20 tonnes", "30 tonnes"},
                                               {"35 percent", "41 percent"}});
  expect_other(made(report()), made(next, "2024-06-10"));
  expect_other(made(report()), made(next, nullptr));
}

TEST(SameStory, AnotherStatesNoticeIsAnotherStory) {
  const std::string notice =
      "The Foreign Ministry of Ruritania congratulates the people of Freedonia on their national day. The ministry "
      "recalls the long friendship that joins both peoples and wishes the citizens of Freedonia peace and prosperity. "
      "The ambassador in Fort Hale handed over a letter of the President.";
  expect_other(made(notice), made(replaced(notice, {{"Freedonia", "Grand Fenwick"}, {"Fort Hale", "Castle Fenwick"}})));
}

TEST(SameStory, FollowUpThatQuotesTheBackgroundIsAnotherStory) {
  const std::vector<std::string> fresh = {
      "The parliament of Freedonia threw out the border agreement by 61 votes to 48 on Thursday, a week after its "
      "foreign "
      "minister had signed it, and asked the government to begin again.",
      "Pavel Renn left the chamber without a word. His party whip said that the minister would decide over the weekend "
      "whether he could stay in office.",
      "In Strelsau a spokesman called the vote a matter for Freedonia alone and said that the gates would stay shut "
      "until "
      "there was a partner to talk to.",
      "Two former ambassadors wrote in a newspaper that the text had been prepared in haste and that lawyers had never "
      "seen its third chapter, which deals with tolls and with night work."};
  expect_other(made(report()), made(joined(fresh) + "\n\n" + joined(talks(), 2, 4), "2024-05-16"));
}

TEST(SameStory, DigestDoesNotJoinWhatItHolds) {
  const std::string other =
      "Farmers in the north of Grand Fenwick have begun the hay harvest 12 days early. The weather service says that "
      "April was the driest since 1978 and that no rain is in sight before the end of the month. Prices for fodder "
      "went "
      "up by 9 percent within a week, and the government has opened its stores to those who keep fewer than 40 cows.";
  const std::string third =
      "The museum of Zenda has bought back a clock that was stolen in 1944. It stood in an attic in Fort Hale until a "
      "student of 23 read the maker's name on the dial and wrote to the director, who came the next day with 5,000 "
      "dollars and a van. From Sunday on the clock can be seen in the great hall, where it used to strike the hours.";
  const std::string first = joined(talks(), 0, 2);
  const std::string digest = "Our week in brief.\n\n" + other + "\n\n" + first + "\n\n" + third;
  const StoryArticle whole = made(digest);
  int joined_to = 0;
  for (const std::string& part : {first, other, third}) joined_to += same_story(whole, made(part)) ? 1 : 0;
  EXPECT_LE(joined_to, 1);
}

TEST(SameStory, ShortTextsNeedToBeTheSame) {
  expect_same(made("The ministers met in Strelsau and talked about trade and water."),
              made("The ministers met in Strelsau and talked about trade and water!"));
  expect_other(made("The ministers met in Strelsau and talked about trade and water."),
               made("The ministers met in Strelsau and talked about the bridge at Zenda."));
  expect_other(made(""), made(""));
}

TEST(SameStory, CorrectionMayChangeFigures) {
  const std::string corrected = replaced(
      report(),
      {{"412", "214"}, {"900", "90"}, {"35 percent", "53 percent"}, {"20 tonnes", "12 tonnes"}, {"2021", "2020"}});
  expect_other(made(report()), made(corrected, "2024-05-16", "Gazette"));
  expect_same(made(report()), made(corrected, "2024-05-16", "Gazette", "CORRECTED: Crossings to open"));
  expect_other(made(report()), made(corrected, "2024-05-16", "Courier", "CORRECTED: Crossings to open"));
}

TEST(SameStory, WithdrawalIsFoundByAddressOrHeadline) {
  const StoryArticle first =
      made(report(), "2024-05-06", "Gazette", "Three crossings to open in May", "https://gazette.example/n/17");
  const std::string notice = "The Gazette has withdrawn the story. It rested on a forged letter.";
  expect_same(first,
              made(notice, "2024-05-08", "Gazette", "A word to our readers", "http://www.gazette.example/n/17/"));
  expect_same(first, made(notice, "2024-05-08", "Gazette", "WITHDRAWN: Three crossings to open in May"));
  expect_other(first, made(notice, "2024-05-08", "Courier", "WITHDRAWN: Three crossings to open in May"));
  expect_other(first, made("Something else.", "2024-05-08", "Gazette", "Three crossings to open in May"));
}

TEST(Supersedes, OnlyTheSamePublisherAndOnlyLater) {
  const StoryArticle first = made(report());
  const StoryArticle fix = made(report(), "2024-05-07", "Gazette", "CORRECTION: Crossings to open");
  EXPECT_TRUE(supersedes(fix, first));
  EXPECT_FALSE(supersedes(first, fix));
  EXPECT_FALSE(supersedes(fix, made(report(), "2024-05-06", "Courier")));
  EXPECT_FALSE(supersedes(fix, made(report(), "2024-05-09", "Gazette")));
  EXPECT_FALSE(supersedes(made(report(), "2024-05-07"), first));  // no mark
}

TEST(Supersedes, UpdatesOfOneDayGoByTheirNumbers) {
  const StoryArticle first = made(report());
  const StoryArticle second = made(report(), "2024-05-06", "Gazette", "UPDATE 1-Crossings to open");
  const StoryArticle third = made(report(), "2024-05-06", "Gazette", "UPDATE 2-Crossings to open");
  EXPECT_TRUE(supersedes(second, first));
  EXPECT_TRUE(supersedes(third, second));
  EXPECT_FALSE(supersedes(second, third));
}

}  // namespace
}  // namespace chancery::connect
