// Questions to a series: what is stated, and what follows from it.
#include <algorithm>
#include <map>
#include <set>

#include "chancery/statistics.h"

namespace chancery {
namespace {

// The current value of each provider and unit for a flow and period.
std::map<std::pair<std::string, std::string>, const OfficialValue*> current(const ReporterSeries& series, Flow flow,
                                                                            const Period& period) {
  std::map<std::pair<std::string, std::string>, const OfficialValue*> out;
  for (const OfficialValue& value : series.totals) {
    if (value.flow == flow && value.period == period && !value.superseded)
      out.try_emplace({value.provider, value.unit}, &value);
  }
  return out;
}

void take_incompleteness(OfficialValue& value, const OfficialValue& part) {
  if (!part.incomplete || value.incomplete) return;
  value.incomplete = true;
  value.incomplete_reason =
      std::string(to_string(part.flow)) + " " + to_string(part.period) + ": " + part.incomplete_reason;
}

// Exports plus imports of one provider.
std::optional<OfficialValue> both_ways(const OfficialValue& exports, const OfficialValue& imports) {
  OfficialValue value = exports;
  value.flow = Flow::turnover;
  value.value += imports.value;
  value.precision = std::max(exports.precision, imports.precision);
  value.basis = Basis::unknown;
  value.stated = false;
  value.derived = "exports plus imports";
  if (!exports.stated || !imports.stated) value.derived += ", each summed from its headings";
  value.published = std::max(exports.published, imports.published);
  if (imports.file != exports.file) value.file += ", " + imports.file;
  value.note.clear();
  value.incomplete = false;
  value.incomplete_reason.clear();
  take_incompleteness(value, exports);
  take_incompleteness(value, imports);
  return value;
}

}  // namespace

std::vector<OfficialValue> ReporterSeries::values(Flow flow, const Period& period) const {
  std::vector<OfficialValue> out;
  std::set<std::pair<std::string, std::string>> said;
  for (const OfficialValue& value : totals) {
    if (value.flow != flow || value.period != period) continue;
    out.push_back(value);
    if (!value.superseded) said.emplace(value.provider, value.unit);
  }
  std::vector<OfficialValue> reckoned;
  if (flow == Flow::turnover) {
    const auto imports = current(*this, Flow::imports, period);
    for (const auto& [provider, exported] : current(*this, Flow::exports, period)) {
      const auto imported = imports.find(provider);
      if (imported == imports.end() || said.contains(provider)) continue;
      if (auto value = both_ways(*exported, *imported->second)) {
        said.insert(provider);
        reckoned.push_back(*std::move(value));
      }
    }
  }
  // Several months of which all are there.
  if (period.months > 1) {
    std::map<std::pair<std::string, std::string>, OfficialValue> sums;
    std::map<std::pair<std::string, std::string>, int> counts;
    for (std::int32_t month = period.first; month <= period.last(); ++month) {
      const Period one{month, 1};
      std::vector<OfficialValue> parts;
      if (flow == Flow::turnover) {
        parts = values(flow, one);  // one month: does not come here again
      } else {
        for (const auto& [provider, value] : current(*this, flow, one)) parts.push_back(*value);
      }
      for (const OfficialValue& part : parts) {
        const std::pair provider{part.provider, part.unit};
        if (part.superseded || counts[provider] != month - period.first) continue;
        ++counts[provider];
        auto [sum, fresh] = sums.try_emplace(provider, part);
        if (!fresh) {
          sum->second.value += part.value;
          sum->second.precision = std::max(sum->second.precision, part.precision);
          sum->second.published = std::max(sum->second.published, part.published);
        }
        take_incompleteness(sum->second, part);
      }
    }
    for (auto& [provider, sum] : sums) {
      if (counts[provider] != period.months || said.contains(provider)) continue;
      sum.period = period;
      sum.stated = false;
      sum.derived = "sum of " + std::to_string(period.months) + " months";
      sum.note.clear();
      reckoned.push_back(std::move(sum));
    }
  }
  // Before the superseded, complete ones first.
  const auto place = std::find_if(out.begin(), out.end(), [](const OfficialValue& value) { return value.superseded; });
  out.insert(place, reckoned.begin(), reckoned.end());
  std::stable_sort(out.begin(), out.end(), [](const OfficialValue& one, const OfficialValue& other) {
    return std::pair(one.superseded, one.incomplete) < std::pair(other.superseded, other.incomplete);
  });
  return out;
}

std::optional<OfficialValue> ReporterSeries::best(Flow flow, const Period& period, bool incomplete) const {
  for (const OfficialValue& value : values(flow, period)) {
    if (!value.superseded && (incomplete || !value.incomplete)) return value;
  }
  return std::nullopt;
}

const HeadingTable* ReporterSeries::table(Flow flow, const Period& period) const noexcept {
  for (const HeadingTable& table : tables) {
    if (table.total.flow == flow && table.total.period == period) return &table;
  }
  return nullptr;
}

std::vector<int> ReporterSeries::years(Flow flow) const {
  std::set<int> years;
  for (const OfficialValue& value : totals) {
    const bool part = flow == Flow::turnover && (value.flow == Flow::exports || value.flow == Flow::imports);
    if ((value.flow == flow || part) && value.period.is_year()) years.insert(value.period.year());
  }
  if (flow == Flow::turnover) {
    std::erase_if(years, [&](int year) { return !best(flow, Period::of_year(year), true); });
  }
  return {years.begin(), years.end()};
}

}  // namespace chancery
