// Speed of the page reader on saved news pages: the whole way, and its parts. Pages are unpacked beforehand and each is
// checked to yield text. Run: cmake --preset bench && ninja -C build/bench page_bench && build/bench/bench/page_bench
// The pages are those of ../shared/pages (NAME.html.gz), or of the folder that CHANCERY_PAGES names.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "read/html/main_text.h"
#include "read/html/metadata.h"
#include "read/html/page.h"
#include "read/html/tree.h"

namespace {

using namespace chancery::read;

std::string unpacked(const std::filesystem::path& path) {
  std::string out;
  std::FILE* pipe = ::popen(("gzip -dc '" + path.string() + "'").c_str(), "r");
  if (pipe == nullptr) return out;
  char buffer[65536];
  for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, got);
  ::pclose(pipe);
  return out;
}

const std::vector<std::string>& pages() {
  static const std::vector<std::string> loaded = [] {
    const char* given = std::getenv("CHANCERY_PAGES");
    const std::filesystem::path folder = given != nullptr ? given : CHANCERY_SOURCE_DIR "/../shared/pages";
    std::vector<std::filesystem::path> paths;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
      const std::string name = entry.path().filename().string();
      if (name.ends_with(".html.gz") && !name.ends_with(".expected.html.gz")) paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> out;
    for (const auto& path : paths) {
      out.push_back(unpacked(path));
      if (!read_page(out.back(), "")) std::cerr << "page_bench: no text from " << path << '\n';
    }
    if (out.empty()) std::cerr << "page_bench: no pages in " << folder << "; name a folder in CHANCERY_PAGES\n";
    return out;
  }();
  return loaded;
}

void set_rates(benchmark::State& state) {
  std::size_t bytes = 0;
  for (const std::string& page : pages()) bytes += page.size();
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * pages().size()));
}

void whole_page(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string& page : pages()) benchmark::DoNotOptimize(read_page(page, ""));
  }
  set_rates(state);
}

void parse(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string& page : pages()) benchmark::DoNotOptimize(html::parse_tree(page));
  }
  set_rates(state);
}

template <typename Part>
void part(benchmark::State& state, Part run) {
  std::vector<html::Tree> trees;
  for (const std::string& page : pages()) {
    if (auto tree = html::parse_tree(page)) trees.push_back(std::move(*tree));
  }
  for (auto _ : state) {
    for (const html::Tree& tree : trees) run(tree);
  }
  set_rates(state);
}

void metadata(benchmark::State& state) {
  part(state, [](const html::Tree& tree) { benchmark::DoNotOptimize(html::read_metadata(tree, "")); });
}

void main_text(benchmark::State& state) {
  part(state, [](const html::Tree& tree) { benchmark::DoNotOptimize(html::find_main_text(tree, {})); });
}

BENCHMARK(whole_page)->Unit(benchmark::kMillisecond);
BENCHMARK(parse)->Unit(benchmark::kMillisecond);
BENCHMARK(metadata)->Unit(benchmark::kMillisecond);
BENCHMARK(main_text)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
