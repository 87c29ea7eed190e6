#include "evaluate/readout_title.h"

#include <algorithm>
#include <array>

namespace chancery::evaluate {
namespace {

using knowledge::NameEntry;
using knowledge::NameForm;
using knowledge::Tables;

constexpr std::size_t kLongestName = 6;  // words

// Contacts and their modes.
constexpr auto kContacts = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"call", "phone"},
    {"calls", "phone"},
    {"conference", ""},
    {"conversation", "meet"},
    {"dinner", "meet"},
    {"lunch", "meet"},
    {"meeting", "meet"},
    {"meetings", "meet"},
    {"meets", "meet"},
    {"travel", "visit"},
    {"trip", "visit"},
    {"visit", "visit"},
});
// Words after which the title tells what it was about, no longer with whom.
constexpr auto kAbout = std::to_array<std::string_view>({
    "about",
    "after",
    "ahead",
    "amid",
    "as",
    "at",
    "before",
    "during",
    "following",
    "in",
    "on",
    "prior",
    "regarding",
});
// Offices of the home state, whose holders are no foreign counterpart.
constexpr auto kDomestic = std::to_array<std::string_view>({
    "attorneys",
    "caucus",
    "congress",
    "congressional",
    "congressman",
    "congresswoman",
    "governor",
    "governors",
    "house",
    "legislators",
    "mayor",
    "mayors",
    "senate",
    "senator",
    "senators",
    "tribal",
});
// Small words inside names of persons, words that are none though capitals begin them, and what follows a surname.
constexpr auto kParticles =
    std::to_array<std::string_view>({"al", "bin", "bint", "da", "de", "der", "el", "van", "von"});
constexpr auto kNoNames = std::to_array<std::string_view>({
    "administration",
    "agency",
    "allies",
    "ambassadors",
    "committee",
    "council",
    "counterparts",
    "department",
    "leaders",
    "national",
    "of",
    "officials",
    "refugees",
    "relief",
    "the",
    "works",
});
constexpr auto kSuffixes = std::to_array<std::string_view>({"ii", "iii", "iv", "jr", "sr", "vi", "x"});

template <std::size_t Size>
bool among(const std::array<std::string_view, Size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Word {
  std::string text;
  std::string folded;
  bool capital = false;
  bool comma_after = false;
};

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

std::string_view without_possessive(std::string_view text) {
  return text.ends_with("'s") ? text.substr(0, text.size() - 2) : text;
}

// Words at blanks; points inside abbreviations, hyphens and possessives stay, other marks go.
std::vector<Word> split_title(std::string_view title) {
  std::string plain;
  for (std::size_t i = 0; i < title.size(); ++i) {
    if (title.compare(i, 3, "\xE2\x80\x99") == 0) {  // right single quotation mark
      plain += '\'';
      i += 2;
    } else {
      plain += title[i];
    }
  }
  std::vector<Word> words;
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t end = std::min(plain.find(' ', at), plain.size());
    Word word;
    word.text = plain.substr(at, end - at);
    at = end + 1;
    word.comma_after = word.text.ends_with(',') || word.text.ends_with(";");
    while (!word.text.empty() && !is_word_byte(word.text.front())) word.text.erase(0, 1);
    while (!word.text.empty() && !is_word_byte(word.text.back()) && word.text.back() != '.') word.text.pop_back();
    if (word.text.empty()) continue;
    word.capital = word.text[0] >= 'A' && word.text[0] <= 'Z';
    word.folded = knowledge::fold(without_possessive(word.text));
    while (word.folded.ends_with('.')) word.folded.pop_back();
    words.push_back(std::move(word));
  }
  return words;
}

struct Range {
  std::size_t first = 0;
  std::size_t last = 0;
};

std::string joined(const std::vector<Word>& words, std::size_t first, std::size_t last) {
  std::string text;
  for (std::size_t i = first; i < last; ++i) {
    if (i > first) text += ' ';
    // "People's Republic of China", but "Japan's Prime Minister".
    text += i + 1 == last ? without_possessive(words[i].text) : std::string_view(words[i].text);
  }
  return text;
}

int rank(NameForm form) {
  switch (form) {
    case NameForm::name: return 0;
    case NameForm::code: return 1;
    case NameForm::adjective: return 2;
    case NameForm::people: return 3;
    case NameForm::institution: return 4;
    case NameForm::capital: return 5;
    default: return 9;
  }
}

class TitleParser {
 public:
  TitleParser(std::string_view title, const Tables& tables, std::string_view home)
      : words_(split_title(title)), tables_(tables), home_(home) {}

  std::optional<ReadoutTitle> parse() {
    const auto counterpart = find_counterpart();
    if (!counterpart) return std::nullopt;
    for (std::size_t i = counterpart->first; i < counterpart->last; ++i) {
      if (among(kDomestic, words_[i].folded)) return std::nullopt;
    }
    covered_.assign(words_.size(), false);
    find_actors({actors_first_, counterpart->last});
    if (result_.counterparts.empty()) return std::nullopt;
    find_persons(*counterpart);
    return result_;
  }

 private:
  bool is(std::size_t i, std::string_view word) const { return i < words_.size() && words_[i].folded == word; }

  // With `actors_first_` where the actors begin: "between" may list them before its "and".
  std::optional<Range> find_counterpart() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const auto contact =
          std::find_if(kContacts.begin(), kContacts.end(), [&](const auto& c) { return c.first == words_[i].folded; });
      if (contact == kContacts.end()) continue;
      result_.mode = contact->second;
      for (std::size_t back = 1; back <= 3 && back <= i; ++back) {
        if (is(i - back, "virtual") || is(i - back, "video")) result_.mode = "phone";
      }
      if (result_.mode.empty()) continue;
      if (const auto range = after_contact(i + 1, contact->second == "visit")) return range;
    }
    return std::nullopt;
  }

  // What stands after "with", "to" or, past the home side, "between ... and".
  std::optional<Range> after_contact(std::size_t at, bool visit) {
    for (std::size_t i = at; i < words_.size(); ++i) {
      actors_first_ = i + 1;
      if (is(i, "with") || (is(i, "to") && (visit || i == at))) return until_about(i + 1);
      if (is(i, "between")) {
        for (std::size_t k = i + 1; k < words_.size(); ++k) {
          if (is(k, "and")) return until_about(k + 1);
        }
      }
      if (among(kAbout, words_[i].folded)) return std::nullopt;
    }
    return std::nullopt;
  }

  Range until_about(std::size_t first) const {
    std::size_t last = first;
    while (last < words_.size() && !among(kAbout, words_[last].folded)) ++last;
    return {first, last};
  }

  // The best entry of the words [first, last), by how directly it names.
  const NameEntry* name_of(std::size_t first, std::size_t last) const {
    if (!words_[first].capital) return nullptr;
    const std::string text = joined(words_, first, last);
    const auto words = tables_.known_words(text);
    if (words.empty()) return nullptr;
    const NameEntry* best = nullptr;
    for (const std::uint32_t index : tables_.name_phrases.exact(words).entries) {
      const NameEntry& entry = tables_.names[index];
      const bool caps = std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      if (rank(entry.form) == 9 || (entry.all_caps_only && !caps)) continue;
      if (best == nullptr || rank(entry.form) < rank(best->form)) best = &entry;
    }
    return best;
  }

  void find_actors(Range range) {
    for (std::size_t i = range.first; i < range.last;) {
      std::size_t step = 1;
      for (std::size_t length = std::min(kLongestName, range.last - i); length > 0; --length) {
        const NameEntry* entry = name_of(i, i + length);
        if (entry == nullptr) continue;
        // "National Security Council" is not the one of the United Nations.
        if (entry->form == NameForm::institution && i > 0 && is(i - 1, "national")) continue;
        const std::string& code = tables_.actors[entry->actor].code;
        // "Envoy for Yemen" does not come from there.
        const bool matter = i > range.first && is(i - 1, "for");
        if (!matter && code != home_ &&
            std::find(result_.counterparts.begin(), result_.counterparts.end(), code) == result_.counterparts.end()) {
          result_.counterparts.push_back(code);
        }
        std::fill_n(covered_.begin() + static_cast<std::ptrdiff_t>(i), length, true);
        step = length;
        break;
      }
      i += step;
    }
  }

  // Titles are what the table of titles knows; "and" and commas part one person from the next.
  void cover_titles(Range range) {
    for (std::size_t i = range.first; i < range.last; ++i) {
      for (std::size_t length = std::min(kLongestName, range.last - i); length > 0; --length) {
        const auto words = tables_.known_words(joined(words_, i, i + length));
        if (words.empty() || !tables_.title_phrases.exact(words)) continue;
        std::fill_n(covered_.begin() + static_cast<std::ptrdiff_t>(i), length, true);
        break;
      }
    }
  }

  void find_persons(Range range) {
    cover_titles(range);
    std::vector<std::size_t> run;
    const auto finish = [&] {
      while (!run.empty() && among(kSuffixes, words_[run.back()].folded)) run.pop_back();
      // One word may be an office that no table knows; two are nearly always a name, and so is one after a title.
      if (!run.empty() && (run.size() > 1 || (run[0] > range.first && covered_[run[0] - 1]))) {
        result_.surnames.push_back(words_[run.back()].folded);
      }
      run.clear();
    };
    for (std::size_t i = range.first; i < range.last; ++i) {
      const bool particle = !run.empty() && among(kParticles, words_[i].folded);
      if (covered_[i] || (!words_[i].capital && !particle) || among(kNoNames, words_[i].folded)) {
        finish();
        continue;
      }
      run.push_back(i);
      if (words_[i].comma_after) finish();
    }
    finish();
  }

  std::vector<Word> words_;
  const Tables& tables_;
  std::string_view home_;
  std::vector<bool> covered_;
  std::size_t actors_first_ = 0;
  ReadoutTitle result_;
};

}  // namespace

std::optional<ReadoutTitle> parse_readout_title(std::string_view title, const Tables& tables, std::string_view home) {
  return TitleParser(title, tables, home).parse();
}

}  // namespace chancery::evaluate
