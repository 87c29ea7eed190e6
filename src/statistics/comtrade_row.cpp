#include "statistics/comtrade_row.h"

#include <algorithm>

#include "statistics/columns.h"

namespace chancery::statistics {
namespace {

// Zero, however it is written; absent counts as the total too.
bool is_total(std::string_view text) noexcept { return text.empty() || text == "0" || text == "C00" || text == "W00"; }

const Partner* find_partner(std::string_view number, std::string_view letters, const Ingest& ingest) {
  if (const auto value = parse_int(number)) return ingest.partners().by_number(*value);
  return letters.empty() ? nullptr : ingest.partners().by_letters(letters);
}

std::optional<Flow> parse_flow(std::string_view text) noexcept {
  // Letters of the API; numbers and words of older files.
  if (text == "M" || text == "1" || text == "Import" || text == "Imports") return Flow::imports;
  if (text == "X" || text == "2" || text == "Export" || text == "Exports") return Flow::exports;
  if (text == "RX" || text == "3" || text == "Re-Export" || text == "Re-exports") return Flow::re_exports;
  if (text == "RM" || text == "4" || text == "Re-Import" || text == "Re-imports") return Flow::re_imports;
  if (text == "DX") return Flow::domestic_exports;
  return std::nullopt;
}

double number_or_none(std::string_view text) noexcept {
  const auto value = parse_number(text);
  return value && *value >= 0 ? *value : kNone;
}

}  // namespace

std::optional<PackedCode> commodity_code(std::string_view text, bool harmonized_system) noexcept {
  if (text == "TOTAL" || text == "Total" || text == "total") return pack_code("TOTAL");
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  // 9999AA is Comtrade's heading for what cannot be told.
  if (harmonized_system && text.size() == 6 && text.substr(0, 4) == "9999") return pack_code(text);
  if (text.empty() || !digits) return harmonized_system ? std::nullopt : pack_code(text);
  if (harmonized_system && text.size() != 2 && text.size() != 4 && text.size() != 6) return std::nullopt;
  return pack_code(text);
}

void note_row_limit(Ingest& ingest, std::uint64_t rows, std::initializer_list<std::uint64_t> limits,
                    std::string_view source) {
  if (std::find(limits.begin(), limits.end(), rows) == limits.end()) return;
  ingest.cut("the file has exactly " + std::to_string(rows) + " rows, where " + std::string(source) +
             " stops without a word: its figures count as incomplete; fetch it in smaller pieces");
}

void take_comtrade_row(const ComtradeRow& row, std::uint64_t line, std::uint32_t source, Ingest& ingest) {
  ++ingest.report().rows;
  if (!row.type.empty() && row.type != "C") {
    ingest.refuse(ErrorCode::wrong_type, line, "type \"" + as_utf8(row.type) + "\": only trade in goods (C) is taken");
    return;
  }
  const Partner* reporter = find_partner(row.reporter, row.reporter_letters, ingest);
  if (reporter == nullptr) {
    ingest.refuse(ErrorCode::not_found, line,
                  "reporter \"" + as_utf8(row.reporter.empty() ? row.reporter_letters : row.reporter) +
                      "\" is not in data/trade_partners.csv");
    return;
  }
  const Partner* partner = find_partner(row.partner, row.partner_letters, ingest);
  if (partner == nullptr) {
    ingest.refuse(ErrorCode::not_found, line,
                  "partner \"" + as_utf8(row.partner.empty() ? row.partner_letters : row.partner) +
                      "\" is not in data/trade_partners.csv");
    return;
  }
  const auto flow = parse_flow(row.flow);
  if (!flow) {  // FM, MIP, XOP and the like are parts of imports and exports
    ingest.pass_over();
    return;
  }
  const auto period = parse_period(row.period);
  if (!period) {
    ingest.refuse(ErrorCode::malformed, line, "\"" + as_utf8(row.period) + "\" is no year or month");
    return;
  }
  const bool harmonized = row.classification.starts_with('H') || row.classification.empty();
  const auto commodity = commodity_code(row.commodity, harmonized);
  const auto classification = pack_code(row.classification);
  if (!commodity || !classification) {
    ingest.refuse(
        ErrorCode::malformed, line,
        "commodity \"" + as_utf8(row.commodity) + "\" is no code of two, four or six digits: is a zero lost?");
    return;
  }
  BlockKey key;
  key.reporter = *pack_code(reporter->code);
  key.partner = *pack_code(partner->code);
  key.classification = *classification;
  key.unit = *pack_code("USD");
  key.period = *period;
  key.flow = *flow;
  key.source = source;
  const bool incoming = *flow == Flow::imports || *flow == Flow::re_imports;
  const auto cif = parse_number(row.cif_value), fob = parse_number(row.fob_value);
  auto value = parse_number(row.primary_value);
  if (!value) value = incoming ? (cif ? cif : fob) : (fob ? fob : cif);
  if (!value || *value < 0) {
    ingest.refuse(ErrorCode::malformed, line, value ? "a value below zero" : "a row without a value");
    return;
  }
  key.basis = cif && *cif == *value   ? Basis::cif
              : fob && *fob == *value ? Basis::fob
              : incoming              ? Basis::cif
                                      : Basis::fob;
  if (!is_total(row.customs) || !is_total(row.mode_of_supply) || !is_total(row.transport) || !is_total(row.partner2)) {
    ingest.pass_over_part(key);
    return;
  }
  BlockCell cell;
  cell.commodity = *commodity;
  cell.value = *value;
  cell.weight_kg = number_or_none(row.net_weight);
  cell.quantity = number_or_none(row.quantity);
  if (const auto unit = parse_int(row.quantity_unit); unit && *unit > 1 && *unit < 256 && !std::isnan(cell.quantity))
    cell.quantity_unit = static_cast<std::uint8_t>(*unit);
  else
    cell.quantity = kNone;
  ingest.add(key, cell);
  // Imports that are given without freight too: "CIF for FOB" is a mistake to recognise.
  if (incoming && cif && fob && *cif != *fob && *cif > 0 && *fob > 0) {
    key.basis = key.basis == Basis::cif ? Basis::fob : Basis::cif;
    cell.value = key.basis == Basis::cif ? *cif : *fob;
    cell.weight_kg = cell.quantity = kNone;
    ingest.add(key, cell);
  }
}

}  // namespace chancery::statistics
