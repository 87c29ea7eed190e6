// Whether two articles tell one story in one text: reprint, edited, cut or added to. Symmetric, and a function of the
// two articles alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/article.h"
#include "connect/story_correction.h"
#include "connect/story_text.h"

namespace chancery::connect {

// What is compared of an article. Immutable once made.
struct StoryArticle {
  std::vector<StoryToken> tokens;
  std::optional<Day> published;
  std::string publisher;  // folded to lower case
  Correction correction;
  std::uint32_t address = 0;   // address_key
  std::uint32_t headline = 0;  // headline_key, of the headline without its mark of correction

  friend bool operator==(const StoryArticle&, const StoryArticle&) = default;
};

// The id of the story whose first article this is.
[[nodiscard]] std::string story_id(std::string_view first_article_id);

// A publisher's name as it is compared.
[[nodiscard]] std::string story_publisher(std::string_view name);

// `publisher` and `published` as the reader found them, where nothing was given.
[[nodiscard]] StoryArticle story_article(const Article& article, const std::string& publisher,
                                         std::optional<Day> published, const Boilerplate& boilerplate,
                                         const CorrectionTable& corrections);

// How two texts lie beside each other. "Small" is the shorter one.
struct StoryOverlap {
  double small_covered = 0;  // share of its words that stand in the other, in runs of at least four words
  double large_covered = 0;
  double lead_covered = 0;      // the same of the first words of the small one, where they stand early in the large one
  int figures_agreeing = 0;     // numbers, months and days of the week in those runs
  int figures_conflicting = 0;  // between two runs, where one text has other ones than the other
  int names_agreeing = 0;
  int names_conflicting = 0;
};
[[nodiscard]] StoryOverlap story_overlap(const StoryArticle& a, const StoryArticle& b);

// The keys under which it is looked up and found, sorted, each once.
[[nodiscard]] std::vector<std::uint32_t> lookup_keys(const StoryArticle& article);

[[nodiscard]] bool same_story(const StoryArticle& a, const StoryArticle& b);

// Whether `later` takes the place of `earlier`, both of one story.
[[nodiscard]] bool supersedes(const StoryArticle& later, const StoryArticle& earlier);

}  // namespace chancery::connect
