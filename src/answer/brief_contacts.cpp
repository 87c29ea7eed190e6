// Contacts of a brief: who met on which level in which year, the last one, the next one, and what became of plans.
#include <algorithm>
#include <array>
#include <map>

#include "answer/assemble.h"
#include "answer/brief_sections.h"
#include "answer/dates.h"

namespace chancery::answer {
namespace {

constexpr int kYearsShown = 7;  // a wider table does not fit 80 columns
constexpr int kEarlier = 0;     // column of the years before, and of undated contacts
constexpr int kUndated = 9999;

struct Contact {
  const RecordedFinding* finding = nullptr;
  const Event* event = nullptr;
  std::optional<DateInterval> date;
};

// Fixed order of rows; Level::none comes last as "not said".
constexpr std::array kLevels = {Level::head_of_state, Level::head_of_government, Level::minister, Level::parliament,
                                Level::ambassador,    Level::official,           Level::none};

int seniority(Level level) { return level == Level::none ? 100 : static_cast<int>(level); }

Table contacts_table(const std::vector<Contact>& contacts, const Wording& wording) {
  int last_year = 0;
  for (const Contact& contact : contacts) {
    if (contact.date) last_year = std::max(last_year, year_of(contact.date->from));
  }
  std::map<int, std::map<Level, int>> columns;
  std::map<Level, int> totals;
  for (const Contact& contact : contacts) {
    int year = contact.date ? year_of(contact.date->from) : kUndated;
    if (contact.date && year <= last_year - kYearsShown) year = kEarlier;
    ++columns[year][contact.event->level];
    ++totals[contact.event->level];
  }
  Table table;
  table.columns = {"Level"};
  for (const auto& [year, counts] : columns) {
    table.columns.push_back(year == kEarlier   ? "to " + std::to_string(last_year - kYearsShown)
                            : year == kUndated ? "undated"
                                               : std::to_string(year));
  }
  table.columns.emplace_back("total");
  for (const Level level : kLevels) {
    if (!totals.contains(level)) continue;
    std::vector<std::string> row = {wording.level(to_string(level))};
    for (auto& [year, counts] : columns) row.push_back(counts[level] > 0 ? std::to_string(counts[level]) : "–");
    row.push_back(std::to_string(totals[level]));
    table.rows.push_back(std::move(row));
  }
  return table;
}

bool overlap(const DateInterval& one, const DateInterval& other) {
  return one.from <= other.to && other.from <= one.to;
}

std::vector<std::string> persons_of(const Event& event) {
  std::vector<std::string> persons;
  for (const auto* actors : {&event.actors, &event.recipients}) {
    for (const Actor& actor : *actors) {
      if (!actor.person.empty()) persons.push_back(actor.person);
    }
  }
  return persons;
}

bool share_person(const Event& one, const Event& other) {
  const auto persons = persons_of(one);
  const auto others = persons_of(other);
  return std::any_of(persons.begin(), persons.end(), [&](const std::string& person) {
    return std::find(others.begin(), others.end(), person) != others.end();
  });
}

bool on_same_days(const Contact& one, const Contact& other) {
  return one.date && other.date && overlap(*one.date, *other.date);
}

// Whether a contact that took place may be the planned one: same days, and the same people, level or manner.
bool fulfils(const Contact& held, const Contact& planned) {
  return on_same_days(held, planned) &&
         (held.event->level == planned.event->level || held.event->mode == planned.event->mode ||
          share_person(*held.event, *planned.event));
}

// The refusals that call a plan off: each stands against one plan, the next after it of those announced before it.
std::map<const RecordedFinding*, std::string> called_off(const std::vector<Contact>& planned,
                                                         const std::vector<Contact>& refusals,
                                                         const BriefMaterial& material) {
  std::map<const RecordedFinding*, std::string> out;
  for (const Contact& refusal : refusals) {
    const auto told = last_published(article_ids_of(*refusal.finding), material.articles);
    if (!told) continue;
    const Contact* next = nullptr;
    for (const Contact& plan : planned) {
      const auto announced = last_published(article_ids_of(*plan.finding), material.articles);
      if (!announced || *announced > *told || (plan.date && plan.date->to < *told)) continue;
      if (!next || (plan.date && (!next->date || plan.date->to < next->date->to))) next = &plan;
    }
    if (next) out.emplace(next->finding, "refused or called off: " + refusal.finding->id);
  }
  return out;
}

// Which of what happened shows that a plan was kept; "" for none. `acts` is what both sides did together besides
// contacts: who signs a statement on the days of a visit has most likely come.
std::string kept(const Contact& planned, const std::vector<Contact>& held, const std::vector<Contact>& acts) {
  for (const Contact& contact : held) {
    if (fulfils(contact, planned)) return "held: " + contact.finding->id;
  }
  for (const Contact& act : acts) {
    if (on_same_days(act, planned) && share_person(*act.event, *planned.event))
      return "likely held: " + act.finding->id;
  }
  return {};
}

}  // namespace

Section contacts_section(const BriefMaterial& material, const Wording& wording, const BriefOptions& options) {
  std::vector<Contact> held;
  std::vector<Contact> planned;
  std::vector<Contact> others;
  std::vector<Contact> refusals;
  std::vector<Contact> acts;
  for (const RecordedFinding& finding : material.findings) {
    const Event* event = event_of(finding);
    if (!event) continue;
    const Contact contact{&finding, event, narrowest_date(finding)};
    if (event->type == EventType::reject && event->mode == "meet") refusals.push_back(contact);
    const bool joint = event->status == Status::happened && event->reciprocal;
    if (joint && (event->type == EventType::support || event->type == EventType::agree)) acts.push_back(contact);
    if (event->type != EventType::consult) continue;
    (event->status == Status::happened ? held : event->status == Status::planned ? planned : others).push_back(contact);
  }
  // Newest first; of one day the most senior first.
  std::stable_sort(held.begin(), held.end(), [](const Contact& one, const Contact& other) {
    const auto key = [](const Contact& contact) {
      return std::tuple(contact.date ? -contact.date->to.time_since_epoch().count() : 1000000,
                        seniority(contact.event->level), std::string_view(contact.finding->id));
    };
    return key(one) < key(other);
  });

  Section section;
  section.id = "contacts";
  section.title = "Contacts";
  if (!held.empty()) section.tables.push_back(contacts_table(held, wording));

  Group last{"Last", {}, false, 0, {}};
  Group next{"Next, as announced", {}, false, 0, {}};
  Group earlier{"Earlier", {}, false, 0, {}};
  Group announced{"Announced before", {}, false, 0, {}};
  Group regular{"Regular, denied or possible", {}, false, 0, {}};
  for (std::size_t index = 0; index < held.size(); ++index) {
    Line line = wording.line(*held[index].finding, material.articles);
    (index == 0 && line.date ? last : earlier).lines.push_back(std::move(line));
  }
  const auto refused = called_off(planned, refusals, material);
  for (const Contact& contact : planned) {
    Line line = wording.line(*contact.finding, material.articles);
    line.note = kept(contact, held, acts);
    if (const auto off = refused.find(contact.finding); line.note.empty() && off != refused.end())
      line.note = off->second;
    const bool past = contact.date && material.as_of && contact.date->to < *material.as_of;
    const bool ahead = line.note.empty() && !past;
    if (past && line.note.empty()) line.note = "no report in these articles that it took place";
    (ahead ? next : announced).lines.push_back(std::move(line));
  }
  for (const Contact& contact : others) regular.lines.push_back(wording.line(*contact.finding, material.articles));
  sort_oldest_first(next.lines);
  sort_newest_first(announced.lines);
  sort_newest_first(regular.lines);
  for (Group* group : {&last, &next, &earlier, &announced, &regular}) {
    if (group->lines.empty()) continue;
    cut_group(*group, options.limit, pair_command(material, "events", " --type CONSULT"));
    section.groups.push_back(std::move(*group));
  }
  if (!section.groups.empty() && next.lines.empty()) {
    const bool has_next = std::any_of(section.groups.begin(), section.groups.end(),
                                      [](const Group& group) { return group.title == "Next, as announced"; });
    if (!has_next) section.note = "No contact ahead is announced in these articles.";
  }
  return section;
}

}  // namespace chancery::answer
