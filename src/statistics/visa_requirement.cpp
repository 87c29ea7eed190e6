#include "statistics/visa_requirement.h"

#include "statistics/columns.h"

namespace chancery::statistics {

std::optional<VisaRequirement> parse_visa_requirement(std::string_view text) {
  const std::string folded = folded_column(text);
  if (folded == "visarequired") return kVisaRequired;
  if (folded == "evisa") return kElectronicVisa;
  if (folded == "visaonarrival") return kVisaOnArrival;
  if (folded == "visafree") return VisaRequirement{0};
  if (folded == "noadmission" || folded == "covidban") return kNoAdmission;
  if (folded == "eta") return kTravelAuthorisation;
  if (const auto days = parse_int(text); days && *days > 0 && *days < 10'000)
    return static_cast<VisaRequirement>(*days);
  return std::nullopt;
}

std::string visa_requirement_text(VisaRequirement requirement) {
  switch (requirement) {
    case kVisaRequired: return "visa required";
    case kElectronicVisa: return "e-visa";
    case kVisaOnArrival: return "visa on arrival";
    case kNoAdmission: return "no admission";
    case kTravelAuthorisation: return "electronic travel authorisation";
    default: return "visa free";
  }
}

}  // namespace chancery::statistics
