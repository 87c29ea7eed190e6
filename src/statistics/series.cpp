#include "statistics/series.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace chancery::statistics {
namespace {

constexpr std::size_t kFewestHeadings = 20;  // fewer are perhaps a selection, and no total

std::size_t digits_of(PackedCode commodity) { return unpack_code(commodity).size(); }

const PackedCode kTotal = *pack_code("TOTAL");

// One provider's publications of one flow and period, newest first.
struct Releases {
  std::vector<const StoredBlock*> blocks;
};

using GroupKey = std::tuple<Flow, Period, std::string, std::string, PackedCode, PackedCode, Basis>;

// The cells of all blocks of one release (file and day).
struct Release {
  const StoredBlock* first = nullptr;
  std::map<PackedCode, std::pair<BlockCell, const StoredBlock*>> cells;
  std::size_t headings = 0;
};

std::vector<Release> releases_of(std::vector<const StoredBlock*> blocks) {
  std::sort(blocks.begin(), blocks.end(), [](const StoredBlock* one, const StoredBlock* other) {
    return std::tie(other->published, one->file_hash, one->note) <
           std::tie(one->published, other->file_hash, other->note);
  });
  std::vector<Release> releases;
  for (const StoredBlock* block : blocks) {
    if (releases.empty() || releases.back().first->file_hash != block->file_hash ||
        releases.back().first->published != block->published) {
      releases.push_back({block, {}, 0});
    }
    Release& release = releases.back();
    for (const BlockCell& cell : block->cells) {
      const bool fresh = release.cells.try_emplace(cell.commodity, cell, block).second;
      if (fresh && cell.commodity != kTotal) ++release.headings;
    }
  }
  return releases;
}

// The newest release that is not much smaller than the fullest, with single cells of newer ones laid over it: an
// extract of some headings corrects those, a whole table replaces the whole.
Release merged(const std::vector<Release>& releases) {
  std::size_t most = 0;
  for (const Release& release : releases) most = std::max(most, release.headings);
  std::size_t base = 0;
  while (base + 1 < releases.size() && 4 * releases[base].headings < 3 * most) ++base;
  Release out = releases[base];
  for (std::size_t newer = base; newer-- > 0;) {
    for (const auto& [code, cell] : releases[newer].cells) out.cells[code] = cell;
  }
  // A total that only an older release states is better than none.
  for (std::size_t older = base + 1; older < releases.size() && !out.cells.contains(kTotal); ++older) {
    if (const auto found = releases[older].cells.find(kTotal); found != releases[older].cells.end())
      out.cells.emplace(*found);
  }
  return out;
}

OfficialValue value_of(const StoredBlock& block, const BlockCell& cell) {
  OfficialValue value;
  value.reporter = unpack_code(block.key.reporter);
  value.partner = unpack_code(block.key.partner);
  value.flow = block.key.flow;
  value.classification = unpack_code(block.key.classification);
  value.commodity = unpack_code(cell.commodity);
  value.period = block.key.period;
  value.value = cell.value;
  value.unit = unpack_code(block.key.unit);
  value.precision = std::pow(10.0, cell.exponent);
  value.basis = block.key.basis;
  value.provider = block.provider;
  value.note = block.note;
  value.file = block.file;
  value.published = block.published;
  if (block.cut) {
    value.incomplete = true;
    value.incomplete_reason = "the file is cut";
  }
  return value;
}

// Headings of four digits, from finer codes where the source gives only those.
std::vector<HeadingValue> headings_of(const Release& release) {
  const bool harmonized = [&] {
    const std::string scheme = unpack_code(release.first->key.classification);
    return scheme.starts_with('H');
  }();
  if (!harmonized) return {};
  bool has_four = false;
  for (const auto& [code, cell] : release.cells) has_four = has_four || digits_of(code) == 4;
  std::map<std::string, HeadingValue> headings;
  for (const auto& [code, cell] : release.cells) {
    const std::string text = unpack_code(code);
    if (code == kTotal || text.size() != (has_four ? 4U : 6U)) continue;
    HeadingValue& heading = headings[text.substr(0, 4)];
    heading.code = text.substr(0, 4);
    heading.value += cell.first.value;
    if (!std::isnan(cell.first.weight_kg))
      heading.net_weight_tonnes = heading.net_weight_tonnes.value_or(0) + cell.first.weight_kg / 1000;
  }
  std::vector<HeadingValue> out;
  for (auto& [code, heading] : headings) {
    if (heading.value > 0) out.push_back(std::move(heading));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const HeadingValue& one, const HeadingValue& other) { return one.value > other.value; });
  for (std::size_t at = 0; at < out.size(); ++at) {
    out[at].rank = at > 0 && out[at].value == out[at - 1].value ? out[at - 1].rank : at + 1;
  }
  return out;
}

// Sum of the coarsest level that the release has; TOTAL itself left out.
std::optional<OfficialValue> sum_of(const Release& release) {
  std::size_t level = 0, count = 0;
  for (const auto& [code, cell] : release.cells) {
    const std::size_t digits = digits_of(code);
    if (code != kTotal && (level == 0 || digits < level)) level = digits;
  }
  // A few chapters beside many headings are a selection: take the level that is full.
  std::size_t chapters = 0, fours = 0;
  for (const auto& [code, cell] : release.cells) {
    chapters += code != kTotal && digits_of(code) == 2 ? 1 : 0;
    fours += code != kTotal && digits_of(code) == 4 ? 1 : 0;
  }
  if (level == 2 && fours > 20 * std::max<std::size_t>(chapters, 1)) level = 4;
  if (level == 0) return std::nullopt;
  double sum = 0;
  int exponent = -100;
  const StoredBlock* newest = release.first;
  for (const auto& [code, cell] : release.cells) {
    if (code == kTotal || digits_of(code) != level) continue;
    sum += cell.first.value;
    exponent = std::max<int>(exponent, cell.first.exponent);
    if (cell.second->published > newest->published) newest = cell.second;
    ++count;
  }
  OfficialValue value = value_of(*newest, {kTotal, static_cast<std::int8_t>(exponent), 0, sum, kNone, kNone});
  value.stated = false;
  value.derived = "sum of " + std::to_string(count) +
                  (level == 2   ? " chapters"
                   : level == 4 ? " headings"
                                : " subheadings");
  const std::size_t fewest = level == 2 ? 5 : kFewestHeadings;
  if (count < fewest && !value.incomplete) {
    value.incomplete = true;
    value.incomplete_reason = "only " + std::to_string(count) + " codes: perhaps a selection";
  }
  return value;
}

// From the most to be believed to the least.
auto rank_of(const OfficialValue& value) {
  const bool harmonized = value.classification.empty() || value.classification.starts_with('H');
  return std::tuple(value.superseded, value.incomplete, !value.stated, !harmonized, value.precision,
                    -value.published.time_since_epoch().count(), std::string_view(value.provider),
                    std::string_view(value.classification), static_cast<int>(value.basis), value.value);
}

bool is_usual_basis(const OfficialValue& value) {
  const bool incoming = value.flow == Flow::imports || value.flow == Flow::re_imports;
  return value.basis == Basis::unknown || value.basis == (incoming ? Basis::cif : Basis::fob);
}

}  // namespace

ReporterSeries assemble_series(std::string reporter, std::string partner, std::vector<StoredBlock> blocks) {
  ReporterSeries series;
  series.reporter = std::move(reporter);
  series.partner = std::move(partner);
  std::map<GroupKey, std::vector<const StoredBlock*>> groups;
  for (const StoredBlock& block : blocks) {
    groups[{block.key.flow, block.key.period, block.provider, unpack_code(block.key.classification), block.key.unit,
            block.key.partner, block.key.basis}]
        .push_back(&block);
  }
  for (auto& [key, members] : groups) {
    const std::vector<Release> releases = releases_of(std::move(members));
    const Release current = merged(releases);
    const StoredBlock* stated_by = nullptr;
    std::optional<OfficialValue> total;
    if (const auto found = current.cells.find(kTotal); found != current.cells.end()) {
      stated_by = found->second.second;
      total = value_of(*stated_by, found->second.first);
    } else if (current.first->key.classification != 0) {
      total = sum_of(current);
    }
    for (const Release& release : releases) {
      const auto found = release.cells.find(kTotal);
      if (found == release.cells.end() || found->second.second == stated_by) continue;
      OfficialValue older = value_of(*found->second.second, found->second.first);
      if (total && older.value == total->value) continue;
      older.superseded = true;
      series.totals.push_back(std::move(older));
    }
    if (!total) continue;
    HeadingTable table;
    table.headings = headings_of(current);
    for (const HeadingValue& heading : table.headings) table.sum += heading.value;
    if (!table.headings.empty()) {
      table.total = *total;
      series.tables.push_back(std::move(table));
    }
    series.totals.push_back(*std::move(total));
  }
  judge_completeness(series);
  std::sort(series.totals.begin(), series.totals.end(), [](const OfficialValue& one, const OfficialValue& other) {
    return std::tuple(one.flow, one.period, rank_of(one)) < std::tuple(other.flow, other.period, rank_of(other));
  });
  std::sort(series.tables.begin(), series.tables.end(), [](const HeadingTable& one, const HeadingTable& other) {
    return std::tuple(one.total.flow, one.total.period, one.total.incomplete, !is_usual_basis(one.total),
                      -static_cast<std::ptrdiff_t>(one.headings.size()), rank_of(one.total)) <
           std::tuple(other.total.flow, other.total.period, other.total.incomplete, !is_usual_basis(other.total),
                      -static_cast<std::ptrdiff_t>(other.headings.size()), rank_of(other.total));
  });
  return series;
}

}  // namespace chancery::statistics
