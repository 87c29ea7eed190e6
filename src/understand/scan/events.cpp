// Events: candidates of each sentence, then joined over the article.
#include "understand/join/join_tiers.h"
#include "understand/scan/event_candidate.h"
#include "understand/scan/stages.h"

namespace chancery::understand {

void find_events(Document& document) {
  SentenceView view;
  std::vector<EventCandidate> candidates;
  std::size_t mention = 0;
  for (std::uint32_t sentence = 0; sentence < document.sentences.size(); ++sentence) {
    if (document.sentences[sentence].skip) continue;
    // A sentence that names nobody tells of no relation.
    while (mention < document.mentions.size() &&
           document.mentions[mention].tokens.first < document.sentences[sentence].first)
      ++mention;
    if (mention == document.mentions.size()) break;
    if (document.mentions[mention].tokens.first >= document.sentences[sentence].last) continue;
    view.reset(document, sentence);
    read_triggers(document, view, candidates);
  }
  if (document.encoder != nullptr) join_tiers(document, *document.encoder, *document.encoder_labels, candidates);
  for (Event& event : join_events(document, candidates)) document.findings.emplace_back(std::move(event));
}

}  // namespace chancery::understand
