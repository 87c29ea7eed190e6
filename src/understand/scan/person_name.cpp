#include "understand/scan/person_name.h"

#include <algorithm>

#include "text/lexer.h"
#include "text/name_skeleton.h"
#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

using knowledge::NameForm;

constexpr std::size_t kMostNameWords = 6;

// Capitalised words of headlines that are never part of a name beside them.
constexpr std::array<std::string_view, 74> kHeadlineWords = {"about",
                                                             "after",
                                                             "agree",
                                                             "agrees",
                                                             "and",
                                                             "announces",
                                                             "arrives",
                                                             "as",
                                                             "at",
                                                             "begins",
                                                             "call",
                                                             "calls",
                                                             "congratulates",
                                                             "discuss",
                                                             "discusses",
                                                             "for",
                                                             "from",
                                                             "holds",
                                                             "hosts",
                                                             "in",
                                                             "invites",
                                                             "is",
                                                             "joint",
                                                             "leaves",
                                                             "makes",
                                                             "meet",
                                                             "meeting",
                                                             "meets",
                                                             "met",
                                                             "of",
                                                             "on",
                                                             "opens",
                                                             "over",
                                                             "phone",
                                                             "praises",
                                                             "press",
                                                             "receives",
                                                             "remarks",
                                                             "says",
                                                             "sends",
                                                             "set",
                                                             "sign",
                                                             "signs",
                                                             "speaks",
                                                             "speech",
                                                             "statement",
                                                             "talk",
                                                             "talks",
                                                             "tells",
                                                             "thanks",
                                                             "the",
                                                             "to",
                                                             "trip",
                                                             "under",
                                                             "urges",
                                                             "virtual",
                                                             "visit",
                                                             "visits",
                                                             "vows",
                                                             "wants",
                                                             "warns",
                                                             "welcomes",
                                                             "will",
                                                             "with",
                                                             "participation",
                                                             "travel",
                                                             "travels",
                                                             "condemns",
                                                             "addresses",
                                                             "attends",
                                                             "bilateral",
                                                             "video",
                                                             "telephone",
                                                             "engagement"};

// Last words of names that are no person's: "Ali Baba Group", "Martin Luther King Day". Sorted.
constexpr std::array<std::string_view, 135> kBodyNouns = {
    "academy",     "accord",       "accords",      "act",         "administration",
    "ag",          "against",      "agency",       "agreement",   "airlines",
    "airport",     "alliance",     "assembly",     "association", "authority",
    "avenue",      "award",        "bank",         "base",        "bay",
    "beach",       "board",        "bridge",       "bureau",      "cabinet",
    "camp",        "canal",        "center",       "centre",      "church",
    "city",        "club",         "co",           "coast",       "college",
    "commission",  "committee",    "company",      "convention",  "corp",
    "corporation", "council",      "county",       "court",       "cup",
    "dam",         "day",          "department",   "desert",      "district",
    "doctrine",    "federation",   "festival",     "forum",       "foundation",
    "fund",        "gmbh",         "government",   "group",       "hall",
    "holdings",    "hospital",     "hotel",        "hotline",     "house",
    "inc",         "industries",   "initiative",   "institute",   "island",
    "islands",     "journal",      "laboratory",   "lake",        "league",
    "library",     "llc",          "ltd",          "magazine",    "media",
    "ministry",    "mosque",       "motors",       "mountain",    "mountains",
    "museum",      "network",      "news",         "observatory", "ocean",
    "office",      "organisation", "organization", "palace",      "park",
    "parliament",  "party",        "plan",         "plc",         "post",
    "press",       "prize",        "program",      "programme",   "project",
    "protocol",    "province",     "region",       "river",       "road",
    "school",      "sea",          "senate",       "service",     "society",
    "square",      "stadium",      "strait",       "street",      "studio",
    "studios",     "summit",       "temple",       "theater",     "theatre",
    "times",       "tower",        "treaty",       "trust",       "union",
    "university",  "valley",       "video",        "videos",      "war"};
static_assert(std::is_sorted(kBodyNouns.begin(), kBodyNouns.end()));

// Capitalised words that begin sentences or stand alone: no names.
bool is_opening_word(const Document& document, TokenIndex token) noexcept {
  return is_any_word(
      document, token,
      {"the",        "a",         "an",         "in",        "on",       "at",      "by",    "for",    "from",
       "with",       "as",        "after",      "before",    "during",   "while",   "when",  "but",    "and",
       "or",         "if",        "it",         "he",        "she",      "they",    "we",    "i",      "you",
       "his",        "her",       "their",      "its",       "our",      "this",    "that",  "these",  "those",
       "there",      "earlier",   "later",      "meanwhile", "however",  "also",    "then",  "now",    "today",
       "yesterday",  "last",      "both",       "according", "speaking", "opening", "under", "since",  "although",
       "despite",    "following", "asked",      "yet",       "so",       "to",      "of",    "not",    "no",
       "what",       "who",       "why",        "how",       "some",     "many",    "most",  "other",  "another",
       "previously", "recently",  "separately", "later",     "once",     "photo",   "new",   "former", "joint",
       "readout",    "statement", "remarks"});
}

bool is_particle(const Document& document, TokenIndex token) noexcept {
  return is_any_word(document, token, {"von",  "van", "der", "den", "de",  "la",  "le", "el", "al", "bin",
                                       "bint", "ibn", "ben", "da",  "dos", "das", "do", "di", "du", "del",
                                       "ul",   "ur",  "ter", "ten", "zu",  "af",  "av", "e",  "y",  "st"});
}

bool is_suffix(const Document& document, TokenIndex token) noexcept {
  return is_any_word(document, token, {"jr", "sr", "ii", "iii", "iv"});
}

// "J.", "J.R.": not "St." nor "Dr.".
bool is_initial_text(std::string_view text, std::uint16_t flags) noexcept {
  if ((flags & Token::kAbbreviation) == 0 || (flags & Token::kCapital) == 0 || text.size() > 6) return false;
  const std::size_t letter = static_cast<unsigned char>(text[0]) >= 0x80 ? 2 : 1;
  return text.size() > letter && text[letter] == '.';
}
bool is_initial(const Document& document, TokenIndex at) noexcept {
  return is_initial_text(document.text(at), document.tokens[at].flags);
}

class NameReader {
 public:
  NameReader(const PhraseView& view, TokenIndex at, NameContext context)
      : view_(view), document_(view.document), tables_(view.document.tables()), first_(at), context_(context) {}

  TokenRange run() {
    TokenIndex at = first_;
    if (at >= view_.last) return {};
    const bool particle = context_ == NameContext::after_title && is_particle(document_, at) &&
                          particle_leads_on(at);  // "President von der Leyen"
    if (!document_.tokens[at].is(Token::kCapital) && !particle) return {};
    at = particle ? at + 1 : after_known(at);
    const TokenIndex known_end = particle ? 0 : at;
    std::size_t words = at - first_;
    bool real_word = at > first_;
    while (at < view_.last && words < kMostNameWords) {
      const Token& token = document_.tokens[at];
      if (at > first_ && token.is(Token::kHyphenBefore) && token.is(Token::kWord)) {
        real_word = true;
        ++at;
        continue;
      }
      if (at > first_ && at + 2 < view_.last && token.is(Token::kPunctuation) && is_nickname(at)) {
        at += 3;
        continue;
      }
      if (!token.is(Token::kWord)) break;
      if (at > first_ && is_suffix(document_, at)) {
        ++at;
        break;
      }
      if (!token.is(Token::kCapital)) {
        if (is_particle(document_, at) && particle_leads_on(at)) {
          ++at;
          continue;
        }
        break;
      }
      // Behind a name that the table knows in full only a further family name goes on: "Mohammed bin Salman Al Saud".
      if (at == known_end && known_end > first_ + 1 && !is_particle(document_, at)) break;
      if (!fits(at, words)) break;
      if (!is_initial(document_, at)) real_word = true;
      ++words;
      ++at;
    }
    if (!real_word) return {};
    // "Joseph R. Biden, Jr."
    if (at + 1 < view_.last && document_.text(at) == "," && is_any_word(document_, at + 1, {"jr", "sr"})) at += 2;
    if (at < view_.last && context_ == NameContext::free &&
        (is_body_noun(document_, at) && document_.tokens[at].is(Token::kCapital)))
      return {};
    return {first_, at};
  }

 private:
  // A name that the tenure table knows is taken whole.
  [[nodiscard]] TokenIndex after_known(TokenIndex at) const {
    if (!tables_.person_phrases.starts(document_.words[at])) return at;
    const auto match = tables_.person_phrases.longest(std::span(document_.words).subspan(at, view_.last - at));
    return at + match.words;
  }

  [[nodiscard]] bool is_nickname(TokenIndex at) const {
    const std::string_view mark = document_.text(at);
    if (mark != "\"" && mark != "“" && mark != "'" && mark != "‘") return false;
    const std::string_view closing = document_.text(at + 2);
    return document_.tokens[at + 1].is(Token::kCapital) &&
           (closing == "\"" || closing == "”" || closing == "'" || closing == "’") && at + 3 < view_.last &&
           document_.tokens[at + 3].is(Token::kCapital) && document_.tokens[at + 3].is(Token::kWord);
  }

  [[nodiscard]] bool particle_leads_on(TokenIndex at) const {
    for (TokenIndex next = at + 1; next < view_.last && next < at + 3; ++next) {
      if (document_.tokens[next].is(Token::kCapital) && document_.tokens[next].is(Token::kWord)) return true;
      if (!is_particle(document_, next)) return false;
    }
    return false;
  }

  [[nodiscard]] bool fits(TokenIndex at, std::size_t words) const {
    const Token& token = document_.tokens[at];
    if (is_initial(document_, at)) return view_.mention(at) == nullptr;
    if (is_calendar_word(document_, at) || is_opening_word(document_, at)) return false;
    if (view_.headline &&
        (std::find(kHeadlineWords.begin(), kHeadlineWords.end(), document_.folded(at)) != kHeadlineWords.end() ||
         (at > first_ && tables_.triggers.phrases.starts(document_.words[at]) && !is_given_name(document_, at)))) {
      return false;
    }
    if (const Mention* mention = view_.mention(at)) return fits_though_named(at, *mention);
    if (token.is(Token::kAllCaps) && token.end - token.begin <= 5 && !view_.headline && !beside_mixed_word(at))
      return false;
    if (tables_.title_phrases.starts(document_.words[at])) {
      const auto title = tables_.title_phrases.longest(std::span(document_.words).subspan(at, view_.last - at));
      if (title && !surname_like_title(at, title.words, words)) return false;
    }
    if ((context_ == NameContext::free ? words > 0 : words == 0) && is_body_noun(document_, at)) return false;
    return true;
  }

  // "XI Jinping", "HE Wen Jiabao": capitals mark the family name.
  [[nodiscard]] bool beside_mixed_word(TokenIndex at) const {
    const auto mixed = [&](TokenIndex other) {
      return other < view_.last && document_.tokens[other].is(Token::kCapital) &&
             document_.tokens[other].is(Token::kWord) && !document_.tokens[other].is(Token::kAllCaps) &&
             view_.mention(other) == nullptr;
    };
    return mixed(at + 1) || (at > first_ && mixed(at - 1));
  }

  // "Stephen King", "Hossein Amir-Abdollahian": within a name the word of a rank or calling is a name; that of an
  // office begins the next person ("Presidents Putin and ..., Prime Minister ...").
  [[nodiscard]] bool surname_like_title(TokenIndex at, std::uint32_t length, std::size_t words) const {
    if (length != 1) return false;
    if (is_given_name(document_, at)) return true;
    if (words == 0) return false;
    const auto& title =
        tables_.titles[tables_.title_phrases.longest(std::span(document_.words).subspan(at, 1)).entries[0]];
    return !title.plural && is_rank(title);
  }
  [[nodiscard]] static bool is_rank(const knowledge::TitleEntry& title) noexcept {
    return title.kind == "royal" || title.kind == "honorific" || title.kind == "religious" || title.kind == "general" ||
           (title.kind == "other" && (title.sector == "CVL" || title.sector == "EDU" || title.sector == "JUD"));
  }

  // "Israel Katz", "Santiago Pena", "Victoria Nuland": a place's name that is a person's.
  [[nodiscard]] bool fits_though_named(TokenIndex at, const Mention& mention) const {
    if (mention.tokens.size() != 1) return false;
    if (mention.kind != MentionKind::place && mention.kind != MentionKind::state) return false;
    if (mention.form != NameForm::name && mention.form != NameForm::capital && mention.form != NameForm::city &&
        mention.form != NameForm::region)
      return false;
    const TokenIndex next = at + 1;
    const bool next_name = next < view_.last && document_.tokens[next].is(Token::kCapital) &&
                           document_.tokens[next].is(Token::kWord) && view_.mention(next) == nullptr &&
                           document_.tokens[next].is(Token::kSpaceBefore) &&
                           !tables_.title_phrases.starts(document_.words[next]) && !is_calendar_word(document_, next);
    if (at == first_)
      return next_name && (context_ == NameContext::after_title ? !view_.headline : is_given_name(document_, at));
    return is_given_name(document_, at - 1) && !next_name && !view_.headline && is_given_name(document_, at);
  }

  const PhraseView& view_;
  const Document& document_;
  const knowledge::Tables& tables_;
  TokenIndex first_;
  NameContext context_;
};

std::uint64_t hash_of(std::string_view text) noexcept {
  std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash == 0 ? 1 : hash;
}

std::uint64_t skeleton_of(std::string_view folded) {
  const std::string skeleton = text::name_skeleton(folded);
  return skeleton.empty() ? 0 : hash_of(skeleton);
}

void add_word(NameKey& key, std::string_view folded, bool initial, WordId id) {
  if (key.count == NameKey::kMostWords || folded.empty()) return;
  key.words[key.count] = hash_of(folded);
  key.skeletons[key.count] = initial ? 0 : skeleton_of(folded);
  key.initials[key.count] = folded[0];
  key.is_initial[key.count] = initial;
  key.ids[key.count] = id;
  ++key.count;
}

constexpr std::array<std::string_view, 22> kNameParticles = {"al",  "e",  "el", "da",  "das", "de", "del", "den",
                                                             "der", "di", "do", "dos", "du",  "ii", "iii", "iv",
                                                             "jr",  "la", "sr", "van", "von", "y"};

bool is_name_particle(std::string_view folded) noexcept {
  return std::find(kNameParticles.begin(), kNameParticles.end(), folded) != kNameParticles.end();
}

}  // namespace

TokenRange read_name(const PhraseView& view, TokenIndex at, NameContext context) {
  return NameReader(view, at, context).run();
}

TokenRange read_name_backwards(const PhraseView& view, TokenIndex end, TokenIndex floor) {
  const Document& document = view.document;
  TokenIndex at = end;
  std::size_t words = 0;
  while (at > floor && at > view.first && words < kMostNameWords) {
    const TokenIndex before = at - 1;
    const Token& token = document.tokens[before];
    if (!token.is(Token::kWord)) break;
    if (!token.is(Token::kCapital)) {
      // Within a name only: "von", "bin", the second half of "Jae-in".
      const bool inner = token.is(Token::kHyphenBefore) || (at < end && is_particle(document, before));
      if (!inner || (at == end && !token.is(Token::kHyphenBefore))) break;
      at = before;
      continue;
    }
    if (is_calendar_word(document, before) || is_opening_word(document, before)) break;
    if (const Mention* mention = view.mention(before)) {
      const bool person_like = mention->tokens.size() == 1 && is_given_name(document, before) && at < end &&
                               mention->form != NameForm::adjective && mention->form != NameForm::code;
      if (!person_like) break;
    }
    if (token.is(Token::kAllCaps) && token.end - token.begin <= 5 &&
        (at == end || document.tokens[at].is(Token::kAllCaps)))
      break;
    at = before;
    ++words;
  }
  if (words == 0 || is_body_noun(document, end - 1)) return {};
  while (at < end && !document.tokens[at].is(Token::kCapital)) ++at;
  return {at, end};
}

bool is_given_name(const Document& document, TokenIndex token) noexcept {
  const WordId word = document.words[token];
  const auto& given = document.tables().is_given_name;
  return word != knowledge::kUnknownWord && word < given.size() && given[word] &&
         document.tokens[token].is(Token::kCapital);
}

bool is_body_noun(const Document& document, TokenIndex token) noexcept {
  return token < document.tokens.size() &&
         std::binary_search(kBodyNouns.begin(), kBodyNouns.end(), std::string_view(document.folded(token)));
}

bool is_calendar_word(const Document& document, TokenIndex token) noexcept {
  return is_any_word(document, token, {"monday",    "tuesday",  "wednesday", "thursday", "friday", "saturday", "sunday",
                                       "january",   "february", "march",     "april",    "june",   "july",     "august",
                                       "september", "october",  "november",  "december", "jan",    "feb",      "aug",
                                       "sept",      "oct",      "nov",       "dec"});
}

NameKey name_key(const Document& document, TokenRange name) {
  NameKey key;
  thread_local std::string folded;  // scratch memory only
  for (TokenIndex at = name.first; at < name.last; ++at) {
    const Token& token = document.tokens[at];
    if (!token.is(Token::kWord)) continue;
    folded.clear();
    knowledge::fold_into(text::lookup_form(document.text(at), token.flags), folded);
    const bool initial = is_initial(document, at);
    if (!initial && is_name_particle(folded)) continue;
    add_word(key, folded, initial, token.word);
  }
  return key;
}

NameKey name_key(std::string_view name) {
  NameKey key;
  thread_local std::vector<text::Lexeme> lexemes;  // scratch memory only
  thread_local std::string folded;
  lexemes.clear();
  text::lex(name, lexemes);
  for (const text::Lexeme& lexeme : lexemes) {
    if ((lexeme.flags & text::kWord) == 0) continue;
    folded.clear();
    knowledge::fold_into(text::lookup_form(name.substr(lexeme.begin, lexeme.end - lexeme.begin), lexeme.flags), folded);
    const bool initial = is_initial_text(name.substr(lexeme.begin, lexeme.end - lexeme.begin), lexeme.flags);
    if (!initial && is_name_particle(folded)) continue;
    add_word(key, folded, initial, knowledge::kUnknownWord);
  }
  return key;
}

bool family_name_first(const NameKey& key, std::string_view country_code) noexcept {
  if (key.count < 2) return false;
  for (const std::string_view code : {"CHN", "TWN", "HKG", "MAC", "KOR", "PRK"}) {
    if (country_code == code) return true;
  }
  if (!country_code.empty() && country_code != "SGP" && country_code != "VNM" && country_code != "MYS" &&
      country_code != "UN")
    return false;
  // The commonest family names of China and Korea, for persons whose country is not known yet.
  static constexpr std::array<std::string_view, 78> kFamilyNames = {
      "ahn",  "bai",  "ban",   "cai",   "cao",  "chen", "cheng", "cho", "choe", "choi", "chung", "cui",  "dai",
      "deng", "ding", "dong",  "du",    "fan",  "fang", "feng",  "fu",  "gao",  "gong", "guo",   "han",  "hao",
      "he",   "hu",   "huang", "hwang", "jang", "jia",  "jiang", "jin", "jung", "kang", "kim",   "ko",   "kong",
      "kwon", "lee",  "li",    "liang", "lim",  "lin",  "liu",   "lu",  "luo",  "ma",   "meng",  "moon", "noh",
      "pan",  "park", "peng",  "qian",  "qin",  "qiu",  "ren",   "ri",  "shen", "song", "su",    "sun",  "tang",
      "tian", "wang", "wei",   "wen",   "wu",   "xi",   "xie",   "xu",  "yang", "yoon", "zhang", "zhao", "zhou"};
  return std::any_of(kFamilyNames.begin(), kFamilyNames.end(),
                     [&](std::string_view family) { return hash_of(family) == key.words[0]; });
}

NameMatch compare_names(const NameKey& known, bool known_family_first, const NameKey& seen) noexcept {
  if (known.count == 0 || seen.count == 0) return NameMatch::different;
  const auto alike = [&](std::size_t a, std::size_t b) {
    if (known.is_initial[a] || seen.is_initial[b]) return known.initials[a] == seen.initials[b];
    return known.words[a] == seen.words[b] || (known.skeletons[a] != 0 && known.skeletons[a] == seen.skeletons[b]);
  };
  const std::size_t family = known_family_first ? 0 : known.count - 1;
  if (seen.count == 1) {
    if (seen.is_initial[0]) return NameMatch::different;
    if (!known.is_initial[family] && alike(family, 0)) return NameMatch::same;
    for (std::size_t at = 0; at < known.count; ++at) {
      if (!known.is_initial[at] && known.words[at] == seen.words[0]) return NameMatch::weak;
    }
    return NameMatch::different;
  }
  std::size_t matched = 0, real = 0;
  std::array<bool, NameKey::kMostWords> used{};
  for (std::size_t b = 0; b < seen.count; ++b) {
    for (std::size_t a = 0; a < known.count; ++a) {
      if (used[a] || !alike(a, b)) continue;
      used[a] = true;
      ++matched;
      if (!known.is_initial[a] && !seen.is_initial[b]) ++real;
      break;
    }
  }
  if (known.count == 1)
    return real == 1 && (alike(0, seen.count - 1) || alike(0, 0)) ? NameMatch::same : NameMatch::different;
  if (matched >= 2 && real >= 1 && matched >= std::min(known.count, seen.count)) return NameMatch::same;
  // "Joe Biden" and "Joseph Biden": the family name and the beginning of the first name.
  const bool same_family = known.words[known.count - 1] == seen.words[seen.count - 1];
  if (same_family && real >= 1 && known.initials[0] == seen.initials[0] &&
      (known.is_initial[0] || seen.is_initial[0] || matched >= 2))
    return NameMatch::same;
  return NameMatch::different;
}

}  // namespace chancery::understand
