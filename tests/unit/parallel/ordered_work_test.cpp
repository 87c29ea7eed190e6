#include "parallel/ordered_work.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace chancery::parallel {
namespace {

TEST(OrderedWork, ResultsComeInTheOrderOfTheInputOnAnyNumberOfThreads) {
  for (const unsigned threads : {1U, 2U, 3U, 8U}) {
    int next = 0;
    std::vector<int> results;
    std::atomic<int> ahead{0}, most_ahead{0};
    ordered_work(
        threads, [&]() -> std::optional<int> { return next < 2000 ? std::optional(next++) : std::nullopt; },
        [&](unsigned worker, int& value) {
          EXPECT_LT(worker, threads);
          // Uneven work: the first of every ten takes a thousand times as long.
          volatile int spin = value % 10 == 0 ? 20000 : 20;
          while (spin > 0) spin = spin - 1;
          const int now = ++ahead;
          int most = most_ahead;
          while (now > most && !most_ahead.compare_exchange_weak(most, now)) {
          }
          return value * 2;
        },
        [&](int result) {
          --ahead;
          results.push_back(result);
          return true;
        });
    ASSERT_EQ(results.size(), 2000U);
    for (int i = 0; i < 2000; ++i) ASSERT_EQ(results[static_cast<std::size_t>(i)], 2 * i);
    EXPECT_LE(most_ahead, static_cast<int>(6 * threads));
  }
}

TEST(OrderedWork, StopsWhenFinishSaysSo) {
  for (const unsigned threads : {1U, 4U}) {
    int next = 0, finished = 0;
    ordered_work(
        threads, [&]() -> std::optional<int> { return next++; }, [](unsigned, int& value) { return value; },
        [&](int value) {
          ++finished;
          return value < 100;
        });
    EXPECT_EQ(finished, 101);
  }
}

TEST(OrderedWork, AnExceptionComesOut) {
  for (const unsigned threads : {1U, 4U}) {
    int next = 0;
    EXPECT_THROW(ordered_work(
                     threads, [&]() -> std::optional<int> { return next++; },
                     [](unsigned, int& value) {
                       if (value == 50) throw std::runtime_error("broken");
                       return value;
                     },
                     [](int) { return true; }),
                 std::runtime_error);
  }
}

}  // namespace
}  // namespace chancery::parallel
