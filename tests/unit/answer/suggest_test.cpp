#include "answer/suggest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world.h"

namespace chancery::answer {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

TEST(Suggest, FindsWhatWasMeant) {
  EXPECT_EQ(suggest_actors(testing::knowledge(), "Kazakstan").front(), "Kazakhstan (KAZ)");
  EXPECT_THAT(suggest_actors(testing::knowledge(), "Kazak"), Contains("Kazakhstan (KAZ)"));
  EXPECT_THAT(suggest_actors(testing::knowledge(), "Chnia"), Contains("China (CHN)"));
  EXPECT_THAT(suggest_actors(testing::knowledge(), "KZA"), Contains("Kazakhstan (KAZ)"));
}

TEST(Suggest, SaysNothingOfNonsense) {
  EXPECT_THAT(suggest_actors(testing::knowledge(), "Xyzzyplugh"), IsEmpty());
  EXPECT_THAT(suggest_actors(testing::knowledge(), ""), IsEmpty());
}

TEST(Suggest, KeepsTheLimit) { EXPECT_LE(suggest_actors(testing::knowledge(), "an", 3).size(), 3U); }

}  // namespace
}  // namespace chancery::answer
