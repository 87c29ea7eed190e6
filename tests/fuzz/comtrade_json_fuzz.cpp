// Answers of the UN Comtrade API.
#include "statistics_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return chancery::fuzz::parse_file("{", data, size);
}
