// An event as one sentence tells it, before the sentences are joined.
#pragma once

#include <optional>
#include <vector>

#include "understand/scan/clause.h"

namespace chancery::understand {

struct EventCandidate {
  const knowledge::TriggerEntry* trigger = nullptr;
  TokenRange trigger_tokens;
  EventType type = EventType::consult;
  std::string mode;
  Status status = Status::happened;
  bool mutual = false;  // all sides are actors
  MentionList actors;
  MentionList recipients;
  bool recipient_inferred = false;  // taken from the article's main pair
  MentionList said_by;
  std::uint32_t sentence = 0;
  double strength = 0;
  bool by_encoder = false;  // no trigger word tells it: `trigger` has its roles alone
  std::optional<float> encoder_probability;
  std::vector<Score> scores;  // of the encoder
};

// The codes of the states and organisations that mentions stand for, each once, sorted.
[[nodiscard]] std::vector<ActorId> codes_of(const Document& document, const MentionList& mentions);

// All candidates of one sentence, in order of their triggers (scan/trigger_reader.cpp).
void read_triggers(const Document& document, const SentenceView& view, std::vector<EventCandidate>& out);

// Joins candidates that tell the same event and adds what the article knows (resolve/join_events.cpp): the findings.
[[nodiscard]] std::vector<Event> join_events(const Document& document, const std::vector<EventCandidate>& candidates);

}  // namespace chancery::understand
