// All the places that a finding points to, for tests that hold for every one of them.
#pragma once

#include <vector>

#include "chancery/finding.h"
#include "chancery/reader.h"

namespace chancery::property {

inline void add(std::vector<TextSpan>& out, const TextSpan& span) { out.push_back(span); }
inline void add(std::vector<TextSpan>& out, const std::optional<DateInterval>& date) {
  if (date && date->span) out.push_back(*date->span);
}
inline void add(std::vector<TextSpan>& out, const Actor& actor) { out.push_back(actor.span); }
inline void add(std::vector<TextSpan>& out, const Place& place) { out.push_back(place.span); }
template <typename T>
void add(std::vector<TextSpan>& out, const std::vector<T>& values) {
  for (const T& value : values) add(out, value);
}
template <typename T>
void add(std::vector<TextSpan>& out, const std::optional<T>& value) {
  if (value) add(out, *value);
}

inline void add_all(std::vector<TextSpan>& out, const Event& event) {
  add(out, event.actors);
  add(out, event.recipients);
  add(out, event.date);
  add(out, event.place);
  add(out, event.trigger);
  add(out, event.said_by);
}
inline void add_all(std::vector<TextSpan>& out, const AgreementFinding& agreement) {
  add(out, agreement.span);
  add(out, agreement.parties);
  add(out, agreement.date);
  add(out, agreement.trigger);
}
inline void add_all(std::vector<TextSpan>& out, const Figure& figure) {
  add(out, figure.span);
  add(out, figure.parties);
  add(out, figure.period);
  add(out, figure.said_by);
  if (figure.change) {
    add(out, figure.change->span);
    add(out, figure.change->against);
  }
}
inline void add_all(std::vector<TextSpan>& out, const Goods& goods) {
  add(out, goods.span);
  add(out, goods.from_actor);
  add(out, goods.to_actor);
}
inline void add_all(std::vector<TextSpan>& out, const OfficeHolding& office) {
  add(out, office.span);
  add(out, office.office_span);
  add(out, office.date);
}

inline std::vector<TextSpan> all_spans(const Finding& finding) {
  std::vector<TextSpan> spans;
  std::visit(
      [&spans](const auto& it) {
        add_all(spans, it);
        add(spans, it.evidence);
        add(spans, it.more);
      },
      finding);
  return spans;
}

inline std::vector<TextSpan> all_spans(const ArticleFacts& facts) {
  std::vector<TextSpan> spans = facts.sentences;
  add(spans, facts.dateline);
  return spans;
}

}  // namespace chancery::property
