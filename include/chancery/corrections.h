// Corrections: what people say of the findings of a record. Each is kept with who said it and when, and none is ever
// changed: who thinks otherwise later adds another.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/article.h"
#include "chancery/error.h"
#include "chancery/finding.h"
#include "chancery/record.h"

namespace chancery {

// A correction as it is kept: of one telling of a finding, that is of one article.
struct RecordedCorrection {
  std::string finding_id;  // under which it was corrected; may have become another since
  std::string article_id;
  Correction correction;
  std::string finding_json;  // what the reader had made of the article then (docs/schemas), without article and id
  bool stands = true;        // nothing was said of the same later
};

// What a finding claims, as far as a correction is about it: its kind, sides, type, status and date, or its value. Two
// readings of an article with the same claim are one for a correction, whatever else differs. Twenty characters of
// Crockford's base 32.
[[nodiscard]] std::string claim_of(const Finding& finding, const Article& article);

// Thread rule: one object for each thread. Each call is a transaction of its own; Record objects see it from then on.
// Findings all of whose tellings are wrong are given by no query of Record but finding(); those in part lack the wrong
// tellings.
class Corrections {
 public:
  // Of an existing record, which is migrated where it is older. Errors as Record::open().
  [[nodiscard]] static Result<std::unique_ptr<Corrections>> open(const std::string& location);
  virtual ~Corrections() = default;

  // Corrects all tellings of a finding ("E3K7Q2M9XB4"), or one of them ("a1/3"); how many. An empty time is now.
  // Errors: not_found; bad_usage where nobody's name is given, or name or note are too long or no UTF-8.
  [[nodiscard]] virtual Result<std::size_t> add(std::string_view id, const Correction& correction) = 0;
  // All of them, the earliest first.
  [[nodiscard]] virtual Result<std::vector<RecordedCorrection>> list() = 0;
  // Takes over what another record (not migrated: an older one has none) has on articles that stand here too, and that
  // is not here yet; how many.
  [[nodiscard]] virtual Result<std::size_t> add_from(const std::string& location) = 0;
  // Takes out what was said of an article's findings; how many.
  [[nodiscard]] virtual Result<std::size_t> forget(std::string_view article_id) = 0;
};

}  // namespace chancery
