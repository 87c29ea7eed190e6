#include "format/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>

namespace chancery::format {

void JsonWriter::number(double value) {
  if (!std::isfinite(value)) return null();
  // 350 holds every double in fixed notation: up to 309 digits before the point, or 17 after 308 zeros.
  std::array<char, 350> buffer{};
  const auto result =
      value == 0.0 ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), 0)
                   : std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  writer_.RawValue(buffer.data(), static_cast<std::size_t>(result.ptr - buffer.data()), rapidjson::kNumberType);
}

}  // namespace chancery::format
