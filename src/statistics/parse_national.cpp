// The documented tables: national totals (docs/statistics.md) and the passport index.
#include <algorithm>
#include <array>

#include "statistics/columns.h"
#include "statistics/comtrade_row.h"
#include "statistics/parse.h"
#include "statistics/visa_requirement.h"

namespace chancery::statistics {
namespace {

struct Unit {
  double factor = 1;
  int exponent = 0;
  PackedCode currency = 0;
};

// "million USD", "thousand EUR", "bn USD", "USD"; nothing where it is not understood.
std::optional<Unit> parse_unit(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, int>, 14> kScales = {{{"hundred", 2},
                                                                         {"thousand", 3},
                                                                         {"thousands", 3},
                                                                         {"1000", 3},
                                                                         {"ths", 3},
                                                                         {"million", 6},
                                                                         {"millions", 6},
                                                                         {"mln", 6},
                                                                         {"mn", 6},
                                                                         {"billion", 9},
                                                                         {"billions", 9},
                                                                         {"bln", 9},
                                                                         {"bn", 9},
                                                                         {"trillion", 12}}};
  Unit unit;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty() || word == "of") continue;
    const auto scale = std::find_if(kScales.begin(), kScales.end(), [&](const auto& one) { return one.first == word; });
    if (scale != kScales.end() && unit.exponent == 0 && unit.currency == 0) {
      unit.exponent = scale->second;
    } else if (unit.currency == 0 && word.size() == 3 &&
               std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) {
      unit.currency = *pack_code(word);
    } else {
      return std::nullopt;
    }
  }
  if (unit.currency == 0) return std::nullopt;
  for (int digit = 0; digit < unit.exponent; ++digit) unit.factor *= 10;
  return unit;
}

std::optional<Flow> parse_flow(std::string_view text) {
  const std::string folded = folded_column(text);
  if (folded == "export" || folded == "exports") return Flow::exports;
  if (folded == "import" || folded == "imports") return Flow::imports;
  if (folded == "turnover" || folded == "trade" || folded == "totaltrade") return Flow::turnover;
  if (folded == "reexports" || folded == "reexport") return Flow::re_exports;
  if (folded == "reimports" || folded == "reimport") return Flow::re_imports;
  if (folded == "domesticexports") return Flow::domestic_exports;
  return std::nullopt;
}

std::string quoted(std::string_view text) { return "\"" + as_utf8(text) + "\""; }

// A decimal number times a power of ten, rounded once, so that 43.82 billion is exactly 43820000000.
std::optional<double> scaled_number(std::string_view text, int exponent) {
  std::string number(text);
  if (number.find_first_of("eE") != std::string::npos) return std::nullopt;
  return parse_number(number + "e" + std::to_string(exponent));
}

}  // namespace

Result<void> parse_national(DelimitedReader& reader, const Columns& columns, Ingest& ingest) {
  ingest.report().format = "national table";
  const std::size_t reporter = columns.find({"reporter"}), partner = columns.find({"partner"}),
                    flow = columns.find({"flow"}), period = columns.find({"period"}), value = columns.find({"value"}),
                    unit = columns.find({"unit"}), source = columns.find({"source"}), note = columns.find({"note"}),
                    commodity = columns.find({"commodity"}), classification = columns.find({"classification"}),
                    basis = columns.find({"basis"}), published = columns.find({"published"}),
                    weight = columns.find({"netweighttonnes"});
  if (unit == kNoColumn || source == kNoColumn) {
    Error error{ErrorCode::missing_field,
                "a national table needs the columns reporter, partner, flow, period, value, unit and source "
                "(docs/statistics.md)",
                columns.file,
                1,
                0,
                0};
    return std::unexpected(std::move(error));
  }
  std::vector<std::string_view> cells;
  const std::size_t width = columns.names.size();
  while (true) {
    const auto more = reader.next(cells);
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    if (cells.front().starts_with('#')) continue;
    ++ingest.report().rows;
    const auto refuse = [&](ErrorCode code, std::string message) {
      ingest.refuse(code, reader.line(), std::move(message));
    };
    if (cells.size() != width) {
      if (reader.ends_without_break()) {
        ingest.cut("the file breaks off in the middle of a row: its figures count as incomplete; fetch it again");
      }
      refuse(ErrorCode::malformed, "a row of another width than the header's " + std::to_string(width) +
                                       " columns: quote cells that hold commas");
      continue;
    }
    const Partner* from = ingest.partners().by_any(as_utf8(cell_at(cells, reporter)));
    const Partner* to = ingest.partners().by_any(as_utf8(cell_at(cells, partner)));
    if (from == nullptr || to == nullptr) {
      refuse(ErrorCode::not_found, quoted(cell_at(cells, from == nullptr ? reporter : partner)) +
                                       " is no state or group that I know: give its ISO 3166 code");
      continue;
    }
    const auto parsed_flow = parse_flow(cell_at(cells, flow));
    const auto parsed_period = parse_period(cell_at(cells, period));
    const auto parsed_unit = parse_unit(cell_at(cells, unit));
    const std::string_view number = cell_at(cells, value);
    if (!parsed_flow) {
      refuse(ErrorCode::malformed,
             "flow " + quoted(cell_at(cells, flow)) + " is not known: exports, imports, turnover");
      continue;
    }
    if (!parsed_period) {
      refuse(ErrorCode::malformed, "period " + quoted(cell_at(cells, period)) +
                                       " is not understood: 2024, 2024-03, 2024-Q1, 2024-H1, 2024-01/10");
      continue;
    }
    if (!parsed_unit) {
      refuse(ErrorCode::malformed,
             "unit " + quoted(cell_at(cells, unit)) +
                 " is not understood: write a currency of ISO 4217, perhaps with a scale before it "
                 "(million USD)");
      continue;
    }
    const auto amount = scaled_number(number, parsed_unit->exponent);
    if (!amount || *amount < 0) {
      refuse(ErrorCode::malformed, amount           ? "a value below zero"
                                   : number.empty() ? "a row without a value"
                                                    : "value " + quoted(number) + " is no number");
      continue;
    }
    if (cell_at(cells, source).empty()) {
      refuse(ErrorCode::missing_field, "a row without a source: a figure that nobody published is none");
      continue;
    }
    std::optional<Day> day;
    if (const std::string_view text = cell_at(cells, published); !text.empty()) {
      day = parse_iso_day(text);
      if (!day) {
        refuse(ErrorCode::malformed, "published " + quoted(text) + " is no day: write 2025-01-31");
        continue;
      }
    }
    const std::string_view code_text = cell_at(cells, commodity);
    const auto code = code_text.empty() ? pack_code("TOTAL") : commodity_code(code_text, true);
    if (!code) {
      refuse(ErrorCode::malformed, "commodity " + quoted(code_text) + " is no code of two, four or six digits");
      continue;
    }
    std::string_view scheme = cell_at(cells, classification);
    if (scheme.empty() && *code != *pack_code("TOTAL")) scheme = "HS";
    const std::string_view valued = cell_at(cells, basis);
    BlockKey key;
    key.reporter = *pack_code(from->code);
    key.partner = *pack_code(to->code);
    key.classification = pack_code(scheme).value_or(0);
    key.unit = parsed_unit->currency;
    key.period = *parsed_period;
    key.flow = *parsed_flow;
    key.basis = valued == "CIF" ? Basis::cif : valued == "FOB" ? Basis::fob : Basis::unknown;
    key.source = ingest.source(as_utf8(cell_at(cells, source)), as_utf8(cell_at(cells, note)), day);
    BlockCell cell;
    cell.commodity = *code;
    cell.value = *amount;
    cell.exponent =
        static_cast<std::int8_t>(std::clamp(parsed_unit->exponent + last_digit_exponent(number), -100, 100));
    if (const auto tonnes = parse_number(cell_at(cells, weight)); tonnes && *tonnes >= 0)
      cell.weight_kg = *tonnes * 1000;
    ingest.add(key, cell);
  }
  return {};
}

Result<void> parse_passport_index(DelimitedReader& reader, const Columns& columns, Ingest& ingest) {
  ingest.report().format = "passport index";
  const std::size_t passport = columns.find({"passport"}), destination = columns.find({"destination"}),
                    requirement = columns.find({"requirement"});
  std::vector<std::string_view> cells;
  while (true) {
    const auto more = reader.next(cells);
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    ++ingest.report().rows;
    if (cells.size() != columns.names.size()) {
      if (reader.ends_without_break()) ingest.cut("the file breaks off in the middle of a row: fetch it again");
      ingest.refuse(ErrorCode::malformed, reader.line(), "a row of another width than the header's");
      continue;
    }
    const Partner* from = ingest.partners().by_any(as_utf8(cell_at(cells, passport)));
    const Partner* to = ingest.partners().by_any(as_utf8(cell_at(cells, destination)));
    if (from == nullptr || to == nullptr) {
      ingest.refuse(ErrorCode::not_found, reader.line(),
                    quoted(cell_at(cells, from == nullptr ? passport : destination)) + " is no state that I know");
      continue;
    }
    if (from->code == to->code) {
      ingest.pass_over();  // a state's own citizens, "-1"
      continue;
    }
    const auto parsed = parse_visa_requirement(cell_at(cells, requirement));
    if (!parsed) {
      ingest.refuse(ErrorCode::malformed, reader.line(),
                    "requirement " + quoted(cell_at(cells, requirement)) + " is not understood");
      continue;
    }
    ingest.visa_rules().push_back({*pack_code(from->code), *pack_code(to->code), *parsed});
    ++ingest.report().cells;
  }
  return {};
}

}  // namespace chancery::statistics
