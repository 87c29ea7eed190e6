// From trigger words to event candidates: which reading of a trigger fits, who stands around it, what its clause makes
// of it. Codebook rules that cut across types (a threat to attack is no attack) are here; words are in
// data/triggers.csv.
#include <algorithm>
#include <array>
#include <optional>

#include "understand/scan/event_candidate.h"
#include "understand/scan/status.h"
#include "understand/scan/words.h"

namespace chancery::understand {

using namespace knowledge;

std::vector<ActorId> codes_of(const Document& document, const MentionList& mentions) {
  std::vector<ActorId> codes;
  for (const int index : mentions) {
    for (const ActorId actor : document.mentions[static_cast<std::size_t>(index)].actors) codes.push_back(actor);
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

namespace {

// A trigger with the reading that its neighbours allow.
struct Reading {
  const TriggerEntry* entry = nullptr;
  std::uint8_t forms = 0;
  TokenRange tokens;
  TokenRange object;  // the event noun that decided, where the entry asks for one
  bool passive = false;
};

// Types whose complement is said and not done: "agreed to meet", "threatened to attack", "accused of attacking".
bool governs(const TriggerEntry& entry) noexcept {
  switch (entry.type) {
    case EventType::agree:
    case EventType::request:
    case EventType::reject:
    case EventType::threaten:
    case EventType::accuse: return true;
    case EventType::support: return entry.roles == Roles::directed;
    default: return false;
  }
}

// The mode that the complement gives its governor (codebook: modes of REQUEST, REJECT and THREATEN name the content).
std::string mode_by_content(EventType governor, EventType content, const std::string& own) {
  if (!own.empty()) return own;
  if (governor == EventType::request || governor == EventType::reject) {
    switch (content) {
      case EventType::consult: return "meet";
      case EventType::aid:
      case EventType::cooperate:
      case EventType::support:
      case EventType::agree: return "assist";
      case EventType::retreat:
      case EventType::concede: return "yield";
      default: return "change";
    }
  }
  if (governor == EventType::threaten) {
    switch (content) {
      case EventType::assault:
      case EventType::mobilize: return "violence";
      case EventType::sanction: return "restrict";
      case EventType::coerce: return "arrest";
      case EventType::reject:
      case EventType::consult: return "relations";
      default: return own;
    }
  }
  return own;
}

class TriggerReader {
 public:
  TriggerReader(const Document& document, const SentenceView& view)
      : document_(document), view_(view), triggers_(document.tables().triggers) {}

  void run(std::vector<EventCandidate>& out) {
    collect_readings();
    for (std::size_t at = 0; at < readings_.size(); ++at) {
      if (std::optional<EventCandidate> candidate = build(at)) out.push_back(std::move(*candidate));
    }
  }

 private:
  void collect_readings() {
    for (TokenIndex at = view_.first(); at < view_.last();) {
      if (view_.mention_at(at) >= 0 || !triggers_.phrases.starts(document_.words[at])) {
        ++at;
        continue;
      }
      const auto words = std::span(document_.words).subspan(at, view_.last() - at);
      PhraseTable::Match match = triggers_.phrases.longest(words);
      std::optional<Reading> best;
      // A longer phrase whose object is missing gives way to a shorter one.
      while (match && !best) {
        best = choose(at, match);
        if (best || match.words == 1) break;
        match = triggers_.phrases.longest(words.first(match.words - 1));
      }
      if (best) {
        at = best->tokens.last;
        readings_.push_back(*best);
      } else {
        ++at;
      }
    }
    drop_consumed_nouns();
  }

  // Whether a word that may be verb or noun ("talks", "visits", "attack") is used as a noun here.
  [[nodiscard]] bool used_as_noun(TokenIndex at, TokenIndex end) const {
    if (at == view_.first()) return !object_follows(end);
    const TokenIndex before = at - 1;
    if (view_.mention_at(before) >= 0) {
      const Mention& mention = view_.mention(view_.mention_at(before));
      if (mention.form == NameForm::adjective || document_.tokens[at].is(Token::kHyphenBefore)) return true;
      if (mention.kind == MentionKind::person || mention.kind == MentionKind::group) return false;
      return !object_follows(end);
    }
    if (is_possessive(document_, before) || is_determiner(document_, before) ||
        document_.tokens[before].is(Token::kNumber))
      return true;
    if (document_.is_word(before, "to") ||
        is_any_word(document_, before, {"we", "they", "he", "she", "it", "i", "you", "who"}))
      return false;
    if (view_.has_class(before, kBe | kHave | kFuture | kModal | kConditional | kDo | kNegation | kAdverb |
                                    kCoordinator | kSubordinator))
      return false;
    if (view_.has_class(before, kPreposition)) return true;
    // An adjective or noun before it ("bilateral talks", "state visit"), or a subject before a verb ("the minister
    // visits Iran").
    return document_.tokens[before].is(Token::kWord) && !object_follows(end);
  }

  [[nodiscard]] bool object_follows(TokenIndex at) const {
    return at < view_.last() && (view_.mention_at(at) >= 0 || is_determiner(document_, at));
  }

  [[nodiscard]] std::optional<Reading> choose(TokenIndex at, const PhraseTable::Match& match) const {
    const bool noun_use = used_as_noun(at, at + match.words);
    const bool after_determiner = at > view_.first() && view_.mention_at(at - 1) < 0 &&
                                  (is_determiner(document_, at - 1) || is_possessive(document_, at - 1));
    std::optional<Reading> best;
    double best_rank = -1;
    for (const std::uint32_t index : match.entries) {
      const TriggerForm& form = triggers_.forms[index];
      const TriggerEntry& entry = triggers_.entries[form.entry];
      const bool ambiguous = std::any_of(match.entries.begin(), match.entries.end(), [&](std::uint32_t other) {
        return triggers_.entries[triggers_.forms[other].entry].noun != entry.noun;
      });
      if (ambiguous && entry.noun != noun_use) continue;
      const bool bare_form = (form.forms & (kBase | kThirdPerson)) != 0 && (form.forms & (kPast | kParticiple)) == 0;
      // "sells" after a name is a verb even where no object follows at once; "exports" after an adjective is a noun.
      const bool third_person = (form.forms & kThirdPerson) != 0 && !ambiguous && at > view_.first() &&
                                view_.mention_at(at - 1) >= 0 &&
                                view_.mention(view_.mention_at(at - 1)).form != NameForm::adjective;
      if (!entry.noun && bare_form && (match.words > 1 ? after_determiner : noun_use && !third_person)) continue;
      Reading reading{&entry, form.forms, {at, at + match.words}, {}, false};
      reading.passive = !entry.noun && (form.forms & kParticiple) != 0 && is_passive(reading.tokens);
      if (entry.object_classes != 0) {
        reading.object = find_object(reading);
        if (reading.object.empty()) continue;
      }
      // An object that fits tells more than none; a nearer one more than a farther.
      double rank = entry.strength;
      if (!reading.object.empty()) {
        const TokenIndex distance = reading.object.first >= reading.tokens.last
                                        ? reading.object.first - reading.tokens.last
                                        : reading.tokens.first - reading.object.last;
        rank += 2.0 - 0.05 * static_cast<double>(distance);
      }
      if (rank > best_rank) {
        best_rank = rank;
        best = reading;
      }
    }
    return best;
  }

  [[nodiscard]] bool is_passive(TokenRange verb) const {
    if (view_.has_be(verb.first)) return true;
    // "sanctions imposed by": a participle right behind its noun, with an agent.
    const TokenIndex before = verb.first;
    if (before == view_.first() || view_.mention_at(before - 1) >= 0 || !document_.tokens[before - 1].is(Token::kWord))
      return false;
    return document_.is_word(verb.last, "by") && view_.classes(before - 1) == 0;
  }

  [[nodiscard]] TokenRange object_at(TokenIndex at, TokenIndex until, std::uint32_t classes) const {
    if (!triggers_.object_phrases.starts(document_.words[at])) return {};
    auto words = std::span(document_.words).subspan(at, until - at);
    while (const auto match = triggers_.object_phrases.longest(words)) {
      for (const std::uint32_t index : match.entries) {
        if ((triggers_.noun_masks[index] & classes) != 0) return {at, at + match.words};
      }
      if (match.words == 1) break;
      words = words.first(match.words - 1);
    }
    return {};
  }

  [[nodiscard]] TokenRange find_object(const Reading& reading) const {
    const std::uint32_t classes = reading.entry->object_classes;
    if (reading.passive) {
      const TokenIndex floor = reading.tokens.first > view_.first() + 16 ? reading.tokens.first - 16 : view_.first();
      for (TokenIndex at = reading.tokens.first; at > floor;) {
        --at;
        if (view_.is_mark(at, ";")) break;
        const TokenRange found = object_at(at, reading.tokens.first, classes);
        if (!found.empty()) return found;
      }
      return {};
    }
    const TokenIndex until = std::min(view_.clause_end(reading.tokens.last), reading.tokens.last + 12);
    int prepositions = 0;
    for (TokenIndex at = reading.tokens.last; at < until; ++at) {
      if (reading.entry->noun && document_.is_word(at, "of")) continue;
      if (view_.mention_at(at) < 0 && view_.has_class(at, kPreposition) && !document_.is_word(at, "of") &&
          ++prepositions > 0 && !reading.entry->noun) {
        // Past a preposition stands no object ("spoke in support of" is left to phrases), but "called off on Monday a
        // visit".
        if (prepositions > 1 || view_.is_mark(at, ",")) break;
      }
      const TokenRange found = object_at(at, until, classes);
      if (!found.empty()) return found;
    }
    return {};
  }

  // The noun that a verb took as its object is no trigger of its own ("imposed [sanctions]").
  void drop_consumed_nouns() {
    std::erase_if(readings_, [&](const Reading& reading) {
      if (!reading.entry->noun) return false;
      return std::any_of(readings_.begin(), readings_.end(), [&](const Reading& other) {
        return !other.object.empty() && other.object.first < reading.tokens.last &&
               reading.tokens.first < other.object.last;
      });
    });
  }

  // The reading that governs this one, -1 where none does: then this one is said and not done.
  [[nodiscard]] int governor_of(std::size_t at) const {
    const Reading& reading = readings_[at];
    for (std::size_t earlier = at; earlier-- > 0;) {
      const Reading& other = readings_[earlier];
      if (!governs(*other.entry) || other.entry->noun || other.passive) continue;
      if (view_.clause_end(other.tokens.last) <= reading.tokens.first && !is_complement_clause(other, reading))
        continue;
      if (is_adjunct(reading)) continue;
      return static_cast<int>(earlier);
    }
    return -1;
  }

  // "demanded that Russia withdraw and pay": what follows "that" is content throughout.
  [[nodiscard]] bool is_complement_clause(const Reading& governor, const Reading& inner) const {
    for (TokenIndex at = governor.tokens.last; at < std::min(inner.tokens.first, governor.tokens.last + 4); ++at) {
      if (document_.is_word(at, "that")) return !view_.is_mark(inner.tokens.first - 1, ",");
    }
    return false;
  }

  // "agreed during talks with", "thanked him at a meeting": when and where it was said, no content.
  [[nodiscard]] bool is_adjunct(const Reading& reading) const {
    if (!reading.entry->noun && (reading.forms & kGerund) == 0) return false;
    TokenIndex at = reading.tokens.first;
    for (int steps = 0; at > view_.first() && steps < 7; ++steps) {
      --at;
      if (view_.mention_at(at) >= 0) continue;
      if (is_any_word(document_, at,
                      {"during", "at", "after", "following", "before", "in", "amid", "when", "while", "on"}))
        return true;
      if (view_.has_class(at, kPreposition | kVerb | kSay | kCoordinator | kSubordinator)) return false;
      if (document_.is_word(at, "to")) return false;
    }
    return false;
  }

  [[nodiscard]] std::optional<EventCandidate> build(std::size_t at) const {
    const Reading& reading = readings_[at];
    if (governor_of(at) >= 0) return std::nullopt;
    EventCandidate candidate;
    candidate.trigger = reading.entry;
    candidate.trigger_tokens = reading.tokens;
    candidate.type = reading.entry->type;
    candidate.mode = reading.entry->mode;
    candidate.sentence = view_.index();
    candidate.strength = reading.entry->strength;
    candidate.mutual = reading.entry->roles == Roles::mutual;
    // A list of goods describes the trade of two states and is no act; it is kept as goods.
    if (candidate.type == EventType::cooperate && reading.entry->object_classes == 0 && goods_named() >= 2)
      return std::nullopt;
    const bool found = reading.entry->noun ? read_noun(reading, candidate) : read_verb(reading, candidate);
    if (!found) return std::nullopt;
    take_content(at, candidate);
    candidate.said_by = speaker_of(reading, candidate);
    return candidate;
  }

  // "welcomed the Chancellor to the White House": somebody received somewhere visits.
  [[nodiscard]] bool is_reception(const EventCandidate& candidate) const {
    if (candidate.recipients.size() != 1 || candidate.trigger->object_classes != 0) return false;
    const Mention& guest = view_.mention(candidate.recipients.front());
    if (guest.kind != MentionKind::person || !document_.is_word(guest.tokens.last, "to")) return false;
    TokenIndex at = guest.tokens.last + 1;
    while (at < view_.last() && is_determiner(document_, at)) ++at;
    if (at >= view_.last() || view_.mention_at(at) < 0) return false;
    const Mention& where = view_.mention(view_.mention_at(at));
    return where.kind == MentionKind::place || where.form == NameForm::seat || where.form == NameForm::capital ||
           where.form == NameForm::name;
  }

  [[nodiscard]] std::ptrdiff_t goods_named() const {
    return std::count_if(document_.goods_hits.begin(), document_.goods_hits.end(),
                         [&](const TopicHit& hit) { return hit.sentence == view_.index(); });
  }

  bool read_verb(const Reading& reading, EventCandidate& candidate) const {
    const TriggerEntry& entry = *reading.entry;
    const TokenIndex end = view_.clause_end(reading.tokens.last);
    bool unknown = false;
    MentionList subject = view_.subject_of(reading.tokens.first, unknown);
    if (reading.passive) {
      const MentionList agent = view_.agent_after(reading.tokens.last, end);
      if (entry.object_classes != 0) {
        // "sanctions were imposed on Iran by the EU", "an agreement between A and B was signed"
        candidate.actors = agent;
        candidate.recipients = view_.object_after(reading.tokens.last, end, false, entry.prepositions, false);
        if (candidate.recipients.empty())
          candidate.recipients =
              view_.object_after(reading.object.last, reading.tokens.first, false, entry.prepositions, false);
        if (candidate.mutual && candidate.actors.empty()) candidate.actors = view_.possessors_of(reading.object.first);
      } else {
        candidate.actors = agent;
        candidate.recipients = unknown ? MentionList{} : subject;
      }
      if (candidate.actors.empty() && !candidate.mutual) return false;
    } else {
      if (unknown) return false;
      if (subject.empty() && (reading.forms & kGerund) != 0 && is_opening(reading.tokens.first))
        subject = view_.subject_after_comma(reading.tokens.last);
      if (subject.empty()) return false;
      candidate.actors = subject;
      candidate.recipients =
          view_.object_after(reading.tokens.last, end, entry.direct, entry.prepositions, entry.roles == Roles::visit);
      // One meets persons and states, not what belongs to them ("meeting China's demand").
      if (candidate.type == EventType::consult && !candidate.recipients.empty() &&
          is_possessive(document_, view_.mention(candidate.recipients.back()).tokens.last))
        candidate.recipients.clear();
      if (candidate.recipients.empty() && !reading.object.empty()) {
        // "condemned"-like verbs with an object noun: "expressed concern about Russia's", "lifted China's ban".
        candidate.recipients = view_.possessors_of(reading.object.first);
      }
    }
    // One phones a person; "called the two countries neighbours" names something.
    if (candidate.mode == "phone" && entry.direct && !candidate.recipients.empty() &&
        view_.mention(candidate.recipients.front()).kind != MentionKind::person)
      return false;
    if (entry.type == EventType::support && entry.direct && is_reception(candidate)) {
      candidate.type = EventType::consult;
      candidate.mode = "visit";
      candidate.actors.swap(candidate.recipients);
    }
    candidate.status = status_of_verb(document_, view_, reading.tokens.first, reading.forms);
    // The simple present of trade and supply tells what is done as a rule: "Ethiopia sells power to Sudan".
    if (candidate.status == Status::happened && !reading.passive && entry.object_classes == 0 &&
        (candidate.type == EventType::cooperate || candidate.type == EventType::aid) &&
        (reading.forms & (kBase | kThirdPerson)) != 0 && (reading.forms & (kPast | kParticiple)) == 0 &&
        !document_.sentences[view_.index()].in_title) {
      candidate.status = Status::habitual;
    }
    apply_roles(entry, candidate);
    return true;
  }

  // A phrase that opens the sentence, before the subject: "Speaking in London, ..."
  [[nodiscard]] bool is_opening(TokenIndex at) const noexcept {
    for (TokenIndex token = view_.first(); token < at; ++token) {
      if (view_.mention_at(token) >= 0) return false;
      if (view_.is_mark(token, ",")) return false;
    }
    return at < view_.first() + 5;
  }

  bool read_noun(const Reading& reading, EventCandidate& candidate) const {
    const TriggerEntry& entry = *reading.entry;
    const TokenIndex noun = reading.tokens.first;
    const TokenIndex end = view_.clause_end(reading.tokens.last);
    MentionList owners = view_.possessors_of(noun);
    MentionList others =
        view_.object_after(reading.tokens.last, end, false, entry.prepositions, entry.roles == Roles::visit);
    TokenIndex support = kNoToken;
    if (entry.roles == Roles::visit && owners.empty()) {
      // "the visit of Xi to Kazakhstan", "a visit by Xi"
      owners = view_.agent_after(reading.tokens.last, end);
      if (owners.empty() && document_.is_word(reading.tokens.last, "of"))
        owners = view_.object_after(reading.tokens.last, std::min(end, reading.tokens.last + 8), false,
                                    {document_.words[reading.tokens.last]}, false);
    }
    // "met at the NATO summit": the organisation's own meeting, in which it is no side.
    if (!owners.empty() && others.empty() && is_adjunct(reading)) return false;
    if (owners.empty() || (candidate.mutual && codes_of(document_, owners).size() < 2 && others.empty())) {
      bool unknown = false;
      MentionList subject = view_.subject_of(noun, unknown);
      if (unknown) subject.clear();
      if (!subject.empty()) {
        const TokenIndex after = view_.mention(subject.back()).tokens.last;
        if (!view_.verb_between(after, noun))
          subject.clear();
        else
          support = support_verb(after, noun);
      }
      if (subject.empty() && is_adverbial(noun)) subject = view_.subject_after_comma(reading.tokens.last);
      owners.insert(owners.end(), subject.begin(), subject.end());
    } else {
      support = support_verb(reading.tokens.last, std::min(end, reading.tokens.last + 10));
      if (support != kNoToken && !view_.has_class(support, kFuture | kModal)) support = kNoToken;
    }
    candidate.actors = owners;
    candidate.recipients = others;
    candidate.status = status_of_noun(document_, view_, reading.tokens, support);
    apply_roles(entry, candidate);
    return !candidate.actors.empty() || (candidate.mutual && !candidate.recipients.empty());
  }

  // "In a phone call with Xi, Tokayev ..." : the noun's phrase opens with a preposition.
  [[nodiscard]] bool is_adverbial(TokenIndex noun) const noexcept {
    const TokenIndex first = view_.first();
    return noun < first + 8 &&
           is_any_word(document_, first,
                       {"in", "during", "at", "after", "following", "on", "amid", "before", "ahead", "over"});
  }

  [[nodiscard]] TokenIndex support_verb(TokenIndex from, TokenIndex to) const noexcept {
    TokenIndex found = kNoToken;
    for (TokenIndex at = from; at < to; ++at) {
      if (view_.mention_at(at) < 0 && view_.has_class(at, kVerb | kSay | kBe | kHave)) found = at;
    }
    return found;
  }

  // Who acts on whom, by the kind of act.
  void apply_roles(const TriggerEntry& entry, EventCandidate& candidate) const {
    if (entry.roles == Roles::host) {
      candidate.actors.swap(candidate.recipients);
    } else if (candidate.mutual) {
      for (const int index : candidate.recipients) {
        if (std::find(candidate.actors.begin(), candidate.actors.end(), index) == candidate.actors.end())
          candidate.actors.push_back(index);
      }
      candidate.recipients.clear();
    }
  }

  // What a governing verb is about: the triggers behind it give it mode and, where it names none, a recipient.
  void take_content(std::size_t at, EventCandidate& candidate) const {
    const Reading& reading = readings_[at];
    if (!governs(*reading.entry) || reading.entry->noun) return;
    for (std::size_t later = at + 1; later < readings_.size(); ++later) {
      if (governor_of(later) != static_cast<int>(at)) continue;
      const Reading& content = readings_[later];
      candidate.mode = mode_by_content(candidate.type, content.entry->type, candidate.mode);
      if (candidate.mode == "yield" && candidate.type == EventType::reject && content.entry->type == EventType::agree)
        candidate.mode.clear();
      if (candidate.recipients.empty() || candidate.mutual) {
        const TokenIndex end = view_.clause_end(content.tokens.last);
        MentionList others = view_.object_after(content.tokens.last, end, content.entry->direct,
                                                content.entry->prepositions, content.entry->roles == Roles::visit);
        if (candidate.mutual) {
          for (const int other : others) {
            if (std::find(candidate.actors.begin(), candidate.actors.end(), other) == candidate.actors.end())
              candidate.actors.push_back(other);
          }
        } else {
          candidate.recipients = std::move(others);
        }
      }
      return;
    }
    if (!candidate.recipients.empty() || candidate.mutual) return;
    // "expressed readiness to develop ties with Kazakhstan": whoever the rest of the clause names beside a relation.
    const TokenIndex end = view_.clause_end(reading.tokens.last);
    static constexpr std::array<std::string_view, 4> kWith = {"with", "to", "between", "against"};
    std::vector<WordId> prepositions;
    for (const std::string_view word : kWith) prepositions.push_back(document_.tables().vocabulary.find(word));
    candidate.recipients = view_.object_after(reading.tokens.last, end, false, prepositions, false);
    if (!candidate.recipients.empty()) candidate.strength *= 0.9;
  }

  // Reported speech: who says that it was so. Empty where the article says it or the actor says it of itself.
  [[nodiscard]] MentionList speaker_of(const Reading& reading, const EventCandidate& candidate) const {
    for (TokenIndex at = reading.tokens.first; at > view_.first();) {
      --at;
      if (view_.mention_at(at) >= 0 || !view_.has_class(at, kSay)) continue;
      bool unknown = false;
      MentionList speaker = view_.subject_of(at, unknown);
      if (speaker != candidate.actors) return speaker;
      return {};
    }
    for (TokenIndex at = reading.tokens.last; at < view_.last(); ++at) {
      if (view_.mention_at(at) >= 0 || !view_.has_class(at, kSay)) continue;
      const TokenIndex before = at > view_.first() ? at - 1 : at;
      if (view_.mention_at(before) >= 0 && at > view_.first() + 1) {
        const Mention& speaker = view_.mention(view_.mention_at(before));
        const bool after_comma =
            speaker.tokens.first > view_.first() &&
            (view_.is_mark(speaker.tokens.first - 1, ",") || is_determiner(document_, speaker.tokens.first - 1));
        MentionList list{view_.mention_at(before)};
        if (after_comma && list != candidate.actors) return list;
      }
    }
    return {};
  }

  const Document& document_;
  const SentenceView& view_;
  const Triggers& triggers_;
  std::vector<Reading> readings_;
};

}  // namespace

void read_triggers(const Document& document, const SentenceView& view, std::vector<EventCandidate>& out) {
  TriggerReader(document, view).run(out);
}

}  // namespace chancery::understand
