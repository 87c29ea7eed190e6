// The bytes of a statistics file, unpacked where it is gzip, in pieces of bounded size.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "chancery/error.h"

namespace chancery::statistics {

class Input {
 public:
  virtual ~Input() = default;
  // Fills up to `size` bytes; 0 at the end. Error: unreadable, or malformed for a gzip file that is cut or damaged.
  [[nodiscard]] virtual Result<std::size_t> read(char* into, std::size_t size) = 0;
};

// A file, gzip or plain, told by its first bytes. Errors: not_found, unreadable.
[[nodiscard]] Result<std::unique_ptr<Input>> open_input(const std::string& path);
// Bytes in memory, which must outlive it.
[[nodiscard]] std::unique_ptr<Input> memory_input(std::string_view bytes);

// Text of unknown encoding as UTF-8: as it is where it is valid, else taken as ISO 8859-1, as Comtrade's portal writes.
[[nodiscard]] std::string as_utf8(std::string_view text);

}  // namespace chancery::statistics
