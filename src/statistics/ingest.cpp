#include "statistics/ingest.h"

#include <algorithm>

namespace chancery::statistics {
namespace {

constexpr std::size_t kHeldCells = 2'000'000;  // about 100 MB
constexpr std::size_t kRefusalKinds = 50;
constexpr std::size_t kWarnings = 40;

}  // namespace

Ingest::Ingest(std::string file, const PartnerCodes& partners, SourceFunction source, FlushFunction flush)
    : partners_(&partners), source_(std::move(source)), flush_(std::move(flush)) {
  report_.file = std::move(file);
}

std::uint32_t Ingest::source(std::string_view provider, std::string_view note, std::optional<Day> published) {
  return source_(provider, note, published);
}

void Ingest::add(const BlockKey& key, const BlockCell& cell) {
  if (last_block_ == nullptr || !(key == last_key_)) {
    auto [found, fresh] = blocks_.try_emplace(key);
    last_key_ = key;
    last_block_ = &found->second;
    if (fresh) {
      years_[{key.reporter, key.partner, key.flow}].insert(key.period.year());
      totals_.emplace(key, true);
    }
  }
  last_block_->push_back(cell);
  ++report_.cells;
  if (++held_ >= kHeldCells) flush();
}

void Ingest::pass_over_part(const BlockKey& key) {
  ++report_.passed_over;
  ++parts_[key];
}

void Ingest::refuse(ErrorCode code, std::uint64_t line, std::string message) {
  if (const auto known = refusals_.find(message); known != refusals_.end()) {
    ++report_.refused[known->second].second;
    return;
  }
  if (report_.refused.size() >= kRefusalKinds) message = "further rows for other reasons";
  const auto [place, fresh] = refusals_.emplace(message, report_.refused.size());
  if (!fresh) {
    ++report_.refused[place->second].second;
    return;
  }
  Error error;
  error.code = code;
  error.message = std::move(message);
  error.file = report_.file;
  error.line = line;
  report_.refused.emplace_back(std::move(error), 1);
}

void Ingest::warn(std::string message) {
  if (report_.warnings.size() < kWarnings) report_.warnings.push_back(std::move(message));
}

void Ingest::cut(std::string why) {
  cut_ = true;
  warn(std::move(why));
}

void Ingest::flush() {
  for (auto& [key, cells] : blocks_) {
    const std::size_t before = cells.size();
    const std::size_t differing = sort_cells(cells);
    report_.cells -= before - cells.size();
    if (differing > 0) {
      refuse(ErrorCode::malformed, 0,
             "a commodity is there twice with different values, the first was kept: " + unpack_code(key.reporter) +
                 " and " + unpack_code(key.partner) + ", " + std::string(to_string(key.flow)) + " " +
                 to_string(key.period));
    }
  }
  flush_(blocks_);
  blocks_.clear();
  last_block_ = nullptr;
  held_ = 0;
}

void Ingest::finish() {
  flush();
  for (const auto& [key, count] : parts_) {
    if (totals_.contains(key)) continue;
    refuse(ErrorCode::missing_field, 0,
           "only parts (by customs procedure, transport or second partner) and no total of " +
               unpack_code(key.reporter) + " and " + unpack_code(key.partner) + ", " +
               std::string(to_string(key.flow)) + " " + to_string(key.period) +
               ": ask for customsCode C00, motCode 0, partner2Code 0");
  }
  std::sort(report_.warnings.begin(), report_.warnings.end());
  std::sort(report_.refused.begin(), report_.refused.end(), [](const auto& one, const auto& other) {
    return std::tie(one.first.line, one.first.message) < std::tie(other.first.line, other.first.message);
  });
  for (const auto& [pair, years] : years_) {
    std::string missing;
    int previous = 0;
    for (const int year : years) {
      for (int gap = previous + 1; previous != 0 && gap < year; ++gap)
        missing += (missing.empty() ? "" : ", ") + std::to_string(gap);
      previous = year;
    }
    if (missing.empty()) continue;
    warn("no rows for " + std::string(to_string(std::get<2>(pair))) + " of " + unpack_code(std::get<0>(pair)) +
         " with " + unpack_code(std::get<1>(pair)) + " in " + missing);
  }
}

}  // namespace chancery::statistics
