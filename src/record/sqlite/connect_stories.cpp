#include "record/sqlite/connect_stories.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "text/hash.h"

namespace chancery::record {

using connect::StoryArticle;

struct StoryConnector::Placed {
  std::shared_ptr<const StoryArticle> article;
  std::vector<std::uint32_t> keys;
  std::uint32_t rank = 0;
  std::string content;  // of the article's row, to know it again
};

namespace {

constexpr std::size_t kOlderAtOnce = 1000;

std::uint32_t rank_of(std::string_view article_id) noexcept {
  return static_cast<std::uint32_t>(text::hash64(article_id));
}

// Sets of articles and stories that grow together.
class Unions {
 public:
  std::int64_t find(std::int64_t node) {
    auto entry = parent_.try_emplace(node, node).first;
    while (entry->second != entry->first) {
      const auto above = parent_.find(entry->second);
      entry->second = above->second;
      entry = above;
    }
    return entry->first;
  }
  void unite(std::int64_t a, std::int64_t b) {
    a = find(a);
    b = find(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }
  [[nodiscard]] std::vector<std::int64_t> nodes() const {
    std::vector<std::int64_t> all;
    for (const auto& [node, parent] : parent_) all.push_back(node);
    std::sort(all.begin(), all.end());
    return all;
  }

 private:
  std::unordered_map<std::int64_t, std::int64_t> parent_;
};

bool is_in(const std::vector<KeyedArticle>& articles, std::int64_t article, std::size_t first) {
  const auto end = articles.begin() + static_cast<std::ptrdiff_t>(std::min(first, articles.size()));
  return std::any_of(articles.begin(), end, [&](const KeyedArticle& one) { return one.article == article; });
}

}  // namespace

// One bringing up to date.
class StoryConnector::Round {
 public:
  explicit Round(StoryStore& store) : store_(store) {}

  void leaves(std::int64_t article, const Placed& placed) {
    for (const std::uint32_t key : placed.keys) changes_[key].removed.push_back({placed.rank, article});
    dissolve_story_of(article);
  }

  void comes(std::int64_t article, const Placed& placed) {
    for (const std::uint32_t key : placed.keys) changes_[key].added.push_back({placed.rank, article});
    to_place_.insert(article);
    arrived_.insert(article);
  }

  void run() {
    for (auto& [key, change] : changes_) move_under(key, change);
    for (const std::int64_t story : broken_) {
      for (const std::int64_t member : store_.members(story)) to_place_.insert(member);
      store_.dissolve(story);
    }
    for (const std::int64_t article : to_place_) place(article);
    write();
  }

 private:
  struct Change {
    std::vector<KeyedArticle> added, removed;
  };

  // 0: few stand under a key, 1: many, 2: a crowd.
  static int crowding(std::size_t articles) noexcept { return articles <= kFew ? 0 : articles <= kCrowd ? 1 : 2; }

  void dissolve_story_of(std::int64_t article) {
    if (const std::int64_t story = store_.story_of(article); story != 0) broken_.insert(story);
  }

  // Changes the tables and notes which comparisons no longer count and which ones count from now on.
  void move_under(std::uint32_t key, Change& change) {
    const std::vector<KeyedArticle> before = store_.under(key, kCrowd + 1);
    for (const KeyedArticle& one : change.removed) store_.take_from(key, one);
    std::sort(change.added.begin(), change.added.end());
    for (const KeyedArticle& one : change.added) store_.put_under(key, one);
    std::vector<KeyedArticle> after;
    if (change.removed.empty()) {
      std::merge(before.begin(), before.end(), change.added.begin(), change.added.end(), std::back_inserter(after));
      if (after.size() > kCrowd + 1) after.resize(kCrowd + 1);
    } else {
      after = store_.under(key, kCrowd + 1);
    }

    // How much a key speaks for a pair falls at kFew and at kCrowd: then pairs may no longer count, or count anew.
    const int was = crowding(before.size());
    const int is = crowding(after.size());
    if (was < is) {
      for (const KeyedArticle& one : before) dissolve_story_of(one.article);
    } else if (was > is) {
      for (const KeyedArticle& one : after) to_place_.insert(one.article);
    } else if (is == 2) {
      for (std::size_t i = 0; i < kLeaders; ++i) {
        if (!is_in(after, before[i].article, kLeaders)) dissolve_story_of(before[i].article);
        if (!is_in(before, after[i].article, kLeaders)) to_place_.insert(after[i].article);
      }
    }
    under_.emplace(key, std::move(after));
  }

  const std::vector<KeyedArticle>& under(std::uint32_t key) {
    const auto known = under_.find(key);
    if (known != under_.end()) return known->second;
    return under_.emplace(key, store_.under(key, kCrowd + 1)).first->second;
  }

  // An article's set: itself, or the story that it belongs to already.
  std::int64_t node_of(std::int64_t article) {
    const auto known = node_.find(article);
    if (known != node_.end()) return known->second;
    const std::int64_t story = arrived_.contains(article) ? 0 : store_.story_of(article);
    return node_.emplace(article, story == 0 ? article : -story).first->second;
  }

  void place(std::int64_t article) {
    const auto mine = store_.article(article);
    if (!mine) return;  // forgotten in this very transaction
    const std::int64_t node = node_of(article);
    unions_.find(node);
    // What speaks for a pair: two keys of the text, or one that few share.
    std::map<std::int64_t, int> shared;
    for (const std::uint32_t key : connect::lookup_keys(*mine)) {
      const bool of_publisher = key == mine->address || key == mine->headline;
      const std::vector<KeyedArticle>& all = under(key);
      const auto add = [&](const KeyedArticle& other) {
        shared[other.article] += of_publisher ? 0 : crowding(all.size()) == 0 ? 2 : 1;
      };
      if (all.size() <= kCrowd) {
        std::for_each(all.begin(), all.end(), add);
      } else if (is_in(all, article, kLeaders)) {
        const std::vector<KeyedArticle> every = store_.under(key, 0);
        std::for_each(every.begin(), every.end(), add);
      } else {
        std::for_each(all.begin(), all.begin() + kLeaders, add);
      }
    }
    shared.erase(article);
    // Those with most in common first: with the first that holds, many others are of its story already.
    std::vector<std::pair<int, std::int64_t>> order;
    for (const auto& [other, weight] : shared) order.emplace_back(-weight, other);
    std::sort(order.begin(), order.end());
    for (const auto& [weight, other] : order) {
      // A single common key, an address or a headline speak for a correction only.
      if (weight > -2 && !mine->correction && !store_.is_correction(other)) continue;
      if (unions_.find(node) == unions_.find(node_of(other))) continue;
      const auto theirs = store_.article(other);
      if (theirs && connect::same_story(*mine, *theirs)) unions_.unite(node, node_of(other));
    }
  }

  void write() {
    std::map<std::int64_t, std::vector<std::int64_t>> sets;
    for (const std::int64_t node : unions_.nodes()) sets[unions_.find(node)].push_back(node);
    for (const auto& [root, nodes] : sets) {
      if (nodes.size() < 2) continue;
      std::vector<std::int64_t> stories;
      std::vector<std::int64_t> articles;
      for (const std::int64_t node : nodes) (node < 0 ? stories : articles).push_back(node < 0 ? -node : node);
      store_.unite(stories, articles);
    }
  }

  StoryStore& store_;
  std::map<std::uint32_t, Change> changes_;  // in the order of keys, as the table has them
  std::unordered_map<std::uint32_t, std::vector<KeyedArticle>> under_;
  std::set<std::int64_t> broken_;    // stories that may fall apart
  std::set<std::int64_t> to_place_;  // articles whose comparisons are to be made
  std::unordered_set<std::int64_t> arrived_;
  std::unordered_map<std::int64_t, std::int64_t> node_;
  Unions unions_;
};

StoryConnector::StoryConnector(Database& database)
    : database_(database), store_(database), content_(database, "SELECT content, id FROM articles WHERE key = ?1") {}

StoryConnector::~StoryConnector() = default;

std::string StoryConnector::content_of(std::int64_t key) {
  Query query(content_);
  query.bind(1, key);
  return query.step() ? std::string(query.text(0)) : std::string();
}

void StoryConnector::article_put(std::int64_t key, const Article& article, const Reading& reading) {
  take_in_older_articles();
  auto placed = std::make_unique<Placed>();
  placed->article = std::make_shared<const StoryArticle>(connect::story_article(
      article, reading.facts.source, reading.facts.date, store_.boilerplate(), store_.corrections()));
  placed->keys = connect::lookup_keys(*placed->article);
  placed->rank = rank_of(article.id);
  placed->content = content_of(key);
  store_.keep(key, placed->article);
  after_[key] = std::move(placed);
}

void StoryConnector::article_leaves(std::int64_t key) {
  take_in_older_articles();
  // What was put in this transaction does not stand in the tables yet.
  if (!before_.contains(key) && !after_.contains(key)) {
    Query query(content_);
    query.bind(1, key);
    if (!query.step()) return;
    auto placed = std::make_unique<Placed>();
    placed->rank = rank_of(query.text(1));
    placed->article = store_.article(key);
    placed->keys = connect::lookup_keys(*placed->article);
    before_[key] = std::move(placed);
  }
  store_.drop(key);
}

void StoryConnector::connect() {
  take_in_older_articles();
  Round round(store_);
  std::set<std::int64_t> touched;
  for (const auto& [key, placed] : before_) touched.insert(key);
  for (const auto& [key, placed] : after_) touched.insert(key);
  for (const std::int64_t key : touched) {
    const auto before = before_.find(key);
    auto after = after_.find(key);
    const std::string content = content_of(key);
    if (after != after_.end() && after->second->content != content) {
      // The store refused it after all: what stands there counts, if anything does.
      store_.drop(key);
      if (content.empty()) {
        after_.erase(after);
        after = after_.end();
      } else if (auto stored = store_.article(key)) {
        after->second->article = stored;
        after->second->keys = connect::lookup_keys(*stored);
      }
    } else if (after == after_.end() && !content.empty()) {
      continue;  // it left and is there as before
    }
    const bool was = before != before_.end();
    const bool is = after != after_.end() && !content.empty();
    if (was && is && *before->second->article == *after->second->article) continue;
    if (was) {
      round.leaves(key, *before->second);
      store_.take_correction(key);
    }
    if (!is) {
      store_.drop(key);
      continue;
    }
    round.comes(key, *after->second);
    if (after->second->article->correction) store_.put_correction(key, after->second->article->correction);
  }
  before_.clear();
  after_.clear();
  round.run();
}

void StoryConnector::take_in_older_articles() {
  if (ready_) return;
  ready_ = true;
  for (;;) {
    std::vector<std::pair<std::int64_t, std::string>> some;
    {
      Statement statement(database_,
                          "SELECT a.key, a.id FROM stories_wanting w JOIN articles a ON a.key = w.article LIMIT ?1");
      Query query(statement);
      query.bind(1, static_cast<std::int64_t>(kOlderAtOnce));
      while (query.step()) some.emplace_back(query.integer(0), std::string(query.text(1)));
    }
    if (some.empty()) break;
    Round round(store_);
    for (const auto& [key, id] : some) {
      Placed placed;
      placed.article = store_.article(key);
      placed.keys = connect::lookup_keys(*placed.article);
      placed.rank = rank_of(id);
      round.comes(key, placed);
      if (placed.article->correction) store_.put_correction(key, placed.article->correction);
      Statement statement(database_, "DELETE FROM stories_wanting WHERE article = ?1");
      Query query(statement);
      query.bind(1, key).run();
    }
    round.run();
  }
}

}  // namespace chancery::record
