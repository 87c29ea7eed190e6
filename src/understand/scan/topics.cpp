// Areas of cooperation, goods and contexts by their phrases in data/areas.csv, goods.csv and contexts.csv.
#include <algorithm>

#include "understand/scan/stages.h"

namespace chancery::understand {
namespace {

// Rows of areas.csv for phrases that look like an area and are none: "press conference".
constexpr std::string_view kNoArea = "none";

// Words that make the area beside them part of an office's or organ's name: "Ministry of Energy", "Education Minister".
constexpr std::array<std::string_view, 13> kOrgans = {"minister",  "ministers",  "ministry", "ministries", "department",
                                                      "secretary", "commission", "agency",   "committee",  "council",
                                                      "authority", "bureau",     "bank"};

bool is_organ(const Document& document, TokenIndex token) noexcept {
  if (token >= document.tokens.size() || !document.tokens[token].is(Token::kCapital)) return false;
  return std::any_of(kOrgans.begin(), kOrgans.end(),
                     [&](std::string_view word) { return document.is_word(token, word); });
}

// Whether tokens stand inside the name of a person, an organ or an organisation, where "security" in "Security
// Council" is no subject of relations.
class Names {
 public:
  explicit Names(const Document& document) : document_(document) {}

  // Tokens must be asked for in rising order.
  [[nodiscard]] bool hold(TokenRange range) noexcept {
    const auto& mentions = document_.mentions;
    while (at_ < mentions.size() && mentions[at_].tokens.last <= range.first) ++at_;
    if (at_ < mentions.size() && mentions[at_].tokens.first < range.last && mentions[at_].kind != MentionKind::group &&
        !mentions[at_].actors.empty())
      return true;
    if (!document_.tokens[range.first].is(Token::kCapital)) return false;
    if (is_organ(document_, range.last)) return true;
    // "Ministry of Energy", "Minister for Foreign Trade and Investment"
    for (TokenIndex back = range.first; back > 0 && range.first - back < 6; --back) {
      const TokenIndex token = back - 1;
      if (is_organ(document_, token)) return true;
      const bool linking = document_.is_word(token, "of") || document_.is_word(token, "for") ||
                           document_.is_word(token, "and") || document_.is_word(token, "the") ||
                           document_.is_word(token, ",");
      if (!linking && !document_.tokens[token].is(Token::kCapital)) return false;
      if (document_.tokens[token].is(Token::kSentenceStart)) return false;
    }
    return false;
  }

 private:
  const Document& document_;
  std::size_t at_ = 0;
};

bool speaks_of_cooperation(const Document& document, const Sentence& sentence) noexcept {
  const auto& known = document.tables().is_cooperation_word;
  for (TokenIndex at = sentence.first; at < sentence.last; ++at) {
    if (known[document.words[at]]) return true;
  }
  return false;
}

// Reads a sentence in one pass: each table goes on after its own last match, so that "nuclear energy" is not also
// energy.
class TopicReader {
 public:
  explicit TopicReader(Document& document) : document_(document), tables_(document.tables()), names_(document) {}

  void read(std::uint32_t index) {
    const Sentence& sentence = document_.sentences[index];
    const std::span<const WordId> words(document_.words.data(), sentence.last);
    TokenIndex area_from = sentence.first, goods_from = sentence.first, context_from = sentence.first;
    cooperation_ = -1;
    for (TokenIndex at = sentence.first; at < sentence.last; ++at) {
      const WordId word = words[at];
      if (word == knowledge::kUnknownWord) continue;
      if (at >= area_from && tables_.area_phrases.starts(word)) {
        if (const auto match = tables_.area_phrases.longest(words.subspan(at))) {
          area_from = at + match.words;
          take_area(index, {at, area_from}, match.entries);
        }
      }
      if (at >= goods_from) goods_from = take(tables_.goods_phrases, words, at, index, document_.goods_hits);
      if (at >= context_from) context_from = take(tables_.context_phrases, words, at, index, document_.context_hits);
    }
  }

 private:
  static TokenIndex take(const knowledge::PhraseTable& table, std::span<const WordId> words, TokenIndex at,
                         std::uint32_t index, std::vector<TopicHit>& hits) {
    if (!table.starts(words[at])) return at + 1;
    const auto match = table.longest(words.subspan(at));
    if (!match) return at + 1;
    for (const std::uint32_t entry : match.entries) hits.push_back({{at, at + match.words}, entry, index});
    return at + match.words;
  }

  void take_area(std::uint32_t index, TokenRange range, std::span<const std::uint32_t> entries) {
    if (tables_.areas[entries[0]].id == kNoArea || names_.hold(range)) return;
    for (const std::uint32_t entry : entries) {
      if (!tables_.areas[entry].strong) {
        if (cooperation_ < 0) cooperation_ = speaks_of_cooperation(document_, document_.sentences[index]) ? 1 : 0;
        if (cooperation_ == 0) continue;
      }
      auto& hits = document_.area_hits;
      const bool known = !hits.empty() && hits.back().tokens.first == range.first &&
                         tables_.areas[hits.back().entry].id == tables_.areas[entry].id;
      if (!known) hits.push_back({range, entry, index});
    }
  }

  Document& document_;
  const knowledge::Tables& tables_;
  Names names_;
  int cooperation_ = -1;  // of the sentence; -1: not yet looked for
};

template <typename Entry>
std::vector<std::string> ids_within(const std::vector<TopicHit>& hits, const std::vector<Entry>& entries,
                                    TokenIndex first, TokenIndex last) {
  std::vector<std::string> ids;
  auto hit = std::lower_bound(hits.begin(), hits.end(), first,
                              [](const TopicHit& it, TokenIndex token) { return it.tokens.first < token; });
  for (; hit != hits.end() && hit->tokens.first < last; ++hit) {
    const std::string& id = entries[hit->entry].id;
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

}  // namespace

void find_topics(Document& document) {
  TopicReader reader(document);
  for (std::uint32_t index = 0; index < document.sentences.size(); ++index) {
    if (!document.sentences[index].skip) reader.read(index);
  }
}

std::vector<std::string> areas_within(const Document& document, TokenIndex first, TokenIndex last) {
  return ids_within(document.area_hits, document.tables().areas, first, last);
}

std::vector<std::string> contexts_within(const Document& document, TokenIndex first, TokenIndex last) {
  return ids_within(document.context_hits, document.tables().contexts, first, last);
}

}  // namespace chancery::understand
