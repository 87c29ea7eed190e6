#include "answer/lists.h"

#include <algorithm>
#include <map>
#include <set>

#include "answer/assemble.h"
#include "answer/chains.h"
#include "answer/dates.h"
#include "answer/figures_by_subject.h"
#include "answer/tenures.h"
#include "answer/text_layout.h"

namespace chancery::answer {
namespace {

Document frame_of(const std::string& kind, const std::string& title, const ListMaterial& material,
                  const Wording& wording) {
  Document document;
  document.kind = kind;
  document.title = title;
  if (!material.actors.empty()) {
    std::vector<std::string> names;
    for (const std::string& code : material.actors) names.push_back(wording.state(code));
    document.title += ": " + join_names(names);
  }
  document.actors = material.actors;
  document.record_version = material.record_version;
  document.citation = material.citation;
  return document;
}

Document finish(Document document, const ListMaterial& material) {
  std::size_t lines = 0;
  for (const Section& section : document.sections) {
    for (const Group& group : section.groups) lines += group.lines.size();
  }
  if (lines == 0) {
    document.basis = {"Nothing in the record fits; that is no sign that nothing happened."};
  } else {
    number_document(document, material.articles, material.stories);
    document.basis = {counted(lines, "line", "lines") + " from " +
                      counted(document.sources.size(), "article", "articles") + "."};
    document.hints = {"Why a line stands here: chancery explain ID"};
  }
  return document;
}

// Groups by the year of the lines, which must be sorted by date.
Section by_year(std::vector<Line> lines) {
  Section section;
  section.id = "lines";
  for (Line& line : lines) {
    const std::string year = line.date ? std::to_string(year_of(line.date->from)) : "Undated";
    if (section.groups.empty() || section.groups.back().title != year) {
      section.groups.push_back(Group{year, {}, false, 0, {}});
    }
    section.groups.back().lines.push_back(std::move(line));
  }
  return section;
}

std::vector<Line> event_lines(const ListMaterial& material, const Wording& wording) {
  std::vector<Line> lines;
  for (const RecordedFinding& finding : material.findings) {
    if (std::holds_alternative<Event>(finding.occurrences.front().finding)) {
      lines.push_back(wording.line(finding, material.articles));
    }
  }
  return lines;
}

Section agreements(const ListMaterial& material, const Wording& wording) {
  Section section;
  section.id = "agreements";
  for (const RecordedFinding& finding : material.findings) {
    if (!std::holds_alternative<AgreementFinding>(finding.occurrences.front().finding)) continue;
    Group group;
    group.title = wording.agreement_title(finding, material.articles);
    group.lines = wording.steps(finding, material.articles);
    for (Line& line : group.lines) line.text = capitalise(line.text);
    section.groups.push_back(std::move(group));
  }
  return section;
}

// Lines of one person and office, whatever the spelling and wording, as one.
struct Holder {
  Line line;
  std::vector<std::string> wordings;  // of the office, folded
  std::vector<std::string> others;    // further wordings with their ids
};

Line line_of(Holder holder, const LearntTenure* learnt, const knowledge::TenureEntry* table) {
  Line line = std::move(holder.line);
  const auto add = [&line](const std::string& text) {
    if (!text.empty()) line.note += (line.note.empty() ? "" : "; ") + text;
  };
  if (learnt) add(learnt_text(*learnt));
  if (table) add(table_text(*table));
  if (!holder.others.empty()) add("also: " + join_names(holder.others, 4));
  return line;
}

Section people(const ListMaterial& material, const Wording& wording) {
  const knowledge::Tables& tables = wording.knowledge().tables();
  std::map<std::string, Group> states;
  // Findings of one learnt tenure stand together; others by themselves.
  std::map<const LearntTenure*, std::pair<const OfficeHolding*, Holder>> holders;
  for (const RecordedFinding& finding : material.findings) {
    const auto* office = std::get_if<OfficeHolding>(&finding.occurrences.back().finding);
    if (!office) continue;
    Group& group = states[office->country];
    group.title = office->country.empty() ? "State not known" : capitalise(wording.state(office->country));
    Line line = wording.line(finding, material.articles);
    line.text = wording.office(*office);
    const LearntTenure* learnt = learnt_tenure_of(material.learnt, *office);
    if (learnt == nullptr) {
      const auto* table = table_tenure_of(tables, office->country, office->person, "",
                                          office->date ? std::optional(office->date->from) : std::nullopt);
      group.lines.push_back(line_of({std::move(line), {}, {}}, nullptr, table));
      continue;
    }
    auto& [first, holder] = holders[learnt];
    const std::string wording_of_office = knowledge::fold(office->office);
    if (first == nullptr) {
      first = office;
      holder.line = std::move(line);
    } else {
      for (const std::string& id : line.article_ids) {
        auto& ids = holder.line.article_ids;
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
      }
      if (std::find(holder.wordings.begin(), holder.wordings.end(), wording_of_office) == holder.wordings.end()) {
        holder.others.push_back(office->office + " (" + finding.id + ")");
      }
    }
    holder.wordings.push_back(wording_of_office);
  }
  for (auto& [learnt, entry] : holders) {
    auto& [office, holder] = entry;
    const auto* table =
        table_tenure_of(tables, office->country, learnt->holder.person, learnt->holder.kind, learnt->last);
    states[office->country].lines.push_back(line_of(std::move(holder), learnt, table));
  }
  Section section;
  section.id = "people";
  for (auto& [code, group] : states) {
    std::stable_sort(group.lines.begin(), group.lines.end(), [](const Line& one, const Line& other) {
      return std::tie(one.text, one.id) < std::tie(other.text, other.id);
    });
    section.groups.push_back(std::move(group));
  }
  return section;
}

}  // namespace

Document build_timeline(const ListMaterial& material, const Wording& wording) {
  Document document = frame_of("timeline", "Timeline", material, wording);
  const std::vector<Chain> chains = chains_among(material.findings, material.articles);
  std::set<const RecordedFinding*> in_chains;
  for (const Chain& chain : chains) {
    for (const ChainStep& step : chain.steps) in_chains.insert(step.finding);
  }
  std::vector<Line> lines;
  for (const RecordedFinding& finding : material.findings) {
    if (std::holds_alternative<Event>(finding.occurrences.front().finding) && !in_chains.contains(&finding)) {
      lines.push_back(wording.line(finding, material.articles));
    }
  }
  for (const Chain& chain : chains) {
    Line line = wording.line(*chain.shown, material.articles);
    if (chain.shown == chain.plan && chain.due) {
      line.date = chain.due;
      line.date_text = date_text(line.date);
    }
    line.note = chain_text(chain, *chain.shown, material.today);
    line.steps = steps_of(chain);
    line.article_ids = article_ids_of(chain);
    lines.push_back(std::move(line));
  }
  for (const RecordedFinding& finding : material.findings) {
    if (!std::holds_alternative<AgreementFinding>(finding.occurrences.front().finding)) continue;
    const std::string title = wording.agreement_title(finding, material.articles);
    for (Line& line : wording.steps(finding, material.articles)) {
      line.text = title + ": " + line.text;
      lines.push_back(std::move(line));
    }
  }
  sort_oldest_first(lines);
  document.sections = {by_year(std::move(lines))};
  return finish(std::move(document), material);
}

Document build_list(ExportKind kind, const ListMaterial& material, const Wording& wording) {
  switch (kind) {
    case ExportKind::agreements: {
      Document document = frame_of("agreements", "Agreements", material, wording);
      document.sections = {agreements(material, wording)};
      return finish(std::move(document), material);
    }
    case ExportKind::figures: {
      Document document = frame_of("figures", "Figures as claimed", material, wording);
      Section section;
      section.id = "figures";
      section.groups = group_figures(material.findings, material.articles, wording);
      document.sections = {std::move(section)};
      return finish(std::move(document), material);
    }
    case ExportKind::people: {
      Document document = frame_of("people", "People and offices", material, wording);
      document.sections = {people(material, wording)};
      return finish(std::move(document), material);
    }
    case ExportKind::timeline: return build_timeline(material, wording);
    case ExportKind::events:
    case ExportKind::search: break;
  }
  Document document = frame_of("events", "Events", material, wording);
  std::vector<Line> lines = event_lines(material, wording);
  sort_oldest_first(lines);
  document.sections = {by_year(std::move(lines))};
  return finish(std::move(document), material);
}

std::string passage_around(const Article& article, const TextSpan& span, std::size_t columns) {
  const std::string_view whole = span.in_title ? article.title : article.text;
  if (span.begin > span.end || span.end > whole.size()) return {};
  // As much before the hit as there is room, from a blank on, so that no word is cut.
  const std::size_t inside = span.end - span.begin;
  const std::size_t room = inside >= columns ? 0 : (columns - inside) / 2;
  std::size_t begin = span.begin > room ? span.begin - room : 0;
  if (begin > 0) {
    const std::size_t blank = whole.find_first_of(" \n\t", begin);
    begin = blank == std::string_view::npos || blank >= span.begin ? span.begin : blank + 1;
  }
  const std::string text = one_line(neutralise(whole.substr(begin), true));
  return (begin > 0 ? "…" : "") + shorten(text, columns);
}

Document build_search(const std::string& query, const std::vector<FoundPassage>& passages, std::uint64_t record_version,
                      const std::string& citation) {
  constexpr std::size_t kPassageColumns = 240;
  Document document;
  document.kind = "search";
  document.title = "Search: " + one_line(query);
  document.record_version = record_version;
  document.citation = citation;
  Section section;
  section.id = "hits";
  Group group;
  ArticleMap articles;
  for (const FoundPassage& passage : passages) {
    Line line;
    line.id = passage.article.article.id;
    line.kind = "article";
    if (const auto day = published(passage.article)) {
      line.date = DateInterval{*day, *day, DatePrecision::day, DateBasis::publication, std::nullopt};
    }
    line.date_text = date_text(line.date);
    const std::string title = one_line(neutralise(passage.article.article.title, true));
    const std::string source(publisher(passage.article));
    line.text = title.empty() ? "Untitled" : shorten(title, 160);
    if (!source.empty()) line.text = one_line(neutralise(source)) + ": " + line.text;
    line.quote = passage_around(passage.article.article, passage.hit.span, kPassageColumns);
    line.article_ids = {passage.article.article.id};
    articles.emplace(passage.article.article.id, passage.article);
    group.lines.push_back(std::move(line));
  }
  const std::size_t found = group.lines.size();
  section.groups.push_back(std::move(group));
  document.sections = {std::move(section)};
  if (found == 0) {
    document.basis = {"No article in the record holds these words."};
  } else {
    document.basis = {counted(found, "article", "articles") + ", best first."};
    number_document(document, articles);
  }
  return document;
}

}  // namespace chancery::answer
