// Little-endian bytes of model files, written and read the same on every machine.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

#include "chancery/error.h"

namespace chancery::understand::model {

inline void put_u32(std::string& out, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>(value >> shift & 0xFF));
}

inline void put_f32(std::string& out, float value) { put_u32(out, std::bit_cast<std::uint32_t>(value)); }

// LEB128.
inline void put_varint(std::string& out, std::uint32_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>((value & 0x7F) | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

inline void put_text(std::string& out, std::string_view text) {
  put_varint(out, static_cast<std::uint32_t>(text.size()));
  out.append(text);
}

// Reads what the functions above wrote. After a read past the end good() is false and all further reads give zero.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) noexcept : bytes_(bytes) {}

  [[nodiscard]] bool good() const noexcept { return good_; }
  [[nodiscard]] std::string_view rest() const noexcept { return bytes_; }

  std::string_view take(std::size_t count) noexcept {
    if (!good_ || count > bytes_.size()) {
      good_ = false;
      return {};
    }
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }

  std::uint32_t u32() noexcept {
    std::uint32_t value = 0;
    int shift = 0;
    for (const char c : take(4)) {
      value |= static_cast<std::uint32_t>(static_cast<unsigned char>(c)) << shift;
      shift += 8;
    }
    return value;
  }

  float f32() noexcept { return std::bit_cast<float>(u32()); }

  std::uint32_t varint() noexcept {
    std::uint32_t value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      const std::string_view byte = take(1);
      if (byte.empty()) return 0;
      value |= (static_cast<std::uint32_t>(byte[0]) & 0x7F) << shift;
      if ((byte[0] & 0x80) == 0) return value;
    }
    good_ = false;
    return 0;
  }

  std::string_view text() noexcept { return take(varint()); }

  [[nodiscard]] static std::unexpected<Error> failure(std::string_view what) {
    Error error;
    error.message = std::string(what) + " with broken or missing bytes";
    return std::unexpected(std::move(error));
  }

 private:
  std::string_view bytes_;
  bool good_ = true;
};

}  // namespace chancery::understand::model
