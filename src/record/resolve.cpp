#include "chancery/resolve.h"

#include <optional>
#include <utility>
#include <vector>

#include "parallel/ordered_work.h"

namespace chancery {
namespace {

// Articles between two commits.
constexpr std::size_t kBatch = 500;

}  // namespace

Result<Reading> read_resolved(Record& record, Reader& reader, const Article& article) {
  const auto tenures = record.tenures_for(article.id, false);
  if (!tenures) return std::unexpected(tenures.error());
  std::vector<LearntHolder> holders;
  for (const LearntTenure& tenure : *tenures) holders.push_back(tenure.holder);
  return reader.read(article, holders);
}

Result<std::uint64_t> resolve_people(Record& record, std::span<Reader> readers, std::string_view reader_version) {
  std::uint64_t read = 0;
  for (;;) {
    const auto batch = record.unresolved(reader_version, kBatch);
    if (!batch) return std::unexpected(batch.error());
    std::vector<Article> articles;
    for (const UnresolvedArticle& one : *batch) {
      auto stored = record.article(one.article_id);
      if (!stored) return std::unexpected(stored.error());
      articles.push_back(std::move(stored->article));
    }
    std::optional<Error> trouble;
    std::size_t next = 0;
    parallel::ordered_work(
        static_cast<unsigned>(readers.size()),
        [&]() -> std::optional<std::size_t> { return next < articles.size() ? std::optional(next++) : std::nullopt; },
        [&](unsigned worker, std::size_t i) {
          return std::pair(i, readers[worker].read(articles[i], (*batch)[i].holders));
        },
        [&](const std::pair<std::size_t, Reading>& done) {
          auto put = record.put_resolved(articles[done.first], done.second, reader_version);
          if (!put) trouble = std::move(put.error());
          return put.has_value();
        });
    if (trouble) return std::unexpected(*std::move(trouble));
    read += articles.size();
    if (auto committed = record.commit(); !committed) return std::unexpected(committed.error());
    if (batch->empty()) return read;
  }
}

}  // namespace chancery
