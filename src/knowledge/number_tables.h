// Words of dates, numbers, units and measures: what the stages of time, quantity and figures look up.
// Single words that decide quickly are arrays by WordId; phrases of several words are PhraseTables.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/error.h"
#include "knowledge/phrase_table.h"
#include "knowledge/vocabulary.h"

namespace chancery::knowledge {

class Tables;

// A word of data/time_words.csv.
struct TimeWord {
  enum Kind : std::uint8_t {
    none,
    month,        // value 1 to 12
    weekday,      // value 0 (Sunday) to 6, as std::chrono counts them
    unit,         // value: TimeUnit
    season,       // value: first month of it in the northern half
    part,         // value 1 early, 2 middle, 3 late, 4 earlier, 5 later
    deictic,      // value: days from today ("yesterday" -1)
    relative,     // value -1 last, -2 past, -3 previous, 0 this, 1 next, 2 same, 3 following
    article,      // "a", "an"
    frequency,    // "annually"
    distributor,  // "per", "every", "each"
    preposition,  // value: TimePreposition
    future,       // words that make a clause one about the future ("will", "scheduled")
    past,         // words that make it one about the past ("was", "said")
    clock,        // "morning", "evening": belongs to the day before it
    vague,        // "recent", "coming": a period without ends
  };
  Kind kind = none;
  std::int16_t value = 0;
};

enum class TimeUnit : std::int16_t { day = 1, week, month, quarter, half, year, decade, fortnight };
enum class TimePreposition : std::int16_t { in = 1, by, since, until, from, to, between, other };

// A word of data/number_words.csv.
struct NumberWord {
  enum Kind : std::uint8_t { none, cardinal, ordinal, scale, factor, fraction };
  Kind kind = none;
  double value = 0;
};

// A row of data/units.csv.
struct UnitEntry {
  std::string unit;      // ISO 4217, "tonnes", "percent" ...
  std::string kind;      // money, mass, volume, percent, persons ...
  double factor = 1;     // to the base unit
  bool counted = false;  // a noun of things counted: adjectives may stand between it and the number
};

// A row of data/hedges.csv.
struct HedgeEntry {
  std::string hedge;   // over, almost, about, at-least, up-to, under, record
  bool after = false;  // stands after the amount ("or more")
};

// A row of data/measures.csv: a word that says what a figure counts.
struct MeasureEntry {
  std::string measure;  // trade-turnover, exports ...
  std::string role;     // noun, verb, change, balance, block ...
  std::string units;    // kinds of unit that fit, "" for any: "money;mass"
};

// A row of data/captions.csv or data/publishers.csv.
struct NamedPhrase {
  std::string name;  // publishers: the name by which the source goes
};

struct NumberTables {
  std::vector<TimeWord> time_words;      // by WordId
  std::vector<NumberWord> number_words;  // by WordId; multipliers too, as `scale`
  std::vector<UnitEntry> units;
  PhraseTable unit_phrases;  // -> units
  std::vector<HedgeEntry> hedges;
  PhraseTable hedge_phrases;  // -> hedges
  std::vector<MeasureEntry> measures;
  PhraseTable measure_phrases;  // -> measures
  std::vector<NamedPhrase> publishers;
  PhraseTable publisher_phrases;  // -> publishers
  PhraseTable caption_phrases;    // entry is always 0

  [[nodiscard]] TimeWord time_word(WordId word) const noexcept {
    return word < time_words.size() ? time_words[word] : TimeWord{};
  }
  [[nodiscard]] NumberWord number_word(WordId word) const noexcept {
    return word < number_words.size() ? number_words[word] : NumberWord{};
  }
};

// Loads the tables above into tables.numbers; the first broken row is the error.
[[nodiscard]] Result<void> load_number_tables(Tables& tables);
// Makes their phrase tables ready.
void finish_number_tables(Tables& tables);

}  // namespace chancery::knowledge
