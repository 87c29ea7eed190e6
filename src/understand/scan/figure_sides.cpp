#include "understand/scan/figure_sides.h"

#include <algorithm>
#include <cstdlib>

#include "understand/resolve/main_pair.h"
#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

TokenIndex distance(TokenRange range, TokenIndex first, TokenIndex last) noexcept {
  if (last <= range.first) return range.first - last;
  if (range.last <= first) return first - range.last;
  return 0;
}

bool has(const std::vector<Cue>& cues, Cue::Role role) noexcept {
  return std::any_of(cues.begin(), cues.end(), [&](const Cue& cue) { return cue.role == role; });
}

// Only words that can stand between an owner and what it owns ("Turkey's total exports").
bool only_adjectives(const Document& document, TokenIndex first, TokenIndex last) noexcept {
  for (TokenIndex at = first; at < last; ++at) {
    if (is_possessive(document, at)) continue;
    if (is_determiner(document, at)) return false;  // "granted Kenya a loan": not Kenya's
    const Token& token = document.tokens[at];
    if (token.is(Token::kPunctuation) && document.text(at) != "(" && document.text(at) != ")") return false;
    const std::uint32_t classes = document.tables().triggers.classes_of(token.word);
    if ((classes & (knowledge::kPreposition | knowledge::kVerb | knowledge::kBe | knowledge::kHave |
                    knowledge::kCoordinator | knowledge::kSay | knowledge::kSubordinator)) != 0)
      return false;
  }
  return true;
}

}  // namespace

void SideFinder::set_sentence(std::uint32_t index) {
  index_ = index;
  sides_.clear();
  speaker_ = -1;
  const Sentence& sentence = document_.sentences[index];
  const auto begin =
      std::lower_bound(document_.mentions.begin(), document_.mentions.end(), sentence.first,
                       [](const Mention& mention, TokenIndex token) { return mention.tokens.first < token; });
  auto quantity = std::lower_bound(document_.quantities.begin(), document_.quantities.end(), index,
                                   [](const Quantity& it, std::uint32_t wanted) { return it.sentence < wanted; });
  for (auto mention = begin; mention != document_.mentions.end() && mention->tokens.first < sentence.last; ++mention) {
    while (quantity != document_.quantities.end() && quantity->tokens.last <= mention->tokens.first) ++quantity;
    // "7 billion US dollars": part of the amount. "20 Chinese companies" does name a side.
    const bool within = quantity != document_.quantities.end() && quantity->tokens.first <= mention->tokens.first &&
                        mention->tokens.last <= quantity->tokens.last;
    if (within && quantity->unit_entry != nullptr && quantity->unit_entry->kind == "money") continue;
    if (mention->actors.empty()) continue;
    Side side;
    side.mention = static_cast<int>(mention - document_.mentions.begin());
    side.first = mention->tokens.first;
    side.last = mention->tokens.last;
    side.group = mention->kind == MentionKind::group || mention->actors.size() > 1;
    side.person = mention->kind == MentionKind::person;
    TokenIndex before = side.first;
    while (before > sentence.first && is_determiner(document_, before - 1)) --before;
    if (before > sentence.first) {
      const TokenIndex at = before - 1;
      const bool joined = (document_.is_word(at, "and") || document_.text(at) == ",") && !sides_.empty() &&
                          sides_.back().last + 2 >= at;
      if (joined)
        side.preposition = sides_.back().preposition;
      else if ((document_.tables().triggers.classes_of(document_.tokens[at].word) & knowledge::kPreposition) != 0)
        side.preposition = document_.tokens[at].word;
      if (document_.is_word(at, "to") && at > sentence.first && document_.is_word(at - 1, "according"))
        side.speaks = true;
      if (document_.is_word(at, "by") && at > sentence.first && document_.is_word(at - 1, "cited")) side.speaks = true;
    }
    for (TokenIndex after = side.last; after < sentence.last && after < side.last + 3; ++after) {
      if ((document_.tables().triggers.classes_of(document_.tokens[after].word) & knowledge::kSay) != 0) {
        side.speaks = true;
        break;
      }
      const std::uint32_t classes = document_.tables().triggers.classes_of(document_.tokens[after].word);
      if ((classes & (knowledge::kAdverb | knowledge::kHave | knowledge::kBe)) == 0) break;
    }
    if (side.speaks && speaker_ < 0) speaker_ = side.mention;
    for (const ActorId actor : mention->actors) {
      side.actor = actor;
      sides_.push_back(side);
    }
  }
}

bool SideFinder::preposition_is(const Side& side, std::initializer_list<std::string_view> words) const noexcept {
  if (side.preposition == knowledge::kUnknownWord) return false;
  const std::string_view text = document_.tables().vocabulary.text(side.preposition);
  return std::find(words.begin(), words.end(), text) != words.end();
}

const std::optional<std::pair<ActorId, ActorId>>& SideFinder::main_pair_of_article() {
  if (!main_pair_known_) {
    main_pair_ = main_pair(document_);
    main_pair_known_ = true;
    // "The presidents of Kenya and Ghana met": a pair named in one breath.
    for (auto mention = document_.mentions.begin(); !main_pair_ && mention != document_.mentions.end(); ++mention) {
      if (mention->actors.size() == 2) main_pair_.emplace(mention->actors[0], mention->actors[1]);
    }
  }
  return main_pair_;
}

ActorId SideFinder::other_than(ActorId actor) {
  const auto& pair = main_pair_of_article();
  if (pair && pair->first == actor) return pair->second;
  if (pair && pair->second == actor) return pair->first;
  std::vector<std::pair<ActorId, int>> counts;
  for (const Mention& mention : document_.mentions) {
    if (mention.actors.size() != 1 || mention.actors.front() == actor) continue;
    const auto known =
        std::find_if(counts.begin(), counts.end(), [&](const auto& it) { return it.first == mention.actors.front(); });
    if (known == counts.end())
      counts.emplace_back(mention.actors.front(), 1);
    else
      ++known->second;
  }
  const auto best =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == counts.end() || best->second < 2 ? knowledge::kNoActor : best->first;
}

int SideFinder::nearest_mention(ActorId actor, TokenIndex at) const {
  int best = -1;
  TokenIndex best_distance = 0;
  for (std::size_t index = 0; index < document_.mentions.size(); ++index) {
    const Mention& mention = document_.mentions[index];
    if (std::find(mention.actors.begin(), mention.actors.end(), actor) == mention.actors.end()) continue;
    const TokenIndex away = distance(mention.tokens, at, at + 1);
    if (best < 0 || away < best_distance) {
      best = static_cast<int>(index);
      best_distance = away;
    }
  }
  return best;
}

void SideFinder::add_party(FigureSides& sides, ActorId actor, int mention) const {
  if (actor == knowledge::kNoActor ||
      std::find(sides.parties.begin(), sides.parties.end(), actor) != sides.parties.end())
    return;
  sides.parties.push_back(actor);
  const Sentence& sentence = document_.sentences[index_];
  const bool here = mention >= 0 &&
                    document_.mentions[static_cast<std::size_t>(mention)].tokens.first >= sentence.first &&
                    document_.mentions[static_cast<std::size_t>(mention)].tokens.first < sentence.last;
  sides.mentions.push_back(mention >= 0 ? mention : nearest_mention(actor, sentence.first));
  sides.inferred.push_back(!here);
}

// Trade, balances, flights, undertakings: the two sides nearest to the word, with what binds them to it.
std::optional<FigureSides> SideFinder::undirected(const Quantity& quantity, const Cue* cue,
                                                  const std::vector<Cue>& cues, const FigureSides* before,
                                                  bool same_sentence) {
  const TokenRange anchor = cue != nullptr ? cue->tokens : quantity.tokens;
  std::vector<std::pair<int, const Side*>> ranked;
  for (const Side& side : sides_) {
    int cost = static_cast<int>(
        std::min(distance(anchor, side.first, side.last), distance(quantity.tokens, side.first, side.last) + 2));
    if (preposition_is(side, {"between", "with"})) cost -= 12;
    if (side.last <= anchor.first && only_adjectives(document_, side.last, anchor.first)) cost -= 8;
    if (side.group) cost -= 12;
    if (side.speaks) cost += 40;
    if (side.person) cost += 10;
    if (preposition_is(side, {"in", "through", "via"})) cost += 15;
    ranked.emplace_back(cost, &side);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const Side* first = nullptr;
  const Side* second = nullptr;
  for (const auto& [cost, side] : ranked) {
    if (first == nullptr)
      first = side;
    else if (side->actor != first->actor) {
      second = side;
      break;
    }
  }
  FigureSides sides;
  if (first != nullptr && second != nullptr) {
    if (second->first < first->first) std::swap(first, second);
    add_party(sides, first->actor, first->mention);
    add_party(sides, second->actor, second->mention);
    sides.confidence = cue != nullptr && cue->weak ? 0.7 : 0.85;
    return sides;
  }
  const bool bilateral =
      has(cues, Cue::Role::bilateral) || (cue != nullptr && !cue->weak && cue->role == Cue::Role::noun);
  if (before != nullptr && (same_sentence || bilateral) &&
      (first == nullptr ||
       std::find(before->parties.begin(), before->parties.end(), first->actor) != before->parties.end())) {
    for (std::size_t at = 0; at < before->parties.size(); ++at)
      add_party(sides, before->parties[at], before->mentions[at]);
    sides.confidence = 0.7;
    return sides;
  }
  if (!bilateral) return std::nullopt;
  const auto& pair = main_pair_of_article();
  if (!pair) return std::nullopt;
  if (first != nullptr && first->actor != pair->first && first->actor != pair->second) return std::nullopt;
  if (first != nullptr) {
    add_party(sides, first->actor, first->mention);
    add_party(sides, first->actor == pair->first ? pair->second : pair->first, -1);
  } else {
    add_party(sides, pair->first, -1);
    add_party(sides, pair->second, -1);
    if (sides.mentions[1] >= 0 && sides.mentions[0] > sides.mentions[1]) {
      std::swap(sides.parties[0], sides.parties[1]);
      std::swap(sides.mentions[0], sides.mentions[1]);
    }
  }
  sides.confidence = 0.65;
  return sides;
}

// Whose exports, aid, investment: the owner of the noun or the subject of the verb.
const SideFinder::Side* SideFinder::owner_of(const Cue& cue, const Quantity& quantity) const {
  const auto owns = [&](const Side& side) {
    return side.last <= cue.tokens.first && cue.tokens.first - side.last <= 4 &&
           only_adjectives(document_, side.last, cue.tokens.first);
  };
  if (cue.role == Cue::Role::noun) {
    const Side* nearest = nullptr;
    for (const Side& side : sides_) {
      if (owns(side)) nearest = &side;
    }
    if (nearest != nullptr && !preposition_is(*nearest, {"to", "into", "for"})) return nearest;
    // "exports of Ruritania", "investment from India", "investment by India"
    for (const Side& side : sides_) {
      const bool buyer = cue.entry->measure == "imports";
      const bool named = buyer ? preposition_is(side, {"of", "by"}) : preposition_is(side, {"of", "from", "by"});
      if (side.first >= cue.tokens.last && side.first <= cue.tokens.last + 6 && named) return &side;
    }
  }
  // The subject: the nearest side before that no preposition governs; those who speak only where nobody else is named.
  const TokenIndex until = cue.is_verb() ? cue.tokens.first : std::min(cue.tokens.first, quantity.tokens.first);
  const Side* subject = nullptr;
  const Side* earlier = nullptr;
  for (const Side& side : sides_) {
    if (side.last > until || side.preposition != knowledge::kUnknownWord) continue;
    if (subject != nullptr && side.speaks && !subject->speaks) continue;
    earlier = subject;
    subject = &side;
  }
  if (earlier != nullptr && !earlier->speaks && earlier->actor != subject->actor && !cue.is_verb() &&
      is_receiver(*subject, *earlier, until))
    return earlier;
  return subject;
}

// "granted Kenya a loan", "gave Kenya $5 million in aid": right behind a verb, with nothing but the gift following.
bool SideFinder::is_receiver(const Side& side, const Side& subject, TokenIndex until) const {
  const knowledge::Triggers& triggers = document_.tables().triggers;
  constexpr std::uint32_t kVerbs = knowledge::kVerb | knowledge::kBe | knowledge::kHave | knowledge::kFuture |
                                   knowledge::kModal | knowledge::kSay | knowledge::kCoordinator |
                                   knowledge::kSubordinator;
  for (TokenIndex at = side.last; at < until; ++at) {
    if ((triggers.classes_of(document_.tokens[at].word) & kVerbs) != 0 || document_.tokens[at].is(Token::kPunctuation))
      return false;
  }
  if (subject.last + 1 > side.first) return false;
  const TokenIndex verb = side.first - 1;
  return !document_.tokens[verb].is(Token::kPunctuation) &&
         (triggers.classes_of(document_.tokens[verb].word) & (knowledge::kCoordinator | knowledge::kSubordinator)) == 0;
}

std::vector<const SideFinder::Side*> SideFinder::counterparts(const Cue& cue, const Quantity& quantity, bool buyer,
                                                              const Side* owner) const {
  std::vector<const Side*> found;
  for (const Side& side : sides_) {
    if (owner != nullptr && side.actor == owner->actor) continue;
    if (side.speaks && side.first < cue.tokens.first) continue;
    const bool led = buyer ? preposition_is(side, {"from", "of"})
                           : preposition_is(side, {"to", "into", "in", "for", "towards", "toward", "with", "on"});
    // "investments in the economy of Uzbekistan"
    const bool economy =
        !buyer && preposition_is(side, {"of"}) && side.first >= 2 &&
        (is_any_word(document_, side.first - 2, {"economy"}) || is_any_word(document_, side.first - 3, {"economy"}));
    // "send Kenya 200 megawatts"
    const TokenIndex gift = std::min(cue.tokens.first, quantity.tokens.first);
    const bool indirect = side.preposition == knowledge::kUnknownWord &&
                          (cue.is_verb() ? side.first >= cue.tokens.last && side.last <= quantity.tokens.first
                                         : owner != nullptr && !buyer && owner->last <= side.first &&
                                               side.last <= gift && is_receiver(side, *owner, gift));
    if (led || indirect || economy) found.push_back(&side);
  }
  if (found.empty()) return found;
  // The nearest, and those coordinated with it.
  const auto nearest = std::min_element(found.begin(), found.end(), [&](const Side* a, const Side* b) {
    const auto away = [&](const Side* side) {
      return std::min(distance(cue.tokens, side->first, side->last),
                      distance(quantity.tokens, side->first, side->last));
    };
    return away(a) < away(b);
  });
  std::vector<const Side*> chain{*nearest};
  for (auto next = nearest + 1; next != found.end() && (*next)->first <= chain.back()->last + 2 &&
                                (*next)->preposition == chain.back()->preposition;
       ++next)
    chain.push_back(*next);
  return chain;
}

std::optional<FigureSides> SideFinder::directed(const Quantity& quantity, std::string_view measure, const Cue& cue,
                                                const std::vector<Cue>& cues, const FigureSides* before,
                                                bool same_sentence) {
  const bool buyer = measure == "imports";
  const Side* owner = owner_of(cue, quantity);
  ActorId owner_actor = owner != nullptr ? owner->actor : knowledge::kNoActor;
  int owner_mention = owner != nullptr ? owner->mention : -1;
  // "its imports from Azerbaijan": whose exports were told just before.
  const bool pronoun = cue.tokens.first > document_.sentences[index_].first &&
                       is_any_word(document_, cue.tokens.first - 1, {"its", "their", "his"});
  if (pronoun && before != nullptr && same_sentence && before->from != knowledge::kNoActor &&
      !before->parties.empty()) {
    owner_actor = before->parties.front();
    owner_mention = before->mentions.front();
  }
  std::vector<const Side*> others = counterparts(cue, quantity, buyer, owner);
  std::erase_if(others, [&](const Side* side) { return side->actor == owner_actor; });
  FigureSides sides;
  sides.confidence = 0.8;
  ActorId other = others.empty() ? knowledge::kNoActor : others.front()->actor;
  if (cue.weak && cue.role != Cue::Role::noun && (owner == nullptr || others.empty()) && measure != "aid")
    return std::nullopt;
  if (other == knowledge::kNoActor) {
    if (owner_actor == knowledge::kNoActor) {
      if (!has(cues, Cue::Role::bilateral) || cue.weak) return std::nullopt;
      const auto& pair = main_pair_of_article();
      if (!pair) return std::nullopt;
      add_party(sides, pair->first, -1);
      add_party(sides, pair->second, -1);
      sides.confidence = 0.5;
      return sides;  // of a pair, but nobody can say which way
    }
    const bool of_pair = before != nullptr && std::find(before->parties.begin(), before->parties.end(), owner_actor) !=
                                                  before->parties.end();
    if (measure == "aid" || measure == "loan") {
      if (cue.weak) return std::nullopt;
      // Whom a report on aid is about need not be named again in every sentence.
      other = before != nullptr && before->to != knowledge::kNoActor && before->to != owner_actor
                  ? before->to
                  : other_than(owner_actor);
    } else if (of_pair && (same_sentence || has(cues, Cue::Role::bilateral))) {
      other = before->parties.front() == owner_actor ? before->parties.back() : before->parties.front();
    } else if (has(cues, Cue::Role::bilateral)) {
      other = other_than(owner_actor);
    }
    if (other == knowledge::kNoActor) return std::nullopt;
    sides.confidence = 0.6;
  }
  if (owner_actor == knowledge::kNoActor) {
    if (cue.weak && others.size() < 2 && cue.role != Cue::Role::noun) return std::nullopt;
    // Who gives must be said; who sells to the one named may be the one that the report is about.
    if (measure == "aid" || measure == "loan" || measure == "investment" || measure == "debt") return std::nullopt;
    owner_actor = other_than(other);
    if (owner_actor == knowledge::kNoActor) return std::nullopt;
    sides.confidence = 0.6;
  }
  if (owner_actor == other) return std::nullopt;
  add_party(sides, owner_actor, owner_mention);
  add_party(sides, other, others.empty() ? -1 : others.front()->mention);
  for (std::size_t at = 1; at < others.size(); ++at) add_party(sides, others[at]->actor, others[at]->mention);
  sides.from = buyer ? other : owner_actor;
  sides.to = buyer ? owner_actor : other;
  return sides;
}

// Tourists, students, companies, flights: where they come from and where they are, both named beside them.
std::optional<FigureSides> SideFinder::counted(const Quantity& quantity) {
  const Side* from = nullptr;
  const Side* to = nullptr;
  constexpr TokenIndex kReach = 8;
  for (const Side& side : sides_) {
    if (side.speaks) continue;
    const bool within = side.first >= quantity.tokens.first && side.last <= quantity.tokens.last;
    const bool near = distance(quantity.tokens, side.first, side.last) <= kReach;
    if (within || (preposition_is(side, {"from"}) && near && side.first >= quantity.tokens.last)) {
      if (from == nullptr) from = &side;
    } else if (preposition_is(side, {"with"}) && near &&
               side.first >= quantity.tokens.last) {  // "with South Korean capital"
      if (from == nullptr) from = &side;
    } else if (near || preposition_is(side, {"to", "in", "into"})) {
      if (to == nullptr || preposition_is(side, {"to", "in", "into"})) to = &side;
    }
  }
  if (from == nullptr || to == nullptr || from->actor == to->actor) return std::nullopt;
  FigureSides sides;
  add_party(sides, from->actor, from->mention);
  add_party(sides, to->actor, to->mention);
  sides.from = from->actor;
  sides.to = to->actor;
  sides.confidence = 0.6;
  return sides;
}

std::optional<FigureSides> SideFinder::sides(const Quantity& quantity, std::string_view measure, const Cue* cue,
                                             const std::vector<Cue>& cues, const FigureSides* before,
                                             bool same_sentence) {
  if (cue == nullptr) {
    if (measure == "visitors" || measure == "students" || measure == "companies") return counted(quantity);
    if (measure == "flights") {
      std::size_t named = 0;
      for (const Side& side : sides_) named += preposition_is(side, {"between", "to", "from"}) || side.group ? 1U : 0U;
      return named == 0 ? std::nullopt : undirected(quantity, nullptr, {}, nullptr, false);
    }
    return undirected(quantity, nullptr, cues, before, true);
  }
  if (measure == "trade-turnover" || measure == "trade-balance")
    return undirected(quantity, cue, cues, before, same_sentence);
  if (cue->role == Cue::Role::deal) {
    auto found = undirected(quantity, cue, {}, nullptr, false);
    if (found) found->confidence = 0.6;
    return found;
  }
  return directed(quantity, measure, *cue, cues, before, same_sentence);
}

}  // namespace chancery::understand
