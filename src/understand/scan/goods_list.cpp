#include "understand/scan/goods_list.h"

#include <algorithm>

#include "understand/scan/sides.h"
#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

// Words that may follow goods without making them part of another thing ("oil to", but not "oil pipeline").
bool may_follow(const Document& document, TokenIndex at, TokenIndex last) noexcept {
  if (at >= last) return true;
  const Token& token = document.tokens[at];
  if (token.is(Token::kPunctuation) || token.is(Token::kNumber) || is_possessive(document, at)) return true;
  if (document.tables().trade_phrases.starts(document.words[at])) return true;
  if (mention_at(document, at) != nullptr || time_at(document, at) != nullptr) return true;
  const std::string_view written = document.text(at);
  if (written.ends_with("ed") || (written.size() > 4 && written.ends_with("ly"))) return true;
  return is_any_word(
      document, at,
      {"and",   "or",     "to",   "from",     "for",      "in",       "on",       "at",      "by",       "with",
       "of",    "as",     "is",   "are",      "was",      "were",     "has",      "have",    "had",      "will",
       "would", "which",  "that", "than",     "into",     "via",      "through",  "under",   "over",     "worth",
       "per",   "while",  "but",  "after",    "before",   "since",    "during",   "between", "against",  "without",
       "went",  "goes",   "go",   "made",     "bound",    "among",    "it",       "they",    "he",       "she",
       "this",  "last",   "next", "each",     "every",    "around",   "about",    "because", "when",     "where",
       "the",   "a",      "an",   "if",       "abroad",   "back",     "again",    "off",     "out",      "up",
       "down",  "cannot", "can",  "may",      "could",    "should",   "must",     "do",      "does",     "did",
       "not",   "grew",   "rose", "fell",     "sent",     "bought",   "sold",     "plus",    "etc",      "too",
       "also",  "there",  "here", "annually", "overseas", "directly", "together", "today",   "yesterday"});
}

bool is_joint(const Document& document, TokenIndex at) noexcept {
  return is_any_word(document, at, {",", "and", "or", "&", ";"});
}

// Words before goods that are no part of their name.
bool is_leading(const Document& document, TokenIndex at) noexcept {
  const Token& token = document.tokens[at];
  if (token.is(Token::kNumber) || is_determiner(document, at)) return true;
  return is_any_word(
      document, at,
      {"more",        "less",         "most",       "mainly",      "mostly",   "primarily", "chiefly",   "largely",
       "such",        "as",           "including",  "like",        "also",     "some",      "any",       "all",
       "other",       "various",      "different",  "many",        "much",     "new",       "cheap",     "cheaper",
       "large",       "small",        "additional", "extra",       "several",  "first",     "tonnes",    "tons",
       "tonne",       "ton",          "million",    "billion",     "thousand", "mln",       "bln",       "barrels",
       "cubic",       "meters",       "metres",     "kilograms",   "litres",   "units",     "of",        "worth",
       "goods",       "products",     "items",      "commodities", "batches",  "batch",     "volumes",   "quantities",
       "amounts",     "its",          "own",        "locally",     "high",     "quality",   "so",        "called",
       "both",        "either",       "even",       "only",        "up",       "over",      "about",     "around",
       "than",        "nearly",       "almost",     "key",         "main",     "basic",     "essential", "significant",
       "substantial", "agricultural", "industrial", "raw",         "tens",     "hundreds",  "thousands", "dozens",
       "part",        "share",        "supplies",   "shipments",   "$",        "€",         "£",         "usd",
       "us"});
}

class ListReader {
 public:
  ListReader(const Document& document, GoodsList& list) : document_(document), list_(list) {}

  void after(TokenIndex at, TokenIndex last) {
    last_ = last;
    const TokenIndex first = at;
    bool known = false;
    TokenIndex end = at;
    while (at < last_ && list_.items.size() < 24) {
      GoodsItem item;
      const TokenIndex after_item = read_item(at, item, known);
      if (after_item == at) break;
      if (item.origin == knowledge::kNoActor) item.origin = origin_;
      known = known || item.entry != nullptr;
      list_.items.push_back(item);
      end = at = after_item;
      if (!is_joint(document_, at)) {
        if (!(document_.is_word(at, "as") && document_.is_word(at + 1, "well") && document_.is_word(at + 2, "as")))
          break;
        at += 3;
        continue;
      }
      ++at;
      while (is_joint(document_, at) || is_any_word(document_, at, {"also"})) ++at;
    }
    // What no table knows counts only between or after known goods.
    while (!list_.items.empty() && list_.items.back().entry == nullptr &&
           !ends_cleanly(list_.items.back().tokens.last)) {
      list_.items.pop_back();
      end = list_.items.empty() ? first : list_.items.back().tokens.last;
    }
    if (std::none_of(list_.items.begin(), list_.items.end(),
                     [](const GoodsItem& item) { return item.entry != nullptr; }))
      list_.items.clear();
    list_.tokens = {first, list_.items.empty() ? first : end};
  }

  void before(TokenIndex first, TokenIndex end) {
    last_ = end;
    TokenIndex at = end;
    while (at > first && list_.items.size() < 24) {
      const TopicHit* hit = hit_ending_at(at);
      if (hit == nullptr || hit->tokens.first < first) break;
      list_.items.insert(list_.items.begin(), make_item(*hit, first));
      // "stopped maize lorries": before goods that end a phrase a word in -ed is as likely the verb.
      if (document_.text(list_.items.front().tokens.first).ends_with("ed")) list_.items.front().tokens = hit->tokens;
      at = list_.items.front().tokens.first;
      // "oil and gas exports", "coal, oil and gas are exported"
      TokenIndex back = at;
      while (back > first && is_joint(document_, back - 1)) --back;
      if (back == at) break;
      at = back;
    }
    if (!list_.items.empty()) {
      list_.tokens = {list_.items.front().tokens.first, end};
      // "Turkmen gas exports"
      const TokenIndex name = list_.tokens.first;
      if (name > first) {
        if (const Mention* mention = mention_at(document_, name - 1);
            mention != nullptr && mention->form == knowledge::NameForm::adjective && !mention->actors.empty()) {
          for (GoodsItem& item : list_.items) item.origin = mention->actors[0];
        }
      }
    }
  }

 private:
  [[nodiscard]] const TopicHit* hit_at(TokenIndex token) const noexcept {
    const auto& hits = document_.goods_hits;
    const auto found = std::lower_bound(hits.begin(), hits.end(), token,
                                        [](const TopicHit& hit, TokenIndex at) { return hit.tokens.first < at; });
    return found != hits.end() && found->tokens.first == token ? &*found : nullptr;
  }
  [[nodiscard]] const TopicHit* hit_ending_at(TokenIndex end) const noexcept {
    const auto& hits = document_.goods_hits;
    auto found = std::lower_bound(hits.begin(), hits.end(), end,
                                  [](const TopicHit& hit, TokenIndex at) { return hit.tokens.first < at; });
    while (found != hits.begin()) {
      --found;
      if (found->tokens.last == end) return &*found;
      if (found->tokens.last < end) break;
    }
    return nullptr;
  }

  [[nodiscard]] GoodsItem make_item(const TopicHit& hit, TokenIndex from) const {
    GoodsItem item;
    item.tokens = hit.tokens;
    item.entry = &document_.tables().goods[hit.entry];
    // "fermented milk": a modifier of its own that no table knows.
    if (hit.tokens.first > from && is_modifier(hit.tokens.first - 1)) --item.tokens.first;
    return item;
  }

  [[nodiscard]] bool is_modifier(TokenIndex at) const noexcept {
    const Token& token = document_.tokens[at];
    if (!token.is(Token::kWord) || token.is(Token::kCapital) || is_leading(document_, at) || is_joint(document_, at) ||
        is_function(at))
      return false;
    if (document_.tables().trade_phrases.starts(document_.words[at])) return false;
    return mention_at(document_, at) == nullptr && hit_at(at) == nullptr && !document_.text(at).ends_with("ing") &&
           !document_.text(at).ends_with("s");
  }

  [[nodiscard]] bool is_function(TokenIndex at) const noexcept {
    return is_any_word(
        document_, at,
        {"to",  "from", "for",   "in",   "on",      "at",      "by",    "with",   "is",   "are",     "was",     "were",
         "has", "have", "had",   "will", "would",   "which",   "that",  "be",     "been", "their",   "his",     "her",
         "not", "can",  "could", "may",  "into",    "via",     "under", "while",  "but",  "after",   "before",  "no",
         "who", "than", "when",  "he",   "she",     "they",    "it",    "across", "over", "through", "against", "about",
         "off", "out",  "up",    "down", "without", "between", "among", "amid",   "if",   "because"});
  }

  [[nodiscard]] bool ends_cleanly(TokenIndex end) const noexcept {
    return end >= last_ || document_.tokens[end].is(Token::kPunctuation) ||
           is_any_word(document_, end, {"to", "from", "and", "for", "in"});
  }

  // Reads one item and returns the token after it, or `at`.
  TokenIndex read_item(TokenIndex at, GoodsItem& item, bool known) {
    TokenIndex start = at;
    origin_ = knowledge::kNoActor;
    for (TokenIndex next = at; next < last_ && next < at + 12; ++next) {
      if (const TopicHit* hit = hit_at(next)) {
        if (!may_follow(document_, hit->tokens.last, last_) && !is_product_tail(hit->tokens.last)) {
          // "oil pipeline", "milk farms" are no goods themselves, unless a longer item of the list follows at once.
          return at;
        }
        item = make_item(*hit, start);
        item.origin = origin_;
        return is_product_tail(hit->tokens.last) ? take_tail(item) : hit->tokens.last;
      }
      if (const Mention* mention = mention_at(document_, next)) {
        const bool adjective =
            mention->form == knowledge::NameForm::adjective || mention->form == knowledge::NameForm::code;
        if (!adjective || mention->actors.empty() || mention->kind == MentionKind::person) return at;
        origin_ = mention->actors[0];
        next = mention->tokens.last - 1;
        start = mention->tokens.last;
        continue;
      }
      if (is_leading(document_, next)) {
        start = next + 1;
        continue;
      }
      if (is_joint(document_, next) && next > at && document_.is_word(next, "and"))
        return unknown_item(at, next, item, known);
      if (is_joint(document_, next)) return unknown_item(at, next, item, known);
      if (is_function(next) || !document_.tokens[next].is(Token::kWord)) return unknown_item(at, next, item, known);
      if (document_.tables().trade_phrases.starts(document_.words[next])) return at;
      // At most two words of its own before a known good.
      if (next - start >= 3) return at;
    }
    return unknown_item(at, last_, item, known);
  }

  // "wheat products", "uranium concentrates and": a common noun that stays goods.
  [[nodiscard]] bool is_product_tail(TokenIndex at) const noexcept {
    return at < last_ &&
           is_any_word(document_, at,
                       {"products", "product", "concentrate", "concentrates", "equipment", "parts", "supplies",
                        "exports", "imports", "goods", "materials"}) &&
           may_follow(document_, at + 1, last_);
  }
  static TokenIndex take_tail(GoodsItem& item) noexcept { return ++item.tokens.last; }

  [[nodiscard]] TokenIndex unknown_item(TokenIndex at, TokenIndex end, GoodsItem& item, bool known) const {
    TokenIndex first = at;
    while (first < end && (is_leading(document_, first) || mention_at(document_, first) != nullptr)) ++first;
    if (!known || first >= end || end - first > 3) return at;
    for (TokenIndex token = first; token < end; ++token) {
      const Token& it = document_.tokens[token];
      if (!it.is(Token::kWord) || it.is(Token::kCapital) || is_function(token) || time_at(document_, token) != nullptr)
        return at;
      const std::string_view written = document_.text(token);
      if (written.ends_with("ed") || written.ends_with("ing") ||
          is_any_word(document_, token,
                      {"others", "other", "etc", "much", "so", "then", "also", "there", "more", "investment",
                       "services", "well"}))
        return at;
      if (document_.tables().trade_phrases.starts(document_.words[token])) return at;
    }
    // Goods come in plurals or as mass nouns; a clause that begins here would have a verb soon.
    if (end < last_ && !document_.tokens[end].is(Token::kPunctuation) &&
        !is_any_word(document_, end, {"and", "to", "from", "or"}))
      return at;
    item.tokens = {first, end};
    item.entry = nullptr;
    return end;
  }

  const Document& document_;
  GoodsList& list_;
  TokenIndex last_ = 0;
  ActorId origin_ = knowledge::kNoActor;
};

}  // namespace

void read_goods_after(const Document& document, TokenIndex at, TokenIndex last, GoodsList& list) {
  list.items.clear();
  list.tokens = {at, at};
  ListReader(document, list).after(at, last);
}

void read_goods_before(const Document& document, TokenIndex first, TokenIndex end, GoodsList& list) {
  list.items.clear();
  list.tokens = {end, end};
  ListReader(document, list).before(first, end);
}

}  // namespace chancery::understand
