// Files, folders and lines, cut into articles.
#include "read/article_source.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "read/limits.h"

namespace chancery::read {
namespace {

namespace fs = std::filesystem;

class ArticleSourceTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("chancery-source-" + std::to_string(::getpid()) + "-" +
                                           testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& content) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << content;
  }

  // Every article as "file:line text" or "file:line !reason", files relative to the folder.
  std::vector<std::string> all(std::vector<std::string> names = {""}) {
    for (std::string& name : names) name = name.empty() ? folder_.string() : (folder_ / name).string();
    ArticleSource source(names, {});
    std::vector<std::string> out;
    while (auto chunk = source.next()) {
      for (const RawArticle& raw : chunk->articles) {
        const auto article = make_article(*chunk, raw);
        const std::string where = fs::relative(*raw.file, folder_).string() + ":" + std::to_string(raw.line) + " ";
        out.push_back(where +
                      (article ? article->text.substr(0, 20) : std::string("!") + to_string(article.error().code)));
        if (!article) {
          EXPECT_EQ(article.error().file, *raw.file);
        }
      }
    }
    passed_over_ = source.passed_over();
    return out;
  }

  fs::path folder_;
  std::uint64_t passed_over_ = 0;
};

using Lines = std::vector<std::string>;

TEST_F(ArticleSourceTest, FoldersAreReadInOneOrderAndNamesPassedOver) {
  write("b.txt", "Second.");
  write("a/z.txt", "First of all.");
  write("a/README.md", "About.");
  write("c.jsonl", "{\"text\":\"Third.\"}\n");
  write(".hidden/x.txt", "Not seen.");
  write("actors.csv", "code\n");
  EXPECT_EQ(all(), (Lines{"a/z.txt:0 First of all.", "b.txt:0 Second.", "c.jsonl:1 Third."}));
  EXPECT_EQ(passed_over_, 2U);
  // What is named is read.
  EXPECT_EQ(all({"a/README.md"}), (Lines{"a/README.md:0 About."}));
}

TEST_F(ArticleSourceTest, ALoopOfLinksEnds) {
  write("a/x.txt", "Text.");
  fs::create_directory_symlink(folder_, folder_ / "a" / "up");
  EXPECT_EQ(all(), (Lines{"a/x.txt:0 Text."}));
}

TEST_F(ArticleSourceTest, LinesKeepTheirNumbers) {
  write("a.jsonl",
        "\xEF\xBB\xBF{\"text\":\"one\"}\n\n  \nbroken\r\n{\"text\":\"five\"}\r\n{\"text\":\"six, no line break\"}");
  EXPECT_EQ(all(), (Lines{"a.jsonl:1 one", "a.jsonl:4 !malformed", "a.jsonl:5 five", "a.jsonl:6 six, no line break"}));
}

TEST_F(ArticleSourceTest, ManyLinesOverManyChunks) {
  std::string content;
  for (int i = 1; i <= 20000; ++i)
    content += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"text number " + std::to_string(i) + "\"}\n";
  write("a.jsonl", content);
  const Lines lines = all();
  ASSERT_EQ(lines.size(), 20000U);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    ASSERT_EQ(lines[i], "a.jsonl:" + number + " " + ("text number " + number).substr(0, 20));
  }
}

TEST_F(ArticleSourceTest, OversizedIsRefusedAndTheRestGoesOn) {
  const std::string huge(kMaxArticleBytes + 1, 'x');
  write("a.jsonl", "{\"text\":\"one\"}\n{\"text\":\"" + huge + "\"}\n{\"text\":\"three\"}\n" +
                       std::string(3 * kMaxArticleBytes, 'y') + "\n{\"text\":\"five\"}\n" + huge);
  write("b.txt", huge);
  write("c.txt", std::string(kMaxArticleBytes, 'x'));
  EXPECT_EQ(all(),
            (Lines{"a.jsonl:1 one", "a.jsonl:2 !too-large", "a.jsonl:3 three", "a.jsonl:4 !too-large", "a.jsonl:5 five",
                   "a.jsonl:6 !too-large", "b.txt:0 !too-large", "c.txt:0 xxxxxxxxxxxxxxxxxxxx"}));
}

TEST_F(ArticleSourceTest, WhatCannotBeReadIsNamed) {
  write("latin1.txt", "caf\xE9");
  write("binary.dat", std::string("\x7F"
                                  "ELF\0\0",
                                  6));
  write("blank.txt", " \n\t\n");
  write("empty.jsonl", "");
  EXPECT_EQ(all(), (Lines{"binary.dat:0 !wrong-type", "blank.txt:0 !empty", "latin1.txt:0 caf\u00e9"}));
  EXPECT_EQ(all({"none.txt", "blank.txt"}), (Lines{"none.txt:0 !not-found", "blank.txt:0 !empty"}));
}

TEST_F(ArticleSourceTest, PlainTextIsNeverChanged) {
  const std::string text = "\xEF\xBB\xBF Line\r\n\r\nnext \t ";
  write("a.txt", text);
  ArticleSource source({(folder_ / "a.txt").string()}, {});
  const auto chunk = source.next();
  ASSERT_TRUE(chunk.has_value());
  EXPECT_EQ(make_article(*chunk, chunk->articles.at(0))->text, text);
}

TEST_F(ArticleSourceTest, AnAbsentIdIsAHashOfTheContentAlone) {
  write("a.jsonl",
        "{\"text\":\"same\"}\n{\"text\":\"same\",\"source\":\"S\"}\n{\"text\":\"sam\",\"title\":\"e\"}\n{\"text\":"
        "\"same\",\"extra\":1}\n");
  write("b/other.txt", "same");
  ArticleSource source({folder_.string()}, {});
  std::vector<std::string> ids;
  while (auto chunk = source.next()) {
    for (const RawArticle& raw : chunk->articles) ids.push_back(make_article(*chunk, raw)->id);
  }
  ASSERT_EQ(ids.size(), 5U);
  EXPECT_EQ(ids[0].size(), 34U);
  EXPECT_TRUE(ids[0].starts_with("h-"));
  EXPECT_EQ(ids[0], ids[3]);
  EXPECT_EQ(ids[0], ids[4]);
  EXPECT_NE(ids[0], ids[1]);
  EXPECT_NE(ids[0], ids[2]);
}

TEST_F(ArticleSourceTest, StopEndsIt) {
  write("a.txt", "One.");
  write("b.txt", "Two.");
  ArticleSource source({folder_.string()}, {});
  source.stop();
  EXPECT_FALSE(source.next().has_value());
}

TEST_F(ArticleSourceTest, TotalBytesForTheTimeLeft) {
  write("a.txt", "12345");
  write("b/c.txt", "123");
  EXPECT_EQ(total_bytes({folder_.string()}), 8U);
  EXPECT_FALSE(total_bytes({"-"}).has_value());
}

}  // namespace
}  // namespace chancery::read
