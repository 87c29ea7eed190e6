// One row of UN Comtrade, from its API, bulk files or portal: which rows are totals, and what they say.
#pragma once

#include <string>
#include <string_view>

#include "statistics/ingest.h"

namespace chancery::statistics {

// The fields that matter, as texts ("" absent or null); numbers may be written as 6804128143.0.
struct ComtradeRow {
  std::string_view type, frequency, period, reporter, partner, partner2, flow, classification, commodity, customs,
      mode_of_supply, transport;
  std::string_view reporter_letters, partner_letters;  // ISO, used where the number is absent
  std::string_view primary_value, cif_value, fob_value, net_weight, quantity, quantity_unit;
};

// Adds the row to the ingest, passes it over or refuses it. `source` is its number for "UN Comtrade".
void take_comtrade_row(const ComtradeRow& row, std::uint64_t line, std::uint32_t source, Ingest& ingest);

// A commodity code as all formats write it: digits with their leading zeros, or TOTAL; nothing for what is none
// (product groups of WITS, lost zeros).
[[nodiscard]] std::optional<PackedCode> commodity_code(std::string_view text, bool harmonized_system) noexcept;

inline constexpr std::string_view kComtrade = "UN Comtrade";
inline constexpr std::string_view kWits = "World Bank WITS";

// Notes a file that ends where its source cuts without a word.
void note_row_limit(Ingest& ingest, std::uint64_t rows, std::initializer_list<std::uint64_t> limits,
                    std::string_view source);

}  // namespace chancery::statistics
