#include "chancery/resolve.h"

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

Result<std::uint64_t> resolve_people(Record& record, Reader& reader, std::string_view reader_version) {
  std::uint64_t read = 0;
  for (;;) {
    const auto batch = record.unresolved(reader_version, kBatch);
    if (!batch) return std::unexpected(batch.error());
    for (const UnresolvedArticle& one : *batch) {
      const auto stored = record.article(one.article_id);
      if (!stored) return std::unexpected(stored.error());
      const Reading reading = reader.read(stored->article, one.holders);
      if (auto put = record.put_resolved(stored->article, reading, reader_version); !put) {
        return std::unexpected(put.error());
      }
      ++read;
    }
    if (auto committed = record.commit(); !committed) return std::unexpected(committed.error());
    if (batch->empty()) return read;
  }
}

}  // namespace chancery
