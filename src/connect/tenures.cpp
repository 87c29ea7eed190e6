#include "connect/tenures.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "connect/person_names.h"
#include "knowledge/vocabulary.h"
#include "text/lexer.h"
#include "text/name_skeleton.h"

namespace chancery::connect {
namespace {

using std::chrono::days;

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) noexcept {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool has_one_holder(std::string_view kind) noexcept {
  return is_one_of(kind, {"head-of-state", "head-of-government", "foreign-minister", "defence-minister"});
}

// What an office is of: "trade integration" of "Minister of Trade and Integration"; "" where it does not say.
std::string field_of(std::string_view office) {
  constexpr std::array<std::string_view, 29> kEmpty = {"minister",
                                                       "ministry",
                                                       "ministers",
                                                       "chairman",
                                                       "chairperson",
                                                       "chairwoman",
                                                       "chair",
                                                       "speaker",
                                                       "president",
                                                       "head",
                                                       "chief",
                                                       "ambassador",
                                                       "governor",
                                                       "secretary",
                                                       "state",
                                                       "the",
                                                       "of",
                                                       "for",
                                                       "to",
                                                       "and",
                                                       "in",
                                                       "at",
                                                       "affairs",
                                                       "republic",
                                                       "plenipotentiary",
                                                       "extraordinary",
                                                       "acting",
                                                       "first",
                                                       "senior"};
  std::vector<text::Lexeme> lexemes;
  text::lex(office, lexemes);
  std::set<std::string> words;
  for (const text::Lexeme& lexeme : lexemes) {
    if ((lexeme.flags & text::kWord) == 0) continue;
    std::string word =
        knowledge::fold(text::lookup_form(office.substr(lexeme.begin, lexeme.end - lexeme.begin), lexeme.flags));
    if (std::find(kEmpty.begin(), kEmpty.end(), word) == kEmpty.end() && word != "'s") words.insert(std::move(word));
  }
  std::string field;
  for (const std::string& word : words) field += (field.empty() ? "" : " ") + word;
  return field;
}

// The commonest of some texts; of equally common ones the longest, then the first of the alphabet.
class Commonest {
 public:
  void add(const std::string& text) { ++counts_[text]; }
  [[nodiscard]] std::string text() const {
    std::tuple<std::size_t, std::size_t> most{0, 0};
    std::string best;
    for (const auto& [text, count] : counts_) {
      const std::tuple key(count, text.size());
      if (key > most) {
        most = key;
        best = text;
      }
    }
    return best;
  }

 private:
  std::map<std::string, std::size_t> counts_;
};

// Which spellings are one person.
class Persons {
 public:
  explicit Persons(std::span<const Sighting> sightings) {
    for (const Sighting& sighting : sightings) {
      if (index_.contains(sighting.person)) continue;
      index_.emplace(sighting.person, 0);
    }
    for (auto& [name, index] : index_) {
      index = names_.size();
      names_.push_back(read_person_name(name));
    }
    leader_.resize(names_.size());
    std::iota(leader_.begin(), leader_.end(), std::size_t{0});
    join_full_names();
  }

  // The number of the person of a full name.
  [[nodiscard]] std::size_t of(const std::string& name) const { return leader(index_.at(name)); }
  [[nodiscard]] bool is_full(const std::string& name) const { return names_[index_.at(name)].words.size() >= 2; }
  // The persons who have a word in their name.
  [[nodiscard]] std::set<std::size_t> with(const std::string& word) const {
    std::set<std::size_t> found;
    const auto known = by_word_.find(word);
    if (known == by_word_.end()) return found;
    for (const std::size_t index : known->second) found.insert(leader(index));
    return found;
  }

 private:
  void join_full_names() {
    for (std::size_t index = 0; index < names_.size(); ++index) {
      if (names_[index].words.size() < 2) continue;
      // Family names stand first or last.
      for (const std::string& word : {names_[index].words.front().key, names_[index].words.back().key}) {
        auto& known = by_word_[word];
        for (const std::size_t other : known) {
          if (leader(other) != leader(index) && may_be_one(names_[other], names_[index])) {
            leader_[leader(index)] = leader(other);
          }
        }
        if (known.empty() || known.back() != index) known.push_back(index);
      }
    }
  }

  [[nodiscard]] std::size_t leader(std::size_t index) const {
    while (leader_[index] != index) index = leader_[index];
    return index;
  }

  std::map<std::string, std::size_t> index_;
  std::vector<PersonName> names_;
  std::vector<std::size_t> leader_;
  std::map<std::string, std::vector<std::size_t>> by_word_;
};

struct Draft {
  std::vector<const Sighting*> sightings;
  std::string field;
};

// Parts the sightings of one person by what the office is of; those that do not say go with the only one that does.
std::vector<Draft> part_by_field(const std::vector<const Sighting*>& sightings, bool single) {
  std::map<std::string, std::vector<const Sighting*>> fields;
  for (const Sighting* sighting : sightings) {
    fields[single ? std::string() : field_of(sighting->office)].push_back(sighting);
  }
  if (fields.size() == 2 && fields.begin()->first.empty()) {
    auto& said = fields.rbegin()->second;
    said.insert(said.end(), fields.begin()->second.begin(), fields.begin()->second.end());
    fields.erase(fields.begin());
  }
  std::vector<Draft> drafts;
  for (auto& [field, members] : fields) drafts.push_back({std::move(members), field});
  return drafts;
}

// Nothing where the person is only called former.
std::optional<Tenure> make_tenure(const Draft& draft) {
  Tenure tenure;
  Commonest full, any, offices, sectors;
  std::set<std::string> names, surnames;
  std::set<std::int64_t> articles;
  std::optional<Day> former;
  std::map<Level, std::size_t> levels;
  for (const Sighting* sighting : draft.sightings) {
    names.insert(sighting->person);
    (sighting->person.find(' ') != std::string::npos ? full : any).add(sighting->person);
    if (!sighting->surname.empty()) surnames.insert(text::name_word_key(sighting->surname));
    if (sighting->former) continue;
    offices.add(sighting->office);
    sectors.add(sighting->sector);
    ++levels[sighting->level];
    if (articles.empty() || sighting->day < tenure.first) tenure.first = sighting->day;
    if (articles.empty() || sighting->day > tenure.last) tenure.last = sighting->day;
    articles.insert(sighting->article);
  }
  if (articles.empty()) return std::nullopt;
  for (const Sighting* sighting : draft.sightings) {
    if (sighting->former && sighting->day > tenure.last && (!former || sighting->day < *former)) {
      former = sighting->day;
    }
  }
  tenure.person = full.text().empty() ? any.text() : full.text();
  tenure.names.assign(names.begin(), names.end());
  tenure.surnames.assign(surnames.begin(), surnames.end());
  tenure.office = offices.text();
  tenure.sector = sectors.text();
  tenure.level = std::max_element(levels.begin(), levels.end(), [](const auto& one, const auto& other) {
                   return one.second < other.second;
                 })->first;
  tenure.not_before = tenure.first - kReach;
  tenure.not_after = tenure.last + kReach;
  if (former) {
    tenure.ended = former;
    tenure.not_after = std::min(tenure.not_after, *former - days{1});
  }
  tenure.articles.assign(articles.begin(), articles.end());
  return tenure;
}

// The holders of one office, one after the other.
void end_by_successors(std::vector<Tenure*>& holders) {
  std::sort(holders.begin(), holders.end(), [](const Tenure* one, const Tenure* other) {
    return std::tie(one->first, one->last, one->person) < std::tie(other->first, other->last, other->person);
  });
  Tenure* before = nullptr;
  for (Tenure* holder : holders) {
    if (before != nullptr) {
      if (holder->last <= before->last) {
        // Named once within another's time: an error of one article, or somebody who stood in for days.
        holder->not_before = holder->first;
        holder->not_after = holder->last;
        continue;
      }
      // Where both are named at a time, as in the days of a change, the later one goes on.
      const Day change = std::max(holder->first, before->last + days{1});
      holder->not_before = std::max(holder->not_before, std::min(holder->first, before->last + days{1}));
      before->not_after = std::min(before->not_after, change - days{1});
      if (!before->ended || change < *before->ended) {
        before->ended = change;
        before->successor = holder->person;
      } else if (before->successor.empty()) {
        before->successor = holder->person;
      }
    }
    before = holder;
  }
}

}  // namespace

bool is_known_by_surname(std::string_view kind) noexcept {
  return is_one_of(
      kind, {"head-of-state", "head-of-government", "deputy-head-of-government", "foreign-minister", "defence-minister",
             "minister", "deputy-minister", "vice-president", "speaker", "deputy-speaker", "ambassador", "spokesperson",
             "leader", "royal", "organisation-head", "envoy", "chief-of-staff"});
}

bool holds_on(const Tenure& tenure, Day day) noexcept { return tenure.not_before <= day && day <= tenure.not_after; }

std::vector<Tenure> learn_tenures(std::string_view kind, std::span<const Sighting> sightings) {
  const Persons persons(sightings);
  std::map<std::size_t, std::vector<const Sighting*>> by_person;
  std::map<std::string, std::vector<const Sighting*>> nameless;  // surnames that no full name has
  for (const Sighting& sighting : sightings) {
    if (persons.is_full(sighting.person)) {
      by_person[persons.of(sighting.person)].push_back(&sighting);
      continue;
    }
    const PersonName name = read_person_name(sighting.person);
    if (name.words.empty()) continue;
    const std::string& word = name.words.front().key;
    const std::set<std::size_t> owners = persons.with(word);
    if (owners.size() == 1) {
      by_person[*owners.begin()].push_back(&sighting);
    } else if (owners.empty()) {
      nameless[word].push_back(&sighting);
    }  // two ministers of one surname: which one is meant stays open
  }
  std::vector<std::vector<const Sighting*>> all;
  for (auto& [person, members] : by_person) all.push_back(std::move(members));
  for (auto& [word, members] : nameless) all.push_back(std::move(members));

  std::vector<Tenure> tenures;
  std::vector<std::string> fields;
  const bool single = has_one_holder(kind);
  for (const auto& members : all) {
    for (const Draft& draft : part_by_field(members, single)) {
      auto tenure = make_tenure(draft);
      if (!tenure) continue;
      tenures.push_back(*std::move(tenure));
      fields.push_back(draft.field);
    }
  }
  if (single || is_one_of(kind, {"speaker", "ambassador", "minister", "governor"})) {
    std::map<std::string, std::vector<Tenure*>> offices;
    for (std::size_t i = 0; i < tenures.size(); ++i) {
      if (single || !fields[i].empty()) offices[fields[i]].push_back(&tenures[i]);
    }
    for (auto& [field, holders] : offices) end_by_successors(holders);
  }
  std::sort(tenures.begin(), tenures.end(), [](const Tenure& one, const Tenure& other) {
    return std::tie(one.first, one.person, one.office) < std::tie(other.first, other.person, other.office);
  });
  return tenures;
}

}  // namespace chancery::connect
