// What is done to an agreement in its sentence: signed, ratified, in force ..., and whether it happened.
#pragma once

#include <string_view>
#include <vector>

#include "understand/scan/instrument.h"

namespace chancery::understand {

struct AgreementStep {
  std::string_view step;  // signed, ratified ...
  Status status = Status::happened;
  TokenRange trigger;
  bool passive = false;         // the instrument is what the verb's subject is: "was signed", "entered into force"
  bool strong = false;          // a verb that is done to instruments alone
  bool under = false;           // only "under the agreement"
  bool noun = false;            // "the signing of": whoever stands before it need not have signed
  TokenIndex clause_first = 0;  // where the clause of the trigger begins
};

// The steps that the sentence tells of the instrument, two at most ("the treaty signed in May has entered into force");
// none where it only names it. Given a vector to fill.
void find_steps(const Document& document, const Sentence& sentence, const std::vector<AgreementHit>& hits,
                const Instrument& instrument, std::vector<AgreementStep>& steps);

}  // namespace chancery::understand
