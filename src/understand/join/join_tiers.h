// The two tiers as one: names, offices and references say who an actor is, the encoder says what they did to whom.
#pragma once

#include <vector>

#include "understand/scan/event_candidate.h"

namespace chancery::encoder {
class Session;
struct Labels;
}  // namespace chancery::encoder

namespace chancery::understand {

// Asks the encoder about every two actors of a sentence (pair_questions.h), in two rounds an article. Where it and the
// trigger words agree on an event, the candidate gets its probability; where they differ and it is sure, its type;
// where no trigger told of an event and it is sure, a candidate of its own; a candidate of which it is sure that there
// is nothing gets weaker. `candidates` are those of the whole article by sentence, and stay so.
void join_tiers(const Document& document, encoder::Session& session, const encoder::Labels& labels,
                std::vector<EventCandidate>& candidates);

}  // namespace chancery::understand
