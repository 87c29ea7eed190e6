// Foreign text made safe for each form of output. All take and give UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace chancery::answer {

// For HTML text and double-quoted attributes. Control characters become U+FFFD.
[[nodiscard]] std::string escape_html(std::string_view text);

// For running Markdown text (CommonMark) and cells of its tables: line breaks become blanks, marks a backslash.
[[nodiscard]] std::string escape_markdown(std::string_view text);

// An RFC 4180 cell: quoted where it holds a comma, quote or line break, or begins or ends with a blank. A text that a
// spreadsheet would run as a formula (=, +, @, tab at its head; - before anything but a number) gets a leading "'".
[[nodiscard]] std::string csv_text(std::string_view text);

// An address that a reader may safely follow: http or https; "" for anything else.
[[nodiscard]] std::string_view safe_url(std::string_view url) noexcept;

}  // namespace chancery::answer
