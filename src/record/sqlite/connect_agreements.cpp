#include "record/sqlite/connect_agreements.h"

#include "connect/agreement_groups.h"
#include "record/finding_identity.h"

namespace chancery::record {
namespace {

connect::AgreementNames load_names() {
  auto names = connect::AgreementNames::load();
  if (!names) throw StoreTrouble{std::move(names.error())};
  return *std::move(names);
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::vector<std::string> parted(std::string_view words) {
  std::vector<std::string> out;
  while (!words.empty()) {
    const std::size_t blank = std::min(words.find(' '), words.size());
    out.emplace_back(words.substr(0, blank));
    words.remove_prefix(std::min(blank + 1, words.size()));
  }
  return out;
}

std::optional<Day> earlier(const std::optional<Day>& one, const std::optional<Day>& other) {
  return !one || (other && *other < *one) ? other : one;
}

}  // namespace

AgreementConnector::AgreementConnector(Database& database)
    : database_(database),
      names_(load_names()),
      occurrences_(database, "SELECT key, number, finding FROM occurrences WHERE article = ?1"),
      put_(database,
           "INSERT OR REPLACE INTO agreement_tellings(occurrence, finding, block, published, form, words, year, step, "
           "happened, "
           "since, until, firm) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"),
      blocks_(database,
              "SELECT DISTINCT t.block FROM agreement_tellings t JOIN occurrences o ON o.key = t.occurrence "
              "WHERE o.article = ?1"),
      tellings_(database,
                "SELECT t.finding, t.published, f.identity, t.form, t.words, t.year, t.step, t.happened, t.since, "
                "t.until, t.firm FROM agreement_tellings t JOIN findings f ON f.key = t.finding WHERE t.block = ?1 "
                "ORDER BY t.finding"),
      groups_(database) {}

void AgreementConnector::article_put(std::int64_t key, const Article& article, const Reading& reading) {
  bool any = false;
  for (const Finding& finding : reading.findings) any = any || std::holds_alternative<AgreementFinding>(finding);
  if (!any) return;
  Query occurrences(occurrences_);
  occurrences.bind(1, key);
  while (occurrences.step()) {
    const auto number = static_cast<std::size_t>(occurrences.integer(1));
    const auto* agreement = std::get_if<AgreementFinding>(&reading.findings[number - 1]);
    if (agreement != nullptr) {
      put(occurrences.integer(0), occurrences.integer(2), *agreement, article, reading.facts.date);
    }
  }
}

void AgreementConnector::put(std::int64_t occurrence, std::int64_t finding, const AgreementFinding& agreement,
                             const Article& article, const std::optional<Day>& published) {
  const connect::AgreementName name = names_.read(agreement);
  const std::string block = block_of(connect::agreement_block(parties_of(agreement, article), name, agreement.date));
  const auto& date = agreement.date;
  const std::string words = joined(name.words);
  Query put(put_);
  put.bind(1, occurrence).bind(2, finding).bind_bytes(3, block.data(), block.size()).bind(4, published);
  put.bind(5, name.form).bind(6, words).bind(7, static_cast<std::int64_t>(name.year)).bind(8, agreement.step);
  put.bind(9, static_cast<std::int64_t>(agreement.status == Status::happened));
  put.bind(10, date ? std::optional(date->from) : std::nullopt);
  put.bind(11, date ? std::optional(date->to) : std::nullopt);
  put.bind(12, static_cast<std::int64_t>(date && date->basis != DateBasis::publication));
  put.run();
  touched_.insert(block);
}

void AgreementConnector::article_leaves(std::int64_t key) {
  Query blocks(blocks_);
  blocks.bind(1, key);
  while (blocks.step()) touched_.emplace(blocks.text(0));
}

void AgreementConnector::connect() {
  if (has_backlog_) {
    for (const BacklogRow& row : take_backlog(database_, "agreement")) {
      if (const auto* agreement = std::get_if<AgreementFinding>(&row.told)) {
        put(row.occurrence, row.finding, *agreement, row.article, row.published);
      }
    }
    has_backlog_ = false;
  }
  for (const std::string& block : touched_) group(block);
  touched_.clear();
}

void AgreementConnector::group(const std::string& block) {
  std::vector<ToldFinding> findings;
  std::vector<connect::AgreementTelling> tellings;
  {
    Query rows(tellings_);
    rows.bind_bytes(1, block.data(), block.size());
    while (rows.step()) {
      const bool firm = rows.integer(10) != 0;
      // What several articles tell alike differs in when they did, and in whether the day is in the text.
      if (!findings.empty() && findings.back().key == rows.integer(0)) {
        findings.back().published = tellings.back().published = earlier(findings.back().published, rows.day(1));
        tellings.back().firm = tellings.back().firm || firm;
        continue;
      }
      findings.push_back({rows.integer(0), rows.day(1), std::string(rows.text(2))});
      connect::AgreementTelling telling;
      telling.form = rows.text(3);
      telling.words = parted(rows.text(4));
      telling.year = static_cast<int>(rows.integer(5));
      telling.step = rows.text(6);
      telling.happened = rows.integer(7) != 0;
      telling.since = rows.day(8);
      telling.until = rows.day(9);
      telling.firm = firm;
      telling.published = rows.day(1);
      tellings.push_back(std::move(telling));
    }
  }
  std::vector<GroupRow> groups;
  for (const std::size_t group : connect::group_agreements(tellings)) groups.push_back({group, ""});
  groups_.write(findings, groups);
}

}  // namespace chancery::record
