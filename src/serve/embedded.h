// Files of the page compiled into the program (cmake/embed.cmake generates the definition).
#pragma once

#include <span>
#include <string_view>

namespace chancery::serve {

struct EmbeddedFile {
  std::string_view name;  // "openapi.json"; "page/index.html", "page/assets/index-4f1c.js"
  std::string_view content;
};

[[nodiscard]] std::span<const EmbeddedFile> embedded_files() noexcept;

}  // namespace chancery::serve
