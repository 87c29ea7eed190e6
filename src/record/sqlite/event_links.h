// The tables behind what became of announced events (event_plans, event_waits, event_links).
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "connect/event_chains.h"
#include "record/sqlite/event_nodes.h"

namespace chancery::record {

// Keys are those of findings of kind event. All calls may throw StoreTrouble.
class EventLinks {
 public:
  EventLinks(Database& database, EventNodes& nodes) : database_(database), nodes_(nodes) {}

  // An event is about to change or go. May be called for any finding, and more than once.
  void before_change(std::int64_t finding);
  // Events as they are now, after all changes: brings the links of all plans up to date that they concern.
  void update(const std::set<std::int64_t>& changed);
  // What was noted before changes is no longer true: the transaction was rolled back.
  void forget();

 private:
  Statement& statement(const char* sql);
  void run(const char* sql, std::int64_t value);
  // Nothing where no telling is left.
  [[nodiscard]] const connect::EventTelling* summary(std::int64_t finding);
  void put_entries(std::int64_t finding, const connect::EventTelling& event);
  void find_concerned(std::int64_t finding, const connect::EventTelling& event);
  void find_rivals(const connect::EventTelling& plan);
  void add_within(std::vector<std::int64_t>& out, const connect::EventTelling& event, int kind, std::int32_t first,
                  std::int32_t last);
  void add_plans(std::vector<std::int64_t>& out, const connect::EventTelling& event, std::int32_t first,
                 std::int32_t last);
  void link(std::int64_t plan);

  Database& database_;
  EventNodes& nodes_;
  std::map<const char*, Statement> statements_;              // by address: every text stands in one place of the source
  std::map<std::int64_t, connect::EventTelling> summaries_;  // within update()
  std::set<std::int64_t> again_;                             // plans whose links are to be found again
  std::vector<connect::EventTelling> former_;                // plans as they were
};

}  // namespace chancery::record
