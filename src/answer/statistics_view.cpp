#include "answer/statistics_view.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "answer/amount.h"
#include "answer/text_layout.h"

namespace chancery::answer {
namespace {

std::string fixed(double value, int decimals) {
  std::array<char, 64> buffer{};
  const auto result =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
  return std::string(buffer.data(), result.ptr);
}

// A scale that suits a whole table.
struct Scale {
  double factor = 1;
  std::string name;
};
Scale scale_for(double largest) {
  if (largest >= 2e9) return {1e9, "billion "};
  if (largest >= 1e6) return {1e6, "million "};
  return {1, ""};
}

std::string bar(double share) {
  constexpr int kWidth = 12;
  const int eighths = static_cast<int>(std::lround(share * kWidth * 8));
  std::string out;
  for (int at = 0; at < eighths / 8; ++at) out += "█";
  constexpr std::array<const char*, 8> kParts = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  return pad_right(out + kParts[static_cast<std::size_t>(eighths % 8)], kWidth);
}

struct Years {
  int first = 0;
  int last = -1;
};

Years years_of(const StatisticsMaterial& material, const StatisticsViewOptions& options) {
  std::set<int> all;
  for (const auto* series : {material.of_a.get(), material.of_b.get()}) {
    for (const Flow flow : {Flow::turnover, Flow::exports, Flow::imports}) {
      for (const int year : series->years(flow)) {
        if (options.since && year < *options.since) continue;
        if (options.until && year > *options.until) continue;
        all.insert(year);
      }
    }
  }
  return all.empty() ? Years{} : Years{*all.begin(), *all.rbegin()};
}

// What one side says of a flow in a year, with the marks that the notes below a table explain.
std::optional<OfficialValue> best_of(const ReporterSeries& series, Flow flow, int year) {
  auto value = series.best(flow, Period::of_year(year));
  if (!value) value = series.best(flow, Period::of_year(year), true);
  return value;
}

class Builder {
 public:
  Builder(const StatisticsMaterial& material, const Wording& wording, const StatisticsViewOptions& options)
      : material_(material), wording_(wording), options_(options), years_(years_of(material, options)) {}

  [[nodiscard]] const Years& years() const noexcept { return years_; }

  // A flow as both tell it: `of_a` of a's figures and `of_b` of b's (exports and imports mirror each other).
  Section flow_section(std::string id, std::string title, Flow of_a, Flow of_b) {
    Section section;
    section.id = std::move(id);
    section.title = std::move(title);
    double largest = 0;
    std::string unit;
    for (int year = years_.first; year <= years_.last; ++year) {
      for (const auto& value : {best_of(*material_.of_a, of_a, year), best_of(*material_.of_b, of_b, year)}) {
        if (!value) continue;
        largest = std::max(largest, value->value);
        if (unit.empty()) unit = value->unit;
      }
    }
    if (largest <= 0) {
      section.note = "No figures of either side.";
      return section;
    }
    const Scale scale = scale_for(largest);
    Table table;
    table.caption = scale.name + unit;
    table.columns = {"Year", "by " + material_.a, "growth", "by " + material_.b, "growth", "gap", ""};
    std::optional<double> before_a, before_b;
    for (int year = years_.first; year <= years_.last; ++year) {
      const auto a = best_of(*material_.of_a, of_a, year);
      const auto b = best_of(*material_.of_b, of_b, year);
      std::vector<std::string> row = {std::to_string(year)};
      side(row, a, unit, scale, before_a);
      side(row, b, unit, scale, before_b);
      const bool both = a && b && a->unit == b->unit && a->value > 0 && !a->incomplete && !b->incomplete;
      row.push_back(both ? fixed(b->value / a->value, 2) : "");
      const double shown = a && a->unit == unit && !a->incomplete ? a->value : b && b->unit == unit ? b->value : 0;
      row.push_back(bar(shown / largest));
      table.rows.push_back(std::move(row));
    }
    section.tables.push_back(std::move(table));
    section.note = gaps(of_a, of_b);
    return section;
  }

  // Incomplete figures and two publications of one reporter, each told once.
  Section notes_section() {
    Section section;
    section.id = "notes";
    section.title = "Notes";
    Group group;
    for (const auto* series : {material_.of_a.get(), material_.of_b.get()}) {
      for (const Flow flow : {Flow::turnover, Flow::exports, Flow::imports}) {
        for (int year = years_.first; year <= years_.last; ++year) {
          const auto values = series->values(flow, Period::of_year(year));
          const OfficialValue* first = nullptr;
          for (const OfficialValue& value : values) {
            Line line;
            line.date_text = std::to_string(year);
            const std::string head = series->reporter + ", " + std::string(to_string(flow)) + ": ";
            if (value.superseded) {
              line.text = head + "as published on " + to_iso(value.published) + ": " +
                          official_amount(value.value, value.unit) + " (" + value.provider + ", " + value.file + ")";
            } else if (value.incomplete) {
              if (flow == Flow::turnover && !value.stated) continue;  // told with its parts
              line.text = head + "incomplete in " + value.file + " (" + official_amount(value.value, value.unit) +
                          "): " + value.incomplete_reason;
            } else if (first == nullptr) {
              first = &value;
              continue;
            } else if (value.unit == first->unit && value.provider != first->provider &&
                       std::abs(value.value - first->value) > 0.01 * first->value) {
              line.text = head + "two publications of one reporter: " + official_amount(first->value, first->unit) +
                          " (" + first->provider + "), " + official_amount(value.value, value.unit) + " (" +
                          value.provider + (value.derived.empty() ? "" : ", " + value.derived) + ")";
            } else {
              continue;
            }
            group.lines.push_back(std::move(line));
          }
        }
      }
    }
    section.groups.push_back(std::move(group));
    return section;
  }

  Section sources_section() {
    Section section;
    section.id = "publications";
    section.title = "Publications";
    Group group;
    std::map<std::array<std::string, 3>, std::set<int>> sources;
    for (const auto* series : {material_.of_a.get(), material_.of_b.get()}) {
      for (const OfficialValue& value : series->totals) {
        if (value.period.year() < years_.first || value.period.year() > years_.last) continue;
        sources[{series->reporter + ": " + value.provider, value.file, to_iso(value.published)}].insert(
            value.period.year());
      }
    }
    for (const auto& [key, years] : sources) {
      std::string span = std::to_string(*years.begin());
      if (years.size() > 1) span += " to " + std::to_string(*years.rbegin());
      Line line;
      line.date_text = key[2];
      line.text = key[0] + ", " + span + " (" + key[1] + ")";
      group.lines.push_back(std::move(line));
    }
    section.groups.push_back(std::move(group));
    return section;
  }

  Section goods_section(const ReporterSeries& exporter, const ReporterSeries& importer,
                        const statistics::HeadingNames& names) {
    Section section;
    section.id = "goods-" + exporter.reporter;
    section.title = "Goods from " + wording_.state(exporter.reporter) + " to " + wording_.state(importer.reporter);
    bool any = false;
    for (const auto& [series, flow] : {std::pair(&exporter, Flow::exports), std::pair(&importer, Flow::imports)}) {
      const HeadingTable* table = latest_table(*series, flow);
      if (table == nullptr) continue;
      any = true;
      section.tables.push_back(headings_table(*series, *table, names));
    }
    if (!any) section.note = "No headings of either side.";
    return section;
  }

 private:
  void side(std::vector<std::string>& row, const std::optional<OfficialValue>& value, const std::string& unit,
            const Scale& scale, std::optional<double>& before) const {
    if (!value) {
      row.insert(row.end(), {"-", ""});
      before.reset();
      return;
    }
    const bool same_unit = value->unit == unit;
    row.push_back((same_unit ? fixed(value->value / scale.factor, 2) : official_amount(value->value, value->unit)) +
                  (value->incomplete ? "*" : ""));
    const bool growth = before && *before > 0 && same_unit && !value->incomplete;
    row.push_back(growth ? (value->value >= *before ? "+" : "") + fixed((value->value / *before - 1) * 100, 1) + "%"
                         : "");
    before = same_unit && !value->incomplete ? std::optional(value->value) : std::nullopt;
  }

  std::string gaps(Flow of_a, Flow of_b) const {
    std::string out;
    bool incomplete = false;
    for (const auto& [series, flow] : {std::pair(material_.of_a.get(), of_a), std::pair(material_.of_b.get(), of_b)}) {
      std::string missing;
      std::size_t count = 0;
      for (int year = years_.first; year <= years_.last; ++year) {
        const auto value = best_of(*series, flow, year);
        incomplete = incomplete || (value && value->incomplete);
        if (value) continue;
        missing += (missing.empty() ? "" : ", ") + std::to_string(year);
        ++count;
      }
      if (missing.empty()) continue;
      const bool all = count == static_cast<std::size_t>(years_.last - years_.first + 1);
      out += "No figures of " + wording_.state(series->reporter) + (all ? ". " : " for " + missing + ". ");
    }
    if (incomplete) out += "* incomplete, see the notes. ";
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
  }

  const HeadingTable* latest_table(const ReporterSeries& series, Flow flow) const {
    const HeadingTable* best = nullptr;
    for (const HeadingTable& table : series.tables) {
      if (table.total.flow != flow || !table.total.period.is_year()) continue;
      const int year = table.total.period.year();
      if (options_.year ? year != *options_.year
                        : (table.total.incomplete || year < years_.first || year > years_.last))
        continue;
      if (best == nullptr || year > best->total.period.year()) best = &table;
    }
    return best;
  }

  Table headings_table(const ReporterSeries& series, const HeadingTable& headings,
                       const statistics::HeadingNames& names) const {
    Table table;
    table.caption = "By " + wording_.state(series.reporter) + ", " + std::string(to_string(headings.total.flow)) + " " +
                    to_string(headings.total.period) + ", " + headings.total.provider + ": " +
                    official_amount(headings.sum, headings.total.unit) + " in " +
                    std::to_string(headings.headings.size()) + " headings" +
                    (headings.total.incomplete ? " (incomplete: " + headings.total.incomplete_reason + ")" : "");
    const double most = headings.headings.front().value;
    const Scale scale = scale_for(most);
    table.columns = {"HS", "rank", scale.name + headings.total.unit, "share", ""};
    const std::size_t shown =
        options_.limit == 0 ? headings.headings.size() : std::min(options_.limit, headings.headings.size());
    for (std::size_t at = 0; at < shown; ++at) {
      const HeadingValue& heading = headings.headings[at];
      std::string name(names.name(heading.code));
      table.rows.push_back({heading.code + (name.empty() ? "" : " " + shorten(name, 34)), std::to_string(heading.rank),
                            fixed(heading.value / scale.factor, scale.factor >= 1e9 ? 2 : 1),
                            fixed(heading.value / headings.sum * 100, 1) + "%", bar(heading.value / most)});
    }
    return table;
  }

  const StatisticsMaterial& material_;
  const Wording& wording_;
  const StatisticsViewOptions& options_;
  Years years_;
};

}  // namespace

std::string official_amount(double value, std::string_view unit) {
  const double size = std::abs(value);
  const int scale = size >= 1e12 ? 12 : size >= 1e9 ? 9 : size >= 1e6 ? 6 : 0;
  const double shown = value / std::pow(10.0, scale);
  const int decimals = std::abs(shown) >= 1000 ? 0 : std::abs(shown) >= 100 ? 1 : 2;
  std::string out = fixed(shown, scale == 0 && size >= 100 ? 0 : decimals);
  out += scale == 12 ? " trillion" : scale == 9 ? " billion" : scale == 6 ? " million" : "";
  return unit.empty() ? out : out + " " + std::string(unit);
}

Result<StatisticsMaterial> gather_statistics(Statistics& statistics, const std::string& a, const std::string& b) {
  StatisticsMaterial material;
  material.a = a;
  material.b = b;
  auto of_a = statistics.series(a, b);
  if (!of_a) return std::unexpected(of_a.error());
  material.of_a = *std::move(of_a);
  auto of_b = statistics.series(b, a);
  if (!of_b) return std::unexpected(of_b.error());
  material.of_b = *std::move(of_b);
  if (material.of_a->totals.empty() && material.of_b->totals.empty()) {
    auto pairs = statistics.pairs(15);
    if (!pairs) return std::unexpected(pairs.error());
    material.pairs = *std::move(pairs);
  }
  return material;
}

Document build_statistics(const StatisticsMaterial& material, const Wording& wording,
                          const statistics::HeadingNames& headings, const StatisticsViewOptions& options) {
  Document document;
  document.kind = "statistics";
  document.title = "Trade of " + wording.state(material.a) + " and " + wording.state(material.b) + ", official figures";
  document.actors = {material.a, material.b};
  Builder builder(material, wording, options);
  if (builder.years().last < builder.years().first) {
    Section section;
    section.id = "nothing";
    section.note = "The statistics hold no yearly figures on these two.";
    if (!material.pairs.empty()) {
      section.note += " There are figures of:";
      for (const auto& [reporter, partner] : material.pairs) section.note += " " + reporter + "-" + partner;
    }
    document.sections.push_back(std::move(section));
    document.hints.push_back("Load more with: chancery statistics load FILE...");
    return document;
  }
  document.basis = {
      "Each side counts for itself. Imports are usually valued with freight and insurance (CIF), exports "
      "without (FOB), and goods that pass through a third country are counted by one side and not by the "
      "other: the gap is what " +
      material.b + " says, divided by what " + material.a + " says."};
  const std::string a = wording.state(material.a), b = wording.state(material.b);
  document.sections.push_back(builder.flow_section("turnover", "Turnover", Flow::turnover, Flow::turnover));
  document.sections.back().chart = turnover_chart(material, wording, options);
  document.sections.push_back(
      builder.flow_section("from-" + material.a, "From " + a + " to " + b, Flow::exports, Flow::imports));
  document.sections.push_back(
      builder.flow_section("from-" + material.b, "From " + b + " to " + a, Flow::imports, Flow::exports));
  if (options.goods) {
    document.sections.push_back(builder.goods_section(*material.of_a, *material.of_b, headings));
    document.sections.push_back(builder.goods_section(*material.of_b, *material.of_a, headings));
  }
  Section notes = builder.notes_section();
  if (!notes.groups.front().lines.empty()) document.sections.push_back(std::move(notes));
  document.sections.push_back(builder.sources_section());
  int number = 0;
  for (Section& section : document.sections) {
    for (Group& group : section.groups) {
      for (Line& line : group.lines) line.number = ++number;
    }
  }
  return document;
}

Document build_statistics_files(const std::vector<StatisticsFile>& files) {
  Document document;
  document.kind = "statistics-files";
  document.title = "Official statistics that are loaded";
  Section section;
  section.id = "files";
  if (files.empty()) section.note = "None yet: chancery statistics load FILE...";
  Table table;
  table.columns = {"File", "format", "published", "rows", "cells", ""};
  for (const StatisticsFile& file : files) {
    table.rows.push_back({file.name, file.format, to_iso(file.date), std::to_string(file.rows),
                          std::to_string(file.cells), file.cut ? "cut" : ""});
  }
  if (!files.empty()) section.tables.push_back(std::move(table));
  document.sections.push_back(std::move(section));
  return document;
}

}  // namespace chancery::answer
