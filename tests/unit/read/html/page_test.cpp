#include "read/html/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "read/html/gates.h"
#include "read/html/lines.h"
#include "read/html/names.h"

namespace chancery::read {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kFirst =
    "The foreign ministers of Ruritania and Freedonia met in Strelsau on Monday, and they spoke about trade, fish and "
    "the "
    "ferry that has not run since spring.";
constexpr const char* kSecond =
    "Both sides said that the talks had been useful, that a second round would follow in June, and that nobody had "
    "raised the old quarrel about the lighthouse.";
constexpr const char* kThird =
    "Freedonia sells timber to its neighbour and buys wheat from it, worth about forty million crowns a year, "
    "according "
    "to the statistics office in Port Rufus.";

std::string article_html() { return std::string("<p>") + kFirst + "</p><p>" + kSecond + "</p><p>" + kThird + "</p>"; }
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
      "<div class='related-articles'><h3>Related</h3><p><a href=/x>A ferry that nobody missed, and what it carried "
      "when "
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
      "once.</p></div><div class=c><p>My uncle built the lighthouse, so I ought to know who owns it, whatever they "
      "write "
      "here.</p></div></div>";
  const std::string cookies =
      "<div class='cookie-banner'><p>We use cookies to improve your visit, to count readers, and to show what may "
      "please "
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

TEST(Page, TellsCommentsFromTheArticleWithoutAnyNames) {
  std::string comments = "<div><div>2 comments</div>";
  for (const char* who : {"Rufus", "Marta"}) {
    comments +=
        std::string("<div><div><b>") + who +
        "</b></div><div>May 6, 2024</div><div><p>I took that ferry every day, and it was never on time, not once "
        "in all those years, whatever they say.</p></div><div><a href=#>Reply</a></div></div>";
  }
  EXPECT_EQ(
      text_of(page_with("<div><h1>Ministers meet</h1><div>" + article_html() + "</div>" + comments + "</div></div>")),
      article_text());
}

TEST(Page, KeepsAnArticleThatIsBrokenIntoPieces) {
  const std::string banner = "<div><a href=/buy>Buy a boat</a></div>";
  EXPECT_EQ(text_of(page_with("<main><section class=body><p>" + std::string(kFirst) + "</p></section>" + banner +
                              "<section class=body><p>" + kSecond + "</p></section>" + banner +
                              "<section class=body><p>" + kThird + "</p></section></main>")),
            article_text());
}

TEST(Page, KeepsAFirstParagraphThatStandsOutsideOfTheOthers) {
  EXPECT_EQ(text_of(page_with("<div><h1>Ministers meet</h1><div class=lead>" + std::string(kFirst) +
                              "</div><div class=text><p>" + kSecond + "</p><p>" + kThird + "</p></div></div>")),
            article_text());
}

TEST(Page, TakesTheFirstOfSeveralArticles) {
  const std::string second =
      "<article><h1>A lighthouse for sale</h1><p>The lighthouse on the border between the two states is for sale, its "
      "owner said on Friday, and added that he would miss it.</p><p>Nobody in Port Rufus seems to want it, for the "
      "lamp "
      "is broken, the stairs are steep, and the rent is high.</p></article>";
  EXPECT_EQ(text_of(page_with("<article><h1>Ministers meet</h1>" + article_html() + "</article>" + second)),
            article_text());
}

TEST(Page, LeavesOutNoticesListsOfLinksAndPullQuotesInItsMidst) {
  EXPECT_EQ(text_of(page_with(
                "<article><p>" + std::string(kFirst) +
                "</p><p>Read more: What the ferry carried</p><p>Advertisement</p><p>" + kSecond +
                "</p><h3>Related coverage</h3><ul><li><a href=/1>The ferry, a history in pictures</a></li><li><a "
                "href=/2>The lighthouse, whose is it now</a></li></ul><p>" +
                kThird + "</p><p>" + kSecond + "</p></article>")),
            article_text());
}

TEST(Page, KeepsSubheadsAndLists) {
  EXPECT_EQ(text_of(page_with("<article><p>" + std::string(kFirst) +
                              "</p><h2>What was agreed</h2><ul><li>a ferry</li><li>two "
                              "buoys</li></ul><p>" +
                              kSecond + "</p><h2>More</h2></article>")),
            std::string(kFirst) + "\nWhat was agreed\na ferry\ntwo buoys\n" + kSecond);
}

TEST(Page, LeavesOutACaptionThatNoNameTellsApart) {
  EXPECT_EQ(text_of(page_with(
                "<div><p>" + std::string(kFirst) +
                "</p><div><img src=a.jpg><span>The lighthouse on the border, seen from the sea.</span></div><p>" +
                kSecond + "</p><p>" + kThird + "</p></div>")),
            article_text());
}

TEST(Page, LeavesOutTheAuthorAtItsFoot) {
  EXPECT_EQ(text_of(page_with(
                "<article>" + article_html() +
                    "<p>Anna Vogel is a reporter in Strelsau, where she covers ships, ports and borders.</p></article>",
                "<meta name=author content='Anna Vogel'>")),
            article_text());
}

TEST(Page, BelievesNoNameOfNoiseOnTheArticleItself) {
  EXPECT_EQ(text_of(page_with(
                "<div class='layout sidebar-right'><h1>Ministers meet</h1><div class='post tag-comments hentry'>" +
                article_html() + "</div></div>")),
            article_text());
}

TEST(Page, LeavesOutNoticesAboveTheHeadline) {
  EXPECT_EQ(text_of(page_with(
                "<div><p>This old browser is not supported, and the page may look odd in it, we are sorry to say.</p>"
                "<h1>Ministers meet</h1>" +
                article_html() + "</div>")),
            article_text());
}

TEST(Page, ShowsWhatIsHiddenWhereNothingElseWouldBeLeft) {
  EXPECT_EQ(text_of(page_with("<div aria-hidden=true><h1>Ministers meet</h1>" + article_html() + article_html() +
                              "</div><div "
                              "class=modal>We use cookies.</div>")),
            article_text());
}

TEST(Page, KeepsSentencesThatOnlyBeginLikeNotices) {
  const std::string copyright =
      "Copyright law was on the agenda too, both ministers said, though nobody at the talks had asked for it.";
  const std::string published =
      "Published on Monday, the joint statement names the ferry in four places, and the lighthouse in none.";
  EXPECT_EQ(
      text_of(page_with("<article>" + article_html() + "<p>" + copyright + "</p><p>" + published + "</p></article>")),
      article_text() + "\n" + copyright + "\n" + published);
}

TEST(Page, FindsAShortReportAmongManyTeasers) {
  std::string teasers;
  for (int at = 0; at < 12; ++at) {
    teasers +=
        "<div><a href=/" + std::to_string(at) + ">A headline that leads elsewhere, number " + std::to_string(at) +
        "</a><p>A summary of it, which is as long as that of any report, tells of a fish, a boat and a man who fell "
        "into the sea, number " +
        std::to_string(at) + ".</p><span>Courier</span></div>";
  }
  EXPECT_EQ(text_of(page_with("<div><div><h1>Ministers meet</h1><div><p>" + std::string(kFirst) +
                              "</p></div></div><div>" + teasers + "</div></div>")),
            kFirst);
}

TEST(Page, TakesTheTextFromTheMetadataWhereThePageHasNone) {
  const auto page = read_page(
      page_with("<div id=app></div>",
                "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Ministers meet\","
                "\"articleBody\":\"" +
                    std::string(kFirst) + "\\n\\n" + kSecond + "\"}</script>"),
      "");
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_EQ(page->text, std::string(kFirst) + "\n" + kSecond);
}

TEST(Page, ReadsJsonLdThatIsBrokenInCommonWays) {
  const auto page = read_page(
      page_with(
          article_html(),
          "<script "
          "type='application/ld+json'>//<![CDATA[\n{\"@type\":[\"NewsArticle\"],\n\"headline\":\"Ministers\nmeet\","
          "\"author\":[{\"name\":\"Anna Vogel\"},{\"name\":\"Rufus Alder\"},],}\n//]]></script>"
          "<script type='application/ld+json'>{\"broken\"</script>"),
      "");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->title, "Ministers meet");
  EXPECT_EQ(page->author, "Anna Vogel, Rufus Alder");
}

TEST(Page, FallsBackFromMetaToMicrodataToThePageItself) {
  const auto meta =
      read_page(page_with(article_html(),
                          "<meta property=og:title content='Ministers meet | The Courier'><meta property=og:site_name "
                          "content='The Courier'><meta name=author content='By Anna Vogel'><meta name=pubdate "
                          "content='20240506'><meta http-equiv=content-language content=en-GB>"),
                "https://courier.example/a/1");
  ASSERT_TRUE(meta);
  EXPECT_EQ(meta->title, "Ministers meet");
  EXPECT_EQ(meta->publisher, "The Courier");
  EXPECT_EQ(meta->author, "Anna Vogel");
  EXPECT_EQ(meta->date_basis, "meta");
  EXPECT_EQ(meta->url, "https://courier.example/a/1");
  const auto microdata = read_page(
      page_with(
          "<article itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop=headline>Talks in "
          "Strelsau</h1><span itemprop=author "
          "itemscope><span itemprop=name>Anna Vogel</span></span><meta itemprop=datePublished content=2024-05-06><div "
          "itemprop=articleBody>" +
          article_html() + "</div></article>"),
      "");
  ASSERT_TRUE(microdata);
  EXPECT_EQ(microdata->title, "Talks in Strelsau");
  EXPECT_EQ(microdata->author, "Anna Vogel");
  EXPECT_EQ(microdata->date_basis, "microdata");
  EXPECT_EQ(microdata->text, article_text());
  const auto itself = read_page(
      "<title>Talks in Strelsau - The Courier</title><h1>Talks in Strelsau</h1><p>By Anna "
      "Vogel</p><p>Updated 5:52 PM, May 6, 2024</p><div>" +
          article_html() + "</div>",
      "");
  ASSERT_TRUE(itself);
  EXPECT_EQ(itself->title, "Talks in Strelsau");
  EXPECT_EQ(itself->author, "Anna Vogel");
  ASSERT_TRUE(itself->date);
  EXPECT_EQ(to_iso(*itself->date), "2024-05-06");
  EXPECT_EQ(itself->date_basis, "text");
}

TEST(Page, TakesTheDayFromTheAddressAndResolvesTheCanonicalOne) {
  const auto page =
      read_page(page_with(article_html(),
                          "<link rel=canonical href='/2024/05/06/talks'><base href='https://courier.example/x/'>"),
                "");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->url, "https://courier.example/2024/05/06/talks");
  EXPECT_EQ(page->date_basis, "url");
}

TEST(Page, NamesPaywallsConsentPagesAndProofsOfBeingHuman) {
  const auto refusal = [](const std::string& body, const std::string& head = "") {
    const auto page = read_page(page_with(body, head), "");
    return page ? "read: " + page->text : std::string(to_string(page.error().code)) + ": " + page.error().message;
  };
  const std::string wall =
      "<article><p>" + std::string(kFirst) + "</p><div>To continue reading, subscribe today.</div></article>";
  EXPECT_THAT(refusal(wall),
              ::testing::AllOf(HasSubstr("paywall: "), HasSubstr("subscription"), HasSubstr("to continue reading")));
  EXPECT_THAT(
      refusal(
          "<article><p>" + std::string(kFirst) + "</p></article>",
          "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":\"False\"}</script>"),
      HasSubstr("isAccessibleForFree"));
  EXPECT_THAT(
      refusal("<div><h1>Before you continue</h1><p>We and our partners store cookies on your device, for ads, for "
              "counting visits and for much else besides.</p></div>"),
      ::testing::AllOf(HasSubstr("paywall: "), HasSubstr("consent")));
  EXPECT_THAT(refusal("<h1>One moment</h1><p>Checking your browser before you get in, which takes a few seconds, "
                      "please wait here.</p>"),
              ::testing::AllOf(HasSubstr("paywall: "), HasSubstr("human")));
  EXPECT_THAT(refusal("<p>Sorry, the page you requested is gone.</p>"),
              HasSubstr("empty: the page says that it was not found"));
  // A short report, with a notice on cookies and an offer beside it, is none of these.
  EXPECT_EQ(refusal("<div class=cookie-bar>We value your privacy. Accept all cookies to continue.</div><article><p>" +
                    std::string(kFirst) + "</p></article><footer>Subscribe for more.</footer>"),
            std::string("read: ") + kFirst);
}

TEST(Page, MarksAnExcerpt) {
  const auto page = read_page(
      page_with(
          "<article>" + article_html() +
              "<p>The two sides did not say when the ferry would run again, nor who would pay for its repair.</p>"
              "<div>Already a subscriber? Log in.</div></article>",
          "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false}</script>"),
      "");
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_TRUE(page->excerpt);
}

TEST(PageTables, HaveNoFaults) {
  EXPECT_THAT(html::NamePatterns::embedded().faults(), ::testing::IsEmpty());
  EXPECT_THAT(html::LinePatterns::embedded().faults(), ::testing::IsEmpty());
  EXPECT_THAT(html::GatePatterns::embedded().faults(), ::testing::IsEmpty());
  using Kind = html::LinePatterns::Kind;
  EXPECT_EQ(html::LinePatterns::embedded().kind("Read more: What the ferry carried"), Kind::notice);
  EXPECT_EQ(html::LinePatterns::embedded().kind("27 Comments"), Kind::end);
  EXPECT_EQ(html::LinePatterns::embedded().kind(kFirst), Kind::text);
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

TEST(HostilePages, ManyAttributesInManyTagsAreRead) {
  std::string html;
  for (int at = 0; at < 20000; ++at) html += "<i a=1 b=2 c=3 d=4></i>";
  EXPECT_EQ(text_of(html + article_html()), article_text());
}

TEST(HostilePages, TextInPiecesDoesNotMultiply) {
  std::string html;
  for (int at = 0; at < 600; ++at) html += "<span>";
  for (int at = 0; at < 100000; ++at) html += "<span>x";
  const auto page = read_page(html, "");
  ASSERT_FALSE(page);
}

TEST(HostilePages, NestedJsonIsLeftOut) {
  std::string json;
  for (int at = 0; at < 100000; ++at) json += "{\"a\":[";
  EXPECT_EQ(text_of(page_with(article_html(), "<script type='application/ld+json'>" + json + "</script>")),
            article_text());
}

TEST(HostilePages, ManyPropertiesAreReadOnce) {
  std::string html;
  for (int at = 0; at < 50000; ++at) html += "<i itemprop=author><b itemprop=name></b></i>";
  EXPECT_EQ(text_of(html + article_html()), article_text());
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
