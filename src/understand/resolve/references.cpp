#include "understand/resolve/references.h"

#include <algorithm>

#include "understand/resolve/person_book.h"
#include "understand/resolve/publisher.h"
#include "understand/scan/stages.h"
#include "understand/scan/words.h"

namespace chancery::understand {

enum class ReferenceResolver::Word : std::uint8_t {
  none,
  they,
  their,
  he,
  she,
  his,
  her,
  it,
  both,
  two,
  countries,
  neighbours,
  sides,
  mutual,
  each
};

namespace {

using knowledge::kNoActor;
using knowledge::NameForm;

// How many sentences back a reference may reach.
constexpr std::uint32_t kReach = 3;
constexpr std::size_t kMostInGroup = 4;

bool is_actor_mention(const Mention& mention) noexcept {
  return mention.kind == MentionKind::state || mention.kind == MentionKind::organisation ||
         mention.kind == MentionKind::institution || mention.kind == MentionKind::person;
}

// The plural nouns that data/generic_institutions.csv gives as parties and that mean the ones talked of.
bool is_group_noun(const Document& document, TokenIndex head) noexcept {
  return is_any_word(document, head,
                     {"sides", "leaders", "delegations", "counterparts", "partners", "nations", "peoples", "parties",
                      "governments", "parliaments", "legislatures", "armies", "ministries", "militaries"});
}

bool is_be(const Document& document, TokenIndex at) noexcept {
  return is_any_word(
      document, at, {"is",  "was",   "has",   "had", "would", "will",   "remains", "seems",  "appears", "takes", "took",
                     "may", "might", "could", "can", "'s",    "should", "becomes", "became", "comes",   "came"});
}

// Letters alone decide most tokens: only those that can begin a reference are compared.
bool may_refer(std::string_view text) noexcept {
  if (text.size() < 2) return false;
  switch (text[0] | 0x20) {
    case 'b':
    case 'c':
    case 'e':
    case 'h':
    case 'i':
    case 'm':
    case 'n':
    case 'o':
    case 's':
    case 't':
    case 'w': return true;
    default: return false;
  }
}

}  // namespace

ReferenceResolver::ReferenceResolver(Document& document, std::vector<Mention>& resolved)
    : document_(document), resolved_(resolved), pair_(main_pair(document)), publisher_(publisher_of(document)) {}

void ReferenceResolver::run() {
  resolved_.clear();
  std::size_t next = 0;
  auto& mentions = document_.mentions;
  for (sentence_ = 0; sentence_ < document_.sentences.size(); ++sentence_) {
    const Sentence& sentence = document_.sentences[sentence_];
    TokenIndex at = sentence.first;
    while (next < mentions.size() && mentions[next].tokens.first < sentence.last) {
      Mention& mention = mentions[next++];
      if (!sentence.skip) read_between(at, mention.tokens.first);
      at = std::max(at, mention.tokens.last);
      read_mention(mention);
    }
    if (!sentence.skip) read_between(at, sentence.last);
  }
}

void ReferenceResolver::read_between(TokenIndex first, TokenIndex last) {
  for (TokenIndex at = first; at < last;) at = read_word(at, last);
}

// Reads a reference at this token, if one begins there; returns the token after it, or the next.
TokenIndex ReferenceResolver::read_word(TokenIndex at, TokenIndex last) {
  const std::string_view text = document_.text(at);
  if (!may_refer(text)) return at + 1;
  const auto is = [&](std::string_view word) { return document_.is_word(at, word); };
  switch (text[0] | 0x20) {
    case 't':
      if (is("they"))
        add_they(at);
      else if (is("their"))
        add_they(at);
      else if (is("two") && at > 0 && document_.is_word(at - 1, "the") && at + 1 < last &&
               (document_.text(at + 1).ends_with("ed") ||
                is_any_word(document_, at + 1,
                            {"also", "met", "spoke", "have", "had", "are", "were", "will", "can", "should", "held",
                             "both", "further", "then"}))) {
        add_group({at - 1, at + 1}, at, 2, true);
      }
      break;
    case 'b':
      if (is("bilateral"))
        add_group({at, at + 1}, at, 2, true);
      else if (is("both") &&
               (at + 1 == last ||
                !is_any_word(document_, at + 1,
                             {"countries", "nations", "states", "sides", "of", "the", "in", "on", "for", "from", "by",
                              "to", "republics", "neighbours", "neighbors", "peoples", "economies", "capitals"})) &&
               at + 1 < document_.tokens.size() &&
               (document_.text(at + 1).ends_with("ed") || is_be(document_, at + 1) ||
                is_any_word(document_, at + 1,
                            {"want", "have", "are", "were", "agree", "met", "spoke", "said", "say", "back"}))) {
        add_group({at, at + 1}, at, 2, true);
      }
      break;
    case 'h':
      if (is("he")) add_person_pronoun(at, 'm');
      // Before a mention ("his Chinese counterpart") the mention itself says who is meant.
      else if (is("his") && at + 1 < last && owner_is_clear(at))
        add_person_pronoun(at, 'm');
      else if (is("her") && at + 1 < last && document_.tokens[at + 1].is(Token::kWord) && owner_is_clear(at))
        add_person_pronoun(at, 'f');
      break;
    case 's':
      if (is("she")) {
        add_person_pronoun(at, 'f');
        break;
      }
      [[fallthrough]];
    case 'c':
    case 'n':
      if (is_any_word(document_, at,
                      {"countries", "states", "nations", "neighbours", "neighbors", "sides", "capitals"})) {
        TokenIndex first = at;
        std::size_t wanted = count_before(first);
        // "the countries" of the article; "these countries", "European countries" are others.
        if (wanted == 0 && first < at && document_.is_word(first, "the") && first + 1 == at &&
            !is_any_word(document_, at + 1, {"of", "that", "which", "in", "where", "affected", "concerned"}))
          wanted = 2;
        if (wanted > 0 && (resolved_.empty() || resolved_.back().tokens.last <= first))
          add_group({first, at + 1}, at, wanted, false);
      }
      break;
    case 'i':
      if (is("it")) {
        add_it(at);
      } else if (is("i")) {
        add_first_person(at);
      }
      break;
    case 'w':
      if (is("we")) add_first_person(at);
      break;
    case 'm':
      if (is_any_word(document_, at, {"mutual", "mutually"})) add_group({at, at + 1}, at, 2, true);
      break;
    case 'e':
    case 'o':
      if (is("our") &&
          !is_any_word(document_, at + 1,
                       {"two", "three", "both", "countries", "nations", "peoples", "states", "bilateral", "mutual",
                        "shared", "common", "joint", "relations", "relationship", "world", "planet"})) {
        add_first_person(at);
        break;
      }
      if ((is("each") && document_.is_word(at + 1, "other")) || (is("one") && document_.is_word(at + 1, "another"))) {
        add_group({at, at + 2}, at + 1, 2, true);
        return at + 2;
      }
      break;
    default: break;
  }
  return at + 1;
}

void ReferenceResolver::read_mention(Mention& mention) {
  if (mention.kind == MentionKind::person && mention.actors.empty() && mention.person < 0) {
    if (is_any_word(document_, mention.head, {"counterpart"}))
      resolve_counterpart(mention);
    else
      resolve_title(mention);
    if (mention.actors.empty()) return;  // nobody known: left out
  } else if (mention.kind == MentionKind::group && mention.actors.empty()) {
    TokenIndex first = mention.tokens.first;
    const std::size_t wanted = count_before(first);
    if (resolved_.empty() || resolved_.back().tokens.last <= first) mention.tokens.first = first;
    mention.actors = group_at(first, wanted, true);
    if (mention.actors.empty()) return;
  } else if (mention.kind == MentionKind::party && mention.actors.empty()) {
    if (is_group_noun(document_, mention.head) && mention.tokens.size() == 1) {
      TokenIndex first = mention.tokens.first;
      const std::size_t wanted = count_before(first);
      const bool definite = first < mention.tokens.first;
      const bool own_noun = is_any_word(document_, mention.head, {"sides", "leaders", "delegations"});
      // "parties" and "partners" may be many others: only with "the", "both", "two".
      const bool free_for_all =
          is_any_word(document_, mention.head, {"partners", "parties", "counterparts"}) && wanted == 0;
      if ((definite || own_noun) && !free_for_all) {
        Actors actors = group_at(first, wanted, true);
        if (!actors.empty()) {
          mention.kind = MentionKind::group;
          if (resolved_.empty() || resolved_.back().tokens.last <= first) mention.tokens.first = first;
          mention.actors = std::move(actors);
          mention.party.clear();
          mention.inferred_country = true;
        }
      }
    } else if (is_any_word(document_, mention.head, {"counterpart"})) {
      resolve_counterpart(mention);
    } else {
      resolve_own_institution(mention);
    }
  }
  resolved_.push_back(std::move(mention));
}

std::size_t ReferenceResolver::count_before(TokenIndex& first) const {
  const TokenIndex start = document_.sentences[sentence_].first;
  std::size_t count = 0;
  for (int steps = 0; steps < 4 && first > start; ++steps) {
    const TokenIndex before = first - 1;
    if (is_any_word(document_, before, {"two", "both"}))
      count = 2;
    else if (document_.is_word(before, "three"))
      count = 3;
    else if (document_.is_word(before, "four"))
      count = 4;
    else if (!is_any_word(document_, before,
                          {"the", "our", "their", "respective", "neighbouring", "neighboring", "friendly", "brotherly",
                           "these"}))
      break;
    first = before;
  }
  // "their respective governments": the pronoun stands for itself.
  while (count == 0 && first < document_.tokens.size() &&
         is_any_word(document_, first, {"respective", "friendly", "brotherly", "neighbouring", "neighboring"}))
    ++first;
  return count;
}

ReferenceResolver::Actors ReferenceResolver::actors_named(std::uint32_t sentence, TokenIndex before) const {
  Actors actors;
  for (std::size_t at = resolved_.size(); at-- > 0 && resolved_[at].sentence >= sentence;) {
    const Mention& mention = resolved_[at];
    if (mention.sentence != sentence || mention.tokens.first >= before || !is_actor_mention(mention)) continue;
    for (const ActorId actor : mention.actors) {
      if (std::find(actors.begin(), actors.end(), actor) == actors.end()) actors.push_back(actor);
    }
  }
  std::reverse(actors.begin(), actors.end());
  return actors;
}

bool ReferenceResolver::is_main_pair(const Actors& actors) const noexcept {
  return pair_ && actors.size() == 2 &&
         ((actors[0] == pair_->first && actors[1] == pair_->second) ||
          (actors[0] == pair_->second && actors[1] == pair_->first));
}

ReferenceResolver::Actors ReferenceResolver::group_at(TokenIndex at, std::size_t wanted, bool may_be_main_pair) const {
  const auto fits = [&](const Actors& actors) {
    return wanted == 0 ? actors.size() >= 2 && actors.size() <= kMostInGroup : actors.size() == wanted;
  };
  const auto holds = [](const Actors& actors, ActorId actor) {
    return std::find(actors.begin(), actors.end(), actor) != actors.end();
  };
  const Actors here = actors_named(sentence_, at);
  if (fits(here)) return here;
  // An earlier group or pair. One who is named in this sentence already must be of it.
  const std::uint32_t last = sentence_ > kReach ? sentence_ - kReach : 0;
  for (std::uint32_t sentence = sentence_; sentence-- > last && !document_.sentences[sentence].in_title;) {
    Actors found;
    for (std::size_t index = resolved_.size(); index-- > 0 && resolved_[index].sentence >= sentence;) {
      const Mention& mention = resolved_[index];
      if (mention.sentence == sentence && mention.kind == MentionKind::group && fits(mention.actors)) {
        found = mention.actors;
        break;
      }
    }
    if (found.empty()) {
      found = actors_named(sentence, document_.sentences[sentence].last);
      if (!fits(found)) continue;
    }
    if (here.size() == 1 && !holds(found, here[0])) continue;
    // Two that an earlier sentence happens to name count only close by, or where the article is about them.
    if (sentence + 1 < sentence_ && pair_ && wanted == 2 && !is_main_pair(found)) continue;
    return found;
  }
  if (!may_be_main_pair || !pair_ || wanted > 2) return {};
  const Actors pair = {pair_->first, pair_->second};
  if (here.size() == 1 && !holds(pair, here[0])) return {};
  if (here.size() > 2 && (!holds(here, pair[0]) || !holds(here, pair[1]))) return {};
  return pair;
}

bool ReferenceResolver::add_group(TokenRange range, TokenIndex head, std::size_t wanted, bool pronoun) {
  Actors actors = group_at(range.first, wanted, true);
  if (actors.empty()) return false;
  Mention mention;
  mention.tokens = range;
  mention.head = head;
  mention.kind = MentionKind::group;
  mention.actors = std::move(actors);
  mention.pronoun = pronoun;
  mention.inferred_country = true;
  mention.sentence = sentence_;
  resolved_.push_back(std::move(mention));
  return true;
}

// "they" means several who were named together just before; a plural party in between ("the rebels") takes it.
bool ReferenceResolver::add_they(TokenIndex at) {
  for (std::size_t index = resolved_.size(); index-- > 0;) {
    const Mention& mention = resolved_[index];
    if (mention.sentence + 1 < sentence_) break;
    if (mention.kind == MentionKind::group && !mention.actors.empty()) break;
    const bool plural = (mention.kind == MentionKind::party || mention.kind == MentionKind::institution) &&
                        document_.text(mention.head).ends_with("s");
    const bool people = mention.form == NameForm::people;
    if (plural || people) return false;
  }
  Actors actors = group_at(at, 0, false);
  if (actors.size() < 2) return false;
  Mention mention;
  mention.tokens = {at, at + 1};
  mention.head = at;
  mention.kind = MentionKind::group;
  mention.actors = std::move(actors);
  mention.pronoun = true;
  mention.inferred_country = true;
  mention.sentence = sentence_;
  resolved_.push_back(std::move(mention));
  return true;
}

void ReferenceResolver::take_person(Mention& mention, int index) const {
  const Person& person = document_.persons[static_cast<std::size_t>(index)];
  mention.person = index;
  mention.inferred_person = true;
  mention.inferred_country = true;
  mention.actors.clear();
  if (person.actor != kNoActor) mention.actors.push_back(person.actor);
  if (mention.sector.empty()) mention.sector = person.sector;
  if (mention.level == Level::none || mention.pronoun) mention.level = person.level;
}

// "X congratulated Y on his appointment": with two persons before it in the sentence, a possessive may be either's.
bool ReferenceResolver::owner_is_clear(TokenIndex at) const {
  int person = -1;
  for (std::size_t index = resolved_.size(); index-- > 0 && resolved_[index].sentence == sentence_;) {
    if (resolved_[index].kind != MentionKind::person || resolved_[index].tokens.first >= at) continue;
    if (person >= 0 && resolved_[index].person != person) return false;
    person = resolved_[index].person;
  }
  return true;
}

// "he", "she": the person whom the sentence, else the one before, is about.
bool ReferenceResolver::add_person_pronoun(TokenIndex at, char gender) {
  const std::uint32_t last = sentence_ > 2 ? sentence_ - 2 : 0;
  for (std::uint32_t sentence = sentence_ + 1; sentence-- > last;) {
    if (document_.sentences[sentence].in_title != document_.sentences[sentence_].in_title) break;
    const Mention* found = nullptr;
    for (std::size_t index = resolved_.size(); index-- > 0 && resolved_[index].sentence >= sentence;) {
      const Mention& mention = resolved_[index];
      if (mention.sentence != sentence || mention.tokens.first >= at || mention.kind != MentionKind::person) continue;
      if (mention.person >= 0) {
        const char known = document_.persons[static_cast<std::size_t>(mention.person)].gender;
        if (known != 0 && known != gender) continue;
      }
      found = &mention;  // the first of the sentence in the end
    }
    if (found == nullptr) continue;
    Mention mention;
    mention.tokens = {at, at + 1};
    mention.head = at;
    mention.kind = MentionKind::person;
    mention.pronoun = true;
    mention.sentence = sentence_;
    if (found->person >= 0) {
      take_person(mention, found->person);
      if (document_.persons[static_cast<std::size_t>(found->person)].gender == 0)
        document_.persons[static_cast<std::size_t>(found->person)].gender = gender;
    } else {
      mention.actors = found->actors;
      mention.sector = found->sector;
      mention.level = found->level;
      mention.inferred_country = true;
    }
    if (mention.actors.empty()) return false;
    resolved_.push_back(std::move(mention));
    return true;
  }
  return false;
}

// The mention that stands first in a sentence, near its beginning: as a rule its subject.
const Mention* ReferenceResolver::subject_of(std::uint32_t sentence) const {
  const Mention* found = nullptr;
  for (std::size_t index = resolved_.size(); index-- > 0 && resolved_[index].sentence >= sentence;) {
    if (resolved_[index].sentence == sentence) found = &resolved_[index];
  }
  if (found == nullptr || found->tokens.first > document_.sentences[sentence].first + 3 || !is_actor_mention(*found))
    return nullptr;
  if (is_possessive(document_, found->tokens.last) ||
      (found->form == NameForm::adjective && found->kind == MentionKind::state))
    return nullptr;
  return found;
}

// "Israel said it freed the men", "Russia ... . It also stopped ...": a state or institution that is the subject. "It
// is said" and the like mean nobody.
bool ReferenceResolver::add_it(TokenIndex at) {
  const Sentence& sentence = document_.sentences[sentence_];
  const Mention* subject = nullptr;
  if (at == sentence.first) {
    if (sentence_ == 0 || is_be(document_, at + 1) ||
        document_.sentences[sentence_ - 1].paragraph != sentence.paragraph)
      return false;
    subject = subject_of(sentence_ - 1);
  } else {
    if (!is_any_word(document_, at - 1,
                     {"said", "says", "that", "because", "as", "announced", "stated", "claimed", "and", "if", "when",
                      "believes", "insisted", "added"}))
      return false;
    subject = subject_of(sentence_);
  }
  if (subject == nullptr || subject->actors.size() != 1 || subject->kind == MentionKind::person) return false;
  Mention mention;
  mention.tokens = {at, at + 1};
  mention.head = at;
  mention.kind = subject->kind;
  mention.actors = subject->actors;
  mention.sector = subject->sector;
  mention.form = subject->form;
  mention.name_entry = subject->name_entry;
  mention.pronoun = true;
  mention.inferred_country = true;
  mention.sentence = sentence_;
  resolved_.push_back(std::move(mention));
  return true;
}

// "We condemn": the government whose statement it is. In quotation marks somebody else may speak.
bool ReferenceResolver::add_first_person(TokenIndex at) {
  if (publisher_ == kNoActor || document_.tokens[at].is(Token::kInQuotes)) return false;
  Mention mention;
  mention.tokens = {at, at + 1};
  mention.head = at;
  mention.kind = MentionKind::state;
  mention.actors = {publisher_};
  mention.sector = "GOV";
  mention.pronoun = true;
  mention.inferred_country = true;
  mention.sentence = sentence_;
  resolved_.push_back(std::move(mention));
  return true;
}

std::string_view ReferenceResolver::title_kind(const Mention& mention) const {
  const knowledge::Tables& tables = document_.tables();
  for (TokenIndex at = mention.office.first; at < mention.office.last; ++at) {
    if (!tables.title_phrases.starts(document_.words[at])) continue;
    if (const auto match =
            tables.title_phrases.longest(std::span(document_.words).subspan(at, mention.office.last - at));
        match && at + match.words == mention.office.last) {
      return tables.titles[match.entries[0]].kind;
    }
  }
  return {};
}

// "the minister", "The Vice President": the person of the article who is called so.
void ReferenceResolver::resolve_title(Mention& mention) {
  const std::string_view kind = title_kind(mention);
  if (kind.empty()) return;
  const std::string_view written = document_.text(mention.office);
  const auto ends_alike = [&](std::string_view office) {
    // "The Secretary" is the Secretary of State; "the chairman" a chairman of something.
    return kind == "other" && written.size() > 4 && office.size() >= written.size() &&
           std::search(office.begin(), office.end(), written.begin() + 1, written.end()) != office.end();
  };
  const auto called_so = [&](const Person& person) {
    if (person.kind.empty() || person.former) return false;
    if (person.kind == kind) return true;
    if (kind == "minister") return person.kind == "foreign-minister" || person.kind == "defence-minister";
    if (kind == "leader") return person.level == Level::head_of_state || person.level == Level::head_of_government;
    return ends_alike(person.office);
  };
  int only = -1;
  std::size_t count = 0;
  for (std::size_t at = 0; at < document_.persons.size(); ++at) {
    if (!called_so(document_.persons[at])) continue;
    ++count;
    only = static_cast<int>(at);
  }
  // A holder without a name: "Rwanda's ambassador ... the ambassador".
  for (std::size_t index = resolved_.size(); index-- > 0;) {
    const Mention& other = resolved_[index];
    if (other.kind != MentionKind::person || other.pronoun) continue;
    if (other.person >= 0 ? !called_so(document_.persons[static_cast<std::size_t>(other.person)])
                          : other.actors.empty() || title_kind(other) != kind)
      continue;
    if (count > 1) {
      // A government's own texts say "the President" of their own.
      const ActorId publisher = publisher_of(document_);
      if (publisher != kNoActor && (other.actors.empty() || other.actors[0] != publisher)) {
        const bool own = std::any_of(document_.persons.begin(), document_.persons.end(), [&](const Person& person) {
          return called_so(person) && person.actor == publisher;
        });
        if (own && document_.tokens[mention.office.first].is(Token::kCapital) && mention.office.size() <= 2) continue;
      }
    }
    if (other.person >= 0) {
      take_person(mention, other.person);
    } else {
      mention.actors = other.actors;
      mention.inferred_country = true;
    }
    return;
  }
  if (count == 1) take_person(mention, only);
}

// "his counterpart": of the pair, the one who is not the subject.
void ReferenceResolver::resolve_counterpart(Mention& mention) {
  const Actors here = actors_named(sentence_, mention.tokens.first);
  if (here.empty() || !pair_) return;
  ActorId other = kNoActor;
  if (here[0] == pair_->first)
    other = pair_->second;
  else if (here[0] == pair_->second)
    other = pair_->first;
  if (other == kNoActor) return;
  mention.kind = MentionKind::person;
  mention.actors.assign(1, other);
  mention.party.clear();
  mention.inferred_country = true;
  // The other one of the same office, where the article names just one.
  std::string_view kind;
  for (std::size_t index = resolved_.size(); index-- > 0 && resolved_[index].sentence == sentence_;) {
    if (resolved_[index].person >= 0) kind = document_.persons[static_cast<std::size_t>(resolved_[index].person)].kind;
  }
  int found = -1;
  for (std::size_t at = 0; at < document_.persons.size(); ++at) {
    if (document_.persons[at].actor != other || document_.persons[at].kind != kind || kind.empty()) continue;
    if (found >= 0) return;
    found = static_cast<int>(at);
  }
  if (found >= 0) take_person(mention, found);
}

// "its army", "the government": of the state that the sentence, or all of the last two, is about.
void ReferenceResolver::resolve_own_institution(Mention& mention) {
  const Sentence& sentence = document_.sentences[sentence_];
  if (mention.tokens.first == sentence.first) return;
  const TokenIndex before = mention.tokens.first - 1;
  const bool its = document_.is_word(before, "its");
  if (!its && !document_.is_word(before, "the")) return;
  const bool of_state = is_any_word(
      document_, mention.head,
      {"government", "authorities", "ministry", "embassy", "army", "military", "parliament", "police", "cabinet",
       "administration", "troops", "forces", "court", "bank", "consulate", "delegation", "side"});
  if (!of_state) return;
  ActorId actor = kNoActor;
  if (its) {
    for (std::size_t index = resolved_.size(); index-- > 0 && resolved_[index].sentence == sentence_;) {
      const Mention& other = resolved_[index];
      if (is_actor_mention(other) && other.actors.size() == 1)
        actor = other.actors[0];  // the first of the sentence in the end
    }
  } else {
    // Only where nobody else is named in this sentence and the one before.
    for (std::size_t index = resolved_.size(); index-- > 0 && resolved_[index].sentence + 1 >= sentence_;) {
      const Mention& other = resolved_[index];
      if (document_.sentences[other.sentence].in_title != sentence.in_title) break;
      for (const ActorId one : other.actors) {
        if (actor != kNoActor && actor != one) return;
        actor = one;
      }
    }
  }
  if (actor == kNoActor || document_.tables().actors[actor].kind != knowledge::ActorKind::state) return;
  mention.kind = MentionKind::institution;
  mention.actors.assign(1, actor);
  mention.inferred_country = true;
  mention.party.clear();
}

void resolve_references(Document& document) {
  thread_local std::vector<Mention> resolved;  // memory kept from one article to the next; nothing of its content is
  ReferenceResolver(document, resolved).run();
  document.mentions.swap(resolved);
  resolved.clear();
}

}  // namespace chancery::understand
