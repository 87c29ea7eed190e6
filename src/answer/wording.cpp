#include "answer/wording.h"

#include <algorithm>
#include <span>

#include "answer/agreement_ladder.h"
#include "answer/amount.h"
#include "answer/assemble.h"
#include "answer/dates.h"
#include "answer/text_layout.h"
#include "knowledge/tables.h"

namespace chancery::answer {
namespace {

// Of more dates for one step than that the number alone tells enough; `explain` names all.
constexpr std::size_t kMostOtherDates = 8;

constexpr std::size_t kQuoteColumns = 220;
constexpr std::size_t kNameColumns = 90;  // offices and names of agreements are cut beyond
constexpr std::size_t kAreasShown = 5;

std::string clean(std::string_view text) { return one_line(neutralise(text, true)); }

bool starts_with_the(std::string_view text) { return text.starts_with("the ") || text.starts_with("The "); }

bool same_party(const Actor& one, const Actor& other) {
  if (!one.person.empty() || !other.person.empty()) return one.person == other.person;
  if (one.country.empty()) return false;
  return one.country == other.country && one.sector == other.sector && one.office == other.office;
}

// Each party once; the bare state goes where one of its persons is named.
std::vector<const Actor*> distinct(const std::vector<Actor>& actors) {
  std::vector<const Actor*> out;
  for (const Actor& actor : actors) {
    const bool bare = actor.person.empty() && !actor.country.empty();
    bool skip = std::any_of(out.begin(), out.end(), [&](const Actor* known) { return same_party(*known, actor); });
    for (const Actor& other : actors) {
      if (bare && !other.person.empty() && other.country == actor.country) skip = true;
    }
    if (!skip) out.push_back(&actor);
  }
  return out;
}

std::vector<std::string> countries(const std::vector<Actor>& actors) {
  std::vector<std::string> codes;
  for (const Actor& actor : actors) {
    if (!actor.country.empty() && std::find(codes.begin(), codes.end(), actor.country) == codes.end()) {
      codes.push_back(actor.country);
    }
  }
  return codes;
}

std::string event_key(const Event& event) {
  std::string key(to_string(event.type));
  return event.mode.empty() ? key : key + "/" + event.mode;
}

}  // namespace

std::string join_names(const std::vector<std::string>& names, std::size_t limit) {
  std::string out;
  const bool cut = names.size() > limit && limit > 1;
  const std::size_t shown = cut ? limit - 1 : names.size();
  for (std::size_t index = 0; index < shown; ++index) {
    if (index > 0) out += !cut && index + 1 == shown ? " and " : ", ";
    out += names[index];
  }
  if (cut) out += " and " + std::to_string(names.size() - shown) + " others";
  return out;
}

std::string Wording::state(std::string_view code) const {
  const std::string name = knowledge_.display_name(code);
  if (const Phrase* article = phrases_.find("article", code)) {
    return article->text.empty() ? name : article->text + " " + name;
  }
  const auto id = knowledge_.tables().find_actor(code);
  const bool organisation =
      id != knowledge::kNoActor && knowledge_.tables().actors[id].kind == knowledge::ActorKind::organisation;
  // "the European Union", but "Mercosur", "ASEAN".
  return organisation && name.find(' ') != std::string::npos ? "the " + name : name;
}

std::string Wording::states(const std::vector<std::string>& codes) const {
  std::vector<std::string> names;
  for (const std::string& code : codes) names.push_back(state(code));
  return join_names(names);
}

std::string Wording::actor(const Actor& actor, std::string_view span_text) const {
  if (!actor.person.empty()) {
    std::string out;
    if (!actor.office.empty()) {
      const std::string office = clean(actor.office);
      out = capitalise(shorten(starts_with_the(office) ? office.substr(4) : office, kNameColumns)) + " ";
    }
    out += clean(actor.person);
    if (!actor.country.empty()) out += " (" + actor.country + ")";
    return out;
  }
  if (actor.country.empty()) return shorten(clean(span_text), kNameColumns);
  const std::string name = state(actor.country);
  if (!actor.office.empty()) {
    const std::string office = clean(actor.office);
    const bool names_state = office.find(knowledge_.display_name(actor.country)) != std::string::npos;
    return (starts_with_the(office) ? "" : "the ") + shorten(office, kNameColumns) + (names_state ? "" : " of " + name);
  }
  if (const Phrase* sector = phrases_.find("sector", actor.sector)) return fill(sector->text, {{"name", name}});
  return name;
}

std::string Wording::area(std::string_view id) const {
  if (const Phrase* phrase = phrases_.find("area", id)) return phrase->text;
  std::string out(id);
  std::replace(out.begin(), out.end(), '-', ' ');
  return out;
}

std::string Wording::level(std::string_view id) const { return phrases_.text("level", id, id); }

std::string Wording::actors(const std::vector<Actor>& actors, std::string_view article_id,
                            const ArticleMap& articles) const {
  std::vector<std::string> names;
  for (const Actor* one : distinct(actors)) {
    std::string name = actor(*one, text_of(articles, article_id, one->span));
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return join_names(names);
}

std::string Wording::event(const RecordedFinding& finding, const ArticleMap& articles) const {
  const Occurrence& occurrence = fullest(finding);
  const auto& event = std::get<Event>(occurrence.finding);
  const std::string key = event_key(event);
  // "signed" tells more than the type does.
  const Phrase* phrase =
      phrases_.find_trigger(to_string(event.type), text_of(articles, occurrence.article_id, event.trigger));
  if (!phrase) phrase = phrases_.find("event", key);
  if (!phrase) phrase = phrases_.find("event", to_string(event.type));

  std::string place = event.place ? clean(text_of(articles, occurrence.article_id, event.place->span)) : std::string();
  if (std::all_of(place.begin(), place.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == ' ' || c == '-'; })) {
    // Datelines shout: "ASTANA" reads as "Astana".
    for (std::size_t at = 1; at < place.size(); ++at) {
      if (place[at] >= 'A' && place[at] <= 'Z' && place[at - 1] != ' ' && place[at - 1] != '-') {
        place[at] = static_cast<char>(place[at] - 'A' + 'a');
      }
    }
  }
  std::string host = states(countries(event.recipients));
  if (event.mode == "visit" && host.empty()) std::swap(host, place);
  const PhraseValues values = {{"actors", actors(event.actors, occurrence.article_id, articles)},
                               {"recipients", actors(event.recipients, occurrence.article_id, articles)},
                               {"host", host},
                               {"place", place}};
  std::string out;
  if (!phrase) {
    out = key + ": " + values[0].second;
  } else if (event.status == Status::happened) {
    out = capitalise(fill(phrase->text, values));
  } else {
    const std::string frame = phrases_.text("status", to_string(event.status), "{noun}");
    out = capitalise(fill(frame, {{"noun", fill(phrase->noun, values)}}));
  }
  std::vector<std::string> areas;
  for (const std::string& id : areas_of(finding)) areas.push_back(area(id));
  if (!areas.empty()) {
    out += " (";
    for (std::size_t index = 0; index < std::min(areas.size(), kAreasShown); ++index) {
      out += (index > 0 ? ", " : "") + areas[index];
    }
    if (areas.size() > kAreasShown) out += " and " + std::to_string(areas.size() - kAreasShown) + " more areas";
    out += ")";
  }
  if (event.said_by) {
    const std::string speaker = actor(*event.said_by, text_of(articles, occurrence.article_id, event.said_by->span));
    const bool is_actor = std::any_of(event.actors.begin(), event.actors.end(),
                                      [&](const Actor& one) { return same_party(one, *event.said_by); });
    if (!is_actor && !speaker.empty()) out += ", according to " + speaker;
  }
  return out;
}

std::string Wording::step(const AgreementFinding& agreement) const {
  const std::string step = phrases_.text("step", agreement.step, agreement.step);
  if (agreement.status == Status::happened) return step;
  return fill(phrases_.text("stepstatus", to_string(agreement.status), "{step}"), {{"step", step}});
}

std::string Wording::agreement_title(const RecordedFinding& finding, const ArticleMap& articles) const {
  const Occurrence& occurrence = best_named(finding);
  const auto& agreement = std::get<AgreementFinding>(occurrence.finding);
  std::string name = clean(agreement.name);
  if (name.empty()) name = agreement.kind.empty() ? "agreement" : agreement.kind;
  std::string out = capitalise(shorten(name, kNameColumns));
  std::vector<std::string> parties;
  for (const Actor* party : distinct(agreement.parties)) {
    std::string who = party->country.empty() ? actor(*party, text_of(articles, occurrence.article_id, party->span))
                                             : state(party->country);
    if (!who.empty() && std::find(parties.begin(), parties.end(), who) == parties.end()) parties.push_back(who);
  }
  if (!parties.empty()) out += " (" + join_names(parties) + ")";
  return out;
}

std::string Wording::figure_subject(const Figure& figure) const {
  const std::string measure = phrases_.text("measure", figure.measure, figure.measure);
  std::string out;
  if (!figure.from.empty() && !figure.to.empty()) {
    const Phrase* flow = phrases_.find("flow", figure.measure);
    out = fill(flow ? flow->text : phrases_.text("flow", "", "{measure} from {from} to {to}"),
               {{"measure", measure}, {"from", state(figure.from)}, {"to", state(figure.to)}});
  } else {
    const std::string parties = states(countries(figure.parties));
    out = parties.empty() ? measure : measure + " of " + parties;
  }
  if (!figure.goods.empty()) out += " (" + join_names(figure.goods) + ")";
  return clean(out);
}

std::string Wording::publishers(const std::vector<std::string>& article_ids, const ArticleMap& articles) const {
  std::vector<std::string> names;
  for (const std::string& id : article_ids) {
    const auto found = articles.find(id);
    if (found == articles.end()) continue;
    const std::string name = clean(publisher(found->second));
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return join_names(names, 4);
}

std::string Wording::figure(const RecordedFinding& finding, const ArticleMap& articles) const {
  const Occurrence& occurrence = fullest(finding);
  const auto& figure = std::get<Figure>(occurrence.finding);
  std::string hedge = phrases_.text("hedge", figure.hedge, figure.hedge);
  std::replace(hedge.begin(), hedge.end(), '-', ' ');
  std::string claimant = publishers(article_ids_of(finding), articles);
  if (figure.said_by) {
    const std::string speaker = actor(*figure.said_by, text_of(articles, occurrence.article_id, figure.said_by->span));
    if (!speaker.empty()) claimant = claimant.empty() ? speaker : speaker + " in " + claimant;
  }
  if (claimant.empty()) claimant = "an article without a named publisher";
  const PhraseValues values = {{"subject", figure_subject(figure)},
                               {"period", period_phrase(figure.period)},
                               {"amount", format_amount(figure, hedge)},
                               {"change", format_change(figure)},
                               {"claimant", claimant}};
  const Phrase* phrase = phrases_.find("figure", figure.outlook.empty() ? "outcome" : figure.outlook);
  std::string out = capitalise(fill(phrase ? phrase->text : "{subject}[ {period}]: {amount}", values));
  return out;
}

std::string Wording::goods_direction(const Goods& goods) const {
  if (goods.from.empty() || goods.to.empty()) return "Direction not said";
  return capitalise(state(goods.from) + " to " + state(goods.to));
}

std::string Wording::goods(const Goods& goods) const {
  std::string out = capitalise(clean(goods.goods));
  if (!goods.hs.empty()) {
    out += " (HS ";
    for (std::size_t index = 0; index < goods.hs.size(); ++index) out += (index > 0 ? ", " : "") + goods.hs[index];
    out += ")";
  }
  if (goods.status != Status::happened) out += ", " + std::string(to_string(goods.status));
  return out;
}

std::string Wording::office(const OfficeHolding& office) const {
  const std::string person = clean(office.person);
  if (office.office.empty()) return person;
  const std::string title = clean(office.office);
  return person + ", " + (office.former ? "former " : "") +
         shorten(starts_with_the(title) ? title.substr(4) : title, kNameColumns);
}

Line Wording::line(const RecordedFinding& finding, const ArticleMap& articles) const {
  Line line;
  line.id = finding.id;
  line.kind = finding.kind;
  line.article_ids = article_ids_of(finding);
  line.date = narrowest_date(finding);
  const Occurrence& occurrence = fullest(finding);
  if (const auto status = status_of(occurrence.finding)) line.status = to_string(*status);
  if (std::holds_alternative<Event>(occurrence.finding)) {
    line.text = event(finding, articles);
    // A meeting tells itself; of a promise or a charge one wants to know the words.
    if (std::get<Event>(occurrence.finding).type != EventType::consult) {
      line.quote =
          shorten(clean(text_of(articles, occurrence.article_id, evidence_of(occurrence.finding))), kQuoteColumns);
    }
  } else if (std::holds_alternative<AgreementFinding>(occurrence.finding)) {
    const auto all = steps(finding, articles);
    if (!all.empty()) {
      line = all.back();
      line.text = agreement_title(finding, articles) + ": " + all.back().text;
      line.article_ids = article_ids_of(finding);
    }
  } else if (std::holds_alternative<Figure>(occurrence.finding)) {
    line.text = figure(finding, articles);
  } else if (const auto* goods_finding = std::get_if<Goods>(&occurrence.finding)) {
    line.text = goods(*goods_finding) + ": " + goods_direction(*goods_finding);
  } else if (const auto* holding = std::get_if<OfficeHolding>(&occurrence.finding)) {
    line.text = office(*holding);
    if (!holding->country.empty()) line.text += " (" + holding->country + ")";
  }
  if (!line.date) {
    // Undated facts stand at the day on which they were last told.
    const bool told = finding.kind == "goods" || finding.kind == "office";
    const auto day = told ? last_published(line.article_ids, articles) : std::nullopt;
    if (day) line.date = DateInterval{*day, *day, DatePrecision::day, DateBasis::publication, std::nullopt};
  }
  line.date_text = date_text(line.date);
  if (finding.corrected) {
    line.note = "one of the articles that said so was " +
                std::string(finding.corrected.kind == "retraction" ? "withdrawn" : "corrected") + ": " +
                finding.corrected.by + " no longer does";
  }
  return line;
}

std::vector<Line> Wording::steps(const RecordedFinding& finding, const ArticleMap& articles) const {
  std::vector<Line> lines;
  for (const LadderStep& step : ladder(finding, articles)) {
    Line line;
    line.id = finding.id;
    line.kind = finding.kind;
    line.date = step.date;
    line.date_text = date_text(step.date);
    line.text = this->step(*step.agreement);
    line.status = to_string(step.agreement->status);
    line.article_ids = step.article_ids;
    if (!step.differ.empty()) {
      line.note = "sources differ: " + line.date_text + said_by(step.article_ids, articles);
      const std::size_t shown = std::min(step.differ.size(), kMostOtherDates);
      for (const auto& [date, ids] : std::span(step.differ).first(shown)) {
        line.note += ", " + date_text(date) + said_by(ids, articles);
      }
      if (step.differ.size() > shown) {
        line.note += " and " + counted(step.differ.size() - shown, "other date", "other dates");
      }
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string Wording::said_by(const std::vector<std::string>& article_ids, const ArticleMap& articles) const {
  const std::string names = publishers(article_ids, articles);
  return names.empty() ? "" : " (" + names + ")";
}

}  // namespace chancery::answer
