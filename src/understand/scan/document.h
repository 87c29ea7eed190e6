// The workspace of one article: what each stage of the scan found, for the next one. One a thread, reused.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/article.h"
#include "chancery/finding.h"
#include "chancery/reader.h"
#include "knowledge/tables.h"

namespace chancery::encoder {
class Session;
struct Labels;
}  // namespace chancery::encoder

namespace chancery::understand {

namespace model {
class RelationModel;
struct FeatureScratch;
}  // namespace model

using knowledge::ActorId;
using knowledge::WordId;
using TokenIndex = std::uint32_t;
inline constexpr TokenIndex kNoToken = 0xFFFFFFFF;

// A word, number or mark. Offsets are into Document::buffer.
struct Token {
  enum Flag : std::uint16_t {
    kCapital = 1,  // begins with a capital letter
    kAllCaps = 2,  // two letters or more, all capitals
    kNumber = 4,   // begins with a digit ("30.1", "4,575", "2nd")
    kPunctuation = 8,
    kHyphenBefore = 16,   // joined to the token before by a hyphen or dash without blanks ("Kazakh-Chinese")
    kSpaceBefore = 32,    // blank or line break before it
    kInQuotes = 64,       // inside quotation marks
    kAbbreviation = 128,  // "U.S.", "Mr.", "J."
    kInBrackets = 256,
    kSentenceStart = 512,
    kWord = 1024,  // letters
  };
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  WordId word = knowledge::kUnknownWord;  // of the folded form, where any table knows it
  std::uint16_t flags = 0;

  [[nodiscard]] bool is(Flag flag) const noexcept { return (flags & flag) != 0; }
};

struct Sentence {
  TokenIndex first = 0;  // tokens [first, last)
  TokenIndex last = 0;
  std::uint32_t begin = 0;  // bytes into buffer
  std::uint32_t end = 0;
  std::uint32_t paragraph = 0;
  bool in_title = false;
  bool skip = false;  // caption, dateline remainder, byline: no sentence of the report
};

// Half-open range of tokens.
struct TokenRange {
  TokenIndex first = 0;
  TokenIndex last = 0;
  [[nodiscard]] bool empty() const noexcept { return first >= last; }
  [[nodiscard]] TokenIndex size() const noexcept { return last - first; }
};

enum class MentionKind : std::uint8_t {
  state,         // of a state or its government, by name, adjective + noun ("the Kazakh side"), capital, seat
  organisation,  // of an organisation of states
  institution,   // an organ: parliament, ministry, army; has a sector
  person,
  group,  // "the sides", "the two countries", "both leaders", "they": several actors
  party,  // some other actor: rebels, a company, civil society; `party` names it
  place,  // a city, a capital or state used as a place only ("in Astana"): no actor
};

// One actor (or place) at one place of the text.
struct Mention {
  TokenRange tokens;    // the whole phrase: "Ambassador Han Chunlin of China"
  TokenIndex head = 0;  // the token that stands for it (last word of the name)
  MentionKind kind = MentionKind::state;
  knowledge::NameForm form = knowledge::NameForm::name;
  std::vector<ActorId> actors;  // whom it stands for; one but for groups; empty where unresolved
  std::string sector;           // PLOVER
  Level level = Level::none;
  int person = -1;               // index into Document::persons
  TokenRange office;             // tokens of the title, where the phrase holds one
  std::uint32_t name_entry = 0;  // index into Tables::names where form is a name
  std::string party;             // kind party: its name
  bool pronoun = false;          // "he", "they", "it"
  bool inferred_country = false;
  bool inferred_person = false;
  std::uint32_t sentence = 0;
};

// A person of this article, all mentions together.
struct Person {
  std::string name;          // fullest form seen or known
  std::string surname;       // folded
  std::string office;        // as the text calls it
  std::string kind;          // TitleEntry::kind: "ambassador"
  TokenRange name_tokens;    // first full mention
  TokenRange office_tokens;  // where the office stands; empty where inferred from the tenure table
  ActorId actor = knowledge::kNoActor;
  ActorId to_actor = knowledge::kNoActor;  // ambassadors: the state of their post
  std::string sector;
  Level level = Level::none;
  bool inferred_country = false;
  bool inferred_office = false;
  bool former = false;
  char gender = 0;             // 'm' or 'f' where a title or form of address tells
  std::uint32_t sentence = 0;  // of name_tokens
};

// A date, period or frequency in the text.
struct TimeExpression {
  enum class Kind : std::uint8_t { point, period, frequency, vague };
  TokenRange tokens;
  Kind kind = Kind::point;
  std::optional<DateInterval> interval;  // absent where it cannot be worked out ("April 25" without a year)
  bool future_hint = false;              // "next week", "by 2030", "until"
  bool target_hint = false;              // "by 2030"
  std::uint32_t sentence = 0;
};

// A number with its unit.
struct Quantity {
  TokenRange tokens;  // "$30.1 billion"
  double value = 0;   // base units
  std::optional<double> value_to;
  std::string unit;  // ISO 4217, "percent", "tonnes", "m3", "MW", "persons", "times", ...; "" for a bare number
  const knowledge::UnitEntry* unit_entry = nullptr;  // its row of data/units.csv; none for bare numbers and "doubled"
  int digits = 0;
  std::string hedge;
  TokenRange hedge_tokens;
  std::uint32_t sentence = 0;
};

// An area, goods or context phrase found in the text.
struct TopicHit {
  TokenRange tokens;
  std::uint32_t entry = 0;  // index into Tables::areas, goods or contexts
  std::uint32_t sentence = 0;
};

class Document {
 public:
  // Takes the article's texts into `buffer` (title, two line breaks, text) and forgets the one before. The article must
  // outlive the use of the document.
  void reset(const Article& article, const knowledge::Tables& tables);

  [[nodiscard]] const Article& article() const noexcept { return *article_; }
  [[nodiscard]] const knowledge::Tables& tables() const noexcept { return *tables_; }

  std::string buffer;             // title + "\n\n" + text, or the text alone
  std::uint32_t text_offset = 0;  // where the article's text begins in buffer

  std::vector<Token> tokens;
  std::vector<WordId> words;  // tokens[i].word, contiguous for PhraseTable::longest
  std::vector<Sentence> sentences;
  std::vector<Mention> mentions;  // in order of their first token, not overlapping
  std::vector<Person> persons;
  std::vector<TimeExpression> times;  // in order
  std::vector<Quantity> quantities;   // in order
  std::vector<TopicHit> area_hits, goods_hits, context_hits;
  ArticleFacts facts;
  TokenRange dateline_tokens;  // "ASTANA, Kazakhstan, February 14.": a skipped sentence of its own, no mention
  std::optional<DateInterval> dateline_date;  // the day of the dateline, where its year is known
  std::vector<Finding> findings;

  // Holders of offices that other articles name, as rows of the tenure table; the table itself goes before them. Empty
  // in a first reading, which says what is unresolved (facts.unresolved) and what can be learnt from it
  // (facts.sightings).
  std::vector<knowledge::TenureEntry> learnt;
  std::vector<bool> learnt_by_surname;  // for each of them

  // The linear relation model, lent by the Reader; null where the program was built without one. Its scratch memory is
  // this thread's.
  const model::RelationModel* relation_model = nullptr;
  model::FeatureScratch* relation_scratch = nullptr;

  // The encoder, lent by the Reader; null where it reads with the scan alone.
  encoder::Session* encoder = nullptr;
  const encoder::Labels* encoder_labels = nullptr;

  // Text of tokens, as written.
  [[nodiscard]] std::string_view text(TokenIndex token) const noexcept;
  [[nodiscard]] std::string_view text(TokenRange range) const noexcept;
  // Folded text of a token (vocabulary form where known, else folded now into scratch owned by the caller).
  [[nodiscard]] std::string folded(TokenIndex token) const;
  // Whether the token's folded form is this word. `word` must be lower-case ASCII.
  [[nodiscard]] bool is_word(TokenIndex token, std::string_view word) const noexcept;
  [[nodiscard]] std::uint32_t sentence_of(TokenIndex token) const noexcept;

  // Byte range of the article for tokens (maps the title part back).
  [[nodiscard]] TextSpan span(TokenRange range) const noexcept;
  [[nodiscard]] TextSpan span_of_bytes(std::uint32_t begin, std::uint32_t end) const noexcept;
  [[nodiscard]] TextSpan sentence_span(std::uint32_t sentence) const noexcept;

  // Fills a finding's actor from a mention: span, country (nth actor of a group), sector, person, office, inferred.
  [[nodiscard]] Actor actor_of(const Mention& mention, std::size_t nth = 0) const;

 private:
  const Article* article_ = nullptr;
  const knowledge::Tables* tables_ = nullptr;
};

}  // namespace chancery::understand
