#include "understand/model/words.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace chancery::understand::model {
namespace {

struct Irregular {
  std::string_view form;
  std::string_view base;
};

// Past forms of verbs that the suffix rules cannot bring together; sorted by form. Base forms are given as the suffix
// rules would leave them ("leav", "giv").
constexpr auto kIrregular = std::to_array<Irregular>({
    {"ate", "eat"},
    {"beaten", "beat"},
    {"became", "becom"},
    {"began", "begin"},
    {"begun", "begin"},
    {"bent", "bend"},
    {"bit", "bite"},
    {"blew", "blow"},
    {"blown", "blow"},
    {"bought", "buy"},
    {"broke", "break"},
    {"broken", "break"},
    {"brought", "bring"},
    {"built", "build"},
    {"burnt", "burn"},
    {"came", "com"},
    {"caught", "catch"},
    {"chose", "choos"},
    {"chosen", "choos"},
    {"dealt", "deal"},
    {"drawn", "draw"},
    {"drew", "draw"},
    {"driven", "driv"},
    {"drove", "driv"},
    {"fallen", "fall"},
    {"fed", "feed"},
    {"fell", "fall"},
    {"felt", "feel"},
    {"fled", "flee"},
    {"flew", "fly"},
    {"flown", "fly"},
    {"forbade", "forbid"},
    {"forbidden", "forbid"},
    {"forgave", "forgiv"},
    {"forgiven", "forgiv"},
    {"fought", "fight"},
    {"found", "find"},
    {"froze", "freez"},
    {"frozen", "freez"},
    {"gave", "giv"},
    {"given", "giv"},
    {"gone", "go"},
    {"gotten", "get"},
    {"grew", "grow"},
    {"grown", "grow"},
    {"heard", "hear"},
    {"held", "hold"},
    {"hidden", "hid"},
    {"hung", "hang"},
    {"kept", "keep"},
    {"knew", "know"},
    {"known", "know"},
    {"laid", "lay"},
    {"led", "lead"},
    {"left", "leav"},
    {"lent", "lend"},
    {"lost", "los"},
    {"made", "mak"},
    {"meant", "mean"},
    {"met", "meet"},
    {"overthrew", "overthrow"},
    {"overthrown", "overthrow"},
    {"paid", "pay"},
    {"ran", "run"},
    {"rejection", "reject"},
    {"rose", "ris"},
    {"said", "say"},
    {"sang", "sing"},
    {"sat", "sit"},
    {"saw", "see"},
    {"seen", "see"},
    {"sent", "send"},
    {"shaken", "shak"},
    {"shook", "shak"},
    {"shot", "shoot"},
    {"slain", "slay"},
    {"sold", "sell"},
    {"sought", "seek"},
    {"spent", "spend"},
    {"spoke", "speak"},
    {"spoken", "speak"},
    {"spying", "spy"},
    {"stabbing", "stab"},
    {"stole", "steal"},
    {"stolen", "steal"},
    {"stood", "stand"},
    {"struck", "strik"},
    {"sued", "sue"},
    {"suing", "sue"},
    {"sworn", "swear"},
    {"taken", "tak"},
    {"talks", "talk"},
    {"taught", "teach"},
    {"thrown", "throw"},
    {"threw", "throw"},
    {"told", "tell"},
    {"took", "tak"},
    {"torn", "tear"},
    {"tried", "try"},
    {"understood", "understand"},
    {"upheld", "uphold"},
    {"went", "go"},
    {"withdrawn", "withdraw"},
    {"withdrew", "withdraw"},
    {"withheld", "withhold"},
    {"won", "win"},
    {"wounded", "wound"},
    {"wrote", "writ"},
    {"written", "writ"},
});

struct Marked {
  std::string_view word;
  std::uint16_t flags;
};

constexpr std::uint16_t kAux = ModelWord::kAuxiliary;
constexpr std::uint16_t kFun = ModelWord::kFunction;
constexpr std::uint16_t kTim = ModelWord::kTime;
constexpr std::uint16_t kNeg = ModelWord::kNegation;
constexpr std::uint16_t kFut = ModelWord::kAuxiliary | ModelWord::kFuture;
constexpr std::uint16_t kIs = ModelWord::kAuxiliary | ModelWord::kBe;
constexpr std::uint16_t kRep = ModelWord::kReport;

constexpr auto kMarked = std::to_array<Marked>({
    {"a", kFun},
    {"about", kFun},
    {"after", kFun},
    {"again", kFun},
    {"ago", kTim},
    {"all", kFun},
    {"also", kFun},
    {"am", kIs},
    {"an", kFun},
    {"and", kFun},
    {"announce", kRep},
    {"announced", kRep},
    {"announces", kRep},
    {"any", kFun},
    {"april", kTim},
    {"are", kIs},
    {"as", kFun},
    {"at", kFun},
    {"august", kTim},
    {"be", kIs},
    {"because", kFun},
    {"been", kIs},
    {"before", kFun},
    {"being", kIs},
    {"both", kFun},
    {"but", kFun},
    {"by", kFun},
    {"can", kAux},
    {"cannot", kAux | kNeg},
    {"could", kAux},
    {"day", kTim},
    {"days", kTim},
    {"december", kTim},
    {"declared", kRep},
    {"did", kAux},
    {"do", kAux},
    {"does", kAux},
    {"during", kFun},
    {"each", kFun},
    {"earlier", kTim},
    {"early", kTim},
    {"evening", kTim},
    {"february", kTim},
    {"for", kFun},
    {"friday", kTim},
    {"from", kFun},
    {"had", kAux},
    {"has", kAux},
    {"have", kAux},
    {"having", kAux},
    {"he", kFun},
    {"her", kFun},
    {"his", kFun},
    {"if", kFun},
    {"in", kFun},
    {"into", kFun},
    {"is", kIs},
    {"it", kFun},
    {"its", kFun},
    {"january", kTim},
    {"july", kTim},
    {"june", kTim},
    {"last", kTim},
    {"late", kTim},
    {"later", kTim},
    {"march", kTim},
    {"may", kAux},
    {"meanwhile", kTim},
    {"might", kAux},
    {"monday", kTim},
    {"month", kTim},
    {"months", kTim},
    {"morning", kTim},
    {"must", kAux},
    {"never", kNeg},
    {"next", kTim},
    {"night", kTim},
    {"no", kNeg},
    {"not", kNeg},
    {"november", kTim},
    {"now", kTim},
    {"october", kTim},
    {"of", kFun},
    {"on", kFun},
    {"one", kFun},
    {"or", kFun},
    {"our", kFun},
    {"over", kFun},
    {"recently", kTim},
    {"reiterated", kRep},
    {"said", kRep},
    {"saturday", kTim},
    {"say", kRep},
    {"saying", kRep},
    {"says", kRep},
    {"september", kTim},
    {"shall", kFut},
    {"she", kFun},
    {"should", kAux},
    {"since", kFun},
    {"so", kFun},
    {"some", kFun},
    {"stated", kRep},
    {"sunday", kTim},
    {"than", kFun},
    {"that", kFun},
    {"the", kFun},
    {"their", kFun},
    {"them", kFun},
    {"then", kFun},
    {"these", kFun},
    {"they", kFun},
    {"this", kFun},
    {"those", kFun},
    {"through", kFun},
    {"thursday", kTim},
    {"to", kFun},
    {"today", kTim},
    {"told", kRep},
    {"tomorrow", kTim},
    {"tuesday", kTim},
    {"under", kFun},
    {"until", kFun},
    {"was", kIs},
    {"we", kFun},
    {"wednesday", kTim},
    {"week", kTim},
    {"weekend", kTim},
    {"were", kIs},
    {"which", kFun},
    {"while", kFun},
    {"who", kFun},
    {"whose", kFun},
    {"will", kFut},
    {"with", kFun},
    {"without", kNeg},
    {"wont", kFut | kNeg},
    {"would", kFut},
    {"year", kTim},
    {"years", kTim},
    {"yesterday", kTim},
});

// Irregular participles that do not end in -ed, for the passive.
constexpr auto kParticiples = std::to_array<std::string_view>({
    "beaten",     "broken", "brought", "built", "caught", "cut",    "forbidden", "forgiven", "found",
    "frozen",     "given",  "held",    "hit",   "hurt",   "led",    "left",      "made",     "met",
    "overthrown", "paid",   "put",     "sent",  "set",    "shot",   "shut",      "slain",    "sold",
    "stolen",     "struck", "sworn",   "taken", "told",   "upheld", "withdrawn", "withheld", "won",
});

// Open-addressed table from the hash of a word to a small value; built once at compile time.
template <std::size_t Size>
struct HashTable {
  std::array<std::uint32_t, Size> keys{};
  std::array<std::uint16_t, Size> values{};

  constexpr void add(std::uint32_t key, std::uint16_t value) {
    std::size_t at = key % Size;
    while (keys[at] != 0) at = (at + 1) % Size;
    keys[at] = key;
    values[at] = value;
  }
  [[nodiscard]] constexpr std::uint16_t find(std::uint32_t key) const noexcept {
    std::size_t at = key % Size;
    while (keys[at] != 0) {
      if (keys[at] == key) return values[at];
      at = (at + 1) % Size;
    }
    return 0;
  }
};

constexpr auto kMarkedTable = [] {
  HashTable<1024> table;
  for (const Marked& entry : kMarked) table.add(hash_text(entry.word), entry.flags);
  return table;
}();

constexpr auto kIrregularTable = [] {
  HashTable<1024> table;
  for (std::size_t i = 0; i < kIrregular.size(); ++i) {
    table.add(hash_text(kIrregular[i].form), static_cast<std::uint16_t>(i + 1));
  }
  return table;
}();

constexpr auto kParticipleTable = [] {
  HashTable<256> table;
  for (const std::string_view word : kParticiples) table.add(hash_text(word), 1);
  return table;
}();

bool ends_with(std::string_view word, std::string_view ending) noexcept { return word.ends_with(ending); }

bool is_vowel(char c) noexcept { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

bool has_vowel(std::string_view word) noexcept { return std::any_of(word.begin(), word.end(), is_vowel); }

// "stopp" -> "stop", but "kill", "press" and "buzz" keep their double letter.
std::string_view undouble(std::string_view word) noexcept {
  const std::size_t n = word.size();
  if (n > 3 && word[n - 1] == word[n - 2] && !is_vowel(word[n - 1]) && word[n - 1] != 'l' && word[n - 1] != 's' &&
      word[n - 1] != 'z') {
    word.remove_suffix(1);
  }
  return word;
}

bool is_letter(unsigned char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(unsigned char c) noexcept { return c >= '0' && c <= '9'; }

// Length in bytes of a typographic mark at `at` (U+2010 to U+203A, U+00A0, U+00AB, U+00BB); 0 where there is none.
std::size_t mark_length(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  if (byte(at) == 0xE2 && (byte(at + 1) == 0x80 || byte(at + 1) == 0x81)) return 3;
  if (byte(at) == 0xC2 && (byte(at + 1) == 0xA0 || byte(at + 1) == 0xAB || byte(at + 1) == 0xBB)) return 2;
  return 0;
}

bool is_apostrophe(std::string_view text, std::size_t at, std::size_t& length) noexcept {
  if (at >= text.size()) return false;
  if (text[at] == '\'') {
    length = 1;
    return true;
  }
  if (text.compare(at, 3, "\xE2\x80\x99") == 0 || text.compare(at, 2, "\xCA\xBC") == 0) {
    length = text[at] == '\xE2' ? 3 : 2;
    return true;
  }
  return false;
}

}  // namespace

std::string_view stem(std::string_view word, char* buffer) noexcept {
  if (const std::uint16_t at = kIrregularTable.find(hash_text(word)); at != 0 && kIrregular[at - 1U].form == word) {
    return kIrregular[at - 1U].base;
  }
  if (word.size() < 4) return word;
  if (ends_with(word, "ies") || ends_with(word, "ied")) {
    if (word.size() == 4) return word.substr(0, 3);
    std::memcpy(buffer, word.data(), word.size() - 3);
    buffer[word.size() - 3] = 'y';
    return {buffer, word.size() - 2};
  }
  if (ends_with(word, "sses") || ends_with(word, "shes") || ends_with(word, "ches") || ends_with(word, "xes")) {
    word.remove_suffix(2);
  } else if (word.back() == 's' && !ends_with(word, "ss") && !ends_with(word, "us") && !ends_with(word, "is")) {
    word.remove_suffix(1);
  }
  if (ends_with(word, "ing") && word.size() >= 6 && has_vowel(word.substr(0, word.size() - 3))) {
    word = undouble(word.substr(0, word.size() - 3));
  } else if (ends_with(word, "ed") && word.size() >= 5 && has_vowel(word.substr(0, word.size() - 2))) {
    word = undouble(word.substr(0, word.size() - 2));
  } else if (ends_with(word, "ation") && word.size() >= 9) {
    word.remove_suffix(5);
  } else if (ends_with(word, "ion") && word.size() >= 8) {
    word.remove_suffix(3);
  } else if (ends_with(word, "ment") && word.size() >= 8) {
    word.remove_suffix(4);
  } else if (ends_with(word, "al") && word.size() >= 7) {
    word.remove_suffix(2);
  } else if (ends_with(word, "ly") && word.size() >= 6) {
    word.remove_suffix(2);
  }
  if (word.size() >= 5 && ends_with(word, "at")) word.remove_suffix(2);  // "investigat(ed)" with "investigation"
  while (word.size() >= 4 && word.back() == 'e') word.remove_suffix(1);  // "agre(ed)" with "agree"
  return word;
}

void split_words(std::string_view text, std::vector<ModelWord>& out) {
  out.clear();
  char lower[64];
  char buffer[96];
  bool clause = false;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto c = static_cast<unsigned char>(text[at]);
    const std::size_t mark = c >= 0x80 ? mark_length(text, at) : 0;
    if (!is_letter(c) && !is_digit(c) && (c < 0x80 || mark != 0)) {
      if (c == ',' || c == ':' || c == ';' || c == '"' || c == '(' || c == ')' || mark == 3) clause = true;
      if (c == '-' && at > 0 && text[at - 1] == ' ') clause = true;
      at += mark != 0 ? mark : 1;
      continue;
    }
    ModelWord word;
    word.begin = static_cast<std::uint32_t>(at);
    if (c >= 'A' && c <= 'Z') word.flags |= ModelWord::kCapital;
    if (is_digit(c)) word.flags |= ModelWord::kNumber;
    std::size_t length = 0;
    const auto put = [&](char letter) {
      if (length < sizeof lower) lower[length++] = letter;
    };
    bool negated = false;
    while (at < text.size()) {
      const auto d = static_cast<unsigned char>(text[at]);
      std::size_t quote = 0;
      if (is_letter(d)) {
        put(static_cast<char>(d | 0x20));
        ++at;
      } else if (is_digit(d)) {
        put(static_cast<char>(d));
        ++at;
      } else if (d >= 0x80 && mark_length(text, at) == 0 && !is_apostrophe(text, at, quote)) {
        put(static_cast<char>(d));
        ++at;
      } else if ((d == '.' || d == ',') && word.is(ModelWord::kNumber) && at + 1 < text.size() &&
                 is_digit(static_cast<unsigned char>(text[at + 1]))) {
        ++at;  // 30.1, 1,086
      } else if (d == '.' && length == 1 && at + 1 < text.size() &&
                 is_letter(static_cast<unsigned char>(text[at + 1]))) {
        ++at;  // U.S, U.N: the point inside an abbreviation
      } else if (d == '.' && at >= 2 && text[at - 2] == '.' && at + 1 < text.size() &&
                 is_letter(static_cast<unsigned char>(text[at + 1]))) {
        ++at;
      } else if (is_apostrophe(text, at, quote)) {
        // "'s" is dropped; "n't" negates; other apostrophes join ("O'Brien").
        const std::size_t after = at + quote;
        const bool single = after + 1 >= text.size() || !is_letter(static_cast<unsigned char>(text[after + 1]));
        if (after >= text.size() || !is_letter(static_cast<unsigned char>(text[after]))) break;
        if ((text[after] == 's' || text[after] == 'S') && single) {
          at = after + 1;
          break;
        }
        if (text[after] == 't' && single && length > 1 && lower[length - 1] == 'n') {
          --length;
          negated = true;
          at = after + 1;
          break;
        }
        at = after;
      } else {
        break;
      }
    }
    word.end = static_cast<std::uint32_t>(at);
    const std::string_view spelled(lower, length);
    word.full = hash_text(spelled);
    if (word.is(ModelWord::kNumber)) {
      word.stem = hash_text(length == 4 ? "<year>" : "<number>");
      word.full = word.stem;
    } else {
      word.stem = hash_text(stem(spelled, buffer));
      word.flags = static_cast<std::uint16_t>(word.flags | kMarkedTable.find(word.full));
      if (ends_with(spelled, "ed") || kParticipleTable.find(word.full) != 0) word.flags |= ModelWord::kParticiple;
      if (ends_with(spelled, "ly") && length > 4) word.flags |= ModelWord::kAdverb;
    }
    if (clause) word.flags |= ModelWord::kClauseBefore;
    clause = false;
    out.push_back(word);
    if (negated) {
      ModelWord no = word;
      no.begin = word.end;
      no.stem = no.full = hash_text("not");
      no.flags = ModelWord::kNegation;
      out.push_back(no);
    }
  }
}

}  // namespace chancery::understand::model
