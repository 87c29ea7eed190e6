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
  return std::any_of(kOrgans.begin(), kOrgans.end(), [&](std::string_view word) { return document.is_word(token, word); });
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
    if (at_ < mentions.size() && mentions[at_].tokens.first < range.last && mentions[at_].kind != MentionKind::group && !mentions[at_].actors.empty()) return true;
    if (!document_.tokens[range.first].is(Token::kCapital)) return false;
    if (is_organ(document_, range.last)) return true;
    // "Ministry of Energy", "Minister for Foreign Trade and Investment"
    for (TokenIndex back = range.first; back > 0 && range.first - back < 6; --back) {
      const TokenIndex token = back - 1;
      if (is_organ(document_, token)) return true;
      const bool linking = document_.is_word(token, "of") || document_.is_word(token, "for") || document_.is_word(token, "and") ||
                           document_.is_word(token, "the") || document_.is_word(token, ",");
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

void find_areas(Document& document, std::uint32_t index, Names& names) {
  const auto& tables = document.tables();
  const Sentence& sentence = document.sentences[index];
  const std::span<const WordId> words(document.words.data(), sentence.last);
  int cooperation = -1;  // not yet looked for
  for (TokenIndex at = sentence.first; at < sentence.last;) {
    if (!tables.area_phrases.starts(words[at])) {
      ++at;
      continue;
    }
    const auto match = tables.area_phrases.longest(words.subspan(at));
    if (!match) {
      ++at;
      continue;
    }
    const TokenRange range{at, at + match.words};
    at = range.last;  // "nuclear energy" is not also energy: what a longer phrase takes is gone
    if (tables.areas[match.entries[0]].id == kNoArea || names.hold(range)) continue;
    for (const std::uint32_t entry : match.entries) {
      if (!tables.areas[entry].strong) {
        if (cooperation < 0) cooperation = speaks_of_cooperation(document, sentence) ? 1 : 0;
        if (cooperation == 0) continue;
      }
      const bool known = !document.area_hits.empty() && document.area_hits.back().tokens.first == range.first &&
                         tables.areas[document.area_hits.back().entry].id == tables.areas[entry].id;
      if (!known) document.area_hits.push_back({range, entry, index});
    }
  }
}

void find_phrases(const Document& document, std::uint32_t index, const knowledge::PhraseTable& table, std::vector<TopicHit>& hits) {
  const Sentence& sentence = document.sentences[index];
  const std::span<const WordId> words(document.words.data(), sentence.last);
  for (TokenIndex at = sentence.first; at < sentence.last;) {
    TokenIndex next = at + 1;
    if (table.starts(words[at])) {
      const auto match = table.longest(words.subspan(at));
      if (match) {
        next = at + match.words;
        for (const std::uint32_t entry : match.entries) hits.push_back({{at, next}, entry, index});
      }
    }
    at = next;
  }
}

template <typename Entry>
std::vector<std::string> ids_within(const std::vector<TopicHit>& hits, const std::vector<Entry>& entries, TokenIndex first, TokenIndex last) {
  std::vector<std::string> ids;
  auto hit = std::lower_bound(hits.begin(), hits.end(), first, [](const TopicHit& it, TokenIndex token) { return it.tokens.first < token; });
  for (; hit != hits.end() && hit->tokens.first < last; ++hit) {
    const std::string& id = entries[hit->entry].id;
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

}  // namespace

void find_topics(Document& document) {
  const auto& tables = document.tables();
  Names names(document);
  for (std::uint32_t index = 0; index < document.sentences.size(); ++index) {
    if (document.sentences[index].skip) continue;
    find_areas(document, index, names);
    find_phrases(document, index, tables.goods_phrases, document.goods_hits);
    find_phrases(document, index, tables.context_phrases, document.context_hits);
  }
}

std::vector<std::string> areas_within(const Document& document, TokenIndex first, TokenIndex last) {
  return ids_within(document.area_hits, document.tables().areas, first, last);
}

std::vector<std::string> contexts_within(const Document& document, TokenIndex first, TokenIndex last) {
  return ids_within(document.context_hits, document.tables().contexts, first, last);
}

}  // namespace chancery::understand
