// Markup that nobody checked.
#include "read/markup.h"

#include <gtest/gtest.h>

namespace chancery::read {
namespace {

using Names = std::vector<std::string>;

Names children(std::string_view markup) {
  MarkupChildren children(markup);
  Names out;
  while (const auto child = children.next())
    out.push_back((child->prefix.empty() ? "" : std::string(child->prefix) + ":") + std::string(child->name) + "=" +
                  std::string(child->inner));
  return out;
}

TEST(Markup, ChildrenSideBySide) {
  EXPECT_EQ(children("<a>1</a> <b x='>'>2</b><c/><n:d>3</n:d>"), (Names{"a=1", "b=2", "c=", "n:d=3"}));
  EXPECT_EQ(children("<a><a>in</a></a><b>2</b>"), (Names{"a=<a>in</a>", "b=2"}));
  EXPECT_EQ(children("<a><![CDATA[</a><b>]]></a><!-- <c> --><d>4</d>"), (Names{"a=<![CDATA[</a><b>]]>", "d=4"}));
}

TEST(Markup, WhatIsBrokenStaysInItsPlace) {
  EXPECT_EQ(children("<a>one <br> two & three</a><b>2</b>"), (Names{"a=one <br> two & three", "b=2"}));
  EXPECT_EQ(children("<link>never closed <b>2</b>"), (Names{"link=", "b=2"}));
  EXPECT_EQ(children("3 < 4 <b>2</b> </x> <"), (Names{"b=2"}));
  EXPECT_EQ(children("<a x=\"never closed><b>2</b>"), (Names{"a=", "b=2"}));
}

TEST(Markup, HostileMarkupTakesLinearTime) {
  std::string names, same;
  for (int i = 0; i < 300000; ++i) names += "<n" + std::to_string(i) + ">";
  for (int i = 0; i < 300000; ++i) same += "<a>";
  for (const std::string& markup : {names, same, std::string(1000000, '<'), "<a " + std::string(1000000, '"')}) {
    std::size_t count = 0;
    MarkupChildren children(markup);
    while (children.next()) ++count;
    EXPECT_LE(count, 300000U);
  }
}

TEST(Markup, TextIsUnescapedOnce) {
  EXPECT_EQ(markup_text("a &lt;b&gt; &amp;amp; &#1084;&#x438;&#8217;"), "a <b> &amp; \u043c\u0438\u2019");
  EXPECT_EQ(markup_text("<![CDATA[<p>a &amp; b</p>]]>"), "<p>a &amp; b</p>");
  EXPECT_EQ(markup_text("x<![CDATA[ & ]]>&amp;"), "x & &");
  // Unescaped markup keeps its own escapes.
  EXPECT_EQ(markup_text("<p>1 &lt; 2</p>"), "<p>1 &lt; 2</p>");
  // Nothing is declared, looked up or expanded.
  EXPECT_EQ(markup_text("&lol9; &nbsp; &#xD800; &#99999999; &#147;"), "&lol9; &nbsp; \uFFFD \uFFFD &#147;");
}

TEST(Markup, Attributes) {
  EXPECT_EQ(markup_attribute(" rel='self' href=\"a&amp;b\" x=y", "href"), "a&b");
  EXPECT_EQ(markup_attribute(" rel='self' href=\"a\" x=y", "x"), "y");
  EXPECT_EQ(markup_attribute(" disabled href", "href"), "");
  EXPECT_EQ(markup_attribute(" data-href='no'", "href"), "");
  EXPECT_EQ(markup_attribute(" href='never closed", "href"), "never closed");
}

TEST(Markup, PiecesThatGoOn) {
  for (const char* head : {"<", "<!", "<!-", "<![CDA", "<![CDATA[x", "<!-- x", "<?xml ", "<item", "<item a='"})
    EXPECT_FALSE(markup_piece(head, 0).complete) << head;
  EXPECT_TRUE(markup_piece("< 4", 0).complete);
}

}  // namespace
}  // namespace chancery::read
