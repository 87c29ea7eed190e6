#include "answer/brief.h"

#include <algorithm>
#include <map>
#include <set>

#include "answer/assemble.h"
#include "answer/brief_sections.h"
#include "answer/dates.h"
#include "answer/text_layout.h"
#include "knowledge/tables.h"

namespace chancery::answer {
namespace {

bool published_within(const RecordedArticle& article, const RecordQuery& filter) {
  if (!filter.published_since && !filter.published_until) return true;
  const auto day = published(article);
  return day && (!filter.published_since || *day >= *filter.published_since) &&
         (!filter.published_until || *day <= *filter.published_until);
}

// What the brief rests on, so that nobody takes silence for absence.
std::vector<std::string> basis_of(const BriefMaterial& material) {
  std::map<std::string, std::size_t> publishers;
  std::map<int, std::size_t> years;
  std::size_t undated = 0;
  std::size_t unnamed = 0;
  std::optional<Day> first;
  std::optional<Day> last;
  std::set<std::string> stories;
  std::size_t superseded = 0;
  for (const auto& [id, article] : material.articles) {
    stories.insert(article.story.empty() ? id : article.story);
    superseded += article.superseded ? 1 : 0;
    const std::string name(publisher(article));
    name.empty() ? ++unnamed : ++publishers[name];
    const auto day = published(article);
    if (!day) {
      ++undated;
      continue;
    }
    ++years[year_of(*day)];
    if (!first || *day < *first) first = day;
    if (!last || *day > *last) last = day;
  }
  std::vector<std::pair<std::string, std::size_t>> ranked(publishers.begin(), publishers.end());
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> names;
  for (const auto& [name, count] : ranked) names.push_back(name + " " + std::to_string(count));

  std::string rests = "Rests on " + counted(material.articles.size(), "article", "articles");
  if (!publishers.empty()) {
    rests += " of " + counted(publishers.size(), unnamed > 0 ? "named publisher" : "publisher",
                              unnamed > 0 ? "named publishers" : "publishers");
    rests += " (" + join_names(names, 7) + (unnamed > 0 ? "; " + std::to_string(unnamed) + " without a name)" : ")");
  }
  if (stories.size() < material.articles.size()) rests += " in " + counted(stories.size(), "story", "stories");
  if (first)
    rests += ", published " + (*first == *last ? "on " + to_iso(*first) : to_iso(*first) + " to " + to_iso(*last));
  if (undated > 0) rests += ", " + std::to_string(undated) + " of them without a date";
  rests += ": " + counted(material.findings.size(), "finding", "findings") + " in which both sides take part.";
  std::vector<std::string> basis = {rests};
  if (material.begins) {
    basis.push_back("The record holds more on the two: this brief is of the latest findings, back to " +
                    to_iso(*material.begins) + ", and its counts are of these; `chancery brief " + material.a + " " +
                    material.b + " --findings 0` takes all.");
  }
  if (superseded > 0) {
    basis.push_back(counted(superseded, "article has", "articles have") +
                    " been corrected, updated or withdrawn by their publishers: what only these said does not count.");
  }
  if (!years.empty() && years.begin()->first != years.rbegin()->first) {
    std::string by_year = "Articles by year: ";
    for (int year = years.begin()->first; year <= years.rbegin()->first; ++year) {
      const auto found = years.find(year);
      if (year != years.begin()->first) by_year += ", ";
      by_year += std::to_string(year) + ": " + std::to_string(found == years.end() ? 0 : found->second);
    }
    basis.push_back(by_year + ".");
  }
  basis.push_back(
      "Lines say what the articles say, not what is so; what is missing here was not in these articles, and may have "
      "happened all the same.");
  return basis;
}

// What articles said before they were corrected or withdrawn, and nobody says now.
Section superseded_section(const BriefMaterial& material, const Wording& wording, const BriefOptions& options) {
  Section section;
  section.id = "superseded";
  section.title = "Superseded";
  section.note = "What articles said before they were corrected, updated or withdrawn; it counts nowhere above.";
  Group group;
  for (const RecordedFinding& finding : material.superseded) {
    group.lines.push_back(wording.line(finding, material.articles));
  }
  sort_newest_first(group.lines);
  cut_group(group, options.limit, "chancery stories --corrected --actor " + material.a + " --with " + material.b);
  section.groups = {std::move(group)};
  return section;
}

Document empty_brief(const BriefMaterial& material, const Wording& wording, Document document) {
  Section section;
  section.id = "nothing";
  section.note = "The record holds nothing on " + wording.state(material.a) + " and " + wording.state(material.b) +
                 " together. It rests on " + counted(material.statistics.articles, "article", "articles") +
                 "; that is no sign that nothing happened.";
  if (!material.pairs.empty()) {
    Table table;
    table.caption = "What there is:";
    table.columns = {"Pair", "Findings"};
    for (const auto& [pair, count] : material.pairs) {
      std::string names = pair;
      const std::size_t gap = pair.find_first_of(" -/|,");
      if (gap != std::string::npos) {
        names += "  " + wording.state(pair.substr(0, gap)) + " and " + wording.state(pair.substr(gap + 1));
      }
      table.rows.push_back({names, std::to_string(count)});
    }
    section.tables.push_back(std::move(table));
    document.hints.push_back("Read more articles in with: chancery read PATH...");
  } else {
    document.hints.push_back("The record knows no pairs yet. Read articles in with: chancery read PATH...");
  }
  document.sections = {std::move(section)};
  return document;
}

}  // namespace

std::string pair_command(const BriefMaterial& material, const std::string& command, const std::string& more) {
  return "chancery " + command + " --actor " + material.a + " --with " + material.b + more;
}

const Event* event_of(const RecordedFinding& finding) noexcept { return std::get_if<Event>(&fullest(finding).finding); }

namespace {

// The day of the one whose latest day is the earliest.
std::optional<Day> earliest_of(const std::vector<RecordedFinding>& findings) {
  std::optional<Day> first;
  for (const RecordedFinding& finding : findings) {
    std::optional<Day> last;
    for (const Occurrence& occurrence : finding.occurrences) {
      if (const auto& date = date_of(occurrence.finding)) last = std::max(last, std::optional(date->from));
    }
    if (last && (!first || *last < *first)) first = last;
  }
  return first;
}

}  // namespace

Result<BriefMaterial> gather_brief(Record& record, const std::string& a, const std::string& b,
                                   const RecordQuery& filter) {
  BriefMaterial material;
  material.a = a;
  material.b = b;
  RecordQuery query = filter;
  query.limit = 0;
  material.query = "brief " + a + " " + b + filter_text(query);
  query.kind.clear();
  query.actor = a;
  query.with = b;
  query.limit = filter.limit == 0 ? 0 : filter.limit + 1;  // one more shows that there are more
  query.latest = true;
  auto findings = record.find(query);
  if (!findings) return std::unexpected(findings.error());
  if (query.limit != 0 && findings->size() == query.limit) material.begins = earliest_of(*findings);
  for (RecordedFinding& finding : *findings) {
    if (finding.kind == "office") continue;
    (is_superseded(finding) ? material.superseded : material.findings).push_back(std::move(finding));
  }
  if (auto fetched = fetch_articles(record, material.findings, material.articles); !fetched) {
    return std::unexpected(fetched.error());
  }
  if (auto fetched = fetch_articles(record, material.superseded, material.articles); !fetched) {
    return std::unexpected(fetched.error());
  }
  // Of articles that tell nothing else here the brief counts the number, where it rests on all there are.
  const auto about = material.begins ? Result<std::vector<std::string>>(std::in_place) : record.articles_about(a, b);
  if (!about) return std::unexpected(about.error());
  for (const std::string& id : *about) {
    if (material.articles.contains(id)) continue;
    auto article = record.article(id);
    if (!article) return std::unexpected(article.error());
    if (published_within(*article, filter)) material.articles.emplace(id, *std::move(article));
  }
  for (const std::string& side : {a, b}) {
    auto learnt = record.tenures(side, false);
    if (!learnt) return std::unexpected(learnt.error());
    std::move(learnt->begin(), learnt->end(), std::back_inserter(material.learnt));
  }
  // An office is no act of the pair: who holds one counts where an article about the pair says so.
  for (const std::string& side : {a, b}) {
    RecordQuery offices = filter;
    offices.kind = "office";
    offices.actor = side;
    offices.with.clear();
    offices.limit = material.begins ? filter.limit : 0;
    offices.latest = true;
    offices.since.reset();
    auto found = record.find(offices);
    if (!found) return std::unexpected(found.error());
    for (RecordedFinding& finding : *found) {
      std::erase_if(finding.occurrences,
                    [&](const Occurrence& occurrence) { return !material.articles.contains(occurrence.article_id); });
      if (!finding.occurrences.empty() && !is_superseded(finding)) material.offices.push_back(std::move(finding));
    }
  }
  if (auto fetched = fetch_stories(record, material.articles, material.stories); !fetched) {
    return std::unexpected(fetched.error());
  }
  auto statistics = record.statistics();
  if (!statistics) return std::unexpected(statistics.error());
  material.statistics = *std::move(statistics);
  material.as_of = filter.published_until ? filter.published_until
                   : filter.until         ? filter.until
                                          : material.statistics.last_published;
  if (material.findings.empty() && material.articles.empty()) {
    auto pairs = record.pairs(15);
    if (!pairs) return std::unexpected(pairs.error());
    material.pairs = *std::move(pairs);
  }
  return material;
}

Document build_brief(const BriefMaterial& material, const Wording& wording, const BriefOptions& options) {
  Document document;
  document.kind = "brief";
  document.title = capitalise(wording.state(material.a)) + " and " + wording.state(material.b);
  document.actors = {material.a, material.b};
  document.as_of = material.as_of;
  document.record_version = material.statistics.version;
  document.citation = citation(material.statistics, material.query);
  if (material.findings.empty() && material.articles.empty())
    return empty_brief(material, wording, std::move(document));

  document.basis = basis_of(material);
  document.sections = {people_section(material, wording, options),
                       agreements_section(material, wording),
                       contacts_section(material, wording, options),
                       announced_section(material, wording, options),
                       areas_section(material, wording),
                       figures_section(material, wording, options),
                       goods_section(material, wording, options),
                       conflict_section(material, wording, options),
                       cooperation_section(material, wording, options)};
  for (Section& section : document.sections) {
    const bool has_lines = std::any_of(section.groups.begin(), section.groups.end(),
                                       [](const Group& group) { return !group.lines.empty(); });
    if (!has_lines && section.tables.empty() && section.note.empty()) section.note = "Nothing in these articles.";
  }
  if (!material.superseded.empty()) document.sections.push_back(superseded_section(material, wording, options));
  number_document(document, material.articles, material.stories);
  document.hints = {"Why a line stands here: chancery explain ID"};
  return document;
}

}  // namespace chancery::answer
