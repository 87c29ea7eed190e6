// What the reader says of an article: events, agreements, figures, goods, offices, each with its evidence.
// Terms follow docs/coding.md; event types, modes, contexts, quad categories and intensities are those of the PLOVER
// codebook of 2021, goods those of the Harmonized System.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "chancery/date.h"
#include "chancery/text_span.h"

namespace chancery {

// PLOVER 2021 event types, in the codebook's order.
enum class EventType : std::uint8_t {
  agree,
  consult,
  support,
  concede,
  cooperate,
  aid,
  retreat,
  request,
  accuse,
  reject,
  threaten,
  protest,
  sanction,
  mobilize,
  coerce,
  assault,
};
inline constexpr int kEventTypeCount = 16;

enum class Status : std::uint8_t { happened, planned, habitual, denied, hypothetical };

// Of the less senior side of a contact.
enum class Level : std::uint8_t { none, head_of_state, head_of_government, minister, parliament, ambassador, official };

// Somebody who takes part, at one place of the text.
struct Actor {
  TextSpan span;
  std::string country;  // ISO 3166 alpha-3, XKX, XAA to XZZ, or the letters of an organisation ("EU"); "" where none
  std::string sector;   // PLOVER sector code ("GOV", "LEG", "MIL"); "" where unknown
  std::string person;   // full name as the article or the tenure table gives it
  std::string office;   // as the text calls it
  std::vector<std::string> inferred;  // which of the above were concluded, not read beside the span ("country")
};

struct Place {
  TextSpan span;
  std::string basis;    // "text" or "dateline"
  std::string country;  // ISO 3166 alpha-3
  double latitude = 0;  // degrees, WGS 84
  double longitude = 0;
  bool has_coordinates = false;
};

// One line of what the models said, for `explain` ("relation-linear", "CONSULT", 0.91).
struct Score {
  std::string model;
  std::string label;
  double value = 0;
};

struct Event {
  EventType type = EventType::consult;
  std::string mode;  // codebook spelling, or "meet"; "" where none
  Status status = Status::happened;
  bool reciprocal = false;  // all participants stand in `actors`, `recipients` is empty
  Level level = Level::none;
  std::vector<std::string> contexts;  // codebook spelling ("natural_resource")
  std::vector<std::string> areas;     // ids of data/areas.csv
  std::vector<Actor> actors;
  std::vector<Actor> recipients;
  std::optional<DateInterval> date;
  std::optional<Place> place;
  TextSpan trigger;
  TextSpan evidence;             // the sentence or clause that says so
  std::vector<TextSpan> more;    // other sentences that tell the same event
  std::optional<Actor> said_by;  // of reported speech: who said it
  double confidence = 0;         // 0 to 1
  std::vector<Score> scores;
};

struct AgreementFinding {
  TextSpan span;        // the words that name it
  std::string name;     // "agreement on a visa-free regime"
  std::string kind;     // treaty, agreement, memorandum, protocol, declaration, contract, statement, plan
  std::string subject;  // short, e.g. "visa"; "" where not said
  std::vector<Actor> parties;
  std::string step;  // proposed, negotiated, signed, ratified, in-force, amended, suspended, terminated
  Status status = Status::happened;
  std::vector<std::string> areas;
  std::optional<DateInterval> date;
  TextSpan trigger;  // "signed"
  TextSpan evidence;
  std::vector<TextSpan> more;
  double confidence = 0;
};

// A change against an earlier period ("up 9.6 percent from 2023").
struct Change {
  double value = 0;  // percent, or a factor, or an amount, as `unit` says; negative for a fall
  std::string unit;  // "percent", "times", or the unit of the figure
  TextSpan span;
  std::optional<DateInterval> against;
};

struct Figure {
  TextSpan span;        // "$30.1 billion"
  std::string measure;  // trade-turnover, exports, imports, trade-balance, investment, aid, loan, debt, visitors,
                        // flights, students, companies, other
  std::vector<Actor> parties;  // the pair, in the order of the text
  std::string from;            // code of the side that gives (exports: the seller); "" where there is no direction
  std::string to;
  double value = 0;                // base units
  std::optional<double> value_to;  // upper end of a range
  std::string unit;                // ISO 4217, or tonnes, m3, MW, persons, flights/week, percent, times ...
  int digits = 0;                  // significant digits as written: 30.1 has 3
  std::string hedge;               // over, almost, about, record, up-to ...; "" where none
  std::optional<DateInterval> period;
  std::string outlook;  // outcome, target, forecast
  std::optional<Change> change;
  std::optional<Actor> said_by;
  std::vector<std::string> goods;  // what was counted, where it says ("natural gas")
  TextSpan evidence;
  std::vector<TextSpan> more;
  double confidence = 0;
};

struct Goods {
  TextSpan span;
  std::string goods;                // "copper ore"
  std::vector<std::string> hs;      // Harmonized System headings, 4 digits
  std::optional<Actor> from_actor;  // evidence of either side, where the text names it
  std::optional<Actor> to_actor;
  std::string from;
  std::string to;
  Status status = Status::happened;
  TextSpan evidence;
  std::vector<TextSpan> more;
  double confidence = 0;
};

struct OfficeHolding {
  TextSpan span;  // of the person's name
  std::string person;
  std::string office;    // as the text calls it
  TextSpan office_span;  // empty where the office is inferred
  std::string country;
  std::string sector;
  std::vector<std::string> inferred;
  bool former = false;
  std::optional<DateInterval> date;  // a day on which the office was held
  TextSpan evidence;
  std::vector<TextSpan> more;
  double confidence = 0;
};

using Finding = std::variant<Event, AgreementFinding, Figure, Goods, OfficeHolding>;

// Codebook spelling: "AGREE".
[[nodiscard]] std::string_view to_string(EventType type) noexcept;
[[nodiscard]] std::optional<EventType> parse_event_type(std::string_view text) noexcept;
// "happened" and so on.
[[nodiscard]] std::string_view to_string(Status status) noexcept;
[[nodiscard]] std::optional<Status> parse_status(std::string_view text) noexcept;
// "head-of-state"; "" for none.
[[nodiscard]] std::string_view to_string(Level level) noexcept;
[[nodiscard]] std::optional<Level> parse_level(std::string_view text) noexcept;
// The name of a finding's kind in JSON and in the record: event, agreement, figure, goods, office.
[[nodiscard]] std::string_view kind_of(const Finding& finding) noexcept;

}  // namespace chancery
