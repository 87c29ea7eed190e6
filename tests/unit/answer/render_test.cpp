// Golden outputs of one small document in every form, with foreign text that tries to break out of each.
#include "answer/render.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "answer/escape.h"
#include "answer/text_layout.h"
#include "world.h"

namespace chancery::answer {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Line line(int number, const std::string& date, const std::string& text, std::vector<int> sources) {
  Line out;
  out.number = number;
  out.id = "E" + std::to_string(number) + "ABC";
  out.kind = "event";
  out.date_text = date;
  out.text = text;
  out.status = "happened";
  out.sources = std::move(sources);
  return out;
}

Document small() {
  Document document;
  document.kind = "brief";
  document.title = "Ruritania and Freedonia";
  document.actors = {"XAA", "XAB"};
  document.as_of = testing::day("2025-02-14");
  document.basis = {"Rests on 2 articles."};
  Section contacts{"contacts", "Contacts", "", {}, {}};
  contacts.tables = {{"", {"Level", "2024", "total"}, {{"Ministers", "2", "2"}, {"Parliaments", "–", "10"}}}};
  Group last{"Last",
             {line(1, "2025-02-14", "The ministers of both states met in Zenda (transit, water)", {1, 2})},
             false,
             0,
             {}};
  Line planned = line(2, "2025-06", "Planned: visit of the <b>King</b> | _now_", {2});
  planned.status = "planned";
  planned.quote = "He \033[2J\"comes\" & goes";
  planned.note = "held: E9";
  last.lines.push_back(planned);
  last.left_out = 3;
  last.left_out_command = "chancery events --actor XAA";
  contacts.groups = {last};
  document.sections = {contacts};
  document.sources = {
      {1, "a1", "Gazette", "Talks <script>", "https://example.org/?a=1&b=2", "", 0, testing::day("2025-02-14")},
      {2, "a2", "", "", "", "news/x.jsonl", 7, std::nullopt}};
  document.hints = {"Try: chancery explain ID"};
  document.record_version = 5;
  document.citation = "chancery, record version 5";
  return document;
}

TEST(RenderText, HasAWidthAndAHangingIndent) {
  EXPECT_EQ(render_text(small(), {64, false}),
            "Ruritania and Freedonia                         as of 2025-02-14\n"
            "Rests on 2 articles.\n"
            "\n"
            "Contacts\n"
            "────────\n"
            "  Level        2024  total\n"
            "  Ministers       2      2\n"
            "  Parliaments     –     10\n"
            "  Last\n"
            "  1  2025-02-14  The ministers of both states met in Zenda\n"
            "                 (transit, water) [1] [2] E1ABC\n"
            "  2  2025-06     Planned: visit of the <b>King</b> | _now_ [2]\n"
            "                 E2ABC\n"
            "                 “He \uFFFD[2J\"comes\" & goes”\n"
            "                 → held: E9\n"
            "     … and 3 more: chancery events --actor XAA\n"
            "\n"
            "Sources\n"
            "───────\n"
            "  [1] Gazette, 2025-02-14, “Talks <script>”,\n"
            "      https://example.org/?a=1&b=2 (a1)\n"
            "  [2] Publisher not named, undated, news/x.jsonl:7 (a2)\n"
            "\n"
            "Try: chancery explain ID\n"
            "\n"
            "chancery, record version 5\n");
}

TEST(RenderText, NoLineIsWiderThanTheTerminal) {
  for (const std::size_t width : {40U, 52U, 59U, 60U, 80U, 132U}) {
    const std::string text = render_text(small(), {width, false});
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; begin = end + 1, end = text.find('\n', begin)) {
      EXPECT_LE(display_width(text.substr(begin, end - begin)), width) << text.substr(begin, end - begin);
    }
  }
}

TEST(RenderText, ColoursOnlyWhereAskedAndNeverChangesTheWords) {
  const std::string plain = render_text(small(), {80, false});
  const std::string coloured = render_text(small(), {80, true});
  EXPECT_EQ(plain.find('\033'), std::string::npos);
  EXPECT_NE(coloured.find('\033'), std::string::npos);
  std::string stripped;
  for (std::size_t at = 0; at < coloured.size(); ++at) {
    if (coloured[at] == '\033') {
      at = coloured.find('m', at);
      continue;
    }
    stripped += coloured[at];
  }
  EXPECT_EQ(stripped, plain);
}

TEST(RenderMarkdown, EscapesAndNumbers) {
  EXPECT_EQ(render_markdown(small()),
            "# Ruritania and Freedonia\n\nAs of 2025-02-14.\n\nRests on 2 articles.\n\n## Contacts\n\n"
            "| Level | 2024 | total |\n| --- | ---: | ---: |\n| Ministers | 2 | 2 |\n| Parliaments | – | 10 |\n\n"
            "### Last\n\n"
            "1. **2025-02-14** The ministers of both states met in Zenda (transit, water) \\[1\\] \\[2\\] `E1ABC`\n"
            "2. **2025-06** Planned: visit of the \\<b\\>King\\</b\\> \\| \\_now\\_ \\[2\\] `E2ABC`\n"
            "\n   > He \uFFFD\\[2J\"comes\" \\& goes\n\n"
            "\n   *held: E9*\n\n"
            "… and 3 more: `chancery events --actor XAA`\n\n"
            "## Sources\n\n"
            "1. Gazette, 2025-02-14, “Talks \\<script\\>”, <https://example.org/?a=1&b=2>\n"
            "2. Publisher not named, undated, news/x.jsonl:7\n\n"
            "Try: chancery explain ID\n\n*chancery, record version 5*\n");
}

TEST(RenderHtml, IsOnePageThatRunsNothing) {
  const std::string html = render_html(small());
  EXPECT_THAT(html, HasSubstr("<title>Ruritania and Freedonia</title>"));
  EXPECT_THAT(html, HasSubstr("Planned: visit of the &lt;b&gt;King&lt;/b&gt; | _now_"));
  EXPECT_THAT(html, HasSubstr("He \uFFFD[2J&quot;comes&quot; &amp; goes"));
  EXPECT_THAT(html, HasSubstr("<a href=\"https://example.org/?a=1&amp;b=2\">"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#source-2\">[2]</a>"));
  EXPECT_THAT(html, HasSubstr("<li id=\"source-2\">"));
  EXPECT_THAT(html, HasSubstr("@media print"));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("src=")));  // nothing is loaded
  EXPECT_THAT(html, Not(HasSubstr("@import")));
}

TEST(RenderHtml, LinksLeadOnlyToTheWeb) {
  Document document = small();
  document.sources[0].url = "javascript:alert(1)";
  EXPECT_THAT(render_html(document), Not(HasSubstr("href=\"javascript")));
  EXPECT_EQ(safe_url("HTTPS://example.org"), "HTTPS://example.org");
  EXPECT_EQ(safe_url("data:text/html,x"), "");
}

TEST(RenderJson, IsValidAndHoldsEveryLine) {
  rapidjson::Document json;
  const std::string text = render_json(small());
  json.Parse(text.data(), text.size());
  ASSERT_FALSE(json.HasParseError());
  EXPECT_STREQ(json["as_of"].GetString(), "2025-02-14");
  const auto& lines = json["sections"][0]["groups"][0]["lines"];
  ASSERT_EQ(lines.Size(), 2U);
  EXPECT_STREQ(lines[1]["id"].GetString(), "E2ABC");
  EXPECT_STREQ(lines[1]["status"].GetString(), "planned");
  EXPECT_TRUE(lines[1]["date"].IsNull());
  EXPECT_EQ(lines[0]["sources"].Size(), 2U);
  EXPECT_EQ(json["sections"][0]["groups"][0]["left_out"].GetInt(), 3);
  EXPECT_STREQ(json["sources"][1]["file"].GetString(), "news/x.jsonl");
  EXPECT_TRUE(json["sources"][1]["published"].IsNull());
}

TEST(Escape, CsvQuotesAndDisarmsFormulas) {
  EXPECT_EQ(csv_text("plain"), "plain");
  EXPECT_EQ(csv_text("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_text("say \"x\"\nand"), "\"say \"\"x\"\"\nand\"");
  EXPECT_EQ(csv_text("=HYPERLINK(1)"), "'=HYPERLINK(1)");
  EXPECT_EQ(csv_text("-x"), "'-x");
  EXPECT_EQ(csv_text("-5"), "-5");
  EXPECT_EQ(csv_text(" padded"), "\" padded\"");
}

}  // namespace
}  // namespace chancery::answer
