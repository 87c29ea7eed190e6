// The encoder's model compiled into the program (cmake/embed.cmake generates the definition).
#pragma once

#include <span>
#include <string_view>

namespace chancery::encoder {

struct EmbeddedFile {
  std::string_view name;  // "model.xml", "model.bin", "vocab.txt", "labels.json"
  std::string_view content;
};

// None where the program was built without a model.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files() noexcept;

}  // namespace chancery::encoder
