#include "understand/scan/instrument.h"

#include <algorithm>

#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

using knowledge::AgreementRole;

constexpr TokenIndex kMostModifiers = 7;
constexpr TokenIndex kMostTopicTokens = 26;

bool is_function_word(const Document& document, TokenIndex at) noexcept {
  return is_determiner(document, at) ||
         is_any_word(
             document, at,
             {"of",      "in",    "on",    "at",    "to",   "for",     "from",   "with",   "by",    "and",   "or",
              "but",     "as",    "that",  "which", "who",  "is",      "are",    "was",    "were",  "be",    "been",
              "being",   "has",   "have",  "had",   "will", "would",   "could",  "should", "may",   "might", "must",
              "can",     "not",   "n't",   "he",    "she",  "it",      "they",   "we",     "i",     "you",   "after",
              "before",  "under", "about", "over",  "into", "than",    "if",     "when",   "while", "our",   "your",
              "my",      "no",    "any",   "both",  "all",  "some",    "other",  "such",   "every", "each",  "between",
              "through", "via",   "also",  "then",  "only", "without", "during", "said",   "says"});
}

// Adjectives that tell nothing of which agreement it is.
bool is_empty_modifier(const Document& document, TokenIndex at) noexcept {
  return is_any_word(
      document, at,
      {"certain",  "new",       "important", "key",      "relevant",   "existing",      "previous", "various",
       "such",     "bilateral", "mutual",    "specific", "concrete",   "numerous",      "main",     "major",
       "final",    "current",   "earlier",   "basic",    "good",       "formal",        "signed",   "international",
       "landmark", "historic",  "separate",  "first",    "second",     "third",         "similar",  "same",
       "further",  "possible",  "potential", "next",     "respective", "corresponding", "long",     "awaited",
       "possible", "own",       "proposed",  "recent",   "latest",     "draft",         "following"});
}

bool is_finite_barrier(const Document& document, TokenIndex at) noexcept {
  return is_any_word(
      document, at,
      {"is",        "are",       "was",      "were",    "be",       "been",  "has",   "have",  "had",       "will",
       "would",     "could",     "should",   "may",     "might",    "must",  "can",   "did",   "does",      "do",
       "that",      "which",     "who",      "whose",   "where",    "when",  "while", "after", "before",    "since",
       "during",    "as",        "by",       "worth",   "under",    "said",  "says",  "he",    "she",       "they",
       "it",        "we",        "but",      "if",      "because",  "so",    "until", "aimed", "following", "including",
       "providing", "allowing",  "at",       "through", "via",      "from",  "than",  "amid",  "despite",   "within",
       "without",   "according", "designed", "whereby", "enabling", "aiming"});
}

// "agreements": the table holds singulars, its plurals were made by rule.
bool is_plural(const Document& document, TokenIndex head) {
  const std::string_view written = document.text(head);
  return (written.ends_with('s') && !written.ends_with("ss")) || document.is_word(head, "memoranda");
}

class PhraseReader {
 public:
  PhraseReader(const Document& document, const Sentence& sentence, const std::vector<AgreementHit>& hits,
               std::size_t at)
      : document_(document), sentence_(sentence), hits_(hits), hit_(hits[at]) {}

  Instrument read() {
    result_.head = hit_.tokens;
    result_.kind = hit_.word->value;
    result_.paper = hit_.word->role == AgreementRole::paper;
    result_.plural = is_plural(document_, head_noun());
    read_left();
    read_right();
    return std::move(result_);
  }

 private:
  // "memorandums of understanding": the noun that takes the plural stands before "of".
  [[nodiscard]] TokenIndex head_noun() const noexcept {
    for (TokenIndex at = hit_.tokens.first + 1; at < hit_.tokens.last; ++at) {
      if (document_.is_word(at, "of")) return at - 1;
    }
    return hit_.tokens.last - 1;
  }

  [[nodiscard]] const AgreementHit* hit_at(TokenIndex token) const noexcept {
    for (const AgreementHit& hit : hits_) {
      if (token >= hit.tokens.first && token < hit.tokens.last) return &hit;
    }
    return nullptr;
  }

  // A verb of the table used as one: "signed", "suspended"; no noun that spells the same ("the exchange of", "a
  // draft").
  [[nodiscard]] bool is_step_word(TokenIndex token) const noexcept {
    const AgreementHit* hit = hit_at(token);
    if (hit == nullptr) return false;
    const AgreementRole role = hit->word->role;
    return role == AgreementRole::verb || role == AgreementRole::sign || role == AgreementRole::happens ||
           role == AgreementRole::under;
  }

  void read_left() {
    TokenIndex first = hit_.tokens.first;
    TokenIndex name = first;
    result_.modified = hit_.tokens.size() > 1 && !hit_names_form_alone();
    while (first > sentence_.first && hit_.tokens.first - first < kMostModifiers) {
      const TokenIndex token = first - 1;
      const Token& it = document_.tokens[token];
      if (is_possessive(document_, token)) {
        // "Kazakhstan's agreement": the owner is a party, and its name takes the place of the determiner.
        result_.definite = true;
        if (token > sentence_.first) take_party(token - 1);
        break;
      }
      if (it.is(Token::kPunctuation)) {
        const std::string_view written = document_.text(token);
        if ((written == "“" || written == "\"") && first != hit_.tokens.first) first = token;
        break;
      }
      if (time_at(document_, token) != nullptr && !it.is(Token::kNumber)) break;
      if (is_any_word(document_, token, {"no", "any", "without", "every", "neither"})) {
        result_.denied = true;
        break;
      }
      if (is_determiner(document_, token)) {
        result_.definite = !is_any_word(document_, token, {"a", "an"});
        first = token;
        break;
      }
      if (document_.is_word(token, "and") && joins_modifiers(token)) {
        first = token;
        continue;
      }
      if (const Mention* mention = mention_at(document_, token); mention != nullptr) {
        if (mention->kind == MentionKind::group && mention->tokens.size() == 1 && is_empty_modifier(document_, token)) {
          // "bilateral": names both, and may be a part of the name.
          take_party(token);
          first = token;
          if (it.is(Token::kCapital) && !it.is(Token::kSentenceStart)) name = token;
          continue;
        }
        if (mention->kind == MentionKind::person || mention->kind == MentionKind::group) break;
        if (!is_side(*mention) || mention->form == knowledge::NameForm::capital) {
          if (mention->tokens.size() > 1 || !it.is(Token::kCapital)) break;
          result_.modified = true;
          name = first = token;
          continue;
        }
        take_party(token);
        first = mention->tokens.first;
        continue;
      }
      if (is_any_word(document_, token, {"several", "many", "dozens", "numerous", "few"}) || it.is(Token::kNumber) ||
          is_number_word(token)) {
        result_.counted = true;
        first = token;
        name = first;
        take_hedge(first, name);
        break;
      }
      if (is_function_word(document_, token) || is_step_word(token)) break;
      if (const AgreementHit* hit = hit_at(token);
          hit != nullptr && hit->word->role != AgreementRole::paper && hit->word->role != AgreementRole::noun)
        break;
      // "signed a treaty" but not "signed treaty": another verb in -ed or -ing before the noun ends the phrase.
      if (token == sentence_.first && !it.is(Token::kAllCaps) && document_.text(token).ends_with("ing")) break;
      if (!is_empty_modifier(document_, token)) {
        result_.modified = true;
        name = token;
      } else if ((it.is(Token::kCapital) && !it.is(Token::kSentenceStart)) ||
                 (name == first && document_.tokens[first].is(Token::kHyphenBefore))) {
        name = token;  // "Bilateral Investment Treaty", "long-term deal": a part of the name
      }
      first = token;
    }
    result_.name = {name, hit_.tokens.last};
    if (document_.is_word(name, "and")) result_.name.first = name + 1;
    result_.whole = {first, hit_.tokens.last};
  }

  // "memorandum of understanding" is a form like "treaty"; "free trade agreement" says what it is about.
  [[nodiscard]] bool hit_names_form_alone() const noexcept {
    if (hit_.word->value == "memorandum") return true;
    return is_any_word(document_, hit_.tokens.first,
                       {"framework", "exchange", "agreement", "additional", "plan", "programme", "program"});
  }

  // "trade and investment agreement": and between two modifiers, with a determiner or verb further left.
  [[nodiscard]] bool joins_modifiers(TokenIndex token) const noexcept {
    if (token < sentence_.first + 2 || token + 1 >= hit_.tokens.first) return false;
    const TokenIndex before = token - 1;
    if (!document_.tokens[before].is(Token::kWord) || is_function_word(document_, before) || hit_at(before) != nullptr)
      return false;
    if (const Mention* mention = mention_at(document_, before))
      return mention->form != knowledge::NameForm::name && is_side(*mention);
    const TokenIndex further = token - 2;
    return is_determiner(document_, further) || is_step_word(further) ||
           is_any_word(document_, further, {"of", "on", "under"}) || mention_at(document_, further) != nullptr ||
           document_.is_word(further, ",");
  }

  [[nodiscard]] bool is_number_word(TokenIndex token) const noexcept {
    return is_any_word(document_, token,
                       {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
                        "fifteen", "twenty", "thirty", "dozen"});
  }

  // "more than 60 documents", "a number of agreements", "some 30 agreements"
  void take_hedge(TokenIndex& first, TokenIndex& name) const noexcept {
    while (first > sentence_.first && is_any_word(document_, first - 1,
                                                  {"than", "more", "over", "about", "around", "some", "nearly",
                                                   "almost", "least", "at", "a", "total", "of"})) {
      const bool kept = is_any_word(document_, first - 1,
                                    {"than", "more", "over", "about", "around", "some", "nearly", "almost", "least"});
      --first;
      if (kept) name = first;
    }
  }

  void take_party(TokenIndex token) {
    const Mention* mention = mention_at(document_, token);
    // "Minsk agreements", "Vienna Convention": where it was made, not who made it.
    if (mention == nullptr || !is_side(*mention) || mention->form == knowledge::NameForm::capital) return;
    left_parties_.push_back(mention);
  }

  void read_right() {
    TokenIndex at = hit_.tokens.last;
    TokenIndex name_end = at;
    TokenIndex whole_end = at;
    TokenIndex topic_first = 0;
    Sides named;
    if (const TokenIndex after = abbreviation_after(at); after != at) at = name_end = whole_end = after;
    const TokenIndex limit = std::min<TokenIndex>(sentence_.last, at + kMostTopicTokens);
    bool first_word = true;
    while (at < limit) {
      if (is_any_word(document_, at, {"between", "among", "amongst"})) {
        Sides sides;
        const TokenIndex after = read_sides(document_, at + 1, limit, sides);
        if (after == at + 1) {
          if (topic_first == 0) break;
          ++at;  // "relations between regions": a part of the topic
          name_end = whole_end = at;
          continue;
        }
        named.add(sides);
        at = whole_end = after;
        // "between Tajikistan and Kyrgyzstan on their border"
        if (topic_first != 0) break;
        first_word = false;
        continue;
      }
      if (document_.is_word(at, "with") || (first_word && document_.is_word(at, "of"))) {
        Sides sides;
        const TokenIndex after = read_sides(document_, at + 1, limit, sides);
        if (after != at + 1 && !sides.empty()) {
          result_.partners = document_.is_word(at, "with") && named.empty() && left_parties_.empty();
          named.add(sides);
          at = whole_end = after;
          first_word = false;
          continue;
        }
        if (document_.is_word(at, "with")) break;
      }
      if (time_at(document_, at) != nullptr ||
          (time_at(document_, at + 1) != nullptr && is_any_word(document_, at, {"on", "in", "for", "of"})))
        break;
      if (first_word && document_.is_word(at, "to")) {
        // "a treaty to raise ..." tells what it is for; "an agreement to meet" is no more than an intention.
        result_.to_do = !result_.modified;
        if (result_.modified || result_.paper || document_.tokens[hit_.tokens.first].is(Token::kCapital)) break;
        topic_first = at + 1;
      } else if (is_any_word(
                     document_, at,
                     {"on", "for", "about", "concerning", "regarding", "covering", "over", "of", "governing"}) ||
                 (document_.is_word(at, "in") && topic_follows_in(at))) {
        if (!may_follow_preposition(at + 1)) break;
        if (topic_first == 0) topic_first = at + 1;
        at += 1;
        first_word = false;
        continue;
      } else if (topic_first == 0) {
        break;
      } else if (ends_topic(at)) {
        break;
      }
      ++at;
      first_word = false;
      name_end = whole_end = at;
    }
    if (whole_end < name_end) whole_end = name_end;
    // A topic that ends in a joining word was cut one too late.
    while (name_end > hit_.tokens.last &&
           is_any_word(document_, name_end - 1,
                       {"and", "of", "on", "the", "a", "an", "for", ",", "in", "to", "with", "between", "or"}))
      --name_end;
    if (topic_first != 0 && topic_first < name_end) result_.topic = {topic_first, name_end};
    for (auto party = left_parties_.rbegin(); party != left_parties_.rend(); ++party) {
      if ((*party)->kind != MentionKind::group || named.empty()) result_.parties.add(**party);
    }
    result_.parties.add(named);
    result_.name.last = name_end;
    result_.whole.last = std::max(whole_end, name_end);
    // A bare "treaty with Rwanda" says more than "treaty".
    if (!result_.specific() && !named.empty() && whole_end > name_end && result_.name.size() == result_.head.size())
      result_.name.last = whole_end;
  }

  // "(BIT)", "(MoU)" behind the name, which may hold a capital word each.
  [[nodiscard]] TokenIndex abbreviation_after(TokenIndex at) const noexcept {
    if (at + 2 < sentence_.last && document_.text(at) == "(" && document_.text(at + 2) == ")" &&
        document_.tokens[at + 1].is(Token::kCapital))
      return at + 3;
    return at;
  }

  // "in the field of energy", "in transport and trade": what it is about; "in Moscow", "in May" are not.
  [[nodiscard]] bool topic_follows_in(TokenIndex at) const noexcept {
    for (TokenIndex next = at + 1; next < std::min(at + 4, sentence_.last); ++next) {
      if (is_any_word(document_, next, {"field", "fields", "area", "areas", "sphere", "spheres", "sector", "domain"}))
        return true;
      if (mention_at(document_, next) != nullptr) return false;
      if (has_area(next)) return true;
    }
    return false;
  }

  [[nodiscard]] bool has_area(TokenIndex token) const noexcept {
    const auto& hits = document_.area_hits;
    const auto after = std::upper_bound(hits.begin(), hits.end(), token,
                                        [](TokenIndex at, const TopicHit& hit) { return at < hit.tokens.first; });
    return after != hits.begin() && token < (after - 1)->tokens.last;
  }

  [[nodiscard]] bool may_follow_preposition(TokenIndex at) const noexcept {
    if (at >= sentence_.last || time_at(document_, at) != nullptr) return false;
    const Token& token = document_.tokens[at];
    return !token.is(Token::kPunctuation) || document_.text(at) == "“" || document_.text(at) == "\"";
  }

  [[nodiscard]] bool ends_topic(TokenIndex at) const noexcept {
    const Token& token = document_.tokens[at];
    if (is_possessive(document_, at)) return false;
    if (token.is(Token::kPunctuation)) {
      const std::string_view written = document_.text(at);
      if (written == "," || written == "“" || written == "”" || written == "\"") {
        // A comma goes on with a list of fields and ends all else.
        return written != "," ? false
                              : !(at + 1 < sentence_.last &&
                                  (has_area(at + 1) || (document_.is_word(at + 1, "and") && has_area(at + 2))));
      }
      return written != "&" && written != "/";
    }
    if (is_any_word(document_, at, {"and", "or"})) {
      if (at + 1 >= sentence_.last || is_step_word(at + 1) || is_finite_barrier(document_, at + 1)) return true;
      if (is_any_word(document_, at + 1, {"also", "on", "then", "to"})) return true;
      for (TokenIndex next = at + 1; next < std::min(at + 6, sentence_.last); ++next) {
        const AgreementHit* hit = hit_at(next);
        if (hit != nullptr && hit->word->role == AgreementRole::instrument) return true;
        if (document_.tokens[next].is(Token::kPunctuation)) break;
      }
      // A verb of its own after "and": "and praised", "and thanked".
      return document_.text(at + 1).ends_with("ed") && !document_.tokens[at + 1].is(Token::kCapital) &&
             at + 2 < sentence_.last && is_determiner(document_, at + 2);
    }
    // "exemption from visas", "gas from Turkey", but not "from May"
    if (document_.is_word(at, "from"))
      return time_at(document_, at + 1) != nullptr || at + 1 >= sentence_.last ||
             !document_.tokens[at + 1].is(Token::kWord);
    if (is_finite_barrier(document_, at)) return true;
    if (document_.is_word(at, "in")) return !topic_follows_in(at);
    if (is_step_word(at)) return !follows_as_noun(at);
    return false;
  }

  // "on the exchange of prisoners", "on extending the lease": the word is a noun or gerund within the topic.
  [[nodiscard]] bool follows_as_noun(TokenIndex at) const noexcept {
    if (is_any_word(document_, at + 1, {"of", "and"}) && !document_.text(at).ends_with("ed")) return true;
    const TokenIndex before = at - 1;
    if (document_.text(at).ends_with("ed")) return is_determiner(document_, before);
    return is_determiner(document_, before) ||
           is_any_word(document_, before,
                       {"on", "for", "of", "about", "and", "mutual", "joint", "regarding", "concerning"});
  }

  const Document& document_;
  const Sentence& sentence_;
  const std::vector<AgreementHit>& hits_;
  const AgreementHit& hit_;
  std::vector<const Mention*> left_parties_;
  Instrument result_;
};

}  // namespace

void find_agreement_hits(const Document& document, const Sentence& sentence, std::vector<AgreementHit>& hits) {
  hits.clear();
  const auto& tables = document.tables();
  const std::span<const WordId> words(document.words.data(), sentence.last);
  for (TokenIndex at = sentence.first; at < sentence.last;) {
    TokenIndex next = at + 1;
    if (tables.agreement_phrases.starts(words[at])) {
      if (const auto match = tables.agreement_phrases.longest(words.subspan(at))) {
        next = at + match.words;
        hits.push_back({{at, next}, &tables.agreement_words[match.entries[0]]});
      }
    }
    at = next;
  }
}

Instrument read_instrument(const Document& document, const Sentence& sentence, const std::vector<AgreementHit>& hits,
                           std::size_t at) {
  return PhraseReader(document, sentence, hits, at).read();
}

}  // namespace chancery::understand
