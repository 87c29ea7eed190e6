// What joins an article's findings with those of other articles, each kind of connection in a class of its own.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "chancery/article.h"
#include "chancery/reader.h"
#include "record/sqlite/database.h"

namespace chancery::record {

// Hears what happens to articles within a transaction and, before it is committed, brings its tables up to date. What
// stands in them afterwards depends on the articles of the record alone, never on the order in which they came. The
// rules themselves are pure functions of src/connect. All calls may throw StoreTrouble; keys are those of `articles`.
class Connector {
 public:
  virtual ~Connector() = default;

  // The article's row and its occurrences have been written.
  virtual void article_put(std::int64_t key, const Article& article, const Reading& reading) = 0;
  // The article's occurrences are about to be deleted: it is put again (article_put follows) or forgotten.
  virtual void article_leaves(std::int64_t key) = 0;
  // Before COMMIT. A key that was told may be gone again: an article that the store refused is rolled back alone.
  virtual void connect() = 0;
  // Whether findings matter to it; else it hears nothing of an article that is only read again.
  [[nodiscard]] virtual bool uses_findings() const { return true; }
};

// In the order in which they are called. The database outlives them.
[[nodiscard]] std::vector<std::unique_ptr<Connector>> make_connectors(Database& database);

}  // namespace chancery::record
