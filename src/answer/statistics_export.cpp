// Official statistics of two states as rows for programs, and as a picture.
#include <algorithm>
#include <array>
#include <charconv>

#include "answer/escape.h"
#include "answer/statistics_view.h"
#include "format/json_writer.h"

namespace chancery::answer {
namespace {

// What one row says; the columns of docs/statistics.md.
struct Row {
  const OfficialValue* value = nullptr;
  std::string commodity;
  std::string name;
  double amount = 0;
  std::size_t rank = 0;  // 0: none
};

bool within(const OfficialValue& value, const StatisticsViewOptions& options) {
  const int year = value.period.year();
  return !(options.since && year < *options.since) && !(options.until && year > *options.until);
}

// Totals of both sides, then with --goods the headings of all tables.
template <typename Take>
void for_each_row(const StatisticsMaterial& material, const StatisticsViewOptions& options,
                  const statistics::HeadingNames& names, Take take) {
  for (const auto* series : {material.of_a.get(), material.of_b.get()}) {
    for (const OfficialValue& value : series->totals) {
      if (within(value, options)) take(Row{&value, value.commodity, "", value.value, 0});
    }
    // Turnovers that nobody stated.
    for (const int year : series->years(Flow::turnover)) {
      for (const OfficialValue& value : series->values(Flow::turnover, Period::of_year(year))) {
        if (!value.stated && within(value, options)) take(Row{&value, value.commodity, "", value.value, 0});
      }
    }
    if (!options.goods) continue;
    for (const HeadingTable& table : series->tables) {
      if (!within(table.total, options)) continue;
      if (options.year && table.total.period.year() != *options.year) continue;
      const std::size_t shown =
          options.limit == 0 ? table.headings.size() : std::min(options.limit, table.headings.size());
      for (std::size_t at = 0; at < shown; ++at) {
        const HeadingValue& heading = table.headings[at];
        take(Row{&table.total, heading.code, std::string(names.name(heading.code)), heading.value, heading.rank});
      }
    }
  }
}

std::string number(double value) {
  std::string out;
  format::JsonWriter(out).number(value);
  return out;
}

}  // namespace

std::string statistics_csv(const StatisticsMaterial& material, const StatisticsViewOptions& options,
                           const statistics::HeadingNames& headings) {
  std::string out =
      "reporter,partner,flow,classification,commodity,name,period,value,unit,basis,rank,source,file,published,stated,"
      "derived,incomplete,reason,superseded,note\n";
  for_each_row(material, options, headings, [&](const Row& row) {
    const OfficialValue& value = *row.value;
    const bool heading = row.rank > 0;
    const std::array<std::string, 20> cells = {value.reporter,
                                               value.partner,
                                               std::string(to_string(value.flow)),
                                               value.classification,
                                               row.commodity,
                                               row.name,
                                               to_string(value.period),
                                               number(row.amount),
                                               value.unit,
                                               std::string(to_string(value.basis)),
                                               heading ? std::to_string(row.rank) : "",
                                               value.provider,
                                               value.file,
                                               to_iso(value.published),
                                               heading || value.stated ? "true" : "false",
                                               heading ? "" : value.derived,
                                               value.incomplete ? "true" : "false",
                                               value.incomplete_reason,
                                               value.superseded ? "true" : "false",
                                               value.note};
    for (std::size_t at = 0; at < cells.size(); ++at) {
      if (at > 0) out += ',';
      out += csv_text(cells[at]);
    }
    out += '\n';
  });
  return out;
}

std::string statistics_json(const StatisticsMaterial& material, const StatisticsViewOptions& options,
                            const statistics::HeadingNames& headings) {
  std::string out;
  {
    format::JsonWriter json(out);
    json.begin_object();
    json.member("answer", "statistics");
    json.key("actors");
    json.begin_array();
    json.string(material.a);
    json.string(material.b);
    json.end_array();
    json.key("rows");
    json.begin_array();
    for_each_row(material, options, headings, [&](const Row& row) {
      const OfficialValue& value = *row.value;
      const bool heading = row.rank > 0;
      json.begin_object();
      json.member("reporter", value.reporter);
      json.member("partner", value.partner);
      json.member("flow", to_string(value.flow));
      json.member_or_null("classification", value.classification);
      json.member("commodity", row.commodity);
      json.member_or_null("name", row.name);
      json.member("period", to_string(value.period));
      json.member("value", row.amount);
      json.member("unit", value.unit);
      json.member_or_null("basis", to_string(value.basis));
      json.key("rank");
      heading ? json.integer(static_cast<std::int64_t>(row.rank)) : json.null();
      json.member("source", value.provider);
      json.member("file", value.file);
      json.member("published", to_iso(value.published));
      json.member("stated", heading || value.stated);
      json.member_or_null("derived", heading ? "" : value.derived);
      json.member("incomplete", value.incomplete);
      json.member_or_null("reason", value.incomplete_reason);
      json.member("superseded", value.superseded);
      json.member_or_null("note", value.note);
      json.end_object();
    });
    json.end_array();
    json.end_object();
  }
  return out + "\n";
}

std::string turnover_chart(const StatisticsMaterial& material, const Wording& wording,
                           const StatisticsViewOptions& options) {
  struct Bar {
    int year = 0;
    std::array<std::optional<OfficialValue>, 2> values;
  };
  std::vector<Bar> bars;
  double largest = 0;
  std::string unit;
  std::vector<int> years = material.of_a->years(Flow::turnover);
  for (const int year : material.of_b->years(Flow::turnover)) years.push_back(year);
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  for (const int year : years) {
    if ((options.since && year < *options.since) || (options.until && year > *options.until)) continue;
    Bar bar;
    bar.year = year;
    bar.values = {material.of_a->best(Flow::turnover, Period::of_year(year)),
                  material.of_b->best(Flow::turnover, Period::of_year(year))};
    for (auto& value : bar.values) {
      if (!value) continue;
      if (unit.empty()) unit = value->unit;
      if (value->unit != unit) value.reset();
      if (value) largest = std::max(largest, value->value);
    }
    bars.push_back(std::move(bar));
  }
  if (bars.size() < 2 || largest <= 0) return {};
  const auto coordinate = [](double value) {
    std::array<char, 32> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, 1);
    return std::string(buffer.data(), result.ptr);
  };
  constexpr double kWidth = 720, kHeight = 260, kLeft = 64, kBottom = 30, kTop = 34;
  const double step = (kWidth - kLeft - 10) / static_cast<double>(bars.size());
  const double room = kHeight - kBottom - kTop;
  constexpr std::array<const char*, 2> kColours = {"#2f6f9f", "#c77f2e"};
  std::string out =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 260\" role=\"img\" width=\"100%\" "
      "style=\"max-width:45rem\" font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\">\n<title>" +
      escape_html("Turnover by year, " + unit) + "</title>\n";
  for (std::size_t side = 0; side < 2; ++side) {
    const double x = kLeft + static_cast<double>(side) * 260;
    out += "<rect x=\"" + coordinate(x) + "\" y=\"6\" width=\"12\" height=\"12\" fill=\"" + kColours[side] +
           "\"/><text x=\"" + coordinate(x + 18) + "\" y=\"16\">" +
           escape_html("by " + wording.state(side == 0 ? material.a : material.b)) + "</text>\n";
  }
  for (int line = 0; line <= 4; ++line) {
    const double y = kTop + room * (1 - line / 4.0);
    out += "<line x1=\"" + coordinate(kLeft) + "\" x2=\"710\" y1=\"" + coordinate(y) + "\" y2=\"" + coordinate(y) +
           "\" stroke=\"currentColor\" stroke-opacity=\"0.2\"/><text x=\"" + coordinate(kLeft - 6) + "\" y=\"" +
           coordinate(y + 4) + "\" text-anchor=\"end\">" + escape_html(official_amount(largest * line / 4, "")) +
           "</text>\n";
  }
  for (std::size_t at = 0; at < bars.size(); ++at) {
    const double x = kLeft + step * static_cast<double>(at);
    for (std::size_t side = 0; side < 2; ++side) {
      if (!bars[at].values[side]) continue;
      const OfficialValue& value = *bars[at].values[side];
      const double height = room * value.value / largest;
      out += "<rect x=\"" + coordinate(x + step * (side == 0 ? 0.12 : 0.5)) + "\" y=\"" +
             coordinate(kTop + room - height) + "\" width=\"" + coordinate(step * 0.36) + "\" height=\"" +
             coordinate(height) + "\" fill=\"" + kColours[side] + "\"><title>" +
             escape_html(value.reporter + " " + std::to_string(bars[at].year) + ": " +
                         official_amount(value.value, value.unit)) +
             "</title></rect>\n";
    }
    out += "<text x=\"" + coordinate(x + step / 2) + "\" y=\"252\" text-anchor=\"middle\">" +
           std::to_string(bars[at].year) + "</text>\n";
  }
  return out + "</svg>\n";
}

}  // namespace chancery::answer
