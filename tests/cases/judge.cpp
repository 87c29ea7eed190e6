#include "cases/judge.h"

#include <algorithm>

namespace chancery::cases {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Gives each expectation that must be met a finding of its own, as many as possible (augmenting paths).
class Matching {
 public:
  Matching(std::size_t findings, std::vector<std::vector<std::size_t>> fitting)
      : fitting_(std::move(fitting)), owner_(findings, kNone) {
    for (std::size_t one = 0; one < fitting_.size(); ++one) {
      std::vector<bool> tried(findings, false);
      met_.push_back(false);
      if (give(one, tried)) met_.back() = true;
    }
  }
  [[nodiscard]] bool met(std::size_t expectation) const { return met_[expectation]; }
  [[nodiscard]] bool taken(std::size_t finding) const { return owner_[finding] != kNone; }

 private:
  bool give(std::size_t expectation, std::vector<bool>& tried) {
    for (const std::size_t finding : fitting_[expectation]) {
      if (tried[finding]) continue;
      tried[finding] = true;
      if (owner_[finding] == kNone || give(owner_[finding], tried)) {
        owner_[finding] = expectation;
        return true;
      }
    }
    return false;
  }
  std::vector<std::vector<std::size_t>> fitting_;
  std::vector<std::size_t> owner_;
  std::vector<bool> met_;
};

}  // namespace

Verdict judge(const Case& one, const std::vector<Expectation>& expectations, const Reading& reading) {
  Verdict verdict;
  std::vector<const Finding*> found;
  for (const Finding& finding : reading.findings) {
    if (one.only.empty() || std::ranges::find(one.only, kind_of(finding)) != one.only.end()) found.push_back(&finding);
  }
  const auto fits = [&](const Expectation& expectation, std::size_t finding) {
    return matches(expectation, *found[finding], one.article);
  };
  const auto any_fits = [&](const Expectation& expectation, auto&& condition) {
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (condition(i) && fits(expectation, i)) return true;
    }
    return false;
  };

  std::vector<std::vector<std::size_t>> fitting;
  for (const Expectation& expectation : expectations) {
    std::vector<std::size_t> mine;
    for (std::size_t i = 0; expectation.demand == Demand::must && i < found.size(); ++i) {
      if (fits(expectation, i)) mine.push_back(i);
    }
    fitting.push_back(std::move(mine));
  }
  const Matching matching(found.size(), std::move(fitting));
  const auto is_free = [&](std::size_t finding) { return !matching.taken(finding); };

  if (std::ranges::find(one.expected, "none") != one.expected.end()) verdict.marked.emplace_back("none");
  for (std::size_t i = 0; i < expectations.size(); ++i) {
    const Expectation& expectation = expectations[i];
    const auto complain = [&](std::string_view what, std::optional<std::string> marked) {
      verdict.complaints.push_back(std::string(what) + ": " + expectation.line);
      if (marked) verdict.marked.push_back(std::move(*marked));
    };
    if (expectation.alternatives[0].kind == "article") {
      const bool so = std::ranges::any_of(expectation.alternatives,
                                          [&](const Pattern& p) { return matches(p, reading.facts, one.article); });
      if (expectation.demand == Demand::known_miss) {
        if (so)
          complain("now so, drop the sign", expectation.line.substr(2));
        else
          verdict.marked.push_back(expectation.line);
      } else if (so) {
        verdict.marked.push_back(expectation.line);
      } else {
        complain("not so", "~ " + expectation.line);
      }
    } else if (expectation.demand == Demand::must && !matching.met(i)) {
      complain("missed", "~ " + expectation.line);
    } else if (expectation.demand == Demand::must_not && any_fits(expectation, [](std::size_t) { return true; })) {
      complain("found against", "~ " + expectation.line);
    } else if (expectation.demand == Demand::known_miss && any_fits(expectation, is_free)) {
      complain("now found, drop the sign", expectation.line.substr(2));
    } else if (expectation.demand == Demand::known_extra && !any_fits(expectation, is_free)) {
      complain("no longer found, drop the line", std::nullopt);
    } else {
      verdict.marked.push_back(expectation.line);
    }
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!is_free(i)) continue;
    const bool accounted = std::ranges::any_of(expectations, [&](const Expectation& expectation) {
      return (expectation.demand == Demand::may || expectation.demand == Demand::known_extra) && fits(expectation, i);
    });
    const bool reported = std::ranges::any_of(expectations, [&](const Expectation& expectation) {
      return (expectation.demand == Demand::must_not || expectation.demand == Demand::known_miss) &&
             fits(expectation, i);
    });
    if (accounted) continue;
    const std::string line = describe(*found[i], one.article);
    if (!reported) verdict.complaints.push_back("not expected: " + line);
    if (!reported) verdict.marked.push_back("~ - " + line.substr(0, line.find(" | ")));
  }
  if (verdict.marked.empty()) verdict.marked.emplace_back("none");
  return verdict;
}

}  // namespace chancery::cases
