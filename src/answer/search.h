// The full-text search with its filters, for the command line and HTTP alike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "answer/export.h"
#include "answer/list_request.h"
#include "answer/lists.h"
#include "chancery/knowledge.h"
#include "chancery/record.h"

namespace chancery::answer {

struct SearchRequest {
  std::string words;  // and "phrases", all of which must occur
  std::string actor;  // names as people give them; articles about them, or about both together
  std::string with;
  std::optional<Day> published_since, published_until;
  std::size_t limit = 20;  // articles, 0: all
};

struct SearchAnswer {
  ExportFrame frame;
  std::vector<FoundPassage> passages;  // best first
};

// With `only_frame` the record is not searched: the citation alone is wanted.
[[nodiscard]] Asked<SearchAnswer> search_articles(const SearchRequest& request, Record& record,
                                                  const Knowledge& knowledge, bool only_frame = false);

// A row for each passage, its text at most 400 columns wide.
[[nodiscard]] Row passage_row(const FoundPassage& passage, const ExportFrame& frame);

// All rows as csv, jsonl or json.
[[nodiscard]] std::string search_rows(const SearchAnswer& answer, std::string_view format);

}  // namespace chancery::answer
