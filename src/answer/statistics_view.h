// Official statistics of two states beside each other: what `statistics A B` shows.
#pragma once

#include <optional>
#include <string>

#include "answer/document.h"
#include "answer/wording.h"
#include "chancery/statistics.h"
#include "statistics/heading_names.h"

namespace chancery::answer {

// Both sides' series, out of one store.
struct StatisticsMaterial {
  std::string a;
  std::string b;
  std::shared_ptr<const ReporterSeries> of_a;  // a's figures about b
  std::shared_ptr<const ReporterSeries> of_b;
  std::vector<std::pair<std::string, std::string>> pairs;  // what there is, where there is nothing on these two
};

[[nodiscard]] Result<StatisticsMaterial> gather_statistics(Statistics& statistics, const std::string& a,
                                                           const std::string& b);

struct StatisticsViewOptions {
  std::optional<int> since, until;  // years
  bool goods = false;
  std::optional<int> year;  // of the goods; else the latest complete one of each side
  std::size_t limit = 10;   // headings
};

// Yearly turnover, exports and imports by both reporters with growth and mirror gap; the gaps of the series; the
// sources.
[[nodiscard]] Document build_statistics(const StatisticsMaterial& material, const Wording& wording,
                                        const statistics::HeadingNames& headings, const StatisticsViewOptions& options);

// The files that were loaded.
[[nodiscard]] Document build_statistics_files(const std::vector<StatisticsFile>& files);

// One row for each published value, superseded ones too (docs/statistics.md describes the columns).
[[nodiscard]] std::string statistics_csv(const StatisticsMaterial& material, const StatisticsViewOptions& options,
                                         const statistics::HeadingNames& headings);
[[nodiscard]] std::string statistics_json(const StatisticsMaterial& material, const StatisticsViewOptions& options,
                                          const statistics::HeadingNames& headings);

// Turnover by year as both sides tell it, as an SVG picture; "" where there are fewer than two years.
[[nodiscard]] std::string turnover_chart(const StatisticsMaterial& material, const Wording& wording,
                                         const StatisticsViewOptions& options);

// "30.16 billion USD": at most four significant digits.
[[nodiscard]] std::string official_amount(double value, std::string_view unit);

}  // namespace chancery::answer
