// Bulk files and tables of UN Comtrade.
#include "statistics_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return chancery::fuzz::parse_file(
      "period\treporterCode\tflowCode\tpartnerCode\tcmdCode\tmotCode\tprimaryValue\tcifvalue\tqty\tqtyUnitCode\n", data,
      size);
}
