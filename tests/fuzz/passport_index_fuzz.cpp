// Visa rules of the passport index.
#include "statistics_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return chancery::fuzz::parse_file("Passport,Destination,Requirement\n", data, size);
}
