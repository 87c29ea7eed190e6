// Goods that one state sells to another, with their headings (docs/coding.md, "Goods"). A trade word sets a frame, who
// sells and who buys; the goods are a list beside it. Goods without two sides are no finding.
#include <algorithm>

#include "understand/scan/goods_list.h"
#include "understand/scan/sides.h"
#include "understand/scan/stages.h"
#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

using knowledge::TradeRole;

// A phrase of data/trade_words.csv in the sentence.
struct TradeHit {
  TokenRange tokens;
  bool verb = false;  // can be one
  bool noun = false;  // can be one
  bool carrier = false;
  bool curb = false;
  bool seller = false;  // whose it is sells
  bool aid = false;     // gifts are told with the same word
};

// Who sells and who buys: each may be several ("Sudan and Djibouti").
struct Frame {
  Sides from;
  Sides to;
  Status status = Status::happened;
  double confidence = 0.9;
};

// Words that make a delivery a gift or a weapon's transfer in war.
bool tells_of_aid(const Document& document, const Sentence& sentence) noexcept {
  for (TokenIndex at = sentence.first; at < sentence.last; ++at) {
    if (is_any_word(document, at,
                    {"aid", "humanitarian", "donated", "donate", "donating", "donation", "relief", "gift", "charge",
                     "grant", "survivors", "victims", "assistance", "help", "free"}))
      return true;
  }
  return false;
}

class GoodsFinder {
 public:
  explicit GoodsFinder(Document& document) : document_(document) {}

  void run() {
    if (document_.goods_hits.empty()) return;
    std::size_t next_hit = 0;
    for (std::uint32_t index = 0; index < document_.sentences.size(); ++index) {
      const Sentence& sentence = document_.sentences[index];
      while (next_hit < document_.goods_hits.size() && document_.goods_hits[next_hit].tokens.first < sentence.first)
        ++next_hit;
      const bool has_goods =
          next_hit < document_.goods_hits.size() && document_.goods_hits[next_hit].tokens.first < sentence.last;
      if (!has_goods || sentence.skip) continue;
      read_sentence(index);
    }
    for (Goods& goods : found_) document_.findings.emplace_back(std::move(goods));
  }

 private:
  void read_sentence(std::uint32_t index) {
    index_ = index;
    sentence_ = &document_.sentences[index];
    find_hits();
    if (hits_.empty()) return;
    const bool aid = tells_of_aid(document_, *sentence_);
    last_frame_ = {};
    last_list_end_ = sentence_->first;
    for (at_ = 0; at_ < hits_.size(); ++at_) {
      const TradeHit& hit = hits_[at_];
      if (hit.tokens.first < last_list_end_) continue;
      if (hit.aid && aid) continue;
      if (hit.curb)
        read_curb(hit);
      else if (hit.carrier)
        read_carrier(hit);
      else if (hit.verb && is_verb_here(hit))
        read_verb(hit);
      else if (hit.noun)
        read_noun(hit);
    }
  }

  void find_hits() {
    hits_.clear();
    const auto& tables = document_.tables();
    const std::span<const WordId> words(document_.words.data(), sentence_->last);
    for (TokenIndex at = sentence_->first; at < sentence_->last;) {
      TokenIndex next = at + 1;
      if (tables.trade_phrases.starts(words[at])) {
        if (const auto match = tables.trade_phrases.longest(words.subspan(at))) {
          next = at + match.words;
          TradeHit hit;
          hit.tokens = {at, next};
          for (const std::uint32_t entry : match.entries) {
            const auto& word = tables.trade_words[entry];
            hit.verb = hit.verb || word.role == TradeRole::seller_verb || word.role == TradeRole::buyer_verb;
            hit.noun = hit.noun || word.role == TradeRole::seller_noun || word.role == TradeRole::buyer_noun;
            hit.seller = hit.seller || word.role == TradeRole::seller_verb || word.role == TradeRole::seller_noun;
            hit.carrier = hit.carrier || word.role == TradeRole::carrier;
            hit.curb = hit.curb || word.role == TradeRole::curb;
            hit.aid = hit.aid || word.value == "aid";
          }
          hits_.push_back(hit);
        }
      }
      at = next;
    }
  }

  // Whether a word that is verb and noun ("exports", "supply") is the verb: no owner, adjective or goods before it.
  [[nodiscard]] bool is_verb_here(const TradeHit& hit) const noexcept {
    if (!hit.noun) return true;
    const TokenIndex verb = hit.tokens.first;
    if (verb == sentence_->first) return false;
    const TokenIndex before = verb - 1;
    if (is_possessive(document_, before) || is_determiner(document_, before) || goods_end_at(verb)) return false;
    if (is_any_word(document_, before,
                    {"of", "in", "on", "for", "from", "by", "with", "total", "annual", "main", "its", "their",
                     "increase", "increased", "record", "further", "such", "these"})) {
      return false;
    }
    if (const Mention* mention = mention_at(document_, before);
        mention != nullptr && mention->form == knowledge::NameForm::adjective && mention->person < 0)
      return false;
    const TokenIndex after = hit.tokens.last;
    if (after >= sentence_->last || document_.tokens[after].is(Token::kPunctuation)) return false;
    if (is_any_word(document_, after,
                    {"to", "from", "of", "are", "is", "were", "was", "include", "included", "includes", "grew", "rose",
                     "fell", "will", "have", "has", "and", "by", "in"})) {
      // "will export to China" is still a verb
      return is_any_word(document_, before, {"to", "will", "would", "can", "could", "may"});
    }
    return true;
  }

  // "uranium supply", "oil exports": goods right before the word.
  [[nodiscard]] bool goods_end_at(TokenIndex end) const noexcept {
    return std::any_of(document_.goods_hits.begin(), document_.goods_hits.end(),
                       [&](const TopicHit& hit) { return hit.tokens.last == end; });
  }

  // ---- verbs

  void read_verb(const TradeHit& hit) {
    Frame frame;
    GoodsList list;
    const TokenIndex verb = hit.tokens.first;
    const bool participle =
        document_.text(verb).ends_with("ed") || is_any_word(document_, verb, {"sold", "bought", "sent"});
    TokenIndex be = verb;
    const bool passive = participle && is_passive(verb, be);
    TokenIndex at = hit.tokens.last;
    if (!passive) {
      // "sells Sudan electricity"
      Sides receiver;
      if (hit.seller) {
        if (const Mention* mention = mention_at(document_, at);
            mention != nullptr && mention->form != knowledge::NameForm::adjective && is_known(*mention)) {
          receiver.add(*mention);
          at = mention->tokens.last;
        }
      }
      read_goods_after(document_, at, sentence_->last, list);
      if (!list.empty()) {
        read_active(hit, list, receiver, frame);
        return;
      }
      if (!participle) return;
    }
    // "copper is exported to China", "electricity sold to Kenya"
    read_goods_before(document_, sentence_->first, be, list);
    if (list.empty()) return;
    read_complements(hit.tokens.last, sentence_->last, frame, /*by_is_seller=*/hit.seller);
    Sides& near = hit.seller ? frame.from : frame.to;
    add_origin(list, frame);
    if (near.empty()) add_owner_before(list.tokens.first, near);
    frame.status = status_of(hit, passive);
    finish(frame, list);
  }

  void read_active(const TradeHit& hit, const GoodsList& list, const Sides& receiver, Frame& frame) {
    Sides& subject = hit.seller ? frame.from : frame.to;
    Sides& other = hit.seller ? frame.to : frame.from;
    other.add(receiver);
    read_complements(list.tokens.last, next_frame_begin(list.tokens.last), frame, hit.seller);
    const bool elided = is_elided(hit.tokens.first);
    if (elided)
      subject.add(hit.seller == last_seller_ ? (hit.seller ? last_frame_.from : last_frame_.to)
                                             : (last_seller_ ? last_frame_.from : last_frame_.to));
    else if (subject.empty())
      add_subject(hit.tokens.first, subject);
    if (other.empty()) add_fronted(hit, other);
    add_origin(list, frame);
    // "exports X to China, and imports Y": from China, too.
    if (other.empty() && elided) other.add(last_seller_ ? last_frame_.to : last_frame_.from);
    frame.status = status_of(hit, false);
    last_seller_ = hit.seller;
    finish(frame, list, hit.aid ? Certainty::gift : Certainty::active);
  }

  // "From China it buys telephones": the complement opens the sentence.
  void add_fronted(const TradeHit& hit, Sides& sides) const {
    const TokenIndex first = sentence_->first;
    if (hit.tokens.first > first + 10 || !document_.is_word(first, hit.seller ? "to" : "from")) return;
    read_market(first + 1, hit.tokens.first, sides);
  }

  // Whether the verb has the subject of the frame before: "..., and imports ...".
  [[nodiscard]] bool is_elided(TokenIndex verb) const noexcept {
    if (last_frame_.from.empty() || last_frame_.to.empty()) return false;
    TokenIndex at = verb;
    while (at > sentence_->first &&
           is_any_word(document_, at - 1,
                       {"also", "mainly", "mostly", "in", "turn", "return", "while", "primarily", "largely"}))
      --at;
    return at > sentence_->first && is_any_word(document_, at - 1, {"and", ",", "but", "while", ";"});
  }

  [[nodiscard]] bool is_passive(TokenIndex verb, TokenIndex& be) const noexcept {
    TokenIndex at = verb;
    while (at > sentence_->first && verb - at < 4) {
      --at;
      if (is_any_word(document_, at, {"is", "are", "was", "were", "be", "been", "being"})) {
        be = at;
        while (be > sentence_->first && is_any_word(document_, be - 1,
                                                    {"will", "to", "would", "have", "has", "had", "can", "could", "may",
                                                     "is", "are", "expected", "also", "being"}))
          --be;
        return true;
      }
      if (!document_.text(at).ends_with("ly") &&
          !is_any_word(document_, at, {"also", "already", "now", "still", "not", "then", "usually"}))
        break;
    }
    be = verb;
    return false;
  }

  // ---- nouns

  // "Kazakhstan's exports to China include ...", "coal exports from Mongolia", "supply of wheat to Iran".
  void read_noun(const TradeHit& hit) {
    Frame frame;
    GoodsList list;
    const TokenIndex noun = hit.tokens.first;
    if (is_curbed(noun)) return;
    TokenIndex owner_end = noun;
    read_goods_before(document_, sentence_->first, noun, list);
    if (!list.empty()) owner_end = list.tokens.first;
    TokenIndex at = hit.tokens.last;
    if (document_.is_word(at, "of")) {
      GoodsList after;
      read_goods_after(document_, at + 1, sentence_->last, after);
      if (list.empty() && !after.empty()) {
        list = after;
        at = list.tokens.last;
      }
    }
    TokenIndex end = read_complements(at, sentence_->last, frame, hit.seller);
    if (list.empty()) {
      // "exports to China include oil and gas", "imports are cars"
      const TokenIndex copula = copula_after(std::max(end, at));
      if (copula != 0) read_goods_after(document_, copula, sentence_->last, list);
      if (list.empty()) return;
      end = list.tokens.last;
    }
    Sides& near = hit.seller ? frame.from : frame.to;
    if (near.empty()) add_owner_before(owner_end, near);
    if (near.empty() && is_agent_noun(noun)) add_subject_of_copula(noun, near);
    add_origin(list, frame);
    frame.status = status_of(hit, false);
    frame.confidence = 0.8;
    last_seller_ = hit.seller;
    finish(frame, list);
  }

  // "an embargo on arms exports to China": what is not sold.
  [[nodiscard]] bool is_curbed(TokenIndex noun) const noexcept {
    for (const TradeHit& hit : hits_) {
      if (hit.curb && hit.tokens.last < noun && noun - hit.tokens.last <= 5 &&
          is_any_word(document_, hit.tokens.last, {"on", "against"}))
        return true;
    }
    return false;
  }

  [[nodiscard]] bool is_agent_noun(TokenIndex noun) const noexcept {
    return is_any_word(
        document_, noun,
        {"exporter", "supplier", "seller", "importer", "buyer", "exporters", "suppliers", "importers", "buyers"});
  }

  // "Kazakhstan is the largest supplier of uranium"
  void add_subject_of_copula(TokenIndex noun, Sides& sides) const {
    for (TokenIndex at = noun; at > sentence_->first && noun - at < 12; --at) {
      if (is_any_word(document_, at - 1,
                      {"is", "are", "was", "were", "remains", "remained", "became", "becomes", "as"})) {
        add_subject(at - 1, sides);
        return;
      }
    }
  }

  // The token after "include", "are", "consist of" within a few words; 0 where none stands there.
  [[nodiscard]] TokenIndex copula_after(TokenIndex at) const noexcept {
    const TokenIndex last = std::min(sentence_->last, at + 8);
    for (; at < last; ++at) {
      if (is_any_word(document_, at,
                      {"include", "includes", "included", "including", "comprise", "comprised", "are", "were", "is",
                       "was", ":", "namely"}))
        return at + 1;
      if (document_.is_word(at, "such") && document_.is_word(at + 1, "as")) return at + 2;
      if (is_any_word(document_, at, {"consist", "consists", "consisted"}) && is_any_word(document_, at + 2, {"of"}))
        return at + 3;
      if (is_any_word(document_, at, {"consist", "consists", "consisted"}) && document_.is_word(at + 1, "of"))
        return at + 2;
      if (is_any_word(document_, at, {".", ";", "and", "but", "while"})) return 0;
    }
    return 0;
  }

  // ---- curbs and carriers

  // "Tanzania replied with a ban on tyres from Kenya": who curbs imports is the buyer.
  void read_curb(const TradeHit& hit) {
    TokenIndex at = hit.tokens.last;
    if (is_any_word(document_, at, {"on", "against", "for"}))
      ++at;
    else
      return;
    const TokenIndex first = at;
    while (is_any_word(document_, at, {"the", "all", "import", "imports", "importing", "of"})) ++at;
    if (is_any_word(document_, at, {"export", "exports", "exporting"})) return;
    GoodsList list;
    read_goods_after(document_, at, sentence_->last, list);
    if (list.empty()) return;
    (void)first;
    Frame frame;
    read_complements(list.tokens.last, sentence_->last, frame, true);
    frame.to.clear();  // "a ban on tyres from Kenya to ..." is a purpose or an end, not the buyer
    add_origin(list, frame);
    add_nearest_before(hit.tokens.first, frame.to);
    if (frame.from.empty()) return;
    frame.confidence = 0.6;
    finish(frame, list);
  }

  // "maize lorries from Zambia on their way to Kenya"
  void read_carrier(const TradeHit& hit) {
    GoodsList list;
    read_goods_before(document_, sentence_->first, hit.tokens.first, list);
    if (list.empty() && document_.is_word(hit.tokens.last, "of"))
      read_goods_after(document_, hit.tokens.last + 1, sentence_->last, list);
    if (list.empty()) return;
    Frame frame;
    read_complements(std::max(hit.tokens.last, list.tokens.last), sentence_->last, frame, true);
    if (frame.from.empty() || frame.to.empty()) return;
    frame.confidence = 0.6;
    finish(frame, list);
  }

  // ---- sides

  // States, and places for the state they lie in; of organisations only those with a market of their own.
  [[nodiscard]] bool is_known(const Mention& mention) const noexcept {
    if (mention.actors.empty()) return false;
    const auto& actor = document_.tables().actors[mention.actors[0]];
    return actor.kind == knowledge::ActorKind::state || actor.plover == "EUR";
  }

  // Reads "to X", "from Y", "by Z" behind the goods; returns the token after the last of them.
  TokenIndex read_complements(TokenIndex at, TokenIndex last, Frame& frame, bool by_is_seller) {
    TokenIndex end = at;
    const TokenIndex limit = std::min(last, at + 24);
    bool was_from = false;
    for (; at < limit; ++at) {
      if (is_any_word(document_, at,
                      {";", ":", "that", "which", "who", "while", "but", "after", "before", "because", "include",
                       "includes", "included", "said"}))
        break;
      if (document_.is_word(at, ",") && at + 1 < limit &&
          is_any_word(document_, at + 1, {"and", "which", "while", "where", "who", "with"})) {
        // ", and to Djibouti" goes on, ", and imports" does not
        if (!is_any_word(document_, at + 2, {"to", "from"})) break;
      }
      const bool to = is_any_word(document_, at, {"to", "into"});
      const bool from = document_.is_word(at, "from");
      const bool by = document_.is_word(at, "by");
      const bool between = document_.is_word(at, "between");
      if (!to && !from && !by) {
        if (between) break;
        continue;
      }
      Sides sides;
      const TokenIndex after = read_market(at + 1, limit, sides);
      if (after == at + 1) continue;
      // "from January to March", "from $1 to $2": no sides; "to China from Kazakhstan" both.
      Sides& side = to || (by && !by_is_seller) ? frame.to : frame.from;
      if (side.empty()) side.add(sides);
      was_from = from;
      end = after;
      at = after - 1;
    }
    (void)was_from;
    return end;
  }

  // "China", "the Chinese market", "China's Tianjin port", "Sudan and Djibouti", "the two countries".
  TokenIndex read_market(TokenIndex at, TokenIndex last, Sides& sides) const {
    const TokenIndex first = at;
    while (at < last && is_determiner(document_, at)) ++at;
    if (is_any_word(document_, at,
                    {"neighbouring", "neighboring", "nearby", "mainland", "northern", "southern", "eastern", "western",
                     "central"}))
      ++at;
    const Mention* mention = at < last ? mention_at(document_, at) : nullptr;
    if (mention == nullptr || !is_known(*mention)) return first;
    while (mention != nullptr && is_known(*mention)) {
      sides.add(*mention);
      at = mention->tokens.last;
      const TokenIndex joint = at;
      while (at < last && is_any_word(document_, at, {"and", ",", "or"})) ++at;
      if (at == joint || at >= last) return joint;
      while (at < last && is_determiner(document_, at)) ++at;
      mention = at < last ? mention_at(document_, at) : nullptr;
      // ", and Kazakhstan imports": a new clause, no further market.
      if (mention == nullptr || !is_known(*mention) || begins_clause(mention->tokens.last)) return joint;
    }
    return at;
  }

  [[nodiscard]] bool begins_clause(TokenIndex at) const noexcept {
    if (is_possessive(document_, at)) return true;
    for (const TradeHit& hit : hits_) {
      if (hit.tokens.first == at && hit.verb) return true;
    }
    return is_any_word(
        document_, at,
        {"is", "are", "was", "were", "has", "have", "had", "will", "would", "said", "its", "plans", "wants", "needs"});
  }

  [[nodiscard]] TokenIndex next_frame_begin(TokenIndex at) const noexcept {
    for (const TradeHit& hit : hits_) {
      if (hit.tokens.first >= at && hit.verb && is_verb_here(hit)) return hit.tokens.first;
    }
    return sentence_->last;
  }

  // The goods' own adjective: "Turkmen natural gas". Who sells must not be who buys.
  void add_origin(const GoodsList& list, Frame& frame) const {
    if (!frame.from.empty()) return;
    for (const GoodsItem& item : list.items) {
      if (item.origin == knowledge::kNoActor) continue;
      for (const Mention& mention : document_.mentions) {
        if (mention.tokens.last > sentence_->last || mention.tokens.first < sentence_->first ||
            mention.actors.empty() || mention.actors[0] != item.origin)
          continue;
        if (!frame.to.holds(item.origin)) frame.from.add(mention);
        return;
      }
    }
  }

  // "Kazakhstan's (oil) exports", "Kenyan exports", "its exports": the owner right before.
  void add_owner_before(TokenIndex end, Sides& sides) const {
    TokenIndex at = end;
    for (int skipped = 0; at > sentence_->first && skipped < 5; ++skipped) {
      const TokenIndex token = at - 1;
      if (is_possessive(document_, token)) {
        --at;
        continue;
      }
      if (const Mention* mention = mention_at(document_, token)) {
        if (is_known(*mention) && mention->kind != MentionKind::place) sides.add(*mention);
        return;
      }
      if (is_any_word(document_, token, {"its", "their", "his", "her"})) {
        add_nearest_before(token, sides);
        return;
      }
      const bool adjective =
          document_.tokens[token].is(Token::kWord) &&
          !is_any_word(document_, token,
                       {"of", "to", "in", "on",  "for", "and",  "from", "by",  "with", "that",     "which",
                        "a",  "an", "is", "are", "was", "were", "will", "has", "have", "increase", "said"});
      if (!adjective) return;
      --at;
    }
  }

  // The subject of a verb: the side nearest before it in its clause, with what is joined to it.
  void add_subject(TokenIndex verb, Sides& sides) const {
    const Mention* subject = nullptr;
    for (const Mention& mention : document_.mentions) {
      if (mention.tokens.first < sentence_->first || !is_known(mention)) continue;
      if (mention.tokens.first >= verb) break;
      if (mention.kind == MentionKind::place && mention.form != knowledge::NameForm::name) continue;
      const TokenIndex before = mention.tokens.first;
      const bool locative = before > sentence_->first && (is_locative(document_, before - 1) ||
                                                          is_any_word(document_, before - 1, {"to", "from", "with"}));
      if (!locative) subject = &mention;
    }
    if (subject == nullptr || !reaches(subject->tokens.last, verb)) return;
    if (document_.text(verb).ends_with("ing") && !is_beside(subject->tokens.last, verb)) return;
    sides.add(*subject);
    // "Russia and Kazakhstan export": joined before.
    const TokenIndex first = subject->tokens.first;
    if (first >= sentence_->first + 2 && document_.is_word(first - 1, "and")) {
      if (const Mention* mention = mention_at(document_, first - 2);
          mention != nullptr && is_known(*mention) && mention->kind == subject->kind)
        sides.add(*mention);
    }
  }

  // A gerund's subject stands next to it: "Chinese ships selling", "accused China of selling", "is supplying".
  [[nodiscard]] bool is_beside(TokenIndex end, TokenIndex verb) const noexcept {
    TokenIndex at = verb;
    while (at > end && (is_any_word(document_, at - 1, {"of",    "for",   "is",    "are",  "was",   "were",    "been",
                                                        "has",   "have",  "be",    "will", "also",  "started", "began",
                                                        "start", "begin", "means", "to",   "plans", "not"}) ||
                        document_.text(at - 1).ends_with("ly"))) {
      --at;
    }
    return at <= end + 2;
  }

  // Whether the verb's subject can be the mention that ends at `end`, or what belongs to it: "China's refineries", but
  // not "Kazakhstan, and the region will receive".
  [[nodiscard]] bool reaches(TokenIndex end, TokenIndex verb) const noexcept {
    TokenIndex at = verb;
    while (at > end && (is_any_word(document_, at - 1,
                                    {"will",  "would",     "has",       "have",    "had",     "is",     "are",
                                     "to",    "also",      "now",       "not",     "can",     "could",  "may",
                                     "be",    "been",      "mainly",    "already", "still",   "mostly", "started",
                                     "began", "begun",     "plans",     "wants",   "planned", "agreed", "expected",
                                     "ready", "continues", "continued", "about",   "begin",   "start"}) ||
                        document_.text(at - 1).ends_with("ly") || time_at(document_, at - 1) != nullptr)) {
      --at;
    }
    if (at <= end) return true;
    for (TokenIndex back = at; back > end; --back) {
      const TokenIndex token = back - 1;
      if (is_any_word(document_, token, {"it", "he", "she", "they"})) return false;
      if (document_.tokens[token].is(Token::kPunctuation) ||
          is_any_word(document_, token, {"which", "who", "that", "and", "present", "or"}))
        return true;
      if (is_any_word(document_, token, {"the", "a", "an", "this", "these", "some", "many"})) return false;
      if (at - token > 4) return false;
    }
    return true;
  }

  void add_nearest_before(TokenIndex token, Sides& sides) const {
    const Mention* nearest = nullptr;
    for (const Mention& mention : document_.mentions) {
      if (mention.tokens.first < sentence_->first) continue;
      if (mention.tokens.first >= token) break;
      if (is_known(mention) && mention.kind != MentionKind::place) nearest = &mention;
    }
    if (nearest != nullptr) sides.add(*nearest);
  }

  // ---- status and output

  [[nodiscard]] Status status_of(const TradeHit& hit, bool passive) const noexcept {
    const TokenIndex verb = hit.tokens.first;
    for (TokenIndex at = sentence_->first; at < verb; ++at) {
      if (is_any_word(document_, at, {"deny", "denies", "denied", "dismissed", "rejected"})) return Status::denied;
      if (is_any_word(document_, at, {"accused", "accuses", "alleged", "allegedly", "suspected", "allegations"}))
        return Status::hypothetical;
    }
    if (verb > sentence_->first + 2 && document_.is_word(verb - 2, "like") && document_.is_word(verb - 3, "would"))
      return Status::hypothetical;
    if (hit.verb && verb > sentence_->first && document_.is_word(verb - 1, "to") &&
        !is_any_word(document_, verb - 2, {"continues", "continued", "continue", "used"}))
      return Status::planned;
    for (TokenIndex at = verb; at > sentence_->first && verb - at < 9;) {
      --at;
      if (is_any_word(document_, at,
                      {"not", "n't", "never", "stopped", "halted", "ceased", "no", "banned", "suspended"}))
        return Status::denied;
      if (is_any_word(document_, at, {"will",     "shall", "plans",  "plan",  "planned",  "intends", "wants",
                                      "expected", "ready", "agreed", "going", "begin",    "means",   "aims",
                                      "hopes",    "would", "set",    "due",   "promised", "pledged", "willing"}))
        return Status::planned;
      if (is_any_word(document_, at, {"may", "might", "could", "if", "can"})) return Status::hypothetical;
      if (is_any_word(document_, at, {";", "that", "which", "while", "said"})) break;
    }
    const std::string_view written = document_.text(verb);
    const bool past = written.ends_with("ed") || is_any_word(document_, verb, {"sold", "bought", "sent"});
    if (passive) {
      // "is exported" goes on, "was exported" is done
      for (TokenIndex at = verb; at > sentence_->first && verb - at < 4; --at) {
        if (is_any_word(document_, at - 1, {"is", "are"})) return Status::habitual;
      }
      return Status::happened;
    }
    if (hit.verb && is_verb_here(hit) && !past) return Status::habitual;
    return Status::happened;
  }

  // The other side of the pair that the article is about, where only one is named: "they agreed to raise coal exports
  // from Mongolia". A state's exports at large are none to its partner, so something must tie the two.
  void complete(Frame& frame, bool active) const {
    if (frame.from.empty() == frame.to.empty() || frame.status == Status::hypothetical) return;
    Sides& missing = frame.from.empty() ? frame.from : frame.to;
    const Sides& known = frame.from.empty() ? frame.to : frame.from;
    const Sides pair = pair_of_article(document_);
    if (known.size() != 1 || pair.size() != 2 || !pair.holds(known[0].actor)) return;
    if (!is_known(*pair[0].mention) || !is_known(*pair[1].mention)) return;
    const Sides::Side& other = pair[0].actor == known[0].actor ? pair[1] : pair[0];
    if (!speaks_of_both() && !(active && are_alone(known[0].actor, other.actor))) return;
    missing.add(*other.mention);
    frame.confidence -= 0.3;
  }

  [[nodiscard]] bool speaks_of_both() const noexcept {
    for (TokenIndex at = sentence_->first; at < sentence_->last; ++at) {
      if (is_any_word(document_, at, {"sanctions", "sanction", "embargo"})) return false;
    }
    for (TokenIndex at = sentence_->first; at < sentence_->last; ++at) {
      if (is_any_word(document_, at, {"they", "sides", "bilateral", "mutual"})) return true;
    }
    return std::any_of(document_.mentions.begin(), document_.mentions.end(), [&](const Mention& mention) {
      return mention.sentence == index_ && mention.kind == MentionKind::group && mention.actors.size() > 1;
    });
  }

  // Whether this sentence and the one before speak of these two and of no third.
  [[nodiscard]] bool are_alone(ActorId a, ActorId b) const noexcept {
    bool other = false;
    for (const Mention& mention : document_.mentions) {
      if (mention.sentence + 1 < index_ || mention.sentence > index_) continue;
      for (const ActorId actor : mention.actors) {
        if (actor != a && actor != b) return false;
        other = other || actor == b;
      }
    }
    return other;
  }

  // How far the other side may be concluded: "gift" never, since help goes to many.
  enum class Certainty : std::uint8_t { told, active, gift };

  void finish(Frame frame, const GoodsList& list, Certainty certainty = Certainty::told) {
    last_list_end_ = list.tokens.last;
    if (frame.status == Status::denied) return;
    if (certainty != Certainty::gift) complete(frame, certainty == Certainty::active);
    if (frame.from.empty() || frame.to.empty()) return;
    for (const Sides::Side& from : frame.from) {
      for (const Sides::Side& to : frame.to) {
        if (from.actor == to.actor) continue;
        for (const GoodsItem& item : list.items) {
          if (item.origin != knowledge::kNoActor && item.origin != from.actor && frame.from.size() > 1) continue;
          add(frame, from, to, item);
        }
      }
    }
    last_frame_ = std::move(frame);
  }

  void add(const Frame& frame, const Sides::Side& from, const Sides::Side& to, const GoodsItem& item) {
    Goods goods;
    goods.goods = document_.text(item.tokens);
    goods.from = document_.tables().actors[from.actor].code;
    goods.to = document_.tables().actors[to.actor].code;
    const TextSpan evidence = document_.sentence_span(index_);
    const std::string folded = knowledge::fold(goods.goods);
    for (Goods& known : found_) {
      if (known.from != goods.from || known.to != goods.to || knowledge::fold(known.goods) != folded) continue;
      if (known.evidence != evidence && std::find(known.more.begin(), known.more.end(), evidence) == known.more.end())
        known.more.push_back(evidence);
      return;
    }
    goods.span = document_.span(item.tokens);
    if (item.entry != nullptr) goods.hs = item.entry->hs;
    goods.from_actor = document_.actor_of(*from.mention, from.nth);
    goods.to_actor = document_.actor_of(*to.mention, to.nth);
    goods.status = frame.status;
    goods.evidence = evidence;
    goods.confidence = item.entry != nullptr ? frame.confidence : frame.confidence - 0.15;
    found_.push_back(std::move(goods));
  }

  Document& document_;
  std::vector<Goods> found_;
  std::vector<TradeHit> hits_;
  std::size_t at_ = 0;
  const Sentence* sentence_ = nullptr;
  std::uint32_t index_ = 0;
  Frame last_frame_;
  bool last_seller_ = true;
  TokenIndex last_list_end_ = 0;
};

}  // namespace

void find_goods(Document& document) { GoodsFinder(document).run(); }

}  // namespace chancery::understand
