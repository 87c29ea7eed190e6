// The bilateral brief: what the record holds on two states, as a document of numbered and sourced lines.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "answer/document.h"
#include "answer/occurrences.h"
#include "answer/wording.h"
#include "chancery/record.h"

namespace chancery::answer {

// All that a brief is made of; build_brief is a pure function of it.
struct BriefMaterial {
  std::string a;
  std::string b;
  std::vector<RecordedFinding> findings;    // in which both take part
  std::vector<RecordedFinding> superseded;  // told only by articles that a correction stands in the place of
  std::vector<RecordedFinding> offices;     // held on either side, only as told by articles about the pair
  ArticleMap articles;                      // all articles about the pair
  std::vector<LearntTenure> learnt;         // tenures of both sides, as all articles of the record tell them
  StoryMap stories;                         // of those articles that have reprints
  RecordStatistics statistics;              // of the whole record
  std::vector<std::pair<std::string, std::uint64_t>> pairs;  // what there is, where there is nothing on this pair
  std::optional<Day> as_of;                                  // asked for, else the latest publication in the record
  std::string query;                                         // for the citation: "brief KAZ CHN"
  std::optional<Day> begins;  // where the record holds more than was asked for: the day of the earliest that is here
};

// More findings than anybody reads: of more the latest are taken where nothing else is asked for.
inline constexpr std::size_t kMostFindings = 1000;

// Takes the material out of a record. `filter` gives dates and confidence; its kind and actors do not count, its limit
// is the number of findings from which on only the latest are taken (0: all).
[[nodiscard]] Result<BriefMaterial> gather_brief(Record& record, const std::string& a, const std::string& b,
                                                 const RecordQuery& filter);

struct BriefOptions {
  std::size_t limit = 20;  // lines in a group, 0: all
};

[[nodiscard]] Document build_brief(const BriefMaterial& material, const Wording& wording, const BriefOptions& options);

}  // namespace chancery::answer
