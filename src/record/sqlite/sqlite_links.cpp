// What became of announced events, as the record is asked.
#include <map>
#include <set>

#include "record/sqlite/sqlite_record.h"

namespace chancery::record {
namespace {

// Of a link as it stands with the plan, its kind seen from the other end.
std::string reverse_kind(std::string_view kind) {
  if (kind == "happened-as") return "announced-as";
  return kind == "moved-to" ? "moved-from" : "calls-off";
}

}  // namespace

void SqliteRecord::add_links(std::vector<RecordedFinding>& findings) {
  constexpr std::size_t kFew = 100;  // beyond that it is quicker to read all links at once
  constexpr const char* kOne =
      "SELECT p.id, l.kind, o.id FROM event_links l JOIN findings p ON p.key = l.plan "
      "JOIN findings o ON o.key = l.other WHERE l.plan IN (SELECT key FROM findings WHERE id = ?1) "
      "OR l.other IN (SELECT key FROM findings WHERE id = ?1)";
  constexpr const char* kAll =
      "SELECT p.id, l.kind, o.id FROM event_links l JOIN findings p ON p.key = l.plan "
      "JOIN findings o ON o.key = l.other";
  std::map<std::string, std::set<std::pair<std::string, std::string>>> links;
  const auto take = [&](Query& query) {
    while (query.step()) {
      const std::string plan(query.text(0));
      const std::string other(query.text(2));
      links[plan].emplace(query.text(1), other);
      links[other].emplace(reverse_kind(query.text(1)), plan);
    }
  };
  if (findings.size() > kFew) {
    Query query(statement(kAll));
    take(query);
  } else {
    for (const RecordedFinding& finding : findings) {
      if (finding.kind != "event") continue;
      Query query(statement(kOne));
      query.bind(1, finding.id);
      take(query);
    }
  }
  if (links.empty()) return;
  // Nothing became of a plan by what was read wrongly.
  std::set<std::string> wrong;
  {
    Query query(
        statement("SELECT DISTINCT f.id FROM judged_occurrences j JOIN occurrences o ON o.key = j.occurrence "
                  "JOIN findings f ON f.key = o.finding WHERE j.wrong = 1 AND NOT EXISTS (SELECT 1 FROM occurrences p "
                  "WHERE p.finding = o.finding AND NOT EXISTS (SELECT 1 FROM judged_occurrences k "
                  "WHERE k.occurrence = p.key AND k.wrong = 1))"));
    while (query.step()) wrong.emplace(query.text(0));
  }
  for (RecordedFinding& finding : findings) {
    const auto found = links.find(finding.id);
    if (found == links.end()) continue;
    for (const auto& [kind, id] : found->second) {
      if (!wrong.contains(id)) finding.links.push_back({kind, id});
    }
  }
}

}  // namespace chancery::record
