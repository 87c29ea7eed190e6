// Well-formedness of UTF-8 (Unicode 15, table 3-7).
#pragma once

#include <cstddef>
#include <string_view>

namespace chancery::read {

// Byte offset of the first ill-formed sequence; text.size() where there is none.
[[nodiscard]] std::size_t first_bad_utf8(std::string_view text) noexcept;

}  // namespace chancery::read
