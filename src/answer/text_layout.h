// Texts in columns: how wide they stand on a terminal, where they break, how they are cut.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::answer {

// Columns that a UTF-8 text takes on a terminal: wide East Asian characters two, combining marks none (Unicode UAX 11),
// ANSI colours none.
[[nodiscard]] std::size_t display_width(std::string_view utf8) noexcept;

// Breaks at blanks into lines of at most `width` columns; a longer word stands alone on its line, uncut (ids and
// addresses must stay whole). Runs of white space become one blank. At least one line, perhaps empty.
[[nodiscard]] std::vector<std::string> wrap(std::string_view utf8, std::size_t width);

// At most `width` columns, cut at a blank where one is near, with "…" where something was cut.
[[nodiscard]] std::string shorten(std::string_view utf8, std::size_t width);

// One line of running text: white space and line breaks become single blanks, ends trimmed.
[[nodiscard]] std::string one_line(std::string_view utf8);

// What an article says must not steer the terminal: C0 and C1 control characters (but for a line feed where
// `keep_newlines`) and the direction overrides of Unicode's bidirectional algorithm (UAX 9) become U+FFFD.
[[nodiscard]] std::string neutralise(std::string_view utf8, bool keep_newlines = false);

[[nodiscard]] std::string capitalise(std::string_view text);  // first letter, ASCII only
[[nodiscard]] std::string pad_left(std::string_view text, std::size_t width);
[[nodiscard]] std::string pad_right(std::string_view text, std::size_t width);

}  // namespace chancery::answer
