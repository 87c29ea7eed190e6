#include "understand/scan/stages.h"
namespace chancery::understand {
std::optional<DateInterval> date_for(const Document& document, std::uint32_t, TokenIndex) {
  if (!document.facts.date) return std::nullopt;
  return DateInterval{*document.facts.date, *document.facts.date, DatePrecision::day, DateBasis::publication, {}};
}
}
