#include "record/sqlite/connect_events.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "format/finding_json.h"
#include "record/finding_identity.h"
#include "record/sqlite/event_links.h"
#include "record/sqlite/event_nodes.h"

namespace chancery::record {
namespace {

constexpr std::size_t kMostCached = 200000;  // nodes held between commits, about 600 bytes each

using Keys = std::vector<std::int64_t>;

NewTelling make_telling(const Article& article, const std::optional<Day>& published, const Finding& finding,
                        std::size_t number) {
  NewTelling out;
  out.telling = connect::describe_event(article, published, std::get<Event>(finding), number);
  const FindingIdentity identity = identity_of(finding, article, number);
  out.identity.assign(identity.hash.begin(), identity.hash.end());
  out.name = identity.id;
  for (const std::string& code : identity.codes) out.codes += (out.codes.empty() ? "" : " ") + code;
  return out;
}

class EventConnector final : public Connector {
 public:
  explicit EventConnector(Database& database) : database_(database), nodes_(database), links_(database, nodes_) {}

  void article_put(std::int64_t key, const Article& article, const Reading& reading) override {
    auto& tellings = put_[key];
    tellings.clear();
    for (std::size_t i = 0; i < reading.findings.size(); ++i) {
      if (!std::holds_alternative<Event>(reading.findings[i])) continue;
      tellings.emplace_back(static_cast<std::int64_t>(i + 1),
                            make_telling(article, reading.facts.date, reading.findings[i], i + 1));
    }
    if (tellings.empty()) put_.erase(key);
  }

  void article_leaves(std::int64_t key) override {
    put_.erase(key);
    Query query(statement(
        "SELECT t.node FROM occurrences o JOIN event_tellings t ON t.occurrence = o.key WHERE o.article = ?1"));
    query.bind(1, key);
    while (query.step()) left_.insert(query.integer(0));
    Keys findings;
    {
      Query told(statement("SELECT DISTINCT finding FROM occurrences WHERE article = ?1"));
      told.bind(1, key);
      while (told.step()) findings.push_back(told.integer(0));
    }
    for (const std::int64_t finding : findings) links_.before_change(finding);
  }

  void connect() override {
    try {
      check_cache();
      take_backlog();
      changed_.clear();
      changed_trees_.clear();
      changed_findings_.clear();
      take_unlinked();
      if (put_.empty() && left_.empty() && changed_findings_.empty()) return;
      emptied_.clear();
      names_.clear();
      take_put();  // first: an event that an article tells again as it did keeps its node
      take_left();
      find_antecedents();
      regroup();
      for (const std::int64_t finding : emptied_) links_.before_change(finding);
      for (const std::int64_t finding : changed_findings_) links_.before_change(finding);
      drop_emptied();
      give_names();
      links_.update(changed_findings_);
      put_.clear();
      left_.clear();
      note_change();
      if (nodes_.cached() > kMostCached) nodes_.forget_cache();
    } catch (...) {
      nodes_.forget_cache();
      known_change_ = -1;
      links_.forget();
      throw;
    }
  }

 private:
  Statement& statement(const char* sql) {
    const auto known = statements_.find(sql);
    if (known != statements_.end()) return known->second;
    return statements_.emplace(sql, Statement(database_, sql)).first->second;
  }

  std::int64_t integer(const char* sql, std::int64_t value) {
    Query query(statement(sql));
    query.bind(1, value);
    return query.step() ? query.integer(0) : 0;
  }

  void run(const char* sql, std::int64_t one) {
    Query query(statement(sql));
    query.bind(1, one);
    query.run();
  }

  void run(const char* sql, std::int64_t one, std::int64_t other) {
    Query query(statement(sql));
    query.bind(1, one).bind(2, other);
    query.run();
  }

  // What is held in memory is true as long as nobody else wrote and no transaction of ours was rolled back.
  void check_cache() {
    Query query(statement("SELECT change FROM event_state"));
    const std::int64_t change = query.step() ? query.integer(0) : 0;
    if (change != known_change_) nodes_.forget_cache();
    known_change_ = change;
  }

  void note_change() {
    Query query(statement("UPDATE event_state SET change = change + 1"));
    query.run();
    ++known_change_;
  }

  // Articles of a record that an earlier version wrote.
  void take_backlog() {
    Keys articles;
    {
      Query query(statement("SELECT article FROM event_backlog"));
      while (query.step()) articles.push_back(query.integer(0));
    }
    if (articles.empty()) return;
    for (const std::int64_t article : articles) {
      if (put_.contains(article)) continue;
      std::vector<std::pair<std::int64_t, NewTelling>> tellings;
      Keys numbers;
      {
        Query query(
            statement("SELECT o.number FROM occurrences o JOIN findings f ON f.key = o.finding "
                      "WHERE o.article = ?1 AND f.kind = 'event' AND o.key NOT IN "
                      "(SELECT occurrence FROM event_tellings)"));
        query.bind(1, article);
        while (query.step()) numbers.push_back(query.integer(0));
      }
      for (const std::int64_t number : numbers) {
        if (auto telling = stored_telling(article, number)) tellings.emplace_back(number, *std::move(telling));
      }
      if (!tellings.empty()) put_.emplace(article, std::move(tellings));
    }
    database_.execute("DELETE FROM event_backlog");
  }

  // Events that an earlier version joined without looking for what became of them.
  void take_unlinked() {
    Query query(statement("SELECT finding FROM event_links_wanting"));
    while (query.step()) changed_findings_.insert(query.integer(0));
    if (!changed_findings_.empty()) database_.execute("DELETE FROM event_links_wanting");
  }

  // What the store holds of a telling; nothing where it is not there or cannot be read.
  std::optional<NewTelling> stored_telling(std::int64_t article_key, std::int64_t number) {
    Query query(
        statement("SELECT a.id, a.title, a.text, a.published, o.json FROM occurrences o "
                  "JOIN articles a ON a.key = o.article WHERE o.article = ?1 AND o.number = ?2"));
    query.bind(1, article_key).bind(2, number);
    if (!query.step()) return std::nullopt;
    Article article;
    article.id = query.text(0);
    article.title = query.text(1);
    article.text = query.text(2);
    const auto finding = format::parse_finding(query.text(4));
    if (!finding || !std::holds_alternative<Event>(*finding)) return std::nullopt;
    return make_telling(article, query.day(3), *finding, static_cast<std::size_t>(number));
  }

  // Nodes some of whose tellings went: another is their first, or they go.
  void take_left() {
    std::set<std::int64_t> gone;
    for (const std::int64_t key : left_) {
      std::optional<connect::TellingOrder> first;
      std::pair<std::int64_t, std::int64_t> where;  // article, number
      {
        Query query(
            statement("SELECT a.id, a.published, o.number, o.article FROM event_tellings t "
                      "JOIN occurrences o ON o.key = t.occurrence JOIN articles a ON a.key = o.article "
                      "WHERE t.node = ?1"));
        query.bind(1, key);
        while (query.step()) {
          const auto order = connect::order_of(query.text(0), query.day(1), static_cast<std::size_t>(query.integer(2)));
          if (first && *first < order) continue;
          first = order;
          where = {query.integer(3), query.integer(2)};
        }
      }
      EventNode& node = nodes_.node(key);
      if (first && *first == node.first.order) continue;
      changed_trees_.insert(node.tree);
      changed_findings_.insert(node.finding);
      for (const std::int64_t child : nodes_.children(key)) orphans_.insert(child);
      auto telling = first ? stored_telling(where.first, where.second) : std::nullopt;
      if (telling) {
        nodes_.replace_first(node, *std::move(telling));
        changed_.insert(key);
      } else {
        gone.insert(key);
      }
    }
    for (const std::int64_t key : gone) {
      nodes_.drop(key);
      orphans_.erase(key);
    }
  }

  void take_put() {
    for (auto& [article, tellings] : put_) {
      for (auto& [number, telling] : tellings) {
        std::int64_t occurrence = 0;
        {
          Query query(statement("SELECT key FROM occurrences WHERE article = ?1 AND number = ?2"));
          query.bind(1, article).bind(2, number);
          if (!query.step()) break;  // the article was rolled back
          occurrence = query.integer(0);
        }
        const text::Hash signature = connect::signature_of(telling.telling);
        std::int64_t key = nodes_.of_signature(signature);
        if (key == 0) {
          key = nodes_.create(signature, std::move(telling)).key;
          changed_.insert(key);
        } else if (EventNode& node = nodes_.node(key); telling.telling.order < node.first.order) {
          for (const std::int64_t child : nodes_.children(key)) orphans_.insert(child);
          nodes_.replace_first(node, std::move(telling));
          changed_.insert(key);
          changed_trees_.insert(node.tree);
          changed_findings_.insert(node.finding);
        }
        run("INSERT OR REPLACE INTO event_tellings(occurrence, node) VALUES (?1, ?2)", occurrence, key);
        added_.emplace_back(occurrence, key);
      }
    }
  }

  // Of all tellings before it the one it is most like; the earlier of two equals.
  void find_antecedent(EventNode& node) {
    std::int64_t parent = 0;
    double best = connect::kSameEvent;
    const connect::TellingOrder* order = nullptr;
    for (const std::int64_t key : nodes_.candidates(node)) {
      const EventNode& other = nodes_.node(key);
      if (!(other.first.order < node.first.order)) continue;
      const auto score = connect::sameness(node.first, other.first);
      if (!score || *score < best || (*score == best && order != nullptr && *order < other.first.order)) continue;
      best = *score;
      parent = key;
      order = &other.first.order;
    }
    adopt(node, parent, parent == 0 ? 0 : best);
  }

  void adopt(EventNode& node, std::int64_t parent, double score) {
    if (node.parent == parent && node.score == score) return;
    changed_trees_.insert(node.tree);
    if (parent != 0) changed_trees_.insert(nodes_.node(parent).tree);
    nodes_.set_parent(node, parent, score);
    touched_.insert(node.key);
  }

  void find_antecedents() {
    std::set<std::int64_t> again(changed_.begin(), changed_.end());
    again.insert(orphans_.begin(), orphans_.end());
    for (const std::int64_t key : again) {
      EventNode& node = nodes_.node(key);
      find_antecedent(node);
      if (node.tree == 0) touched_.insert(key);
    }
    // Those after a new or changed one may find it better than what they had.
    for (const std::int64_t key : changed_) {
      EventNode& node = nodes_.node(key);
      for (const std::int64_t later_key : nodes_.candidates(node)) {
        if (again.contains(later_key)) continue;
        EventNode& later = nodes_.node(later_key);
        if (!(node.first.order < later.first.order)) continue;
        const auto score = connect::sameness(later.first, node.first);
        if (!score || *score < connect::kSameEvent) continue;
        const bool better = later.parent == 0 || *score > later.score ||
                            (*score == later.score && node.first.order < nodes_.node(later.parent).first.order);
        if (better) adopt(later, key, *score);
      }
    }
    orphans_.clear();
  }

  // Trees, groups and findings of all nodes that a change can have moved.
  void regroup() {
    std::set<std::int64_t> affected(touched_.begin(), touched_.end());
    changed_trees_.erase(0);
    for (const std::int64_t tree : changed_trees_) {
      for (const std::int64_t key : nodes_.in_tree(tree)) affected.insert(key);
    }
    touched_.clear();
    std::map<std::int64_t, std::vector<EventNode*>> trees;
    for (const std::int64_t key : affected) {
      EventNode* root = &nodes_.node(key);
      while (root->parent != 0) root = &nodes_.node(root->parent);
      trees[root->key].push_back(&nodes_.node(key));
    }
    std::set<std::int64_t> taken;  // findings that a group has
    std::vector<std::pair<std::int64_t, std::vector<EventNode*>>> placed;
    for (auto& [root, members] : trees) {
      std::sort(members.begin(), members.end(),
                [](const EventNode* a, const EventNode* b) { return a->first.order < b->first.order; });
      std::unordered_map<std::int64_t, std::size_t> places;
      std::vector<connect::TreeNode> tree;
      for (EventNode* member : members) {
        nodes_.set_tree(*member, root);
        places.emplace(member->key, tree.size());
        const auto parent = places.find(member->parent);
        tree.push_back({&member->first, parent == places.end() ? tree.size() : parent->second});
      }
      const std::vector<std::size_t> cut = connect::cut_trees(tree);
      std::map<std::size_t, std::vector<EventNode*>> groups;
      for (std::size_t i = 0; i < members.size(); ++i) groups[cut[i]].push_back(members[i]);
      for (auto& [first, group] : groups) placed.emplace_back(put_group(group, taken), std::move(group));
    }
    for (const auto& [finding, group] : placed) {
      if (!changed_findings_.contains(finding)) continue;
      put_codes(finding, group);
      note_first(finding, *group.front());
    }
    for (const auto& [occurrence, key] : added_) move_occurrence(occurrence, nodes_.node(key).finding);
    added_.clear();
  }

  // One finding for all of a group: the one that most of its nodes have, that no other group has.
  std::int64_t put_group(const std::vector<EventNode*>& group, std::set<std::int64_t>& taken) {
    std::map<std::int64_t, std::size_t> votes;
    for (const EventNode* node : group) {
      if (node->finding != 0 && !taken.contains(node->finding)) ++votes[node->finding];
    }
    std::int64_t finding = 0;
    for (const auto& [key, count] : votes) {
      if (finding == 0 || count > votes[finding]) finding = key;
    }
    if (finding == 0) finding = free_finding(*group.front(), taken);
    taken.insert(finding);
    for (EventNode* node : group) {
      if (node->finding == finding) continue;
      if (node->finding != 0) {
        emptied_.insert(node->finding);
        changed_findings_.insert(node->finding);
      }
      changed_findings_.insert(finding);
      nodes_.set_finding(*node, finding);
      Keys occurrences;
      {
        Query query(statement("SELECT occurrence FROM event_tellings WHERE node = ?1"));
        query.bind(1, node->key);
        while (query.step()) occurrences.push_back(query.integer(0));
      }
      for (const std::int64_t occurrence : occurrences) move_occurrence(occurrence, finding);
    }
    return finding;
  }

  // The finding that the store gave one of its tellings, where no group has it; else a new one.
  std::int64_t free_finding(const EventNode& node, const std::set<std::int64_t>& taken) {
    Keys given;
    {
      Query query(
          statement("SELECT DISTINCT o.finding FROM event_tellings t JOIN occurrences o ON o.key = t.occurrence "
                    "WHERE t.node = ?1 ORDER BY 1"));
      query.bind(1, node.key);
      while (query.step()) given.push_back(query.integer(0));
    }
    for (const std::int64_t finding : given) {
      if (taken.contains(finding)) continue;
      if (integer("SELECT key FROM event_nodes WHERE finding = ?1 LIMIT 1", finding) == 0) return finding;
    }
    const std::string identity = "new " + std::to_string(node.key);
    Query query(statement("INSERT INTO findings(identity, id, kind) VALUES (?1, ?2, 'event')"));
    query.bind_bytes(1, identity.data(), identity.size()).bind(2, node.name);
    query.run();
    return sqlite3_last_insert_rowid(database_.handle());
  }

  void move_occurrence(std::int64_t occurrence, std::int64_t finding) {
    const std::int64_t before = integer("SELECT finding FROM occurrences WHERE key = ?1", occurrence);
    if (before == finding || before == 0) return;
    emptied_.insert(before);
    run("UPDATE occurrences SET finding = ?2 WHERE key = ?1", occurrence, finding);
  }

  void put_codes(std::int64_t finding, const std::vector<EventNode*>& group) {
    std::set<std::string> codes;
    for (const EventNode* node : group) {
      std::string_view rest = node->codes;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        codes.emplace(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    std::set<std::string> known;
    {
      Query query(statement("SELECT code FROM finding_codes WHERE finding = ?1"));
      query.bind(1, finding);
      while (query.step()) known.emplace(query.text(0));
    }
    if (known == codes) return;
    run("DELETE FROM finding_codes WHERE finding = ?1", finding);
    for (const std::string& code : codes) {
      Query query(statement("INSERT INTO finding_codes(code, finding) VALUES (?1, ?2)"));
      query.bind(1, code).bind(2, finding);
      query.run();
    }
  }

  // Which node names the finding.
  void note_first(std::int64_t finding, const EventNode& node) {
    names_.insert(node.name);
    Query known(statement("SELECT name FROM event_groups WHERE finding = ?1"));
    known.bind(1, finding);
    if (known.step()) names_.emplace(known.text(0));
    Query query(statement("INSERT OR REPLACE INTO event_groups(finding, first, name) VALUES (?1, ?2, ?3)"));
    query.bind(1, finding).bind(2, node.key).bind(3, node.name);
    query.run();
  }

  void drop_emptied() {
    for (const std::int64_t finding : emptied_) {
      if (integer("SELECT 1 FROM occurrences WHERE finding = ?1 LIMIT 1", finding) != 0) continue;
      Query known(statement("SELECT name FROM event_groups WHERE finding = ?1"));
      known.bind(1, finding);
      if (known.step()) names_.emplace(known.text(0));
      run("DELETE FROM findings WHERE key = ?1", finding);
    }
  }

  // A group has the identity that its first telling would have alone. Of several groups with the same (two meetings of
  // the same sides on one day) the earliest has it, the others one with their signature in it.
  void give_names() {
    struct Named {
      std::int64_t finding = 0;
      std::string identity, id;
    };
    std::vector<Named> changes;
    for (const std::string& name : names_) {
      std::vector<std::pair<connect::TellingOrder, std::pair<std::int64_t, std::int64_t>>> groups;
      {
        Query query(statement("SELECT finding, first FROM event_groups WHERE name = ?1"));
        query.bind(1, name);
        while (query.step()) {
          groups.push_back({nodes_.node(query.integer(1)).first.order, {query.integer(0), query.integer(1)}});
        }
      }
      std::sort(groups.begin(), groups.end());
      for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto [finding, first] = groups[i].second;
        const EventNode& node = nodes_.node(first);
        Named wanted{finding, node.identity, node.name};
        if (i > 0) {
          const text::Hash signature = connect::signature_of(node.first);
          std::string bytes = node.identity;
          bytes.append(signature.begin(), signature.end());
          const text::Hash hash = text::hash(bytes);
          wanted.identity.assign(hash.begin(), hash.end());
          wanted.id = "E" + text::to_base32(hash, static_cast<int>(node.name.size()) - 1);
        }
        Query query(statement("SELECT 1 FROM findings WHERE key = ?1 AND identity = ?2"));
        query.bind(1, finding).bind_bytes(2, wanted.identity.data(), wanted.identity.size());
        if (!query.step()) changes.push_back(std::move(wanted));
      }
    }
    // In two steps: one may take what another gives up.
    for (const Named& change : changes) {
      const std::string between = "between " + std::to_string(change.finding);
      Query query(statement("UPDATE findings SET identity = ?2 WHERE key = ?1"));
      query.bind(1, change.finding).bind_bytes(2, between.data(), between.size());
      query.run();
    }
    for (const Named& change : changes) {
      Query query(statement("UPDATE findings SET identity = ?2, id = ?3 WHERE key = ?1"));
      query.bind(1, change.finding).bind_bytes(2, change.identity.data(), change.identity.size()).bind(3, change.id);
      query.run();
    }
  }

  Database& database_;
  std::map<const char*, Statement> statements_;  // by address: every text stands in one place of the source
  EventNodes nodes_;
  EventLinks links_;
  std::int64_t known_change_ = -1;

  // Between commits.
  std::map<std::int64_t, std::vector<std::pair<std::int64_t, NewTelling>>> put_;  // by article: number, telling
  std::set<std::int64_t> left_;                                                   // nodes whose tellings went

  // Within connect().
  std::set<std::int64_t> changed_;  // nodes that are new or have another first telling
  std::set<std::int64_t> orphans_;  // nodes whose antecedent changed or went
  std::set<std::int64_t> touched_;  // nodes with another antecedent
  std::set<std::int64_t> changed_trees_;
  std::vector<std::pair<std::int64_t, std::int64_t>> added_;  // occurrence, node
  std::set<std::int64_t> changed_findings_;                   // findings whose nodes, or their first tellings, changed
  std::set<std::int64_t> emptied_;                            // findings that lost an occurrence
  std::set<std::string> names_;                               // that groups gained or lost
};

}  // namespace

std::unique_ptr<Connector> make_event_connector(Database& database) {
  return std::make_unique<EventConnector>(database);
}

}  // namespace chancery::record
