#include "record/sqlite/story_store.h"

#include <algorithm>
#include <map>

namespace chancery::record {
namespace {

constexpr std::size_t kWordsInMemory = 2'000'000;  // of texts kept for comparison, 12 bytes each

std::int64_t entry(std::uint32_t key, std::uint32_t rank) noexcept {
  return static_cast<std::int64_t>((static_cast<std::uint64_t>(key) << 32U) | rank);
}

template <typename Table>
Table built_in() {
  auto table = Table::built_in();
  if (!table) throw StoreTrouble{std::move(table.error())};
  return *std::move(table);
}

}  // namespace

StoryStore::StoryStore(Database& database)
    : database_(database),
      boilerplate_(built_in<connect::Boilerplate>()),
      corrections_(built_in<connect::CorrectionTable>()) {}

Statement& StoryStore::statement(const char* sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end()) return known->second;
  return statements_.emplace(sql, Statement(database_, sql)).first->second;
}

std::shared_ptr<const connect::StoryArticle> StoryStore::article(std::int64_t key) {
  if (const auto known = kept_.find(key); known != kept_.end()) {
    uses_.splice(uses_.begin(), uses_, known->second.use);
    return known->second.article;
  }
  Query query(statement("SELECT title, text, url, publisher, published FROM articles WHERE key = ?1"));
  query.bind(1, key);
  if (!query.step()) return nullptr;
  Article article;
  article.title = query.text(0);
  article.text = query.text(1);
  article.url = query.text(2);
  auto made = std::make_shared<const connect::StoryArticle>(
      connect::story_article(article, std::string(query.text(3)), query.day(4), boilerplate_, corrections_));
  keep(key, made);
  return made;
}

void StoryStore::keep(std::int64_t key, std::shared_ptr<const connect::StoryArticle> article) {
  drop(key);
  kept_words_ += article->tokens.size();
  uses_.push_front(key);
  kept_.emplace(key, Kept{std::move(article), uses_.begin()});
  while (kept_words_ > kWordsInMemory && uses_.size() > 1) drop(uses_.back());
}

void StoryStore::drop(std::int64_t key) {
  const auto known = kept_.find(key);
  if (known == kept_.end()) return;
  kept_words_ -= known->second.article->tokens.size();
  uses_.erase(known->second.use);
  kept_.erase(known);
}

std::vector<KeyedArticle> StoryStore::under(std::uint32_t key, std::size_t limit) {
  Query query(
      statement("SELECT entry, article FROM story_keys WHERE entry BETWEEN ?1 AND ?2 ORDER BY entry, article "
                "LIMIT ?3"));
  query.bind(1, entry(key, 0)).bind(2, entry(key, 0xFFFFFFFF));
  query.bind(3, limit == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(limit));
  std::vector<KeyedArticle> found;
  while (query.step()) {
    found.push_back({static_cast<std::uint32_t>(static_cast<std::uint64_t>(query.integer(0))), query.integer(1)});
  }
  return found;
}

void StoryStore::put_under(std::uint32_t key, KeyedArticle article) {
  Query query(statement("INSERT OR IGNORE INTO story_keys(entry, article) VALUES (?1, ?2)"));
  query.bind(1, entry(key, article.rank)).bind(2, article.article).run();
}

void StoryStore::take_from(std::uint32_t key, KeyedArticle article) {
  Query query(statement("DELETE FROM story_keys WHERE entry = ?1 AND article = ?2"));
  query.bind(1, entry(key, article.rank)).bind(2, article.article).run();
}

std::int64_t StoryStore::story_of(std::int64_t article) {
  Query query(statement("SELECT story FROM story_members WHERE article = ?1"));
  query.bind(1, article);
  return query.step() ? query.integer(0) : 0;
}

std::vector<std::int64_t> StoryStore::members(std::int64_t story) {
  Query query(statement("SELECT article FROM story_members WHERE story = ?1"));
  query.bind(1, story);
  std::vector<std::int64_t> found;
  while (query.step()) found.push_back(query.integer(0));
  return found;
}

void StoryStore::dissolve(std::int64_t story) {
  for (const char* sql :
       {"DELETE FROM superseded WHERE article IN (SELECT article FROM story_members WHERE story = ?1)",
        "DELETE FROM story_members WHERE story = ?1", "DELETE FROM stories WHERE key = ?1"}) {
    Query query(statement(sql));
    query.bind(1, story).run();
  }
}

bool StoryStore::First::before(const First& other) const {
  if (published.has_value() != other.published.has_value()) return published.has_value();
  return std::tie(published, id) < std::tie(other.published, other.id);
}

StoryStore::First StoryStore::first_of(std::int64_t article) {
  Query query(statement("SELECT published, id FROM articles WHERE key = ?1"));
  query.bind(1, article);
  if (!query.step()) return {};
  return {article, query.day(0), std::string(query.text(1))};
}

void StoryStore::unite(const std::vector<std::int64_t>& stories, const std::vector<std::int64_t>& articles) {
  std::optional<First> first;
  const auto consider = [&](std::int64_t article) {
    First other = first_of(article);
    if (!first || other.before(*first)) first = std::move(other);
  };
  std::int64_t story = 0;
  bool corrected = false;
  for (const std::int64_t one : stories) {
    Query query(statement("SELECT first, corrected FROM stories WHERE key = ?1"));
    query.bind(1, one);
    if (!query.step()) continue;
    corrected = corrected || query.integer(1) != 0;
    consider(query.integer(0));
    story = std::max(story, one);
  }
  for (const std::int64_t one : articles) {
    consider(one);
    if (!corrected) {
      Query query(statement("SELECT 1 FROM story_corrections WHERE article = ?1"));
      query.bind(1, one);
      corrected = query.step();
    }
  }
  if (!first) return;
  const std::string id = connect::story_id(first->id);
  {
    Query query(story != 0 ? statement("UPDATE stories SET id = ?1, first = ?2, corrected = ?3 WHERE key = ?4")
                           : statement("INSERT INTO stories(id, first, corrected) VALUES (?1, ?2, ?3)"));
    query.bind(1, id).bind(2, first->article).bind(3, std::int64_t{corrected ? 1 : 0});
    if (story != 0) query.bind(4, story);
    query.run();
  }
  if (story == 0) story = sqlite3_last_insert_rowid(database_.handle());
  for (const std::int64_t one : stories) {
    if (one == story) continue;
    for (const char* sql :
         {"UPDATE story_members SET story = ?2 WHERE story = ?1", "DELETE FROM stories WHERE key = ?1"}) {
      Query query(statement(sql));
      query.bind(1, one);
      if (sql[0] == 'U') query.bind(2, story);
      query.run();
    }
  }
  for (const std::int64_t one : articles) {
    Query query(statement("INSERT INTO story_members(article, story) VALUES (?1, ?2)"));
    query.bind(1, one).bind(2, story).run();
  }
  if (corrected) supersede(story);
}

// Each article that another one of the story corrects is superseded by the last of those.
void StoryStore::supersede(std::int64_t story) {
  struct Member {
    std::int64_t key = 0;
    std::string id;
    connect::StoryArticle article;
  };
  std::vector<Member> all;
  {
    Query query(
        statement("SELECT a.key, a.id, a.publisher, a.published, c.kind, c.number FROM story_members m "
                  "JOIN articles a ON a.key = m.article LEFT JOIN story_corrections c ON c.article = a.key "
                  "WHERE m.story = ?1"));
    query.bind(1, story);
    while (query.step()) {
      Member member;
      member.key = query.integer(0);
      member.id = query.text(1);
      member.article.publisher = connect::story_publisher(query.text(2));
      member.article.published = query.day(3);
      member.article.correction.kind = static_cast<connect::CorrectionKind>(query.integer(4));
      member.article.correction.number = static_cast<int>(query.integer(5));
      all.push_back(std::move(member));
    }
  }
  {
    Query query(
        statement("DELETE FROM superseded WHERE article IN (SELECT article FROM story_members WHERE story = ?1)"));
    query.bind(1, story).run();
  }
  std::sort(all.begin(), all.end(), [](const Member& a, const Member& b) { return a.id < b.id; });
  for (const Member& earlier : all) {
    const Member* last = nullptr;
    for (const Member& later : all) {
      if (!later.article.correction || !connect::supersedes(later.article, earlier.article)) continue;
      if (last == nullptr || connect::supersedes(later.article, last->article)) last = &later;
    }
    if (last == nullptr) continue;
    Query query(statement("INSERT INTO superseded(article, by, kind) VALUES (?1, ?2, ?3)"));
    query.bind(1, earlier.key).bind(2, last->key).bind(3, to_string(last->article.correction.kind)).run();
  }
}

void StoryStore::put_correction(std::int64_t article, const connect::Correction& correction) {
  Query query(statement("INSERT OR REPLACE INTO story_corrections(article, kind, number) VALUES (?1, ?2, ?3)"));
  query.bind(1, article).bind(2, static_cast<std::int64_t>(correction.kind));
  query.bind(3, std::int64_t{correction.number}).run();
}

bool StoryStore::is_correction(std::int64_t article) {
  Query query(statement("SELECT 1 FROM story_corrections WHERE article = ?1"));
  query.bind(1, article);
  return query.step();
}

void StoryStore::take_correction(std::int64_t article) {
  Query query(statement("DELETE FROM story_corrections WHERE article = ?1"));
  query.bind(1, article).run();
}

}  // namespace chancery::record
