// What the passport index says of an entry, as one small number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chancery::statistics {

// Days of a stay without a visa (0: visa free, days not said), or a negative number for the other kinds.
using VisaRequirement = std::int16_t;
inline constexpr VisaRequirement kVisaRequired = -1, kElectronicVisa = -2, kVisaOnArrival = -3, kNoAdmission = -4,
                                 kTravelAuthorisation = -5;

// "visa required", "e-visa", "visa on arrival", "visa free", "no admission", "eta", "90"; nothing for other texts.
[[nodiscard]] std::optional<VisaRequirement> parse_visa_requirement(std::string_view text);
[[nodiscard]] std::string visa_requirement_text(VisaRequirement requirement);

}  // namespace chancery::statistics
