// Who is who in one article: the persons found so far, and which of them a name or a title means.
#pragma once

#include <span>
#include <vector>

#include "understand/scan/person_name.h"
#include "understand/scan/title_phrase.h"

namespace chancery::understand {

// A phrase that names a person, as find_persons reads it.
struct PersonPhrase {
  TokenRange tokens;  // the whole phrase
  TokenRange name;    // empty: a title alone
  TitlePhrase title;
  bool has_title = false;
  bool title_is_before = false;
  ActorId owner = knowledge::kNoActor;  // the state written beside: in the title, "of Kazakhstan", "Tanzania's"
  bool group = false;                   // a plural title without names
  bool one_of_several = false;          // a name after a plural title: "Presidents Aliyev and Erdogan"
  bool institution = false;             // "the president's press service"
  int person = -1;
  std::uint32_t sentence = 0;
  char gender = 0;

  [[nodiscard]] std::string_view kind() const noexcept { return has_title ? title.kind : std::string_view(); }
};

// Whether two kinds of titles can be one person's in one article ("minister" and "foreign-minister").
[[nodiscard]] bool kinds_agree(std::string_view a, std::string_view b) noexcept;

// Fills Document::persons. One per article; keeps its memory from one to the next.
class PersonBook {
 public:
  void start(Document& document);

  // The person of a phrase that holds a name: one known, or a new one.
  int meet(const PersonPhrase& phrase);
  // The person whom a bare name means; -1 where it is nobody known. `weak`: a given name alone will do.
  [[nodiscard]] int find(TokenRange name, bool weak) const;
  // The person of the tenure table whom a bare surname means at the article's date, added if need be; -1 where unsure.
  int meet_known_surname(TokenRange name, std::uint32_t sentence);
  // Whether other articles name an office holder of that surname (Document::learnt).
  [[nodiscard]] bool is_learnt_surname(TokenRange name) const;
  // Who holds an office of a state: a person of the article, else of the tenure table; -1 where unknown.
  int holder(const PersonPhrase& phrase);
  // Countries that no phrase names: from tenures.
  void infer_countries();
  // Whether a tenure tells who the person is.
  [[nodiscard]] bool is_explained(std::size_t person) const noexcept { return facts_[person].tenure != nullptr; }

 private:
  struct Facts {
    NameKey key;
    const knowledge::TenureEntry* tenure = nullptr;
    bool family_first = false;
    ActorId surname_actor = knowledge::kNoActor;  // the state of all office holders of that surname, where it is one
    bool named = false;                           // the text gives a name; else only the tenure table does
  };

  // A row of the table, and whether it can be nobody else: two Aliyevs of one state give the state, not the person.
  struct Choice {
    const knowledge::TenureEntry* tenure = nullptr;
    bool sure = true;
  };
  [[nodiscard]] Choice tenure_of(TokenRange name, const NameKey& key, const PersonPhrase& phrase) const;
  [[nodiscard]] Choice choose(std::span<const std::uint32_t> entries, const PersonPhrase& phrase, bool full_name) const;
  // The holder whom other articles name so; nothing where two fit.
  [[nodiscard]] Choice learnt_of(const NameKey& key, const PersonPhrase& phrase) const;
  [[nodiscard]] const knowledge::TenureEntry* listed_surname(const PersonPhrase& phrase) const;
  [[nodiscard]] int known_as(const NameKey& key, const PersonPhrase& phrase, const knowledge::TenureEntry* tenure,
                             bool weak) const;
  void update(std::size_t index, const PersonPhrase& phrase, const NameKey& key, const knowledge::TenureEntry* tenure);
  int add_from(const knowledge::TenureEntry& tenure);

  // The spellings of a name of Document::learnt.
  struct LearntName {
    std::vector<NameKey> keys;
    std::vector<std::string> family;  // the family name in each spelling, folded
    bool family_first = false;
  };

  Document* document_ = nullptr;
  std::vector<Facts> facts_;
  std::vector<LearntName> learnt_names_;
};

}  // namespace chancery::understand
