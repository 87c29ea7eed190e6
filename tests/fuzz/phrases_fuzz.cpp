// A user's table of wordings.
#include <cstdint>
#include <string_view>

#include "answer/phrases.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static_cast<void>(chancery::answer::Phrases::parse({reinterpret_cast<const char*>(data), size}, "phrases.csv"));
  return 0;
}
