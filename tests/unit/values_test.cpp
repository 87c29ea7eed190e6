// The names and dates of the public value types.
#include <gtest/gtest.h>

#include "chancery/date.h"
#include "chancery/error.h"
#include "chancery/finding.h"

namespace chancery {
namespace {

using namespace std::chrono_literals;

TEST(Date, PrintsFourTwoTwo) {
  EXPECT_EQ(to_iso(Day{2025y / 2 / 4}), "2025-02-04");
  EXPECT_EQ(to_iso(Day{812y / 12 / 31}), "0812-12-31");
}

TEST(Date, ReadsADayAndTheDayOfATimeStampAsWritten) {
  EXPECT_EQ(parse_iso_day("2025-02-14"), Day{2025y / 2 / 14});
  EXPECT_EQ(parse_iso_day("2024-02-29T23:59:59+06:00"), Day{2024y / 2 / 29});
  EXPECT_EQ(parse_iso_day("2024-02-29 10:00"), Day{2024y / 2 / 29});
}

TEST(Date, RefusesWhatIsNoDay) {
  for (const char* text : {"", "2025", "2025-02", "2025-2-14", "2023-02-29", "2025-13-01", "2025-00-10", "2025-01-00",
                           "14-02-2025", "2025-02-145", "2025/02/14", "20x5-02-14", " 2025-02-14", "-025-02-14"}) {
    EXPECT_FALSE(parse_iso_day(text).has_value()) << text;
  }
}

TEST(Date, EveryDayOfTwoCenturiesSurvives) {
  for (Day day{1900y / 1 / 1}; day < Day{2100y / 1 / 1}; day += std::chrono::days{1}) {
    ASSERT_EQ(parse_iso_day(to_iso(day)), day);
  }
}

TEST(Names, EveryEventTypeSurvives) {
  for (int i = 0; i < kEventTypeCount; ++i) {
    const auto type = static_cast<EventType>(i);
    EXPECT_FALSE(to_string(type).empty());
    EXPECT_EQ(parse_event_type(to_string(type)), type);
  }
  EXPECT_EQ(to_string(EventType::agree), "AGREE");
  EXPECT_EQ(to_string(EventType::mobilize), "MOBILIZE");
  EXPECT_EQ(to_string(EventType::assault), "ASSAULT");
  EXPECT_FALSE(parse_event_type("agree").has_value());
  EXPECT_FALSE(parse_event_type("").has_value());
}

TEST(Names, StatusAndLevelSurvive) {
  for (const Status status :
       {Status::happened, Status::planned, Status::habitual, Status::denied, Status::hypothetical}) {
    EXPECT_EQ(parse_status(to_string(status)), status);
  }
  for (const Level level : {Level::none, Level::head_of_state, Level::head_of_government, Level::minister,
                            Level::parliament, Level::ambassador, Level::official}) {
    EXPECT_EQ(parse_level(to_string(level)), level);
  }
  EXPECT_EQ(to_string(Level::head_of_government), "head-of-government");
  EXPECT_FALSE(parse_status("done").has_value());
}

TEST(Names, KindFollowsTheVariant) {
  EXPECT_EQ(kind_of(Event{}), "event");
  EXPECT_EQ(kind_of(AgreementFinding{}), "agreement");
  EXPECT_EQ(kind_of(Figure{}), "figure");
  EXPECT_EQ(kind_of(Goods{}), "goods");
  EXPECT_EQ(kind_of(OfficeHolding{}), "office");
}

TEST(ErrorText, NamesFileAndLine) {
  EXPECT_EQ((Error{.code = ErrorCode::malformed, .message = "no JSON", .file = "a.jsonl", .line = 3}).to_string(),
            "a.jsonl:3: no JSON");
  EXPECT_EQ((Error{.code = ErrorCode::empty, .message = "no text", .file = "a.txt"}).to_string(), "a.txt: no text");
  EXPECT_EQ((Error{.code = ErrorCode::too_large}).to_string(), "too-large");
}

}  // namespace
}  // namespace chancery
