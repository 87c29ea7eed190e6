#include "record/sqlite/event_nodes.h"

#include <algorithm>

namespace chancery::record {
namespace {

std::int64_t as_stored(std::uint64_t block) { return static_cast<std::int64_t>(block); }

}  // namespace

Statement& EventNodes::statement(const char* sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end()) return known->second;
  return statements_.emplace(sql, Statement(database_, sql)).first->second;
}

std::int64_t EventNodes::of_signature(const text::Hash& signature) {
  Query query(statement("SELECT key FROM event_nodes WHERE signature = ?1"));
  query.bind_bytes(1, signature.data(), signature.size());
  return query.step() ? query.integer(0) : 0;
}

EventNode& EventNodes::node(std::int64_t key) {
  auto& held = nodes_[key];
  if (held) return *held;
  Query query(
      statement("SELECT telling, identity, name, codes, parent, score, tree, finding FROM event_nodes WHERE key = ?1"));
  query.bind(1, key);
  auto node = std::make_unique<EventNode>();
  if (query.step()) {
    if (auto telling = connect::parse_telling(query.text(0))) node->first = *std::move(telling);
    node->identity = query.text(1);
    node->name = query.text(2);
    node->codes = query.text(3);
    node->parent = query.integer(4);
    node->score = query.number(5);
    node->tree = query.integer(6);
    node->finding = query.integer(7);
  }
  node->key = key;
  held = std::move(node);
  return *held;
}

EventNode& EventNodes::create(const text::Hash& signature, NewTelling telling) {
  const std::string bytes = connect::serialise(telling.telling);
  {
    Query query(
        statement("INSERT INTO event_nodes(signature, telling, identity, name, codes, parent, score, tree) "
                  "VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0)"));
    query.bind_bytes(1, signature.data(), signature.size()).bind_bytes(2, bytes.data(), bytes.size());
    query.bind_bytes(3, telling.identity.data(), telling.identity.size()).bind(4, telling.name).bind(5, telling.codes);
    query.run();
  }
  auto node = std::make_unique<EventNode>();
  node->key = sqlite3_last_insert_rowid(database_.handle());
  node->first = std::move(telling.telling);
  node->identity = std::move(telling.identity);
  node->name = std::move(telling.name);
  node->codes = std::move(telling.codes);
  EventNode& held = *(nodes_[node->key] = std::move(node));
  put_entries(held);
  return held;
}

void EventNodes::replace_first(EventNode& node, NewTelling telling) {
  take_entries(node);
  node.first = std::move(telling.telling);
  node.identity = std::move(telling.identity);
  node.name = std::move(telling.name);
  node.codes = std::move(telling.codes);
  const std::string bytes = connect::serialise(node.first);
  Query query(statement("UPDATE event_nodes SET telling = ?1, identity = ?2, name = ?3, codes = ?4 WHERE key = ?5"));
  query.bind_bytes(1, bytes.data(), bytes.size()).bind_bytes(2, node.identity.data(), node.identity.size());
  query.bind(3, node.name).bind(4, node.codes).bind(5, node.key);
  query.run();
  put_entries(node);
}

void EventNodes::drop(std::int64_t key) {
  take_entries(node(key));
  Query query(statement("DELETE FROM event_nodes WHERE key = ?1"));
  query.bind(1, key);
  query.run();
  nodes_.erase(key);
}

void EventNodes::set_parent(EventNode& node, std::int64_t parent, double score) {
  if (node.parent == parent && node.score == score) return;
  node.parent = parent;
  node.score = score;
  Query query(statement("UPDATE event_nodes SET parent = ?1, score = ?2 WHERE key = ?3"));
  query.bind(1, parent).bind(2, score).bind(3, node.key);
  query.run();
}

void EventNodes::set_tree(EventNode& node, std::int64_t tree) {
  if (node.tree == tree) return;
  node.tree = tree;
  Query query(statement("UPDATE event_nodes SET tree = ?1 WHERE key = ?2"));
  query.bind(1, tree).bind(2, node.key);
  query.run();
}

void EventNodes::set_finding(EventNode& node, std::int64_t finding) {
  if (node.finding == finding) return;
  node.finding = finding;
  Query query(statement("UPDATE event_nodes SET finding = ?1 WHERE key = ?2"));
  query.bind(1, finding).bind(2, node.key);
  query.run();
}

std::vector<std::int64_t> EventNodes::children(std::int64_t key) {
  std::vector<std::int64_t> keys;
  Query query(statement("SELECT key FROM event_nodes WHERE parent = ?1"));
  query.bind(1, key);
  while (query.step()) keys.push_back(query.integer(0));
  return keys;
}

std::vector<std::int64_t> EventNodes::in_tree(std::int64_t tree) {
  std::vector<std::int64_t> keys;
  Query query(statement("SELECT key FROM event_nodes WHERE tree = ?1"));
  query.bind(1, tree);
  while (query.step()) keys.push_back(query.integer(0));
  return keys;
}

std::vector<std::int64_t> EventNodes::candidates(const EventNode& node) {
  std::vector<std::int64_t> keys;
  for (const connect::BlockRange& range : connect::ranges_of(node.first)) {
    const Block& entries = block(range.block);
    auto at = std::lower_bound(entries.begin(), entries.end(), std::pair(range.first, INT64_MIN));
    for (; at != entries.end() && at->first <= range.last; ++at) {
      if (at->second != node.key) keys.push_back(at->second);
    }
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

EventNodes::Block& EventNodes::block(std::uint64_t key) {
  const auto known = blocks_.find(key);
  if (known != blocks_.end()) return known->second;
  Block& entries = blocks_[key];
  Query query(statement("SELECT day, node FROM event_blocks WHERE block = ?1"));
  query.bind(1, as_stored(key));
  while (query.step()) entries.emplace_back(static_cast<std::int32_t>(query.integer(0)), query.integer(1));
  return entries;  // the table's key has put them in order
}

void EventNodes::put_entries(const EventNode& node) {
  for (const connect::BlockEntry& entry : connect::entries_of(node.first)) {
    Query query(statement("INSERT OR IGNORE INTO event_blocks(block, day, node) VALUES (?1, ?2, ?3)"));
    query.bind(1, as_stored(entry.block)).bind(2, std::int64_t{entry.day}).bind(3, node.key);
    query.run();
    const auto held = blocks_.find(entry.block);
    if (held == blocks_.end()) continue;
    const std::pair value(entry.day, node.key);
    const auto at = std::lower_bound(held->second.begin(), held->second.end(), value);
    if (at == held->second.end() || *at != value) held->second.insert(at, value);
  }
}

void EventNodes::take_entries(const EventNode& node) {
  for (const connect::BlockEntry& entry : connect::entries_of(node.first)) {
    Query query(statement("DELETE FROM event_blocks WHERE block = ?1 AND day = ?2 AND node = ?3"));
    query.bind(1, as_stored(entry.block)).bind(2, std::int64_t{entry.day}).bind(3, node.key);
    query.run();
    const auto held = blocks_.find(entry.block);
    if (held == blocks_.end()) continue;
    std::erase(held->second, std::pair(entry.day, node.key));
  }
}

void EventNodes::forget_cache() {
  nodes_.clear();
  blocks_.clear();
}

}  // namespace chancery::record
