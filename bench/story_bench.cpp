// What finding stories costs an article: the signature alone, one comparison, and the whole connector over a record in
// memory, for articles that all differ, for reprints, and for one template filled in again and again. Times of the
// whole connector include the store's own work without findings (`store` without stories cannot be had; see
// performance.md). Run: cmake --preset bench && ninja -C build/bench story_bench && build/bench/bench/story_bench
#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

#include "chancery/record.h"
#include "connect/story_relation.h"

namespace {

using namespace chancery;

constexpr std::size_t kWords = 400;

const connect::Boilerplate& boilerplate() {
  static const auto table = connect::Boilerplate::built_in().value();
  return table;
}
const connect::CorrectionTable& corrections() {
  static const auto table = connect::CorrectionTable::built_in().value();
  return table;
}

// Words drawn as often as those of a language are (Zipf), some of them figures and names: no two texts are alike.
std::string report(std::uint64_t seed, std::size_t words = kWords) {
  std::mt19937_64 random(seed);
  std::string out;
  for (std::size_t i = 0; i < words; ++i) {
    const double u = static_cast<double>(random() >> 11U) * 0x1.0p-53;
    const auto rank = static_cast<std::uint64_t>(20000.0 * u * u * u);
    std::string word;
    for (std::uint64_t rest = rank + 30; rest > 0; rest /= 20) word += static_cast<char>('a' + rest % 20);
    if (rank % 17 == 3) word = std::to_string(rank);
    if (rank % 11 == 5) word.front() = static_cast<char>(word.front() - 32);
    out += word + (i % 60 == 59 ? ".\n" : i % 20 == 19 ? ". " : " ");
  }
  return out;
}

// The same text with ten other figures.
std::string filled_in(std::uint64_t number) {
  static const std::vector<std::string> parts = [] {
    std::vector<std::string> made;
    for (std::uint64_t i = 0; i < 10; ++i) made.push_back(report(1000 + i, kWords / 10));
    return made;
  }();
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    out += "The rate was " + std::to_string(number * 13 + i * 7919) + " and " + parts[i];
  }
  return out;
}

connect::StoryArticle made(const std::string& text) {
  Article article;
  article.text = text;
  return connect::story_article(article, "Gazette", std::nullopt, boilerplate(), corrections());
}

void signature(benchmark::State& state) {
  const std::string text = report(1);
  for (auto _ : state) benchmark::DoNotOptimize(connect::lookup_keys(made(text)));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(signature)->Unit(benchmark::kMicrosecond);

void comparison(benchmark::State& state) {
  const auto whole = made(report(1));
  const auto cut = made(report(1).substr(0, 1800));
  if (!connect::same_story(whole, cut) || connect::same_story(whole, made(report(2)))) {
    state.SkipWithError("wrong answer: nothing to time");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(connect::same_story(whole, cut));
}
BENCHMARK(comparison)->Unit(benchmark::kMicrosecond);

enum Kind : std::int64_t { kDifferent, kReprints, kTemplate };

Article article_of(std::int64_t kind, std::uint64_t number) {
  Article article;
  article.id = "a" + std::to_string(number);
  article.source = "Gazette " + std::to_string(number % 50);
  article.url = "https://gazette.example/" + article.id;
  article.title = "Report " + std::to_string(number) + " of the day on trade";
  article.date = Day(std::chrono::days(19000 + number % 300));
  switch (kind) {
    case kDifferent: article.text = report(number); break;
    case kReprints: article.text = report(number / 10) + "\n" + report(number + 1'000'000, 40); break;
    default: article.text = filled_in(number);
  }
  if (kind == kReprints) article.date = Day(std::chrono::days(19000 + number / 10 % 300));
  return article;
}

// Articles put one after another, committed by 500; the first argument is the kind, the second how many.
void record(benchmark::State& state) {
  const auto count = static_cast<std::uint64_t>(state.range(1));
  std::vector<Article> articles;
  for (std::uint64_t i = 0; i < count; ++i) articles.push_back(article_of(state.range(0), i));
  for (auto _ : state) {
    auto store = Record::open(":memory:", Record::Mode::read_write).value();
    for (std::uint64_t i = 0; i < count; ++i) {
      Reading reading;
      reading.facts.date = articles[i].date;
      reading.facts.source = articles[i].source;
      (void)store->add(articles[i], reading, "bench");
      if (i % 500 == 499) (void)store->commit();
    }
    (void)store->commit();
    state.PauseTiming();
    const std::size_t stories = store->stories({})->size();
    const std::size_t expected = state.range(0) == kReprints ? count / 10 : 0;
    if (stories < expected || stories > expected + count / 100) state.SkipWithError("wrong stories: nothing to time");
    state.counters["stories"] = static_cast<double>(stories);
    store.reset();
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * state.range(1));
}
BENCHMARK(record)
    ->ArgNames({"kind", "articles"})
    ->ArgsProduct({{kDifferent, kReprints, kTemplate}, {2000, 20000}})
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
