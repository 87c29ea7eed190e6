// Stories as a list: which articles tell one text, what superseded what, what stood there before.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "answer/document.h"
#include "answer/export.h"
#include "answer/wording.h"
#include "chancery/record.h"

namespace chancery::answer {

struct StoryMaterial {
  std::vector<std::string> actors;  // asked for; none: all
  std::vector<Story> stories;
  bool history = false;
  std::map<std::string, std::vector<ArticleVersion>> versions;  // by article, where the history is asked for
  std::uint64_t record_version = 0;
  std::string citation;
};

// Takes the earlier versions of the articles of the stories.
[[nodiscard]] Result<void> fetch_versions(Record& record, StoryMaterial& material);

// A group for each story, a line for each of its articles, earliest first; with the history, their earlier versions and
// what these said.
[[nodiscard]] Document build_stories(const StoryMaterial& material, const Wording& wording);

// A row for each article, and for each earlier version with the history.
[[nodiscard]] std::span<const std::string_view> story_columns() noexcept;
[[nodiscard]] std::vector<Row> story_rows(const Story& story, const StoryMaterial& material);

}  // namespace chancery::answer
