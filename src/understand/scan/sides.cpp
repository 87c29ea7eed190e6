#include "understand/scan/sides.h"

#include <algorithm>

#include "understand/resolve/main_pair.h"
#include "understand/scan/words.h"

namespace chancery::understand {

const Mention* mention_at(const Document& document, TokenIndex token) noexcept {
  const auto after = std::upper_bound(document.mentions.begin(), document.mentions.end(), token,
                                      [](TokenIndex at, const Mention& mention) { return at < mention.tokens.first; });
  if (after == document.mentions.begin()) return nullptr;
  const Mention& mention = *(after - 1);
  return token < mention.tokens.last ? &mention : nullptr;
}

const TimeExpression* time_at(const Document& document, TokenIndex token) noexcept {
  const auto after = std::upper_bound(document.times.begin(), document.times.end(), token,
                                      [](TokenIndex at, const TimeExpression& time) { return at < time.tokens.first; });
  if (after == document.times.begin()) return nullptr;
  const TimeExpression& time = *(after - 1);
  return token < time.tokens.last ? &time : nullptr;
}

bool is_side(const Mention& mention) noexcept { return mention.kind != MentionKind::place && !mention.actors.empty(); }

void Sides::add(const Mention& mention) {
  for (std::size_t nth = 0; nth < mention.actors.size(); ++nth) {
    if (!holds(mention.actors[nth])) sides_.push_back({mention.actors[nth], &mention, nth});
  }
}

void Sides::add(const Sides& others) {
  for (const Side& side : others) {
    if (!holds(side.actor)) sides_.push_back(side);
  }
}

bool Sides::holds(ActorId actor) const noexcept {
  return std::any_of(sides_.begin(), sides_.end(), [&](const Side& side) { return side.actor == actor; });
}

TokenIndex read_sides(const Document& document, TokenIndex at, TokenIndex last, Sides& sides) {
  TokenIndex end = at;
  while (at < last) {
    TokenIndex name = at;
    // "the governments of", "the presidents of", "the Republic's": at most four words before a name.
    while (name < last && name < at + 4 && mention_at(document, name) == nullptr &&
           (document.tokens[name].is(Token::kWord) || is_possessive(document, name)) &&
           !is_any_word(document, name,
                        {"and", "on", "in", "for", "was", "were", "is", "to", "with", "by", "that", "which"})) {
      ++name;
    }
    const Mention* mention = name < last ? mention_at(document, name) : nullptr;
    if (mention == nullptr && end > at - 3 && is_determiner(document, at)) {
      // "Greece and its northern neighbour": somebody more, whom the phrase does not name.
      for (TokenIndex word = at + 1; word < std::min(at + 4, last); ++word) {
        if (is_any_word(
                document, word,
                {"neighbour", "neighbor", "neighbours", "neighbors", "partner", "partners", "ally", "allies", "rival"}))
          end = word + 1;
      }
    }
    if (mention == nullptr || (mention->actors.empty() && mention->kind != MentionKind::party)) break;
    sides.add(*mention);
    end = mention->tokens.last;
    at = end;
    // "Kazakhstan's government", "Chinese companies": the noun after a name belongs to it.
    if (is_possessive(document, at)) ++at;
    while (
        at < last && at < end + 4 && document.tokens[at].is(Token::kWord) && !document.tokens[at].is(Token::kCapital) &&
        is_any_word(document, at,
                    {"government", "governments", "companies", "company", "side", "sides", "authorities", "ministries",
                     "counterpart", "counterparts", "parliament", "delegation", "foreign", "state", "oil", "energy"})) {
      ++at;
    }
    end = at;
    if (document.is_word(at, ",") && document.is_word(at + 1, "and"))
      at += 2;
    else if (is_any_word(document, at, {"and", ",", "&"}))
      ++at;
    else
      break;
  }
  return end;
}

Sides pair_of_article(const Document& document) {
  Sides sides;
  const auto pair = main_pair(document);
  if (!pair) return sides;
  for (const Mention& mention : document.mentions) {
    if (mention.actors.size() != 1 || (mention.actors[0] != pair->first && mention.actors[0] != pair->second)) continue;
    sides.add(mention);
    if (sides.size() == 2) break;
  }
  return sides;
}

}  // namespace chancery::understand
