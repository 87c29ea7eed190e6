// An article with all that was found in it, for those who show its text with the spans marked.
#pragma once

#include <string>
#include <vector>

#include "answer/wording.h"
#include "chancery/reader.h"
#include "chancery/record.h"

namespace chancery::answer {

// One JSON object: what is known of the article, its text, and `findings`: for each telling of a finding its id in the
// record, the sentence that briefs would print, and `finding` as `code --findings all` writes it. `findings` may tell
// it elsewhere too: other tellings are left out.
[[nodiscard]] std::string render_article_json(const RecordedArticle& article,
                                              const std::vector<RecordedFinding>& findings, const ArticleMap& articles,
                                              const Wording& wording, std::uint64_t record_version);

// The same for an article that is in no record: its findings as they were just read, and under `claims` what official
// statistics say: the lines of check_jsonl(), or null where `claims` is (no statistics are loaded).
[[nodiscard]] std::string render_reading_json(const Article& article, const Reading& reading, const std::string* claims,
                                              const Wording& wording);

}  // namespace chancery::answer
