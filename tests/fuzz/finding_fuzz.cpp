// The JSON of findings that a record holds: a record may come from anybody.
#include <cstdint>
#include <string_view>

#include "format/finding_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  static_cast<void>(chancery::format::parse_finding(json));
  static_cast<void>(chancery::format::parse_place(json));
  return 0;
}
