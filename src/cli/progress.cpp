#include "cli/progress.h"

#include <cstdio>
#include <string>

#include "cli/terminal.h"

namespace chancery::cli {
namespace {

std::string clock_time(double seconds) {
  const auto whole = static_cast<unsigned long long>(seconds + 0.5);
  char buffer[48];
  if (whole >= 3600) {
    std::snprintf(buffer, sizeof buffer, "%llu:%02llu:%02llu", whole / 3600, whole / 60 % 60, whole % 60);
  } else {
    std::snprintf(buffer, sizeof buffer, "%llu:%02llu", whole / 60, whole % 60);
  }
  return buffer;
}

}  // namespace

Progress::Progress(std::optional<std::uint64_t> total_bytes)
    : total_bytes_(total_bytes), start_(std::chrono::steady_clock::now()), last_(start_) {}

bool Progress::is_shown() noexcept { return errors_are_terminal(); }

void Progress::show(std::uint64_t articles, std::uint64_t findings, std::uint64_t bytes) {
  if (!is_shown()) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < std::chrono::milliseconds(200)) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  std::string line = std::to_string(articles) + " articles, " + std::to_string(findings) + " findings";
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, ", %.1f MB/s, %.0f articles/s", static_cast<double>(bytes) / 1e6 / seconds,
                static_cast<double>(articles) / seconds);
  line += buffer;
  if (total_bytes_ && *total_bytes_ > 0 && bytes > 0) {
    const double part = static_cast<double>(bytes) / static_cast<double>(*total_bytes_);
    std::snprintf(buffer, sizeof buffer, ", %.0f%%, ", part * 100);
    line += buffer;
    line += clock_time(part >= 1 ? 0 : seconds / part * (1 - part)) + " left";
  }
  std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
  on_screen_ = true;
}

void Progress::clear() {
  if (on_screen_) std::fputs("\r\x1b[K", stderr);
  on_screen_ = false;
}

}  // namespace chancery::cli
