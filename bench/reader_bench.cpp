// Micro-benchmarks of the reader on the sample reports: the whole way, and stage by stage. The answer is checked before
// it is timed. Run: cmake --preset bench && ninja -C build/bench reader_bench && build/bench/bench/reader_bench
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

#include "chancery/reader.h"
#include "understand/scan/document.h"
#include "understand/scan/stages.h"

namespace {

using namespace chancery;
using namespace chancery::understand;

const std::shared_ptr<const Knowledge>& knowledge() {
  static const auto loaded = Knowledge::load().value();
  return loaded;
}

const std::vector<Article>& articles() {
  static const std::vector<Article> loaded = [] {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(CHANCERY_SOURCE_DIR "/sample")) {
      if (entry.path().extension() == ".txt") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<Article> out;
    for (const auto& path : paths) {
      std::ifstream file(path, std::ios::binary);
      Article article;
      article.id = path.stem().string();
      article.text.assign(std::istreambuf_iterator<char>(file), {});
      out.push_back(std::move(article));
    }
    return out;
  }();
  return loaded;
}

std::size_t bytes() {
  std::size_t total = 0;
  for (const Article& article : articles()) total += article.text.size();
  return total;
}

void set_rates(benchmark::State& state) {
  const auto rounds = static_cast<std::int64_t>(state.iterations());
  state.SetBytesProcessed(rounds * static_cast<std::int64_t>(bytes()));
  state.SetItemsProcessed(rounds * static_cast<std::int64_t>(articles().size()));
}

void whole_reader(benchmark::State& state) {
  Reader reader(knowledge());
  std::size_t findings = 0;
  for (const Article& article : articles()) findings += reader.read(article).findings.size();
  if (findings < articles().size()) {
    state.SkipWithError("the sample gave too few findings: nothing to time");
    return;
  }
  for (auto _ : state) {
    for (const Article& article : articles()) benchmark::DoNotOptimize(reader.read(article));
  }
  set_rates(state);
}
BENCHMARK(whole_reader)->Unit(benchmark::kMillisecond);

using Stage = void (*)(Document&);
constexpr std::pair<const char*, Stage> kStages[] = {
    {"tokens", find_tokens},
    {"dateline", find_dateline},
    {"times", find_times},
    {"quantities", find_quantities},
    {"names", find_names},
    {"persons", find_persons},
    {"references", resolve_references},
    {"topics", find_topics},
    {"events", find_events},
    {"agreements", find_agreements},
    {"figures", find_figures},
    {"goods", find_goods},
    {"offices", find_offices},
};

// Time of one stage alone: the ones before it run with the clock stopped.
void one_stage(benchmark::State& state) {
  const auto wanted = static_cast<std::size_t>(state.range(0));
  state.SetLabel(kStages[wanted].first);
  Document document;
  for (auto _ : state) {
    for (const Article& article : articles()) {
      state.PauseTiming();
      document.reset(article, knowledge()->tables());
      for (std::size_t stage = 0; stage < wanted; ++stage) kStages[stage].second(document);
      state.ResumeTiming();
      kStages[wanted].second(document);
    }
  }
  set_rates(state);
}
BENCHMARK(one_stage)->DenseRange(0, static_cast<int>(std::size(kStages)) - 1)->Unit(benchmark::kMillisecond);

void load_knowledge(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Knowledge::load());
}
BENCHMARK(load_knowledge)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
