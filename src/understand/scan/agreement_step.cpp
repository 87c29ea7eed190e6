#include "understand/scan/agreement_step.h"

#include <algorithm>
#include <optional>

#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

using knowledge::AgreementRole;

constexpr TokenIndex kReachLeft = 60;
constexpr TokenIndex kReachRight = 18;

bool is_be(const Document& document, TokenIndex at) noexcept {
  return is_any_word(document, at, {"is", "are", "was", "were", "be", "been", "being", "got"});
}

bool is_have(const Document& document, TokenIndex at) noexcept {
  return is_any_word(document, at, {"has", "have", "had", "having"});
}

// "In May 2023 the sides signed": a capital within a sentence makes it the month.
bool is_month_may(const Document& document, TokenIndex at) noexcept {
  return document.is_word(at, "may") && document.tokens[at].is(Token::kCapital) &&
         !document.tokens[at].is(Token::kSentenceStart);
}

bool is_modal(const Document& document, TokenIndex at) noexcept {
  return !is_month_may(document, at) &&
         is_any_word(document, at, {"will", "would", "shall", "should", "could", "may", "might", "must", "can", "'ll"});
}

bool is_adverb(const Document& document, TokenIndex at) noexcept {
  const std::string_view written = document.text(at);
  return (written.size() > 4 && written.ends_with("ly")) ||
         is_any_word(document, at, {"also",    "already", "now",   "then",  "soon",      "yet",     "not",   "n't",
                                    "never",   "ever",    "just",  "today", "yesterday", "earlier", "later", "first",
                                    "jointly", "still",   "since", "thus",  "there",     "together"});
}

// Between "is" and the participle: "is expected to be signed".
bool is_expectation(const Document& document, TokenIndex at) noexcept {
  return is_any_word(document, at,
                     {"expected", "set", "due", "planned", "scheduled", "likely", "ready", "about", "going", "to",
                      "poised", "supposed", "slated", "prepared"});
}

bool is_clause_border(const Document& document, TokenIndex at) noexcept {
  return is_any_word(document, at, {"that",    "while", "after", "which",  "but",       ";",     ":",        "when",
                                    "because", "where", "who",   "before", "as",        "said",  "although", "though",
                                    "whereas", "until", "once",  "—",      "following", "since", "if"});
}

class StepFinder {
 public:
  StepFinder(const Document& document, const Sentence& sentence, const std::vector<AgreementHit>& hits,
             const Instrument& instrument)
      : document_(document), sentence_(sentence), hits_(hits), instrument_(instrument) {}

  void run(std::vector<AgreementStep>& steps) const {
    steps.clear();
    if (const auto step = compound()) {
      steps.push_back(*step);
    } else if (const auto first = after(instrument_.whole.last, is_in_larger_phrase())) {
      steps.push_back(*first);
      if (const auto second = after(first->trigger.last, false)) steps.push_back(*second);
    } else if (const auto before_it = before()) {
      steps.push_back(*before_it);
    }
    for (AgreementStep& step : steps) settle(step);
  }

 private:
  [[nodiscard]] const AgreementHit* hit_from(TokenIndex token) const noexcept {
    const auto found =
        std::find_if(hits_.begin(), hits_.end(), [&](const AgreementHit& hit) { return hit.tokens.first == token; });
    return found == hits_.end() ? nullptr : &*found;
  }

  // "FTA negotiations", "treaty talks": the phrase only says what the noun behind it is about.
  [[nodiscard]] std::optional<AgreementStep> compound() const {
    const AgreementHit* hit = hit_from(instrument_.head.last);
    if (hit == nullptr || hit->word->role != AgreementRole::noun) return std::nullopt;
    AgreementStep step = make(*hit, true, false);
    step.noun = true;
    return step;
  }

  // "Terms of the deal were announced": what was announced are the terms.
  [[nodiscard]] bool is_in_larger_phrase() const noexcept {
    return instrument_.whole.first > sentence_.first && document_.is_word(instrument_.whole.first - 1, "of");
  }

  // "... was signed", "... entered into force", "..., which the two had signed", "... signed in March".
  [[nodiscard]] std::optional<AgreementStep> after(TokenIndex at, bool no_predicate) const {
    const TokenIndex limit = std::min<TokenIndex>(sentence_.last, at + kReachRight);
    bool be = false, have = false, relative = false, subject = false, modal = false;
    while (at < limit) {
      if (const AgreementHit* hit = hit_from(at)) {
        const AgreementRole role = hit->word->role;
        if (no_predicate && (be || have || modal) && !relative) return std::nullopt;
        if (role == AgreementRole::happens) return make(*hit, true, true);
        if (role == AgreementRole::sign || role == AgreementRole::verb) {
          const bool fits = be || (relative && subject) || (!have && !modal && !relative && is_participle(*hit));
          if (!fits) return std::nullopt;
          return make(*hit, !(relative && subject && !be), role == AgreementRole::sign);
        }
        return std::nullopt;
      }
      if (is_be(document_, at))
        be = true;
      else if (is_have(document_, at))
        have = true;
      else if (is_modal(document_, at))
        modal = true;
      else if (is_any_word(document_, at, {"which", "that"}))
        relative = true;
      else if (relative &&
               is_any_word(document_, at,
                           {"countries", "sides", "states", "governments", "leaders", "presidents", "they", "parties"}))
        subject = true;
      else if (const Mention* mention = mention_at(document_, at); mention != nullptr && relative) {
        subject = subject || mention->kind != MentionKind::place;
        at = mention->tokens.last;
        continue;
      } else if (const TimeExpression* time = time_at(document_, at)) {
        at = time->tokens.last;
        continue;
      } else if (document_.tokens[at].is(Token::kInBrackets) || document_.text(at) == ")") {
        // skipped
      } else if (!skips(at, be, relative)) {
        return std::nullopt;
      }
      ++at;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool skips(TokenIndex at, bool be, bool relative) const noexcept {
    if (is_adverb(document_, at) || (be && is_expectation(document_, at))) return true;
    const std::string_view written = document_.text(at);
    if (written == "," || written == "\"" || written == "”") return true;
    if (relative && is_any_word(document_, at, {"the", "two", "both", "he", "she", "it", "and"})) return true;
    if (is_any_word(document_, at, {"in", "on", "of"}) && (time_at(document_, at + 1) != nullptr || is_place(at + 1)))
      return true;
    return is_place(at) || is_any_word(document_, at, {"to"});
  }

  [[nodiscard]] bool is_place(TokenIndex at) const noexcept {
    const Mention* mention = mention_at(document_, at);
    return mention != nullptr && mention->kind == MentionKind::place;
  }

  [[nodiscard]] bool is_participle(const AgreementHit& hit) const noexcept {
    const TokenIndex verb = hit.tokens.first;
    return document_.text(verb).ends_with("ed") ||
           is_any_word(document_, verb, {"struck", "frozen", "torn", "put", "withdrawn", "reached"});
  }

  // "signed a ...", "the signing of a ...", "negotiations on a ...", "under a ...".
  [[nodiscard]] std::optional<AgreementStep> before() const {
    const AgreementHit* between = nullptr;  // another instrument between the word and this one
    for (auto it = std::make_reverse_iterator(
             std::find_if(hits_.begin(), hits_.end(),
                          [&](const AgreementHit& hit) { return hit.tokens.first >= instrument_.whole.first; }));
         it != hits_.rend(); ++it) {
      const AgreementHit& hit = *it;
      if (instrument_.whole.first - hit.tokens.last > kReachLeft) return std::nullopt;
      const AgreementRole role = hit.word->role;
      if (role == AgreementRole::instrument || role == AgreementRole::paper) {
        if (between == nullptr && !is_coordinated(hit.tokens.last)) return std::nullopt;
        between = &hit;
        continue;
      }
      const TokenRange gap{hit.tokens.last, instrument_.whole.first};
      if (role == AgreementRole::under || role == AgreementRole::noun) {
        if (!is_thin(gap) || between != nullptr) {
          if (role == AgreementRole::under) continue;  // "within the framework of the visit ... signed an agreement"
          if (between == nullptr) continue;
        }
        AgreementStep step = make(
            hit, false, role == AgreementRole::noun && (hit.word->value == "signed" || hit.word->value == "ratified"));
        step.under = role == AgreementRole::under;
        step.noun = role == AgreementRole::noun;
        step.passive = true;
        return step;
      }
      if (role == AgreementRole::happens) return std::nullopt;
      if (has_barrier(gap, between != nullptr)) return std::nullopt;
      const bool passive = is_passive(hit.tokens.first);
      if (passive && !is_coordinated(hit.tokens.last)) return std::nullopt;
      AgreementStep step = make(hit, passive, role == AgreementRole::sign);
      return step;
    }
    return std::nullopt;
  }

  // Nothing but determiners, small prepositions and adjectives of three words at most.
  [[nodiscard]] bool is_thin(TokenRange gap) const noexcept {
    if (gap.size() > 4) return false;
    for (TokenIndex at = gap.first; at < gap.last; ++at) {
      if (document_.tokens[at].is(Token::kPunctuation) || is_be(document_, at) || is_have(document_, at) ||
          is_any_word(document_, at, {"and", "to", "with", "that"}))
        return false;
    }
    return true;
  }

  // Whether the phrase goes on a list that began before it.
  [[nodiscard]] bool is_coordinated(TokenIndex from) const noexcept {
    for (TokenIndex at = from; at < instrument_.whole.first; ++at) {
      if (is_any_word(document_, at, {"and", ",", "plus", "also", "as"})) return true;
    }
    return false;
  }

  // Whether a verb and its object are parted by another clause.
  [[nodiscard]] bool has_barrier(TokenRange gap, bool list) const noexcept {
    for (TokenIndex at = gap.first; at < gap.last; ++at) {
      if (is_any_word(document_, at,
                      {";",     ":",   "which", "who", "that",    "while", "but",   "said", "says",  "will",
                       "would", "has", "have",  "had", "because", "when",  "where", "if",   "after", "before",
                       "he",    "she", "they",  "it",  "is",      "are",   "was",   "were", "did",   "does"})) {
        return true;
      }
      const bool joins = is_any_word(document_, at, {"and", ","});
      if (joins && at + 1 < gap.last) {
        // Another verb takes over: "signed a pact and praised ..."
        const std::string_view next = document_.text(at + 1);
        if (next.ends_with("ed") && !document_.tokens[at + 1].is(Token::kCapital)) return true;
      }
      if (!list &&
          is_any_word(document_, at, {"to", "for", "under", "against", "of", "in", "on", "at", "from", "by"}) &&
          mention_at(document_, at + 1) == nullptr && time_at(document_, at + 1) == nullptr)
        return true;
    }
    // "signed on Monday in Astana an agreement" is as long as it gets without a list.
    return !list && gap.size() > 14;
  }

  [[nodiscard]] bool is_passive(TokenIndex verb) const noexcept {
    for (TokenIndex at = verb; at > sentence_.first && verb - at < 4;) {
      --at;
      if (is_be(document_, at)) return true;
      if (!is_adverb(document_, at) && !is_expectation(document_, at)) return false;
    }
    return false;
  }

  [[nodiscard]] AgreementStep make(const AgreementHit& hit, bool passive, bool strong) const {
    AgreementStep step;
    step.step = hit.word->value;
    step.trigger = hit.tokens;
    step.passive = passive;
    step.strong = strong;
    return step;
  }

  // Status, and the step where a governing word makes it another: "discussed signing", "proposed to sign".
  void settle(AgreementStep& step) const {
    step.clause_first = sentence_.first;
    for (TokenIndex at = step.trigger.first; at > sentence_.first; --at) {
      if (is_clause_border(document_, at - 1)) {
        step.clause_first = at;
        break;
      }
    }
    const TokenIndex verb = step.trigger.first;
    bool infinitive = false;
    bool verb_group = true;  // nothing but auxiliaries and adverbs seen so far
    TokenIndex at = verb;
    for (int seen = 0; at > sentence_.first && seen < 8; ++seen) {
      --at;
      const Token& token = document_.tokens[at];
      if (is_any_word(document_, at, {"not", "n't", "never", "nor", "neither", "without"}))
        step.status = Status::denied;
      else if (is_any_word(document_, at,
                           {"refused", "refuses", "declined", "declines", "rejected", "rejects", "failed", "fails",
                            "denied", "denies", "refusing", "refusal"})) {
        if (infinitive || is_any_word(document_, at, {"rejected", "rejects", "denied", "denies"}))
          step.status = Status::denied;
        return;
      } else if (is_any_word(document_, at, {"will", "shall", "'ll", "would"})) {
        if (step.status == Status::happened) step.status = Status::planned;
        return;
      } else if (is_any_word(document_, at, {"may", "might", "could", "if", "whether", "unless"}) &&
                 !is_month_may(document_, at)) {
        step.status = Status::hypothetical;
        return;
      } else if (is_any_word(document_, at, {"should", "must"})) {
        if (step.status == Status::happened) step.status = Status::hypothetical;
        return;
      } else if (is_any_word(document_, at, {"once", "when", "until"}) && seen == 0) {
        step.status = Status::planned;
        return;
      } else if (document_.is_word(at, "to") && verb_group) {
        infinitive = true;
      } else if (governs(at, step, infinitive)) {
        return;
      } else if (seen == 0 && (token.is(Token::kPunctuation) ||
                               is_any_word(document_, at, {"and", "also", "they", "he", "she", "who", "which"}))) {
        break;
      } else if (seen > 0 &&
                 (is_clause_border(document_, at) || token.is(Token::kPunctuation) || is_determiner(document_, at))) {
        break;
      }
      verb_group = verb_group && (is_be(document_, at) || is_have(document_, at) || is_adverb(document_, at));
    }
    if (infinitive && step.status == Status::happened) {
      // "managed to sign", "the third country to sign" are done; every other infinitive lies ahead.
      TokenIndex governor = verb;
      while (governor > sentence_.first && !document_.is_word(governor, "to")) --governor;
      if (governor > sentence_.first &&
          is_any_word(document_, governor - 1,
                      {"unwillingness", "unwilling", "reluctance", "reluctant", "refusal", "failure"}))
        step.status = Status::denied;
      else if (governor == sentence_.first ||
               !is_any_word(document_, governor - 1,
                            {"managed", "country", "countries", "nation", "nations", "state", "states", "leader"}))
        step.status = Status::planned;
      return;
    }
    if (step.status == Status::happened && is_future_after(step)) step.status = Status::planned;
  }

  // Words that turn "signing a treaty" into talk about one.
  bool governs(TokenIndex at, AgreementStep& step, bool infinitive) const {
    const bool act = step.step == "signed" || step.step == "amended" || step.step == "ratified" ||
                     step.step == "terminated" || step.step == "suspended";
    const bool near = step.trigger.first - at <= 4;
    if (!act || !near) return false;
    const bool gerund = document_.text(step.trigger.first).ends_with("ing") || infinitive || !step.strong ||
                        is_noun(step.trigger.first);
    if (!gerund) return false;
    if (step.step == "signed" &&
        is_any_word(document_, at,
                    {"discussed", "discuss", "discussing", "talks", "negotiations", "negotiating", "negotiate",
                     "considered", "considering", "explore", "explored", "exploring", "prepare", "prepared",
                     "preparing", "preparation", "preparations", "work", "working"})) {
      step.step = "negotiated";
      return true;
    }
    if (is_any_word(document_, at, {"proposed",   "proposes",    "proposing",     "propose",   "suggested", "suggests",
                                    "urged",      "urges",       "called",        "calls",     "calling",   "proposal",
                                    "asked",      "invited",     "offered",       "offers",    "need",      "necessity",
                                    "importance", "possibility", "possibilities", "prospects", "advocated"})) {
      step.step = "proposed";
      return true;
    }
    return false;
  }

  [[nodiscard]] bool is_noun(TokenIndex at) const noexcept {
    return is_any_word(document_, at,
                       {"signing", "signature", "conclusion", "ratification", "extension", "renewal", "amendment"});
  }

  // "The signing of the treaty is planned for May", "will take place".
  [[nodiscard]] bool is_future_after(const AgreementStep& step) const noexcept {
    if (!is_noun(step.trigger.first) || step.trigger.first >= instrument_.whole.first) return false;
    for (TokenIndex at = instrument_.whole.last; at < std::min(instrument_.whole.last + 5, sentence_.last); ++at) {
      if (is_any_word(document_, at, {",", "which", "that", "and"})) return false;
      if (is_any_word(document_, at, {"will", "planned", "expected", "scheduled", "due"})) return true;
    }
    return false;
  }

  const Document& document_;
  const Sentence& sentence_;
  const std::vector<AgreementHit>& hits_;
  const Instrument& instrument_;
};

}  // namespace

void find_steps(const Document& document, const Sentence& sentence, const std::vector<AgreementHit>& hits,
                const Instrument& instrument, std::vector<AgreementStep>& steps) {
  StepFinder(document, sentence, hits, instrument).run(steps);
}

}  // namespace chancery::understand
