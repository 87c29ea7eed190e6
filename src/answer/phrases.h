// The wording of the answers: data/phrases.csv, or a user's own table of the same form.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chancery/error.h"

namespace chancery::answer {

// What stands for the names of a template; an absent name is as good as an empty value.
using PhraseValues = std::vector<std::pair<std::string_view, std::string>>;

// Fills {names} in; a part in [square brackets] is left out where one of its names is empty. Templates are checked by
// Phrases::parse, so that nothing can go wrong here.
[[nodiscard]] std::string fill(std::string_view text, const PhraseValues& values);

struct Phrase {
  std::string text;
  std::string noun;
};

class Phrases {
 public:
  // The table that the program was built with.
  [[nodiscard]] static Result<Phrases> built_in();
  // Parses a table; errors name the line: unknown columns, an unbalanced bracket, an unclosed name, a key told twice.
  [[nodiscard]] static Result<Phrases> parse(std::string_view csv, std::string name);
  // Takes over the rows of another table, which win over those here.
  void overlay(const Phrases& other);

  // Null where the table has no such row.
  [[nodiscard]] const Phrase* find(std::string_view kind, std::string_view key) const;
  // For an event of a type ("SUPPORT") that was told by some words ("signed"): the row trigger,SUPPORT:sign. The
  // longest beginning of a word wins; null where none fits.
  [[nodiscard]] const Phrase* find_trigger(std::string_view type, std::string_view words) const;
  // The text of a row, or `otherwise`.
  [[nodiscard]] std::string text(std::string_view kind, std::string_view key, std::string_view otherwise) const;

 private:
  std::map<std::pair<std::string, std::string>, Phrase, std::less<>> rows_;
};

}  // namespace chancery::answer
