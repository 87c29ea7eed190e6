// What is official: trade flows and visa rules as reporters published them. A file of its own, apart from any record
// (docs/statistics.md), so that a record can be shared without it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chancery/date.h"
#include "chancery/error.h"
#include "chancery/knowledge.h"

namespace chancery {

enum class Flow : std::uint8_t { exports, imports, turnover, re_exports, re_imports, domestic_exports };
// "exports", "re-exports" ...
[[nodiscard]] std::string_view to_string(Flow flow) noexcept;

// How goods are valued: imports usually with freight and insurance (CIF), exports without (FOB).
enum class Basis : std::uint8_t { unknown, cif, fob };
[[nodiscard]] std::string_view to_string(Basis basis) noexcept;  // "CIF", "FOB", ""

// Whole months that follow one another: a year, a quarter, the first ten months.
struct Period {
  std::int32_t first = 0;  // year * 12 + month - 1
  std::int32_t months = 12;

  [[nodiscard]] static constexpr Period of_year(int year) noexcept { return {year * 12, 12}; }
  [[nodiscard]] constexpr bool is_year() const noexcept { return months == 12 && first % 12 == 0; }
  [[nodiscard]] constexpr int year() const noexcept { return first / 12; }  // of its first month
  [[nodiscard]] constexpr int last() const noexcept { return first + months - 1; }
  [[nodiscard]] constexpr Period years_later(int years) const noexcept { return {first + 12 * years, months}; }
  friend constexpr auto operator<=>(const Period&, const Period&) = default;
};
// "2024", "2024-03", "2024-Q1", "2024-H1", "2024-01/10", "2023-11/2024-02".
[[nodiscard]] std::string to_string(const Period& period);
// The inverse, also "202403"; nothing where the text is no period.
[[nodiscard]] std::optional<Period> parse_period(std::string_view text);
// The period of an interval that begins with a month and ends with one; nothing for others.
[[nodiscard]] std::optional<Period> period_of(const DateInterval& interval);

// One total as one source published it.
struct OfficialValue {
  std::string reporter;  // who counted: ISO 3166 alpha-3, "EU", or another code of data/trade_partners.csv
  std::string partner;
  Flow flow = Flow::turnover;
  std::string classification;  // "H4" (HS 2012), "HS", "S3" ...; "" for national totals
  std::string commodity = "TOTAL";
  Period period;
  double value = 0;      // in `unit`, not in thousands or millions
  std::string unit;      // ISO 4217
  double precision = 1;  // what one step of the last digit that the source wrote is worth: 1e7 for 43.82 billion
  Basis basis = Basis::unknown;
  std::string provider;  // "World Bank WITS", or what the file says
  std::string note;      // what the file says beside it
  std::string file;      // name of the file
  Day published{};       // of the file or the row
  bool stated = true;    // false: reckoned by us from its parts, as `derived` says
  std::string derived;   // "sum of 384 headings", "exports plus imports", "sum of 10 months"
  bool incomplete = false;
  std::string incomplete_reason;  // "154 headings, against 366 in 2019 and 412 in 2023"
  bool superseded = false;        // the same provider has published it anew
};

struct HeadingValue {
  std::string code;                         // four digits
  double value = 0;                         // in the table's unit
  std::size_t rank = 0;                     // 1: the largest of its table
  std::optional<double> net_weight_tonnes;  // where the source gives it
};

// What was traded, by headings of four digits, largest first.
struct HeadingTable {
  OfficialValue total;  // stated, or the sum of the headings
  std::vector<HeadingValue> headings;
  double sum = 0;  // of the headings
};

// All that one reporter says of its trade with one partner. Totals by flow, period, then the order in which they are
// to be believed: stated ones before sums, complete ones before incomplete ones, newer before older, superseded last.
struct ReporterSeries {
  std::string reporter;
  std::string partner;
  std::vector<OfficialValue> totals;
  std::vector<HeadingTable> tables;  // by flow and period, the best first

  // The totals of a flow and period in their order; those of a turnover that nobody stated are exports plus imports,
  // those of several months their sum where all are there.
  [[nodiscard]] std::vector<OfficialValue> values(Flow flow, const Period& period) const;
  // The best of them; nullopt where there is none. Incomplete ones count where `incomplete`.
  [[nodiscard]] std::optional<OfficialValue> best(Flow flow, const Period& period, bool incomplete = false) const;
  [[nodiscard]] const HeadingTable* table(Flow flow, const Period& period) const noexcept;
  // The years of which there is anything of a flow, rising.
  [[nodiscard]] std::vector<int> years(Flow flow) const;
};

// What holders of a passport need to enter, on one day.
struct VisaRule {
  std::string passport;     // ISO 3166 alpha-3
  std::string destination;  // ISO 3166 alpha-3
  Day day{};
  std::string requirement;  // "visa required", "e-visa", "visa on arrival", "visa free", "no admission"
  int days = 0;             // of a stay without a visa where the index gives them, else 0
  std::string file;
  // Whether one may enter without any visa.
  [[nodiscard]] bool is_free() const noexcept { return requirement == "visa free"; }
};

struct LoadOptions {
  std::optional<Day> date;  // when it was published; else from the file's name, else the day of its last change
};

// What became of one file.
struct LoadReport {
  std::string file;
  std::string format;  // "UN Comtrade API", "UN Comtrade table", "WITS", "national table", "passport index"
  Day date{};
  std::string hash;             // XXH3, 128 bits
  bool already_loaded = false;  // the same bytes were there: nothing was changed
  std::uint64_t rows = 0;
  std::uint64_t cells = 0;  // kept
  std::uint64_t passed_over =
      0;  // parts of totals that stand in the same file (customs procedures, modes of transport)
  std::vector<std::string> warnings;  // a cut file, missing years, other things to know
  // Refused rows by reason, with the first place: "file:line: reason"; the count beside it.
  std::vector<std::pair<Error, std::uint64_t>> refused;
};

struct StatisticsFile {
  std::string name, format, hash;
  Day date{};
  std::uint64_t rows = 0, cells = 0;
  bool cut = false;
};

// Thread rule: one object for each thread; several may read one file.
class Statistics {
 public:
  enum class Mode : std::uint8_t { read_only, read_write };

  // Opens (read_write: creates) the statistics at a path. Errors: not_found, unsupported_schema, record_busy,
  // record_failed. The knowledge must outlive it.
  [[nodiscard]] static Result<std::unique_ptr<Statistics>> open(const std::string& path, Mode mode,
                                                                const Knowledge& knowledge);
  virtual ~Statistics() = default;

  // Takes one file in, whatever its format: told by its content. All or nothing.
  [[nodiscard]] virtual Result<LoadReport> load(const std::string& path, const LoadOptions& options) = 0;
  // By date, then name.
  [[nodiscard]] virtual Result<std::vector<StatisticsFile>> files() = 0;
  // Never null; empty where there is nothing. Kept for the next question.
  [[nodiscard]] virtual Result<std::shared_ptr<const ReporterSeries>> series(std::string_view reporter,
                                                                             std::string_view partner) = 0;
  // By day.
  [[nodiscard]] virtual Result<std::vector<VisaRule>> visa_rules(std::string_view passport,
                                                                 std::string_view destination) = 0;
  // Pairs of reporter and partner with something in them, at most `limit`: what there is.
  [[nodiscard]] virtual Result<std::vector<std::pair<std::string, std::string>>> pairs(std::size_t limit) = 0;
};

}  // namespace chancery
