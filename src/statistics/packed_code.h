// Short codes (KAZ, H4, 2603, TOTAL, USD) as numbers that sort like the texts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chancery::statistics {

// Up to six letters (in capitals) and digits, in base 37 from the left. 0 is the empty text.
using PackedCode = std::uint32_t;

[[nodiscard]] constexpr std::optional<PackedCode> pack_code(std::string_view text) noexcept {
  if (text.size() > 6) return std::nullopt;
  std::uint64_t packed = 0;
  for (std::size_t at = 0; at < 6; ++at) {
    std::uint64_t digit = 0;
    if (at < text.size()) {
      const char c = text[at];
      if (c >= '0' && c <= '9') {
        digit = static_cast<std::uint64_t>(c - '0') + 1;
      } else if (c >= 'A' && c <= 'Z') {
        digit = static_cast<std::uint64_t>(c - 'A') + 11;
      } else {
        return std::nullopt;
      }
    }
    packed = packed * 37 + digit;
  }
  return static_cast<PackedCode>(packed);
}

[[nodiscard]] inline std::string unpack_code(PackedCode packed) {
  std::string text(6, ' ');
  for (std::size_t at = 6; at-- > 0;) {
    const std::uint32_t digit = packed % 37;
    packed /= 37;
    text[at] = digit == 0 ? ' ' : static_cast<char>(digit <= 10 ? '0' + digit - 1 : 'A' + digit - 11);
  }
  text.resize(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace chancery::statistics
