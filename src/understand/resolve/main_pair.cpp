#include "understand/resolve/main_pair.h"

#include <algorithm>
#include <vector>

namespace chancery::understand {

std::optional<std::pair<ActorId, ActorId>> main_pair(const Document& document) {
  struct Weighed {
    ActorId first, second;
    double weight;
  };
  std::vector<Weighed> pairs;
  std::vector<ActorId> named;
  std::vector<ActorId> order;  // as first named
  std::size_t at = 0;
  for (std::uint32_t index = 0; index < document.sentences.size(); ++index) {
    const Sentence& sentence = document.sentences[index];
    named.clear();
    while (at < document.mentions.size() && document.mentions[at].tokens.first < sentence.last) {
      const Mention& mention = document.mentions[at++];
      if (sentence.skip || mention.kind == MentionKind::group || mention.pronoun) continue;
      for (const ActorId actor : mention.actors) {
        if (std::find(named.begin(), named.end(), actor) == named.end()) named.push_back(actor);
        if (std::find(order.begin(), order.end(), actor) == order.end()) order.push_back(actor);
      }
    }
    if (named.size() < 2) continue;
    // A sentence that names many says less of each pair.
    const double weight = (sentence.in_title ? 4.0 : index <= 2 ? 2.0 : 1.0) / static_cast<double>(named.size() - 1);
    for (std::size_t i = 0; i < named.size(); ++i) {
      for (std::size_t j = i + 1; j < named.size(); ++j) {
        const ActorId low = std::min(named[i], named[j]), high = std::max(named[i], named[j]);
        const auto known = std::find_if(pairs.begin(), pairs.end(),
                                        [&](const Weighed& it) { return it.first == low && it.second == high; });
        if (known == pairs.end())
          pairs.push_back({low, high, weight});
        else
          known->weight += weight;
      }
    }
  }
  if (pairs.empty()) return std::nullopt;
  const auto best = std::max_element(pairs.begin(), pairs.end(),
                                     [](const Weighed& a, const Weighed& b) { return a.weight < b.weight; });
  const bool in_order =
      std::find(order.begin(), order.end(), best->first) < std::find(order.begin(), order.end(), best->second);
  return in_order ? std::pair(best->first, best->second) : std::pair(best->second, best->first);
}

}  // namespace chancery::understand
