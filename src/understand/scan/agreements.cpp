// Agreements between states: instruments that are named, with parties, and what is done to them (docs/coding.md,
// "Agreement"). One instrument told in several sentences is one finding for each step.
#include <algorithm>

#include "understand/scan/agreement_step.h"
#include "understand/scan/stages.h"
#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

using knowledge::AgreementRole;

// A finding on its way, with what is needed to see that two sentences tell the same.
struct Draft {
  AgreementFinding finding;
  std::vector<ActorId> parties;    // sorted
  std::vector<std::size_t> words;  // hashes of the words of its name that tell it from others, sorted
  std::uint32_t sentence = 0;
  bool specific = false;
};

// Sectors of private business and home affairs: a "deal" beside them is none between states.
bool is_domestic(const Document& document, const Sentence& sentence) noexcept {
  for (TokenIndex at = sentence.first; at < sentence.last; ++at) {
    if (is_any_word(document, at,
                    {"coalition", "merger", "takeover", "shareholders", "plea", "transfer", "player", "club", "album",
                     "salary", "bankruptcy"}))
      return true;
  }
  return false;
}

class AgreementFinder {
 public:
  explicit AgreementFinder(Document& document) : document_(document) {}

  void run() {
    // The body first, so that its fuller words are the finding and the headline only repeats it.
    for (const bool title : {false, true}) {
      for (std::uint32_t index = 0; index < document_.sentences.size(); ++index) {
        const Sentence& sentence = document_.sentences[index];
        if (sentence.skip || sentence.in_title != title) continue;
        read_sentence(index);
      }
    }
    for (Draft& draft : drafts_) document_.findings.emplace_back(std::move(draft.finding));
  }

 private:
  void read_sentence(std::uint32_t index) {
    const Sentence& sentence = document_.sentences[index];
    find_agreement_hits(document_, sentence, hits_);
    for (std::size_t at = 0; at < hits_.size(); ++at) {
      const AgreementRole role = hits_[at].word->role;
      if (role != AgreementRole::instrument && role != AgreementRole::paper) continue;
      const Instrument instrument = read_instrument(document_, sentence, hits_, at);
      // "agreement on a visa-free regime": the topic's own instrument words are no agreement of their own.
      while (at + 1 < hits_.size() && hits_[at + 1].tokens.first < instrument.name.last) ++at;
      if (instrument.denied || is_another_name(sentence, instrument)) continue;
      find_steps(document_, sentence, hits_, instrument, steps_);
      for (const AgreementStep& step : steps_) take(index, instrument, step);
      if (steps_.empty()) tell_more(index, instrument);
    }
    if (!hits_.empty()) read_pronouns(index);
  }

  // "also known as the Reform Treaty": told already under its first name.
  [[nodiscard]] bool is_another_name(const Sentence& sentence, const Instrument& instrument) const noexcept {
    const TokenIndex first = instrument.whole.first;
    return first >= sentence.first + 2 && is_any_word(document_, first - 1, {"as", "called", "dubbed"}) &&
           is_any_word(document_, first - 2, {"known", "called", "dubbed", "to", "so"});
  }

  // "It had been signed in May", "the parliament ratified it": the instrument named just before.
  void read_pronouns(std::uint32_t index) {
    if (drafts_.empty()) return;
    const Draft* last = &drafts_.back();
    for (const Draft& draft : drafts_) {
      if (draft.sentence > last->sentence) last = &draft;
    }
    if (index < last->sentence || index > last->sentence + 2) return;
    const Sentence& sentence = document_.sentences[index];
    for (TokenIndex at = sentence.first; at < sentence.last; ++at) {
      if (!document_.is_word(at, "it")) continue;
      Instrument instrument;
      instrument.head = instrument.name = instrument.whole = {at, at + 1};
      instrument.kind = last->finding.kind;
      instrument.definite = true;
      find_steps(document_, sentence, hits_, instrument, steps_);
      for (const AgreementStep& step : steps_) {
        const bool object = step.trigger.last == at;
        const bool subject = step.trigger.first > at && step.passive;
        if (step.strong && !step.noun && (object || subject)) {
          tell_step(Draft(*last), index, step);
          return;
        }
      }
    }
  }

  [[nodiscard]] static bool counts(const Instrument& instrument, const AgreementStep& step) {
    if (instrument.paper &&
        !(step.strong && step.step == "signed" && (instrument.counted || !instrument.topic.empty())))
      return false;
    if (instrument.to_do && !step.strong) return false;
    if (instrument.plural && !instrument.counted && instrument.topic.empty() && instrument.parties.empty() &&
        !(instrument.modified && step.strong))
      return false;
    if (step.under && !instrument.modified && instrument.topic.empty() && instrument.parties.size() < 2) return false;
    return instrument.specific() || !instrument.parties.empty() || step.strong;
  }

  void take(std::uint32_t index, const Instrument& instrument, const AgreementStep& step) {
    const bool anaphor = instrument.definite && !instrument.counted && !instrument.plural && instrument.topic.empty() &&
                         instrument.parties.size() < 2;
    if (anaphor && take_as_known(index, instrument, step)) return;
    if (!counts(instrument, step) || (step.step == "in-force" && step.status == Status::denied)) return;
    const Sentence& sentence = document_.sentences[index];
    bool certain = true;
    const Sides parties = parties_of(sentence, instrument, step, certain);
    if (parties.size() < 2) return;
    if (!certain && (step.under || is_domestic(document_, sentence) || (!instrument.specific() && !step.strong) ||
                     instrument.kind == "contract"))
      return;
    // "the Kyoto Protocol": a treaty of many, which tells nothing of the two whom the article is about.
    if (!certain && instrument.definite && document_.tokens[instrument.head.first].is(Token::kCapital) &&
        instrument.parties.empty() && !step.passive)
      return;
    // "reaching an agreement would help": talk about one by nobody in particular.
    if (!certain && !step.strong && document_.text(step.trigger.last - 1).ends_with("ing")) return;
    Draft draft = make_draft(index, instrument, step, parties);
    draft.finding.confidence = confidence(instrument, step, certain);
    add(std::move(draft), index);
  }

  // "The agreement provides for ...": a sentence that says what is in one named before names its areas.
  void tell_more(std::uint32_t index, const Instrument& instrument) {
    const Sentence& sentence = document_.sentences[index];
    if (!instrument.definite || instrument.plural || instrument.whole.first > sentence.first + 1) return;
    Draft* known = known_as(instrument);
    if (known == nullptr) return;
    for (std::string& area : areas_within(document_, sentence.first, sentence.last)) {
      auto& areas = known->finding.areas;
      if (std::find(areas.begin(), areas.end(), area) == areas.end()) areas.push_back(std::move(area));
    }
  }

  // "the treaty", "the deal": one that the article named before.
  [[nodiscard]] Draft* known_as(const Instrument& instrument) {
    for (auto draft = drafts_.rbegin(); draft != drafts_.rend(); ++draft) {
      if (instrument.modified && !shares_words(draft->words, words_of(instrument.name))) continue;
      if (!instrument.parties.empty() &&
          std::none_of(instrument.parties.begin(), instrument.parties.end(), [&](const Sides::Side& side) {
            return std::binary_search(draft->parties.begin(), draft->parties.end(), side.actor);
          })) {
        continue;
      }
      if (!instrument.modified && !kinds_agree(draft->finding.kind, instrument.kind)) continue;
      return &*draft;
    }
    return nullptr;
  }

  // Records what is done to an instrument that the article named before; false where it named none.
  bool take_as_known(std::uint32_t index, const Instrument& instrument, const AgreementStep& step) {
    const Draft* known = known_as(instrument);
    if (known == nullptr) return false;
    if (!step.under) tell_step(Draft(*known), index, step);  // "under the agreement" says nothing new
    return true;
  }

  // A further step of an instrument that the article named before.
  void tell_step(Draft draft, std::uint32_t index, const AgreementStep& step) {
    if (step.step == "in-force" && step.status == Status::denied) return;
    draft.finding.step = step.step;
    draft.finding.status = step.status;
    draft.finding.trigger = document_.span(step.trigger);
    draft.finding.evidence = document_.sentence_span(index);
    draft.finding.more.clear();
    draft.finding.date = date_for(document_, index, step.trigger.first);
    draft.finding.confidence = 0.7;
    draft.sentence = index;
    add(std::move(draft), index);
  }

  // "deal" and "agreement" may stand for any kind; "memorandum" not for a treaty.
  [[nodiscard]] static bool kinds_agree(std::string_view known, std::string_view said) noexcept {
    return known == said || said == "agreement" || (said == "treaty" && known == "agreement");
  }

  Sides parties_of(const Sentence& sentence, const Instrument& instrument, const AgreementStep& step, bool& certain) {
    Sides parties = instrument.parties;
    if (parties.size() >= 2 && !(instrument.partners && !step.passive)) return parties;
    Sides around;
    if (!step.passive) {
      add_subject(sentence, step, around);
      add_with(step, instrument, around);
    } else {
      add_agents(sentence, instrument, step, around);
      if (step.noun) add_owner(step, around);
      // "Australia concluded talks on an agreement with Korea": the partner is named, the other speaks.
      if (step.noun && around.size() + parties.size() == 1) add_subject(sentence, step, around);
    }
    around.add(parties);
    if (around.size() >= 2) return around;
    certain = false;
    if (has_unknown_side(sentence, step, around)) return around;
    // A weak verb with one side known may be that side's business with anybody.
    if (!step.strong && !around.empty()) return around;
    const Sides pair = pair_of_article(document_);
    const bool fits =
        pair.size() == 2 &&
        std::all_of(pair.begin(), pair.end(), [&](const Sides::Side& side) { return may_be_meant(side.actor); }) &&
        std::all_of(around.begin(), around.end(), [&](const Sides::Side& side) { return pair.holds(side.actor); });
    if (!fits) return around;
    return pair;
  }

  // Of organisations only those that conclude treaties of their own stand in for parties that are not named.
  [[nodiscard]] bool may_be_meant(ActorId actor) const noexcept {
    const auto& entry = document_.tables().actors[actor];
    return entry.kind == knowledge::ActorKind::state || entry.plover == "EUR";
  }

  // "Saudi Arabia's signing of": the owner of the act.
  void add_owner(const AgreementStep& step, Sides& sides) const {
    const TokenIndex at = step.trigger.first;
    if (at < 2 || !is_possessive(document_, at - 1)) return;
    if (const Mention* mention = mention_at(document_, at - 2); mention != nullptr && is_side(*mention))
      sides.add(*mention);
  }

  // Whether somebody signed who is none of the states we know: "149 countries have signed", "signed with Boeing".
  [[nodiscard]] bool has_unknown_side(const Sentence& sentence, const AgreementStep& step, const Sides& around) const {
    for (TokenIndex at = step.trigger.last; at < std::min(sentence.last, step.trigger.last + 20); ++at) {
      if (!document_.is_word(at, "with")) continue;
      const TokenIndex next = is_determiner(document_, at + 1) ? at + 2 : at + 1;
      if (next >= sentence.last || !document_.tokens[next].is(Token::kCapital)) continue;
      const Mention* mention = mention_at(document_, next);
      if (mention == nullptr || !is_side(*mention)) return true;
    }
    if (step.passive) {
      // "signed by all members": whoever they are, they are said.
      return step.trigger.last < sentence.last && document_.is_word(step.trigger.last, "by");
    }
    TokenIndex at = step.trigger.first;
    while (at > sentence.first && (is_any_word(document_, at - 1,
                                               {"have", "has", "had", "will", "would", "to", "be", "is", "are", "also",
                                                "already", "recently", "jointly", "then", "not", "were", "was"}) ||
                                   time_at(document_, at - 1) != nullptr || document_.text(at - 1).ends_with("ly"))) {
      --at;
    }
    if (at == sentence.first) return false;
    if (document_.is_word(at - 1, "and") && speaks_of_both(sentence)) return false;
    if (is_any_word(document_, at - 1,
                    {"he", "she", "they", "we", "who", "which", "both", "sides", "countries", "parties", "leaders",
                     "presidents", "ministers", "governments", "agreed", "planning"}))
      return false;
    if (const Mention* subject = mention_at(document_, at - 1)) return !is_side(*subject) && around.empty();
    // "Rosneft signed a deal with China" is told of one known side and somebody; of nobody known, it is business.
    return around.empty();
  }

  // "The sides agreed to ... and signed": a sentence about the two together.
  [[nodiscard]] bool speaks_of_both(const Sentence& sentence) const noexcept {
    for (TokenIndex at = sentence.first; at < sentence.last; ++at) {
      if (is_any_word(document_, at, {"sides", "they", "both", "bilateral", "leaders", "presidents", "ministers"}))
        return true;
    }
    return false;
  }

  // Who stands before an active verb in its clause: the nearest side and what is joined to it.
  void add_subject(const Sentence& sentence, const AgreementStep& step, Sides& sides) const {
    const TokenIndex first = std::max(step.clause_first, sentence.first);
    TokenIndex next = step.trigger.first;
    std::vector<const Mention*> subject;
    const auto end = std::lower_bound(document_.mentions.begin(), document_.mentions.end(), step.trigger.first,
                                      [](const Mention& mention, TokenIndex at) { return mention.tokens.first < at; });
    for (auto it = std::make_reverse_iterator(end); it != document_.mentions.rend() && it->tokens.first >= first;
         ++it) {
      const Mention& mention = *it;
      const TokenIndex begin = mention.tokens.first;
      if (!is_side(mention)) continue;
      if (begin > sentence.first && is_any_word(document_, begin - 1, {"in", "at", "during", "near"})) continue;
      if (!subject.empty() && !are_joined(mention.tokens.last, next)) break;
      subject.push_back(&mention);
      next = begin;
    }
    for (auto it = subject.rbegin(); it != subject.rend(); ++it) sides.add(**it);
  }

  // "Kazakhstan, China", "the minister of Kazakhstan and, for China, the ambassador": no verb between two names.
  [[nodiscard]] bool are_joined(TokenIndex from, TokenIndex to) const noexcept {
    bool joint = from == to;
    for (TokenIndex at = from; at < to; ++at) {
      if (is_any_word(document_, at, {"and", ",", "with", "&", "together", "of", "'s"}) ||
          document_.tokens[at].is(Token::kHyphenBefore))
        joint = true;
      if (is_any_word(document_, at,
                      {"to", "is", "are", "was", "were", "has", "have", "had", "its", "said", "that", "will", "would",
                       "believe", "believes"}))
        return false;
    }
    return joint || (to < document_.tokens.size() && document_.tokens[to].is(Token::kHyphenBefore));
  }

  // "signed with Kazakhstan an agreement", "signed an agreement ... with China": partners outside the phrase.
  void add_with(const AgreementStep& step, const Instrument& instrument, Sides& sides) const {
    const TokenIndex last =
        std::min(document_.sentences[document_.sentence_of(step.trigger.first)].last, instrument.whole.last + 12);
    for (TokenIndex at = step.trigger.last; at < last; ++at) {
      // "proposed an agreement to Brazil"
      if (!document_.is_word(at, "with") &&
          !(step.step == "proposed" && at >= instrument.whole.last && document_.is_word(at, "to")))
        continue;
      Sides found;
      read_sides(document_, at + 1, last, found);
      sides.add(found);
    }
  }

  // "was signed by A and B", "was signed between A and B", "... with B".
  void add_agents(const Sentence& sentence, const Instrument& instrument, const AgreementStep& step,
                  Sides& sides) const {
    const TokenIndex from = std::max(step.trigger.last, instrument.whole.last);
    const TokenIndex last = std::min(sentence.last, from + 16);
    for (TokenIndex at = from; at < last; ++at) {
      if (is_any_word(document_, at, {"by", "between", "with", "among"})) {
        Sides found;
        const TokenIndex after = read_sides(document_, at + 1, last, found);
        sides.add(found);
        if (after > at + 1) at = after - 1;
      }
      if (is_any_word(document_, at, {";", "that", "which", "while"})) break;
    }
  }

  [[nodiscard]] std::vector<std::size_t> words_of(TokenRange range) const {
    std::vector<std::size_t> words;
    for (TokenIndex at = range.first; at < range.last; ++at) {
      const Token& token = document_.tokens[at];
      if (!token.is(Token::kWord) || token.end - token.begin < 4 ||
          is_any_word(document_, at, {"with", "between", "from", "their", "that"}) || is_form(at))
        continue;
      words.push_back(std::hash<std::string>{}(document_.folded(at)));
    }
    std::sort(words.begin(), words.end());
    return words;
  }

  // Words that say what kind of instrument it is and not which.
  [[nodiscard]] bool is_form(TokenIndex at) const noexcept {
    return is_any_word(document_, at,
                       {"agreement", "agreements", "deal", "treaty", "pact", "accord", "accords", "convention",
                        "memorandum", "understanding", "protocol", "statement", "declaration", "contract", "document",
                        "documents", "joint", "treaties", "cooperation"});
  }

  [[nodiscard]] static bool shares_words(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](std::size_t word) { return std::binary_search(b.begin(), b.end(), word); });
  }

  Draft make_draft(std::uint32_t index, const Instrument& instrument, const AgreementStep& step, const Sides& parties) {
    Draft draft;
    AgreementFinding& finding = draft.finding;
    finding.span = document_.span(instrument.name);
    finding.name = document_.text(instrument.name);
    finding.kind = instrument.kind;
    finding.subject = subject_of(instrument);
    for (const Sides::Side& side : parties) {
      finding.parties.push_back(document_.actor_of(*side.mention, side.nth));
      draft.parties.push_back(side.actor);
    }
    std::sort(draft.parties.begin(), draft.parties.end());
    finding.step = step.step;
    finding.status = step.status;
    const Sentence& sentence = document_.sentences[index];
    finding.areas = areas_within(document_, instrument.whole.first, instrument.whole.last);
    if (finding.areas.empty())
      finding.areas = areas_within(document_, instrument.whole.last, clause_end(sentence, instrument.whole.last));
    finding.date = date_for(document_, index, step.trigger.first);
    finding.trigger = document_.span(step.trigger);
    finding.evidence = document_.sentence_span(index);
    draft.words = words_of(instrument.name);
    draft.sentence = index;
    draft.specific = instrument.specific();
    return draft;
  }

  // Where what is said of the instrument ends and somebody's saying so begins.
  [[nodiscard]] TokenIndex clause_end(const Sentence& sentence, TokenIndex at) const noexcept {
    while (at < sentence.last && !document_.is_word(at, ";") &&
           !(document_.is_word(at, ",") && !is_any_word(document_, at + 1, {"which", "under", "and", "to", "in"})))
      ++at;
    return at;
  }

  // "visa", "nuclear-energy", else the first words of the topic.
  [[nodiscard]] std::string subject_of(const Instrument& instrument) const {
    const auto& tables = document_.tables();
    for (TokenIndex at = instrument.name.first; at < instrument.name.last; ++at) {
      const std::span<const WordId> words(document_.words.data() + at, instrument.name.last - at);
      if (const auto match = tables.agreement_subject_phrases.longest(words))
        return tables.agreement_words[match.entries[0]].value;
    }
    if (const auto areas = areas_within(document_, instrument.name.first, instrument.name.last); !areas.empty())
      return areas[0];
    TokenRange topic = instrument.topic;
    while (!topic.empty() && is_determiner(document_, topic.first)) ++topic.first;
    if (topic.empty() && instrument.name.first < instrument.head.first)
      topic = {instrument.name.first, instrument.head.first};
    if (topic.size() > 4) topic.last = topic.first + 4;
    while (!topic.empty() &&
           is_any_word(document_, topic.last - 1, {"of", "the", "and", "in", "on", "for", ",", "with", "a", "between"}))
      --topic.last;
    return std::string(document_.text(topic));
  }

  [[nodiscard]] static double confidence(const Instrument& instrument, const AgreementStep& step,
                                         bool certain) noexcept {
    double value = certain ? 0.9 : 0.7;
    if (!step.strong) value -= 0.15;
    if (!instrument.specific()) value -= 0.1;
    if (step.under) value -= 0.1;
    return value;
  }

  // A new line, or one more sentence of a line that stands.
  void add(Draft draft, std::uint32_t index) {
    for (Draft& known : drafts_) {
      if (!is_same(known, draft)) continue;
      if (known.finding.step == draft.finding.step && known.finding.status == draft.finding.status) {
        const TextSpan here = document_.sentence_span(index);
        if (known.finding.evidence != here &&
            std::find(known.finding.more.begin(), known.finding.more.end(), here) == known.finding.more.end())
          known.finding.more.push_back(here);
        if (!known.finding.date || (known.finding.date->basis != DateBasis::text && draft.finding.date &&
                                    draft.finding.date->basis == DateBasis::text))
          known.finding.date = draft.finding.date;
        return;
      }
    }
    drafts_.push_back(std::move(draft));
  }

  [[nodiscard]] static bool is_same(const Draft& a, const Draft& b) {
    const bool parties = std::includes(a.parties.begin(), a.parties.end(), b.parties.begin(), b.parties.end()) ||
                         std::includes(b.parties.begin(), b.parties.end(), a.parties.begin(), a.parties.end());
    if (!parties) return false;
    if (a.finding.span == b.finding.span) return true;
    if (shares_words(a.words, b.words)) return true;
    return a.finding.kind == b.finding.kind && (!a.specific || !b.specific || (a.words.empty() && b.words.empty()));
  }

  Document& document_;
  std::vector<AgreementHit> hits_;
  std::vector<AgreementStep> steps_;
  std::vector<Draft> drafts_;
};

}  // namespace

void find_agreements(Document& document) { AgreementFinder(document).run(); }

}  // namespace chancery::understand
