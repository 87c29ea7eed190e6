// The steps that all documents share: what they rest on, numbers, sources, limits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "answer/document.h"
#include "answer/occurrences.h"

namespace chancery::answer {

// Numbers the lines through the document and the sources in the order of their first use; counts sources and stories of
// each line, and marks those that only superseded articles tell. `stories` name the sources that no line leads to.
void number_document(Document& document, const ArticleMap& articles, const StoryMap& stories = {});

// "corrected since: article X no longer says so".
[[nodiscard]] std::string superseded_note(const Supersession& superseded);

// Keeps the first `limit` lines (0: all) and says how to see the rest.
void cut_group(Group& group, std::size_t limit, const std::string& command);

// "chancery 0.1.0, record version 7 (12 articles, published 2023-05-17 to 2025-02-14): brief KAZ CHN".
// Depends on nothing but its arguments and the program's version.
[[nodiscard]] std::string citation(const RecordStatistics& statistics, std::string_view query);

// The conditions of a query as options of the command line: " --since 2024-01-01 --area energy"; not its actors.
[[nodiscard]] std::string filter_text(const RecordQuery& query);

// "12 articles", "1 article".
[[nodiscard]] std::string counted(std::size_t count, std::string_view singular, std::string_view plural);

// Newest first; undated lines last; then by id, so that the order never depends on the record's.
void sort_newest_first(std::vector<Line>& lines);
void sort_oldest_first(std::vector<Line>& lines);

}  // namespace chancery::answer
