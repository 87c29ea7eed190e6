// "A exports copper ore to B": the headings of the goods among all headings of that flow and year, as both sides count.
#include <algorithm>

#include "statistics/check_context.h"

namespace chancery::statistics {
namespace {

// In the list: among the hundred largest headings, or a thousandth of the flow; practically nothing: less than a
// hundred-thousandth of it and 100,000 in the table's unit.
constexpr std::size_t kListRank = 100;
constexpr double kListShare = 0.001, kNothingShare = 0.00001, kNothingValue = 100'000;

enum class Presence : std::uint8_t { absent, far_down, listed };

struct Group {
  const HeadingTable* table = nullptr;
  double sum = 0;
  std::size_t rank = 0;  // among the headings outside the group
  Presence presence = Presence::absent;
};

Group group_in(const HeadingTable& table, const std::vector<std::string>& codes) {
  Group group;
  group.table = &table;
  const auto inside = [&](const HeadingValue& heading) {
    return std::find(codes.begin(), codes.end(), heading.code) != codes.end();
  };
  for (const HeadingValue& heading : table.headings) group.sum += inside(heading) ? heading.value : 0;
  if (group.sum <= 0) return group;
  group.rank = 1;
  for (const HeadingValue& heading : table.headings)
    group.rank += !inside(heading) && heading.value > group.sum ? 1 : 0;
  const double share = table.sum > 0 ? group.sum / table.sum : 0;
  if (share < kNothingShare && group.sum < kNothingValue) return group;
  group.presence = group.rank <= kListRank || share >= kListShare ? Presence::listed : Presence::far_down;
  return group;
}

// The latest full year that was over when the article was published, of those that a side has headings of.
const HeadingTable* table_for(const ReporterSeries& series, Flow flow, std::optional<Day> published, bool incomplete) {
  const HeadingTable* best = nullptr;
  for (const HeadingTable& table : series.tables) {
    if (table.total.flow != flow || !table.total.period.is_year() || table.total.incomplete != incomplete) continue;
    const int year = table.total.period.year();
    if (published && year >= static_cast<int>(std::chrono::year_month_day{*published}.year())) continue;
    if (best == nullptr || year > best->total.period.year()) best = &table;
  }
  return best;
}

}  // namespace

Result<void> check_goods(const CheckContext& context, const Goods& goods, std::size_t finding,
                         std::vector<CheckedClaim>& out) {
  CheckedClaim claim;
  claim.finding = finding;
  claim.aspect = "goods";
  const auto give_up = [&](VerdictKind kind, std::string note) -> Result<void> {
    claim.verdict = {kind, {}, "", std::move(note)};
    out.push_back(std::move(claim));
    return {};
  };
  if (goods.status == Status::planned || goods.status == Status::hypothetical)
    return give_up(VerdictKind::not_outcome, "trade that is only planned or possible");
  if (goods.from.empty() || goods.to.empty())
    return give_up(VerdictKind::cannot_check, "the text does not say who sells to whom");
  if (goods.hs.empty())
    return give_up(VerdictKind::cannot_check, "no heading of the Harmonized System is known for " + goods.goods);
  std::vector<std::string> codes = goods.hs;
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  std::string commodity;
  for (const std::string& code : codes) commodity += (commodity.empty() ? "" : "+") + code;

  Verdict found{VerdictKind::matches, {}, codes.size() > 1 ? "recomputed" : "", ""},
      absent{VerdictKind::contradicts, {}, "", ""}, unknown{VerdictKind::cannot_check, {}, "", ""};
  for (const auto& [reporter, partner, flow] :
       {std::tuple(goods.from, goods.to, Flow::exports), std::tuple(goods.to, goods.from, Flow::imports)}) {
    const auto series = context.series(reporter, partner);
    if (!series) return std::unexpected(series.error());
    const std::string name = context.name(reporter);
    const HeadingTable* table = table_for(**series, flow, context.published(), false);
    if (table == nullptr) {
      const HeadingTable* incomplete = table_for(**series, flow, context.published(), true);
      unknown.with.push_back(reporter);
      add_note(unknown.note, incomplete == nullptr
                                 ? "no headings of " + name + "'s " + std::string(to_string(flow)) +
                                       " before that: UN Comtrade or WITS at four digits would settle it"
                                 : name + "'s headings of " + to_string(incomplete->total.period) +
                                       " are incomplete (" + incomplete->total.incomplete_reason + ")");
      continue;
    }
    const Group group = group_in(*table, codes);
    const std::string period = to_string(table->total.period), of = " of " + std::to_string(table->headings.size());
    const auto official = [&](const std::string& code, double value, std::size_t rank) {
      OfficialFigure figure = official_figure(table->total, to_string(flow));
      figure.commodity = code;
      figure.value = value;
      figure.rank = rank;
      figure.of = table->headings.size();
      figure.note.clear();
      return figure;
    };
    if (codes.size() > 1) {
      OfficialFigure sum = official(commodity, group.sum, group.rank);
      sum.note = "sum of " + std::to_string(codes.size()) + " headings";
      sum.agrees = group.presence != Presence::absent;
      claim.official.push_back(std::move(sum));
    }
    std::string parts;
    for (const std::string& code : codes) {
      const auto at = std::find_if(table->headings.begin(), table->headings.end(),
                                   [&](const HeadingValue& heading) { return heading.code == code; });
      const bool there = at != table->headings.end();
      OfficialFigure figure = official(code, there ? at->value : 0, there ? at->rank : 0);
      if (!there) figure.note = "no trade";
      if (codes.size() == 1) figure.agrees = group.presence != Presence::absent;
      claim.official.push_back(std::move(figure));
      if (codes.size() == 1) continue;
      add_note(parts, there ? code + " " + amount_text(at->value, "") + ", rank " + std::to_string(at->rank)
                            : code + " has no trade");
    }
    std::string note = name + "'s " + std::string(to_string(flow)) + " of " + period + ", " + commodity + ": ";
    if (group.sum > 0) {
      note += amount_text(group.sum, table->total.unit) + ", rank " + std::to_string(group.rank) + of + " headings";
      if (group.presence == Presence::far_down) note += ", far down the list";
      if (group.presence == Presence::absent) note += ", as good as nothing";
    } else {
      note += "absent among " + std::to_string(table->headings.size()) + " headings";
    }
    if (!parts.empty()) note += " (" + parts + ")";
    Verdict& verdict = group.presence == Presence::absent ? absent : found;
    verdict.with.push_back(reporter);
    add_note(verdict.note, note);
  }
  std::vector<Verdict> verdicts;
  for (Verdict* verdict : {&found, &absent, &unknown}) {
    if (!verdict->with.empty()) verdicts.push_back(std::move(*verdict));
  }
  claim.verdict = std::move(verdicts.front());
  claim.also.assign(std::make_move_iterator(verdicts.begin() + 1), std::make_move_iterator(verdicts.end()));
  out.push_back(std::move(claim));
  return {};
}

}  // namespace chancery::statistics
