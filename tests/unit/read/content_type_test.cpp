#include "read/content_type.h"

#include <gtest/gtest.h>

namespace chancery::read {
namespace {

std::string type(std::string_view head, std::string_view name = "file") {
  const auto type = content_type(head, name);
  if (!type) return to_string(type.error().code);
  switch (*type) {
    case ContentType::plain_text: return "text";
    case ContentType::json_lines: return "lines";
    case ContentType::json: return "json";
    case ContentType::json_feed: return "json feed";
    case ContentType::feed: return "feed";
    case ContentType::html: return "html";
    case ContentType::mail: return "mail";
    case ContentType::mailbox: return "mailbox";
    case ContentType::gzip: return "gzip";
    case ContentType::archive: return "archive";
    case ContentType::warc: return "warc";
  }
  return "?";
}

TEST(ContentType, TextAndJson) {
  EXPECT_EQ(type("ASTANA, February 14. The sides met."), "text");
  EXPECT_EQ(type(""), "text");
  EXPECT_EQ(type("{\"text\": \"x\"}\n"), "lines");
  EXPECT_EQ(type("\xEF\xBB\xBF{\"text\": \"x\"}\n"), "lines");
  EXPECT_EQ(type("broken line\n{ \"text\": \"x\"}\n"), "lines");
  EXPECT_EQ(type("He said {this} and [that].\n"), "text");
  EXPECT_EQ(type("broken", "feed.JSONL"), "lines");
  EXPECT_EQ(type("{\n  \"text\": \"x\"\n}\n"), "json");
  EXPECT_EQ(type("[\n  {\"text\": \"x\"}]\n"), "json");
  EXPECT_EQ(type("{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}"), "json feed");
  EXPECT_EQ(type("{\"text\": \"a \\\"version\\\": \\\"https://jsonfeed.org/\\\"\"}\n"), "lines");
}

TEST(ContentType, Markup) {
  EXPECT_EQ(type(" <!DOCTYPE html><p>"), "html");
  EXPECT_EQ(type("<HTML lang=en>"), "html");
  EXPECT_EQ(type(std::string_view("<html>\0<p>", 10)), "html");
  EXPECT_EQ(type("<!-- saved from url=(0014)about:internet -->\n<html>"), "html");
  EXPECT_EQ(type("<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\"><html xmlns=\"x\">"), "html");
  EXPECT_EQ(type("\n<?xml version=\"1.0\"?>\n<!-- x --><?style y?><rss version=\"2.0\">"), "feed");
  EXPECT_EQ(type("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"b>\">]><rss>"), "feed");
  EXPECT_EQ(type("<feed xmlns=\"http://www.w3.org/2005/Atom\">"), "feed");
  EXPECT_EQ(type("<atom:feed xmlns:atom=\"http://www.w3.org/2005/Atom\">"), "feed");
  EXPECT_EQ(type("<rdf:RDF xmlns:rdf=\"x\">"), "feed");
  EXPECT_EQ(type("Warning: line 3\n<?xml version=\"1.0\"?><rss>"), "feed");
  EXPECT_EQ(type("<?xml version=\"1.0\"?><nitf>"), "wrong-type");
  EXPECT_EQ(type("<b>Bold</b> words"), "html");
  EXPECT_EQ(type("<3 this report"), "text");
}

TEST(ContentType, APageWithLinesOfJsonIsAPage) {
  EXPECT_EQ(type("<!DOCTYPE html>\n<html><head><script type=\"application/ld+json\">\n{\"@type\": \"Article\"}\n"),
            "html");
  EXPECT_EQ(type("<html>\n<script>\n  { \"a\": 1 }\n</script>\n"), "html");
}

TEST(ContentType, MailsAndArchives) {
  EXPECT_EQ(type("From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n"), "mail");
  EXPECT_EQ(type("Return-Path: <a@b.example>\nReceived: from x\n\tby y\nDate: now\n\nbody"), "mail");
  EXPECT_EQ(type("From a@b.example Fri Feb 7\nFrom: a@b.example\nMessage-ID: <1>\n\n"), "mailbox");
  EXPECT_EQ(type("From: the ministry\nSubject: Visit\n\nThe minister"), "text");
  EXPECT_EQ(type("Date: 7 May\n\nMessage-ID: no header any more"), "text");
  EXPECT_EQ(type("WARC/1.0\r\n"), "warc");
  EXPECT_EQ(type("\x1F\x8B\x08"), "gzip");
  EXPECT_EQ(type("PK\x03\x04 anything"), "archive");
  std::string tar(512, '\0');
  tar.replace(0, 5, "a.txt");
  tar.replace(257, 5, "ustar");
  EXPECT_EQ(type(tar), "archive");
  std::string old_tar(512, '\0');
  old_tar.replace(0, 5, "a.txt");
  old_tar.replace(148, 7, "001357 ");  // 'a' + '.' + 't' + 'x' + 't' + eight blanks, in octal
  EXPECT_EQ(type(old_tar), "archive");
  old_tar.replace(148, 7, "001360 ");
  EXPECT_EQ(type(old_tar), "wrong-type");
}

TEST(ContentType, WhatIsNoTextIsNamed) {
  EXPECT_EQ(type("%PDF-1.4"), "wrong-type");
  EXPECT_EQ(type(std::string_view("ab\0c", 4)), "wrong-type");
  EXPECT_NE(content_type("%PDF-1.4", "").error().message.find("PDF"), std::string::npos);
  EXPECT_NE(content_type("PK\x03\x04....[Content_Types].xml", "").error().message.find("Office"), std::string::npos);
  EXPECT_NE(content_type("<?xml version='1.0'?><nitf>", "").error().message.find("<nitf>"), std::string::npos);
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
