#include "read/html/gates.h"

#include <algorithm>

#include "knowledge/csv.h"
#include "knowledge/embedded.h"

namespace chancery::read::html {
namespace {

std::optional<GateKind> kind_named(std::string_view name) noexcept {
  if (name == "paywall") return GateKind::paywall;
  if (name == "consent") return GateKind::consent;
  if (name == "robot") return GateKind::robot;
  if (name == "missing") return GateKind::missing;
  return std::nullopt;
}

}  // namespace

const GatePatterns& GatePatterns::embedded() {
  static const GatePatterns patterns(knowledge::embedded_file("page_gates.csv"));
  return patterns;
}

GatePatterns::GatePatterns(std::string_view table) {
  const auto parsed = knowledge::parse_csv(table, "page_gates.csv");
  if (!parsed) {
    faults_.push_back(parsed.error().to_string());
    return;
  }
  for (const knowledge::CsvRow& row : parsed->rows) {
    const auto kind = row.cells.size() == 2 ? kind_named(row.cells[1]) : std::nullopt;
    if (!kind) {
      faults_.push_back("page_gates.csv:" + std::to_string(row.line) + ": no such kind");
      continue;
    }
    for (std::string& phrase : knowledge::split_list(row.cells[0])) phrases_.push_back({*kind, std::move(phrase)});
  }
}

std::optional<Gate> GatePatterns::find(std::string_view lowered_text, GateKind kind) const {
  const auto found = std::find_if(phrases_.begin(), phrases_.end(), [&](const Gate& gate) {
    return gate.kind == kind && lowered_text.find(gate.words) != std::string_view::npos;
  });
  return found == phrases_.end() ? std::nullopt : std::optional(*found);
}

std::size_t GatePatterns::count(std::string_view lowered_text, GateKind kind) const {
  return static_cast<std::size_t>(std::count_if(phrases_.begin(), phrases_.end(), [&](const Gate& gate) {
    return gate.kind == kind && lowered_text.find(gate.words) != std::string_view::npos;
  }));
}

}  // namespace chancery::read::html
