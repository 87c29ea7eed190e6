// The statistics file: SQLite, one row for each block of cells (docs/decisions/statistics_store.md).
#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>

#include "sqlite/database.h"
#include "statistics/parse.h"
#include "statistics/series.h"
#include "statistics/visa_requirement.h"
#include "text/hash.h"

namespace chancery {
namespace {

using namespace statistics;
using sqlite::Database;
using sqlite::Query;
using sqlite::Statement;
using sqlite::StoreTrouble;

constexpr std::int64_t kApplication = 0x63687374;  // "chst"
constexpr std::int64_t kSchema = 1;
constexpr const char* kTables = R"(
CREATE TABLE files (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, day INTEGER NOT NULL, format TEXT NOT NULL,
  row_count INTEGER NOT NULL, cells INTEGER NOT NULL, passed_over INTEGER NOT NULL, refused INTEGER NOT NULL,
  cut INTEGER NOT NULL);
CREATE TABLE sources (
  id INTEGER PRIMARY KEY, provider TEXT NOT NULL, note TEXT NOT NULL, day INTEGER, UNIQUE (provider, note, day));
CREATE TABLE blocks (
  id INTEGER PRIMARY KEY, reporter TEXT NOT NULL, partner TEXT NOT NULL, flow INTEGER NOT NULL,
  first_month INTEGER NOT NULL, months INTEGER NOT NULL, classification TEXT NOT NULL, basis INTEGER NOT NULL,
  unit TEXT NOT NULL, source INTEGER NOT NULL REFERENCES sources, file INTEGER NOT NULL REFERENCES files,
  cells BLOB NOT NULL);
CREATE INDEX blocks_by_pair ON blocks (reporter, partner, flow, first_month, file);
CREATE TABLE visa (
  passport TEXT NOT NULL, day INTEGER NOT NULL, file INTEGER NOT NULL REFERENCES files, rules BLOB NOT NULL,
  PRIMARY KEY (passport, day, file)) WITHOUT ROWID;
)";

std::string base_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

// "..._2023-11-06.csv": the day in a file's name.
std::optional<Day> day_in_name(const std::string& name) {
  for (std::size_t at = 0; at + 10 <= name.size(); ++at) {
    if (at > 0 && name[at - 1] >= '0' && name[at - 1] <= '9') continue;
    if (at + 10 < name.size() && name[at + 10] >= '0' && name[at + 10] <= '9') continue;
    std::string text = name.substr(at, 10);
    if (text[4] == '_') text[4] = '-';
    if (text[7] == '_') text[7] = '-';
    if (const auto day = parse_iso_day(text)) return day;
  }
  return std::nullopt;
}

std::optional<Day> day_of_change(const std::string& path) {
  std::error_code trouble;
  const auto time = std::filesystem::last_write_time(path, trouble);
  if (trouble) return std::nullopt;
  return std::chrono::floor<std::chrono::days>(std::chrono::file_clock::to_sys(time));
}

Result<std::string> hash_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  text::HashStream hash;
  std::vector<char> piece(1U << 20U);
  while (file) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    hash.add({piece.data(), static_cast<std::size_t>(file.gcount())});
  }
  if (file.bad() || !file.eof()) {
    return std::unexpected(Error{ErrorCode::unreadable, "cannot be read", path, 0, 0, 0});
  }
  return text::to_hex(hash.finish());
}

// Runs `work`, whose result is a Result, and turns the store's trouble into its Error.
template <typename Work>
auto guarded(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (StoreTrouble& trouble) {
    return std::unexpected(std::move(trouble.error));
  }
}

class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }
  ~Transaction() {
    if (!done_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() {
    database_.execute("COMMIT");
    done_ = true;
  }

 private:
  Database& database_;
  bool done_ = false;
};

class SqliteStatistics : public Statistics {
 public:
  SqliteStatistics(const std::string& path, int flags, PartnerCodes partners)
      : database_(path, flags, "statistics file"), partners_(std::move(partners)) {
    sqlite3_busy_timeout(database_.handle(), 5000);
  }

  void prepare(bool may_create) {
    const std::int64_t application = database_.integer("PRAGMA application_id");
    const std::int64_t schema = database_.integer("PRAGMA user_version");
    const bool fresh = database_.integer("SELECT count(*) FROM sqlite_schema") == 0;
    Error error;
    error.file = database_.file();
    if (fresh && may_create) {
      Transaction transaction(database_);
      database_.execute(kTables);
      database_.execute(("PRAGMA application_id = " + std::to_string(kApplication) +
                         "; PRAGMA user_version = " + std::to_string(kSchema))
                            .c_str());
      transaction.commit();
      return;
    }
    if (application != kApplication) {
      error.code = ErrorCode::record_failed;
      error.message = fresh ? "holds no statistics yet: load some with `chancery statistics load FILE...`"
                            : "is no statistics file of chancery: name another with --statistics";
      throw StoreTrouble{std::move(error)};
    }
    if (schema != kSchema) {
      error.code = ErrorCode::unsupported_schema;
      error.message = "was written by another version of chancery: load the files again into a new one";
      throw StoreTrouble{std::move(error)};
    }
  }

  Result<LoadReport> load(const std::string& path, const LoadOptions& options) override {
    auto input = open_input(path);
    if (!input) return std::unexpected(std::move(input.error()));
    auto hash = hash_of_file(path);
    if (!hash) return std::unexpected(std::move(hash.error()));
    return guarded([&]() -> Result<LoadReport> { return load(path, options, **input, *hash); });
  }

  Result<std::vector<StatisticsFile>> files() override {
    return guarded([&]() -> Result<std::vector<StatisticsFile>> {
      std::vector<StatisticsFile> out;
      Statement statement(database_,
                          "SELECT name, format, hash, day, row_count, cells, cut FROM files ORDER BY day, name, hash");
      Query query(statement);
      while (query.step()) {
        StatisticsFile file;
        file.name = query.text(0);
        file.format = query.text(1);
        file.hash = query.text(2);
        file.date = query.day(3).value_or(Day{});
        file.rows = static_cast<std::uint64_t>(query.integer(4));
        file.cells = static_cast<std::uint64_t>(query.integer(5));
        file.cut = query.integer(6) != 0;
        out.push_back(std::move(file));
      }
      return out;
    });
  }

  Result<std::shared_ptr<const ReporterSeries>> series(std::string_view reporter, std::string_view partner) override {
    const std::pair key{std::string(reporter), std::string(partner)};
    if (const auto known = series_.find(key); known != series_.end()) return known->second;
    return guarded([&]() -> Result<std::shared_ptr<const ReporterSeries>> {
      constexpr std::size_t kHeldSeries = 256;
      if (series_.size() >= kHeldSeries) series_.clear();
      auto made = std::make_shared<const ReporterSeries>(
          assemble_series(key.first, key.second, blocks_of(key.first, key.second)));
      series_.emplace(key, made);
      return made;
    });
  }

  Result<std::vector<VisaRule>> visa_rules(std::string_view passport, std::string_view destination) override {
    const auto wanted = pack_code(destination);
    if (!wanted) return std::vector<VisaRule>{};
    return guarded([&]() -> Result<std::vector<VisaRule>> {
      std::vector<VisaRule> out;
      Statement statement(database_,
                          "SELECT visa.day, visa.rules, files.name FROM visa JOIN files ON files.id = visa.file "
                          "WHERE passport = ?1 ORDER BY visa.day, files.hash");
      Query query(statement);
      query.bind(1, passport);
      while (query.step()) {
        const std::string_view rules = query.text(1);
        for (std::size_t at = 0; at + 6 <= rules.size(); at += 6) {
          PackedCode code = 0;
          VisaRequirement requirement = 0;
          std::memcpy(&code, rules.data() + at, 4);
          std::memcpy(&requirement, rules.data() + at + 4, 2);
          if (code != *wanted) continue;
          VisaRule rule;
          rule.passport = passport;
          rule.destination = destination;
          rule.day = query.day(0).value_or(Day{});
          rule.requirement = visa_requirement_text(requirement);
          rule.days = std::max<int>(requirement, 0);
          rule.file = query.text(2);
          out.push_back(std::move(rule));
        }
      }
      return out;
    });
  }

  Result<std::vector<std::pair<std::string, std::string>>> pairs(std::size_t limit) override {
    return guarded([&]() -> Result<std::vector<std::pair<std::string, std::string>>> {
      std::vector<std::pair<std::string, std::string>> out;
      Statement statement(database_, "SELECT DISTINCT reporter, partner FROM blocks ORDER BY 1, 2 LIMIT ?1");
      Query query(statement);
      query.bind(1, static_cast<std::int64_t>(limit));
      while (query.step()) out.emplace_back(query.text(0), query.text(1));
      return out;
    });
  }

 private:
  std::vector<StoredBlock> blocks_of(const std::string& reporter, const std::string& partner) {
    std::vector<StoredBlock> blocks;
    Statement statement(database_,
                        "SELECT flow, first_month, months, classification, basis, unit, provider, note, sources.day, "
                        "files.name, files.hash, files.day, files.cut, blocks.cells FROM blocks "
                        "JOIN sources ON sources.id = blocks.source JOIN files ON files.id = blocks.file "
                        "WHERE reporter = ?1 AND partner = ?2");
    Query query(statement);
    query.bind(1, reporter).bind(2, partner);
    while (query.step()) {
      StoredBlock block;
      block.key.reporter = pack_code(reporter).value_or(0);
      block.key.partner = pack_code(partner).value_or(0);
      block.key.flow = static_cast<Flow>(query.integer(0));
      block.key.period = {static_cast<std::int32_t>(query.integer(1)), static_cast<std::int32_t>(query.integer(2))};
      block.key.classification = pack_code(query.text(3)).value_or(0);
      block.key.basis = static_cast<Basis>(query.integer(4));
      block.key.unit = pack_code(query.text(5)).value_or(0);
      block.provider = query.text(6);
      block.note = query.text(7);
      block.published = query.day(8).value_or(query.day(11).value_or(Day{}));
      block.file = query.text(9);
      block.file_hash = query.text(10);
      block.cut = query.integer(12) != 0;
      auto cells = decode_cells(query.text(13));
      if (!cells) {
        throw StoreTrouble{Error{ErrorCode::record_failed,
                                 "a block of the statistics file is damaged: load the files again", database_.file(), 0,
                                 0, 0}};
      }
      block.cells = *std::move(cells);
      blocks.push_back(std::move(block));
    }
    return blocks;
  }

  Result<LoadReport> load(const std::string& path, const LoadOptions& options, Input& input, const std::string& hash) {
    const auto given = options.date ? options.date : day_in_name(base_name(path));
    {
      Statement statement(database_, "SELECT format, day, row_count, cells, passed_over FROM files WHERE hash = ?1");
      Query query(statement);
      query.bind(1, hash);
      if (query.step()) {
        LoadReport report;
        report.file = path;
        report.hash = hash;
        report.already_loaded = true;
        report.format = query.text(0);
        report.date = query.day(1).value_or(Day{});
        report.rows = static_cast<std::uint64_t>(query.integer(2));
        report.cells = static_cast<std::uint64_t>(query.integer(3));
        report.passed_over = static_cast<std::uint64_t>(query.integer(4));
        return report;
      }
    }
    Transaction transaction(database_);
    {
      Statement insert(database_,
                       "INSERT INTO files (name, hash, day, format, row_count, cells, passed_over, refused, cut) "
                       "VALUES (?1, ?2, 0, '', 0, 0, 0, 0, 0)");
      Query query(insert);
      query.bind(1, base_name(path)).bind(2, hash).run();
    }
    const std::int64_t file = sqlite3_last_insert_rowid(database_.handle());
    Statement insert_block(database_,
                           "INSERT INTO blocks (reporter, partner, flow, first_month, months, classification, basis, "
                           "unit, source, file, cells) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
    Statement find_block(database_,
                         "SELECT id, cells FROM blocks WHERE reporter = ?1 AND partner = ?2 AND flow = ?3 AND "
                         "first_month = ?4 AND months = ?5 AND classification = ?6 AND basis = ?7 AND unit = ?8 AND "
                         "source = ?9 AND file = ?10");
    Statement delete_block(database_, "DELETE FROM blocks WHERE id = ?1");
    bool flushed = false;
    Ingest ingest(
        path, partners_,
        [this](std::string_view provider, std::string_view note, std::optional<Day> day) {
          return source_id(provider, note, day);
        },
        [&](Blocks& blocks) {
          // In the order of the index, so that its pages are written once.
          std::vector<std::pair<const BlockKey*, std::vector<BlockCell>*>> sorted;
          for (auto& [key, cells] : blocks) sorted.emplace_back(&key, &cells);
          std::sort(sorted.begin(), sorted.end(), [](const auto& one, const auto& other) {
            const auto order = [](const BlockKey& key) {
              return std::tuple(key.reporter, key.partner, key.flow, key.period, key.classification, key.basis,
                                key.unit, key.source);
            };
            return order(*one.first) < order(*other.first);
          });
          for (auto& [key_pointer, cells] : sorted) {
            const BlockKey& key = *key_pointer;
            const std::string reporter = unpack_code(key.reporter), partner = unpack_code(key.partner),
                              classification = unpack_code(key.classification), unit = unpack_code(key.unit);
            const auto bind_key = [&](Query& query) {
              query.bind(1, reporter).bind(2, partner).bind(3, static_cast<std::int64_t>(key.flow));
              query.bind(4, std::int64_t{key.period.first}).bind(5, std::int64_t{key.period.months});
              query.bind(6, classification).bind(7, static_cast<std::int64_t>(key.basis)).bind(8, unit);
              query.bind(9, std::int64_t{key.source}).bind(10, file);
            };
            if (flushed) {  // a part of this block may be in the store already
              Query query(find_block);
              bind_key(query);
              if (query.step()) {
                auto known = decode_cells(query.text(1));
                if (known) cells->insert(cells->begin(), known->begin(), known->end());
                const std::size_t before = cells->size();
                (void)sort_cells(*cells);
                ingest_report_->cells -= before - cells->size();
                const std::int64_t id = query.integer(0);
                Query erase(delete_block);
                erase.bind(1, id).run();
              }
            }
            const std::string bytes = encode_cells(*cells);
            Query query(insert_block);
            bind_key(query);
            query.bind_bytes(11, bytes.data(), bytes.size()).run();
          }
          flushed = true;
        });
    LoadReport& report = ingest.report();
    ingest_report_ = &report;
    report.hash = hash;
    if (auto parsed = parse_statistics(input, path, given, ingest); !parsed)
      return std::unexpected(std::move(parsed.error()));
    ingest.finish();
    if (report.cells == 0) {
      Error error{ErrorCode::empty, "not one row of the file could be used", path, 0, 0, 0};
      if (!report.refused.empty()) {
        error.line = report.refused.front().first.line;
        error.message += "; the first: " + report.refused.front().first.message;
      }
      return std::unexpected(std::move(error));
    }
    report.date = given.value_or(day_of_change(path).value_or(Day{}));
    store_visa_rules(ingest.visa_rules(), report.date, file);
    std::uint64_t refused = 0;
    for (const auto& [error, count] : report.refused) refused += count;
    Statement update(
        database_,
        "UPDATE files SET day = ?2, format = ?3, row_count = ?4, cells = ?5, passed_over = ?6, refused = ?7, "
        "cut = ?8 WHERE id = ?1");
    Query query(update);
    query.bind(1, file).bind(2, std::optional<Day>(report.date)).bind(3, report.format);
    query.bind(4, static_cast<std::int64_t>(report.rows)).bind(5, static_cast<std::int64_t>(report.cells));
    query.bind(6, static_cast<std::int64_t>(report.passed_over)).bind(7, static_cast<std::int64_t>(refused));
    query.bind(8, std::int64_t{ingest.is_cut() ? 1 : 0}).run();
    transaction.commit();
    series_.clear();
    return report;
  }

  std::uint32_t source_id(std::string_view provider, std::string_view note, std::optional<Day> day) {
    // "IS": a day that is not there equals one that is not there.
    Statement find(database_, "SELECT id FROM sources WHERE provider = ?1 AND note = ?2 AND day IS ?3");
    Query query(find);
    query.bind(1, provider).bind(2, note).bind(3, day);
    if (query.step()) return static_cast<std::uint32_t>(query.integer(0));
    Statement insert(database_, "INSERT INTO sources (provider, note, day) VALUES (?1, ?2, ?3)");
    Query inserting(insert);
    inserting.bind(1, provider).bind(2, note).bind(3, day).run();
    return static_cast<std::uint32_t>(sqlite3_last_insert_rowid(database_.handle()));
  }

  void store_visa_rules(std::vector<ParsedVisaRule>& rules, Day day, std::int64_t file) {
    std::stable_sort(rules.begin(), rules.end(), [](const ParsedVisaRule& one, const ParsedVisaRule& other) {
      return std::pair(one.passport, one.destination) < std::pair(other.passport, other.destination);
    });
    Statement insert(database_, "INSERT INTO visa (passport, day, file, rules) VALUES (?1, ?2, ?3, ?4)");
    for (std::size_t begin = 0; begin < rules.size();) {
      std::string bytes;
      std::size_t end = begin;
      for (; end < rules.size() && rules[end].passport == rules[begin].passport; ++end) {
        bytes.append(reinterpret_cast<const char*>(&rules[end].destination), 4);
        bytes.append(reinterpret_cast<const char*>(&rules[end].requirement), 2);
      }
      const std::string passport = unpack_code(rules[begin].passport);
      Query query(insert);
      query.bind(1, passport).bind(2, std::optional<Day>(day)).bind(3, file);
      query.bind_bytes(4, bytes.data(), bytes.size()).run();
      begin = end;
    }
  }

  Database database_;
  PartnerCodes partners_;
  std::map<std::pair<std::string, std::string>, std::shared_ptr<const ReporterSeries>> series_;
  LoadReport* ingest_report_ = nullptr;
};

}  // namespace

Result<std::unique_ptr<Statistics>> Statistics::open(const std::string& path, Mode mode, const Knowledge& knowledge) {
  auto partners = PartnerCodes::load(knowledge);
  if (!partners) return std::unexpected(std::move(partners.error()));
  std::error_code trouble;
  const bool writes = mode == Mode::read_write;
  if (!writes && !std::filesystem::exists(path, trouble)) {
    return std::unexpected(
        Error{ErrorCode::not_found,
              "there are no statistics here: load some with `chancery statistics load FILE...`, or name "
              "another file with --statistics",
              path, 0, 0, 0});
  }
  if (writes) {
    const auto folder = std::filesystem::path(path).parent_path();
    if (!folder.empty()) std::filesystem::create_directories(folder, trouble);
  }
  return guarded([&]() -> Result<std::unique_ptr<Statistics>> {
    const int flags = writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    auto store = std::make_unique<SqliteStatistics>(path, flags, *std::move(partners));
    store->prepare(writes);
    return store;
  });
}

}  // namespace chancery
