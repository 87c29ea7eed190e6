#include "connect/agreement_names.h"

#include <algorithm>
#include <charconv>

#include "knowledge/table_reader.h"
#include "text/lexer.h"

namespace chancery::connect {
namespace {

// A plural as its singular, well enough for comparing: "ministries", "treaties", "services"; not "gas", "access".
std::string singular(std::string word) {
  if (word.size() > 4 && word.ends_with("ies")) return word.replace(word.size() - 3, 3, "y");
  if (word.size() > 4 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")) word.pop_back();
  return word;
}

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<text::Lexeme> lexemes;
  text::lex(text, lexemes);
  std::vector<std::string> words;
  for (const text::Lexeme& lexeme : lexemes) {
    if ((lexeme.flags & (text::kWord | text::kNumber)) == 0) continue;
    const std::string_view raw = text.substr(lexeme.begin, lexeme.end - lexeme.begin);
    if (raw == "'s" || raw == "’s") continue;
    words.push_back(singular(knowledge::fold(text::lookup_form(raw, lexeme.flags))));
  }
  return words;
}

int year_in(std::string_view word) {
  int year = 0;
  const auto [end, code] = std::from_chars(word.data(), word.data() + word.size(), year);
  return code == std::errc() && end == word.data() + word.size() && year >= 1600 && year < 2200 ? year : 0;
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace

Result<AgreementNames> AgreementNames::load() {
  AgreementNames names;
  if (auto loaded = names.load_names(); !loaded) return std::unexpected(std::move(loaded.error()));
  if (auto loaded = names.load_states(); !loaded) return std::unexpected(std::move(loaded.error()));
  names.phrases_.finish();
  return names;
}

Result<void> AgreementNames::load_names() {
  const auto table = knowledge::TableReader::open("agreement_names.csv");
  if (!table) return std::unexpected(table.error());
  for (const knowledge::CsvRow& row : table->rows()) {
    const std::string& role = table->cell(row, "role");
    Entry entry;
    entry.value = table->cell(row, "value");
    if (role == "subject" && !entry.value.empty()) {
      entry.role = Role::subject;
    } else if (role == "open") {
      entry.role = Role::open;
    } else if (role == "form") {
      entry.role = Role::form;
    } else if (role == "empty") {
      entry.role = Role::empty;
    } else {
      return table->fail(row, "a row needs the role subject (with a value), open, form or empty, not \"" + role + "\"");
    }
    entries_.push_back(std::move(entry));
    for (const std::string& phrase : knowledge::split_list(table->cell(row, "phrases"))) {
      add(phrase, static_cast<std::uint32_t>(entries_.size() - 1));
    }
  }
  return {};
}

// The parties are told apart from the name already: "the 1951 U.S.-Philippines Mutual Defense Treaty".
Result<void> AgreementNames::load_states() {
  const auto table = knowledge::TableReader::open("states.csv");
  if (!table) return std::unexpected(table.error());
  entries_.push_back({Role::state, ""});
  for (const knowledge::CsvRow& row : table->rows()) {
    for (const std::string_view column : {"name", "names", "adjectives", "people"}) {
      for (const std::string& name : knowledge::split_list(table->cell(row, column))) {
        add(name, static_cast<std::uint32_t>(entries_.size() - 1));
      }
    }
  }
  return {};
}

void AgreementNames::add(std::string_view phrase, std::uint32_t entry) {
  std::vector<knowledge::WordId> ids;
  for (const std::string& word : folded_words(phrase)) ids.push_back(vocabulary_.add(word));
  if (!ids.empty()) phrases_.add(ids, entry);
}

std::vector<AgreementNames::Word> AgreementNames::words_of(std::string_view name) const {
  std::vector<Word> words;
  for (std::string& word : folded_words(name)) {
    const knowledge::WordId id = vocabulary_.find(word);
    words.push_back({std::move(word), id, Role::subject, false});
  }
  return words;
}

std::string AgreementNames::turning_noun(const std::vector<Word>& words) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (!words[at].taken || (words[at].role != Role::form && words[at].role != Role::open)) continue;
    if (at + 1 < words.size() &&
        is_one_of(words[at + 1].text, {"on", "of", "for", "about", "concerning", "regarding"})) {
      begin = at + 2;
      break;
    }
  }
  std::string noun;
  for (std::size_t at = begin; at < words.size(); ++at) {
    const Word& word = words[at];
    if (!noun.empty() && (is_one_of(word.text, {"of", "to", "in", "for", "between", "with", "and", "on"}) ||
                          (word.taken && (word.role == Role::form || word.role == Role::open)))) {
      break;
    }
    if (!word.taken && year_in(word.text) == 0) noun = word.text;
  }
  return noun;
}

AgreementName AgreementNames::read(const AgreementFinding& agreement) const {
  AgreementName name;
  name.form = agreement.kind;
  std::vector<Word> words = words_of(agreement.name);
  std::vector<knowledge::WordId> ids;
  for (const Word& word : words) ids.push_back(word.id);
  std::vector<std::string> subjects;
  bool closed = false;  // a noun says what form it has
  for (std::size_t at = 0; at < words.size();) {
    const auto match = phrases_.longest(std::span(ids).subspan(at));
    if (!match) {
      ++at;
      continue;
    }
    const Entry& entry = entries_[match.entries[0]];
    for (std::size_t i = at; i < at + match.words; ++i) {
      words[i].taken = true;
      words[i].role = entry.role;
    }
    if (entry.role == Role::subject) subjects.push_back(entry.value);
    if (entry.role == Role::form) closed = true;
    if (entry.role == Role::open && !closed && name.form == "agreement") {
      name.form = entry.value;
    }
    at += match.words;
  }
  std::sort(subjects.begin(), subjects.end());
  subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
  if (!subjects.empty()) {
    // Of several the first of the alphabet, whatever the order of the name; the others tell it from its neighbours.
    name.subject = subjects.front();
    name.words.assign(subjects.begin() + 1, subjects.end());
  } else {
    name.subject = turning_noun(words);
    const std::string said = knowledge::fold(agreement.subject);
    // A subject that is no part of the name was concluded from it ("space" of the Artemis Accords): an id.
    if (!said.empty() && knowledge::fold(agreement.name).find(said) == std::string::npos) name.subject = said;
  }
  for (const Word& word : words) {
    if (const int year = year_in(word.text); year != 0) {
      name.year = year;
    } else if (!word.taken && word.text.size() > 1 && word.text != name.subject) {
      name.words.push_back(word.text);
    }
  }
  std::sort(name.words.begin(), name.words.end());
  name.words.erase(std::unique(name.words.begin(), name.words.end()), name.words.end());
  return name;
}

}  // namespace chancery::connect
