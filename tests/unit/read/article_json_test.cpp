#include "read/article_json.h"

#include <gtest/gtest.h>

namespace chancery::read {
namespace {

std::string refusal(std::string_view line) {
  const auto article = parse_article(line);
  return article ? "accepted" : to_string(article.error().code);
}

TEST(ArticleJson, TakesAllFieldsAndKeepsUnknownOnes) {
  const auto article = parse_article(
      R"({"id":"a1","section":{"n":[1,2.50,1e300],"x":null},"title":"T","date":"2025-02-14T10:00:00Z","source":"S",)"
      R"("url":"U","language":"en","text":"A \"quoted\" text.\n\u20ac \ud83d\ude00","big":12345678901234567890123,"ok":true})");
  ASSERT_TRUE(article.has_value()) << article.error().to_string();
  EXPECT_EQ(article->id, "a1");
  EXPECT_EQ(article->title, "T");
  EXPECT_EQ(to_iso(*article->date), "2025-02-14");
  EXPECT_EQ(article->source, "S");
  EXPECT_EQ(article->url, "U");
  EXPECT_EQ(article->language, "en");
  EXPECT_EQ(article->text, "A \"quoted\" text.\n\xE2\x82\xAC \xF0\x9F\x98\x80");
  EXPECT_EQ(article->extra_json,
            R"({"section":{"n":[1,2.50,1e300],"x":null},"big":12345678901234567890123,"ok":true})");
}

TEST(ArticleJson, EmptyAndNullAreAsGoodAsAbsent) {
  const auto article = parse_article(R"( {"text":"x","id":"","title":null,"date":"","source":null,"language":null} )");
  ASSERT_TRUE(article.has_value());
  EXPECT_TRUE(article->id.empty());
  EXPECT_FALSE(article->date.has_value());
  EXPECT_TRUE(article->extra_json.empty());
  EXPECT_EQ(refusal(R"({"text":""})"), "missing-field");
  EXPECT_EQ(refusal(R"({"text":null})"), "missing-field");
}

TEST(ArticleJson, AWholeNumberMayBeAnId) {
  EXPECT_EQ(parse_article(R"({"id":9007199254740993,"text":"x"})")->id, "9007199254740993");
  EXPECT_EQ(refusal(R"({"id":1.5,"text":"x"})"), "wrong-type");
}

TEST(ArticleJson, DatesInBothFormsOfIso8601) {
  EXPECT_EQ(to_iso(*parse_article(R"({"text":"x","date":"20250214T1000"})")->date), "2025-02-14");
  for (const char* date : {"yesterday", "2025", "2025-02", "2025-02-30", "14.02.2025", "20250230", "202502145"}) {
    EXPECT_EQ(refusal(std::string(R"({"text":"x","date":")") + date + "\"}"), "malformed") << date;
  }
}

TEST(ArticleJson, RefusesByReason) {
  EXPECT_EQ(refusal("garbage"), "malformed");
  EXPECT_EQ(refusal(R"({"text":"x")"), "malformed");
  EXPECT_EQ(refusal(R"({"text":"x"} tail)"), "malformed");
  EXPECT_EQ(refusal(R"({"text":"x",})"), "malformed");
  EXPECT_EQ(refusal("[1]"), "wrong-type");
  EXPECT_EQ(refusal("7"), "wrong-type");
  EXPECT_EQ(refusal("null"), "wrong-type");
  EXPECT_EQ(refusal("\"text\""), "wrong-type");
  EXPECT_EQ(refusal(R"({"text":5})"), "wrong-type");
  EXPECT_EQ(refusal(R"({"text":["x"]})"), "wrong-type");
  EXPECT_EQ(refusal(R"({"text":{"x":1}})"), "wrong-type");
  EXPECT_EQ(refusal(R"({"text":"x","title":false})"), "wrong-type");
  EXPECT_EQ(refusal(R"({"text":"x","date":20250214})"), "wrong-type");
  EXPECT_EQ(refusal(R"({"id":"a"})"), "missing-field");
  EXPECT_EQ(refusal("{\"text\":\"x\xFF\"}"), "bad-encoding");
  EXPECT_EQ(refusal(R"({"text":"\ud800"})"), "malformed");
  EXPECT_EQ(refusal(R"({"text":"a\udc00"})"), "bad-encoding");
  EXPECT_EQ(refusal(R"({"text":"x","other":"\udc00"})"), "bad-encoding");
  EXPECT_EQ(parse_article("{\"text\":\"x\xFF\"}").error().byte, 10U);
}

TEST(ArticleJson, DeepNestingIsNoDanger) {
  const std::string deep = R"({"text":"x","deep":)" + std::string(1000000, '[') + std::string(1000000, ']') + "}";
  const auto article = parse_article(deep);
  ASSERT_TRUE(article.has_value());
  EXPECT_EQ(article->extra_json.size(), 2000000U + 9U);
  EXPECT_EQ(refusal(std::string(3000000, '[')), "wrong-type");
  EXPECT_EQ(refusal(R"({"text":"x","deep":)" + std::string(3000000, '{')), "malformed");
}

TEST(ArticleJson, WhatIsWrittenReadsBack) {
  const std::string line =
      R"({"id":"a1","title":"T","date":"2025-02-14","source":"S","url":"U","language":"en","text":"x\n\u0001y","desk":"asia","n":[1,{}],"file":"f.txt"})";
  const auto article = parse_article(line);
  ASSERT_TRUE(article.has_value());
  EXPECT_EQ(article->file, "f.txt");
  std::string out;
  append_article(out, *article);
  EXPECT_EQ(out, line);
  Article bare;
  bare.text = "x";
  out.clear();
  append_article(out, bare);
  EXPECT_EQ(out, R"({"text":"x"})");
}

// Whatever line comes: an article whose texts are UTF-8, or a reason; never a crash.
TEST(ArticleJson, CutAndChangedLinesNeverGiveBrokenTexts) {
  const std::string line =
      R"({"id":"a","title":"T\u00e9","date":"2025-02-14","text":"\ud83d\ude00 x","k":{"a":[true,null,-1.5e3]}})";
  for (std::size_t at = 0; at < line.size(); ++at) {
    EXPECT_FALSE(parse_article(line.substr(0, at)).has_value()) << at;
    for (const char byte : {'\0', '"', '{', '}', '[', ']', ',', ':', '\\', '\x80', '\xFF', 'u', '0', ' '}) {
      std::string changed = line;
      changed[at] = byte;
      const auto article = parse_article(changed);
      if (!article) {
        EXPECT_FALSE(article.error().message.empty());
        continue;
      }
      std::string out;
      append_article(out, *article);
      EXPECT_TRUE(parse_article(out).has_value()) << out;
    }
  }
}

}  // namespace
}  // namespace chancery::read
