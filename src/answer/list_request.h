// What a list is asked for, by the command line and over HTTP alike: words are checked before the record is asked, so
// that a slip of the pen does not look like an empty record.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "answer/export.h"
#include "chancery/knowledge.h"
#include "chancery/record.h"

namespace chancery::answer {

// A question that cannot be asked: the option that is wrong ("area"; "" where it is the question as a whole or the
// record that failed), and why.
struct Complaint {
  std::string option;
  Error error;
};
template <typename T>
using Asked = std::expected<T, Complaint>;

// Names as people give them, not yet resolved. Empty ones do not count.
struct ListRequest {
  std::string actor;
  std::string with;
  std::vector<std::string> types, areas, statuses, levels, modes;
  std::string person;
  std::optional<Day> since, until, published_since, published_until;
  double min_confidence = 0;
};

// A day, or the first day (`last`: the last) of a month "2024-05" or of a year "2024". Nothing where it is no date.
[[nodiscard]] std::optional<Day> parse_day_month_or_year(std::string_view text, bool last);

// The query that the request asks for; its limit is 0.
[[nodiscard]] Asked<RecordQuery> list_query(ExportKind kind, const ListRequest& request, Record& record,
                                            const Knowledge& knowledge);

// What the record holds on it, in the order of date, then id; a timeline has events and agreements. A limit keeps the
// latest; 0 keeps all.
[[nodiscard]] Result<std::vector<RecordedFinding>> find_list(ExportKind kind, RecordQuery query, std::size_t limit,
                                                             Record& record);

// The day on which plans count as passed: the one asked for, else the end of what is asked about, else that of the last
// article of the record.
[[nodiscard]] std::optional<Day> day_of_plans(const std::optional<Day>& asked, const RecordQuery& query,
                                              const RecordStatistics& statistics);

// "events --actor KAZ --with CHN --since 2024-01-01", for the citation.
[[nodiscard]] std::string asked_text(std::string_view command, const RecordQuery& query);

}  // namespace chancery::answer
