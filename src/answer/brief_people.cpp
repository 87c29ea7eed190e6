// People and offices of a brief: who holds which office on either side, and who held it before.
#include <algorithm>
#include <map>

#include "answer/assemble.h"
#include "answer/brief_sections.h"
#include "answer/dates.h"
#include "answer/tenures.h"
#include "answer/text_layout.h"
#include "knowledge/tables.h"

namespace chancery::answer {
namespace {

struct Title {
  std::string kind;  // "head-of-state", "" where no title of the table fits
  Level level = Level::none;
};

bool contains_words(std::string_view text, std::string_view words) {
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const bool begins = at == 0 || text[at - 1] == ' ' || text[at - 1] == '-';
    const std::size_t end = at + words.size();
    if (begins && (end == text.size() || text[end] == ' ' || text[end] == ',')) return true;
  }
  return false;
}

// The longest title of data/titles.csv within an office's text. "Deputy" and the like make another office of it.
Title title_of(const knowledge::Tables& tables, std::string_view office) {
  const std::string folded = knowledge::fold(office);
  Title best;
  std::size_t longest = 0;
  std::string surface;
  for (const knowledge::TitleEntry& entry : tables.titles) {
    if (entry.needs_name || entry.surface.size() <= longest) continue;
    const std::string candidate = knowledge::fold(entry.surface);
    if (!contains_words(folded, candidate)) continue;
    longest = entry.surface.size();
    surface = candidate;
    best = {entry.kind, entry.level};
  }
  for (const std::string_view lesser :
       {"deputy", "vice", "assistant", "first lady", "adviser", "advisor", "spokesperson"}) {
    if (contains_words(folded, lesser) && !contains_words(surface, lesser)) return {"", Level::official};
  }
  return best;
}

// Offices that one person holds at a time, so that a later name means an earlier holder has left.
bool is_held_by_one(const Title& title, std::string_view office) {
  if (title.kind == "head-of-state" || title.kind == "head-of-government" || title.kind == "foreign-minister")
    return true;
  return (title.kind == "speaker" || title.kind == "ambassador") && office.size() > title.kind.size();
}

struct Holding {
  const RecordedFinding* finding = nullptr;
  const OfficeHolding* office = nullptr;
  Title title;
  std::optional<Day> last_named;
  const knowledge::TenureEntry* tenure = nullptr;
  bool former = false;
  std::string note;
};

std::optional<Day> last_day(const RecordedFinding& finding, const ArticleMap& articles) {
  std::optional<Day> last;
  for (const Occurrence& occurrence : finding.occurrences) {
    const auto& date = date_of(occurrence.finding);
    auto day = date ? std::optional<Day>(date->to) : last_published({occurrence.article_id}, articles);
    if (day && (!last || *day > *last)) last = day;
  }
  return last;
}

void mark_by_tenure(Holding& holding, const std::optional<Day>& as_of) {
  const knowledge::TenureEntry* tenure = holding.tenure;
  if (!tenure) return;
  if (tenure->from) holding.note = "in office from " + to_iso(*tenure->from);
  if (tenure->to) {
    holding.note += (holding.note.empty() ? "in office to " : " to ") + to_iso(*tenure->to);
    if (as_of && *tenure->to < *as_of) holding.former = true;
  }
  if (!holding.note.empty()) holding.note += " (table of offices)";
}

// Articles that are not about the pair know of a change of hands too.
void mark_by_other_articles(Holding& holding, const BriefMaterial& material) {
  const LearntTenure* learnt = learnt_tenure_of(material.learnt, *holding.office);
  if (learnt == nullptr || !learnt->ended || (material.as_of && *material.as_of < *learnt->ended)) return;
  holding.former = true;
  holding.note += (holding.note.empty() ? "" : "; ") + (learnt->successor.empty()
                                                            ? "called former on " + to_iso(*learnt->ended)
                                                            : "by " + to_iso(*learnt->ended) + " " + learnt->successor);
}

// Of an office that one person holds, those who are named before the last holder are former.
void mark_by_successor(std::vector<Holding>& holdings) {
  std::map<std::string, const Holding*> latest;
  const auto key = [](const Holding& holding) {
    return holding.title.kind == "speaker" || holding.title.kind == "ambassador"
               ? holding.title.kind + "|" + knowledge::fold(holding.office->office)
               : holding.title.kind;
  };
  for (const Holding& holding : holdings) {
    if (holding.former || !holding.last_named || !is_held_by_one(holding.title, holding.office->office)) continue;
    const Holding*& last = latest[key(holding)];
    if (!last || *holding.last_named > *last->last_named) last = &holding;
  }
  std::vector<std::pair<Holding*, const Holding*>> replaced;
  for (Holding& holding : holdings) {
    if (holding.former || !holding.last_named || !is_held_by_one(holding.title, holding.office->office)) continue;
    const Holding* last = latest[key(holding)];
    const bool open_tenure = holding.tenure && !holding.tenure->to;
    if (last && last->office->person != holding.office->person && *last->last_named > *holding.last_named &&
        !open_tenure) {
      replaced.emplace_back(&holding, last);
    }
  }
  for (const auto& [holding, successor] : replaced) {
    holding->former = true;
    if (!holding->note.empty()) holding->note += "; ";
    holding->note += "later named in this office: " + successor->office->person;
  }
}

int rank(const Holding& holding) {
  const int level = static_cast<int>(holding.title.level);
  return level == 0 ? 100 : level;
}

// One line for each person: the office told most often, the others beside it.
Line person_line(const std::vector<const Holding*>& offices, const ArticleMap& articles, const Wording& wording) {
  const Holding& main = *offices.front();
  Line line = wording.line(*main.finding, articles);
  line.text = wording.office(*main.office);
  if (main.last_named) {
    line.date =
        DateInterval{*main.last_named, *main.last_named, DatePrecision::day, DateBasis::publication, std::nullopt};
  }
  std::vector<std::string> others;
  for (const Holding* holding : offices) {
    const std::string folded = knowledge::fold(holding->office->office);
    for (const std::string& id : article_ids_of(*holding->finding)) {
      if (std::find(line.article_ids.begin(), line.article_ids.end(), id) == line.article_ids.end()) {
        line.article_ids.push_back(id);
      }
    }
    if (holding->last_named && line.date && *holding->last_named > line.date->to) {
      line.date->from = line.date->to = *holding->last_named;
    }
    if (holding == &main || folded == knowledge::fold(main.office->office)) continue;
    others.push_back(holding->office->office + " (" + holding->finding->id + ")");
  }
  line.date_text = date_text(line.date);
  line.note = main.note;
  if (!others.empty()) line.note += (line.note.empty() ? "" : "; ") + std::string("also: ") + join_names(others, 4);
  const auto& inferred = main.office->inferred;
  if (std::find(inferred.begin(), inferred.end(), "country") != inferred.end()) {
    line.note += (line.note.empty() ? "" : "; ") + std::string("the state is inferred");
  }
  return line;
}

Group side(const std::string& code, bool former, const std::vector<Holding>& holdings, const BriefMaterial& material,
           const Wording& wording, const BriefOptions& options) {
  std::vector<std::vector<const Holding*>> people;
  std::map<std::string, std::size_t> index;
  for (const Holding& holding : holdings) {
    if (holding.former != former) continue;
    const auto [entry, is_new] = index.try_emplace(holding.office->person, people.size());
    if (is_new) people.emplace_back();
    people[entry->second].push_back(&holding);
  }
  for (auto& offices : people) {
    std::stable_sort(offices.begin(), offices.end(), [](const Holding* one, const Holding* other) {
      return std::tuple(rank(*one) == 100, other->finding->occurrences.size(), other->office->office.size(),
                        one->finding->id) < std::tuple(rank(*other) == 100, one->finding->occurrences.size(),
                                                       one->office->office.size(), other->finding->id);
    });
  }
  std::stable_sort(people.begin(), people.end(), [](const auto& one, const auto& other) {
    const auto key = [](const std::vector<const Holding*>& offices) {
      return std::tuple(rank(*offices.front()),
                        -(offices.front()->last_named.value_or(Day{}).time_since_epoch().count()),
                        std::string_view(offices.front()->office->person));
    };
    return key(one) < key(other);
  });
  Group group;
  group.title = capitalise(wording.state(code)) + (former ? ", former or replaced" : "");
  for (const auto& offices : people) group.lines.push_back(person_line(offices, material.articles, wording));
  cut_group(group, options.limit, "chancery people --actor " + code);
  return group;
}

}  // namespace

Section people_section(const BriefMaterial& material, const Wording& wording, const BriefOptions& options) {
  Section section;
  section.id = "people";
  section.title = "People and offices";
  const knowledge::Tables& tables = wording.knowledge().tables();
  for (const std::string& code : {material.a, material.b}) {
    std::vector<Holding> holdings;
    for (const RecordedFinding& finding : material.offices) {
      const auto* office = std::get_if<OfficeHolding>(&finding.occurrences.back().finding);  // the latest telling
      if (!office || office->country != code) continue;
      Holding holding;
      holding.finding = &finding;
      holding.office = office;
      holding.title = title_of(tables, office->office);
      holding.last_named = last_day(finding, material.articles);
      if (!holding.title.kind.empty()) {
        holding.tenure = table_tenure_of(tables, code, office->person, holding.title.kind, holding.last_named);
      }
      holding.former = office->former;
      mark_by_tenure(holding, material.as_of);
      if (!holding.tenure) mark_by_other_articles(holding, material);
      holdings.push_back(std::move(holding));
    }
    mark_by_successor(holdings);
    for (const bool former : {false, true}) {
      Group group = side(code, former, holdings, material, wording, options);
      if (!group.lines.empty()) section.groups.push_back(std::move(group));
    }
  }
  if (!section.groups.empty())
    section.note = "The date is the last day on which the articles name the person in this office.";
  return section;
}

}  // namespace chancery::answer
