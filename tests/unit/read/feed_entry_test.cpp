// Entries of feeds, one by one.
#include "read/feed_entry.h"

#include <gtest/gtest.h>

namespace chancery::read {
namespace {

const FeedHeader kFeed{"Gazette", "en", "", ""};

Article entry(std::string_view markup, const FeedHeader& feed = kFeed) {
  const auto article = read_feed_entry("<item>" + std::string(markup) + "</item>", feed);
  EXPECT_TRUE(article.has_value()) << markup;
  return article.value_or(Article{});
}

TEST(FeedEntry, NamesOfExtensionsAreNotItsOwn) {
  const Article article = entry(
      "<media:group><media:title>Photo</media:title></media:group><media:title>Photo</media:title>"
      "<media:description>A photo.</media:description><title>Visit</title><description>They met.</description>");
  EXPECT_EQ(article.title, "Visit");
  EXPECT_EQ(article.text, "They met.");
}

TEST(FeedEntry, TheFullestTextIsTaken) {
  EXPECT_EQ(
      entry("<description>Short.</description><content:encoded>&lt;p>Longer by far.&lt;/p></content:encoded>").text,
      "Longer by far.");
  EXPECT_EQ(entry("<yandex:full-text>All of it.</yandex:full-text><description>Short.</description>").text,
            "All of it.");
  // A stub in the place of the full text.
  EXPECT_EQ(entry("<content:encoded>More</content:encoded><description>What was said in full.</description>").text,
            "What was said in full.");
  EXPECT_EQ(entry("<content type='image/png'>iVBORw0KGgo</content><summary>Said.</summary>").text, "Said.");
  EXPECT_EQ(entry("<content type='text'>1 &lt; 2\n\nand 3</content>").text, "1 < 2\n\nand 3");
}

TEST(FeedEntry, DatesInTheOrderInWhichTheyAreBelieved) {
  const auto day = [](const Article& article) { return article.date ? to_iso(*article.date) : "none"; };
  EXPECT_EQ(day(entry("<updated>2025-02-09T00:00:00Z</updated><published>2025-02-07T23:00:00-08:00</published>"
                      "<summary>Said.</summary>")),
            "2025-02-07");
  EXPECT_EQ(day(entry("<pubDate>no date</pubDate><dc:date>2025-02-07</dc:date><description>Said.</description>")),
            "2025-02-07");
  EXPECT_EQ(day(entry("<description>Said.</description>")), "none");
}

TEST(FeedEntry, LinksAuthorsAndSources) {
  const Article article = entry(
      "<link rel='self' href='https://x.example/self'/><link rel='alternate' href='https://x.example/a?b=1&amp;c=2'/>"
      "<author>desk@x.example (Anna Zenda)</author><dc:creator>Rupert H.</dc:creator><dc:creator>Anna "
      "Zenda</dc:creator>"
      "<source url='https://y.example/'>The Courier</source><guid>https://x.example/guid</guid>"
      "<description>Said.</description>");
  EXPECT_EQ(article.url, "https://x.example/a?b=1&c=2");
  EXPECT_EQ(article.source, "The Courier");
  EXPECT_EQ(article.extra_json, R"({"author":"Anna Zenda, Rupert H.","guid":"https://x.example/guid"})");
  EXPECT_EQ(entry("<guid>https://x.example/g</guid><description>Said.</description>").url, "https://x.example/g");
  EXPECT_EQ(entry("<guid isPermaLink='false'>https://x.example/g</guid><description>Said.</description>").url, "");
  EXPECT_EQ(entry("<link>https://r.example/1</link><feedburner:origLink>https://x.example/1</feedburner:origLink>"
                  "<description>Said.</description>")
                .url,
            "https://x.example/1");
}

TEST(FeedEntry, WithoutTextItIsRefused) {
  const auto only_title = read_feed_entry("<item><title>Visit</title></item>", kFeed);
  ASSERT_FALSE(only_title.has_value());
  EXPECT_EQ(only_title.error().code, ErrorCode::empty);
  EXPECT_EQ(read_feed_entry("<item></item>", kFeed).error().code, ErrorCode::empty);
  EXPECT_EQ(read_json_feed_entry(R"({"id":"1","title":"Visit"})", kFeed).error().code, ErrorCode::empty);
  EXPECT_EQ(read_json_feed_entry(R"({"id":"1",)", kFeed).error().code, ErrorCode::malformed);
  EXPECT_EQ(read_json_feed_entry(R"({"content_text":"\ud800"})", kFeed).error().code, ErrorCode::malformed);
}

TEST(FeedHeader, TheFirstTitleThatIsTheFeeds) {
  const FeedHeader header = read_feed_header(
      "<?xml version='1.0' encoding='windows-1251'?><rss><channel><image><title>Logo</title></image>"
      "<title><![CDATA[Gazette & more]]></title><language>en-gb</language><textInput><title>Find</title></textInput>");
  EXPECT_EQ(header.title, "Gazette & more");
  EXPECT_EQ(header.language, "en-gb");
  EXPECT_EQ(header.charset, "windows-1251");
  EXPECT_EQ(read_json_feed_header(R"({"title":" Gazette\n","items":[]})").title, "Gazette");
}

}  // namespace
}  // namespace chancery::read
