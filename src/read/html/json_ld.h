// What a page's JSON-LD says of its article (schema.org NewsArticle and its kin).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chancery::read::html {

struct JsonLdArticle {
  std::string headline, author, publisher, url, language;
  std::string date_published;  // as written
  std::string body;            // articleBody, as text with its line breaks
  bool not_free = false;       // isAccessibleForFree is false
  bool found = false;          // there is an object of an article's type
};

// `scripts`: the contents of the page's ld+json scripts, in order. Broken JSON is repaired where that is safe (raw line
// breaks in strings, trailing commas, comments), else left out. Nothing in them can be nested too deeply or be too
// long: parsing and walking do not recurse, and a page's scripts are read up to 4 MiB.
[[nodiscard]] JsonLdArticle read_json_ld(const std::vector<std::string_view>& scripts);

}  // namespace chancery::read::html
