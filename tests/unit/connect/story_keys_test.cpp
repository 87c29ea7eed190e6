#include "connect/story_keys.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace chancery::connect {
namespace {

std::vector<StoryToken> words(int first, int last) {
  std::vector<StoryToken> out;
  for (int i = first; i < last; ++i) out.push_back({static_cast<std::uint32_t>(i) * 2654435761U, 0, 0});
  return out;
}

std::size_t shared(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::uint32_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

TEST(StoryKeys, SharedWordingGivesSharedKeys) {
  const auto whole = story_keys(words(0, 400));
  EXPECT_EQ(whole.size(), kStoryKeys);
  EXPECT_EQ(whole, story_keys(words(0, 400)));
  EXPECT_EQ(shared(whole, story_keys(words(1000, 1400))), 0U);
  // A text that makes up half of the other shares about half of the keys; none at all would be one case in 4,000.
  for (int part = 0; part < 20; ++part) {
    const int begin = part * 1000;
    EXPECT_GT(shared(story_keys(words(begin, begin + 400)), story_keys(words(begin, begin + 200))), 0U);
  }
}

TEST(StoryKeys, ShortTextsHaveTwo) {
  EXPECT_TRUE(story_keys({}).empty());
  EXPECT_EQ(story_keys(words(0, 3)).size(), 2U);
  EXPECT_EQ(story_keys(words(0, 6)).size(), 2U);
  EXPECT_EQ(story_keys(words(0, 3)), story_keys(words(0, 3)));
}

TEST(StoryKeys, RepeatedWordsDoNotCrowdOutOthers) {
  std::vector<StoryToken> repeated(2000, StoryToken{7, 0, 0});
  const auto some = words(0, 100);
  repeated.insert(repeated.end(), some.begin(), some.end());
  EXPECT_GT(shared(story_keys(repeated), story_keys(some)), kStoryKeys / 2);
}

TEST(AddressKey, IgnoresSchemeAndFragmentButNotThePublisher) {
  EXPECT_EQ(address_key("Gazette", "https://www.gazette.example/a/1#top"),
            address_key("gazette", "http://gazette.example/a/1/"));
  EXPECT_NE(address_key("Gazette", "https://gazette.example/a/1"),
            address_key("Courier", "https://gazette.example/a/1"));
  EXPECT_EQ(address_key("Gazette", "https://gazette.example/"), 0U);  // what stands there changes by the hour
  EXPECT_EQ(address_key("Gazette", ""), 0U);
}

}  // namespace
}  // namespace chancery::connect
