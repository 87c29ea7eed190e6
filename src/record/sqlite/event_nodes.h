// The tables behind event groups (event_nodes, event_blocks, event_tellings), with what is in use held in memory.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "connect/event_groups.h"
#include "record/sqlite/database.h"

namespace chancery::record {

// Tellings of one signature.
struct EventNode {
  std::int64_t key = 0;
  connect::EventTelling first;  // the earliest of them
  std::string identity;         // bytes of the hash that the first would have alone (finding_identity.h)
  std::string name;             // the id that goes with it: "E3K7Q2M9XBD"
  std::string codes;            // who takes part, "CHN KAZ"
  std::int64_t parent = 0;      // node of its best antecedent, 0 none
  double score = 0;             // of the antecedent
  std::int64_t tree = 0;        // key of the node at the root
  std::int64_t finding = 0;     // the recorded event it belongs to, 0 not yet
};

// One telling as it comes with an article.
struct NewTelling {
  connect::EventTelling telling;
  std::string identity, name, codes;
};

// All calls may throw StoreTrouble. References to nodes hold until the next drop() or forget_cache().
class EventNodes {
 public:
  explicit EventNodes(Database& database) : database_(database) {}

  // The node of a signature; 0 where there is none.
  [[nodiscard]] std::int64_t of_signature(const text::Hash& signature);
  [[nodiscard]] EventNode& node(std::int64_t key);
  // A new node, its own tree.
  EventNode& create(const text::Hash& signature, NewTelling telling);
  // Another telling is the first now.
  void replace_first(EventNode& node, NewTelling telling);
  void drop(std::int64_t key);

  void set_parent(EventNode& node, std::int64_t parent, double score);
  void set_tree(EventNode& node, std::int64_t tree);
  void set_finding(EventNode& node, std::int64_t finding);

  [[nodiscard]] std::vector<std::int64_t> children(std::int64_t key);
  [[nodiscard]] std::vector<std::int64_t> in_tree(std::int64_t tree);
  // Nodes that may be one event with this one, each once, without itself.
  [[nodiscard]] std::vector<std::int64_t> candidates(const EventNode& node);

  // For when the file may have changed behind our back, or memory is wanted.
  void forget_cache();
  [[nodiscard]] std::size_t cached() const noexcept { return nodes_.size(); }

 private:
  using Block = std::vector<std::pair<std::int32_t, std::int64_t>>;  // day and node, sorted
  Statement& statement(const char* sql);
  [[nodiscard]] Block& block(std::uint64_t key);
  void put_entries(const EventNode& node);
  void take_entries(const EventNode& node);

  Database& database_;
  std::map<const char*, Statement> statements_;  // by address: every text stands in one place of the source
  std::unordered_map<std::int64_t, std::unique_ptr<EventNode>> nodes_;
  std::unordered_map<std::uint64_t, Block> blocks_;
};

}  // namespace chancery::record
