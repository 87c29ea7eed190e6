// How well events told by several articles are joined: articles labelled with what they report are read, their events
// grouped, and the groups compared with the labels.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/error.h"
#include "chancery/knowledge.h"
#include "chancery/reader.h"

namespace chancery::evaluate {

// B-cubed (Bagga and Baldwin 1998), means over articles: precision, of the articles that the system puts with an
// article how many have its label; recall, of the articles with its label how many the system puts with it. An article
// counts itself on both sides.
struct BCubed {
  std::size_t articles = 0;
  std::size_t clusters = 0;  // of the labels
  double precision = 0;
  double recall = 0;
  [[nodiscard]] double f1() const noexcept;
};

// `system` and `labels` number the clusters of the same articles.
[[nodiscard]] BCubed b_cubed(const std::vector<std::size_t>& system, const std::vector<std::size_t>& labels);

// One way of making clusters of articles out of events.
struct ClusterMeasure {
  std::string name;
  BCubed all;    // over all labels
  BCubed first;  // over one half of the labels, by their hash: for setting weights
  BCubed other;  // over the other half, for seeing what they are worth
};

struct ClusterEvaluation {
  std::size_t articles = 0;    // read
  std::size_t labelled = 0;    // with a label; the others are read and grouped, and not scored
  std::size_t with_event = 0;  // labelled, with a coded event that has happened
  std::size_t events = 0;      // coded, happened
  std::size_t groups = 0;      // that they make
  std::vector<ClusterMeasure> measures;
  std::vector<std::string> errors;  // pairs of articles put together or apart against the labels
};

// Whether a line of JSON is a labelled article: has `text` and `event`, and no `gold`.
[[nodiscard]] bool looks_like_clusters(std::string_view first_line);

// A JSON Lines file with `text`, `event` (a number or string; null or absent: not labelled), and `id`, `title`, `date`,
// `source` where known.
[[nodiscard]] Result<ClusterEvaluation> evaluate_clusters(const std::string& path,
                                                          std::shared_ptr<const Knowledge> knowledge,
                                                          const ReaderOptions& options = {});

}  // namespace chancery::evaluate
