// From an Article to its findings.
#pragma once

#include <memory>
#include <vector>

#include "chancery/article.h"
#include "chancery/finding.h"
#include "chancery/knowledge.h"

namespace chancery {

// What the reader learns of an article besides its findings.
struct ArticleFacts {
  std::optional<Day> date;          // publication: as given, else a "date 2025-02-14" line or the dateline
  std::string source;               // as given, else "Trend" from "Trend reports"
  std::optional<Place> dateline;    // "ASTANA, Kazakhstan"
  std::vector<TextSpan> sentences;  // in order; captions and bylines left out
};

struct Reading {
  ArticleFacts facts;
  std::vector<Finding> findings;  // in the order of their evidence
};

struct ReaderOptions {
  double min_confidence = 0;  // findings below are left out
};

// A pure function of the article and the loaded knowledge: the same bytes give the same findings on any thread, in any
// order. Thread rule: one Reader for each thread (it holds scratch memory), one Knowledge for all.
class Reader {
 public:
  explicit Reader(std::shared_ptr<const Knowledge> knowledge, ReaderOptions options = {});
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  // Never fails: a text without relations gives no findings. The article must be valid UTF-8 and under 4 GiB.
  [[nodiscard]] Reading read(const Article& article);

  // The reader's version, stored with each finding: changes whenever findings may.
  [[nodiscard]] static std::string_view version() noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chancery
