// Reporters and partners as statistics call them: data/trade_partners.csv.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "chancery/error.h"
#include "chancery/knowledge.h"
#include "statistics/packed_code.h"

namespace chancery::statistics {

enum class PartnerKind : std::uint8_t { state, group, world, rest, former };

struct Partner {
  std::string code;  // KAZ, EU, WLD, X899
  PartnerKind kind = PartnerKind::state;
  std::string name;
};

// Immutable once loaded.
class PartnerCodes {
 public:
  [[nodiscard]] static Result<PartnerCodes> load(const Knowledge& knowledge);

  // By the number of UN M49 or Comtrade; nullptr where unknown.
  [[nodiscard]] const Partner* by_number(int number) const noexcept;
  // By three letters as WITS and Comtrade write them; nullptr where unknown.
  [[nodiscard]] const Partner* by_letters(std::string_view letters) const;
  // By any of these, or an English name.
  [[nodiscard]] const Partner* by_any(std::string_view text) const;
  // The name of a code of ours; the code itself where unknown.
  [[nodiscard]] std::string name(std::string_view code) const;

 private:
  const Knowledge* knowledge_ = nullptr;
  std::unordered_map<int, Partner> numbers_;
  std::unordered_map<std::string, Partner> letters_;
};

}  // namespace chancery::statistics
