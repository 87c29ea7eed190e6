#include "answer/tenures.h"

#include <algorithm>
#include <tuple>

#include "answer/assemble.h"

namespace chancery::answer {

const LearntTenure* learnt_tenure_of(std::span<const LearntTenure> learnt, const OfficeHolding& office) {
  const LearntTenure* best = nullptr;
  std::tuple<bool, std::chrono::days> least{};
  for (const LearntTenure& tenure : learnt) {
    if (tenure.holder.country != office.country) continue;
    const auto& names = tenure.holder.names;
    if (std::find(names.begin(), names.end(), office.person) == names.end()) continue;
    const Day day = office.date ? office.date->from : tenure.last;
    const std::chrono::days away = day < tenure.first  ? tenure.first - day
                                   : day > tenure.last ? day - tenure.last
                                                       : std::chrono::days{0};
    const std::tuple key(knowledge::fold(tenure.holder.office) != knowledge::fold(office.office), away);
    if (best == nullptr || key < least) {
      least = key;
      best = &tenure;
    }
  }
  return best;
}

const knowledge::TenureEntry* table_tenure_of(const knowledge::Tables& tables, std::string_view country,
                                              std::string_view person, std::string_view kind,
                                              const std::optional<Day>& day) {
  const knowledge::ActorId actor = tables.find_actor(country);
  if (actor == knowledge::kNoActor) return nullptr;
  const std::string folded = knowledge::fold(person);
  const knowledge::TenureEntry* best = nullptr;
  for (const std::uint32_t index : tables.tenures_of[actor]) {
    const knowledge::TenureEntry& entry = tables.tenures[index];
    if (!kind.empty() && entry.kind != kind) continue;
    const bool same = knowledge::fold(entry.person) == folded ||
                      std::any_of(entry.aliases.begin(), entry.aliases.end(),
                                  [&](const std::string& alias) { return knowledge::fold(alias) == folded; });
    if (!same) continue;
    const bool covers = day && (!entry.from || *entry.from <= *day) && (!entry.to || *day <= *entry.to);
    if (!best || covers) best = &entry;
  }
  return best;
}

std::string learnt_text(const LearntTenure& tenure) {
  std::string text = "named so ";
  text += tenure.first == tenure.last ? "on " + to_iso(tenure.first)
                                      : "from " + to_iso(tenure.first) + " to " + to_iso(tenure.last);
  if (tenure.stories > 0) text += " in " + counted(tenure.stories, "story", "stories");
  if (tenure.ended) {
    text += tenure.successor.empty() ? "; called former on " + to_iso(*tenure.ended)
                                     : "; by " + to_iso(*tenure.ended) + " " + tenure.successor;
  }
  return text;
}

std::string table_text(const knowledge::TenureEntry& tenure) {
  std::string text;
  if (tenure.from) text = "in office from " + to_iso(*tenure.from);
  if (tenure.to) text += (text.empty() ? "in office to " : " to ") + to_iso(*tenure.to);
  return text.empty() ? text : text + " (table of offices)";
}

}  // namespace chancery::answer
