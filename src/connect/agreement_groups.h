// Which tellings of several articles are of one agreement.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "chancery/date.h"
#include "chancery/finding.h"
#include "connect/agreement_names.h"

namespace chancery::connect {

// What tellings must share to be of one agreement: the parties as a set and the subject; of a name that tells nothing
// ("the memorandum") the day of the step instead. `parties` as the identity of a finding has them (codes, else words).
[[nodiscard]] std::string agreement_block(const std::vector<std::string>& parties, const AgreementName& name,
                                          const std::optional<DateInterval>& date);

// One step of an agreement as articles tell it.
struct AgreementTelling {
  std::string form;                // as AgreementName
  std::vector<std::string> words;  // as AgreementName
  int year = 0;                    // as AgreementName
  std::string step;                // signed ...
  bool happened = true;
  std::optional<Day> since, until;  // the date of the step
  bool firm = false;                // the text itself gives the date
  std::optional<Day> published;     // the earliest article; counts where there is no date
};

// Groups the tellings of one block: the result, in their order, is a number that the tellings of one agreement share
// (the index of one of them). It does not depend on their order. Takes n log n for n tellings and s squared for the s
// different forms and words among them.
//  - A name that says less ("the visa deal") is that of the only fuller one which it fits ("agreement on mutual visa
//    exemption"), and where several fit, of the one that had the same step on the same day.
//  - Signings years apart are several agreements, and each further step belongs to the signing before it.
[[nodiscard]] std::vector<std::size_t> group_agreements(std::span<const AgreementTelling> tellings);

}  // namespace chancery::connect
