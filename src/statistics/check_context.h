// What the checks of one article share. Internal to src/statistics.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "chancery/check.h"
#include "statistics/amount_text.h"
#include "statistics/claim_match.h"

namespace chancery::statistics {

class CheckContext {
 public:
  CheckContext(Statistics& statistics, const Knowledge& knowledge, const Article& article, std::optional<Day> published)
      : statistics_(&statistics), knowledge_(&knowledge), article_(&article), published_(published) {}

  [[nodiscard]] Result<std::shared_ptr<const ReporterSeries>> series(std::string_view reporter,
                                                                     std::string_view partner) const {
    return statistics_->series(reporter, partner);
  }
  [[nodiscard]] Statistics& statistics() const noexcept { return *statistics_; }
  [[nodiscard]] const Knowledge& knowledge() const noexcept { return *knowledge_; }
  [[nodiscard]] std::optional<Day> published() const noexcept { return published_; }
  [[nodiscard]] std::string name(std::string_view code) const { return knowledge_->display_name(code); }
  // The text under a span; "" where it does not fit.
  [[nodiscard]] std::string_view text(const TextSpan& span) const noexcept {
    const std::string_view whole = span.in_title ? article_->title : article_->text;
    return span.begin <= span.end && span.end <= whole.size() ? whole.substr(span.begin, span.end - span.begin)
                                                              : std::string_view{};
  }

 private:
  Statistics* statistics_;
  const Knowledge* knowledge_;
  const Article* article_;
  std::optional<Day> published_;
};

// One reporter's side of a claim: whose figures, of which flow.
struct ClaimSide {
  std::string reporter;
  std::string partner;
  Flow flow = Flow::turnover;
  bool balance = false;  // exports less imports
  std::shared_ptr<const ReporterSeries> series;
};

// The two sides of a figure about trade; nothing, with the reason, where it has not two or no direction.
[[nodiscard]] std::expected<std::vector<ClaimSide>, std::string> sides_of(const Figure& figure);

// The two states of a figure, each once, in the order of the text.
[[nodiscard]] std::vector<std::string> countries_of(const Figure& figure);
[[nodiscard]] bool is_trade(const Figure& figure) noexcept;

// The values of a side for a period, in their order. `headings`: of these alone, none: the total.
[[nodiscard]] std::vector<OfficialValue> values_of(const ClaimSide& side, const Period& period,
                                                   std::span<const std::string> headings);

// The headings of goods by their names in data/goods.csv, rising, each once.
[[nodiscard]] std::vector<std::string> headings_of_goods(std::span<const std::string> goods,
                                                         const Knowledge& knowledge);

[[nodiscard]] OfficialFigure official_figure(const OfficialValue& value, std::string_view flow);

// Each check adds the claims of one finding.
[[nodiscard]] Result<void> check_level(const CheckContext& context, const Figure& figure, std::size_t finding,
                                       std::vector<CheckedClaim>& out);
[[nodiscard]] Result<void> check_change(const CheckContext& context, const Figure& figure, std::size_t finding,
                                        std::vector<CheckedClaim>& out);
[[nodiscard]] Result<void> check_goods(const CheckContext& context, const Goods& goods, std::size_t finding,
                                       std::vector<CheckedClaim>& out);
[[nodiscard]] Result<void> check_visa(const CheckContext& context, const AgreementFinding& agreement,
                                      std::size_t finding, std::vector<CheckedClaim>& out);
// Figures of one article against each other: sums of parts, two figures for one thing.
[[nodiscard]] Result<void> check_among(const CheckContext& context, std::span<const Finding> findings,
                                       std::vector<CheckedClaim>& claims);

// Joins with "; ", skipping empty parts.
void add_note(std::string& note, std::string_view part);
// "A", "A and B", "A, B and C".
[[nodiscard]] std::string joined(const std::vector<std::string>& names);

}  // namespace chancery::statistics
