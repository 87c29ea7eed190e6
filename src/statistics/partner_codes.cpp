#include "statistics/partner_codes.h"

#include <charconv>

#include "knowledge/table_reader.h"

namespace chancery::statistics {
namespace {

std::optional<PartnerKind> parse_kind(std::string_view text) {
  if (text == "state") return PartnerKind::state;
  if (text == "group") return PartnerKind::group;
  if (text == "world") return PartnerKind::world;
  if (text == "rest") return PartnerKind::rest;
  if (text == "former") return PartnerKind::former;
  return std::nullopt;
}

std::optional<int> number_of(std::string_view text) {
  int value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || result.ec != std::errc() || result.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

Result<PartnerCodes> PartnerCodes::load(const Knowledge& knowledge) {
  const auto table = knowledge::TableReader::open("trade_partners.csv");
  if (!table) return std::unexpected(table.error());
  PartnerCodes codes;
  codes.knowledge_ = &knowledge;
  for (const auto& row : table->rows()) {
    Partner partner;
    partner.code = table->cell(row, "code");
    partner.name = table->cell(row, "name");
    const auto kind = parse_kind(table->cell(row, "kind"));
    if (!kind || !pack_code(partner.code))
      return table->fail(row, "kind must be state, group, world, rest or former, code up to six capitals or digits");
    partner.kind = *kind;
    const std::string& given = table->cell(row, "given");
    const auto number = number_of(given);
    const bool fresh =
        number ? codes.numbers_.emplace(*number, partner).second : codes.letters_.emplace(given, partner).second;
    if (!fresh) return table->fail(row, "\"" + given + "\" is there twice");
    if (number && partner.kind == PartnerKind::state) codes.letters_.emplace(partner.code, partner);
  }
  for (const char* code : {"EU", "WLD", "ASEAN"}) {
    for (const auto& [number, partner] : codes.numbers_) {
      if (partner.code == code) codes.letters_.emplace(code, partner);
    }
  }
  return codes;
}

const Partner* PartnerCodes::by_number(int number) const noexcept {
  const auto found = numbers_.find(number);
  return found == numbers_.end() ? nullptr : &found->second;
}

const Partner* PartnerCodes::by_letters(std::string_view letters) const {
  const auto found = letters_.find(std::string(letters));
  return found == letters_.end() ? nullptr : &found->second;
}

const Partner* PartnerCodes::by_any(std::string_view text) const {
  if (const auto number = number_of(text)) return by_number(*number);
  if (const Partner* partner = by_letters(text)) return partner;
  const std::string code = knowledge_->resolve_code(text);
  return code.empty() ? nullptr : by_letters(code);
}

std::string PartnerCodes::name(std::string_view code) const {
  std::string name = knowledge_->display_name(code);
  if (name != code) return name;
  for (const auto& [number, partner] : numbers_) {
    if (partner.code == code) return partner.name;
  }
  return name;
}

}  // namespace chancery::statistics
