#include "cli/stored_work.h"

#include <utility>

namespace chancery::cli {

Result<std::uint64_t> work_through(const StoredWork& work, const Interrupt& interrupt) {
  std::vector<Reader> readers;
  for (unsigned i = 0; i < work.threads; ++i) readers.emplace_back(work.knowledge, work.reader);
  Progress progress(std::nullopt);
  std::optional<Error> take_trouble, put_trouble;  // each written by one thread at a time, read after the work
  std::uint64_t articles = 0, findings = 0, bytes = 0;
  auto last_commit = std::chrono::steady_clock::now();

  parallel::ordered_work(
      work.threads,
      [&]() -> std::optional<StoredBatch> {
        if (interrupt.signal() != 0) return std::nullopt;
        auto taken = work.take();
        if (!taken) {
          take_trouble = std::move(taken.error());
          return std::nullopt;
        }
        if (taken->empty()) return std::nullopt;
        return StoredBatch{std::move(*taken), {}};
      },
      [&](unsigned worker, StoredBatch& batch) {
        for (const Article& article : batch.articles) batch.readings.push_back(readers[worker].read(article));
        return std::move(batch);
      },
      [&](const StoredBatch& batch) {
        for (std::size_t i = 0; i < batch.articles.size(); ++i) {
          if (auto done = work.put(batch.articles[i], batch.readings[i]); !done) {
            put_trouble = std::move(done.error());
            return false;
          }
          ++articles;
          findings += batch.readings[i].findings.size();
          bytes += batch.articles[i].text.size();
        }
        if (std::chrono::steady_clock::now() - last_commit >= kCommitTime) {
          if (auto done = work.record->commit(); !done) {
            put_trouble = std::move(done.error());
            return false;
          }
          last_commit = std::chrono::steady_clock::now();
        }
        progress.show(articles, findings, bytes);
        return true;
      });
  progress.clear();
  if (put_trouble) return std::unexpected(std::move(*put_trouble));
  if (auto done = work.record->commit(); !done) return std::unexpected(std::move(done.error()));
  if (take_trouble) return std::unexpected(std::move(*take_trouble));
  return articles;
}

}  // namespace chancery::cli
