#include "connect/event_chains.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "connect/event_groups.h"

namespace chancery::connect {
namespace {

constexpr std::int32_t kLongestMonth = 31;
constexpr std::int32_t kLeadersWait = 60;   // days within which an undated plan of leaders is held by whichever of them
constexpr std::int32_t kUndatedWait = 180;  // days that a plan without days is waited for

std::vector<Key> everybody(const EventTelling& event) {
  std::vector<Key> all = event.actors;
  all.insert(all.end(), event.recipients.begin(), event.recipients.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

bool is_subset(const std::vector<Key>& part, const std::vector<Key>& whole) {
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

// The same sides, or one event tells of more of them; at least two.
bool same_sides(const EventTelling& one, const EventTelling& other) {
  const auto all = everybody(one);
  const auto others = everybody(other);
  if (std::min(all.size(), others.size()) < 2) return false;
  return is_subset(all, others) || is_subset(others, all);
}

bool same_direction(const EventTelling& one, const EventTelling& other) {
  if (one.mutual || other.mutual) return true;
  return std::find_first_of(one.actors.begin(), one.actors.end(), other.actors.begin(), other.actors.end()) !=
         one.actors.end();
}

std::size_t shared_persons(const EventTelling& one, const EventTelling& other) {
  return static_cast<std::size_t>(
      std::count_if(one.persons.begin(), one.persons.end(), [&](const TellingPerson& person) {
        return std::any_of(other.persons.begin(), other.persons.end(), [&](const TellingPerson& candidate) {
          return candidate.code == person.code && candidate.names.back() == person.names.back();
        });
      }));
}

bool dated(const EventTelling& event) { return event.basis != DayBasis::none; }

bool told_after(const EventTelling& later, const EventTelling& earlier) {
  return later.order.published != kUndated && earlier.order.published != kUndated &&
         later.order.published >= earlier.order.published && earlier.order < later.order;
}

bool refuses_meeting(const EventTelling& event) {
  return event.type == EventType::reject && event.mode == "meet" && event.status == Status::happened;
}

// Acts that are announced: nobody announces a charge.
bool can_be_announced(EventType type) {
  switch (type) {
    case EventType::consult:
    case EventType::support:
    case EventType::concede:
    case EventType::cooperate:
    case EventType::aid:
    case EventType::retreat:
    case EventType::mobilize:
    case EventType::sanction: return true;
    default: return false;
  }
}

// How a plan of one type shows when it is done.
bool type_fulfils(const EventTelling& done, const EventTelling& plan) {
  if (plan.type == EventType::support) return done.type == plan.type && done.ceremony && done.trigger == plan.trigger;
  return done.type == plan.type || (plan.type == EventType::concede && done.type == EventType::retreat);
}

// What in the plan and what happened speaks for one being the other; nothing where something speaks against it.
// Smaller is better.
std::optional<std::tuple<std::int32_t, int, TellingOrder>> fulfils(const EventTelling& done, const EventTelling& plan) {
  if (done.status != Status::happened || !dated(done) || !type_fulfils(done, plan) || !same_sides(done, plan) ||
      !same_direction(done, plan) || contradict(done, plan)) {
    return std::nullopt;
  }
  if (plan.order.published == kUndated || done.order.published < plan.order.published) return std::nullopt;
  const PlanWindow window = window_of(plan);
  if (done.to < window.first || done.from > window.last) return std::nullopt;
  const std::int32_t length = done.to - done.from;
  if (length > kLongestMonth && length > plan.to - plan.from) return std::nullopt;
  const auto persons = static_cast<int>(shared_persons(done, plan));
  const bool level = done.level != Level::none && done.level == plan.level;
  // Without days the same people must have come, or leaders soon.
  const bool leaders = level && (plan.level == Level::head_of_state || plan.level == Level::head_of_government);
  const bool soon = done.from - plan.order.published <= kLeadersWait;
  if (!dated(plan) && persons == 0 && !(leaders && soon)) return std::nullopt;
  std::int32_t apart = 0;
  if (dated(plan)) {
    apart = std::max({0, plan.from - done.to, done.from - plan.to});
  } else {
    apart = done.from - plan.order.published;
  }
  return std::tuple(apart + (length > 0 ? 1 : 0), -persons - (level ? 1 : 0), done.order);
}

// Whether `later` tells that the plan is for other days now.
bool moves(const EventTelling& later, const EventTelling& plan) {
  if (later.status != Status::planned || later.type != plan.type || !dated(later) || !told_after(later, plan) ||
      !same_sides(later, plan) || !same_direction(later, plan) || contradict(later, plan)) {
    return false;
  }
  if (dated(plan)) {
    const bool other_days = later.from > plan.to || later.to < plan.from;
    if (!other_days || later.order.published > plan.to + kAfterDue) return false;
    if (std::abs(later.from - plan.from) > kFarthestMove) return false;
  } else if (!later.off || later.order.published > plan.order.published + kUndatedWait) {
    return false;
  }
  // Other days alone may be another visit: somebody must say that it was moved, or the same people come.
  return later.off || shared_persons(later, plan) >= 2;
}

// Whether a refusal or a denial can be of this plan at all.
bool may_call_off(const EventTelling& refusal, const EventTelling& plan) {
  if (!is_refusal(refusal)) return false;
  if (!told_after(refusal, plan) || !same_sides(refusal, plan)) return false;
  const bool denied = refusal.status == Status::denied && refusal.type == plan.type && same_direction(refusal, plan);
  const bool refused = refuses_meeting(refusal) && plan.type == EventType::consult;
  if (!denied && !refused) return false;
  const PlanWindow window = window_of(plan);
  if (refusal.order.published > window.last + kAfterDue) return false;
  if (window.first > refusal.order.published + kLongestWindow) return false;
  if (denied && dated(refusal) && dated(plan) && (refusal.to < plan.from || refusal.from > plan.to)) return false;
  if (contradict(refusal, plan)) return false;
  return refusal.level == Level::none || plan.level == Level::none || refusal.level == plan.level ||
         shared_persons(refusal, plan) > 0;
}

// Of several plans the first that is due, then the first told.
std::pair<std::int32_t, TellingOrder> due(const EventTelling& plan) { return {window_of(plan).last, plan.order}; }

}  // namespace

std::string_view to_string(LinkKind kind) noexcept {
  switch (kind) {
    case LinkKind::happened_as: return "happened-as";
    case LinkKind::moved_to: return "moved-to";
    case LinkKind::called_off_by: return "called-off-by";
  }
  return "";
}

EventTelling summary_of(std::span<const EventTelling* const> tellings) {
  std::vector<const EventTelling*> sorted(tellings.begin(), tellings.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const EventTelling* a, const EventTelling* b) { return a->order < b->order; });
  EventTelling summary = *sorted.front();
  const auto preference = [](const EventTelling& telling) {
    return std::pair(telling.basis == DayBasis::text          ? 0
                     : telling.basis == DayBasis::publication ? 1
                                                              : 2,
                     telling.to - telling.from);
  };
  for (const EventTelling* telling : sorted) {
    if (preference(*telling) < preference(summary)) {
      summary.from = telling->from;
      summary.to = telling->to;
      summary.or_from = telling->or_from;
      summary.basis = telling->basis;
    }
    if (summary.level == Level::none) summary.level = telling->level;
    if (summary.mode.empty()) summary.mode = telling->mode;
    if (!summary.place) summary.place = telling->place;
    summary.off = summary.off || telling->off;
    summary.persons.insert(summary.persons.end(), telling->persons.begin(), telling->persons.end());
  }
  std::sort(summary.persons.begin(), summary.persons.end());
  summary.persons.erase(std::unique(summary.persons.begin(), summary.persons.end()), summary.persons.end());
  return summary;
}

bool is_plan(const EventTelling& event) noexcept {
  if (event.status != Status::planned || event.order.published == kUndated || !can_be_announced(event.type))
    return false;
  if (event.type == EventType::support && !event.ceremony) return false;
  return !dated(event) || event.to >= event.order.published;  // what is past is no plan
}

bool is_outcome(const EventTelling& event) noexcept {
  if (event.order.published == kUndated) return false;
  if (is_refusal(event)) return true;
  return event.status == Status::happened && dated(event) && can_be_announced(event.type);
}

bool is_refusal(const EventTelling& event) noexcept {
  if (event.order.published == kUndated) return false;  // before or after the plan: nobody knows
  return refuses_meeting(event) || (event.status == Status::denied && can_be_announced(event.type));
}

bool concerns(const EventTelling& other, const EventTelling& plan) {
  return fulfils(other, plan).has_value() || moves(other, plan) || may_call_off(other, plan);
}

PlanWindow window_of(const EventTelling& plan) noexcept {
  if (!dated(plan)) return {plan.order.published, plan.order.published + kUndatedWait};
  const std::int32_t length = plan.to - plan.from;
  const std::int32_t slack = length == 0 ? 2 : length <= 7 ? 3 : length <= kLongestMonth ? 5 : 0;
  const std::int32_t first = std::max(plan.from - 1, std::min(plan.order.published - 1, plan.from));
  return {first, std::min(plan.to + slack, first + kLongestWindow)};
}

std::vector<Link> links_of(const EventTelling& plan, std::span<const EventTelling> others) {
  std::optional<std::pair<std::tuple<std::int32_t, int, TellingOrder>, std::size_t>> held;
  std::optional<std::pair<TellingOrder, std::size_t>> moved;
  std::optional<std::pair<TellingOrder, std::size_t>> off;
  for (std::size_t i = 0; i < others.size(); ++i) {
    const EventTelling& other = others[i];
    if (const auto fit = fulfils(other, plan); fit && (!held || *fit < held->first)) held.emplace(*fit, i);
    if (moves(other, plan) && (!moved || other.order < moved->first)) moved.emplace(other.order, i);
    if (may_call_off(other, plan) && (!off || other.order < off->first)) {
      const bool another_is_due = std::any_of(others.begin(), others.end(), [&](const EventTelling& rival) {
        return is_plan(rival) && due(rival) < due(plan) && may_call_off(other, rival);
      });
      if (!another_is_due) off.emplace(other.order, i);
    }
  }
  std::vector<Link> links;
  if (moved) links.push_back({moved->second, LinkKind::moved_to});
  if (off) links.push_back({off->second, LinkKind::called_off_by});
  if (held) links.push_back({held->second, LinkKind::happened_as});
  return links;
}

}  // namespace chancery::connect
