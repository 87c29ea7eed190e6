// What one article's telling of an event brings to the question whether another tells the same.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/article.h"
#include "chancery/finding.h"
#include "chancery/reader.h"
#include "text/hash.h"

namespace chancery::connect {

// Names, codes and words are compared, never shown, so they are kept as hashes.
using Key = std::uint32_t;

// Of lower-cased text.
[[nodiscard]] Key key_of(std::string_view text);

// A word of a telling, with how rare it is among reports (src/connect/word_weights.h).
struct Term {
  Key word = 0;
  std::uint8_t weight = 0;
  friend auto operator<=>(const Term&, const Term&) = default;
};

// Sorted by word, each word once; at most a few dozen, the rarest.
using Terms = std::vector<Term>;

struct TellingPerson {
  Key code = 0;            // of the state; 0 unknown
  std::vector<Key> names;  // the words of the name in their order
  friend auto operator<=>(const TellingPerson&, const TellingPerson&) = default;
};

struct TellingPlace {
  Key name = 0;
  Key country = 0;
  std::optional<float> latitude, longitude;  // degrees
  friend auto operator<=>(const TellingPlace&, const TellingPlace&) = default;
};

// Where a telling stands among all: tellings are ordered by publication (undated articles last), then by article. The
// order does not depend on when an article was read.
struct TellingOrder {
  std::int32_t published = 0;  // days since 1970-01-01; kUndated where unknown
  std::uint64_t article = 0;   // hash of the article's id
  std::int32_t number = 0;     // of the finding in its article
  friend auto operator<=>(const TellingOrder&, const TellingOrder&) = default;
};
inline constexpr std::int32_t kUndated = INT32_MAX;

[[nodiscard]] TellingOrder order_of(std::string_view article_id, const std::optional<Day>& published,
                                    std::size_t number);

// Where an event's days come from, as far as it matters for comparing.
enum class DayBasis : std::uint8_t {
  none,         // undated
  text,         // words of the text or its dateline
  publication,  // the day of publication for want of a better one
};

struct EventTelling {
  TellingOrder order;
  // What was done.
  EventType type = EventType::consult;
  std::string mode;
  Status status = Status::happened;
  Level level = Level::none;
  bool mutual = false;      // sides stand in `actors` alone
  std::vector<Key> actors;  // codes, or the words of parties without one; sorted, each once
  std::vector<Key> recipients;
  std::int32_t from = 0, to = 0;  // days since 1970-01-01
  // "Tuesday" in a report of a Monday is the Tuesday before, or, told across time zones, the next day: then `from` of
  // that next day, else equal to `from`.
  std::int32_t or_from = 0;
  DayBasis basis = DayBasis::none;
  std::vector<TellingPerson> persons;  // sorted
  std::optional<TellingPlace> place;   // named beside the act, not taken from the dateline
  Key trigger = 0;                     // stem of the trigger word
  bool ceremony = false;               // of SUPPORT: an act with a day (signing, ratifying), not praise
  bool off = false;                    // its words say put off, moved, brought forward (of a planned event)
  std::vector<Key> areas;              // sorted
  // How it was told.
  bool lead = false;  // in the title or the first sentences: what the article is about
  Terms words;        // of the sentence
  Terms opening;      // of the title and the first sentences, where `lead`
};

// The telling of `event`, finding `number` (from 1) of an article published on `published`.
[[nodiscard]] EventTelling describe_event(const Article& article, const std::optional<Day>& published,
                                          const Event& event, std::size_t number);

// Equal for tellings that say the same of what was done, how they say it apart; an undated one is equal to itself only.
[[nodiscard]] text::Hash signature_of(const EventTelling& telling);

// Bytes that hold all of it, and back. parse gives nothing for bytes that are none.
[[nodiscard]] std::string serialise(const EventTelling& telling);
[[nodiscard]] std::optional<EventTelling> parse_telling(std::string_view bytes);

}  // namespace chancery::connect
