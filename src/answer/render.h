// Documents in the forms that people and programs read. All are pure and deterministic.
#pragma once

#include <cstddef>
#include <string>

#include "answer/document.h"

namespace chancery::answer {

struct TextStyle {
  std::size_t width = 80;  // columns; narrower than 40 counts as 40
  bool colour = false;     // ANSI SGR sequences
};

// For the terminal. Every text of an article has its control characters neutralised.
[[nodiscard]] std::string render_text(const Document& document, const TextStyle& style);
// CommonMark with tables as GitHub has them.
[[nodiscard]] std::string render_markdown(const Document& document);
// One page that needs nothing else, with style for screen and paper.
[[nodiscard]] std::string render_html(const Document& document);
// One object; docs/exports.md describes the keys.
[[nodiscard]] std::string render_json(const Document& document);

// "Trend, 2025-02-14, “Title”, https://…" without its number.
[[nodiscard]] std::string source_text(const Source& source, bool with_place = true);
// "3 sources, 1 story"; "" where one article says so.
[[nodiscard]] std::string line_backing(const Line& line);
// Where it can be read: the address, else file and line.
[[nodiscard]] std::string source_place(const Source& source);

}  // namespace chancery::answer
