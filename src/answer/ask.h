// Whole answers, gathered from the record and from official statistics where there are any: one way for the command
// line and for HTTP. `statistics` may be null everywhere: then the answers go without verdicts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "answer/check_view.h"
#include "answer/document.h"
#include "answer/explain.h"
#include "answer/export.h"
#include "answer/wording.h"
#include "chancery/record.h"
#include "chancery/statistics.h"

namespace chancery::answer {

// The brief of two codes. `filter` as gather_brief() takes it; `today`: on which plans count as passed; `limit`: lines
// in a group, 0 for all.
[[nodiscard]] Result<Document> ask_brief(Record& record, const std::string& a, const std::string& b,
                                         const RecordQuery& filter, const std::optional<Day>& today, std::size_t limit,
                                         const Wording& wording, Statistics* statistics);

// Why the record says what it says under an id (Record::finding()).
[[nodiscard]] Result<Explanation> ask_explanation(Record& record, std::string_view id, const Wording& wording,
                                                  Statistics* statistics);

// What rows have beside their findings: of figures contradictions and verdicts, of people what was learnt of their
// tenures.
[[nodiscard]] Result<void> complete_frame(ExportKind kind, const RecordQuery& query, ExportFrame& frame,
                                          const std::vector<RecordedFinding>& findings, Record& record,
                                          const Wording& wording, Statistics* statistics);

// Findings as a document for people.
[[nodiscard]] Result<Document> list_document(ExportKind kind, const RecordQuery& query,
                                             std::vector<RecordedFinding> findings, const ExportFrame& frame,
                                             Record& record, const Wording& wording, Statistics* statistics);

// Reads an article and holds its claims against the statistics.
[[nodiscard]] Result<CheckedArticle> check_article(Article article, Reader& reader, Checker& checker,
                                                   const statistics::HeadingNames& headings);

}  // namespace chancery::answer
