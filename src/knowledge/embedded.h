// The tables and models compiled into the program (cmake/embed.cmake generates the definition).
#pragma once

#include <span>
#include <string_view>

namespace chancery::knowledge {

struct EmbeddedFile {
  std::string_view name;  // "states.csv", "models/relation-linear.bin"
  std::string_view content;
};

[[nodiscard]] std::span<const EmbeddedFile> embedded_files() noexcept;
// Empty view where the program was built without the file.
[[nodiscard]] std::string_view embedded_file(std::string_view name) noexcept;

}  // namespace chancery::knowledge
