// What became of what was announced: a planned event is held, moved to other days, or called off.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "connect/event_telling.h"

namespace chancery::connect {

enum class LinkKind : std::uint8_t { happened_as, moved_to, called_off_by };
// "happened-as", "moved-to", "called-off-by".
[[nodiscard]] std::string_view to_string(LinkKind kind) noexcept;

// What the tellings of one event say together: the earliest, with persons of all, the narrowest days that the words of
// a text give, and level, manner and place from the earliest that has them. Never called with none.
[[nodiscard]] EventTelling summary_of(std::span<const EventTelling* const> tellings);

// Whether it can be announced and wait for what becomes of it.
[[nodiscard]] bool is_plan(const EventTelling& event) noexcept;
// Whether it can be what became of a plan.
[[nodiscard]] bool is_outcome(const EventTelling& event) noexcept;

// The days between which a plan can come true, both inclusive: those announced with some slack for their precision, for
// plans without days the half year after they were first told.
struct PlanWindow {
  std::int32_t first = 0, last = 0;
};
[[nodiscard]] PlanWindow window_of(const EventTelling& plan) noexcept;

inline constexpr std::int32_t kLongestShortWindow = 45;  // days of the windows of most plans
inline constexpr std::int32_t kLongestWindow = 400;      // a longer one is cut off there
inline constexpr std::int32_t kFarthestMove = 250;       // days by which a plan is moved at most
inline constexpr std::int32_t kAfterDue = 7;             // days after which nobody moves or calls off what was due

// Whether `other` can be what became of `plan`, other plans aside.
[[nodiscard]] bool concerns(const EventTelling& other, const EventTelling& plan);
// Whether it calls off or denies rather than happens.
[[nodiscard]] bool is_refusal(const EventTelling& event) noexcept;

struct Link {
  std::size_t other = 0;  // index of what it became
  LinkKind kind = LinkKind::happened_as;
};
// What became of `plan`, at most one of each kind, among `others`: the outcomes and the other plans of its sides. A
// refusal calls off the plan that is due next of those that it fits. The order of `others` does not matter.
[[nodiscard]] std::vector<Link> links_of(const EventTelling& plan, std::span<const EventTelling> others);

}  // namespace chancery::connect
