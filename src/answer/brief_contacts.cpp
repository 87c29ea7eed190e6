// Contacts of a brief: who met on which level in which year, the last one, the next one, and what became of plans.
#include <algorithm>
#include <array>
#include <map>

#include "answer/assemble.h"
#include "answer/brief_sections.h"
#include "answer/chains.h"
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

// An act of both that shows that a plan was most likely kept: who signs a statement on the days of a visit has come.
std::string likely_kept(const Contact& planned, const std::vector<Contact>& acts) {
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
  std::vector<Contact> acts;
  for (const RecordedFinding& finding : material.findings) {
    const Event* event = event_of(finding);
    if (!event) continue;
    const Contact contact{&finding, event, narrowest_date(finding)};
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
  const std::vector<Chain> chains = chains_among(material.findings, material.articles);
  for (const Contact& contact : planned) {
    const auto chain =
        std::find_if(chains.begin(), chains.end(), [&](const Chain& one) { return one.plan == contact.finding; });
    if (chain == chains.end()) continue;  // moved to other days, which the line on those says
    Line line = wording.line(*contact.finding, material.articles);
    line.date = planned_days(*contact.finding);
    line.date_text = date_text(line.date);
    line.steps = steps_of(*chain);
    if (chain->open) {
      // The section on what is open has those of which nobody said that they were held.
      const std::string likely = likely_kept({contact.finding, contact.event, line.date}, acts);
      if (!likely.empty()) {
        line.note = likely;
        announced.lines.push_back(std::move(line));
      } else if (!overdue(*chain, material.as_of)) {
        if (chain->steps.size() > 1) line.note = chain_text(*chain, *contact.finding, material.as_of);
        next.lines.push_back(std::move(line));
      }
      continue;
    }
    line.note = chain_text(*chain, *contact.finding, material.as_of);
    announced.lines.push_back(std::move(line));
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

Section announced_section(const BriefMaterial& material, const Wording& wording, const BriefOptions& options) {
  std::vector<Contact> acts;
  for (const RecordedFinding& finding : material.findings) {
    const Event* event = event_of(finding);
    if (event == nullptr || event->status != Status::happened || !event->reciprocal) continue;
    if (event->type == EventType::support || event->type == EventType::agree) {
      acts.push_back({&finding, event, narrowest_date(finding)});
    }
  }
  Group ahead{"Ahead", {}, false, 0, {}};
  Group silent{"Not heard of since", {}, false, 0, {}};
  for (const Chain& chain : chains_among(material.findings, material.articles)) {
    if (!chain.open) continue;
    const Event* event = event_of(*chain.shown);
    const bool late = overdue(chain, material.as_of);
    const bool contact = event->type == EventType::consult;
    if (contact && (!late || !likely_kept({chain.shown, event, chain.due}, acts).empty())) continue;  // among contacts
    Line line = wording.line(*chain.shown, material.articles);
    line.date = chain.due;
    line.date_text = date_text(line.date);
    line.note = chain_text(chain, *chain.shown, material.as_of);
    line.steps = steps_of(chain);
    line.article_ids = article_ids_of(chain);
    (late ? silent : ahead).lines.push_back(std::move(line));
  }
  sort_oldest_first(ahead.lines);
  sort_newest_first(silent.lines);
  Section section;
  section.id = "announced";
  section.title = "Announced and open";
  for (Group* group : {&ahead, &silent}) {
    if (group->lines.empty()) continue;
    cut_group(*group, options.limit, pair_command(material, "events", " --status planned"));
    section.groups.push_back(std::move(*group));
  }
  return section;
}

}  // namespace chancery::answer
