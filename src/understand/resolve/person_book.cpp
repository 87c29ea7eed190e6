#include "understand/resolve/person_book.h"

#include <algorithm>
#include <cstdlib>

#include "text/name_skeleton.h"
#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

using knowledge::kNoActor;
using knowledge::TenureEntry;

// A bare surname is taken for an office holder only within so many days of the tenure: news goes on for a while after a
// change, and tables may be off by some days.
constexpr int kSlackDays = 45;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) noexcept {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// 0 where the tenure covers the day, else the days between; without a day, 0.
long distance_to(const TenureEntry& tenure, std::optional<Day> day) noexcept {
  if (!day) return 0;
  if (tenure.from && *day < *tenure.from) return (*tenure.from - *day).count();
  if (tenure.to && *day > *tenure.to) return (*day - *tenure.to).count();
  return 0;
}

// Titles that only a few persons of a state hold at a time, so that two of them tell persons of one surname apart.
bool is_distinct(std::string_view kind) noexcept {
  return is_one_of(kind, {"head-of-state", "head-of-government", "foreign-minister", "defence-minister",
                          "vice-president", "speaker", "ambassador", "spokesperson", "governor", "deputy-minister",
                          "minister", "deputy-head-of-government", "deputy-speaker"});
}

// "Foreign Ministers" as each of them holds it; "heads of state" by their first noun.
std::string singular_office(std::string office) {
  const std::size_t end = std::min(office.find(" of "), office.size());
  std::string_view head = std::string_view(office).substr(0, end);
  if (head.ends_with("men")) return office.replace(end - 2, 1, "a");
  if (head.ends_with("ies")) return office.replace(end - 3, 3, "y");
  if (head.ends_with('s') && !head.ends_with("ss")) return office.erase(end - 1, 1);
  return office;
}

// A name as records keep it: "Joseph R. Biden, Jr." without what is no name, and on one line.
std::string plain_name(std::string_view written) {
  for (const std::string_view suffix : {", Jr.", " Jr.", ", Jr", " Jr", ", Sr.", " Sr."}) {
    if (written.ends_with(suffix)) {
      written.remove_suffix(suffix.size());
      break;
    }
  }
  std::string name;
  for (const char c : written) {
    if (c != '\n' && c != '\r' && c != '\t')
      name += c;
    else if (!name.empty() && name.back() != ' ')
      name += ' ';
  }
  return name;
}

}  // namespace

bool kinds_agree(std::string_view a, std::string_view b) noexcept {
  if (a == b || !is_distinct(a) || !is_distinct(b)) {
    if (a == "leader" || b == "leader") {
      const std::string_view other = a == "leader" ? b : a;
      return is_one_of(other, {"leader", "head-of-state", "head-of-government", "royal", "other", "", "honorific",
                               "former", "organisation-head", "general", "business", "religious"});
    }
    if (a == "royal" || b == "royal") {
      const std::string_view other = a == "royal" ? b : a;
      return !is_one_of(other, {"spokesperson", "ambassador", "governor"});
    }
    return true;
  }
  const auto pair = [&](std::string_view x, std::string_view y) { return (a == x && b == y) || (a == y && b == x); };
  return pair("minister", "foreign-minister") || pair("minister", "defence-minister") ||
         pair("deputy-head-of-government", "minister") || pair("deputy-head-of-government", "foreign-minister") ||
         pair("minister", "deputy-minister") || pair("deputy-head-of-government", "defence-minister") ||
         pair("head-of-government", "minister") || pair("head-of-government", "foreign-minister");
}

void PersonBook::start(Document& document) {
  document_ = &document;
  facts_.clear();
  learnt_names_.clear();
  for (const TenureEntry& tenure : document.learnt) {
    LearntName& name = learnt_names_.emplace_back();
    name.family_first =
        family_name_first(name_key(std::string_view(tenure.person)), document.tables().actors[tenure.actor].code);
    for (const std::string& spelling : tenure.aliases) {
      name.keys.push_back(name_key(std::string_view(spelling)));
      name.family.push_back(knowledge::fold(name.family_first ? spelling.substr(0, spelling.find(' '))
                                                              : spelling.substr(spelling.rfind(' ') + 1)));
    }
  }
}

PersonBook::Choice PersonBook::learnt_of(const NameKey& key, const PersonPhrase& phrase) const {
  const std::string_view kind = phrase.kind();
  const bool says_office = is_distinct(kind) || kind == "leader" || kind == "royal";
  const TenureEntry* best = nullptr;
  for (std::size_t at = 0; at < learnt_names_.size(); ++at) {
    const TenureEntry& tenure = document_->learnt[at];
    if (phrase.owner != kNoActor && tenure.actor != phrase.owner) continue;
    if (says_office && !phrase.title.former && !kinds_agree(kind, tenure.kind)) continue;
    if (key.count == 1 && !phrase.has_title && !document_->learnt_by_surname[at]) continue;
    const LearntName& name = learnt_names_[at];
    bool same = false;
    for (std::size_t spelling = 0; spelling < name.keys.size() && !same; ++spelling) {
      const NameKey& known = name.keys[spelling];
      // A holder who is known by surname alone may be anybody of that name.
      if (key.count > 1 && known.count == 1) continue;
      // Sung Kim is not Kim Sung-han.
      if (key.count > 1 && name.family_first && key.count != known.count) continue;
      if (compare_names(known, name.family_first && known.count > 1, key) != NameMatch::same) continue;
      for (TokenIndex token = phrase.name.first; token < phrase.name.last; ++token) {
        // A first name goes some way to tell a person; a surname alone must be spelt as somewhere before.
        const std::string written = document_->folded(token);
        same = same || (key.count > 1 ? text::is_spelt_alike(written, name.family[spelling])
                                      : written == name.family[spelling]);
      }
    }
    if (!same) continue;
    if (best != nullptr && (best->person != tenure.person || best->actor != tenure.actor)) return {};
    const bool better = best == nullptr || (tenure.kind == kind) > (best->kind == kind) ||
                        ((tenure.kind == kind) == (best->kind == kind) && tenure.level < best->level);
    if (better) best = &tenure;
  }
  return {best, true};
}

bool PersonBook::is_learnt_surname(TokenRange name) const {
  if (learnt_names_.empty()) return false;
  PersonPhrase phrase;
  phrase.tokens = phrase.name = name;
  return learnt_of(name_key(*document_, name), phrase).tenure != nullptr;
}

PersonBook::Choice PersonBook::choose(std::span<const std::uint32_t> entries, const PersonPhrase& phrase,
                                      bool full_name) const {
  const knowledge::Tables& tables = document_->tables();
  const std::optional<Day> day = document_->facts.date;
  const std::string_view kind = phrase.kind();
  const bool says_office = is_distinct(kind) || kind == "leader" || kind == "royal";
  const TenureEntry* best = nullptr;
  long best_cost = 0;
  bool several = false, several_states = false;
  for (const std::uint32_t index : entries) {
    const TenureEntry& tenure = tables.tenures[index];
    if (phrase.owner != kNoActor && tenure.actor != phrase.owner) continue;
    const long distance = distance_to(tenure, day);
    const bool agrees = says_office && kinds_agree(kind, tenure.kind) && tenure.kind != "other";
    if (!full_name) {
      if (says_office && !agrees && !phrase.title.former) continue;
      if (phrase.title.former ? (tenure.to ? day && *day < *tenure.to : true) : distance > kSlackDays) continue;
    }
    const long cost = distance * 2 + (says_office && !agrees ? 1'000'000 : 0) + (tenure.kind == kind ? 0 : 1);
    if (best != nullptr && best->actor != tenure.actor) several_states = true;
    if (best != nullptr && best->person != tenure.person)
      several = several || (!full_name && (!day || (best_cost <= 3) == (cost <= 3)));
    if (best == nullptr || cost < best_cost || (cost == best_cost && tenure.level < best->level) ||
        (!day && cost == best_cost && tenure.from && best->from && *tenure.from > *best->from)) {
      best = &tenure;
      best_cost = cost;
    }
  }
  if (several && several_states) return {};
  return {best, !several};
}

PersonBook::Choice PersonBook::tenure_of(TokenRange name, const NameKey& key, const PersonPhrase& phrase) const {
  const knowledge::Tables& tables = document_->tables();
  const std::span<const WordId> words = std::span(document_->words).subspan(name.first, name.size());
  if (key.count >= 2) {
    if (tables.person_phrases.starts(words[0])) {
      if (const auto match = tables.person_phrases.exact(words)) return choose(match.entries, phrase, true);
    }
    // Without initials and marks: "Joseph R. Biden, Jr."; and in the other order: "Kishida Fumio".
    std::array<WordId, NameKey::kMostWords> plain{};
    std::size_t count = 0;
    for (std::size_t at = 0; at < key.count; ++at) {
      if (!key.is_initial[at]) plain[count++] = key.ids[at];
    }
    if (std::find(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(count), knowledge::kUnknownWord) !=
        plain.begin() + static_cast<std::ptrdiff_t>(count))
      return {};
    if (count >= 2) {
      if (const auto match = tables.person_phrases.exact(std::span(plain).first(count)))
        return choose(match.entries, phrase, true);
      std::array<WordId, NameKey::kMostWords> turned{};
      std::rotate_copy(plain.begin(), plain.begin() + 1, plain.begin() + static_cast<std::ptrdiff_t>(count),
                       turned.begin());
      if (const auto match = tables.person_phrases.exact(std::span(turned).first(count)))
        return choose(match.entries, phrase, true);
      std::rotate_copy(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(count) - 1,
                       plain.begin() + static_cast<std::ptrdiff_t>(count), turned.begin());
      if (const auto match = tables.person_phrases.exact(std::span(turned).first(count)))
        return choose(match.entries, phrase, true);
      const std::array<WordId, 2> ends = {plain[0], plain[count - 1]};
      if (count > 2) {
        if (const auto match = tables.person_phrases.exact(ends)) return choose(match.entries, phrase, true);
      }
    }
    if (count != 1) return {};
  }
  // A surname of several words ("von der Leyen") or of one.
  if (!phrase.has_title) return {};
  if (tables.surname_phrases.starts(words[0])) {
    if (const auto match = tables.surname_phrases.exact(words)) return choose(match.entries, phrase, false);
  }
  if (key.count == 1 && key.ids[0] != knowledge::kUnknownWord && key.ids[0] != words[0]) {
    if (const auto match = tables.surname_phrases.exact(std::span(&key.ids[0], 1)))
      return choose(match.entries, phrase, false);
  }
  return {};
}

int PersonBook::known_as(const NameKey& key, const PersonPhrase& phrase, const TenureEntry* tenure,
                         bool weak_counts) const {
  int weak = -1;
  for (std::size_t at = facts_.size(); at-- > 0;) {
    const Person& person = document_->persons[at];
    const Facts& facts = facts_[at];
    if (tenure != nullptr && facts.tenure != nullptr) {
      if (tenure->person == facts.tenure->person && tenure->actor == facts.tenure->actor) return static_cast<int>(at);
      if (key.count >= 2) continue;
    }
    const NameMatch match = compare_names(facts.key, facts.family_first, key);
    if (match == NameMatch::different || (match == NameMatch::weak && !weak_counts)) continue;
    const bool countries_differ = phrase.owner != kNoActor && person.actor != kNoActor && phrase.owner != person.actor;
    const bool short_name = key.count == 1 || facts.key.count == 1;
    if (countries_differ && (short_name || !person.inferred_country)) continue;
    if (short_name && phrase.has_title && !kinds_agree(phrase.kind(), person.kind) && !phrase.title.former &&
        !person.former)
      continue;
    if (match == NameMatch::same) return static_cast<int>(at);
    if (weak < 0) weak = static_cast<int>(at);
  }
  return weak;
}

int PersonBook::meet(const PersonPhrase& phrase) {
  const NameKey key = name_key(*document_, phrase.name);
  if (key.count == 0) return -1;
  Choice choice = tenure_of(phrase.name, key, phrase);
  if (choice.tenure == nullptr) choice = learnt_of(key, phrase);
  const TenureEntry* tenure = choice.sure ? choice.tenure : nullptr;
  int index = known_as(key, phrase, tenure, true);
  if (index < 0) {
    index = static_cast<int>(facts_.size());
    Person person;
    person.name_tokens = phrase.name;
    person.sentence = phrase.sentence;
    document_->persons.push_back(std::move(person));
    facts_.push_back({});
  }
  update(static_cast<std::size_t>(index), phrase, key, tenure);
  if (!choice.sure) facts_[static_cast<std::size_t>(index)].surname_actor = choice.tenure->actor;
  return index;
}

void PersonBook::update(std::size_t index, const PersonPhrase& phrase, const NameKey& key, const TenureEntry* tenure) {
  Person& person = document_->persons[index];
  Facts& facts = facts_[index];
  if (tenure != nullptr && facts.tenure == nullptr) facts.tenure = tenure;
  const auto real_words = [](const NameKey& of) {
    return of.count - static_cast<std::size_t>(std::count(
                          of.is_initial.begin(), of.is_initial.begin() + static_cast<std::ptrdiff_t>(of.count), true));
  };
  if (!facts.named || real_words(key) > real_words(facts.key) ||
      (real_words(key) == real_words(facts.key) && key.count > facts.key.count)) {
    if (!facts.named || facts.key.count == 1 || key.count >= 2) {
      facts.key = key;
      facts.named = true;
      person.name_tokens = phrase.name;
      person.sentence = phrase.sentence;
      person.name = plain_name(document_->text(phrase.name));
      if (real_words(key) == 1 && facts.tenure != nullptr) {
        person.name = facts.tenure->person;
        facts.key = name_key(std::string_view(facts.tenure->person));
      }
    }
  }
  if (phrase.gender != 0 && person.gender == 0) person.gender = phrase.gender;
  if (phrase.owner != kNoActor && (person.actor == kNoActor || person.inferred_country)) {
    person.actor = phrase.owner;
    person.inferred_country = false;
  }
  if (phrase.has_title && !phrase.title.honorific()) {
    const bool first_office = person.office_tokens.empty() || person.kind == "general" || person.kind == "royal" ||
                              person.kind == "legislator";
    const bool better =
        first_office ||
        (person.kind == phrase.title.kind && phrase.title.to_actor != kNoActor && person.to_actor == kNoActor) ||
        (person.kind == "other" && is_distinct(phrase.title.kind)) ||
        (person.kind == "minister" && phrase.title.kind == "foreign-minister");
    if (better && phrase.title.part_count > 0) {
      person.office = phrase.title.office_text(*document_);
      if (phrase.one_of_several) person.office = singular_office(std::move(person.office));
      person.office_tokens = phrase.title.office();
      person.kind = phrase.title.kind;
      person.sector = phrase.title.sector;
      person.level = phrase.title.level;
      person.former = phrase.title.former;
      person.inferred_office = phrase.title.counterpart;
    }
    if (phrase.title.to_actor != kNoActor) person.to_actor = phrase.title.to_actor;
  }
  const std::string_view code =
      person.actor != kNoActor  ? std::string_view(document_->tables().actors[person.actor].code)
      : facts.tenure != nullptr ? std::string_view(document_->tables().actors[facts.tenure->actor].code)
                                : std::string_view();
  facts.family_first = family_name_first(facts.key, code);
  if (facts.tenure != nullptr && !facts.family_first && facts.key.count >= 2) {
    // The table says which word is the family name.
    const NameKey surname = name_key(std::string_view(facts.tenure->surname));
    if (surname.count > 0)
      facts.family_first = surname.words[surname.count - 1] == facts.key.words[0] &&
                           surname.words[surname.count - 1] != facts.key.words[facts.key.count - 1];
  }
  const std::size_t family = facts.family_first ? 0 : facts.key.count - 1;
  if (facts.key.ids[family] != knowledge::kUnknownWord)
    person.surname = document_->tables().vocabulary.text(facts.key.ids[family]);
  else if (facts.tenure != nullptr)
    person.surname = knowledge::fold(facts.tenure->surname);
  else
    person.surname.clear();
}

int PersonBook::find(TokenRange name, bool weak) const {
  const NameKey key = name_key(*document_, name);
  if (key.count == 0) return -1;
  return known_as(key, PersonPhrase{}, nullptr, weak);
}

const TenureEntry* PersonBook::listed_surname(const PersonPhrase& phrase) const {
  const knowledge::Tables& tables = document_->tables();
  const TokenRange name = phrase.name;
  if (!tables.surname_phrases.starts(document_->words[name.first])) return nullptr;
  const auto match = tables.surname_phrases.exact(std::span(document_->words).subspan(name.first, name.size()));
  if (!match) return nullptr;
  const Choice choice = choose(match.entries, phrase, false);
  const TenureEntry* tenure = choice.sure ? choice.tenure : nullptr;
  return tenure != nullptr && distance_to(*tenure, document_->facts.date) == 0 ? tenure : nullptr;
}

int PersonBook::meet_known_surname(TokenRange name, std::uint32_t sentence) {
  if (!document_->facts.date) return -1;
  PersonPhrase phrase;
  phrase.tokens = phrase.name = name;
  phrase.sentence = sentence;
  const TenureEntry* tenure = listed_surname(phrase);
  if (tenure == nullptr) tenure = learnt_of(name_key(*document_, name), phrase).tenure;
  if (tenure == nullptr) return -1;
  for (std::size_t at = 0; at < facts_.size(); ++at) {
    if (facts_[at].tenure != nullptr && facts_[at].tenure->person == tenure->person) return static_cast<int>(at);
  }
  const int index = add_from(*tenure);
  Person& person = document_->persons[static_cast<std::size_t>(index)];
  person.name_tokens = name;
  person.sentence = sentence;
  facts_.back().named = true;
  return index;
}

int PersonBook::add_from(const TenureEntry& tenure) {
  Person person;
  person.name = tenure.person;
  person.surname = knowledge::fold(tenure.surname);
  person.office = tenure.office;
  person.kind = tenure.kind;
  person.actor = tenure.actor;
  person.sector = tenure.sector;
  person.level = tenure.level;
  person.inferred_country = true;
  person.inferred_office = true;
  document_->persons.push_back(std::move(person));
  Facts facts;
  facts.key = name_key(std::string_view(tenure.person));
  facts.tenure = &tenure;
  facts.family_first = family_name_first(facts.key, document_->tables().actors[tenure.actor].code);
  facts_.push_back(facts);
  return static_cast<int>(facts_.size() - 1);
}

int PersonBook::holder(const PersonPhrase& phrase) {
  const std::string_view kind = phrase.title.kind;
  const bool single = is_one_of(kind, {"head-of-state", "head-of-government", "foreign-minister", "defence-minister",
                                       "vice-president", "organisation-head", "leader", "royal"});
  if (phrase.owner == kNoActor || phrase.title.former || phrase.title.indefinite || phrase.title.of_body) return -1;
  // A person of the article who is called so, the latest first.
  int found = -1;
  for (std::size_t at = facts_.size(); at-- > 0;) {
    const Person& person = document_->persons[at];
    if (person.actor != phrase.owner || person.former || person.kind.empty()) continue;
    const bool same =
        person.kind == kind ||
        (kind == "leader" && (person.level == Level::head_of_state || person.level == Level::head_of_government)) ||
        (kind == "minister" && (person.kind == "foreign-minister" || person.kind == "defence-minister"));
    if (!same) continue;
    if (phrase.title.to_actor != kNoActor && person.to_actor != kNoActor && person.to_actor != phrase.title.to_actor)
      continue;
    if (found >= 0 && !single) return -1;  // several ministers: which one it is stays open
    if (found < 0) found = static_cast<int>(at);
  }
  if (found >= 0) return found;
  if (!document_->facts.date || !is_one_of(kind, {"head-of-state", "head-of-government", "foreign-minister"}))
    return -1;
  const TenureEntry* best = nullptr;
  for (const std::uint32_t index : document_->tables().tenures_of[phrase.owner]) {
    const TenureEntry& tenure = document_->tables().tenures[index];
    if (tenure.kind != kind || distance_to(tenure, document_->facts.date) != 0) continue;
    if (best != nullptr && best->person != tenure.person) {
      // Two at once: a change of hands on that day, or a shared office. Only the later one of a change is taken.
      if (!tenure.from || !best->from || *tenure.from == *best->from || !best->to) return -1;
      if (*tenure.from < *best->from) continue;
    }
    best = &tenure;
  }
  if (best == nullptr) return -1;
  for (std::size_t at = 0; at < facts_.size(); ++at) {
    if (facts_[at].tenure != nullptr && facts_[at].tenure->person == best->person) return static_cast<int>(at);
  }
  return add_from(*best);
}

void PersonBook::infer_countries() {
  for (std::size_t at = 0; at < facts_.size(); ++at) {
    Person& person = document_->persons[at];
    const TenureEntry* tenure = facts_[at].tenure;
    if (tenure == nullptr) {
      if (person.actor == kNoActor && facts_[at].surname_actor != kNoActor) {
        person.actor = facts_[at].surname_actor;
        person.inferred_country = true;
      }
      continue;
    }
    // The head of an organisation stands for it only while in office.
    const bool organisation = document_->tables().actors[tenure->actor].kind == knowledge::ActorKind::organisation;
    if (organisation && distance_to(*tenure, document_->facts.date) > kSlackDays) continue;
    if (person.actor == kNoActor) {
      person.actor = tenure->actor;
      person.inferred_country = true;
    }
    if (person.actor != tenure->actor) continue;
    const bool in_office = distance_to(*tenure, document_->facts.date) <= kSlackDays;
    if (person.office_tokens.empty() && person.office.empty() && in_office) {
      person.office = tenure->office;
      person.kind = tenure->kind;
      person.sector = tenure->sector;
      person.level = tenure->level;
      person.inferred_office = true;
    } else if (person.kind == "leader" || person.kind == "royal" || person.kind == "general") {
      if (in_office) person.level = tenure->level;
    }
  }
}

}  // namespace chancery::understand
