#include "understand/scan/status.h"

#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

using namespace knowledge;

// "if" or "unless" opens the clause: what follows is supposed.
bool in_condition(const SentenceView& view, TokenIndex at) noexcept {
  for (TokenIndex token = at; token > view.first();) {
    --token;
    if (view.mention_at(token) >= 0) continue;
    if (view.is_mark(token, ";") || view.is_mark(token, ",")) return false;
    if (view.has_class(token, kHypothesis)) return true;
  }
  return false;
}

bool said_before(const SentenceView& view, TokenIndex at) noexcept {
  for (TokenIndex token = at; token > view.first();) {
    --token;
    if (view.mention_at(token) < 0 && view.has_class(token, kSay | kPlanning)) return true;
  }
  return false;
}

// A time expression of the clause lies after the publication, or a frequency makes it a habit.
Status status_by_time(const Document& document, const SentenceView& view, TokenIndex at, Status status) {
  for (const TimeExpression& time : document.times) {
    if (time.sentence != view.index()) continue;
    const TokenIndex distance = time.tokens.first > at ? time.tokens.first - at : at - time.tokens.first;
    if (distance > 8) continue;
    if (time.kind == TimeExpression::Kind::frequency) return Status::habitual;
    if (time.kind == TimeExpression::Kind::point && time.interval && document.facts.date &&
        time.interval->from > *document.facts.date)
      return Status::planned;
  }
  return status;
}

}  // namespace

Status status_of_verb(const Document& document, const SentenceView& view, TokenIndex verb, std::uint8_t forms) {
  const TokenIndex start = view.group_start(verb);
  bool negated = false, future = false, conditional = false, modal = false, habit = false, be = false, have = false;
  for (TokenIndex at = start; at < verb; ++at) {
    const std::uint32_t classes = view.classes(at);
    negated = negated || (classes & kNegation) != 0;
    future = future || (classes & kFuture) != 0;
    conditional = conditional || (classes & kConditional) != 0;
    modal = modal || (classes & kModal) != 0;
    habit = habit || (classes & kHabit) != 0;
    be = be || ((classes & kBe) != 0 && !document.is_word(at, "'s"));
    have = have || (classes & kHave) != 0;
  }
  if (start > view.first() && view.mention_at(start - 1) < 0) {
    habit = habit || view.has_class(start - 1, kHabit);
    negated = negated || (document.is_word(start - 1, "no") || document.is_word(start - 1, "never"));
  }
  if (negated && !future) return Status::denied;
  if (in_condition(view, verb)) return Status::hypothetical;
  if (view.is_infinitive(verb)) {
    // What governs the infinitive decides: "plans to visit", "refused to meet", "arrived to meet".
    TokenIndex at = start;
    for (int steps = 0; at > view.first() && steps < 6; ++steps) {
      --at;
      if (view.mention_at(at) >= 0) continue;
      if (view.has_class(at, kFailing)) return Status::denied;
      if (view.has_class(at, kPlanning | kFuture | kBe)) return Status::planned;
      if (view.has_class(at, kConditional | kModal)) return Status::hypothetical;
      if (view.has_class(at, kVerb | kSay)) break;
    }
    if (be) return Status::planned;  // "is to visit"
    return status_by_time(document, view, verb, Status::planned);
  }
  if (future) return negated ? Status::denied : Status::planned;
  if (conditional) return said_before(view, start) ? Status::planned : Status::hypothetical;
  if (modal) return Status::hypothetical;
  if (habit) return Status::habitual;
  if ((forms & kGerund) != 0 && be) return status_by_time(document, view, verb, Status::happened);
  if ((forms & (kBase | kThirdPerson)) != 0 && (forms & (kPast | kParticiple)) == 0 && !have &&
      !document.sentences[view.index()].in_title) {
    return status_by_time(document, view, verb, Status::happened);
  }
  const Status by_time = status_by_time(document, view, verb, Status::happened);
  return by_time == Status::habitual ? by_time : Status::happened;
}

Status status_of_noun(const Document& document, const SentenceView& view, TokenRange noun, TokenIndex support) {
  TokenIndex at = noun.first;
  for (int steps = 0; at > view.first() && steps < 5; ++steps) {
    --at;
    if (view.mention_at(at) >= 0) break;
    if (document.tokens[at].is(Token::kPunctuation)) break;
    if (view.has_class(at, kHabit)) return Status::habitual;
    if (view.has_class(at, kFutureNoun)) return Status::planned;
    if (document.is_word(at, "no")) return Status::denied;
    if (document.is_word(at, "of") && at > view.first() && document.is_word(at - 1, "ahead")) return Status::planned;
    if (is_any_word(document, at, {"before"})) return Status::planned;
    // "face-to-face": a part of a compound is no verb.
    const bool compound =
        document.tokens[at].is(Token::kHyphenBefore) || document.tokens[at + 1].is(Token::kHyphenBefore);
    if (view.has_class(at, kVerb | kSay) && !compound) break;
  }
  if (support != kNoToken) {
    // The support verb's own group tells time and negation; its form is read from its ending.
    const std::string_view written = document.text(support);
    std::uint8_t forms = kBase;
    if (written.ends_with("ing"))
      forms = kGerund;
    else if (written.ends_with("ed") || is_any_word(document, support,
                                                    {"held", "made", "took", "paid", "had", "was", "were", "began",
                                                     "gave", "came", "been", "took", "led"}))
      forms = kPast | kParticiple;
    return status_of_verb(document, view, support, forms);
  }
  return status_by_time(document, view, noun.first, Status::happened);
}

}  // namespace chancery::understand
