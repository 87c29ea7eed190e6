#include "connect/event_groups.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

namespace chancery::connect {
namespace {

constexpr std::int32_t kSlack = 3;          // days between tellings of one event
constexpr std::int32_t kLongestMonth = 31;  // days
constexpr std::size_t kMostSides = 6;       // of a summit the first by key count for blocks

// Kinds of dates, which are looked for in different ways.
enum class Span : std::uint8_t { day, month, longer, undated };

Span span_of(const EventTelling& telling) {
  if (telling.basis == DayBasis::none) return Span::undated;
  const std::int32_t length = telling.to - telling.from;
  return length <= 7 ? Span::day : length <= kLongestMonth ? Span::month : Span::longer;
}

// Types that may be one act (event_sameness.cpp).
std::uint8_t family(EventType type) {
  switch (type) {
    case EventType::mobilize:
    case EventType::coerce: return static_cast<std::uint8_t>(EventType::assault);
    case EventType::concede: return static_cast<std::uint8_t>(EventType::agree);
    default: return static_cast<std::uint8_t>(type);
  }
}

std::uint64_t mix(std::uint64_t value) {  // splitmix64's finaliser (Steele, Lea and Flood 2014)
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31U);
}

std::uint64_t block(const EventTelling& telling, Span span, Key one, Key other) {
  const std::uint64_t what = static_cast<std::uint64_t>(family(telling.type)) << 16U |
                             static_cast<std::uint64_t>(telling.status) << 8U | static_cast<std::uint64_t>(span);
  const std::uint64_t sides = static_cast<std::uint64_t>(std::min(one, other)) << 32U | std::max(one, other);
  return mix(sides ^ mix(what + 1));
}

// The pairs of sides under which a telling stands; of a lead also who acts, alone (a pair with 0).
std::vector<std::pair<Key, Key>> pairs_of(const EventTelling& telling) {
  std::vector<std::pair<Key, Key>> pairs;
  const auto first = [](const std::vector<Key>& keys) {
    return std::vector<Key>(keys.begin(),
                            keys.begin() + static_cast<std::ptrdiff_t>(std::min(keys.size(), kMostSides)));
  };
  const std::vector<Key> actors = first(telling.actors);
  const std::vector<Key> recipients = first(telling.recipients);
  if (telling.mutual) {
    for (std::size_t i = 0; i < actors.size(); ++i) {
      for (std::size_t j = i + 1; j < actors.size(); ++j) pairs.emplace_back(actors[i], actors[j]);
    }
  } else {
    for (const Key actor : actors) {
      for (const Key recipient : recipients) pairs.emplace_back(std::min(actor, recipient), std::max(actor, recipient));
    }
  }
  if (pairs.empty()) {
    for (const Key actor : actors) pairs.emplace_back(actor, actor);
    for (const Key recipient : recipients) pairs.emplace_back(recipient, recipient);
  }
  if (telling.lead && !telling.mutual) {
    for (const Key actor : actors) pairs.emplace_back(actor, 0);
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace

std::vector<BlockEntry> entries_of(const EventTelling& telling) {
  const Span span = span_of(telling);
  std::vector<BlockEntry> entries;
  for (const auto& [one, other] : pairs_of(telling)) {
    const std::uint64_t key = block(telling, span, one, other);
    if (span == Span::undated) {
      entries.push_back({key, telling.order.published});
      continue;
    }
    entries.push_back({key, telling.from});
    if (telling.or_from != telling.from) entries.push_back({key, telling.or_from});
  }
  return entries;
}

std::vector<BlockRange> ranges_of(const EventTelling& telling) {
  const Span span = span_of(telling);
  std::vector<BlockRange> ranges;
  for (const auto& [one, other] : pairs_of(telling)) {
    switch (span) {
      case Span::undated: {
        const std::int32_t day = telling.order.published;
        ranges.push_back({block(telling, span, one, other), day == kUndated ? day : day - kSlack,
                          day >= kUndated - kSlack ? kUndated : day + kSlack});
        break;
      }
      case Span::longer: ranges.push_back({block(telling, span, one, other), telling.from, telling.from}); break;
      case Span::day:
      case Span::month:
        // An interval of a week may begin seven days before a day in it, one of a month thirty-one.
        ranges.push_back({block(telling, Span::day, one, other), telling.from - 7 - kSlack,
                          std::max(telling.to, telling.or_from) + kSlack});
        ranges.push_back({block(telling, Span::month, one, other), telling.from - kLongestMonth - kSlack,
                          std::max(telling.to, telling.or_from) + kSlack});
        break;
    }
  }
  return ranges;
}

std::vector<std::size_t> cut_trees(std::span<const TreeNode> nodes) {
  std::vector<std::size_t> group(nodes.size());
  std::unordered_map<std::size_t, std::vector<std::size_t>> members;  // by the first of a group
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    group[i] = i;
    if (nodes[i].parent != i) {
      const std::size_t first = group[nodes[i].parent];
      const auto& others = members[first];
      const bool fits = days_fit(*nodes[i].telling, *nodes[first].telling) &&
                        std::none_of(others.begin(), others.end(), [&](std::size_t other) {
                          return contradict(*nodes[i].telling, *nodes[other].telling);
                        });
      if (fits) group[i] = first;
    }
    members[group[i]].push_back(i);
  }
  return group;
}

std::vector<std::size_t> group_events(std::span<const EventTelling> tellings) {
  // Tellings of one signature stand for the first of them.
  std::vector<std::size_t> order(tellings.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return tellings[a].order < tellings[b].order; });
  std::map<text::Hash, std::size_t> numbers;  // signature -> node
  std::vector<std::size_t> node_of(tellings.size());
  std::vector<TreeNode> nodes;
  std::vector<std::size_t> firsts;
  for (const std::size_t i : order) {
    const auto [entry, is_new] = numbers.try_emplace(signature_of(tellings[i]), nodes.size());
    if (is_new) {
      nodes.push_back({&tellings[i], nodes.size()});
      firsts.push_back(i);
    }
    node_of[i] = entry->second;
  }
  std::unordered_map<std::uint64_t, std::multimap<std::int32_t, std::size_t>> blocks;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    double best = kSameEvent;
    for (const BlockRange& range : ranges_of(*nodes[i].telling)) {
      const auto found = blocks.find(range.block);
      if (found == blocks.end()) continue;
      const auto end = found->second.upper_bound(range.last);
      for (auto at = found->second.lower_bound(range.first); at != end; ++at) {
        const auto score = sameness(*nodes[i].telling, *nodes[at->second].telling);
        const bool better =
            score && (*score > best || (*score == best && (nodes[i].parent == i || at->second < nodes[i].parent)));
        if (!better) continue;
        best = *score;
        nodes[i].parent = at->second;
      }
    }
    for (const BlockEntry& entry : entries_of(*nodes[i].telling)) blocks[entry.block].emplace(entry.day, i);
  }
  const std::vector<std::size_t> cut = cut_trees(nodes);
  std::vector<std::size_t> groups(tellings.size());
  for (std::size_t i = 0; i < tellings.size(); ++i) groups[i] = firsts[cut[node_of[i]]];
  return groups;
}

}  // namespace chancery::connect
