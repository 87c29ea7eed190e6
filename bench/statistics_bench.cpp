// Official data and the check of claims: loading, assembling a pair's series, and checking an article with everything
// loaded. The answer is checked before it is timed. Run: cmake --preset bench && ninja -C build/bench statistics_bench
// && build/bench/bench/statistics_bench. With CHANCERY_STATISTICS it uses that file instead of a generated one.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "chancery/check.h"
#include "chancery/reader.h"
#include "chancery/statistics.h"

namespace {

using namespace chancery;

constexpr int kPartners = 20, kYears = 25, kHeadings = 1000;  // half a million rows

const Knowledge& knowledge() {
  static const auto loaded = Knowledge::load().value();
  return *loaded;
}

std::filesystem::path folder() {
  static const auto path = [] {
    auto made = std::filesystem::temp_directory_path() / "chancery-statistics-bench";
    std::filesystem::create_directories(made);
    return made;
  }();
  return path;
}

std::string wits_file() {
  static const std::string path = [] {
    const char* partners[kPartners] = {"USA", "CHN", "DEU", "FRA", "GBR", "JPN", "KOR", "IND", "BRA", "ITA",
                                       "ESP", "NLD", "POL", "TUR", "UZB", "KGZ", "TJK", "AZE", "GEO", "ARM"};
    const std::string name = (folder() / "wits.csv").string();
    std::ofstream file(name);
    file << "Nomenclature,ReporterISO3,ProductCode,ReporterName,PartnerISO3,PartnerName,Year,TradeFlowName,"
            "TradeFlowCode,"
            "TradeValuein1000USD,PartnerRegion,PartnerIncomeGroup\n";
    for (const char* partner : partners) {
      for (int heading = 0; heading < kHeadings; ++heading) {
        for (int year = 0; year < kYears; ++year) {
          file << "H4,KAZ," << 2000 + heading << ",Kazakhstan," << partner << ",Name," << 2000 + year << ",Export,6,"
               << (heading * 7919 + year * 104729) % 100003 << ".5,Region,Upper middle income\n";
        }
      }
    }
    return name;
  }();
  return path;
}

std::unique_ptr<Statistics> open_loaded() {
  const char* given = std::getenv("CHANCERY_STATISTICS");
  if (given != nullptr) return Statistics::open(given, Statistics::Mode::read_only, knowledge()).value();
  auto statistics =
      Statistics::open((folder() / "loaded.db").string(), Statistics::Mode::read_write, knowledge()).value();
  for (const std::string& path : {wits_file(), std::string(CHANCERY_SOURCE_DIR "/sample/official-trade_2025-03-01.csv"),
                                  std::string(CHANCERY_SOURCE_DIR "/sample/visa-rules_2023-11-06.csv"),
                                  std::string(CHANCERY_SOURCE_DIR "/sample/visa-rules_2023-12-03.csv")}) {
    (void)statistics->load(path, {}).value();
  }
  return statistics;
}

void load(benchmark::State& state) {
  const std::string path = wits_file();
  const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(path));
  for (auto _ : state) {
    const std::string store = (folder() / "fresh.db").string();
    std::filesystem::remove(store);
    const auto report =
        Statistics::open(store, Statistics::Mode::read_write, knowledge()).value()->load(path, {}).value();
    if (report.cells != kPartners * kYears * kHeadings) state.SkipWithError("not all rows were taken");
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * bytes);
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * kPartners * kYears * kHeadings);
}
BENCHMARK(load)->Unit(benchmark::kMillisecond);

// A pair that was not asked for before: blocks read, decoded, judged.
void series_of_a_pair(benchmark::State& state) {
  const auto made = open_loaded();
  const char* given = std::getenv("CHANCERY_STATISTICS");
  const std::string path = given != nullptr ? given : (folder() / "loaded.db").string();
  for (auto _ : state) {
    state.PauseTiming();
    auto statistics = Statistics::open(path, Statistics::Mode::read_only, knowledge()).value();
    state.ResumeTiming();
    benchmark::DoNotOptimize(statistics->series("KAZ", "CHN").value()->totals.size());
  }
}
BENCHMARK(series_of_a_pair)->Unit(benchmark::kMillisecond);

// The whole check of a report by a program that has just opened the file: reading it, both series, verdicts.
void check_article(benchmark::State& state) {
  const auto made = open_loaded();
  const char* given = std::getenv("CHANCERY_STATISTICS");
  const std::string path = given != nullptr ? given : (folder() / "loaded.db").string();
  Article article;
  article.id = "sample";
  std::ifstream file(CHANCERY_SOURCE_DIR "/sample/2025-02-14-koshanov-han.txt", std::ios::binary);
  article.text.assign(std::istreambuf_iterator<char>(file), {});
  Reader reader(Knowledge::load().value());
  for (auto _ : state) {
    state.PauseTiming();
    auto statistics = Statistics::open(path, Statistics::Mode::read_only, knowledge()).value();
    state.ResumeTiming();
    const Reading reading = reader.read(article);
    const auto claims = Checker(*statistics, knowledge()).check(article, reading.facts.date, reading.findings).value();
    if (claims.empty()) state.SkipWithError("no claim was found");
  }
}
BENCHMARK(check_article)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
