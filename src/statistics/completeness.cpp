// What is incomplete, and why. The rules are told in docs/statistics.md.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <tuple>

#include "statistics/series.h"

namespace chancery::statistics {
namespace {

std::string millions(double value) {
  std::array<char, 64> buffer{};
  const auto result =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value / 1e6, std::chars_format::fixed, 1);
  return std::string(buffer.data(), result.ptr) + " million";
}

void mark(OfficialValue& value, std::string reason) {
  if (value.incomplete) return;
  value.incomplete = true;
  value.incomplete_reason = std::move(reason);
}

// Tables of one provider over the years.
void judge_headings(std::vector<HeadingTable*>& years) {
  std::sort(years.begin(), years.end(),
            [](const HeadingTable* one, const HeadingTable* other) { return one->total.period < other->total.period; });
  const std::size_t size = years.size();
  const auto falls = [&](std::size_t at, std::size_t other) {
    return 4 * years[at]->headings.size() < 3 * years[other]->headings.size();
  };
  // Low within five years on both sides: a year that may not serve as a neighbour.
  constexpr int kWindow = 5;
  std::vector<bool> low(size);
  for (std::size_t at = 0; at < size; ++at) {
    bool before = false, after = false;
    for (std::size_t other = 0; other < size; ++other) {
      const int distance = years[other]->total.period.year() - years[at]->total.period.year();
      if (distance == 0 || std::abs(distance) > kWindow || !falls(at, other)) continue;
      (distance < 0 ? before : after) = true;
    }
    low[at] = before && after;
  }
  for (std::size_t at = 0; at < size; ++at) {
    std::size_t left = at, right = at;
    while (left > 0 && low[left - 1]) --left;
    while (right + 1 < size && low[right + 1]) ++right;
    if (left == 0 || right + 1 == size || !falls(at, left - 1) || !falls(at, right + 1)) continue;
    const HeadingTable& before = *years[left - 1];
    const HeadingTable& after = *years[right + 1];
    mark(years[at]->total, std::to_string(years[at]->headings.size()) + " headings, against " +
                               std::to_string(before.headings.size()) + " in " + to_string(before.total.period) +
                               " and " + std::to_string(after.headings.size()) + " in " +
                               to_string(after.total.period));
  }
}

bool comparable(const OfficialValue& one, const OfficialValue& other) {
  return one.flow == other.flow && one.period == other.period && one.unit == other.unit && !one.superseded &&
         !other.superseded;
}

// The power of a thousand by which two values differ, 0 where they do not differ so.
int thousands_apart(double one, double other) {
  if (one <= 0 || other <= 0) return 0;
  const double steps = std::log10(one / other) / 3;
  const double nearest = std::round(steps);
  constexpr double kTolerance = 0.02;  // a factor of 1.15
  return nearest != 0 && std::abs(steps - nearest) < kTolerance ? static_cast<int>(nearest) : 0;
}

}  // namespace

void judge_completeness(ReporterSeries& series) {
  std::map<std::tuple<Flow, std::string, std::string, std::string, Basis>, std::vector<HeadingTable*>> by_provider;
  for (HeadingTable& table : series.tables) {
    const OfficialValue& total = table.total;
    if (!total.period.is_year()) continue;
    by_provider[{total.flow, total.provider, total.classification, total.unit, total.basis}].push_back(&table);
  }
  for (auto& [key, years] : by_provider) judge_headings(years);
  for (HeadingTable& table : series.tables) {
    // The total that the same file states.
    if (table.total.stated && table.sum < 0.9 * table.total.value) {
      mark(table.total, "the headings sum to " + millions(table.sum) + ", more than a tenth under the stated " +
                            millions(table.total.value));
    }
    // A total of another source, or the sum of one with more headings.
    for (const OfficialValue& other : series.totals) {
      if (!comparable(table.total, other) || other.provider == table.total.provider || !other.stated) continue;
      if (table.sum < 0.9 * other.value && thousands_apart(table.sum, other.value) == 0) {
        mark(table.total, "the headings sum to " + millions(table.sum) + ", more than a tenth under the " +
                              millions(other.value) + " of " + other.provider);
      }
    }
    for (const HeadingTable& other : series.tables) {
      if (!comparable(table.total, other.total) || other.total.provider == table.total.provider) continue;
      if (other.headings.size() > table.headings.size() && table.sum < 0.9 * other.sum &&
          thousands_apart(table.sum, other.sum) == 0) {
        mark(table.total, "the headings sum to " + millions(table.sum) + ", more than a tenth under the " +
                              millions(other.sum) + " of " + other.total.provider);
      }
    }
  }
  // A sum is as incomplete as its table; a stated total stands by itself.
  for (OfficialValue& total : series.totals) {
    if (total.stated || total.superseded) continue;
    for (const HeadingTable& table : series.tables) {
      if (table.total.incomplete && comparable(total, table.total) && table.total.provider == total.provider &&
          table.total.classification == total.classification && table.total.basis == total.basis) {
        mark(total, table.total.incomplete_reason);
      }
    }
  }
  // A factor of a thousand between two sources of one reporter is a wrong unit in one of them: neither can be used.
  for (OfficialValue& one : series.totals) {
    for (OfficialValue& other : series.totals) {
      if (&one == &other || !comparable(one, other) || one.provider == other.provider) continue;
      const int apart = thousands_apart(one.value, other.value);
      if (apart > 0) {
        const std::string factor = apart == 1 ? "a thousand" : apart == 2 ? "a million" : "a billion";
        mark(one, factor + " times what " + other.provider + " says: is the unit of one of them wrong?");
        mark(other, "what " + one.provider + " says is " + factor + " times this: is the unit of one of them wrong?");
      }
    }
  }
}

}  // namespace chancery::statistics
