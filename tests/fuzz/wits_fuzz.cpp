// Extracts of WITS.
#include "statistics_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return chancery::fuzz::parse_file(
      "Nomenclature,ReporterISO3,ProductCode,PartnerISO3,Year,TradeFlowName,TradeValuein1000USD\n", data, size);
}
