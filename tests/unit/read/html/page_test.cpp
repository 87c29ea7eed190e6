#include "read/html/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "read/html/lines.h"
#include "read/html/names.h"

namespace chancery::read {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kFirst =
    "The foreign ministers of Ruritania and Freedonia met in Strelsau on Monday, and they spoke about trade, fish and the "
    "ferry that has not run since spring.";
constexpr const char* kSecond =
    "Both sides said that the talks had been useful, that a second round would follow in June, and that nobody had "
    "raised the old quarrel about the lighthouse.";
constexpr const char* kThird =
    "Freedonia sells timber to its neighbour and buys wheat from it, worth about forty million crowns a year, according "
    "to the statistics office in Port Rufus.";

std::string article_html() {
  return std::string("<p>") + kFirst + "</p><p>" + kSecond + "</p><p>" + kThird + "</p>";
}
std::string article_text() { return std::string(kFirst) + "\n" + kSecond + "\n" + kThird; }
std::string page_with(const std::string& body, const std::string& head = "") {
  return "<!DOCTYPE html><html lang=en><head><title>Ministers meet</title>" + head + "</head><body>" + body +
         "</body></html>";
}

std::string text_of(const std::string& html) {
  const auto page = read_page(html, "");
  return page ? page->text : "error: " + page.error().message;
}

TEST(Page, KeepsTheArticleAndLeavesOutWhatSurroundsIt) {
  const std::string menu =
      "<div><ul><li><a href=/a>World news</a></li><li><a href=/b>Business news</a></li><li><a "
      "href=/c>Sport</a></li></ul></div>";
  const std::string related =
      "<div class='related-articles'><h3>Related</h3><p><a href=/x>A ferry that nobody missed, and what it carried when "
      "it last ran, by our man in the port.</a></p></div>";
  EXPECT_EQ(text_of(page_with(
                menu + "<h1>Ministers meet</h1><div>" + article_html() + "</div>" + related +
                "<footer><p>Copyright of the Strelsau Courier, all rights reserved, printed daily.</p></footer>")),
            article_text());
}

TEST(Page, LeavesOutCaptionsCommentsCookieNoticesAndHiddenParts) {
  const std::string figure =
      "<figure><img src=a.jpg><figcaption>The ministers before the lighthouse, which both of them claim as "
      "theirs.</figcaption></figure>";
  const std::string comments =
      "<div id=comments><div class=c><p>I took that ferry every day, and I can tell you that it was never on time, not "
      "once.</p></div><div class=c><p>My uncle built the lighthouse, so I ought to know who owns it, whatever they write "
      "here.</p></div></div>";
  const std::string cookies =
      "<div class='cookie-banner'><p>We use cookies to improve your visit, to count readers, and to show what may please "
      "you.</p></div>";
  const std::string hidden =
      "<div style='display: none'><p>This sentence is for machines alone, and no reader has ever seen it, on any "
      "screen.</p></div>";
  EXPECT_EQ(text_of(page_with(cookies + "<article>" + figure + article_html() + hidden + "</article>" + comments)),
            article_text());
}

TEST(Page, KeepsTheDatelineAtTheHeadOfTheText) {
  const std::string html = page_with(
      "<article><h1>Ministers meet</h1><div class=byline>By Anna Vogel</div><time datetime='2024-05-06'>May 6</time>"
      "<p><b>STRELSAU, May 6</b> - " +
      std::string(kFirst) + "</p><p>" + kSecond + "</p></article>");
  EXPECT_TRUE(text_of(html).starts_with("STRELSAU, May 6 - The foreign ministers")) << text_of(html);
}

TEST(Page, ReadsParagraphsThatAreOnlyPartedByLineBreaks) {
  EXPECT_EQ(text_of(page_with(std::string("<div class=text>") + kFirst + "<br><br>" + kSecond + "<br/><br/>" + kThird +
                              "</div>")),
            article_text());
}

TEST(Page, RefusesAPageWithoutMainText) {
  const auto page = read_page(page_with("<ul><li><a href=/a>World</a><li><a href=/b>Sport</a></ul>"), "");
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, ErrorCode::empty);
  EXPECT_FALSE(read_page("", ""));
}

TEST(Page, TakesMetadataFromJsonLdFirst) {
  const auto page = read_page(
      page_with("<h1>Ministers meet</h1>" + article_html(),
                "<meta property='og:site_name' content='The Strelsau Courier'><meta property='og:url' "
                "content='https://courier.example/a/1'>"
                "<meta property='article:published_time' content='2024-05-07T01:00:00Z'>"
                "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":"
                "\"WebSite\",\"name\":\"Courier\"},"
                "{\"@type\":\"NewsArticle\",\"headline\":\"Ministers meet &amp; "
                "talk\",\"datePublished\":\"2024-05-06T23:30:00+02:00\","
                "\"author\":{\"@id\":\"#anna\"}},{\"@type\":\"Person\",\"@id\":\"#anna\",\"name\":\"Anna "
                "Vogel\"}]}</script>"),
      "");
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_EQ(page->title, "Ministers meet & talk");
  EXPECT_EQ(page->author, "Anna Vogel");
  EXPECT_EQ(page->publisher, "The Strelsau Courier");
  EXPECT_EQ(page->url, "https://courier.example/a/1");
  EXPECT_EQ(page->language, "en");
  ASSERT_TRUE(page->date);
  EXPECT_EQ(to_iso(*page->date), "2024-05-06");
  EXPECT_EQ(page->date_basis, "json-ld");
}

TEST(Page, InventsNoDate) {
  const auto page = read_page(page_with(article_html()), "");
  ASSERT_TRUE(page);
  EXPECT_FALSE(page->date);
  EXPECT_EQ(page->date_basis, "");
}

TEST(PageTables, HaveNoFaults) {
  EXPECT_THAT(html::NamePatterns::embedded().faults(), ::testing::IsEmpty());
  EXPECT_THAT(html::LinePatterns::embedded().faults(), ::testing::IsEmpty());
  EXPECT_TRUE(html::LinePatterns::embedded().is_notice("Read more: What the ferry carried"));
  EXPECT_FALSE(html::LinePatterns::embedded().is_notice(kFirst));
  std::string name;
  html::normalise_name("relatedArticles", name);
  EXPECT_EQ(html::NamePatterns::embedded().meaning(name), html::kNoise);
}

TEST(HostilePages, NestedTagsAreLaidFlat) {
  std::string html;
  for (int at = 0; at < 1000000; ++at) html += "<div>";
  EXPECT_EQ(text_of(html + article_html()), article_text());
}

TEST(HostilePages, UnclosedFormatsDoNotMultiply) {
  std::string html;
  for (int at = 0; at < 5000; ++at) html += "<p><b id=" + std::to_string(at) + ">";
  EXPECT_EQ(text_of(html + article_html()), article_text());
}

TEST(HostilePages, AttributesWithoutEndAreRefused) {
  std::string html = "<p ";
  for (int at = 0; at < 1000000; ++at) html += "a" + std::to_string(at) + " ";
  const auto page = read_page(html + ">" + article_html(), "");
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, ErrorCode::bomb);
}

TEST(HostilePages, TooLargeIsRefusedAtOnce) {
  const auto page = read_page(std::string(kMaxPageBytes + 1, 'a'), "");
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, ErrorCode::too_large);
  EXPECT_EQ(page.error().size, kMaxPageBytes + 1);
}

TEST(HostilePages, EntityFloodIsText) {
  std::string html = "<p>";
  for (int at = 0; at < 500000; ++at) html += "&amp;&#x41;";
  EXPECT_EQ(fragment_text(html).size(), 1000000U);
}

TEST(FragmentText, ResolvesEntitiesAndPartsBlocks) {
  EXPECT_EQ(fragment_text("<p>Fish &amp; chips,&nbsp; caf&eacute;</p><ul><li>one<li>two</ul>three<br>four"),
            "Fish & chips, café\none\ntwo\nthree\nfour");
  EXPECT_EQ(fragment_text("plain  text"), "plain text");
  EXPECT_EQ(fragment_text(""), "");
  EXPECT_THAT(fragment_text("<script>alert(1)</script><style>p{}</style>shown"), Not(HasSubstr("alert")));
}

TEST(DeclaredCharset, FollowsThePrescan) {
  EXPECT_EQ(declared_charset("\xEF\xBB\xBF<html>"), "utf-8");
  EXPECT_EQ(declared_charset("\xFF\xFE<"), "utf-16le");
  EXPECT_EQ(declared_charset("<html><meta charset=\"Windows-1251\">"), "windows-1251");
  EXPECT_EQ(declared_charset("<META http-equiv=Content-Type content='text/html; charset=KOI8-R'>"), "koi8-r");
  EXPECT_EQ(declared_charset("<!-- <meta charset=big5> --><meta charset=gbk>"), "gbk");
  EXPECT_EQ(declared_charset("<meta name=description content='charset=big5'>"), "");
  EXPECT_EQ(declared_charset("<meta charset=utf-16>"), "utf-8");
  EXPECT_EQ(declared_charset("<p title='<meta charset=big5>'>x"), "");
  EXPECT_EQ(declared_charset("<meta charset"), "");
}

}  // namespace
}  // namespace chancery::read
