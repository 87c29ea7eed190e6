#include "record/sqlite/event_links.h"

#include <algorithm>
#include <string>

namespace chancery::record {
namespace {

using connect::EventTelling;
using connect::Key;

// Kinds of event_waits; the day is the first of the window, the first of the event, the day it was told.
constexpr int kPlan = 0;
constexpr int kLongPlan = 1;
constexpr int kOutcome = 2;
constexpr int kRefusal = 3;

constexpr std::size_t kMostSides = 6;  // of a summit the first by key count

std::vector<std::int64_t> pairs_of(const EventTelling& event) {
  std::vector<Key> sides = event.actors;
  sides.insert(sides.end(), event.recipients.begin(), event.recipients.end());
  std::sort(sides.begin(), sides.end());
  sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
  if (sides.size() > kMostSides) sides.resize(kMostSides);
  std::vector<std::int64_t> pairs;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    for (std::size_t k = i + 1; k < sides.size(); ++k) {
      pairs.push_back(static_cast<std::int64_t>(static_cast<std::uint64_t>(sides[i]) << 32U | sides[k]));
    }
  }
  return pairs;
}

int kind_of_plan(const EventTelling& plan) {
  const connect::PlanWindow window = connect::window_of(plan);
  return window.last - window.first <= connect::kLongestShortWindow ? kPlan : kLongPlan;
}

}  // namespace

Statement& EventLinks::statement(const char* sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end()) return known->second;
  return statements_.emplace(sql, Statement(database_, sql)).first->second;
}

void EventLinks::run(const char* sql, std::int64_t value) {
  Query query(statement(sql));
  query.bind(1, value);
  query.run();
}

void EventLinks::before_change(std::int64_t finding) {
  {
    Query query(statement("SELECT plan FROM event_links WHERE other = ?1"));
    query.bind(1, finding);
    while (query.step()) again_.insert(query.integer(0));
  }
  Query query(statement("SELECT summary FROM event_plans WHERE finding = ?1"));
  query.bind(1, finding);
  if (!query.step()) return;
  if (auto plan = connect::parse_telling(query.text(0))) former_.push_back(*std::move(plan));
}

void EventLinks::forget() {
  again_.clear();
  former_.clear();
  summaries_.clear();
}

const EventTelling* EventLinks::summary(std::int64_t finding) {
  const auto known = summaries_.find(finding);
  if (known != summaries_.end()) return &known->second;
  std::vector<const EventTelling*> tellings;
  Query query(statement("SELECT key FROM event_nodes WHERE finding = ?1"));
  query.bind(1, finding);
  while (query.step()) tellings.push_back(&nodes_.node(query.integer(0)).first);
  if (tellings.empty()) return nullptr;
  return &summaries_.emplace(finding, connect::summary_of(tellings)).first->second;
}

void EventLinks::put_entries(std::int64_t finding, const EventTelling& event) {
  run("DELETE FROM event_waits WHERE finding = ?1", finding);
  run("DELETE FROM event_plans WHERE finding = ?1", finding);
  const bool plan = connect::is_plan(event);
  if (!plan && !connect::is_outcome(event)) return;
  const int kind = plan ? kind_of_plan(event) : connect::is_refusal(event) ? kRefusal : kOutcome;
  const std::int32_t day = plan               ? connect::window_of(event).first
                           : kind == kRefusal ? event.order.published
                                              : event.from;
  for (const std::int64_t pair : pairs_of(event)) {
    Query query(statement("INSERT OR IGNORE INTO event_waits(pair, kind, day, finding) VALUES (?1, ?2, ?3, ?4)"));
    query.bind(1, pair).bind(2, std::int64_t{kind}).bind(3, std::int64_t{day}).bind(4, finding);
    query.run();
  }
  if (!plan) return;
  const std::string bytes = connect::serialise(event);
  Query query(statement("INSERT INTO event_plans(finding, summary) VALUES (?1, ?2)"));
  query.bind(1, finding).bind_bytes(2, bytes.data(), bytes.size());
  query.run();
}

void EventLinks::add_within(std::vector<std::int64_t>& out, const EventTelling& event, int kind, std::int32_t first,
                            std::int32_t last) {
  for (const std::int64_t pair : pairs_of(event)) {
    Query query(statement("SELECT finding FROM event_waits WHERE pair = ?1 AND kind = ?2 AND day BETWEEN ?3 AND ?4"));
    query.bind(1, pair).bind(2, std::int64_t{kind}).bind(3, std::int64_t{first}).bind(4, std::int64_t{last});
    while (query.step()) out.push_back(query.integer(0));
  }
}

// Plans with a day in common with [first, last].
void EventLinks::add_plans(std::vector<std::int64_t>& out, const EventTelling& event, std::int32_t first,
                           std::int32_t last) {
  add_within(out, event, kPlan, first - connect::kLongestShortWindow, last);
  add_within(out, event, kLongPlan, first - connect::kLongestWindow, last);
}

// Plans that may link to an event as it is now.
void EventLinks::find_concerned(std::int64_t finding, const EventTelling& event) {
  std::vector<std::int64_t> plans;
  const std::int32_t told = event.order.published;
  if (connect::is_plan(event)) {
    again_.insert(finding);
    const connect::PlanWindow window = connect::window_of(event);
    add_plans(plans, event, std::max(told - connect::kAfterDue, window.first - connect::kFarthestMove),
              window.last + connect::kFarthestMove);
  } else if (connect::is_refusal(event)) {
    add_plans(plans, event, told - connect::kAfterDue, told + connect::kLongestWindow);
  } else if (connect::is_outcome(event)) {
    add_plans(plans, event, event.from, event.to);
  }
  for (const std::int64_t plan : plans) {
    if (again_.contains(plan) || plan == finding) continue;
    const EventTelling* other = summary(plan);
    if (other != nullptr && connect::concerns(event, *other)) again_.insert(plan);
  }
}

// A refusal calls off the plan that is due first: where a plan comes or goes, others may be.
void EventLinks::find_rivals(const EventTelling& plan) {
  std::vector<std::int64_t> refusals;
  add_within(refusals, plan, kRefusal, plan.order.published, connect::window_of(plan).last + connect::kAfterDue);
  std::sort(refusals.begin(), refusals.end());
  refusals.erase(std::unique(refusals.begin(), refusals.end()), refusals.end());
  for (const std::int64_t refusal : refusals) {
    const EventTelling* event = summary(refusal);
    if (event != nullptr && connect::concerns(*event, plan)) find_concerned(refusal, *event);
  }
}

void EventLinks::link(std::int64_t plan) {
  const EventTelling* event = summary(plan);
  std::map<std::string, std::int64_t> links;
  if (event != nullptr && connect::is_plan(*event)) {
    const connect::PlanWindow window = connect::window_of(*event);
    const std::int32_t told = event->order.published;
    std::vector<std::int64_t> keys;
    add_within(keys, *event, kOutcome, window.first - connect::kLongestShortWindow, window.last);
    add_within(keys, *event, kRefusal, told, window.last + connect::kAfterDue);
    add_plans(keys, *event, std::min(told - connect::kAfterDue, window.first - connect::kFarthestMove),
              window.last + connect::kLongestWindow);
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    std::erase(keys, plan);
    std::vector<EventTelling> others;
    std::vector<std::int64_t> findings;
    for (const std::int64_t key : keys) {
      const EventTelling* other = summary(key);
      if (other == nullptr) continue;
      others.push_back(*other);
      findings.push_back(key);
    }
    for (const connect::Link& found : connect::links_of(*event, others)) {
      links.emplace(connect::to_string(found.kind), findings[found.other]);
    }
  }
  std::map<std::string, std::int64_t> known;
  {
    Query query(statement("SELECT kind, other FROM event_links WHERE plan = ?1"));
    query.bind(1, plan);
    while (query.step()) known.emplace(query.text(0), query.integer(1));
  }
  if (known == links) return;
  run("DELETE FROM event_links WHERE plan = ?1", plan);
  for (const auto& [kind, other] : links) {
    Query query(statement("INSERT INTO event_links(plan, kind, other) VALUES (?1, ?2, ?3)"));
    query.bind(1, plan).bind(2, kind).bind(3, other);
    query.run();
  }
}

void EventLinks::update(const std::set<std::int64_t>& changed) {
  summaries_.clear();
  std::vector<std::int64_t> present;
  for (const std::int64_t finding : changed) {
    const EventTelling* event = summary(finding);
    if (event == nullptr) continue;
    put_entries(finding, *event);
    present.push_back(finding);
  }
  for (const std::int64_t finding : present) {
    const EventTelling& event = *summary(finding);
    find_concerned(finding, event);
    if (connect::is_plan(event)) find_rivals(event);
  }
  for (const EventTelling& plan : former_) find_rivals(plan);
  for (const std::int64_t plan : again_) link(plan);
  forget();
}

}  // namespace chancery::record
