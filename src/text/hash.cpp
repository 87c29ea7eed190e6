#include "text/hash.h"

#define XXH_INLINE_ALL  // as a header only, so that the program needs no further library
#include <xxhash.h>

#include <cstring>

namespace chancery::text {

namespace {

Hash canonical_hash(const XXH128_hash_t& value) noexcept {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, value);
  Hash out{};
  static_assert(sizeof(canonical.digest) == sizeof(out));
  std::memcpy(out.data(), canonical.digest, out.size());
  return out;
}

}  // namespace

Hash hash(std::string_view bytes) noexcept { return canonical_hash(XXH3_128bits(bytes.data(), bytes.size())); }

struct HashStream::State {
  XXH3_state_t state;
};

HashStream::HashStream() : state_(std::make_unique<State>()) { XXH3_128bits_reset(&state_->state); }
HashStream::~HashStream() = default;
void HashStream::add(std::string_view bytes) noexcept {
  XXH3_128bits_update(&state_->state, bytes.data(), bytes.size());
}
Hash HashStream::finish() const noexcept { return canonical_hash(XXH3_128bits_digest(&state_->state)); }

std::uint64_t hash64(std::string_view bytes) noexcept { return XXH3_64bits(bytes.data(), bytes.size()); }

std::string to_hex(const Hash& hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : hash) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

std::string to_base32(const Hash& hash, int length) {
  constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  std::size_t next = 0;
  while (static_cast<int>(out.size()) < length && (count >= 5 || next < hash.size())) {
    if (count < 5) {
      bits = (bits << 8U) | hash[next++];
      count += 8;
    }
    count -= 5;
    out += kDigits[(bits >> static_cast<unsigned>(count)) & 31U];
  }
  return out;
}

void append_hashed_field(std::string& bytes, std::string_view field) {
  std::uint64_t size = field.size();
  for (int i = 0; i < 8; ++i) {
    bytes += static_cast<char>(size & 0xFFU);
    size >>= 8U;
  }
  bytes += field;
}

}  // namespace chancery::text
