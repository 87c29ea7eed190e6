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

bool earlier_period(const Claim& one, const Claim& other) {
  const auto key = [](const Claim& claim) {
    const auto& period = claim.figure->period;
    return std::tuple(!period.has_value(), period ? period->from : Day{}, period ? period->to : Day{},
                      claim.figure->value, std::string_view(claim.finding->id));
  };
  return key(one) < key(other);
}

Group group_of(std::string title, const std::vector<Claim>& claims, const ArticleMap& articles,
               const Wording& wording) {
  Group group;
  group.title = std::move(title);
  for (const Claim& claim : claims) group.lines.push_back(wording.line(*claim.finding, articles));
  return group;
}

// What publishers of a claim said before of the same: whoever speaks last speaks for them.
std::string revision_note(const Claim& claim, const std::vector<Claim>& others, const ArticleMap& articles,
                          const Wording& wording) {
  std::string note;
  for (const std::string& id : article_ids_of(*claim.finding)) {
    const auto article = articles.find(id);
    if (article == articles.end() || !published(article->second)) continue;
    const std::string_view name = publisher(article->second);
    if (name.empty()) continue;
    for (const Claim& other : others) {
      if (other.finding == claim.finding) continue;
      std::vector<std::string> before;
      for (const std::string& other_id : article_ids_of(*other.finding)) {
        const auto earlier = articles.find(other_id);
        if (earlier == articles.end() || publisher(earlier->second) != name) continue;
        const auto day = published(earlier->second);
        if (day && *day < *published(article->second)) before.push_back(other_id);
      }
      if (before.empty()) continue;
      std::string said = wording.publishers({before.front()}, articles) + " said " + format_amount(*other.figure, "") +
                         " on " + to_iso(*published(articles.find(before.front())->second));
      if (note.find(said) == std::string::npos) note += (note.empty() ? "revised: " : "; ") + said;
    }
  }
  return note;
}

// Claims that cannot all be right, the one told last at the end.
Group dispute_group(std::vector<Claim> claims, const ArticleMap& articles, const Wording& wording) {
  std::sort(claims.begin(), claims.end(), [&](const Claim& one, const Claim& other) {
    const auto key = [&](const Claim& claim) {
      return std::tuple(last_published(article_ids_of(*claim.finding), articles).value_or(Day{}), claim.figure->value,
                        std::string_view(claim.finding->id));
    };
    return key(one) < key(other);
  });
  const Figure& first = *claims.front().figure;
  Group group = group_of("Sources differ: " + wording.figure_subject(first) + " " + period_phrase(first.period), claims,
                         articles, wording);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const std::string note = revision_note(claims[i], claims, articles, wording);
    std::string& line = group.lines[i].note;
    if (!note.empty()) line += (line.empty() ? "" : "; ") + note;
  }
  group.side_by_side = true;
  return group;
}

}  // namespace

std::vector<Group> group_figures(std::span<const RecordedFinding> findings, const ArticleMap& articles,
                                 const Wording& wording) {
  std::map<std::string_view, std::vector<Claim>> disputes;
  std::vector<Claim> others;
  for (const RecordedFinding& finding : findings) {
    const auto* figure = std::get_if<Figure>(&fullest(finding).finding);
    if (!figure) continue;
    (finding.dispute.empty() ? others : disputes[finding.dispute]).push_back({figure, &finding});
  }
  std::vector<std::vector<Claim>> contested;
  for (auto& [dispute, claims] : disputes) {
    // What was not asked for leaves a claim without its contradiction.
    if (claims.size() == 1) {
      others.push_back(claims.front());
    } else {
      contested.push_back(std::move(claims));
    }
  }
  std::sort(contested.begin(), contested.end(), [](const auto& one, const auto& other) {
    return earlier_period(*std::min_element(one.begin(), one.end(), earlier_period),
                          *std::min_element(other.begin(), other.end(), earlier_period));
  });
  std::vector<Group> groups;
  for (std::vector<Claim>& claims : contested) groups.push_back(dispute_group(std::move(claims), articles, wording));
  std::map<std::string, std::vector<Claim>> by_subject;
  for (const Claim& claim : others) by_subject[wording.figure_subject(*claim.figure)].push_back(claim);
  for (auto& [subject, claims] : by_subject) {
    std::sort(claims.begin(), claims.end(), earlier_period);
    groups.push_back(group_of(capitalise(subject), claims, articles, wording));
  }
  return groups;
}

}  // namespace chancery::answer
