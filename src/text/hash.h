// Hashes for ids and for telling contents apart: XXH3, 128 bits (docs/decisions/hash.md). Not for secrets.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace chancery::text {

using Hash = std::array<std::uint8_t, 16>;  // in XXH3's canonical (big-endian) order: the same on every machine

[[nodiscard]] Hash hash(std::string_view bytes) noexcept;

// A number for hash tables and sketches, the same on every machine.
[[nodiscard]] std::uint64_t hash64(std::string_view bytes) noexcept;

// The same hash of bytes that come in pieces.
class HashStream {
 public:
  HashStream();
  ~HashStream();
  void add(std::string_view bytes) noexcept;
  [[nodiscard]] Hash finish() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// 32 hexadecimal digits.
[[nodiscard]] std::string to_hex(const Hash& hash);

// The first `length` (at most 25) characters of the hash in Crockford's base 32, which leaves out I, L, O and U.
[[nodiscard]] std::string to_base32(const Hash& hash, int length);

// Appends a field with its length before it, so that ("ab", "c") and ("a", "bc") hash differently.
void append_hashed_field(std::string& bytes, std::string_view field);

}  // namespace chancery::text
