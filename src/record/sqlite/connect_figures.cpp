#include "record/sqlite/connect_figures.h"

#include "connect/figure_claims.h"

namespace chancery::record {
namespace {

constexpr int kDisputeIdLength = 10;

std::optional<Day> earlier(const std::optional<Day>& one, const std::optional<Day>& other) {
  return !one || (other && *other < *one) ? other : one;
}

// The same whatever claims stand in it: a later one joins the dispute under its id.
std::string dispute_id(std::string_view block, const connect::FigureClaim& claim) {
  std::string bytes;
  text::append_hashed_field(bytes, block);
  text::append_hashed_field(bytes, to_iso(*claim.from));
  text::append_hashed_field(bytes, to_iso(*claim.to));
  return "D" + text::to_base32(text::hash(bytes), kDisputeIdLength);
}

}  // namespace

FigureConnector::FigureConnector(Database& database)
    : database_(database),
      occurrences_(database, "SELECT key, number, finding FROM occurrences WHERE article = ?1"),
      put_(database,
           "INSERT OR REPLACE INTO figure_claims(occurrence, finding, block, total, published, since, until, value, "
           "value_to, "
           "digits, hedge) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"),
      blocks_(database,
              "SELECT DISTINCT c.block FROM figure_claims c JOIN occurrences o ON o.key = c.occurrence "
              "WHERE o.article = ?1"),
      claims_(database,
              "SELECT c.finding, c.published, f.identity, c.since, c.until, c.value, c.value_to, c.digits, c.hedge, "
              "c.total FROM figure_claims c JOIN findings f ON f.key = c.finding WHERE c.block = ?1 "
              "ORDER BY c.finding, c.hedge"),
      groups_(database) {}

void FigureConnector::article_put(std::int64_t key, const Article&, const Reading& reading) {
  bool any = false;
  for (const Finding& finding : reading.findings) any = any || std::holds_alternative<Figure>(finding);
  if (!any) return;
  Query occurrences(occurrences_);
  occurrences.bind(1, key);
  while (occurrences.step()) {
    const auto* figure = std::get_if<Figure>(&reading.findings[static_cast<std::size_t>(occurrences.integer(1) - 1)]);
    if (figure != nullptr) put(occurrences.integer(0), occurrences.integer(2), *figure, reading.facts.date);
  }
}

void FigureConnector::put(std::int64_t occurrence, std::int64_t finding, const Figure& figure,
                          const std::optional<Day>& published) {
  const std::string block = block_of(connect::figure_block(figure));
  Query put(put_);
  put.bind(1, occurrence).bind(2, finding).bind_bytes(3, block.data(), block.size());
  put.bind(4, static_cast<std::int64_t>(connect::is_total(figure.measure))).bind(5, published);
  put.bind(6, figure.period ? std::optional(figure.period->from) : std::nullopt);
  put.bind(7, figure.period ? std::optional(figure.period->to) : std::nullopt);
  put.bind(8, figure.value).bind(9, figure.value_to.value_or(figure.value));
  put.bind(10, static_cast<std::int64_t>(figure.digits)).bind(11, figure.hedge);
  put.run();
  touched_.insert(block);
}

void FigureConnector::article_leaves(std::int64_t key) {
  Query blocks(blocks_);
  blocks.bind(1, key);
  while (blocks.step()) touched_.emplace(blocks.text(0));
}

void FigureConnector::connect() {
  if (has_backlog_) {
    for (const BacklogRow& row : take_backlog(database_, "figure")) {
      if (const auto* figure = std::get_if<Figure>(&row.told)) {
        put(row.occurrence, row.finding, *figure, row.published);
      }
    }
    has_backlog_ = false;
  }
  for (const std::string& block : touched_) join(block);
  touched_.clear();
}

void FigureConnector::join(const std::string& block) {
  std::vector<ToldFinding> findings;
  std::vector<connect::FigureClaim> claims;
  bool total = false;
  {
    Query rows(claims_);
    rows.bind_bytes(1, block.data(), block.size());
    while (rows.step()) {
      const auto digits = static_cast<int>(rows.integer(7));
      if (!findings.empty() && findings.back().key == rows.integer(0)) {
        findings.back().published = earlier(findings.back().published, rows.day(1));
        claims.back().digits = std::max(claims.back().digits, digits);
        continue;  // by order, a claim without a hedge came first
      }
      findings.push_back({rows.integer(0), rows.day(1), std::string(rows.text(2))});
      claims.push_back({rows.day(3), rows.day(4), rows.number(5), rows.number(6), digits, std::string(rows.text(8))});
      total = rows.integer(9) != 0;
    }
  }
  const std::vector<connect::JoinedClaim> joined = connect::join_claims(claims, total);
  std::vector<GroupRow> groups;
  for (const connect::JoinedClaim& one : joined) {
    groups.push_back({one.claim, one.contested ? dispute_id(block, claims[one.claim]) : std::string()});
  }
  groups_.write(findings, groups);
}

}  // namespace chancery::record
