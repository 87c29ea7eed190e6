// Tables of national totals.
#include "statistics_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return chancery::fuzz::parse_file("reporter,partner,flow,period,value,unit,source,note\n", data, size);
}
