#include "chancery/finding.h"

#include <array>

namespace chancery {
namespace {

// In the order of the enumerations: the index is the value.
constexpr std::array<std::string_view, kEventTypeCount> kEventTypes{
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
constexpr std::array<std::string_view, 5> kStatuses{"happened", "planned", "habitual", "denied", "hypothetical"};
constexpr std::array<std::string_view, 7> kLevels{
    "", "head-of-state", "head-of-government", "minister", "parliament", "ambassador", "official"};
constexpr std::array<std::string_view, 5> kKinds{"event", "agreement", "figure", "goods", "office"};
static_assert(kKinds.size() == std::variant_size_v<Finding>);

template <typename Enum, std::size_t size>
std::optional<Enum> parse(const std::array<std::string_view, size>& names, std::string_view text) noexcept {
  for (std::size_t i = 0; i < size; ++i) {
    if (names[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(EventType type) noexcept { return kEventTypes[static_cast<std::size_t>(type)]; }
std::optional<EventType> parse_event_type(std::string_view text) noexcept {
  return parse<EventType>(kEventTypes, text);
}

std::string_view to_string(Status status) noexcept { return kStatuses[static_cast<std::size_t>(status)]; }
std::optional<Status> parse_status(std::string_view text) noexcept { return parse<Status>(kStatuses, text); }

std::string_view to_string(Level level) noexcept { return kLevels[static_cast<std::size_t>(level)]; }
std::optional<Level> parse_level(std::string_view text) noexcept { return parse<Level>(kLevels, text); }

std::string_view kind_of(const Finding& finding) noexcept { return kKinds[finding.index()]; }

}  // namespace chancery
