// What the record learnt of who held which office when, beside what the table of offices says.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "answer/wording.h"
#include "chancery/record.h"
#include "knowledge/tables.h"

namespace chancery::answer {

// The learnt tenure that a finding is part of: of its state and one of its spellings, of several the one with its
// wording of the office, then the one whose days are nearest; null where there is none.
[[nodiscard]] const LearntTenure* learnt_tenure_of(std::span<const LearntTenure> learnt, const OfficeHolding& office);

// The row of the table of offices of a person of a state that covers the day, else any; null where there is none. An
// empty `kind` takes any kind of office.
[[nodiscard]] const knowledge::TenureEntry* table_tenure_of(const knowledge::Tables& tables, std::string_view country,
                                                            std::string_view person, std::string_view kind,
                                                            const std::optional<Day>& day);

// "named so from 2023-03-06 to 2023-12-01 in 3 stories; by 2024-02-05 Aigul Demeu".
[[nodiscard]] std::string learnt_text(const LearntTenure& tenure);
// "in office from 2022-02-01 (table of offices)"; "" where the row has no dates.
[[nodiscard]] std::string table_text(const knowledge::TenureEntry& tenure);

}  // namespace chancery::answer
