// What standard input, output and error are connected to.
#pragma once

#include <string_view>

namespace chancery::cli {

[[nodiscard]] bool input_is_terminal() noexcept;
[[nodiscard]] bool output_is_terminal() noexcept;
[[nodiscard]] bool errors_are_terminal() noexcept;

// Colour only on a terminal and not under NO_COLOR (no-color.org: set and not empty) or TERM=dumb.
[[nodiscard]] bool output_has_colour() noexcept;

// Columns of the terminal on standard output; COLUMNS where that is set; 80 where there is no terminal.
[[nodiscard]] int output_width() noexcept;

// Writes all of `text` to standard output, past stdio's buffer. False where that failed (full disk, closed pipe).
[[nodiscard]] bool write_output(std::string_view text) noexcept;

}  // namespace chancery::cli
