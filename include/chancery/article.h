// One text as one publisher published it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "chancery/date.h"

namespace chancery {

// Plain data. All texts are valid UTF-8. `text` is stored as it was given and never changed: every offset of every
// finding is a byte offset into it.
struct Article {
  std::string id;  // given, or "h-" and a hash of the content (src/read)
  std::string text;
  std::string title;        // empty: none
  std::string source;       // publisher; empty: unknown
  std::string url;          // empty: none
  std::string language;     // BCP 47, "en" where detected or given
  std::optional<Day> date;  // publication, from metadata or a line of the text
  std::string extra_json;   // JSON object of the input's unknown fields, "" where there are none
  std::string file;         // where it was read from, as the user named it; "-" for standard input
  std::uint64_t line = 0;   // 1-based line in that file (JSON Lines), 0 for a whole file
};

}  // namespace chancery
