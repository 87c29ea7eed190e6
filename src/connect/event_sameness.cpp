// How alike two tellings of events are. The weights were set by hand; docs/accuracy.md has how well they do.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "connect/event_groups.h"
#include "connect/word_weights.h"

namespace chancery::connect {
namespace {

constexpr std::int32_t kLongestMonth = 31;  // days; longer intervals hold too much to contain one day
constexpr double kStrongOpening = 0.4;      // reports of the same news
constexpr double kStrongWords = 0.55;       // sentences that say the same

bool overlap(const std::vector<Key>& one, const std::vector<Key>& other) {
  return std::find_first_of(one.begin(), one.end(), other.begin(), other.end()) != one.end();
}

std::size_t shared(const std::vector<Key>& one, const std::vector<Key>& other) {
  return static_cast<std::size_t>(std::count_if(
      one.begin(), one.end(), [&](Key key) { return std::binary_search(other.begin(), other.end(), key); }));
}

std::vector<Key> everybody(const EventTelling& telling) {
  std::vector<Key> all = telling.actors;
  all.insert(all.end(), telling.recipients.begin(), telling.recipients.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

bool same_person(const TellingPerson& one, const TellingPerson& other) {
  if (one.names.empty() || other.names.empty()) return false;
  if (one.names.back() == other.names.back()) return true;
  const auto& shorter = one.names.size() < other.names.size() ? one.names : other.names;
  const auto& longer = one.names.size() < other.names.size() ? other.names : one.names;
  return std::all_of(shorter.begin(), shorter.end(),
                     [&](Key name) { return std::find(longer.begin(), longer.end(), name) != longer.end(); });
}

struct PersonComparison {
  int shared = 0;
  int strangers = 0;  // states for which both name persons, and no one in common
};

PersonComparison compare_persons(const EventTelling& one, const EventTelling& other) {
  PersonComparison result;
  Key last = 0;
  bool begun = false;
  for (const TellingPerson& person : one.persons) {
    if (begun && person.code == last) continue;
    begun = true;
    last = person.code;
    bool named = false;
    bool common = false;
    for (const TellingPerson& mine : one.persons) {
      if (mine.code != person.code) continue;
      for (const TellingPerson& theirs : other.persons) {
        if (theirs.code != person.code) continue;
        named = true;
        common = common || same_person(mine, theirs);
      }
    }
    if (common) ++result.shared;
    if (named && !common && person.code != 0) ++result.strangers;
  }
  return result;
}

bool far_apart(const TellingPlace& one, const TellingPlace& other) {
  constexpr float kDegree = 0.5F;  // about 50 km: a town and its suburbs
  if (one.name == other.name) return false;
  if (one.country != other.country) return true;
  if (one.latitude && other.latitude) {
    return std::abs(*one.latitude - *other.latitude) > kDegree || std::abs(*one.longitude - *other.longitude) > kDegree;
  }
  return false;  // a state and its town
}

bool by_phone(const EventTelling& telling) { return telling.mode == "phone"; }

// 0: no, 1: akin (the same act is coded now so, now so), 2: the same.
int kinship(EventType one, EventType other) {
  if (one == other) return 2;
  const auto force = [](EventType type) {
    return type == EventType::assault || type == EventType::mobilize || type == EventType::coerce;
  };
  const auto yielding = [](EventType type) { return type == EventType::agree || type == EventType::concede; };
  return (force(one) && force(other)) || (yielding(one) && yielding(other)) ? 1 : 0;
}

// What the sides say; nothing where the events are of others. `partly`: only who acts is the same.
std::optional<double> compare_sides(const EventTelling& one, const EventTelling& other, bool& partly) {
  if (one.actors == other.actors && one.recipients == other.recipients) return 1.0;
  if (!one.mutual && !other.mutual) {
    if (!overlap(one.actors, other.actors)) return std::nullopt;
    if (overlap(one.recipients, other.recipients)) return 0.4;
    partly = true;
    return -1.0;
  }
  const std::vector<Key> all = everybody(one);
  const std::vector<Key> others = everybody(other);
  const std::size_t common = shared(all, others);
  if (common < 2) return std::nullopt;
  if (all == others) return 0.9;
  return common == std::min(all.size(), others.size()) ? 0.4 : 0.0;
}

std::optional<double> compare_days(const EventTelling& one, const EventTelling& other) {
  if (one.basis == DayBasis::none || other.basis == DayBasis::none) {
    if (one.basis != other.basis) return std::nullopt;
    if (one.order.published == kUndated || other.order.published == kUndated) {
      return one.order.published == other.order.published ? std::optional(-1.0) : std::nullopt;
    }
    return std::abs(one.order.published - other.order.published) <= 3 ? std::optional(0.5) : std::nullopt;
  }
  const std::int32_t length = one.to - one.from;
  const std::int32_t other_length = other.to - other.from;
  if (length == 0 && other_length == 0) {
    if (one.basis == DayBasis::text && other.basis == DayBasis::text) {
      if (one.from == other.from) return 2.0;
      if (one.or_from == other.from || one.from == other.or_from || one.or_from == other.or_from) return 1.2;
      return std::abs(one.from - other.from) == 1 || std::abs(one.or_from - other.from) == 1 ||
                     std::abs(one.from - other.or_from) == 1
                 ? std::optional(0.5)
                 : std::nullopt;
    }
    if (one.basis == DayBasis::publication && other.basis == DayBasis::publication) {
      const std::int32_t apart = std::abs(one.from - other.from);
      if (apart > 2) return std::nullopt;
      return apart == 0 ? 1.2 : apart == 1 ? 0.7 : 0.2;
    }
    // A day of the text against one of publication: what is told was done on that day or shortly before.
    const EventTelling& told = one.basis == DayBasis::text ? one : other;
    const std::int32_t publication = one.basis == DayBasis::text ? other.from : one.from;
    std::optional<double> best;
    for (const std::int32_t day : {told.from, told.or_from}) {
      const std::int32_t before = publication - day;
      if (before < -1 || before > 3) continue;
      const double value = before == 0 ? 1.2 : before == 1 ? 1.0 : before == -1 ? 0.3 : 0.4;
      best = std::max(best.value_or(value), value);
    }
    return best;
  }
  if (one.from == other.from && one.to == other.to) return length > kLongestMonth ? 0.5 : 1.5;
  if (length > kLongestMonth || other_length > kLongestMonth) return std::nullopt;
  return one.from <= other.to && other.from <= one.to ? std::optional(0.5) : std::nullopt;
}

}  // namespace

bool contradict(const EventTelling& one, const EventTelling& other) {
  if (one.type == EventType::consult && other.type == EventType::consult) {
    if (!one.mode.empty() && !other.mode.empty() && by_phone(one) != by_phone(other)) return true;
    const PersonComparison persons = compare_persons(one, other);
    if (persons.strangers > 0) return true;
    if (one.level != Level::none && other.level != Level::none && one.level != other.level && persons.shared < 2) {
      return true;
    }
  } else if (one.type == other.type && !one.mode.empty() && !other.mode.empty() && one.mode != other.mode) {
    return true;
  }
  return one.place && other.place && far_apart(*one.place, *other.place);
}

bool days_fit(const EventTelling& one, const EventTelling& other) { return compare_days(one, other).has_value(); }

std::optional<double> sameness(const EventTelling& one, const EventTelling& other) {
  if (one.status != other.status) return std::nullopt;
  // One article tells one event once (the reader has joined its sentences); what it keeps apart is apart.
  if (one.order.article == other.order.article && one.order.published == other.order.published) return std::nullopt;
  const int kin = kinship(one.type, other.type);
  if (kin == 0) return std::nullopt;
  const auto days = compare_days(one, other);
  if (!days) return std::nullopt;
  bool partly = false;
  const auto sides = compare_sides(one, other, partly);
  if (!sides || contradict(one, other)) return std::nullopt;

  const double words = likeness(one.words, other.words);
  const double opening = one.lead && other.lead ? likeness(one.opening, other.opening) : 0;
  if ((kin < 2 || partly) && opening < kStrongOpening && words < kStrongWords) return std::nullopt;

  double score = *days + *sides + 2.5 * words + 4 * opening;
  const PersonComparison persons = compare_persons(one, other);
  score += std::min(persons.shared, 2) - persons.strangers;
  if (one.level != Level::none && other.level != Level::none) score += one.level == other.level ? 0.5 : -0.5;
  if (!one.mode.empty() && one.mode == other.mode && kin == 2) score += 0.3;
  if (one.place && other.place) score += 0.5;
  if (one.trigger == other.trigger) score += 0.4;
  if (overlap(one.areas, other.areas)) score += 0.3;
  return score;
}

}  // namespace chancery::connect
