#include "understand/join/join_tiers.h"

#include <algorithm>
#include <array>

#include "encoder/relation_encoder.h"
#include "understand/join/pair_questions.h"
#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

using encoder::Answer;
using knowledge::Roles;
using knowledge::TriggerEntry;

// How likely an event must be to be told: chosen on reports that no published figure comes from (docs/accuracy.md,
// "Thresholds"). Types that are wrongly seen between any two states that stand together need more.
struct Thresholds {
  // An event that no trigger word tells, by type.
  [[nodiscard]] static float found(EventType type) noexcept {
    switch (type) {
      case EventType::cooperate: return 0.97F;
      case EventType::concede:
      case EventType::reject:
      case EventType::coerce: return 0.9F;
      case EventType::sanction:
      case EventType::assault:
      case EventType::retreat:
      case EventType::protest: return 0.75F;
      default: return 0.5F;
    }
  }
  float organisation = 0.9F;  // the same where a side is an organisation: members are named beside it
  float group = 0.8F;         // of a group among themselves
  float alone = 0.6F;         // upon somebody whom the sentence does not name
  float replaced = 0.85F;     // another type than the trigger's word has
  float outdone = 3.0F;       // so much likelier in odds beside another actor
  float nothing = 0.95F;      // no event between the two
};

// What several do among themselves.
bool is_mutual_type(EventType type) noexcept {
  return type == EventType::agree || type == EventType::consult || type == EventType::support ||
         type == EventType::cooperate;
}

// Where the nearest mentions of two actors give this, further mentions of them are not asked about.
constexpr float kSureOfNothing = 0.97F;

// How an event that only the encoder sees enters the scan's list.
const TriggerEntry& entry_of(EventType type, bool mutual) {
  static const auto entries = [] {
    std::array<std::array<TriggerEntry, 2>, kEventTypeCount> all;
    for (int kind = 0; kind < kEventTypeCount; ++kind) {
      for (const bool both : {false, true}) {
        TriggerEntry& entry = all[static_cast<std::size_t>(kind)][both ? 1 : 0];
        entry.type = static_cast<EventType>(kind);
        entry.roles = both ? Roles::mutual : Roles::directed;
      }
    }
    return all;
  }();
  return entries[static_cast<std::size_t>(type)][mutual ? 1 : 0];
}

struct Told {
  const PairQuestion* question = nullptr;
  const Answer* answer = nullptr;
};

class TierJoiner {
 public:
  TierJoiner(const Document& document, const encoder::Labels& labels, std::vector<EventCandidate>& candidates)
      : document_(document), labels_(labels), candidates_(candidates), of_scan_(candidates.size()) {}

  void run(const std::vector<PairQuestion>& questions, const std::vector<Answer>& answers) {
    for (std::size_t at = 0; at < questions.size(); ++at) told_.push_back({&questions[at], &answers[at]});
    std::stable_sort(told_.begin(), told_.end(),
                     [](const Told& a, const Told& b) { return a.question->sentence < b.question->sentence; });
    for (std::size_t at = 0; at < of_scan_; ++at) weigh(candidates_[at]);
    for (std::size_t at = 0; at < told_.size();) {
      std::size_t end = at;
      while (end < told_.size() && told_[end].question->sentence == told_[at].question->sentence) ++end;
      find_in_sentence(at, end);
      at = end;
    }
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const EventCandidate& a, const EventCandidate& b) { return a.sentence < b.sentence; });
  }

 private:
  [[nodiscard]] bool holds(const MentionList& mentions, ActorId actor) const {
    return std::any_of(mentions.begin(), mentions.end(), [&](int index) {
      const auto& actors = document_.mentions[static_cast<std::size_t>(index)].actors;
      return std::find(actors.begin(), actors.end(), actor) != actors.end();
    });
  }

  // Whether the candidate is about what the source of this question did to its target.
  [[nodiscard]] bool is_about(const EventCandidate& candidate, const PairQuestion& question) const {
    if (candidate.sentence != question.sentence || question.target < 0) return false;
    if (candidate.mutual) {
      return holds(candidate.actors, question.source_actor) && holds(candidate.actors, question.target_actor);
    }
    return holds(candidate.actors, question.source_actor) && holds(candidate.recipients, question.target_actor);
  }

  void weigh(EventCandidate& candidate) const {
    const Answer* best = nullptr;
    float least_none = 1;
    for (const Told& told : told_) {
      if (!is_about(candidate, *told.question)) continue;
      if (best == nullptr || told.answer->of(candidate.type) > best->of(candidate.type)) best = told.answer;
      least_none = std::min(least_none, told.answer->none);
    }
    if (best == nullptr) return;
    const EventType type = best->best_type();
    const float own = best->of(candidate.type);
    candidate.scores.push_back({"encoder", std::string(to_string(candidate.type)), static_cast<double>(own)});
    if (least_none > thresholds_.nothing) {
      candidate.scores.push_back({"encoder", "none", static_cast<double>(least_none)});
      candidate.strength *= 0.5;
      candidate.encoder_probability = own;
      return;
    }
    if (type != candidate.type) {
      const float other = best->of(type);
      candidate.scores.push_back({"encoder", std::string(to_string(type)), static_cast<double>(other)});
      // Of contacts the words say more than their sound: who calls in an ambassador complains.
      const bool contact = type == EventType::consult || candidate.type == EventType::consult;
      if (other > thresholds_.replaced && !contact) {
        candidate.type = type;
        candidate.mode = mode_of(*best, type);
        candidate.status = best->best_status();
        candidate.encoder_probability = other;
        return;
      }
    }
    candidate.encoder_probability = own;
  }

  // Whether a contact is one of many or through a third is told by who takes part (resolve/join_events.cpp).
  [[nodiscard]] std::string mode_of(const Answer& answer, EventType type) const {
    constexpr float kSure = 0.5F;
    const std::string_view mode = encoder::best_mode(labels_, answer, type, type == EventType::consult ? 0 : kSure);
    return mode == "multilateral" || mode == "third-party" ? std::string() : std::string(mode);
  }

  void find_in_sentence(std::size_t first, std::size_t last) {
    const std::size_t begin = candidates_.size();
    for (std::size_t at = first; at < last; ++at) {
      const PairQuestion& question = *told_[at].question;
      const Answer& answer = *told_[at].answer;
      const EventType type = answer.best_type();
      if (question.target < 0) {
        find_alone(question, answer, type);
        continue;
      }
      if (answer.of(type) < least(question, type) || is_known(question, type)) continue;
      if (is_outdone(first, last, question, answer, type)) continue;
      if (type == EventType::consult && is_content(question)) continue;
      // A list of goods describes the trade of two states and is no act (scan/trigger_reader.cpp); it is kept as goods.
      if (type == EventType::cooperate && names_goods(question.sentence)) continue;
      const bool mutual = answer.reciprocal > 0.5F && is_symmetric(first, last, question, type);
      add(question, answer, type, mutual, begin);
    }
  }

  // An act of a group among themselves, or of one actor upon somebody whom the sentence does not name: the other one of
  // the article's main pair, if anybody (join_events.cpp).
  void find_alone(const PairQuestion& question, const Answer& answer, EventType type) {
    const bool group = question.source_actor == knowledge::kNoActor;
    if (group && !is_mutual_type(type)) return;
    if (answer.of(type) < std::max(group ? thresholds_.group : thresholds_.alone, thresholds_.found(type))) return;
    const Mention& source = document_.mentions[static_cast<std::size_t>(question.source)];
    const bool known = std::any_of(candidates_.begin(), candidates_.end(), [&](const EventCandidate& candidate) {
      return candidate.sentence == question.sentence && candidate.type == type &&
             std::any_of(source.actors.begin(), source.actors.end(),
                         [&](ActorId actor) { return holds(candidate.actors, actor); });
    });
    if (known) return;
    EventCandidate candidate = candidate_of(question, answer, type, group);
    candidate.actors = {question.source};
    candidates_.push_back(std::move(candidate));
  }

  [[nodiscard]] float least(const PairQuestion& question, EventType type) const {
    const auto is_organisation = [&](ActorId actor) {
      return document_.tables().actors[actor].kind != knowledge::ActorKind::state;
    };
    const float least = thresholds_.found(type);
    return is_organisation(question.source_actor) || is_organisation(question.target_actor)
               ? std::max(least, thresholds_.organisation)
               : least;
  }

  static float odds(float probability) noexcept { return probability / (1.0001F - probability); }

  // An act has one source and one target unless they stand side by side: where the same type is much likelier between
  // one of the two and a third, or the other way round, this pair was only named beside it.
  [[nodiscard]] bool is_outdone(std::size_t first, std::size_t last, const PairQuestion& question, const Answer& answer,
                                EventType type) const {
    const float limit = odds(answer.of(type)) * thresholds_.outdone;
    return std::any_of(told_.begin() + static_cast<std::ptrdiff_t>(first),
                       told_.begin() + static_cast<std::ptrdiff_t>(last), [&](const Told& other) {
                         const PairQuestion& it = *other.question;
                         const bool rival =
                             it.target >= 0 &&
                             (it.source_actor == question.source_actor || it.target_actor == question.target_actor ||
                              (it.source_actor == question.target_actor && it.target_actor == question.source_actor));
                         return rival && odds(other.answer->of(type)) > limit;
                       });
  }

  // Whether the words tell an utterance between the two: the contact is then what it is about ("denied that it had
  // met") or how it came about ("called in the ambassador").
  [[nodiscard]] bool is_content(const PairQuestion& question) const {
    const auto begin = candidates_.begin();
    return std::any_of(begin, begin + static_cast<std::ptrdiff_t>(of_scan_), [&](const EventCandidate& candidate) {
      if (candidate.sentence != question.sentence || candidate.trigger == nullptr) return false;
      const EventType told = candidate.trigger->type;
      if (told != EventType::accuse && told != EventType::reject && told != EventType::request &&
          told != EventType::threaten)
        return false;
      const auto takes_part = [&](ActorId actor) {
        return holds(candidate.actors, actor) || holds(candidate.recipients, actor);
      };
      return takes_part(question.source_actor) && takes_part(question.target_actor);
    });
  }

  [[nodiscard]] bool names_goods(std::uint32_t sentence) const {
    return std::count_if(document_.goods_hits.begin(), document_.goods_hits.end(),
                         [&](const TopicHit& hit) { return hit.sentence == sentence; }) >= 2;
  }

  // Reciprocal acts are so seen from either side.
  [[nodiscard]] bool is_symmetric(std::size_t first, std::size_t last, const PairQuestion& question,
                                  EventType type) const {
    return std::any_of(told_.begin() + static_cast<std::ptrdiff_t>(first),
                       told_.begin() + static_cast<std::ptrdiff_t>(last), [&](const Told& other) {
                         return other.question->source_actor == question.target_actor &&
                                other.question->target_actor == question.source_actor &&
                                other.answer->best_type() == type;
                       });
  }

  // Whether the sentence has told this event between the two already.
  [[nodiscard]] bool is_known(const PairQuestion& question, EventType type) const {
    const bool both_ways = type == EventType::consult;  // who met whom is one event, whoever is named first
    return std::any_of(candidates_.begin(), candidates_.end(), [&](const EventCandidate& candidate) {
      if (candidate.sentence != question.sentence || candidate.type != type) return false;
      const auto takes_part = [&](ActorId actor) {
        return holds(candidate.actors, actor) || holds(candidate.recipients, actor);
      };
      if (candidate.mutual || both_ways) return takes_part(question.source_actor) && takes_part(question.target_actor);
      return holds(candidate.actors, question.source_actor) && holds(candidate.recipients, question.target_actor);
    });
  }

  // What many do together: a list may be longer than the scan has read.
  static bool is_signing(const EventCandidate& candidate) noexcept {
    return candidate.type == EventType::support || candidate.type == EventType::agree;
  }

  void add(const PairQuestion& question, const Answer& answer, EventType type, bool mutual, std::size_t begin) {
    const Status status = answer.best_status();
    const std::string mode(mode_of(answer, type));
    // One act with several sides: "A thanked B and C", "A and B condemned C".
    for (std::size_t at = 0; at < candidates_.size(); ++at) {
      EventCandidate& known = candidates_[at];
      const bool same_act = at >= begin ? known.status == status && known.mode == mode
                                        : mutual && known.sentence == question.sentence && is_signing(known);
      if (known.type != type || known.mutual != mutual || !same_act) continue;
      const bool same_source = contains(known.actors, question.source);
      const bool same_target = contains(mutual ? known.actors : known.recipients, question.target);
      if (!same_source && !same_target) continue;
      if (!same_source) known.actors.push_back(question.source);
      if (!same_target) (mutual ? known.actors : known.recipients).push_back(question.target);
      return;
    }
    EventCandidate candidate = candidate_of(question, answer, type, mutual);
    candidate.actors = {question.source};
    (mutual ? candidate.actors : candidate.recipients).push_back(question.target);
    candidates_.push_back(std::move(candidate));
  }

  // All but the sides.
  [[nodiscard]] EventCandidate candidate_of(const PairQuestion& question, const Answer& answer, EventType type,
                                            bool mutual) const {
    EventCandidate candidate;
    candidate.trigger = &entry_of(type, mutual);
    candidate.type = type;
    candidate.mode = mode_of(answer, type);
    candidate.status = answer.best_status();
    candidate.mutual = mutual;
    candidate.sentence = question.sentence;
    candidate.strength = static_cast<double>(answer.of(type));
    candidate.by_encoder = true;
    candidate.encoder_probability = answer.of(type);
    candidate.trigger_tokens = verb_between(question);
    candidate.scores.push_back({"encoder", std::string(to_string(type)), candidate.strength});
    return candidate;
  }

  static bool contains(const MentionList& list, int mention) {
    return std::find(list.begin(), list.end(), mention) != list.end();
  }

  // The words that a reader would look at: the first verb behind the source, else the sentence.
  [[nodiscard]] TokenRange verb_between(const PairQuestion& question) const {
    const Sentence& sentence = document_.sentences[question.sentence];
    const TokenRange source = document_.mentions[static_cast<std::size_t>(question.source)].tokens;
    std::size_t mention = 0;
    for (TokenIndex at = source.last; at < sentence.last; ++at) {
      while (mention < document_.mentions.size() && document_.mentions[mention].tokens.last <= at) ++mention;
      if (mention < document_.mentions.size() && document_.mentions[mention].tokens.first <= at) continue;
      const std::uint32_t classes = document_.tables().triggers.classes_of(document_.words[at]);
      if ((classes & (knowledge::kVerb | knowledge::kSay)) != 0) return {at, at + 1};
    }
    return {sentence.first, sentence.last};
  }

  const Document& document_;
  const encoder::Labels& labels_;
  std::vector<EventCandidate>& candidates_;
  std::size_t of_scan_;
  std::vector<Told> told_;
  Thresholds thresholds_;
};

std::vector<Answer> ask(const Document& document, encoder::Session& session,
                        const std::vector<PairQuestion>& questions) {
  std::vector<std::string_view> sentences;
  std::vector<encoder::Question> asked;
  asked.reserve(questions.size());
  std::uint32_t last = 0;
  for (const PairQuestion& question : questions) {
    const Sentence& sentence = document.sentences[question.sentence];
    if (sentences.empty() || last != question.sentence) {
      sentences.push_back(std::string_view(document.buffer).substr(sentence.begin, sentence.end - sentence.begin));
      last = question.sentence;
    }
    const auto range = [&](int mention) {
      const TokenRange tokens = document.mentions[static_cast<std::size_t>(mention)].tokens;
      return encoder::Range{document.tokens[tokens.first].begin - sentence.begin,
                            document.tokens[tokens.last - 1].end - sentence.begin};
    };
    asked.push_back({static_cast<std::uint32_t>(sentences.size() - 1), range(question.source),
                     question.target < 0 ? std::nullopt : std::optional(range(question.target))});
  }
  return session.ask(sentences, asked);
}

}  // namespace

void join_tiers(const Document& document, encoder::Session& session, const encoder::Labels& labels,
                std::vector<EventCandidate>& candidates) {
  PairQuestions questions = pair_questions(document);
  std::vector<PairQuestion>& asked = questions.first;
  if (asked.empty()) return;
  std::vector<Answer> answers = ask(document, session, asked);
  std::vector<PairQuestion> again;
  for (std::size_t i = 0; i < questions.again.size(); ++i) {
    // Both ways are asked again, or none.
    const std::size_t pair = questions.repeats[i];
    if (std::min(answers[pair].none, answers[pair + 1].none) < kSureOfNothing) again.push_back(questions.again[i]);
  }
  if (!again.empty()) {
    std::vector<Answer> more = ask(document, session, again);
    asked.insert(asked.end(), again.begin(), again.end());
    answers.insert(answers.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  TierJoiner(document, labels, candidates).run(asked, answers);
}

}  // namespace chancery::understand
