// Names of agreements taken apart: form, subject and the words that tell one instrument from another.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chancery/error.h"
#include "chancery/finding.h"
#include "knowledge/phrase_table.h"
#include "knowledge/vocabulary.h"

namespace chancery::connect {

struct AgreementName {
  std::string form;                // the finding's kind ("treaty"); "deal" where the name leaves it open
  std::string subject;             // id of data/agreement_names.csv, else the noun that the name turns on; "" none
  std::vector<std::string> words;  // others that tell it apart ("mutual", "enhanced"), sorted, each once
  int year = 0;                    // that the name holds ("the 1951 treaty"); 0 none
};

// Immutable after loading; share one between threads.
class AgreementNames {
 public:
  // Reads data/agreement_names.csv, built in. Errors name table and line.
  [[nodiscard]] static Result<AgreementNames> load();

  // `agreement`'s own subject counts where its name holds none.
  [[nodiscard]] AgreementName read(const AgreementFinding& agreement) const;

 private:
  enum class Role : std::uint8_t { subject, open, form, empty, state };
  struct Entry {
    Role role = Role::empty;
    std::string value;
  };
  struct Word {
    std::string text;  // folded, singular
    knowledge::WordId id = knowledge::kUnknownWord;
    Role role = Role::subject;
    bool taken = false;  // by a phrase of the table
  };
  Result<void> load_names();
  Result<void> load_states();
  void add(std::string_view phrase, std::uint32_t entry);
  [[nodiscard]] std::vector<Word> words_of(std::string_view name) const;
  // The noun on which a name without a known subject turns: "access" of "agreement on reciprocal access to ports".
  [[nodiscard]] static std::string turning_noun(const std::vector<Word>& words);

  knowledge::Vocabulary vocabulary_;
  knowledge::PhraseTable phrases_;
  std::vector<Entry> entries_;
};

}  // namespace chancery::connect
