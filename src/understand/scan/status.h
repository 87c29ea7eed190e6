// Whether an event happened, is planned, habitual, denied or only supposed: read from the verb group and its
// neighbours.
#pragma once

#include "understand/scan/clause.h"

namespace chancery::understand {

// `forms`: knowledge::VerbForm bits of the verb's form.
[[nodiscard]] Status status_of_verb(const Document& document, const SentenceView& view, TokenIndex verb,
                                    std::uint8_t forms);

// Of an event noun; `support` is the verb that carries it ("will hold talks"), kNoToken where there is none.
[[nodiscard]] Status status_of_noun(const Document& document, const SentenceView& view, TokenRange noun,
                                    TokenIndex support);

}  // namespace chancery::understand
