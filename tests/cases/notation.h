// The compact notation of expected findings ("CONSULT visit happened KAZ -> CHN | date 2025-02-14").
// tests/cases/README.md describes it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chancery/article.h"
#include "chancery/error.h"
#include "chancery/reader.h"

namespace chancery::cases {

struct Condition {
  std::string key;
  std::string value;  // alternatives parted by '/', except in texts and dates
};

// What one line asks of a finding: all of its conditions.
struct Pattern {
  std::string kind;  // event, agreement, figure, goods, office, article, or "any"
  std::vector<Condition> conditions;
};

enum class Demand {
  must,         // no sign
  may,          // ?
  must_not,     // -
  known_miss,   // ~
  known_extra,  // ~ -
};

struct Expectation {
  Demand demand = Demand::must;
  std::vector<Pattern> alternatives;  // parted by " or "
  std::string line;                   // as written
};

// Nothing for the line "none".
[[nodiscard]] Result<std::vector<Expectation>> parse_expectations(const std::vector<std::string>& lines);

[[nodiscard]] bool matches(const Pattern& pattern, const Finding& finding, const Article& article);
[[nodiscard]] bool matches(const Expectation& expectation, const Finding& finding, const Article& article);
// For patterns of kind "article".
[[nodiscard]] bool matches(const Pattern& pattern, const ArticleFacts& facts, const Article& article);

// A finding in the notation, with most of what is known of it.
[[nodiscard]] std::string describe(const Finding& finding, const Article& article);

// "2024", "2023-05", "2023-Q1", "2023-H1", "2025-02-14", "2023-01/2023-10" as days from and to.
[[nodiscard]] std::optional<std::pair<Day, Day>> parse_interval(std::string_view text);

}  // namespace chancery::cases
