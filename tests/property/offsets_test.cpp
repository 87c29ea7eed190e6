// The offset contract: whatever goes in, every range of every finding lies inside the text (or title), on borders of
// characters, and cuts out what the finding says it does; and the same text gives the same findings every time.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "chancery/reader.h"
#include "format/finding_json.h"
#include "property/mutations.h"
#include "property/spans.h"
#include "understand/scan/document.h"
#include "understand/scan/stages.h"

namespace chancery::property {
namespace {

namespace fs = std::filesystem;

std::shared_ptr<const Knowledge> knowledge() {
  static const auto loaded = Knowledge::load({fs::path(CHANCERY_SOURCE_DIR) / "sample/actors.csv"});
  if (!loaded) throw std::runtime_error(loaded.error().to_string());
  return *loaded;
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The reports of sample/, by name.
std::vector<Article> sample_articles() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(fs::path(CHANCERY_SOURCE_DIR) / "sample"))
    paths.push_back(entry.path());
  std::ranges::sort(paths);
  std::vector<Article> articles;
  for (const fs::path& path : paths) {
    const std::string content = read_file(path);
    if (path.extension() == ".txt") {
      Article& article = articles.emplace_back();
      article.id = path.filename();
      article.text = content;
    } else if (path.extension() == ".jsonl") {
      for (std::size_t at = 0; at < content.size();) {
        const std::size_t end = std::min(content.find('\n', at), content.size());
        rapidjson::Document json;
        json.Parse(content.data() + at, end - at);
        at = end + 1;
        Article& article = articles.emplace_back();
        article.id = json["id"].GetString();
        article.text = json["text"].GetString();
        if (json.HasMember("title")) article.title = json["title"].GetString();
        article.date = parse_iso_day(json["date"].GetString());
      }
    }
  }
  return articles;
}

bool on_border(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

// What is wrong with a range; "" where nothing is.
std::string fault_of(const TextSpan& span, const Article& article) {
  const std::string& whole = span.in_title ? article.title : article.text;
  const std::string where =
      "[" + std::to_string(span.begin) + ", " + std::to_string(span.end) + ")" + (span.in_title ? " of the title" : "");
  if (span.begin > span.end) return where + " is turned round";
  if (span.end > whole.size()) return where + " ends outside of " + std::to_string(whole.size()) + " bytes";
  if (!on_border(whole, span.begin) || !on_border(whole, span.end)) return where + " cuts a character";
  return {};
}

// Every object of the JSON that has a text beside begin and end.
void check_texts(const rapidjson::Value& value, const Article& article, std::string& faults) {
  if (value.IsArray()) {
    for (const auto& one : value.GetArray()) check_texts(one, article, faults);
  } else if (value.IsObject()) {
    if (value.HasMember("begin") && value.HasMember("text")) {
      const std::string& whole = value.HasMember("in") ? article.title : article.text;
      const std::size_t begin = value["begin"].GetUint(), end = value["end"].GetUint();
      const std::string said(value["text"].GetString(), value["text"].GetStringLength());
      if (end > whole.size() || whole.compare(begin, end - begin, said) != 0)
        faults += "\n  the text '" + said + "' is not what its range cuts";
    }
    for (const auto& member : value.GetObject()) check_texts(member.value, article, faults);
  }
}

std::string as_json(const Reading& reading, const Article& article) {
  std::string out = "[";
  for (const Finding& finding : reading.findings) {
    if (out.size() > 1) out += ',';
    format::append_json(out, finding, article, "x", *knowledge(), true);
  }
  return out + "]";
}

struct Counts {
  std::size_t articles = 0, findings = 0, spans = 0;
};

class OffsetsTest : public testing::Test {
 protected:
  // Reads it with a reader that has read much before and with one that has read little.
  void check(const Article& article) {
    const Reading reading = old_.read(article);
    std::string faults;
    const auto look = [&](const std::vector<TextSpan>& spans, std::string_view of) {
      for (const TextSpan& span : spans) {
        ++counts_.spans;
        if (const std::string fault = fault_of(span, article); !fault.empty())
          faults += "\n  " + std::string(of) + ": " + fault;
      }
    };
    look(all_spans(reading.facts), "article");
    for (const Finding& finding : reading.findings) look(all_spans(finding), kind_of(finding));
    ++counts_.articles;
    counts_.findings += reading.findings.size();
    if (faults.empty()) {  // the writer relies on whole ranges
      const std::string json = as_json(reading, article);
      rapidjson::Document parsed;
      parsed.Parse(json.data(), json.size());
      if (parsed.HasParseError())
        faults += "\n  the findings are no JSON";
      else
        check_texts(parsed, article, faults);
      if (as_json(old_.read(article), article) != json)
        faults += "\n  the same reader finds something else the second time";
      if (as_json(other_.read(article), article) != json) faults += "\n  another reader finds something else";
    }
    EXPECT_EQ(faults, "") << "in '" << article.title.substr(0, 200) << "' / '" << article.text.substr(0, 600) << "'";
  }

  void check_text(std::string text, std::string title = {}) {
    Article article;
    article.id = "a";
    article.text = std::move(text);
    article.title = std::move(title);
    article.date = parse_iso_day("2025-02-14");
    check(article);
  }

  Reader old_{knowledge()};
  Reader other_{knowledge()};
  Counts counts_;
};

TEST_F(OffsetsTest, HoldForTheSampleReports) {
  for (const Article& article : sample_articles()) check(article);
  EXPECT_GE(counts_.articles, 40U);
  EXPECT_GT(counts_.findings, counts_.articles) << "too few findings for this test to say anything";
  std::printf("%zu articles, %zu findings, %zu spans\n", counts_.articles, counts_.findings, counts_.spans);
}

TEST_F(OffsetsTest, HoldForMutilatedReports) {
  Random random(20250214);
  for (const Article& whole : sample_articles()) {
    for (std::size_t kind = 0; kind < kMutations; ++kind) {
      for (int round = 0; round < 2; ++round) {
        Article article = whole;
        article.text = mutated(whole.text, kind, random);
        article.title = mutated(whole.title, kind, random);
        check(article);
        if (HasFailure()) return;  // one is enough to work on
      }
    }
  }
  EXPECT_GT(counts_.findings, counts_.articles / 2) << "too few findings for this test to say anything";
  std::printf("%zu articles, %zu findings, %zu spans\n", counts_.articles, counts_.findings, counts_.spans);
}

TEST_F(OffsetsTest, HoldForSeveralMutationsAtOnce) {
  Random random(7);
  for (const Article& whole : sample_articles()) {
    Article article = whole;
    for (int round = 0; round < 4; ++round) {
      article.text = mutated(article.text, random.below(kMutations), random);
      check(article);
      if (HasFailure()) return;
    }
  }
}

TEST_F(OffsetsTest, HoldForTextsOfNothingMuch) {
  for (const char* text : {"",
                           " ",
                           "\n",
                           "\n\n\n",
                           ".",
                           "...",
                           "\"",
                           "\"\"\"",
                           "()",
                           "—",
                           "–-–",
                           "!?!?!",
                           "$",
                           "%",
                           "$%",
                           "-",
                           "é",
                           "😀",
                           "\xEF\xBB\xBF",
                           "\r\n\r\n",
                           "0",
                           "1.",
                           "A",
                           "A.",
                           "U.S.",
                           "China",
                           "china",
                           "China.",
                           "CHINA",
                           "China\n",
                           " China",
                           "Kazakhstan and",
                           "and China",
                           "met",
                           "Xi met",
                           "$30.1",
                           "$30.1 billion",
                           "February 14",
                           "ASTANA, Kazakhstan,",
                           "ASTANA -",
                           "date 2025-02-14",
                           "Photo:",
                           "Trend reports",
                           "'s",
                           "China's",
                           "China’s",
                           "Kazakh-",
                           "-Kazakh",
                           "Kazakh-Chinese",
                           "1 2 3 4 5 6 7 8 9"}) {
    check_text(text);
    check_text("China met Kazakhstan on Friday.", text);
    check_text(text, text);
  }
}

TEST_F(OffsetsTest, HoldForLongTexts) {
  const std::string sentence =
      "Kazakhstan and China signed an agreement on trade worth $30.1 billion in Astana on Friday, President Xi said; ";
  std::string line;  // a megabyte of reports without a line end
  for (const Article& article : sample_articles()) line += article.text + " ";
  std::ranges::replace(line, '\n', ' ');
  while (line.size() < 1'000'000) line += line;
  check_text(line);
  std::string endless;  // and one sentence without end
  for (int i = 0; i < 500; ++i) endless += sentence;
  check_text(endless);
  check_text(std::string(100'000, 'x'));  // one long word
  check_text(std::string(100'000, '.'));
  check_text(std::string(20'000, '('));
  check_text(std::string(20'000, '"') + sentence);
  std::string capitals;
  for (int i = 0; i < 20'000; ++i) capitals += "China ";
  check_text(capitals);
  std::string emoji;
  for (int i = 0; i < 20'000; ++i) emoji += "😀";
  check_text(emoji + " China met Kazakhstan. " + emoji);
  std::string again;
  for (int i = 0; i < 1'000; ++i) again += "Kazakhstan and China met in Astana on Friday. ";
  check_text(again);  // one event, told a thousand times
  std::string list;
  for (int i = 0; i < 3'000; ++i) list += "Kazakhstan, China, Russia, ";
  check_text(list + "and Kyrgyzstan signed a treaty in Astana on Friday.");
}

// What the lexer leaves out between two tokens is blanks and hyphens: nothing that could bear meaning gets lost.
TEST_F(OffsetsTest, TokensAndGapsRebuildTheBuffer) {
  understand::Document document;
  Random random(42);
  for (const Article& whole : sample_articles()) {
    for (std::size_t kind = 0; kind <= kMutations; ++kind) {
      Article article = whole;
      if (kind > 0) article.text = mutated(whole.text, kind - 1, random);
      document.reset(article, knowledge()->tables());
      understand::find_tokens(document);
      ASSERT_EQ(document.buffer.substr(document.text_offset), article.text);
      ASSERT_EQ(document.words.size(), document.tokens.size());
      std::string rebuilt, gaps;
      for (const understand::Token& token : document.tokens) {
        ASSERT_LE(rebuilt.size(), token.begin) << "tokens overlap";
        ASSERT_LT(token.begin, token.end);
        ASSERT_LE(token.end, document.buffer.size());
        ASSERT_TRUE(on_border(document.buffer, token.begin) && on_border(document.buffer, token.end));
        gaps += document.buffer.substr(rebuilt.size(), token.begin - rebuilt.size());
        rebuilt += document.buffer.substr(rebuilt.size(), token.end - rebuilt.size());
      }
      gaps += document.buffer.substr(rebuilt.size());
      rebuilt += document.buffer.substr(rebuilt.size());
      ASSERT_EQ(rebuilt, document.buffer);
      for (const char letter : gaps)
        ASSERT_FALSE(std::isalnum(static_cast<unsigned char>(letter))) << "'" << gaps << "' is no token";
      std::uint32_t last = 0;
      for (const understand::Sentence& sentence : document.sentences) {
        ASSERT_EQ(sentence.first, last) << "sentences leave tokens out";
        ASSERT_LT(sentence.first, sentence.last);
        ASSERT_LE(sentence.begin, document.tokens[sentence.first].begin);
        ASSERT_GE(sentence.end, document.tokens[sentence.last - 1].end);
        last = sentence.last;
      }
      ASSERT_EQ(last, document.tokens.size());
    }
  }
}

// The check itself: faulty ranges must not pass.
TEST(FaultTest, IsSeen) {
  Article article;
  article.text = "Қaz";
  article.title = "T";
  EXPECT_EQ(fault_of({0, 4}, article), "");
  EXPECT_EQ(fault_of({2, 2}, article), "");
  EXPECT_NE(fault_of({1, 3}, article), "");
  EXPECT_NE(fault_of({0, 5}, article), "");
  EXPECT_NE(fault_of({3, 2}, article), "");
  EXPECT_NE(fault_of({0, 2, true}, article), "");
}

}  // namespace
}  // namespace chancery::property
