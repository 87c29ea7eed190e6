// The line that shows how far a long command has come.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace chancery::cli {

// Shown on standard error where that is a terminal, a few times a second; elsewhere it does nothing.
class Progress {
 public:
  // `total_bytes` to read, where known, for the time left.
  explicit Progress(std::optional<std::uint64_t> total_bytes);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::uint64_t articles, std::uint64_t findings, std::uint64_t bytes);
  void clear();  // before anything else is printed
  [[nodiscard]] static bool is_shown() noexcept;

 private:
  std::optional<std::uint64_t> total_bytes_;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_;
  bool on_screen_ = false;
};

}  // namespace chancery::cli
