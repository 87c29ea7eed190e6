#include "statistics/blocks.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>

namespace chancery::statistics {
namespace {

static_assert(std::endian::native == std::endian::little, "columns are written as they stand in memory");

constexpr std::uint32_t kHasExponent = 1, kHasWeight = 2, kHasQuantity = 4;

template <typename T>
void append(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <typename T>
T take(std::string_view bytes, std::size_t at) noexcept {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

}  // namespace

std::size_t sort_cells(std::vector<BlockCell>& cells) {
  std::stable_sort(cells.begin(), cells.end(),
                   [](const BlockCell& one, const BlockCell& other) { return one.commodity < other.commodity; });
  std::size_t differing = 0, kept = 0;
  for (std::size_t at = 0; at < cells.size(); ++at) {
    if (kept > 0 && cells[kept - 1].commodity == cells[at].commodity) {
      differing += cells[kept - 1].value != cells[at].value ? 1 : 0;
      continue;
    }
    if (kept != at) cells[kept] = cells[at];
    ++kept;
  }
  cells.resize(kept);
  return differing;
}

std::string encode_cells(const std::vector<BlockCell>& cells) {
  std::uint32_t mask = 0;
  for (const BlockCell& cell : cells) {
    if (cell.exponent != 0) mask |= kHasExponent;
    if (!std::isnan(cell.weight_kg)) mask |= kHasWeight;
    if (!std::isnan(cell.quantity)) mask |= kHasQuantity;
  }
  std::string out;
  out.reserve(8 + cells.size() * 30);
  append(out, static_cast<std::uint32_t>(cells.size()));
  append(out, mask);
  for (const BlockCell& cell : cells) append(out, cell.commodity);
  for (const BlockCell& cell : cells) append(out, cell.value);
  if ((mask & kHasExponent) != 0) {
    for (const BlockCell& cell : cells) append(out, cell.exponent);
  }
  if ((mask & kHasWeight) != 0) {
    for (const BlockCell& cell : cells) append(out, cell.weight_kg);
  }
  if ((mask & kHasQuantity) != 0) {
    for (const BlockCell& cell : cells) append(out, cell.quantity);
    for (const BlockCell& cell : cells) append(out, cell.quantity_unit);
  }
  return out;
}

std::optional<std::vector<BlockCell>> decode_cells(std::string_view bytes) {
  if (bytes.size() < 8) return std::nullopt;
  const std::size_t count = take<std::uint32_t>(bytes, 0);
  const auto mask = take<std::uint32_t>(bytes, 4);
  const std::size_t width = 12 + ((mask & kHasExponent) != 0 ? 1U : 0U) + ((mask & kHasWeight) != 0 ? 8U : 0U) +
                            ((mask & kHasQuantity) != 0 ? 9U : 0U);
  if (mask > 7 || count > bytes.size() || bytes.size() != 8 + count * width) return std::nullopt;
  std::vector<BlockCell> cells(count);
  std::size_t at = 8;
  for (BlockCell& cell : cells) cell.commodity = take<PackedCode>(bytes, at), at += 4;
  for (BlockCell& cell : cells) cell.value = take<double>(bytes, at), at += 8;
  if ((mask & kHasExponent) != 0) {
    for (BlockCell& cell : cells) cell.exponent = take<std::int8_t>(bytes, at), at += 1;
  }
  if ((mask & kHasWeight) != 0) {
    for (BlockCell& cell : cells) cell.weight_kg = take<double>(bytes, at), at += 8;
  }
  if ((mask & kHasQuantity) != 0) {
    for (BlockCell& cell : cells) cell.quantity = take<double>(bytes, at), at += 8;
    for (BlockCell& cell : cells) cell.quantity_unit = take<std::uint8_t>(bytes, at), at += 1;
  }
  return cells;
}

}  // namespace chancery::statistics
