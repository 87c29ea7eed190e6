// What makes findings of several articles one finding of the record.
#pragma once

#include <string>
#include <vector>

#include "chancery/article.h"
#include "chancery/finding.h"
#include "text/hash.h"

namespace chancery::record {

// Depends on nothing but the finding, its article's texts and, for an event without a date, the article's id: the order
// in which articles are read does not matter.
struct FindingIdentity {
  text::Hash hash{};               // equal for findings that are one
  std::string id;                  // a letter for the kind and ten characters of the hash: "E3K7Q2M9XBD"
  std::vector<std::string> codes;  // states and organisations that take part, sorted, each once
};

// `number` is the finding's place among those of its article.
[[nodiscard]] FindingIdentity identity_of(const Finding& finding, const Article& article, std::size_t number);

// The parties of an agreement as its identity has them: codes; where none has one, the words of the text, folded.
[[nodiscard]] std::vector<std::string> parties_of(const AgreementFinding& agreement, const Article& article);

// What queries filter by; "" where a kind has no such thing.
struct FindingTraits {
  std::string type;    // event type, agreement kind, figure measure
  std::string mode;    // of an event
  std::string status;  // of an event, an agreement, goods; the outlook of a figure
  std::string level;   // of an event
  std::vector<std::string> areas;
  std::optional<DateInterval> date;  // of a figure: its period
  double confidence = 0;
};
[[nodiscard]] FindingTraits traits_of(const Finding& finding);

// Whether a part of the name of a person in it is `part`, case ignored.
[[nodiscard]] bool names_person(const Finding& finding, std::string_view part);

// Lower case (Unicode case folding), runs of blanks as one.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace chancery::record
