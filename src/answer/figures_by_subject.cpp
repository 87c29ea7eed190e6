#include "answer/figures_by_subject.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "answer/amount.h"
#include "answer/dates.h"
#include "answer/text_layout.h"

namespace chancery::answer {
namespace {

struct Claim {
  const Figure* figure = nullptr;
  const RecordedFinding* finding = nullptr;
};

bool earlier(const Claim& one, const Claim& other) {
  const auto key = [](const Claim& claim) {
    const auto& period = claim.figure->period;
    return std::tuple(!period.has_value(), period ? period->from : Day{}, period ? period->to : Day{},
                      claim.figure->value, std::string_view(claim.finding->id));
  };
  return key(one) < key(other);
}

Group group_of(std::string title, std::vector<Claim> claims, const ArticleMap& articles, const Wording& wording) {
  std::sort(claims.begin(), claims.end(), earlier);
  Group group;
  group.title = std::move(title);
  for (const Claim& claim : claims) group.lines.push_back(wording.line(*claim.finding, articles));
  return group;
}

bool any_contradict(const std::vector<Claim>& claims) {
  for (std::size_t one = 0; one < claims.size(); ++one) {
    for (std::size_t other = one + 1; other < claims.size(); ++other) {
      if (contradict(*claims[one].figure, *claims[other].figure)) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<Group> group_figures(std::span<const RecordedFinding> findings, const ArticleMap& articles,
                                 const Wording& wording) {
  std::map<std::string, std::vector<Claim>> comparable;
  std::vector<Claim> others;
  for (const RecordedFinding& finding : findings) {
    const auto* figure = std::get_if<Figure>(&fullest(finding).finding);
    if (!figure) continue;
    const std::string key = comparison_key(*figure);
    (key.empty() ? others : comparable[key]).push_back({figure, &finding});
  }
  std::vector<Group> groups;
  for (auto& [key, claims] : comparable) {
    if (!any_contradict(claims)) {
      others.insert(others.end(), claims.begin(), claims.end());
      continue;
    }
    const Figure& first = *claims.front().figure;
    Group group = group_of("Sources differ: " + wording.figure_subject(first) + " " + period_phrase(first.period),
                           claims, articles, wording);
    group.side_by_side = true;
    groups.push_back(std::move(group));
  }
  std::map<std::string, std::vector<Claim>> by_subject;
  for (const Claim& claim : others) by_subject[wording.figure_subject(*claim.figure)].push_back(claim);
  for (auto& [subject, claims] : by_subject) {
    groups.push_back(group_of(capitalise(subject), std::move(claims), articles, wording));
  }
  return groups;
}

}  // namespace chancery::answer
