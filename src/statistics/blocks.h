// Cells in blocks: what one source says of one reporter, partner, flow and period, by commodity. A block is one row of
// the store with its cells in columns (docs/decisions/statistics_store.md).
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/statistics.h"
#include "statistics/packed_code.h"

namespace chancery::statistics {

inline constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct BlockKey {
  PackedCode reporter = 0;
  PackedCode partner = 0;
  PackedCode classification = 0;  // H4, HS, S3; 0 for totals without one
  PackedCode unit = 0;            // ISO 4217
  Period period;
  Flow flow = Flow::exports;
  Basis basis = Basis::unknown;
  std::uint32_t source = 0;  // number that the store gave to provider and note
  friend bool operator==(const BlockKey&, const BlockKey&) = default;
};

struct BlockKeyHash {
  [[nodiscard]] std::size_t operator()(const BlockKey& key) const noexcept {
    std::uint64_t hash = 0x9E3779B97F4A7C15U;
    for (const std::uint64_t part :
         {(std::uint64_t{key.reporter} << 32U) | key.partner, (std::uint64_t{key.classification} << 32U) | key.unit,
          (static_cast<std::uint64_t>(static_cast<std::uint32_t>(key.period.first)) << 32U) |
              static_cast<std::uint32_t>(key.period.months),
          (std::uint64_t{key.source} << 16U) | (static_cast<std::uint64_t>(key.flow) << 8U) |
              static_cast<std::uint64_t>(key.basis)}) {
      hash = (hash ^ part) * 0xBF58476D1CE4E5B9U;
      hash ^= hash >> 29U;
    }
    return static_cast<std::size_t>(hash);
  }
};

struct BlockCell {
  PackedCode commodity = 0;
  std::int8_t exponent = 0;        // the last digit that the source wrote counts 10^exponent
  std::uint8_t quantity_unit = 0;  // as Comtrade numbers them: 8 kilograms, 5 items ...; 0 none
  double value = 0;
  double weight_kg = kNone;
  double quantity = kNone;
};

// Sorts by commodity. Of a commodity that is there twice the first stays; gives the number of those that said something
// else.
[[nodiscard]] std::size_t sort_cells(std::vector<BlockCell>& cells);

// Little-endian columns: number of cells, mask of optional columns, commodities, values, then the optional ones.
[[nodiscard]] std::string encode_cells(const std::vector<BlockCell>& cells);
// Nothing where the bytes are damaged.
[[nodiscard]] std::optional<std::vector<BlockCell>> decode_cells(std::string_view bytes);

}  // namespace chancery::statistics
