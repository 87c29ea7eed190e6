// Keeps the stories of the record: which articles tell one story in one text, and which of them others supersede.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "record/sqlite/connector.h"
#include "record/sqlite/story_store.h"

namespace chancery::record {

// A story is a connected component of this relation: two articles are compared, and connect::same_story holds. Compared
// are those that stand together under two keys (connect::lookup_keys), or under one that at most kFew articles share;
// those that say of themselves that they correct another, under one key of any kind. Under a key of more than kCrowd
// articles each meets only the first kLeaders, so that an article costs the same however many of its kind there are.
// All this depends on the set of articles alone, and so do the stories.
class StoryConnector final : public Connector {
 public:
  static constexpr std::size_t kFew = 4;
  static constexpr std::size_t kCrowd = 32;
  static constexpr std::size_t kLeaders = 2;

  explicit StoryConnector(Database& database);
  ~StoryConnector() override;

  void article_put(std::int64_t key, const Article& article, const Reading& reading) override;
  void article_leaves(std::int64_t key) override;
  void connect() override;
  bool uses_findings() const override { return false; }

 private:
  struct Placed;  // an article and the keys under which it stands
  class Round;

  void take_in_older_articles();
  std::string content_of(std::int64_t key);

  Database& database_;
  StoryStore store_;
  Statement content_;
  std::unordered_map<std::int64_t, std::unique_ptr<Placed>> before_;  // of articles that left: as the tables have them
  std::unordered_map<std::int64_t, std::unique_ptr<Placed>> after_;   // of articles that were put
  bool ready_ = false;                                                // articles of an older schema have been taken in
};

}  // namespace chancery::record
