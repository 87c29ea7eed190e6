#include "read/content_type.h"

#include <gtest/gtest.h>

namespace chancery::read {
namespace {

std::string type(std::string_view head, std::string_view name = "file") {
  const auto type = content_type(head, name);
  if (!type) return to_string(type.error().code);
  return *type == ContentType::plain_text ? "text" : "json";
}

TEST(ContentType, IsToldByContent) {
  EXPECT_EQ(type("ASTANA, February 14. The sides met."), "text");
  EXPECT_EQ(type(""), "text");
  EXPECT_EQ(type("{\"text\": \"x\"}\n"), "json");
  EXPECT_EQ(type("\xEF\xBB\xBF{\"text\": \"x\"}\n"), "json");
  EXPECT_EQ(type("broken line\n{ \"text\": \"x\"}\n"), "json");
  EXPECT_EQ(type("He said {this} and [that].\n"), "text");
  EXPECT_EQ(type("broken", "feed.JSONL"), "json");
  EXPECT_EQ(type("{\n  \"text\": \"x\"\n}\n"), "wrong-type");
  EXPECT_EQ(type("[\n  {\"text\": \"x\"}]\n"), "wrong-type");
  EXPECT_EQ(type(" <!DOCTYPE html><p>"), "wrong-type");
  EXPECT_EQ(type("<?xml version=\"1.0\"?>"), "wrong-type");
  EXPECT_EQ(type("WARC/1.0\r\n"), "wrong-type");
  EXPECT_EQ(type("%PDF-1.4"), "wrong-type");
  EXPECT_EQ(type("\x1F\x8B\x08"), "wrong-type");
  EXPECT_EQ(type(std::string_view("ab\0c", 4)), "wrong-type");
  EXPECT_EQ(type(std::string_view("\xFF\xFEt\0", 4)), "bad-encoding");
}

TEST(ContentType, SomeNamesAreNoArticles) {
  for (const char* name :
       {".hidden", "README.md", "readme", "actors.csv", "notes.MD", "chancery.db", "chancery.db-wal", "a.txt~"}) {
    EXPECT_TRUE(is_no_article_by_name(name)) << name;
  }
  for (const char* name : {"a.txt", "article", "feed.jsonl", "db", "a.csv.txt"})
    EXPECT_FALSE(is_no_article_by_name(name)) << name;
}

}  // namespace
}  // namespace chancery::read
