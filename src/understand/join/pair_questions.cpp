#include "understand/join/pair_questions.h"

#include <algorithm>

#include "understand/resolve/main_pair.h"
#include "understand/scan/sides.h"

namespace chancery::understand {
namespace {

// Of one sentence: more are a list, of which each pair says the same.
constexpr std::size_t kMostPairs = 10;

// Mentions farther apart than this in tokens have nothing to do with each other as a rule: of 20 events found
// beyond, one was right (the development reports, docs/accuracy.md).
constexpr TokenIndex kFarthest = 30;

// So many sentences back the other one of the article's main pair may stand, upon whom an act without a target is.
constexpr std::uint32_t kNear = 4;

struct Spot {
  int mention = 0;
  ActorId actor = knowledge::kNoActor;
};

TokenIndex distance(const Document& document, const Spot& a, const Spot& b) noexcept {
  const TokenRange left = document.mentions[static_cast<std::size_t>(a.mention)].tokens;
  const TokenRange right = document.mentions[static_cast<std::size_t>(b.mention)].tokens;
  return right.first >= left.last ? right.first - left.last : left.first - right.last;
}

struct MentionPair {
  Spot a, b;
  TokenIndex distance = 0;
};

void add(std::uint32_t sentence, const MentionPair& pair, std::vector<PairQuestion>& out) {
  out.push_back({sentence, pair.a.mention, pair.b.mention, pair.a.actor, pair.b.actor});
  out.push_back({sentence, pair.b.mention, pair.a.mention, pair.b.actor, pair.a.actor});
}

void ask(const Document& document, std::uint32_t sentence, const std::vector<Spot>& spots, PairQuestions& out) {
  std::vector<ActorId> actors;
  for (const Spot& spot : spots) {
    if (std::find(actors.begin(), actors.end(), spot.actor) == actors.end()) actors.push_back(spot.actor);
  }
  std::size_t pairs = 0;
  std::vector<MentionPair> at;
  for (std::size_t second = 1; second < actors.size(); ++second) {
    for (std::size_t first = 0; first < second; ++first) {
      if (++pairs > kMostPairs) return;
      at.clear();
      for (const Spot& a : spots) {
        if (a.actor != actors[first]) continue;
        for (const Spot& b : spots) {
          if (b.actor != actors[second]) continue;
          if (const TokenIndex apart = distance(document, a, b); apart <= kFarthest) at.push_back({a, b, apart});
        }
      }
      std::stable_sort(at.begin(), at.end(),
                       [](const MentionPair& x, const MentionPair& y) { return x.distance < y.distance; });
      if (at.empty()) continue;
      const std::size_t nearest = out.first.size();
      add(sentence, at[0], out.first);
      if (at.size() == 1) continue;
      add(sentence, at[1], out.again);
      out.repeats.insert(out.repeats.end(), {nearest, nearest});
    }
  }
}

}  // namespace

PairQuestions pair_questions(const Document& document) {
  PairQuestions questions;
  // Whom an act without a named target is upon is known for these two alone (resolve/join_events.cpp).
  const auto pair = main_pair(document);
  const auto other_is_near = [&](ActorId actor, std::uint32_t sentence) {
    if (!pair || (actor != pair->first && actor != pair->second)) return false;
    const ActorId other = actor == pair->first ? pair->second : pair->first;
    return std::any_of(document.mentions.begin(), document.mentions.end(), [&](const Mention& it) {
      return it.sentence + kNear >= sentence && it.sentence <= sentence && is_side(it) &&
             std::find(it.actors.begin(), it.actors.end(), other) != it.actors.end();
    });
  };
  std::vector<Spot> spots;
  std::size_t mention = 0;
  for (std::uint32_t at = 0; at < document.sentences.size(); ++at) {
    const Sentence& sentence = document.sentences[at];
    spots.clear();
    int group = -1;
    for (; mention < document.mentions.size() && document.mentions[mention].tokens.first < sentence.last; ++mention) {
      const Mention& it = document.mentions[mention];
      if (it.tokens.first < sentence.first || !is_side(it)) continue;
      if (it.actors.size() > 1) {
        if (group < 0) group = static_cast<int>(mention);
        continue;
      }
      spots.push_back({static_cast<int>(mention), it.actors.front()});
    }
    if (sentence.skip) continue;
    const bool alone =
        std::all_of(spots.begin(), spots.end(), [&](const Spot& spot) { return spot.actor == spots.front().actor; });
    if (!alone) {
      ask(document, at, spots, questions);
    } else if (!spots.empty() && group < 0 && other_is_near(spots.front().actor, at)) {
      questions.first.push_back({at, spots.front().mention, -1, spots.front().actor, knowledge::kNoActor});
    }
    if (group >= 0) questions.first.push_back({at, group, -1, knowledge::kNoActor, knowledge::kNoActor});
  }
  return questions;
}

}  // namespace chancery::understand
