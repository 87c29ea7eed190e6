// Who held which office when, learnt from what articles say of persons with their titles.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/date.h"
#include "chancery/finding.h"

namespace chancery::connect {

// An article that names a person in an office of a state. All sightings that are compared are of one state and one kind
// of office (TitleEntry::kind).
struct Sighting {
  std::int64_t article = 0;
  std::string person;   // as the article gives it
  std::string surname;  // folded; "" where not known
  std::string office;   // "Minister of Trade"
  std::string sector;
  Level level = Level::none;
  Day day{};            // of the article
  bool former = false;  // "former minister"
};

struct Tenure {
  std::string person;                 // the fullest spelling, of several the commonest
  std::vector<std::string> names;     // all spellings, sorted
  std::vector<std::string> surnames;  // keys of text::name_word_key, sorted
  std::string office;                 // the commonest wording
  std::string sector;
  Level level = Level::none;
  Day first{}, last{};                 // on which articles name the person in the office
  Day not_before{}, not_after{};       // as far as that may be taken to hold
  std::optional<Day> ended;            // the day from which articles call the person former, or another one the holder
  std::string successor;               // that other one; "" where the person is only called former
  std::vector<std::int64_t> articles;  // that name the person in office, sorted, each once
};

// How far before the first and after the last sighting an office is taken to be held, where nobody else is named in it.
inline constexpr std::chrono::days kReach{365};

// The tenures of one state and kind of office, in the order of first day and person. A function of the set of
// sightings, whatever their order.
//  - Spellings of one name are one person: Tokayev and Tokaev, "K. Tokayev"; a surname alone is the only person who has
//    it, else nobody.
//  - Of an office that one person holds at a time (head of state or government, foreign and defence minister; a
//  speaker,
//    ambassador, minister or governor whose office says of what), the one who is named later ends the tenure of the one
//    before.
[[nodiscard]] std::vector<Tenure> learn_tenures(std::string_view kind, std::span<const Sighting> sightings);

// Whether a person in such an office may be meant by surname alone.
[[nodiscard]] bool is_known_by_surname(std::string_view kind) noexcept;

// Whether the tenure may be taken to hold on a day.
[[nodiscard]] bool holds_on(const Tenure& tenure, Day day) noexcept;

}  // namespace chancery::connect
