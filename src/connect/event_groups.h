// Which tellings of several articles tell the same event: a pure function of the set of tellings, whatever their order.
//
// Tellings with the same signature are one. Each other looks for its best antecedent: of the tellings published before
// it that stand under a block in common, the one that it is most like, if it is like enough. Antecedents depend on
// pairs alone, so a new telling changes those of its neighbours in time and nothing else (best-antecedent clustering,
// as in Soon, Ng and Lim 2001 and Durrett and Klein 2013 for mentions of a text). The trees that come of it are then
// cut where tellings contradict each other, so that a vague report cannot tie two different meetings of a day together.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "connect/event_telling.h"

namespace chancery::connect {

// From here on two tellings are taken as one event.
inline constexpr double kSameEvent = 3.0;

// How much speaks for two tellings being one event; nothing where they cannot be. Symmetric.
[[nodiscard]] std::optional<double> sameness(const EventTelling& one, const EventTelling& other);

// Whether persons, places, manner or level say that two tellings are not one event, whatever their dates and sides.
[[nodiscard]] bool contradict(const EventTelling& one, const EventTelling& other);

// Whether the days of two tellings can be those of one event.
[[nodiscard]] bool days_fit(const EventTelling& one, const EventTelling& other);

// Where tellings meet that may be one event: under the same block, at days not too far apart.
struct BlockEntry {
  std::uint64_t block = 0;
  std::int32_t day = 0;
};
struct BlockRange {
  std::uint64_t block = 0;
  std::int32_t first = 0, last = 0;  // days, inclusive
};
[[nodiscard]] std::vector<BlockEntry> entries_of(const EventTelling& telling);
// Every telling with which sameness() may give a value has an entry within one of these.
[[nodiscard]] std::vector<BlockRange> ranges_of(const EventTelling& telling);

// A telling within a tree: `parent` is an index into the same span, or its own where it has no antecedent.
struct TreeNode {
  const EventTelling* telling = nullptr;
  std::size_t parent = 0;
};
// Cuts trees where tellings contradict, or are no longer of the days of the first. `nodes` are whole trees in rising
// order of tellings; gives for each the index of the first of its group.
[[nodiscard]] std::vector<std::size_t> cut_trees(std::span<const TreeNode> nodes);

// All of it at once: for each telling the index of the first telling (by order) of its group.
[[nodiscard]] std::vector<std::size_t> group_events(std::span<const EventTelling> tellings);

}  // namespace chancery::connect
