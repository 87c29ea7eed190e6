// Claims of an article against official statistics of both sides. docs/statistics.md has the rules.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/article.h"
#include "chancery/finding.h"
#include "chancery/statistics.h"

namespace chancery {

enum class VerdictKind : std::uint8_t { matches, matches_other, contradicts, cannot_check, not_outcome };
// "matches", "matches-other", "contradicts", "cannot-check", "not-outcome".
[[nodiscard]] std::string_view to_string(VerdictKind kind) noexcept;

struct Verdict {
  VerdictKind kind = VerdictKind::cannot_check;
  std::vector<std::string> with;  // reporters by whose figures it is so
  std::string how;                // rounded, truncated, hedge, recomputed; "" where none of these
  std::string note;               // the reason, in words
};

// What one side's statistics say of the claim.
struct OfficialFigure {
  std::string reporter;
  std::string partner;
  std::string flow;       // exports, imports, turnover, balance, growth, visa
  std::string commodity;  // TOTAL, a heading, several joined by '+'
  std::string name;       // of the heading; "" none
  std::string period;     // 2024; for visa rules the day
  std::optional<double> value;
  std::string unit;
  std::string text;  // visa rules: what is required
  std::string source;
  std::string file;
  Day published{};
  bool incomplete = false;
  std::string note;            // why incomplete, how it was reckoned
  std::optional<bool> agrees;  // with the claim; none where that was not asked
  std::size_t rank = 0;        // of a heading or group among the headings of its flow and year; 0 none
  std::size_t of = 0;          // number of those headings
};

// What is said of one aspect of one finding.
struct CheckedClaim {
  std::size_t finding = 0;    // index into the findings given
  std::string aspect;         // level, change, goods, visa
  Verdict verdict;            // the first that fits, in the order of VerdictKind
  std::vector<Verdict> also;  // the others that fit: the other side contradicts, parts add up ...
  std::vector<OfficialFigure> official;
  std::optional<double> mirror_gap;  // the second reporter's figure by the first's, where both are complete
};

// Thread rule: one for each thread, with a Statistics of its own. Both must outlive it.
class Checker {
 public:
  Checker(Statistics& statistics, const Knowledge& knowledge) : statistics_(&statistics), knowledge_(&knowledge) {}

  // All claims of an article: figures, changes, goods and visa agreements; other findings are passed over. `published`:
  // of the article, where known.
  [[nodiscard]] Result<std::vector<CheckedClaim>> check(const Article& article, std::optional<Day> published,
                                                        std::span<const Finding> findings);

 private:
  Statistics* statistics_;
  const Knowledge* knowledge_;
};

}  // namespace chancery
