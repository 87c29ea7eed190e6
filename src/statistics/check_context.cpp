#include "statistics/check_context.h"

#include <algorithm>
#include <cmath>

#include "knowledge/tables.h"

namespace chancery {

std::string_view to_string(VerdictKind kind) noexcept {
  switch (kind) {
    case VerdictKind::matches: return "matches";
    case VerdictKind::matches_other: return "matches-other";
    case VerdictKind::contradicts: return "contradicts";
    case VerdictKind::cannot_check: return "cannot-check";
    case VerdictKind::not_outcome: return "not-outcome";
  }
  return "";
}

namespace statistics {

void add_note(std::string& note, std::string_view part) {
  if (part.empty()) return;
  if (!note.empty()) note += "; ";
  note += part;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t at = 0; at < names.size(); ++at) {
    if (at > 0) out += at + 1 == names.size() ? " and " : ", ";
    out += names[at];
  }
  return out;
}

std::vector<std::string> countries_of(const Figure& figure) {
  std::vector<std::string> out;
  const auto add = [&out](const std::string& code) {
    if (!code.empty() && std::find(out.begin(), out.end(), code) == out.end()) out.push_back(code);
  };
  for (const Actor& party : figure.parties) add(party.country);
  add(figure.from);
  add(figure.to);
  return out;
}

bool is_trade(const Figure& figure) noexcept {
  return figure.measure == "trade-turnover" || figure.measure == "exports" || figure.measure == "imports" ||
         figure.measure == "trade-balance";
}

std::expected<std::vector<ClaimSide>, std::string> sides_of(const Figure& figure) {
  const std::vector<std::string> countries = countries_of(figure);
  if (countries.size() != 2)
    return std::unexpected(countries.size() < 2 ? "the text does not name two states"
                                                : "more than two states take part, and statistics are of pairs");
  const bool directed = figure.measure == "exports" || figure.measure == "imports";
  if (!directed) {
    const bool balance = figure.measure == "trade-balance";
    return std::vector<ClaimSide>{{countries[0], countries[1], Flow::turnover, balance, nullptr},
                                  {countries[1], countries[0], Flow::turnover, balance, nullptr}};
  }
  if (figure.from.empty() || figure.to.empty() || figure.from == figure.to)
    return std::unexpected("the text does not say who sells to whom");
  std::vector<ClaimSide> sides = {{figure.from, figure.to, Flow::exports, false, nullptr},
                                  {figure.to, figure.from, Flow::imports, false, nullptr}};
  if (figure.measure == "imports") std::swap(sides[0], sides[1]);
  return sides;
}

std::vector<std::string> headings_of_goods(std::span<const std::string> goods, const Knowledge& knowledge) {
  std::vector<std::string> out;
  for (const std::string& name : goods) {
    for (const knowledge::GoodsEntry& entry : knowledge.tables().goods) {
      if (entry.surface == name) out.insert(out.end(), entry.hs.begin(), entry.hs.end());
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<OfficialValue> values_of(const ClaimSide& side, const Period& period,
                                     std::span<const std::string> headings) {
  if (side.series == nullptr) return {};
  if (!headings.empty()) {
    std::vector<OfficialValue> out;
    for (const HeadingTable& table : side.series->tables) {
      if (table.total.flow != side.flow || table.total.period != period) continue;
      OfficialValue value = table.total;
      value.value = 0;
      value.commodity.clear();
      for (const std::string& code : headings) {
        value.commodity += (value.commodity.empty() ? "" : "+") + code;
        for (const HeadingValue& heading : table.headings) value.value += heading.code == code ? heading.value : 0;
      }
      value.stated = headings.size() == 1;
      value.derived = headings.size() == 1 ? "" : "sum of " + std::to_string(headings.size()) + " headings";
      value.precision = 1;
      out.push_back(std::move(value));
    }
    return out;
  }
  if (!side.balance) return side.series->values(side.flow, period);
  std::vector<OfficialValue> out;
  const auto imports = side.series->values(Flow::imports, period);
  for (const OfficialValue& exported : side.series->values(Flow::exports, period)) {
    const auto imported = std::find_if(imports.begin(), imports.end(), [&](const OfficialValue& value) {
      return value.provider == exported.provider && value.unit == exported.unit &&
             value.superseded == exported.superseded;
    });
    if (imported == imports.end()) continue;
    OfficialValue value = exported;
    value.value -= imported->value;
    value.precision = std::max(value.precision, imported->precision);
    value.stated = false;
    value.derived = "exports less imports";
    value.basis = Basis::unknown;
    value.incomplete = exported.incomplete || imported->incomplete;
    if (!exported.incomplete) value.incomplete_reason = imported->incomplete_reason;
    out.push_back(std::move(value));
  }
  return out;
}

OfficialFigure official_figure(const OfficialValue& value, std::string_view flow) {
  OfficialFigure figure;
  figure.reporter = value.reporter;
  figure.partner = value.partner;
  figure.flow = flow;
  figure.commodity = value.commodity;
  figure.period = to_string(value.period);
  figure.value = value.value;
  figure.unit = value.unit;
  figure.source = value.provider;
  figure.file = value.file;
  figure.published = value.published;
  figure.incomplete = value.incomplete;
  add_note(figure.note, value.derived);
  add_note(figure.note, value.incomplete ? "incomplete: " + value.incomplete_reason : "");
  add_note(figure.note, value.superseded ? "as published on " + to_iso(value.published) : "");
  add_note(figure.note, value.note);
  return figure;
}

}  // namespace statistics

Result<std::vector<CheckedClaim>> Checker::check(const Article& article, std::optional<Day> published,
                                                 std::span<const Finding> findings) {
  using namespace statistics;
  const CheckContext context(*statistics_, *knowledge_, article, published);
  std::vector<CheckedClaim> claims;
  for (std::size_t at = 0; at < findings.size(); ++at) {
    Result<void> done;
    if (const auto* figure = std::get_if<Figure>(&findings[at])) {
      done = check_level(context, *figure, at, claims);
      if (done && figure->change) done = check_change(context, *figure, at, claims);
    } else if (const auto* goods = std::get_if<Goods>(&findings[at])) {
      done = check_goods(context, *goods, at, claims);
    } else if (const auto* agreement = std::get_if<AgreementFinding>(&findings[at])) {
      done = check_visa(context, *agreement, at, claims);
    }
    if (!done) return std::unexpected(std::move(done.error()));
  }
  if (auto done = check_among(context, findings, claims); !done) return std::unexpected(std::move(done.error()));
  return claims;
}

}  // namespace chancery
