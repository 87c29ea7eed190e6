// What titles of readouts say.
#include "evaluate/readout_title.h"

#include <gtest/gtest.h>

#include "evaluate/readouts.h"

namespace chancery::evaluate {
namespace {

using Codes = std::vector<std::string>;

class ReadoutTitles : public testing::Test {
 protected:
  static void SetUpTestSuite() { knowledge = *Knowledge::load(); }
  static void TearDownTestSuite() { knowledge.reset(); }
  static std::optional<ReadoutTitle> parse(const char* title) {
    return parse_readout_title(title, knowledge->tables());
  }
  inline static std::shared_ptr<const Knowledge> knowledge;
};

TEST_F(ReadoutTitles, CallMeetingAndVisit) {
  const auto call =
      parse("Readout of Secretary Doe\xE2\x80\x99s Call with Foreign Minister Aida Ospanova of Kazakhstan");
  ASSERT_TRUE(call);
  EXPECT_EQ(call->counterparts, Codes{"KAZ"});
  EXPECT_EQ(call->mode, "phone");
  EXPECT_EQ(call->surnames, Codes{"ospanova"});

  const auto meeting = parse("Secretary Doe's Meeting with Chilean President Rosa Vidal on Trade");
  ASSERT_TRUE(meeting);
  EXPECT_EQ(meeting->counterparts, Codes{"CHL"});
  EXPECT_EQ(meeting->mode, "meet");
  EXPECT_EQ(meeting->surnames, Codes{"vidal"});

  const auto visit = parse("Readout of Senior Official Travel to Peru, Chile, and Bolivia");
  ASSERT_TRUE(visit);
  EXPECT_EQ(visit->counterparts, (Codes{"PER", "CHL", "BOL"}));
  EXPECT_EQ(visit->mode, "visit");
  EXPECT_TRUE(visit->surnames.empty());
}

TEST_F(ReadoutTitles, VirtualMeetingIsRemote) {
  const auto title =
      parse("Readout of Secretary Doe's Virtual Bilateral Meeting with President Li of the People's Republic of China");
  ASSERT_TRUE(title);
  EXPECT_EQ(title->mode, "phone");
  EXPECT_EQ(title->counterparts, Codes{"CHN"});
}

TEST_F(ReadoutTitles, BetweenNamesBothSides) {
  const auto title = parse(
      "Joint Readout of the Meeting Between President Doe of the United States and King Felix of Belgium in Madrid");
  ASSERT_TRUE(title);
  EXPECT_EQ(title->counterparts, Codes{"BEL"});
  EXPECT_EQ(title->surnames, Codes{"felix"});
  const auto three = parse("Meeting between the United States, Mexico, and Canada");
  ASSERT_TRUE(three);
  EXPECT_EQ(three->counterparts, (Codes{"MEX", "CAN"}));
}

TEST_F(ReadoutTitles, WhatItWasAboutIsNoCounterpart) {
  const auto title = parse("Call with the President of Turkey on Syria");
  ASSERT_TRUE(title);
  EXPECT_EQ(title->counterparts, Codes{"TUR"});
  const auto envoy = parse("Meeting with UN Special Envoy for Yemen Jan Berg");
  ASSERT_TRUE(envoy);
  EXPECT_EQ(envoy->counterparts, Codes{"UN"});
  const auto council = parse("Meeting with National Security Council Secretary Aram Petrosyan of Armenia");
  ASSERT_TRUE(council);
  EXPECT_EQ(council->counterparts, Codes{"ARM"});
}

TEST_F(ReadoutTitles, HomeMattersGiveNone) {
  for (const char* title :
       {"Readout of the Call with Governor Ann Lee of Georgia", "Meeting with Senators on Mexico Policy",
        "Readout of the White House Meeting with Airlines", "Statement on Israel", "",
        "Joint Statement by Japan and Korea"}) {
    EXPECT_FALSE(parse(title)) << title;
  }
}

TEST(ModesAgree, APhoneCallIsNoMeeting) {
  EXPECT_TRUE(modes_agree("phone", "phone"));
  EXPECT_FALSE(modes_agree("phone", "meet"));
  EXPECT_FALSE(modes_agree("phone", ""));
  EXPECT_TRUE(modes_agree("meet", "visit"));
  EXPECT_TRUE(modes_agree("meet", "multilateral"));
  EXPECT_FALSE(modes_agree("meet", "phone"));
  EXPECT_TRUE(modes_agree("visit", "visit"));
  EXPECT_FALSE(modes_agree("visit", "meet"));
}

}  // namespace
}  // namespace chancery::evaluate
