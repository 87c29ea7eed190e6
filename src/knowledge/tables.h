// All tables, ready for look-up.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/date.h"
#include "chancery/finding.h"
#include "chancery/knowledge.h"
#include "knowledge/number_tables.h"
#include "knowledge/phrase_table.h"
#include "knowledge/triggers.h"
#include "knowledge/vocabulary.h"

namespace chancery::knowledge {

using ActorId = std::uint16_t;  // index into Tables::actors
inline constexpr ActorId kNoActor = 0xFFFF;

enum class ActorKind : std::uint8_t { state, organisation };

// A state or an organisation of states.
struct ActorEntry {
  std::string code;  // KAZ, EU
  std::string name;  // English short name
  ActorKind kind = ActorKind::state;
  std::string plover;                // organisations: EUR, IGO, UNO ...; states: the code
  std::string capital;               // English name; "" where none
  std::vector<std::string> members;  // organisations: codes of members, where listed
};

// How a phrase names an actor.
enum class NameForm : std::uint8_t {
  name,         // "Kazakhstan", "the European Union"
  adjective,    // "Kazakh", "Chinese" (also used for the people: "the Chinese")
  people,       // "Kazakhs", "Chinese citizens' own noun": "Russians"
  capital,      // "Beijing", may stand for the government or for the place
  seat,         // "the Kremlin", "White House", "Akorda", "Downing Street": the government itself
  institution,  // "Mazhilis", "Bundestag", "Pentagon": one organ of a state or organisation
  code,         // "U.S.", "UAE", "PRC", "EU": abbreviation, case matters
  city,         // any other city: a place of the state, not its government
  region,       // a province or territory in it ("Xinjiang", "Crimea" is left to docs): a place
};

struct NameEntry {
  ActorId actor = kNoActor;
  NameForm form = NameForm::name;
  std::string surface;         // as in the table
  std::string sector;          // institutions and seats: PLOVER sector ("LEG", "GOV", "MIL", "JUD", "SPY", "COP")
  bool needs_capital = true;   // the text must write it with a capital letter ("Turkey", not "turkey")
  bool all_caps_only = false;  // "US", "UN", "SCO": only in capitals
  bool ambiguous = false;      // a homograph that needs context (Georgia, Jordan, Chad, Turkey, Niger, Guinea ...)
  double latitude = 0, longitude = 0;  // cities and capitals
  std::uint32_t population = 0;        // cities
};

// An office title: "President", "Foreign Minister", "Chairman of the Mazhilis", "ambassador".
struct TitleEntry {
  std::string surface;
  std::string sector;  // PLOVER: GOV, LEG, MIL, JUD, ...
  Level level = Level::official;
  std::string kind;         // head-of-state, head-of-government, foreign-minister, speaker, ambassador, minister, ...
  bool needs_name = false;  // "Mr", "Dr", "Sheikh": no office by itself
  bool plural = false;      // "presidents", "heads of state"
};

// A person's time in an office.
struct TenureEntry {
  std::string person;                // usual English full name
  std::vector<std::string> aliases;  // other spellings
  std::string surname;               // by which second mentions go
  std::string office;                // "President"
  std::string kind;                  // as TitleEntry::kind
  ActorId actor = kNoActor;
  std::string sector;
  Level level = Level::official;
  std::optional<Day> from;  // first day
  std::optional<Day> to;    // last day; none: in office when the table was made
  std::string source;
};

// A phrase of data/areas.csv.
struct AreaEntry {
  std::string id;  // "nuclear-energy"
  std::string surface;
  bool strong = true;  // weak ones count only beside words of cooperation
};

// A phrase of data/goods.csv.
struct GoodsEntry {
  std::string surface;  // "copper ore"
  std::vector<std::string> hs;
};

// A phrase of data/contexts.csv.
struct ContextEntry {
  std::string id;  // codebook spelling
  std::string surface;
};

// A row of data/plover.csv: type and mode of the codebook.
struct ModeEntry {
  EventType type = EventType::consult;
  std::string mode;  // "" for the type itself
  std::string quad;  // verbal-cooperation, material-cooperation, verbal-conflict, material-conflict
  double intensity = 0;
  std::string cameo;  // by the conversion table
};

// A noun that makes an institution beside a state ("foreign ministry", "troops").
struct GenericInstitution {
  std::string surface;
  std::string sector;
  std::string kind;
};

// A word that names a state but also other things (data/homographs.csv).
struct HomographEntry {
  ActorId actor = kNoActor;
  std::vector<WordId> not_before;  // sorted: words before it that say it is not the state
  std::vector<WordId> not_after;   // sorted: words after it that say so
  std::vector<WordId> needs;       // sorted: words of the article one of which must occur; empty: none needed
};

// What a phrase of data/agreement_words.csv is to an agreement.
enum class AgreementRole : std::uint8_t {
  instrument,  // names one: "treaty", "memorandum of understanding"; the value is its kind
  paper,       // may name one, where it is signed or the like: "document", "statement"; the value is its kind
  sign,        // is done to instruments alone: "signed", "inked"; the value is the step, as below
  verb,        // may be done to one: "approved", "extended"
  happens,     // one does it of itself: "entered into force"
  noun,        // the act as a noun: "ratification", "talks"
  under,       // "under", "pursuant to": one that is in force
  subject,     // what one is about: "visa-free"; the value is the short name of the subject
};

struct AgreementWord {
  AgreementRole role = AgreementRole::instrument;
  std::string value;
};

// What a phrase of data/trade_words.csv says of who sells and who buys.
enum class TradeRole : std::uint8_t {
  seller_verb,  // its subject sells: "exports", "supplied"
  buyer_verb,   // its subject buys: "imports", "bought"
  seller_noun,  // "exports", "deliveries": whose they are sells
  buyer_noun,   // "imports", "purchases": whose they are buys
  curb,         // "ban", "tariffs": who lays it on buys, unless it is one on exports
  carrier,      // "lorries", "cargo": carry goods, say nothing of sides
};

struct TradeWord {
  TradeRole role = TradeRole::seller_verb;
  std::string value;  // "aid": the word tells of gifts as well as of trade; else ""
};

class Tables {
 public:
  Vocabulary vocabulary;

  std::vector<ActorEntry> actors;
  std::vector<NameEntry> names;
  PhraseTable name_phrases;  // -> names
  std::vector<TitleEntry> titles;
  PhraseTable title_phrases;  // -> titles
  std::vector<TenureEntry> tenures;
  std::vector<std::vector<std::uint32_t>> tenures_of;  // by ActorId: indices into tenures
  PhraseTable person_phrases;                          // full names and aliases -> tenures
  PhraseTable surname_phrases;                         // surnames -> tenures
  std::vector<AreaEntry> areas;
  PhraseTable area_phrases;
  std::vector<GoodsEntry> goods;
  PhraseTable goods_phrases;
  std::vector<ContextEntry> contexts;
  PhraseTable context_phrases;
  std::vector<GenericInstitution> generic_institutions;
  PhraseTable generic_phrases;
  std::vector<HomographEntry> homographs;
  PhraseTable homograph_phrases;
  PhraseTable not_actor_phrases;  // "Washington Post": no entries of their own
  Triggers triggers;
  std::vector<ModeEntry> modes;
  std::vector<std::string> given_names;  // common first names, folded; words of the vocabulary
  std::vector<bool> is_given_name;       // by WordId
  std::vector<AgreementWord> agreement_words;
  PhraseTable agreement_phrases;          // -> agreement_words, all roles but subject
  PhraseTable agreement_subject_phrases;  // -> agreement_words of role subject
  std::vector<TradeWord> trade_words;
  PhraseTable trade_phrases;
  std::vector<bool> is_cooperation_word;  // by WordId: beside them weak area phrases count
  NumberTables numbers;                   // words of dates, numbers, units and measures
  std::vector<TableInfo> infos;

  [[nodiscard]] ActorId find_actor(std::string_view code) const noexcept;
  // The row of the codebook for a type and mode; the type's own row where the mode is unknown.
  [[nodiscard]] const ModeEntry& mode(EventType type, std::string_view mode) const noexcept;

  // Turns a surface form into word numbers with the tokenizer's own rules (hyphens separate words, "'s" is a word),
  // adding words to the vocabulary. Only while loading.
  std::vector<WordId> add_words(std::string_view surface);

  // The same for look-ups after loading: empty where any word is unknown.
  [[nodiscard]] std::vector<WordId> known_words(std::string_view surface) const;

  std::map<std::string, ActorId, std::less<>> actor_by_code;     // upper case
  std::map<std::string, std::string, std::less<>> alpha2_codes;  // "KZ" -> "KAZ"
};

// A chosen tenure: the latest holding of that person that covers the day, else the nearest.
[[nodiscard]] const TenureEntry* best_tenure(const Tables& tables, std::span<const std::uint32_t> entries,
                                             std::optional<Day> day) noexcept;

}  // namespace chancery::knowledge
