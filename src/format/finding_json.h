// Findings as JSON and back: the one place that knows the keys (docs/schemas/finding.schema.json describes them).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chancery/article.h"
#include "chancery/error.h"
#include "chancery/finding.h"
#include "chancery/knowledge.h"

namespace chancery::format {

// Appends one JSON object without line break. `article` supplies the texts beside the spans; `id` is the finding's id
// ("a1/1"). Keys stand in the order of design.md; absent optional parts are null or left out as the schema says.
// With `with_scores`, `scores` is added as the last key (record and explain).
void append_json(std::string& out, const Finding& finding, const Article& article, std::string_view id,
                 const Knowledge& knowledge, bool with_scores = false);

// As the record stores it: without article and id, which the record knows better, and without quad, intensity and
// cameo, which follow from type and mode by the tables of the program that reads it. With scores.
void append_stored_json(std::string& out, const Finding& finding, const Article& article);

// A place alone, as under the key "place" of an event.
void append_json(std::string& out, const Place& place, const Article& article);
[[nodiscard]] Result<Place> parse_place(std::string_view json);

// The inverse of either; unknown keys are ignored, a missing or ill-typed one is an error naming it.
[[nodiscard]] Result<Finding> parse_finding(std::string_view json);

// What an act that is only planned counts as in the codebook: a promise (AGREE), or for RETREAT an offer to yield.
// Nothing where it keeps its own type.
[[nodiscard]] std::optional<EventType> plover_type(const Event& event);

// Appends `text` as a JSON string with quotes.
void append_json_string(std::string& out, std::string_view text);

}  // namespace chancery::format
