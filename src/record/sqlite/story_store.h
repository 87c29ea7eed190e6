// The tables of stories: where an article is found by its keys, and which story it belongs to.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "connect/story_relation.h"
#include "record/sqlite/database.h"

namespace chancery::record {

// An article under a key. Articles of one key are ranked by a hash of their ids, so that the first of them are the same
// whatever the order in which they came.
struct KeyedArticle {
  std::uint32_t rank = 0;
  std::int64_t article = 0;

  friend auto operator<=>(const KeyedArticle&, const KeyedArticle&) = default;
};

// All calls may throw StoreTrouble. Keys of articles are those of `articles`.
class StoryStore {
 public:
  explicit StoryStore(Database& database);

  // What is compared of an article of the record; nothing where it is gone. The latest are kept in memory.
  [[nodiscard]] std::shared_ptr<const connect::StoryArticle> article(std::int64_t key);
  void keep(std::int64_t key, std::shared_ptr<const connect::StoryArticle> article);
  void drop(std::int64_t key);
  [[nodiscard]] const connect::Boilerplate& boilerplate() const noexcept { return boilerplate_; }
  [[nodiscard]] const connect::CorrectionTable& corrections() const noexcept { return corrections_; }

  // The first `limit` (0: all) articles under a key, by rank.
  [[nodiscard]] std::vector<KeyedArticle> under(std::uint32_t key, std::size_t limit);
  void put_under(std::uint32_t key, KeyedArticle article);
  void take_from(std::uint32_t key, KeyedArticle article);

  // 0 where the article is the only one of its story.
  [[nodiscard]] std::int64_t story_of(std::int64_t article);
  [[nodiscard]] std::vector<std::int64_t> members(std::int64_t story);
  // Takes a story apart: its articles stand alone.
  void dissolve(std::int64_t story);
  // Puts articles that stood alone and whole stories together.
  void unite(const std::vector<std::int64_t>& stories, const std::vector<std::int64_t>& articles);

  void put_correction(std::int64_t article, const connect::Correction& correction);
  void take_correction(std::int64_t article);
  [[nodiscard]] bool is_correction(std::int64_t article);

 private:
  struct First {
    std::int64_t article = 0;
    std::optional<Day> published;
    std::string id;
    [[nodiscard]] bool before(const First& other) const;
  };
  [[nodiscard]] First first_of(std::int64_t article);
  void supersede(std::int64_t story);
  Statement& statement(const char* sql);

  struct Kept {
    std::shared_ptr<const connect::StoryArticle> article;
    std::list<std::int64_t>::iterator use;
  };
  Database& database_;
  connect::Boilerplate boilerplate_;
  connect::CorrectionTable corrections_;
  std::unordered_map<const char*, Statement> statements_;
  std::unordered_map<std::int64_t, Kept> kept_;
  std::list<std::int64_t> uses_;  // the latest first
  std::size_t kept_words_ = 0;
};

}  // namespace chancery::record
