#include "understand/scan/persons.h"

#include <algorithm>

#include "text/name_skeleton.h"
#include "understand/resolve/publisher.h"
#include "understand/scan/stages.h"
#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

using knowledge::kNoActor;

bool is_capital_word(const PhraseView& view, TokenIndex at) noexcept {
  return at < view.last && view.document.tokens[at].is(Token::kCapital) && view.document.tokens[at].is(Token::kWord);
}

// Whether a headline's capitals tell nothing: nearly every longer word has one.
bool is_headline(const Document& document, const Sentence& sentence) noexcept {
  if (document.text(sentence.last - 1) == ".") return false;
  int capitals = 0, words = 0;
  for (TokenIndex at = sentence.first; at < sentence.last; ++at) {
    const Token& token = document.tokens[at];
    if (!token.is(Token::kWord) || token.end - token.begin < 4) continue;
    ++words;
    capitals += token.is(Token::kCapital) ? 1 : 0;
  }
  return words >= 3 && capitals * 10 >= words * 8;
}

// Whether the full name of somebody begins here whom other articles name in an office.
bool is_learnt_name(const PhraseView& view, TokenIndex at) {
  for (const knowledge::TenureEntry& tenure : view.document.learnt) {
    for (const std::string& spelling : tenure.aliases) {
      const NameKey known = name_key(std::string_view(spelling));
      const TokenIndex last = at + static_cast<TokenIndex>(known.count);
      if (known.count < 2 || last > view.last || !is_capital_word(view, last - 1)) continue;
      const NameKey seen = name_key(view.document, {at, last});
      if (seen.count == known.count && compare_names(known, false, seen) == NameMatch::same) return true;
    }
  }
  return false;
}

}  // namespace

void PersonScanner::read_sentence(const PhraseView& view, std::uint32_t sentence) {
  view_ = &view;
  sentence_ = sentence;
  floor_ = view.first;
  sentence_first_ = phrases_.size();
  const Document& document = view.document;
  const knowledge::Tables& tables = document.tables();
  TokenIndex at = view.first;
  while (at < view.last) {
    const Token& token = document.tokens[at];
    if (!token.is(Token::kWord)) {
      ++at;
      continue;
    }
    const WordId word = document.words[at];
    TokenIndex next = at;
    if (tables.title_phrases.starts(word) || is_counterpart(document, at)) next = read_titled(at);
    if (next == at && token.is(Token::kCapital)) next = read_free(at);
    at = next == at ? at + 1 : next;
  }
}

TokenIndex PersonScanner::add(PersonPhrase phrase) {
  phrase.sentence = sentence_;
  floor_ = phrase.tokens.last;
  phrases_.push_back(std::move(phrase));
  return floor_;
}

// Whether an apposition may end before this token.
bool PersonScanner::closes(TokenIndex at) const {
  const Document& document = view_->document;
  if (at >= view_->last) return true;
  if (document.tokens[at].is(Token::kPunctuation)) {
    const std::string_view mark = document.text(at);
    return mark != "(" && mark != "\"" && mark != "“";
  }
  return is_any_word(document, at, {"and", "who", "whose", "or"});
}

// "head of air force| operations, said": a few more words of the apposition and then its comma.
bool PersonScanner::closes_soon(TokenIndex at) const {
  const Document& document = view_->document;
  for (TokenIndex end = at; end < view_->last && end < at + 6; ++end) {
    if (document.tokens[end].is(Token::kPunctuation))
      return end > at && (document.text(end) == "," || document.text(end) == ";" || document.text(end) == ".");
    if (is_any_word(document, end,
                    {"said", "says", "told", "is", "was",  "has", "had",     "will",   "would", "are",
                     "were", "he",   "she",  "it", "they", "met", "arrived", "signed", "noted", "added"}))
      return false;
  }
  return false;
}

char PersonScanner::gender_of(TokenRange range) const {
  const Document& document = view_->document;
  for (TokenIndex at = range.first; at < range.last; ++at) {
    if (is_any_word(document, at,
                    {"mr", "sir", "king", "prince", "emperor", "sultan", "emir", "sheikh", "spokesman", "chairman",
                     "lord", "his", "pope", "congressman", "businessman"}))
      return 'm';
    if (is_any_word(document, at,
                    {"mrs", "ms", "miss", "queen", "princess", "empress", "lady", "spokeswoman", "chairwoman", "madam",
                     "madame", "her", "dame", "baroness", "congresswoman", "duchess"}))
      return 'f';
  }
  return 0;
}

// A person whose office is that of the one named before: "Foreign Minister Lavrov met his Chinese counterpart".
void PersonScanner::take_counterpart_kind(TitlePhrase& title) const {
  for (std::size_t at = phrases_.size(); at-- > sentence_first_;) {
    const PersonPhrase& other = phrases_[at];
    if (!other.has_title || other.title.honorific() || other.title.counterpart) continue;
    title.kind = other.title.kind;
    title.level = other.title.level;
    title.sector = other.title.sector;
    title.part_count = 0;
    for (std::size_t part = 0; part < other.title.part_count; ++part)
      title.parts[title.part_count++] = other.title.parts[part];
    return;
  }
  title.kind = "other";
  title.part_count = 0;
}

// Whether a title without a name means a certain person: "the Kazakh President", "President of Russia".
bool PersonScanner::stands_alone(const TitlePhrase& title) const {
  const Document& document = view_->document;
  if (title.needs_name() || title.tokens.empty()) return false;
  const TokenIndex first = title.tokens.first;
  if (first > view_->first) {
    if (is_any_word(document, first - 1,
                    {"as", "became", "become", "becoming", "elected", "named", "appointed", "being", "called", "or"}))
      return false;
    // "was elected the president"
    if (title.definite && first > view_->first + 1 &&
        is_any_word(document, first - 2, {"as", "became", "become", "elected", "named", "appointed"}))
      return false;
  }
  if (title.actor_count > 0) return !(title.entry != nullptr && title.entry->sector == "BUS");
  if (title.indefinite) return false;
  if (title.counterpart) return title.definite && !title.plural;
  static constexpr std::array<std::string_view, 20> kKinds = {"head-of-state",
                                                              "head-of-government",
                                                              "foreign-minister",
                                                              "defence-minister",
                                                              "minister",
                                                              "deputy-minister",
                                                              "deputy-head-of-government",
                                                              "vice-president",
                                                              "speaker",
                                                              "ambassador",
                                                              "diplomat",
                                                              "envoy",
                                                              "royal",
                                                              "leader",
                                                              "spokesperson",
                                                              "organisation-head",
                                                              "chief-of-staff",
                                                              "governor",
                                                              "adviser",
                                                              "legislator"};
  if (std::find(kKinds.begin(), kKinds.end(), title.kind) == kKinds.end()) {
    // "The Secretary" of State's own readouts
    return title.definite && title.core.size() == 1 && document.is_word(title.core.first, "secretary") &&
           document.tokens[title.core.first].is(Token::kCapital);
  }
  if (title.plural) return title.kind != "legislator" && title.kind != "diplomat" && title.kind != "adviser";
  return title.definite || (document.tokens[title.core.first].is(Token::kCapital) && title.kind != "royal");
}

TokenIndex PersonScanner::read_titled(TokenIndex at) {
  const Document& document = view_->document;
  auto title = read_title(*view_, at, floor_, false);
  if (!title) return at;
  if (!title->counterpart && read_apposition_before(*title, at)) return floor_;
  if (title->counterpart) take_counterpart_kind(*title);
  const TokenIndex end = title->tokens.last;
  const bool starts_name = end < view_->last && !document.tokens[end].is(Token::kHyphenBefore) && !title->indefinite;
  TokenRange name = starts_name ? read_name(*view_, end, NameContext::after_title) : TokenRange{};
  // "Mr" needs a name; "general strike", "major deal" have none.
  if (title->needs_name() && name.empty()) return at;
  // "director of Civil Aviation": a field of government is nobody's name.
  if (!name.empty() && is_portfolio_word(document, name.first) && !is_given_name(document, name.first)) name = {};
  if (!name.empty() && title->plural) return read_several(*title, name);
  PersonPhrase phrase;
  phrase.has_title = true;
  if (!name.empty()) {
    phrase.title = *title;
    phrase.title_is_before = true;
    phrase.name = name;
    phrase.tokens = {title->tokens.first, name.last};
    phrase.owner = title->actor();
    phrase.gender = gender_of(title->tokens);
    phrase.tokens.last = read_owner_after(phrase, name.last);
    // "Ambassador Hamid Asghar Khan, Additional Secretary of ..." is read when that title is reached.
    return add(std::move(phrase));
  }
  if (title->plural && title->of_body) return end;
  if (is_possessive(document, end) &&
      is_any_word(document, end + 1,
                  {"office", "press", "administration", "residence", "website", "palace", "party", "executive"})) {
    if (title->actor_count == 0) return end + 1;
    phrase.institution = true;
    phrase.owner = title->actor();
    phrase.title = *title;
    TokenIndex last = end + 2;
    if (document.is_word(end + 1, "press") && is_any_word(document, end + 2, {"service", "office", "secretary"}))
      ++last;
    phrase.tokens = {title->tokens.first, last};
    return add(std::move(phrase));
  }
  phrase.title = *title;
  phrase.tokens = title->tokens;
  phrase.owner = title->actor();
  phrase.gender = gender_of(title->tokens);
  const TokenIndex after = read_apposition_after(phrase, end);
  if (after != end) return after;
  if (!stands_alone(*title)) return at;
  if (title->plural) {
    phrase.group = true;
    // "Chinese officials", "US lawmakers" stand as institutions already.
    if (const Mention* mention = view_->mention(title->core.last - 1);
        mention != nullptr && mention->kind == MentionKind::institution && title->actor_count < 2)
      return at;
  } else if (const Mention* mention = view_->mention(title->core.last - 1);
             mention != nullptr && mention->kind == MentionKind::institution && title->kind == "other") {
    return at;  // "a Chinese official"
  }
  return add(std::move(phrase));
}

// "Yerlan Koshanov, speaker of the Mazhilis,": the title at `at` in apposition to the name before it.
bool PersonScanner::read_apposition_before(const TitlePhrase& title, TokenIndex at) {
  const Document& document = view_->document;
  TokenIndex left = title.tokens.first;
  bool with_article = title.definite;
  if (left > view_->first && is_determiner(document, left - 1)) {
    --left;
    with_article = true;
  }
  if (left < view_->first + 2) return false;
  const std::string_view mark = document.text(left - 1);
  if (mark != "," && mark != "(" && mark != "—" && mark != "–" && mark != "-") return false;
  TokenIndex comma = left - 1;
  if (document.text(comma - 1) == ")") {  // "Koshanov (Amanat), speaker of ..."
    TokenIndex open = comma - 1;
    while (open > view_->first && document.text(open) != "(" && comma - open < 8) --open;
    if (document.text(open) == "(") comma = open;
  }
  const bool joins_last =
      phrases_.size() > sentence_first_ && !phrases_.back().name.empty() && phrases_.back().tokens.last == comma;
  TokenRange name;
  if (!joins_last) {
    name = read_name_backwards(*view_, comma, floor_);
    if (name.size() < 2 && (name.empty() || !document.tables().surname_phrases.starts(document.words[name.first])))
      return false;
  }
  const auto apposed = read_title(*view_, at, comma, true);
  if (!apposed || apposed->needs_name() || apposed->plural) return false;
  const TokenIndex after = apposed->tokens.last;
  if (!closes(after) && (is_capital_word(*view_, after) || (apposed->actor_count == 0 && !closes_soon(after))))
    return false;
  // "with Vladimir Zelensky, the President of Russia reaffirmed ...": without a mark at its end another one begins
  // here.
  if (with_article && apposed->actor_count > 0 && !closes(after)) return false;
  if (apposed->indefinite && apposed->actor_count == 0 && apposed->kind == "other") return false;
  if (joins_last) {
    PersonPhrase& phrase = phrases_.back();
    const bool other_state = phrase.owner != kNoActor && apposed->actor_count > 0 && phrase.owner != apposed->actor();
    if (other_state) return false;
    const bool rank_only = phrase.has_title && (phrase.title.honorific() || phrase.title.kind == "legislator" ||
                                                phrase.title.kind == "general" || phrase.title.kind == "royal" ||
                                                phrase.title.kind == "religious");
    if (!phrase.has_title || rank_only) {
      phrase.title = *apposed;
      phrase.has_title = true;
      phrase.title_is_before = false;
    }
    if (phrase.owner == kNoActor) phrase.owner = apposed->actor();
    phrase.tokens.last = apposed->tokens.last;
    floor_ = phrase.tokens.last;
    return true;
  }
  PersonPhrase phrase;
  phrase.has_title = true;
  phrase.title = *apposed;
  phrase.name = name;
  phrase.tokens = {name.first, apposed->tokens.last};
  phrase.owner = apposed->actor();
  phrase.gender = gender_of(apposed->tokens);
  add(std::move(phrase));
  return true;
}

// "the Chairman of the Mazhilis (the lower house) of Kazakhstan, Yerlan Koshanov,": a name in apposition to the title.
// Returns the token after it, or `at` where there is none.
TokenIndex PersonScanner::read_apposition_after(PersonPhrase& phrase, TokenIndex at) {
  const Document& document = view_->document;
  TokenIndex comma = at;
  if (comma < view_->last && document.text(comma) == "(") {
    for (TokenIndex end = comma + 1; end < view_->last && end < comma + 14; ++end) {
      if (document.text(end) == ")") {
        comma = end + 1;
        break;
      }
    }
  }
  if (comma + 1 >= view_->last || view_->headline) return at;
  const std::string_view mark = document.text(comma);
  if (mark != "," && mark != "—" && mark != "–" && mark != ":") return at;
  if (mark == ":" || phrase.title.plural || phrase.title.indefinite) return at;
  TokenIndex start = comma + 1;
  // A rank or form of address before the name.
  if (document.tables().title_phrases.starts(document.words[start])) {
    if (const auto rank =
            document.tables().title_phrases.longest(std::span(document.words).subspan(start, view_->last - start))) {
      const auto& entry = document.tables().titles[rank.entries[0]];
      if ((entry.needs_name || entry.kind == "royal" || entry.kind == "general" || entry.kind == "legislator") &&
          is_capital_word(*view_, start + rank.words))
        start += rank.words;
    }
  }
  const TokenRange name = read_name(*view_, start, NameContext::after_title);
  if (name.empty() || !closes(name.last) ||
      (name.last < view_->last && document.is_word(name.last, "and") && phrase.title.actor_count == 0))
    return at;
  if (name.size() < 2 && !document.tables().surname_phrases.starts(document.words[name.first])) return at;
  // "..., said the minister, Kazakhstan and China": a name that begins with a place is none here.
  if (view_->mention(name.first) != nullptr && !is_given_name(document, name.first)) return at;
  phrase.name = name;
  phrase.title_is_before = true;
  phrase.tokens.last = name.last;
  return add(std::move(phrase));
}

// "Presidents Aliyev and Erdogan", "Foreign Ministers Wang Yi of China and Sergey Lavrov of Russia".
TokenIndex PersonScanner::read_several(const TitlePhrase& title, TokenRange first_name) {
  const Document& document = view_->document;
  TokenRange name = first_name;
  if (!document.is_word(name.last, "and") && document.text(name.last < view_->last ? name.last : name.first) != "," &&
      !document.is_word(name.last, "of"))
    return name.last;
  bool first = true;
  TokenIndex at = name.last;
  std::size_t nth = 0;
  while (!name.empty()) {
    PersonPhrase phrase;
    phrase.has_title = true;
    phrase.title = title;
    phrase.title.plural = false;
    phrase.one_of_several = true;
    phrase.title_is_before = true;
    phrase.name = name;
    phrase.tokens = {first ? title.tokens.first : name.first, name.last};
    if (title.actor_count == 1)
      phrase.owner = title.actors[0];
    else if (title.actor_count > 1 && nth < title.actor_count)
      phrase.owner = title.actors[nth];
    ++nth;
    phrase.tokens.last = read_owner_after(phrase, name.last);
    at = add(std::move(phrase));
    first = false;
    TokenIndex next = at;
    while (next < view_->last &&
           (document.text(next) == "," || is_any_word(document, next, {"and", "with"}) || document.text(next) == "&") &&
           next < at + 2)
      ++next;
    if (next == at || !is_capital_word(*view_, next)) break;
    if (document.tables().title_phrases.starts(document.words[next]) && !is_given_name(document, next)) break;
    name = read_name(*view_, next, NameContext::after_title);
  }
  return at;
}

// "Han Chunlin of China": the state after the name.
TokenIndex PersonScanner::read_owner_after(PersonPhrase& phrase, TokenIndex at) const {
  const Document& document = view_->document;
  if (!document.is_word(at, "of")) return at;
  TokenIndex name = at + 1;
  if (document.is_word(name, "the")) ++name;
  const Mention* mention = view_->mention_from(name);
  if (mention == nullptr || mention->actors.empty() ||
      (mention->kind != MentionKind::state && mention->kind != MentionKind::organisation))
    return at;
  if (mention->form == knowledge::NameForm::adjective || mention->form == knowledge::NameForm::people ||
      is_possessive(document, mention->tokens.last))
    return at;
  if (phrase.owner != kNoActor && phrase.owner != mention->actors[0]) return at;
  phrase.owner = mention->actors[0];
  return mention->tokens.last;
}

// A name without a title: one of the tenure table, or a given name with a capitalised word after it.
TokenIndex PersonScanner::read_free(TokenIndex at) {
  const Document& document = view_->document;
  const knowledge::Tables& tables = document.tables();
  const Mention* mention = view_->mention(at);
  if (mention != nullptr &&
      (mention->kind == MentionKind::institution || mention->kind == MentionKind::party || mention->tokens.size() > 1))
    return at;
  bool known = false;
  if (tables.person_phrases.starts(document.words[at]))
    known = static_cast<bool>(tables.person_phrases.longest(std::span(document.words).subspan(at, view_->last - at)));
  if (!known && !document.learnt.empty()) known = is_learnt_name(*view_, at);
  if (!known) {
    if (mention != nullptr && (mention->form == knowledge::NameForm::adjective ||
                               mention->form == knowledge::NameForm::code || !is_given_name(document, at)))
      return at;
    const bool initial = document.tokens[at].is(Token::kAbbreviation) && !document.tokens[at].is(Token::kAllCaps) &&
                         document.tokens[at].end - document.tokens[at].begin == 2;
    if (!is_given_name(document, at) && !initial) return at;
    if (is_calendar_word(document, at)) return at;
    if (!is_capital_word(*view_, at + 1)) return at;
  }
  const TokenRange name = read_name(*view_, at, NameContext::free);
  if (name.size() < 2) return at;
  PersonPhrase phrase;
  phrase.name = phrase.tokens = name;
  // "Tanzania's John Magufuli"
  if (at >= floor_ + 2 && is_possessive(document, at - 1)) {
    const Mention* owner = view_->mention(at - 2);
    if (owner != nullptr && owner->tokens.first >= floor_ && owner->kind == MentionKind::state &&
        !owner->actors.empty()) {
      phrase.owner = owner->actors[0];
      phrase.tokens.first = owner->tokens.first;
    }
  }
  if (known || phrase.owner != kNoActor) phrase.tokens.last = read_owner_after(phrase, name.last);
  return add(std::move(phrase));
}

namespace {

// The stage: phrases of all sentences, then who they are, then the mentions.
class PersonFinder {
 public:
  explicit PersonFinder(Document& document) : document_(document), tables_(document.tables()) {}

  void run() {
    if (document_.tokens.empty()) return;
    scratch().phrases.clear();
    mark_mentions();
    book().start(document_);
    PersonScanner scanner(phrases());
    // The text first: it writes names in full, and a headline is read by what the text knows.
    for (const bool title : {false, true}) {
      for (std::uint32_t at = 0; at < document_.sentences.size(); ++at) {
        if (document_.sentences[at].in_title == title) scanner.read_sentence(view(at), at);
      }
    }
    for (PersonPhrase& phrase : phrases()) {
      if (!phrase.name.empty()) phrase.person = book().meet(phrase);
    }
    find_bare_names();
    book().infer_countries();
    for (PersonPhrase& phrase : phrases()) {
      if (phrase.name.empty() && !phrase.group && !phrase.institution && phrase.has_title)
        phrase.person = book().holder(phrase);
    }
    book().infer_countries();
    inherit_countries();
    if (document_.learnt.empty()) note_unresolved_persons();
    write_mentions();
  }

 private:
  struct Scratch {
    std::vector<PersonPhrase> phrases;
    std::vector<std::int32_t> mention_at;
    std::vector<bool> covered;
    std::vector<std::uint64_t> name_words;
    std::vector<Mention> mentions;
    PersonBook book;
  };
  // Memory kept from one article to the next; nothing of its content is.
  static Scratch& scratch() {
    thread_local Scratch kept;
    return kept;
  }
  static std::vector<PersonPhrase>& phrases() { return scratch().phrases; }
  static PersonBook& book() { return scratch().book; }

  void mark_mentions() {
    auto& at = scratch().mention_at;
    at.assign(document_.tokens.size(), -1);
    for (std::size_t index = 0; index < document_.mentions.size(); ++index) {
      const TokenRange range = document_.mentions[index].tokens;
      std::fill(at.begin() + range.first, at.begin() + range.last, static_cast<std::int32_t>(index));
    }
  }

  [[nodiscard]] PhraseView view(std::uint32_t sentence) const {
    const Sentence& it = document_.sentences[sentence];
    return {document_, scratch().mention_at, it.first, it.last, is_headline(document_, it)};
  }

  // Second mentions by surname, full names that no rule saw, and surnames of well-known office holders.
  void find_bare_names() {
    auto& covered = scratch().covered;
    covered.assign(document_.tokens.size(), false);
    for (const PersonPhrase& phrase : phrases())
      std::fill(covered.begin() + phrase.tokens.first, covered.begin() + phrase.tokens.last, true);
    collect_name_words();
    const std::size_t known_phrases = phrases().size();
    for (std::uint32_t sentence = 0; sentence < document_.sentences.size(); ++sentence) {
      const PhraseView view = this->view(sentence);
      for (TokenIndex at = view.first; at < view.last; ++at) {
        const Token& token = document_.tokens[at];
        if (covered[at] || !token.is(Token::kCapital) || !token.is(Token::kWord) || token.is(Token::kHyphenBefore))
          continue;
        at = std::max(at, read_bare(view, sentence, at));
      }
    }
    if (phrases().size() == known_phrases) return;
    std::sort(phrases().begin(), phrases().end(),
              [](const PersonPhrase& a, const PersonPhrase& b) { return a.tokens.first < b.tokens.first; });
  }

  // Returns the last token read.
  TokenIndex read_bare(const PhraseView& view, std::uint32_t sentence, TokenIndex at) {
    const std::uint64_t word = word_hash(at);
    const bool seen = std::binary_search(scratch().name_words.begin(), scratch().name_words.end(), word);
    const Mention* mention = view.mention(at);
    if (mention != nullptr && (mention->kind != MentionKind::place || mention->tokens.size() > 1))
      return mention->tokens.last - 1;
    if (!seen && mention != nullptr) return at;
    if (!seen && !tables_.surname_phrases.starts(document_.words[at]) && !book().is_learnt_surname({at, at + 1})) {
      return document_.learnt.empty() ? note_unresolved(view, at) : at;
    }
    if (is_calendar_word(document_, at)) return at;
    TokenRange name = read_name(view, at, NameContext::free);
    if (name.empty()) return at;
    PersonPhrase phrase;
    int person = seen ? book().find(name, true) : -1;
    if (person < 0 && seen && view.headline && name.size() > 1) {
      // A headline runs on in capitals: take as many words as a known person has.
      while (person < 0 && name.size() > 1) {
        --name.last;
        person = book().find(name, false);
      }
    }
    if (person < 0 && name.size() == 1 && !seen && mention == nullptr && is_free_surname(view, at))
      person = book().meet_known_surname(name, sentence);
    if (person < 0) return name.last - 1;
    phrase.tokens = phrase.name = name;
    phrase.sentence = sentence;
    phrase.person = person;
    phrases().push_back(std::move(phrase));
    return name.last - 1;
  }

  // Capitalised words that no table knows and that may be a name; what other articles tell of it may explain it later.
  // Returns the last token of them.
  TokenIndex note_unresolved(const PhraseView& view, TokenIndex at) {
    if (!document_.facts.date || document_.words[at] != knowledge::kUnknownWord) return at;
    constexpr TokenIndex kMostWords = 4;
    TokenIndex last = at;
    while (last + 1 < view.last && is_capital_word(view, last + 1) && view.mention(last + 1) == nullptr &&
           document_.tokens[last + 1].is(Token::kSpaceBefore)) {
      ++last;
    }
    if (last == at) {
      if (is_free_surname(view, at)) note_name_word(at);
    } else if (last - at < kMostWords && !view.headline) {
      note_name_word(at);
      note_name_word(last);
    }
    return last;
  }

  // Persons of whom neither the text nor a table says where they belong.
  void note_unresolved_persons() {
    for (std::size_t at = 0; at < document_.persons.size() && document_.facts.date; ++at) {
      const Person& person = document_.persons[at];
      if (person.name_tokens.empty() || book().is_explained(at) || is_private(person.sector)) continue;
      if (person.actor != kNoActor && !person.inferred_country) continue;
      note_name_word(person.name_tokens.first);
      if (person.name_tokens.size() > 1) note_name_word(person.name_tokens.last - 1);
    }
    auto& names = document_.facts.unresolved;
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
  }

  void note_name_word(TokenIndex at) {
    const std::string folded = document_.folded(at);
    if (folded.size() > 1) document_.facts.unresolved.push_back(text::name_word_key(folded));
  }

  // Of a surname that is also a common word nothing is made without more: at a sentence's start, in a headline.
  [[nodiscard]] bool is_free_surname(const PhraseView& view, TokenIndex at) const {
    if (view.headline || at == view.first || document_.tokens[at].is(Token::kAllCaps)) return false;
    const std::string_view written = document_.text(at);
    if (written.size() < 4 || is_given_name(document_, at)) return false;
    if (is_any_word(document_, at,
                    {"may",    "brown",  "bush",     "park",  "moon",  "major",  "rice",   "key",   "long",
                     "young",  "white",  "black",    "king",  "price", "cook",   "hunt",   "straw", "power",
                     "powers", "bishop", "marshall", "baker", "ford",  "carter", "obama's"}))
      return false;
    const TokenIndex before = at - 1;
    return !(document_.tokens[before].is(Token::kCapital) && document_.tokens[before].is(Token::kWord));
  }

  void collect_name_words() {
    auto& words = scratch().name_words;
    words.clear();
    for (const PersonPhrase& phrase : phrases()) {
      if (phrase.name.empty()) continue;
      const NameKey key = name_key(document_, phrase.name);
      for (std::size_t at = 0; at < key.count; ++at) {
        if (!key.is_initial[at]) words.push_back(key.words[at]);
      }
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
  }
  [[nodiscard]] std::uint64_t word_hash(TokenIndex at) const { return name_key(document_, {at, at + 1}).words[0]; }

  // Countries from the neighbours in the text, where a phrase names none and no table knows the person. The safest rule
  // that says anything counts.
  void inherit_countries() {
    for (std::size_t at = 0; at < phrases().size(); ++at) {
      const PersonPhrase& phrase = phrases()[at];
      if (phrase.person < 0 || !phrase.has_title || phrase.title.honorific()) continue;
      Person& person = document_.persons[static_cast<std::size_t>(phrase.person)];
      if (person.actor != kNoActor || is_private(person.sector)) continue;
      ActorId actor = country_from_list(at);
      if (actor == kNoActor && !phrase.title.of_body) {
        actor = country_from_possessive(phrase);
        if (actor == kNoActor) actor = country_from_role(at);
        if (actor == kNoActor) actor = country_from_title(phrase);
        if (actor == kNoActor) actor = country_from_subject(phrase);
        if (actor == kNoActor) actor = country_from_sector(person);
        if (actor == kNoActor) actor = country_from_organisation(person);
        if (actor == kNoActor) actor = country_from_publisher(at, person);
      }
      if (actor == kNoActor || is_taken(person, actor)) continue;
      person.actor = actor;
      person.inferred_country = true;
    }
  }

  [[nodiscard]] static bool has_one_holder(std::string_view kind) noexcept {
    return kind == "head-of-state" || kind == "head-of-government" || kind == "foreign-minister" ||
           kind == "defence-minister" || kind == "speaker" || kind == "royal" || kind == "vice-president";
  }

  // A state has one president: a second one must be another state's.
  [[nodiscard]] bool is_taken(const Person& person, ActorId actor) const {
    if (!has_one_holder(person.kind) || person.kind == "speaker" || person.kind == "royal") return false;
    return std::any_of(document_.persons.begin(), document_.persons.end(), [&](const Person& other) {
      return &other != &person && other.actor == actor && other.kind == person.kind && other.former == person.former;
    });
  }

  [[nodiscard]] static bool is_private(std::string_view sector) noexcept {
    return sector == "BUS" || sector == "EDU" || sector == "CVL" || sector == "JRN" || sector == "REL" ||
           sector == "REB" || sector == "MED";
  }

  [[nodiscard]] const Mention* state_mention(TokenIndex at) const {
    const std::int32_t index = at < document_.tokens.size() ? scratch().mention_at[at] : -1;
    if (index < 0) return nullptr;
    const Mention& mention = document_.mentions[static_cast<std::size_t>(index)];
    const bool state =
        (mention.kind == MentionKind::state || mention.kind == MentionKind::organisation) && mention.actors.size() == 1;
    return state && mention.tokens.first == at ? &mention : nullptr;
  }

  // "Argentina's austerity under its President, Javier Milei": the state named last before the phrase.
  [[nodiscard]] ActorId country_from_possessive(const PersonPhrase& phrase) const {
    const Sentence& sentence = document_.sentences[phrase.sentence];
    if (phrase.tokens.first <= sentence.first || !document_.is_word(phrase.tokens.first - 1, "its")) return kNoActor;
    for (TokenIndex at = phrase.tokens.first - 1; at-- > sentence.first;) {
      if (const Mention* mention = state_mention(at)) return mention->actors[0];
    }
    return kNoActor;
  }

  // "a Turkmen delegation led by ...", "..., spoke for Pakistan", "..., representing Ethiopia".
  [[nodiscard]] ActorId country_from_role(std::size_t index) const {
    const PersonPhrase& phrase = phrases()[index];
    const Sentence& sentence = document_.sentences[phrase.sentence];
    const TokenIndex first = phrase.tokens.first;
    if (first >= sentence.first + 3 && document_.is_word(first - 1, "by") &&
        is_any_word(document_, first - 2, {"led", "headed", "chaired", "represented"})) {
      const std::int32_t before = scratch().mention_at[first - 3];
      if (before >= 0) {
        const Mention& mention = document_.mentions[static_cast<std::size_t>(before)];
        if (mention.actors.size() == 1 && mention.kind != MentionKind::place) return mention.actors[0];
      }
    }
    const TokenIndex end = index + 1 < phrases().size() && phrases()[index + 1].sentence == phrase.sentence
                               ? phrases()[index + 1].tokens.first
                               : sentence.last;
    for (TokenIndex at = phrase.tokens.last; at + 1 < end; ++at) {
      const bool after_comma = at == phrase.tokens.last + 1 && document_.text(at - 1) == ",";
      const bool speaks_for =
          document_.is_word(at, "for") && at > phrase.tokens.last &&
          (after_comma || is_any_word(document_, at - 1, {"spoke", "speaking", "signed", "signing"}));
      const bool behalf = document_.is_word(at, "of") && at > phrase.tokens.last && document_.is_word(at - 1, "behalf");
      const bool stands_for = is_any_word(document_, at, {"represented", "representing", "represents"});
      if (!speaks_for && !behalf && !stands_for) continue;
      const TokenIndex name = document_.is_word(at + 1, "the") ? at + 2 : at + 1;
      if (const Mention* mention = state_mention(name);
          mention != nullptr && mention->form != knowledge::NameForm::adjective)
        return mention->actors[0];
    }
    return kNoActor;
  }

  // A speaker or general, where all parliaments or armies of the article are of one state.
  [[nodiscard]] ActorId country_from_sector(const Person& person) const {
    if (person.sector != "LEG" && person.sector != "MIL" && person.sector != "SPY" && person.sector != "COP" &&
        person.sector != "JUD")
      return kNoActor;
    ActorId found = kNoActor;
    for (const Mention& mention : document_.mentions) {
      if (mention.kind != MentionKind::institution || mention.sector != person.sector || mention.actors.size() != 1)
        continue;
      if (found != kNoActor && found != mention.actors[0]) return kNoActor;
      found = mention.actors[0];
    }
    return found;
  }

  // "Commission President", "the Secretary-General": of the one organisation that the article names.
  [[nodiscard]] ActorId country_from_organisation(const Person& person) const {
    if (person.kind != "organisation-head") return kNoActor;
    ActorId found = kNoActor;
    for (const Mention& mention : document_.mentions) {
      if (mention.actors.size() != 1 || tables_.actors[mention.actors[0]].kind != knowledge::ActorKind::organisation)
        continue;
      if (found != kNoActor && found != mention.actors[0]) return kNoActor;
      found = mention.actors[0];
    }
    return found;
  }

  // A government's own publications leave the state of their own people unsaid: "National Security Advisor Jake
  // Sullivan met ...". Only of the first person of the text, and of none whom the tenure table would know.
  [[nodiscard]] ActorId country_from_publisher(std::size_t index, const Person& person) const {
    for (const std::string_view kind : {"head-of-state", "head-of-government", "ambassador", "organisation-head",
                                        "legislator", "royal", "other", "leader"}) {
      if (person.kind == kind) return kNoActor;
    }
    for (std::size_t at = 0; at < index; ++at) {
      if (!document_.sentences[phrases()[at].sentence].in_title && !phrases()[at].name.empty()) return kNoActor;
    }
    return publisher_of(document_);
  }

  // "..., chairperson of the Senate of Kazakhstan; Roman Sklyar, first deputy prime minister; and ...": one list, one
  // state.
  [[nodiscard]] ActorId country_from_list(std::size_t at) const {
    const PersonPhrase& phrase = phrases()[at];
    if (at == 0) return kNoActor;
    const PersonPhrase& before = phrases()[at - 1];
    if (before.sentence != phrase.sentence || before.person < 0 || !before.has_title) return kNoActor;
    bool semicolon = false;
    for (TokenIndex token = before.tokens.last; token < phrase.tokens.first; ++token) {
      if (document_.text(token) == ";") semicolon = true;
    }
    return semicolon ? document_.persons[static_cast<std::size_t>(before.person)].actor : kNoActor;
  }

  // "The foreign minister of Saudi Arabia was in Tehran ... Foreign Minister Faisal was met by ...": a holder without a
  // name elsewhere in the article.
  [[nodiscard]] ActorId country_from_title(const PersonPhrase& phrase) const {
    ActorId found = kNoActor;
    for (const PersonPhrase& other : phrases()) {
      if (!other.name.empty() || other.person >= 0 || other.owner == kNoActor || !other.has_title || other.group ||
          other.title.former)
        continue;
      if (other.title.kind != phrase.title.kind || !has_one_holder(other.title.kind)) continue;
      if (found != kNoActor && found != other.owner) return kNoActor;
      found = other.owner;
    }
    return found;
  }

  // "Australia announced sanctions. Minister for Foreign Affairs Penny Wong said": the state whose act the paragraph
  // tells.
  [[nodiscard]] ActorId country_from_subject(const PersonPhrase& phrase) const {
    const Sentence& sentence = document_.sentences[phrase.sentence];
    if (phrase.tokens.first != sentence.first || phrase.sentence == 0) return kNoActor;
    for (const std::string_view kind :
         {"ambassador", "diplomat", "envoy", "spokesperson", "other", "adviser", "governor", "organisation-head"}) {
      if (phrase.title.kind == kind) return kNoActor;
    }
    // "Presidents Aliyev and Erdogan" are of two states.
    for (const PersonPhrase& other : phrases()) {
      if (&other != &phrase && other.has_title && other.title.core.first == phrase.title.core.first) return kNoActor;
    }
    const Sentence& before = document_.sentences[phrase.sentence - 1];
    if (before.skip || before.in_title) return kNoActor;
    const std::int32_t first = scratch().mention_at[before.first];
    if (first < 0) return kNoActor;
    const Mention& mention = document_.mentions[static_cast<std::size_t>(first)];
    if (mention.kind != MentionKind::state || mention.actors.empty() || is_possessive(document_, mention.tokens.last) ||
        mention.form == knowledge::NameForm::adjective)
      return kNoActor;
    return mention.actors[0];
  }

  // The mentions of persons take the place of those inside them.
  void write_mentions() {
    auto& merged = scratch().mentions;
    merged.clear();
    merged.reserve(document_.mentions.size() + phrases().size());
    std::size_t next = 0;
    std::sort(phrases().begin(), phrases().end(),
              [](const PersonPhrase& a, const PersonPhrase& b) { return a.tokens.first < b.tokens.first; });
    for (const PersonPhrase& phrase : phrases()) {
      while (next < document_.mentions.size() && document_.mentions[next].tokens.last <= phrase.tokens.first)
        merged.push_back(std::move(document_.mentions[next++]));
      while (next < document_.mentions.size() && document_.mentions[next].tokens.first < phrase.tokens.last) ++next;
      merged.push_back(mention_of(phrase));
    }
    while (next < document_.mentions.size()) merged.push_back(std::move(document_.mentions[next++]));
    document_.mentions.swap(merged);
  }

  [[nodiscard]] Mention mention_of(const PersonPhrase& phrase) const {
    Mention mention;
    mention.tokens = phrase.tokens;
    mention.head = phrase.name.empty() ? phrase.title.core.last - 1 : phrase.name.last - 1;
    mention.kind = MentionKind::person;
    mention.sentence = phrase.sentence;
    mention.person = phrase.person;
    if (phrase.institution) {
      mention.kind = MentionKind::institution;
      mention.head = phrase.tokens.last - 1;
      mention.sector = "GOV";
      mention.actors.push_back(phrase.owner);
      return mention;
    }
    if (phrase.has_title) {
      mention.sector = phrase.title.sector;
      mention.level = phrase.title.level;
      if (!phrase.title.honorific())
        mention.office = phrase.title.counterpart ? phrase.title.core : contiguous_office(phrase.title);
    }
    if (phrase.group) {
      mention.kind = phrase.title.actor_count == 1 ? MentionKind::institution : MentionKind::group;
      for (std::size_t at = 0; at < phrase.title.actor_count; ++at) mention.actors.push_back(phrase.title.actors[at]);
      return mention;
    }
    if (phrase.person < 0) {
      if (phrase.owner != kNoActor) mention.actors.push_back(phrase.owner);
      return mention;
    }
    const Person& person = document_.persons[static_cast<std::size_t>(phrase.person)];
    if (person.actor != kNoActor) mention.actors.push_back(person.actor);
    mention.inferred_country = phrase.owner == kNoActor;
    mention.inferred_person = phrase.name.empty();
    const bool own_level = phrase.has_title && !phrase.title.honorific() && phrase.title.kind != "other" &&
                           phrase.title.kind != "leader" && phrase.title.kind != "royal" &&
                           phrase.title.kind != "general";
    if (!own_level) {
      mention.level = person.level;
      if (!person.sector.empty()) mention.sector = person.sector;
    }
    if (mention.sector.empty()) mention.sector = person.sector;
    return mention;
  }

  // The office without a state inside it: the part that holds the noun.
  [[nodiscard]] static TokenRange contiguous_office(const TitlePhrase& title) {
    for (std::size_t at = 0; at < title.part_count; ++at) {
      if (title.parts[at].first <= title.core.first && title.core.last <= title.parts[at].last) return title.parts[at];
    }
    return title.core;
  }

  Document& document_;
  const knowledge::Tables& tables_;
};

}  // namespace

void find_persons(Document& document) { PersonFinder(document).run(); }

}  // namespace chancery::understand
