#include "record/sqlite/grouping.h"

#include <map>
#include <tuple>

#include "format/finding_json.h"

namespace chancery::record {
namespace {

bool told_before(const ToldFinding& one, const ToldFinding& other) {
  const auto key = [](const ToldFinding& finding) {
    return std::tuple(!finding.published.has_value(), finding.published.value_or(Day{}),
                      std::string_view(finding.identity));
  };
  return key(one) < key(other);
}

}  // namespace

std::vector<BacklogRow> take_backlog(Database& database, std::string_view kind) {
  std::vector<BacklogRow> rows;
  {
    Statement statement(database, "DELETE FROM grouping_backlog WHERE kind = ?1 RETURNING kind");
    Query query(statement);
    query.bind(1, kind);
    if (!query.step()) return rows;
    query.run();
  }
  Statement statement(database,
                      "SELECT o.key, o.finding, a.published, o.json, a.title, a.text FROM findings f "
                      "JOIN occurrences o ON o.finding = f.key JOIN articles a ON a.key = o.article WHERE f.kind = ?1");
  Query query(statement);
  query.bind(1, kind);
  while (query.step()) {
    auto told = format::parse_finding(query.text(3));
    if (!told) continue;  // `find` names it
    BacklogRow row{query.integer(0), query.integer(1), query.day(2), std::move(*told), {}};
    row.article.title = query.text(4);
    row.article.text = query.text(5);
    rows.push_back(std::move(row));
  }
  return rows;
}

GroupWriter::GroupWriter(Database& database)
    : known_(database, "SELECT head, dispute FROM finding_groups WHERE finding = ?1"),
      put_(database, "INSERT OR REPLACE INTO finding_groups(finding, head, dispute) VALUES (?1, ?2, ?3)"),
      drop_(database, "DELETE FROM finding_groups WHERE finding = ?1") {}

void GroupWriter::write(std::span<const ToldFinding> findings, std::span<const GroupRow> rows) {
  struct Group {
    std::size_t head = 0;
    std::size_t members = 0;
  };
  std::map<std::size_t, Group> groups;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    Group& group = groups[rows[i].group];
    if (group.members++ == 0 || told_before(findings[i], findings[group.head])) group.head = i;
  }
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Group& group = groups[rows[i].group];
    const std::int64_t key = findings[i].key;
    const std::int64_t head = findings[group.head].key;
    const bool wanted = group.members > 1 || !rows[i].dispute.empty();
    bool stands = false;
    {
      Query known(known_);
      known.bind(1, key);
      const bool found = known.step();
      stands = found ? wanted && known.integer(0) == head && known.text(1) == rows[i].dispute : !wanted;
    }
    if (stands) continue;
    Query change(wanted ? put_ : drop_);
    change.bind(1, key);
    if (wanted) change.bind(2, head).bind(3, rows[i].dispute);
    change.run();
  }
}

}  // namespace chancery::record
