// Which triggers of SUPPORT tell of an act that has its day, as signing has, and not of praise.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace chancery::knowledge {

// By the beginning of the trigger as the text has it ("signed", "ratification").
[[nodiscard]] inline bool is_ceremony(std::string_view trigger) noexcept {
  constexpr std::array<std::string_view, 8> kBeginnings{"sign",    "ratif",  "initial",  "conclu",
                                                        "recogni", "restor", "accredit", "appoint"};
  return std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [&](std::string_view beginning) { return trigger.starts_with(beginning); });
}

}  // namespace chancery::knowledge
