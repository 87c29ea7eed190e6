// Which commands are writing into a record, so that the next one can say that an earlier one was broken off.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/record.h"
#include "record/sqlite/database.h"

namespace chancery::record {

// This process among all that ever ran here: the number alone is given again and again.
[[nodiscard]] std::string process_identity();
// Whether the process of that identity still runs. SQLite's log is shared memory, so whoever writes beside us does so
// on this machine; an identity of another boot is of the past.
[[nodiscard]] bool process_lives(std::string_view identity);

// The row of `runs` for the command that is running. All calls may throw StoreTrouble.
class RunMark {
 public:
  explicit RunMark(Database& database) : database_(&database) {}

  // Runs of dead processes. Writes nothing.
  [[nodiscard]] std::vector<UnfinishedRun> start(std::string_view command);
  // Within a transaction. The first call makes the mark and takes those of dead processes out.
  void make();
  void count_article() noexcept { ++articles_; }
  void before_commit();
  // Whether there is anything to take out; then finish(), within a transaction.
  [[nodiscard]] bool has_traces() const noexcept { return key_.has_value() || !dead_.empty(); }
  void finish();
  // The transaction was rolled back.
  void forget_uncommitted() noexcept;

 private:
  Database* database_;
  std::string command_;             // "" where no run was started
  std::vector<std::int64_t> dead_;  // keys of broken-off runs, to be taken out
  std::optional<std::int64_t> key_;
  bool committed_ = false;
  std::uint64_t articles_ = 0;
};

}  // namespace chancery::record
