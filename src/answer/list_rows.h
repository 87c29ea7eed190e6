// Lists as rows for programs, written piece by piece.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "answer/export.h"
#include "answer/wording.h"
#include "chancery/record.h"

namespace chancery::answer {

// Takes a piece of an output; false where it can take no more.
using Sink = std::function<bool(std::string_view)>;

// Calls `take` with each row of the findings, articles fetched in pieces so that memory stays bounded by the findings
// alone. A timeline's rows come sorted by date: the steps of one agreement stand among the events of their days, and
// what was announced stands in the row of what became of it. Ends early, without error, where `take` gives false.
[[nodiscard]] Result<void> each_row(ExportKind kind, std::span<const RecordedFinding> findings,
                                    const ExportFrame& frame, Record& record, const Wording& wording,
                                    const std::function<bool(Row)>& take);

// The same as csv, jsonl or json.
[[nodiscard]] Result<void> write_rows(ExportKind kind, std::string_view command, std::string_view format,
                                      std::span<const RecordedFinding> findings, const ExportFrame& frame,
                                      Record& record, const Wording& wording, const Sink& sink);

}  // namespace chancery::answer
