// Words that tell of events, and the small words around them (data/triggers.csv, event_nouns.csv, function_words.csv).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "chancery/finding.h"
#include "knowledge/inflect.h"
#include "knowledge/phrase_table.h"

namespace chancery::knowledge {

// Who acts on whom.
enum class Roles : std::uint8_t {
  directed,  // the subject acts on the recipient
  mutual,    // all sides are actors
  visit,     // the subject visits the recipient
  host,      // the subject is visited by the object
};

struct TriggerEntry {
  std::string lemma;
  bool noun = false;
  std::uint32_t object_classes = 0;  // bits of event_nouns.csv classes, one of which must stand near; 0: none needed
  EventType type = EventType::consult;
  std::string mode;
  Roles roles = Roles::directed;
  bool direct = false;               // the recipient may be the direct object
  std::vector<WordId> prepositions;  // or follow one of these
  double strength = 0.5;             // how surely the word means the event, 0 to 1
};

struct TriggerForm {
  std::uint32_t entry = 0;
  std::uint8_t forms = 0;  // VerbForm bits
};

// Classes of function words, as bits.
enum WordClass : std::uint32_t {
  kBe = 1 << 0,
  kHave = 1 << 1,
  kDo = 1 << 2,
  kFuture = 1 << 3,
  kConditional = 1 << 4,
  kModal = 1 << 5,
  kNegation = 1 << 6,
  kAdverb = 1 << 7,
  kPreposition = 1 << 8,
  kCoordinator = 1 << 9,
  kSubordinator = 1 << 10,
  kHypothesis = 1 << 11,
  kPlanning = 1 << 12,
  kFailing = 1 << 13,
  kHabit = 1 << 14,
  kFutureNoun = 1 << 15,
  kSay = 1 << 16,
  kVerb = 1 << 17,
  kRemote = 1 << 18,    // "videoconference": a talk at a distance
  kInPerson = 1 << 19,  // "sidelines": a talk in one place
};

struct Triggers {
  std::vector<TriggerEntry> entries;
  std::vector<TriggerForm> forms;
  PhraseTable phrases;                          // -> forms
  std::vector<std::uint32_t> noun_masks;        // class bits of each object phrase
  PhraseTable object_phrases;                   // -> noun_masks
  std::vector<std::string> object_class_names;  // bit -> class
  std::vector<std::uint32_t> word_classes;      // by WordId, WordClass bits

  [[nodiscard]] std::uint32_t classes_of(WordId word) const noexcept {
    return word < word_classes.size() ? word_classes[word] : 0;
  }
};

}  // namespace chancery::knowledge
