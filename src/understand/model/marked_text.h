// A sentence with its source and target marked, as researchers give it: "<s>France</s> thanked <t>Chile</t>."
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chancery/error.h"
#include "chancery/text_span.h"

namespace chancery::understand::model {

struct MarkedText {
  std::string text;                // without the marks
  std::optional<TextSpan> source;  // bytes of `text`
  std::optional<TextSpan> target;
};

// Takes the marks out. Where a mark stands several times the first counts. An error (malformed) where a mark is opened
// and not closed, closed and not opened, or nested in one of its own kind.
[[nodiscard]] Result<MarkedText> parse_marked_text(std::string_view marked);

}  // namespace chancery::understand::model
