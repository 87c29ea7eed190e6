// Precision, recall and F1 with bootstrap intervals.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace chancery::evaluate {

// 95 percent bootstrap interval.
struct Interval {
  double low = 0;
  double high = 0;
};

struct ClassScores {
  std::string label;
  std::size_t gold = 0;       // rows that have it
  std::size_t predicted = 0;  // rows that were given it
  std::size_t right = 0;
  [[nodiscard]] double precision() const noexcept;  // 0 where nothing was predicted
  [[nodiscard]] double recall() const noexcept;
  [[nodiscard]] double f1() const noexcept;
};

struct Confusion {
  std::size_t gold = 0;  // index of the class
  std::size_t predicted = 0;
  std::size_t count = 0;
};

struct Scores {
  std::vector<ClassScores> classes;
  double macro_f1 = 0;  // mean of F1 over the classes that occur in the gold
  double accuracy = 0;
  Interval macro_f1_interval;
  Interval accuracy_interval;
  std::vector<Confusion> confusions;  // wrong ones, most frequent first
};

inline constexpr int kResamples = 1000;

// `gold` and `predicted` are indices into `labels`, row by row. The same seed gives the same intervals.
[[nodiscard]] Scores score(std::span<const std::size_t> gold, std::span<const std::size_t> predicted,
                           const std::vector<std::string>& labels, std::uint64_t seed);

// Interval of a share: `hits` of `total`, by resampling. `total` 0 gives [0, 0].
[[nodiscard]] Interval share_interval(std::size_t hits, std::size_t total, std::uint64_t seed);

}  // namespace chancery::evaluate
