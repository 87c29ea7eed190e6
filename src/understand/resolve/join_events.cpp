// One event told in several sentences is one finding. Candidates of the same act by the same sides join unless their
// persons, dates or modes say that they are different ones (docs/coding.md, "One event told twice").
#include <algorithm>
#include <cmath>

#include "understand/model/relation_model.h"
#include "understand/resolve/main_pair.h"
#include "understand/scan/event_candidate.h"
#include "understand/scan/stages.h"
#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

// Below this the reading is a guess that costs more than it gives.
constexpr double kWeakest = 0.4;

// Share of the trigger in an event's confidence; the rest is the linear model's probability of the type.
constexpr double kTriggerWeight = 0.7;

struct Draft {
  EventCandidate candidate;
  std::vector<ActorId> actor_codes;
  std::vector<ActorId> recipient_codes;
  std::optional<DateInterval> date;
  std::vector<std::uint32_t> sentences;  // all that tell it, the best first
};

bool overlaps(const std::vector<ActorId>& a, const std::vector<ActorId>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](ActorId actor) { return std::find(b.begin(), b.end(), actor) != b.end(); });
}

void drop_codes(std::vector<ActorId>& from, const std::vector<ActorId>& codes) {
  std::erase_if(from, [&](ActorId actor) { return std::find(codes.begin(), codes.end(), actor) != codes.end(); });
}

class Joiner {
 public:
  explicit Joiner(const Document& document) : document_(document), pair_(main_pair(document)) {}

  std::vector<Event> run(const std::vector<EventCandidate>& candidates) {
    for (const EventCandidate& candidate : candidates) {
      if (continue_consultation(candidate)) continue;
      Draft draft{candidate, {}, {}, {}, {candidate.sentence}};
      if (!settle_sides(draft)) continue;
      if (draft.candidate.strength < kWeakest) continue;
      draft.date = date_for(document_, candidate.sentence, candidate.trigger_tokens.first);
      const auto same =
          std::find_if(drafts_.begin(), drafts_.end(), [&](const Draft& other) { return is_same(other, draft); });
      if (same == drafts_.end())
        drafts_.push_back(std::move(draft));
      else
        join(*same, draft);
    }
    drop_shadows();
    std::vector<Event> events;
    events.reserve(drafts_.size());
    for (const Draft& draft : drafts_) events.push_back(build(draft));
    return events;
  }

 private:
  // "They discussed ..." after a meeting or call goes on telling it, whomever else the sentences between named.
  bool continue_consultation(const EventCandidate& candidate) {
    if (candidate.type != EventType::consult || !candidate.mutual || !candidate.mode.empty() || candidate.trigger->noun)
      return false;
    if (candidate.status != Status::happened || candidate.actors.size() != 1) return false;
    const Mention& subject = document_.mentions[static_cast<std::size_t>(candidate.actors.front())];
    if (subject.kind != MentionKind::group && !(subject.pronoun && subject.actors.size() > 1)) return false;
    const auto last = std::find_if(drafts_.rbegin(), drafts_.rend(), [&](const Draft& draft) {
      return draft.candidate.type == EventType::consult && draft.candidate.status == Status::happened &&
             (overlaps(draft.actor_codes, subject.actors) || overlaps(draft.recipient_codes, subject.actors));
    });
    if (last == drafts_.rend()) return false;
    if (std::find(last->sentences.begin(), last->sentences.end(), candidate.sentence) == last->sentences.end())
      last->sentences.push_back(candidate.sentence);
    return true;
  }

  // Checks that two sides remain; takes the missing one from the article's main pair where the act leaves it open.
  bool settle_sides(Draft& draft) const {
    EventCandidate& candidate = draft.candidate;
    draft.actor_codes = codes_of(document_, candidate.actors);
    draft.recipient_codes = codes_of(document_, candidate.recipients);
    if (draft.actor_codes.empty()) return candidate.mutual && candidate.actors.empty() && infer_both(draft);
    if (candidate.mutual) {
      if (draft.actor_codes.size() >= 2) return true;
      return infer_counterpart(draft);
    }
    drop_codes(draft.recipient_codes, draft.actor_codes);
    if (!draft.recipient_codes.empty()) return true;
    // Somebody is named, but no state: "condemned the rebels" is no act between states.
    if (candidate.trigger->roles != knowledge::Roles::directed) return false;
    if (!candidate.recipients.empty()) return false;
    return infer_counterpart(draft);
  }

  // Acts that need no object to be about the other side: promises, joint acts, concessions, gifts. "Opposes autocracy"
  // in a report on two states is not said of the other one.
  [[nodiscard]] static bool may_infer(const EventCandidate& candidate) noexcept {
    // Verbs of talking name whom one talks to; what two sides sign or agree need not name both again.
    if (candidate.mutual) return candidate.trigger->noun || candidate.type != EventType::consult;
    if (candidate.trigger->object_classes != 0 || candidate.by_encoder) return true;
    return candidate.type == EventType::agree || candidate.type == EventType::concede ||
           (candidate.type == EventType::request && !candidate.trigger->direct);
  }

  // "47 documents were signed during the visit": by the two that the article is about.
  bool infer_both(Draft& draft) const {
    if (!pair_ || draft.candidate.trigger->object_classes == 0) return false;
    for (const ActorId actor : {pair_->first, pair_->second}) {
      const int mention = nearest_mention(actor, draft.candidate.sentence);
      if (mention < 0) return false;
      draft.candidate.actors.push_back(mention);
      draft.actor_codes.push_back(actor);
    }
    std::sort(draft.actor_codes.begin(), draft.actor_codes.end());
    draft.candidate.recipient_inferred = true;
    draft.candidate.strength *= 0.7;
    return true;
  }

  // "China will provide 7 million": to whom the act of the same kind just before was done.
  bool infer_from_before(Draft& draft) const {
    if (draft.candidate.mutual || drafts_.empty()) return false;
    const Draft& before = drafts_.back();
    if (before.candidate.type != draft.candidate.type || before.recipient_codes.empty() || before.candidate.mutual)
      return false;
    if (draft.candidate.sentence - before.candidate.sentence > 3 || overlaps(before.recipient_codes, draft.actor_codes))
      return false;
    draft.candidate.recipients = before.candidate.recipients;
    draft.recipient_codes = before.recipient_codes;
    draft.candidate.recipient_inferred = true;
    draft.candidate.strength *= 0.7;
    return true;
  }

  bool infer_counterpart(Draft& draft) const {
    if (!may_infer(draft.candidate)) return false;
    if (infer_from_before(draft)) return true;
    if (!pair_ || draft.actor_codes.size() != 1) return false;
    const ActorId own = draft.actor_codes.front();
    if (own != pair_->first && own != pair_->second) return false;
    const ActorId other = own == pair_->first ? pair_->second : pair_->first;
    const int mention = nearest_mention(other, draft.candidate.sentence);
    if (mention < 0) return false;
    draft.candidate.recipient_inferred = true;
    draft.candidate.strength *= 0.7;
    if (draft.candidate.mutual) {
      draft.candidate.actors.push_back(mention);
      draft.actor_codes.push_back(other);
      std::sort(draft.actor_codes.begin(), draft.actor_codes.end());
    } else {
      draft.candidate.recipients = {mention};
      draft.recipient_codes = {other};
    }
    return true;
  }

  // The mention of an actor that stands nearest before the sentence's end, else the first after it. The state itself is
  // meant, so its own name comes before its persons.
  [[nodiscard]] int nearest_mention(ActorId actor, std::uint32_t sentence) const {
    const int state = nearest_mention(actor, sentence, true);
    return state >= 0 ? state : nearest_mention(actor, sentence, false);
  }

  [[nodiscard]] int nearest_mention(ActorId actor, std::uint32_t sentence, bool states_only) const {
    int best = -1;
    for (std::size_t at = 0; at < document_.mentions.size(); ++at) {
      const Mention& mention = document_.mentions[at];
      if (mention.kind == MentionKind::place || mention.actors.size() != 1 || mention.actors.front() != actor) continue;
      if (states_only && mention.kind != MentionKind::state && mention.kind != MentionKind::organisation) continue;
      if (best >= 0 && mention.sentence > sentence) break;
      best = static_cast<int>(at);
    }
    return best;
  }

  [[nodiscard]] std::vector<int> persons_of(const Draft& draft) const {
    std::vector<int> persons;
    for (const MentionList* list : {&draft.candidate.actors, &draft.candidate.recipients}) {
      for (const int index : *list) {
        const int person = document_.mentions[static_cast<std::size_t>(index)].person;
        if (person >= 0) persons.push_back(person);
      }
    }
    return persons;
  }

  // Different persons of one side make different meetings.
  [[nodiscard]] bool persons_differ(const Draft& a, const Draft& b) const {
    const std::vector<int> left = persons_of(a), right = persons_of(b);
    for (const int one : left) {
      const ActorId actor = document_.persons[static_cast<std::size_t>(one)].actor;
      bool other_person = false, same_person = false;
      for (const int two : right) {
        if (document_.persons[static_cast<std::size_t>(two)].actor != actor) continue;
        same_person = same_person || two == one;
        other_person = other_person || two != one;
      }
      if (other_person && !same_person) return true;
    }
    return false;
  }

  [[nodiscard]] static bool dates_differ(const Draft& a, const Draft& b) noexcept {
    if (!a.date || !b.date || a.date->basis != DateBasis::text || b.date->basis != DateBasis::text) return false;
    return a.date->to < b.date->from || b.date->to < a.date->from;
  }

  [[nodiscard]] bool is_same(const Draft& a, const Draft& b) const {
    const EventCandidate& x = a.candidate;
    const EventCandidate& y = b.candidate;
    if (x.type != y.type || x.status != y.status) return false;
    if (x.type == EventType::consult) {
      const bool visit_x = x.mode == "visit", visit_y = y.mode == "visit";
      if (visit_x != visit_y) return false;
      if (!x.mode.empty() && !y.mode.empty() && x.mode != y.mode) return false;
      std::vector<ActorId> left = a.actor_codes, right = b.actor_codes;
      left.insert(left.end(), a.recipient_codes.begin(), a.recipient_codes.end());
      right.insert(right.end(), b.recipient_codes.begin(), b.recipient_codes.end());
      std::sort(left.begin(), left.end());
      std::sort(right.begin(), right.end());
      return left == right && !persons_differ(a, b) && !dates_differ(a, b);
    }
    if (a.actor_codes != b.actor_codes || a.recipient_codes != b.recipient_codes) return false;
    if (dates_differ(a, b)) return false;
    if (!x.mode.empty() && !y.mode.empty() && x.mode != y.mode) return false;
    const bool near = y.sentence - x.sentence <= 1 || document_.sentences[x.sentence].in_title;
    return near || (!x.by_encoder && !y.by_encoder && x.trigger->lemma == y.trigger->lemma) ||
           x.type == EventType::support || x.type == EventType::sanction || x.type == EventType::assault;
  }

  // How much a candidate says of the sides: persons and offices over bare states, named over inferred.
  [[nodiscard]] double worth(const EventCandidate& candidate) const {
    double worth = candidate.strength - (candidate.recipient_inferred ? 0.5 : 0) -
                   (document_.sentences[candidate.sentence].in_title ? 0.2 : 0);
    for (const MentionList* list : {&candidate.actors, &candidate.recipients}) {
      for (const int index : *list) {
        const Mention& mention = document_.mentions[static_cast<std::size_t>(index)];
        worth += mention.person >= 0 && !mention.pronoun ? 0.3 : 0;
        worth -= mention.kind == MentionKind::group || mention.pronoun ? 0.2 : 0;
      }
    }
    return worth;
  }

  void join(Draft& kept, Draft& other) const {
    if (worth(other.candidate) > worth(kept.candidate) + 0.05) {
      if (other.candidate.mode.empty()) other.candidate.mode = kept.candidate.mode;
      other.sentences.insert(other.sentences.end(), kept.sentences.begin(), kept.sentences.end());
      if (!other.date || other.date->basis != DateBasis::text) {
        if (kept.date && kept.date->basis == DateBasis::text) other.date = kept.date;
      }
      std::swap(kept, other);
    } else {
      if (kept.candidate.mode.empty()) kept.candidate.mode = other.candidate.mode;
      kept.sentences.insert(kept.sentences.end(), other.sentences.begin(), other.sentences.end());
      if ((!kept.date || kept.date->basis != DateBasis::text) && other.date && other.date->basis == DateBasis::text)
        kept.date = other.date;
    }
    kept.candidate.strength = std::max(kept.candidate.strength, other.candidate.strength);
    std::vector<std::uint32_t> seen;
    std::erase_if(kept.sentences, [&](std::uint32_t sentence) {
      if (std::find(seen.begin(), seen.end(), sentence) != seen.end()) return true;
      seen.push_back(sentence);
      return false;
    });
  }

  // Of two tellings in one sentence by the same sides, a plain consultation beside a visit or meeting says nothing
  // more.
  void drop_shadows() {
    std::erase_if(drafts_, [&](const Draft& draft) {
      if (draft.candidate.type != EventType::consult || !draft.candidate.mode.empty()) return false;
      return std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& other) {
        return &other != &draft && other.candidate.type == EventType::consult && !other.candidate.mode.empty() &&
               other.candidate.status == draft.candidate.status && overlaps(other.actor_codes, draft.actor_codes) &&
               other.sentences.front() == draft.sentences.front();
      });
    });
  }

  void add_actors(const MentionList& mentions, const std::vector<ActorId>& codes, std::vector<Actor>& out) const {
    for (const int index : mentions) {
      const Mention& mention = document_.mentions[static_cast<std::size_t>(index)];
      for (std::size_t nth = 0; nth < mention.actors.size(); ++nth) {
        if (std::find(codes.begin(), codes.end(), mention.actors[nth]) == codes.end()) continue;
        Actor actor = document_.actor_of(mention, nth);
        const auto same = std::find_if(out.begin(), out.end(), [&](const Actor& known) {
          return known.country == actor.country &&
                 (known.person.empty() || actor.person.empty() || known.person == actor.person);
        });
        if (same == out.end())
          out.push_back(std::move(actor));
        else if (same->person.empty() && !actor.person.empty())
          *same = std::move(actor);
      }
    }
  }

  // Of the less senior side; a side's level is that of its most senior person.
  [[nodiscard]] Level level_of(const Draft& draft) const {
    Level least = Level::none;
    std::vector<std::pair<ActorId, Level>> sides;
    for (const MentionList* list : {&draft.candidate.actors, &draft.candidate.recipients}) {
      for (const int index : *list) {
        const Mention& mention = document_.mentions[static_cast<std::size_t>(index)];
        Level level = mention.level;
        if (level == Level::none && mention.person >= 0)
          level = document_.persons[static_cast<std::size_t>(mention.person)].level;
        if (level == Level::none || mention.actors.empty()) continue;
        const auto side = std::find_if(sides.begin(), sides.end(),
                                       [&](const auto& it) { return it.first == mention.actors.front(); });
        if (side == sides.end())
          sides.emplace_back(mention.actors.front(), level);
        else
          side->second = std::min(side->second, level);
      }
    }
    for (const auto& [actor, level] : sides) least = std::max(least, level);
    return least;
  }

  [[nodiscard]] std::optional<Place> place_of(const Draft& draft) const {
    const Sentence& sentence = document_.sentences[draft.sentences.front()];
    const Mention* best = nullptr;
    for (const Mention& mention : document_.mentions) {
      if (mention.kind != MentionKind::place || mention.tokens.first < sentence.first ||
          mention.tokens.first >= sentence.last)
        continue;
      if (mention.tokens.first > 0 && !is_locative(document_, mention.tokens.first - 1)) continue;
      const bool behind = mention.tokens.first > draft.candidate.trigger_tokens.first;
      if (best == nullptr || (behind && best->tokens.first < draft.candidate.trigger_tokens.first)) best = &mention;
    }
    if (best != nullptr && !best->actors.empty()) {
      const knowledge::NameEntry& name = document_.tables().names[best->name_entry];
      Place place;
      place.span = document_.span(best->tokens);
      place.basis = "text";
      place.country = document_.tables().actors[best->actors.front()].code;
      place.latitude = name.latitude;
      place.longitude = name.longitude;
      place.has_coordinates = name.latitude != 0 || name.longitude != 0;
      return place;
    }
    const bool recent = !draft.date || draft.date->basis != DateBasis::text || !document_.facts.date ||
                        draft.date->to + std::chrono::days(7) >= *document_.facts.date;
    if (document_.facts.dateline && draft.candidate.status == Status::happened && recent &&
        draft.candidate.mode != "phone")
      return document_.facts.dateline;
    return std::nullopt;
  }

  [[nodiscard]] Event build(const Draft& draft) const {
    const EventCandidate& candidate = draft.candidate;
    Event event;
    event.type = candidate.type;
    event.mode = candidate.mode;
    event.status = candidate.status;
    event.reciprocal = candidate.mutual;
    add_actors(candidate.actors, draft.actor_codes, event.actors);
    add_actors(candidate.recipients, draft.recipient_codes, event.recipients);
    if (candidate.recipient_inferred) {
      std::vector<std::string>& inferred =
          candidate.mutual ? event.actors.back().inferred : event.recipients.back().inferred;
      if (std::find(inferred.begin(), inferred.end(), "role") == inferred.end()) inferred.emplace_back("role");
    }
    if (event.type == EventType::consult) event.mode = mode_by_medium(draft, event.mode);
    if (event.type == EventType::consult && event.mode == "meet" && draft.actor_codes.size() >= 3)
      event.mode = "multilateral";
    event.level = level_of(draft);
    // A habit has no day but one that the text gives.
    if (draft.date && (event.status != Status::habitual || draft.date->basis == DateBasis::text))
      event.date = draft.date;
    event.place = place_of(draft);
    event.trigger = document_.span(candidate.trigger_tokens);
    event.evidence = document_.sentence_span(draft.sentences.front());
    for (std::size_t at = 1; at < draft.sentences.size(); ++at)
      event.more.push_back(document_.sentence_span(draft.sentences[at]));
    for (const std::uint32_t sentence : draft.sentences) {
      const Sentence& it = document_.sentences[sentence];
      for (std::string& area : areas_within(document_, it.first, it.last)) add_once(event.areas, std::move(area));
      for (std::string& context : contexts_within(document_, it.first, it.last))
        add_once(event.contexts, std::move(context));
    }
    if (event.type == EventType::consult) add_once(event.contexts, "diplomatic");
    if (!candidate.said_by.empty())
      event.said_by = document_.actor_of(document_.mentions[static_cast<std::size_t>(candidate.said_by.front())]);
    if (!candidate.by_encoder) {
      event.scores.push_back({"scan-trigger", candidate.trigger->lemma, candidate.trigger->strength});
    }
    event.scores.insert(event.scores.end(), candidate.scores.begin(), candidate.scores.end());
    event.confidence = std::round(std::clamp(weigh(draft, event), 0.01, 0.99) * 100) / 100;
    return event;
  }

  // What the scan says and, where the encoder was asked, the mean of both.
  double weigh(const Draft& draft, Event& event) const {
    const std::optional<float>& encoder = draft.candidate.encoder_probability;
    if (draft.candidate.by_encoder) return static_cast<double>(*encoder);
    const double scan = weigh_scan(draft, event);
    return encoder ? (scan + static_cast<double>(*encoder)) / 2 : scan;
  }

  // The trigger's word counts most; the linear model, which sees the whole sentence, moves it up or down.
  double weigh_scan(const Draft& draft, Event& event) const {
    const double strength = draft.candidate.strength;
    if (document_.relation_model == nullptr) return strength;
    const Sentence& sentence = document_.sentences[draft.candidate.sentence];
    const auto inside = [&](const MentionList& mentions, std::size_t nth) -> std::optional<TextSpan> {
      if (nth >= mentions.size()) return std::nullopt;
      const Mention& mention = document_.mentions[static_cast<std::size_t>(mentions[nth])];
      if (mention.tokens.first < sentence.first || mention.tokens.first >= sentence.last) return std::nullopt;
      return TextSpan{document_.tokens[mention.tokens.first].begin - sentence.begin,
                      document_.tokens[mention.tokens.last - 1].end - sentence.begin, false};
    };
    const auto source = inside(draft.candidate.actors, 0);
    const auto target =
        draft.candidate.mutual ? inside(draft.candidate.actors, 1) : inside(draft.candidate.recipients, 0);
    if (!source) return strength;
    const std::string_view text =
        std::string_view(document_.buffer).substr(sentence.begin, sentence.end - sentence.begin);
    const model::RelationScores scores =
        document_.relation_model->predict(text, source, target, *document_.relation_scratch);
    const double own = static_cast<double>(scores.of(event.type));
    event.scores.push_back({"relation-linear", std::string(to_string(event.type)), own});
    if (const std::size_t best = scores.best(); best != static_cast<std::size_t>(event.type)) {
      event.scores.push_back(
          {"relation-linear", std::string(model::relation_label(best)), static_cast<double>(scores.probability[best])});
    }
    return kTriggerWeight * strength + (1 - kTriggerWeight) * own;
  }

  // "held a virtual meeting" is a call, "spoke on the sidelines of the summit" a meeting (codebook: phone is any remote
  // medium).
  [[nodiscard]] std::string mode_by_medium(const Draft& draft, const std::string& mode) const {
    if (!mode.empty() && mode != "meet" && mode != "phone") return mode;
    const Sentence& sentence = document_.sentences[draft.candidate.sentence];
    bool remote = false, in_person = false;
    for (TokenIndex at = sentence.first; at < sentence.last; ++at) {
      const std::uint32_t classes = document_.tables().triggers.classes_of(document_.words[at]);
      remote = remote || (classes & knowledge::kRemote) != 0;
      in_person = in_person || (classes & knowledge::kInPerson) != 0;
    }
    if (remote) return "phone";
    if (in_person && mode == "phone") return "meet";
    return mode;
  }

  static void add_once(std::vector<std::string>& list, std::string value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
  }

  const Document& document_;
  std::optional<std::pair<ActorId, ActorId>> pair_;
  std::vector<Draft> drafts_;
};

}  // namespace

std::vector<Event> join_events(const Document& document, const std::vector<EventCandidate>& candidates) {
  return Joiner(document).run(candidates);
}

}  // namespace chancery::understand
