// What a page says of itself outside its text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chancery/date.h"
#include "read/html/tree.h"

namespace chancery::read::html {

struct Metadata {
  std::string title, author, publisher, url, language;
  std::optional<Day> date;
  std::string date_basis;  // "json-ld", "meta", "microdata", "time"
  std::string body;        // articleBody of JSON-LD
  std::string description;
  bool is_article = false;  // it says that it is an article
  bool not_free = false;    // the page says that its text is not free to read
};

// In this order: JSON-LD, meta tags and OpenGraph, microdata, the page's elements (title, h1, time, rel=author).
// `url`: where the page was saved from, "" unknown.
[[nodiscard]] Metadata read_metadata(const Tree& tree, std::string_view url);

// Takes "By", dates, roles and times off a byline; "" where no name is left.
[[nodiscard]] std::string clean_author(std::string_view byline);

}  // namespace chancery::read::html
