// Areas of cooperation with their trend, figures as claimed, and goods of a brief.
#include <algorithm>
#include <map>

#include "answer/assemble.h"
#include "answer/brief_sections.h"
#include "answer/dates.h"
#include "answer/figures_by_subject.h"

namespace chancery::answer {
namespace {

// The day at which a dated finding counts.
std::optional<Day> day_of(const RecordedFinding& finding, const ArticleMap& articles) {
  const auto date = narrowest_date(finding);
  return date ? std::optional<Day>(date->from) : last_published(article_ids_of(finding), articles);
}

struct AreaCount {
  std::size_t earlier = 0;
  std::size_t later = 0;
  std::size_t undated = 0;
  std::optional<Day> last;
};

// A change counts as one where it is of half as much again and of two findings at least; small numbers are noise.
std::string trend(const AreaCount& count) {
  if (count.earlier == 0 && count.later >= 2) return "new";
  if (count.later == 0 && count.earlier >= 2) return "ended";
  if (count.earlier + count.later < 3) return "too few";
  const std::size_t high = std::max(count.earlier, count.later);
  const std::size_t low = std::min(count.earlier, count.later);
  if (high - low < 2 || 2 * high < 3 * low) return "steady";
  return count.later > count.earlier ? "rising" : "falling";
}

}  // namespace

Section areas_section(const BriefMaterial& material, const Wording& wording) {
  Section section;
  section.id = "areas";
  section.title = "Areas";
  std::optional<Day> first;
  std::optional<Day> last;
  std::vector<std::pair<std::optional<Day>, std::vector<std::string>>> mentions;
  for (const RecordedFinding& finding : material.findings) {
    auto areas = areas_of(finding);
    if (areas.empty()) continue;
    const auto day = day_of(finding, material.articles);
    if (day && (!first || *day < *first)) first = day;
    if (day && (!last || *day > *last)) last = day;
    mentions.emplace_back(day, std::move(areas));
  }
  if (mentions.empty()) return section;
  const bool has_halves = first && *first < *last;
  const Day middle = has_halves ? *first + (*last - *first) / 2 : Day{};
  std::map<std::string, AreaCount> counts;
  for (const auto& [day, areas] : mentions) {
    for (const std::string& area : areas) {
      AreaCount& count = counts[area];
      ++(!day ? count.undated : *day > middle ? count.later : count.earlier);
      if (day && (!count.last || *day > *count.last)) count.last = day;
    }
  }
  std::vector<std::pair<std::string, AreaCount>> ranked(counts.begin(), counts.end());
  const auto total = [](const AreaCount& count) { return count.earlier + count.later + count.undated; };
  std::stable_sort(ranked.begin(), ranked.end(),
                   [&](const auto& one, const auto& other) { return total(one.second) > total(other.second); });
  Table table;
  table.columns = has_halves ? std::vector<std::string>{"Area", "total", "earlier", "later", "trend", "last"}
                             : std::vector<std::string>{"Area", "total", "last"};
  for (const auto& [area, count] : ranked) {
    std::vector<std::string> row = {wording.area(area), std::to_string(total(count))};
    if (has_halves) {
      row.push_back(std::to_string(count.earlier));
      row.push_back(std::to_string(count.later));
      row.push_back(trend(count));
    }
    row.push_back(count.last ? to_iso(*count.last) : "undated");
    table.rows.push_back(std::move(row));
  }
  section.tables.push_back(std::move(table));
  if (has_halves) {
    std::size_t articles_earlier = 0;
    std::size_t articles_later = 0;
    for (const auto& [id, article] : material.articles) {
      const auto day = published(article);
      if (day) ++(*day > middle ? articles_later : articles_earlier);
    }
    section.note = "Events and agreements that touch an area. Earlier: " + to_iso(*first) + " to " + to_iso(middle) +
                   " (" + counted(articles_earlier, "article", "articles") + "), later: to " + to_iso(*last) + " (" +
                   counted(articles_later, "article", "articles") +
                   "). A trend may be one of the coverage: compare the articles.";
  }
  return section;
}

Section figures_section(const BriefMaterial& material, const Wording& wording, const BriefOptions& options) {
  Section section;
  section.id = "figures";
  section.title = "Figures as claimed";
  section.groups = group_figures(material.findings, material.articles, wording);
  for (Group& group : section.groups) cut_group(group, options.limit, pair_command(material, "figures"));
  return section;
}

Section goods_section(const BriefMaterial& material, const Wording& wording, const BriefOptions& options) {
  Section section;
  section.id = "goods";
  section.title = "Goods";
  std::map<std::pair<std::string, std::string>, std::vector<const RecordedFinding*>> directions;
  for (const RecordedFinding& finding : material.findings) {
    if (const auto* goods = std::get_if<Goods>(&fullest(finding).finding)) {
      directions[{goods->from, goods->to}].push_back(&finding);
    }
  }
  // The first side's exports first, as the brief was asked for.
  std::vector<std::pair<std::string, std::string>> order;
  for (const auto& [direction, findings] : directions) order.push_back(direction);
  std::stable_sort(order.begin(), order.end(), [&](const auto& one, const auto& other) {
    return (one.first == material.a) > (other.first == material.a);
  });
  for (const auto& direction : order) {
    Group group;
    for (const RecordedFinding* finding : directions[direction]) {
      const auto& goods = std::get<Goods>(fullest(*finding).finding);
      if (group.title.empty()) group.title = wording.goods_direction(goods);
      Line line = wording.line(*finding, material.articles);
      line.text = wording.goods(goods);
      group.lines.push_back(std::move(line));
    }
    std::stable_sort(group.lines.begin(), group.lines.end(), [](const Line& one, const Line& other) {
      return std::tie(one.text, one.id) < std::tie(other.text, other.id);
    });
    cut_group(group, options.limit, "");
    section.groups.push_back(std::move(group));
  }
  if (!section.groups.empty()) section.note = "The date is that of the last article which names the goods.";
  return section;
}

}  // namespace chancery::answer
