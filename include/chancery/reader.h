// From an Article to its findings.
#pragma once

#include <memory>
#include <vector>

#include "chancery/article.h"
#include "chancery/finding.h"
#include "chancery/knowledge.h"

namespace chancery {

// A person in a public office of a state, where the article itself gives name, office and state.
struct OfficeSighting {
  std::string person;   // as written; where the text has the surname alone, as the table of offices gives it
  std::string surname;  // folded; "" where not known
  std::string office;   // as the text calls it
  std::string country;
  std::string sector;
  std::string kind;  // of data/titles.csv: "minister"
  Level level = Level::none;
  bool former = false;
};

// Whom other articles name in an office at the time of an article, lent to the reader for that article.
struct LearntHolder {
  std::string person;
  std::vector<std::string> names;  // all spellings
  std::string office;
  std::string country;
  std::string sector;
  std::string kind;
  Level level = Level::none;
  bool known_by_surname = false;  // may be meant by surname alone
  friend bool operator==(const LearntHolder&, const LearntHolder&) = default;
};

// What the reader learns of an article besides its findings.
struct ArticleFacts {
  std::optional<Day> date;          // publication: as given, else a "date 2025-02-14" line or the dateline
  std::string source;               // as given, else "Trend" from "Trend reports"
  std::optional<Place> dateline;    // "ASTANA, Kazakhstan"
  std::vector<TextSpan> sentences;  // in order; captions and bylines left out
  // Read without what other articles say, so that nothing is learnt from what was learnt.
  std::vector<OfficeSighting> sightings;
  // Words of names of persons whom neither the text nor the tables explain, as text::name_word_key has them; sorted.
  std::vector<std::string> unresolved;
  std::vector<LearntHolder> learnt;  // with which the article was read
};

struct Reading {
  ArticleFacts facts;
  std::vector<Finding> findings;  // in the order of their evidence
};

namespace encoder {
class RelationEncoder;  // src/encoder/relation_encoder.h
}

struct ReaderOptions {
  double min_confidence = 0;  // findings below are left out
  // The second tier, shared by all readers; null: the scan alone.
  std::shared_ptr<const encoder::RelationEncoder> encoder = nullptr;
};

// A pure function of the article, the loaded knowledge and what is lent from other articles: the same bytes give the
// same findings on any thread, in any order. Thread rule: one Reader for each thread (it holds scratch memory), one
// Knowledge for all.
class Reader {
 public:
  explicit Reader(std::shared_ptr<const Knowledge> knowledge, ReaderOptions options = {});
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  // Never fails: a text without relations gives no findings. The article must be valid UTF-8 and under 4 GiB. `learnt`
  // tells persons whom the text and the tables leave unexplained; a name that fits two of them stays so.
  [[nodiscard]] Reading read(const Article& article, const std::vector<LearntHolder>& learnt = {});

  // The reader's version, stored with each finding: changes whenever findings may.
  [[nodiscard]] static std::string_view version() noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chancery
