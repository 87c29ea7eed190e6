#include "connect/agreement_groups.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <tuple>

namespace chancery::connect {
namespace {

using std::chrono::days;

// Two reports of one signing that name different days are seldom further apart; a new treaty on the same subject seldom
// follows sooner.
constexpr days kOneSigning{550};
// Where no text gives the day, an article may look back: only articles years apart speak of two signings.
constexpr days kOneSigningByPublication{1100};
// A step may be told some days before the signing on which it rests, where dates are rounded.
constexpr days kSlack{31};

// The forms that a name may stand for: "agreement" is said of treaties and contracts too, "deal" of nearly all.
unsigned forms_of(std::string_view form) {
  constexpr std::array<std::string_view, 8> kForms = {"treaty",   "agreement",   "contract", "memorandum",
                                                      "protocol", "declaration", "plan",     "statement"};
  constexpr unsigned kAgreement = 0b111;
  constexpr unsigned kDeal = 0b11111;
  if (form == "deal") return kDeal;
  if (form == "agreement") return kAgreement;
  const auto found = std::find(kForms.begin(), kForms.end(), form);
  return found == kForms.end() ? 1U << 31U : 1U << static_cast<unsigned>(found - kForms.begin());
}

// What tells an agreement from others of its block, whatever was done to it.
struct Signature {
  unsigned forms = 0;
  std::vector<std::string> words;
  auto operator<=>(const Signature&) const = default;
};

// Whether `other` may be a fuller name of the same.
bool fits(const Signature& one, const Signature& other) {
  return (one.forms & other.forms) == other.forms &&
         std::includes(other.words.begin(), other.words.end(), one.words.begin(), one.words.end());
}

// For each signature the fullest ones that it fits; itself where it fits no other.
std::vector<std::vector<std::size_t>> fullest_of(const std::vector<Signature>& signatures) {
  std::vector<std::vector<std::size_t>> all(signatures.size());
  for (std::size_t one = 0; one < signatures.size(); ++one) {
    for (std::size_t other = 0; other < signatures.size(); ++other) {
      if (one != other && fits(signatures[one], signatures[other])) all[one].push_back(other);
    }
  }
  std::vector<std::vector<std::size_t>> fullest(signatures.size());
  for (std::size_t one = 0; one < signatures.size(); ++one) {
    for (const std::size_t other : all[one]) {
      if (all[other].empty()) fullest[one].push_back(other);
    }
    if (fullest[one].empty()) fullest[one].push_back(one);
  }
  return fullest;
}

// Where on the way of an agreement a step stands: before it is signed, the signing, after.
enum class Phase : std::uint8_t { before, signing, after };

Phase phase_of(const AgreementTelling& telling) {
  if (telling.step == "proposed" || telling.step == "negotiated") return Phase::before;
  if (telling.step == "signed") return telling.happened ? Phase::signing : Phase::before;
  return Phase::after;
}

std::optional<Day> day_of(const AgreementTelling& telling) { return telling.since ? telling.since : telling.published; }

// Parts the tellings of one name into agreements that follow upon each other.
class Generations {
 public:
  Generations(std::span<const AgreementTelling> tellings, std::vector<std::size_t> members)
      : tellings_(tellings), members_(std::move(members)) {}

  // Calls take(member, number) with the number of its agreement.
  template <typename Take>
  void part(Take take) {
    find_signings();
    for (const std::size_t member : members_) take(member, number_of(tellings_[member]));
  }

 private:
  struct Signing {
    Day first{}, last{};
  };

  void find_signings() {
    std::vector<Day> firm;
    std::vector<Day> told;
    for (const std::size_t member : members_) {
      const AgreementTelling& telling = tellings_[member];
      if (telling.year != 0) {
        firm.push_back(Day{std::chrono::year{telling.year} / std::chrono::July / 1});
        continue;
      }
      const auto day = day_of(telling);
      if (!day || phase_of(telling) != Phase::signing) continue;
      (telling.firm && telling.since ? firm : told).push_back(*day);
    }
    add(std::move(firm), kOneSigning);
    std::erase_if(told, [&](Day day) {
      return std::any_of(signings_.begin(), signings_.end(), [&](const Signing& signing) {
        return day >= signing.first - kOneSigningByPublication && day <= signing.last + kOneSigningByPublication;
      });
    });
    add(std::move(told), kOneSigningByPublication);
    std::sort(signings_.begin(), signings_.end(),
              [](const Signing& one, const Signing& other) { return one.first < other.first; });
  }

  void add(std::vector<Day> days_of_signing, days apart) {
    std::sort(days_of_signing.begin(), days_of_signing.end());
    for (std::size_t i = 0; i < days_of_signing.size(); ++i) {
      if (i == 0 || days_of_signing[i] - days_of_signing[i - 1] > apart) signings_.push_back({days_of_signing[i], {}});
      signings_.back().last = days_of_signing[i];
    }
  }

  // Signings are numbered from 1; 0 is what comes before the first, and where it has no successor, an agreement of its
  // own that was never signed.
  [[nodiscard]] std::size_t number_of(const AgreementTelling& telling) const {
    if (signings_.empty()) return 0;
    if (telling.year != 0) return nearest(Day{std::chrono::year{telling.year} / std::chrono::July / 1});
    const auto day = day_of(telling);
    if (!day) return signings_.size();
    switch (phase_of(telling)) {
      case Phase::signing: return nearest(*day);
      case Phase::before:
        for (std::size_t i = 0; i < signings_.size(); ++i) {
          if (*day <= signings_[i].last + kSlack) return i + 1;
        }
        // After the last signing: talk about that one for a while, then about its successor.
        return *day <= signings_.back().last + kOneSigning ? signings_.size() : signings_.size() + 1;
      case Phase::after: break;
    }
    std::size_t number = 1;
    for (std::size_t i = 0; i < signings_.size(); ++i) {
      if (signings_[i].first <= *day + kSlack) number = i + 1;
    }
    return number;
  }

  [[nodiscard]] std::size_t nearest(Day day) const {
    std::size_t best = 0;
    days least = days::max();
    for (std::size_t i = 0; i < signings_.size(); ++i) {
      const days away = day < signings_[i].first  ? signings_[i].first - day
                        : day > signings_[i].last ? day - signings_[i].last
                                                  : days{0};
      if (away < least) {
        least = away;
        best = i;
      }
    }
    return best + 1;
  }

  std::span<const AgreementTelling> tellings_;
  std::vector<std::size_t> members_;
  std::vector<Signing> signings_;
};

// A step with its day, by which a name that several agreements fit is told apart.
using DatedStep = std::tuple<std::string_view, bool, Day, Day>;

std::optional<DatedStep> dated_step(const AgreementTelling& telling) {
  if (!telling.since || !telling.until) return std::nullopt;
  return DatedStep(telling.step, telling.happened, *telling.since, *telling.until);
}

}  // namespace

std::string agreement_block(const std::vector<std::string>& parties, const AgreementName& name,
                            const std::optional<DateInterval>& date) {
  std::string key;
  for (const std::string& party : parties) key += party + "|";
  if (!name.subject.empty() || !name.words.empty() || name.year != 0) return key + "|" + name.subject;
  return key + "||" + (date ? to_iso(date->from) : std::string("-"));
}

std::vector<std::size_t> group_agreements(std::span<const AgreementTelling> tellings) {
  std::map<Signature, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    members[{forms_of(tellings[i].form), tellings[i].words}].push_back(i);
  }
  std::vector<Signature> signatures;
  std::vector<const std::vector<std::size_t>*> told;
  for (const auto& [signature, indices] : members) {
    signatures.push_back(signature);
    told.push_back(&indices);
  }
  const std::vector<std::vector<std::size_t>> fullest = fullest_of(signatures);

  // The dated steps of the fullest names, for those that fit several of them.
  std::vector<std::map<DatedStep, bool>> steps(signatures.size());
  for (std::size_t at = 0; at < signatures.size(); ++at) {
    if (fullest[at].front() != at) continue;
    for (const std::size_t index : *told[at]) {
      if (const auto step = dated_step(tellings[index])) steps[at].emplace(*step, true);
    }
  }
  std::vector<std::vector<std::size_t>> names(signatures.size());
  for (std::size_t at = 0; at < signatures.size(); ++at) {
    for (const std::size_t index : *told[at]) {
      std::size_t target = fullest[at].size() == 1 ? fullest[at].front() : at;
      if (const auto step = dated_step(tellings[index]); target == at && step) {
        std::size_t same_day = 0;
        for (const std::size_t other : fullest[at]) {
          if (other != at && steps[other].contains(*step)) {
            target = other;
            ++same_day;
          }
        }
        if (same_day > 1) target = at;
      }
      names[target].push_back(index);
    }
  }

  std::vector<std::size_t> groups(tellings.size());
  for (std::vector<std::size_t>& name : names) {
    std::map<std::size_t, std::size_t> numbers;
    Generations(tellings, std::move(name)).part([&](std::size_t member, std::size_t number) {
      groups[member] = numbers.try_emplace(number, member).first->second;
    });
  }
  return groups;
}

}  // namespace chancery::connect
