// Articles out of a record, read again on many threads and written in order.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "chancery/reader.h"
#include "chancery/record.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "parallel/ordered_work.h"

namespace chancery::cli {

// What is not committed is lost when the program is killed; a commit costs milliseconds.
inline constexpr std::size_t kStoredBatch = 100;
inline constexpr std::chrono::milliseconds kCommitTime{250};

struct StoredBatch {
  std::vector<Article> articles;
  std::vector<Reading> readings;
};

struct StoredWork {
  Record* record = nullptr;  // written, and committed every kCommitTime
  unsigned threads = 1;
  std::shared_ptr<const Knowledge> knowledge;
  ReaderOptions reader;
  // The next articles, none at the end. Called by one thread at a time.
  std::function<Result<std::vector<Article>>()> take;
  // Puts one article with its reading where it belongs.
  std::function<Result<void>(const Article&, const Reading&)> put;
};

// Runs until there is nothing to take, or a signal came; commits what was put. Gives the number of articles.
[[nodiscard]] Result<std::uint64_t> work_through(const StoredWork& work, const Interrupt& interrupt);

}  // namespace chancery::cli
