// The part that connectors share which join findings into groups: table finding_groups.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "chancery/date.h"
#include "chancery/finding.h"
#include "record/sqlite/connector.h"
#include "record/sqlite/database.h"
#include "text/hash.h"

namespace chancery::record {

// A finding with the place that it takes in the order in which things were told: what was published first, and of one
// day what comes first by identity. The first of a group gives it its id, so that later articles do not change it.
struct ToldFinding {
  std::int64_t key = 0;
  std::optional<Day> published;  // the earliest of its articles
  std::string identity;
};

// The group of a finding of a block.
struct GroupRow {
  std::size_t group = 0;  // any number that its members share
  std::string dispute;    // "" none
};

// Writes the groups of all findings of one block; rows[i] is that of findings[i]. Only what changed is written.
class GroupWriter {
 public:
  explicit GroupWriter(Database& database);
  void write(std::span<const ToldFinding> findings, std::span<const GroupRow> rows);

 private:
  Statement known_, put_, drop_;
};

// An occurrence that stood in the record before a connector's tables did.
struct BacklogRow {
  std::int64_t occurrence = 0;
  std::int64_t finding = 0;
  std::optional<Day> published;
  Finding told;
  Article article;  // its texts alone
};
// The occurrences of a kind that its connector has still to take in, and none when asked again: they are noted as taken
// in the transaction of the caller. Throws StoreTrouble.
[[nodiscard]] std::vector<BacklogRow> take_backlog(Database& database, std::string_view kind);

// Blocks whose findings changed since the last connect().
using TouchedBlocks = std::set<std::string>;

[[nodiscard]] inline std::string block_of(std::string_view key) {
  const text::Hash hash = text::hash(key);
  return {hash.begin(), hash.end()};
}

}  // namespace chancery::record
