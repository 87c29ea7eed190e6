#include "answer/explain.h"

#include <algorithm>

#include "answer/amount.h"
#include "answer/dates.h"
#include "answer/tenures.h"
#include "answer/text_layout.h"
#include "format/finding_json.h"
#include "knowledge/tables.h"

namespace chancery::answer {
namespace {

struct RoleSpan {
  TextSpan span;
  std::string role;
};

bool contains(const TextSpan& outer, const TextSpan& inner) {
  return outer.in_title == inner.in_title && outer.begin <= inner.begin && inner.end <= outer.end;
}

// Takes apart what a finding says into spans with roles, actors and facts.
class Anatomy {
 public:
  Anatomy(const Article& article, const Wording& wording, const std::vector<LearntTenure>& learnt)
      : article_(article), wording_(wording), learnt_(learnt) {}

  void take(const Finding& finding) {
    std::visit([this](const auto& value) { visit(value); }, finding);
  }

  std::vector<RoleSpan> spans;
  std::vector<ExplainedActor> actors;
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<Score> scores;
  std::string date;

 private:
  void fact(const std::string& name, std::string value) {
    if (!value.empty()) facts.emplace_back(name, std::move(value));
  }

  void span(const TextSpan& span, const std::string& role) {
    if (!span.empty()) spans.push_back({span, role});
  }

  void dated(const std::optional<DateInterval>& interval, const std::string& role) {
    if (!interval) {
      date = "not said";
      return;
    }
    date = date_text(interval) + ", known to the " + std::string(to_string(interval->precision));
    switch (interval->basis) {
      case DateBasis::text: date += ", from the words of the sentence"; break;
      case DateBasis::dateline: date += ", from the dateline"; break;
      case DateBasis::publication: date += ", taken from the day of publication: the text gives none"; break;
      case DateBasis::context: date += ", from another sentence of the article"; break;
    }
    if (interval->span) {
      span(*interval->span, role);
      date += " (“" + one_line(neutralise(text_of(article_, *interval->span), true)) + "”)";
    }
  }

  void actor(const Actor& actor, const std::string& role) {
    span(actor.span, role);
    ExplainedActor out;
    out.role = role;
    out.text = text_of(article_, actor.span);
    out.span = actor.span;
    out.inferred = actor.inferred;
    const auto add = [&out](const std::string& part) { out.resolved += (out.resolved.empty() ? "" : ", ") + part; };
    if (actor.country.empty()) {
      add("no state or organisation of the tables");
    } else {
      add(wording_.knowledge().display_name(actor.country) + " (" + actor.country + ")");
    }
    if (!actor.sector.empty()) add("sector " + actor.sector);
    if (!actor.person.empty()) add("person " + actor.person);
    if (!actor.office.empty()) add("office " + actor.office);
    out.table = tenure_of(actor);
    if (out.table.empty()) out.learnt = learnt_of(actor);
    actors.push_back(std::move(out));
  }

  // What the table of offices knows of a person, for whom something may have been inferred from it.
  std::string tenure_of(const Actor& actor) const {
    if (actor.person.empty()) return {};
    const knowledge::Tables& tables = wording_.knowledge().tables();
    const std::string person = knowledge::fold(actor.person);
    std::string out;
    for (const knowledge::TenureEntry& entry : tables.tenures) {
      if (knowledge::fold(entry.person) != person || entry.actor == knowledge::kNoActor) continue;
      if (!actor.country.empty() && tables.actors[entry.actor].code != actor.country) continue;
      if (!out.empty()) out += "; ";
      out += entry.office + " of " + wording_.state(tables.actors[entry.actor].code);
      if (entry.from) out += " from " + to_iso(*entry.from);
      if (entry.to) out += " to " + to_iso(*entry.to);
      if (!entry.source.empty()) out += " (" + entry.source + ")";
    }
    return out;
  }

  // By what other articles a person was resolved whom this one leaves unexplained.
  std::string learnt_of(const Actor& actor) const {
    if (actor.person.empty() || actor.inferred.empty()) return {};
    std::string out;
    for (const LearntTenure& tenure : learnt_) {
      const auto& names = tenure.holder.names;
      if (tenure.holder.country != actor.country ||
          std::find(names.begin(), names.end(), actor.person) == names.end()) {
        continue;
      }
      if (!out.empty()) out += "; ";
      out += tenure.holder.person + ", " + tenure.holder.office + " of " + wording_.state(tenure.holder.country) +
             ", " + learnt_text(tenure) + " (" + join_names(tenure.article_ids, 4) + ")";
    }
    return out;
  }

  void visit(const Event& event) {
    fact("event", std::string(to_string(event.type)) + (event.mode.empty() ? "" : ", mode " + event.mode));
    const knowledge::ModeEntry& entry = wording_.knowledge().tables().mode(event.type, event.mode);
    fact("status", std::string(to_string(event.status)));
    fact("quad", entry.quad + ", intensity " + format_number(entry.intensity, 0) +
                     (entry.cameo.empty() ? "" : ", CAMEO " + entry.cameo));
    fact("level", std::string(to_string(event.level)));
    if (event.reciprocal) fact("direction", "both sides alike");
    fact("areas", join_names(event.areas, 30));
    fact("contexts", join_names(event.contexts, 40));
    for (const Actor& one : event.actors) actor(one, "actor");
    for (const Actor& one : event.recipients) actor(one, "recipient");
    if (event.said_by) actor(*event.said_by, "said by");
    span(event.trigger, "trigger");
    if (event.place) {
      span(event.place->span, "place");
      fact("place", std::string(text_of(article_, event.place->span)) +
                        (event.place->country.empty() ? "" : " (" + event.place->country + ")") + ", from the " +
                        event.place->basis);
    }
    dated(event.date, "date");
    scores = event.scores;
  }

  void visit(const AgreementFinding& agreement) {
    fact("agreement", agreement.name);
    fact("kind", agreement.kind);
    fact("subject", agreement.subject);
    fact("step", agreement.step);
    fact("status", std::string(to_string(agreement.status)));
    fact("areas", join_names(agreement.areas, 30));
    span(agreement.span, "agreement");
    span(agreement.trigger, "step");
    for (const Actor& party : agreement.parties) actor(party, "party");
    dated(agreement.date, "date");
  }

  void visit(const Figure& figure) {
    fact("measure", figure.measure);
    fact("value", format_amount(figure, figure.hedge));
    if (figure.digits > 0) fact("digits", std::to_string(figure.digits) + " significant digits as written");
    fact("outlook", figure.outlook);
    if (!figure.from.empty() || !figure.to.empty()) fact("direction", figure.from + " to " + figure.to);
    fact("change", format_change(figure));
    fact("goods", join_names(figure.goods, 20));
    span(figure.span, "value");
    for (const Actor& party : figure.parties) actor(party, "party");
    if (figure.said_by) actor(*figure.said_by, "said by");
    if (figure.change) span(figure.change->span, "change");
    dated(figure.period, "period");
  }

  void visit(const Goods& goods) {
    fact("goods", goods.goods);
    fact("HS headings", join_names(goods.hs, 30));
    fact("direction", goods.from + " to " + goods.to);
    fact("status", std::string(to_string(goods.status)));
    span(goods.span, "goods");
    if (goods.from_actor) actor(*goods.from_actor, "from");
    if (goods.to_actor) actor(*goods.to_actor, "to");
  }

  void visit(const OfficeHolding& office) {
    fact("person", office.person);
    fact("office", office.office + (office.former ? " (former)" : ""));
    fact("state", office.country.empty()
                      ? "not known"
                      : wording_.knowledge().display_name(office.country) + " (" + office.country + ")");
    fact("sector", office.sector);
    fact("inferred", join_names(office.inferred, 10));
    Actor person;
    person.person = office.person;
    person.country = office.country;
    fact("table of offices", tenure_of(person));
    span(office.span, "person");
    span(office.office_span, "office");
    dated(office.date, "date");
  }

  const Article& article_;
  const Wording& wording_;
  const std::vector<LearntTenure> learnt_;
};

// Puts the spans that lie within an excerpt on it, none crossing another; those placed are struck from the list.
void place_marks(Excerpt& excerpt, std::vector<RoleSpan>& spans) {
  std::vector<RoleSpan> left;
  for (RoleSpan& one : spans) {
    const auto crosses = [&](const Mark& mark) {
      const std::size_t begin = one.span.begin - excerpt.span.begin;
      const std::size_t end = one.span.end - excerpt.span.begin;
      return (begin < mark.begin && mark.begin < end && end < mark.end) ||
             (mark.begin < begin && begin < mark.end && mark.end < end);
    };
    if (contains(excerpt.span, one.span) && std::none_of(excerpt.marks.begin(), excerpt.marks.end(), crosses)) {
      const Mark mark{one.span.begin - excerpt.span.begin, one.span.end - excerpt.span.begin, one.role};
      const bool known = std::any_of(excerpt.marks.begin(), excerpt.marks.end(), [&](const Mark& other) {
        return other.begin == mark.begin && other.end == mark.end && other.role == mark.role;
      });
      if (!known) excerpt.marks.push_back(mark);
    } else {
      left.push_back(std::move(one));
    }
  }
  spans = std::move(left);
  std::stable_sort(excerpt.marks.begin(), excerpt.marks.end(), [](const Mark& one, const Mark& other) {
    return std::pair(one.begin, other.end) < std::pair(other.begin, one.end);
  });
}

Excerpt excerpt_of(const Article& article, const TextSpan& span, const std::string& label) {
  return {span.in_title ? "title" : label, std::string(text_of(article, span)), span, {}};
}

// The words around a span, up to the next line break or some sixty bytes on either side, no word cut.
TextSpan surroundings(const Article& article, const TextSpan& span) {
  constexpr std::size_t kReach = 60;
  const std::string_view whole = span.in_title ? article.title : article.text;
  if (span.end > whole.size() || span.begin > span.end) return span;
  std::size_t begin = span.begin;
  while (begin > 0 && whole[begin - 1] != '\n' && span.begin - begin < kReach) --begin;
  while (begin > 0 && begin < span.begin && whole[begin - 1] != '\n' && whole[begin - 1] != ' ') ++begin;
  std::size_t end = span.end;
  while (end < whole.size() && whole[end] != '\n' && end - span.end < kReach) ++end;
  while (end > span.end && end < whole.size() && whole[end] != '\n' && whole[end] != ' ') --end;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), span.in_title};
}

}  // namespace

std::string link_text(const FindingLink& link) {
  std::string text = link.kind + " " + link.id;
  std::replace(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(link.kind.size()), '-', ' ');
  return text;
}

std::string correction_text(const Correction& correction) {
  std::string text = (correction.wrong ? "wrong, says " : "right, says ") + correction.by + " on " +
                     correction.time.substr(0, correction.time.find('T'));
  if (!correction.note.empty()) text += ": " + correction.note;
  return text;
}

Result<LearntByArticle> learnt_by_article(Record& record, const RecordedFinding& finding) {
  LearntByArticle out;
  for (const std::string& id : article_ids_of(finding)) {
    auto learnt = record.tenures_for(id, true);
    if (!learnt) return std::unexpected(learnt.error());
    if (!learnt->empty()) out.emplace(id, *std::move(learnt));
  }
  return out;
}

Explanation build_explanation(const RecordedFinding& finding, const ArticleMap& articles, const Wording& wording,
                              const StoryMap& stories, const LearntByArticle& learnt) {
  Explanation explanation;
  explanation.id = finding.id;
  explanation.kind = finding.kind;
  explanation.links = finding.links;
  explanation.sentence = wording.line(finding, articles).text;
  for (const Occurrence& occurrence : finding.occurrences) {
    ExplainedOccurrence out;
    out.local_id = occurrence.local_id;
    if (const auto found = articles.find(occurrence.article_id); found != articles.end()) out.article = found->second;
    if (const auto story = stories.find(out.article.story); story != stories.end()) {
      for (const StoryMember& member : story->second.members) {
        if (member.article_id == occurrence.article_id) {
          out.versions = member.versions;
        } else {
          out.reprints.push_back(member);
        }
      }
    }
    const Article& article = out.article.article;
    const auto others = learnt.find(occurrence.article_id);
    Anatomy anatomy(article, wording, others == learnt.end() ? std::vector<LearntTenure>() : others->second);
    anatomy.take(occurrence.finding);
    out.facts = std::move(anatomy.facts);
    out.actors = std::move(anatomy.actors);
    out.scores = std::move(anatomy.scores);
    out.date = std::move(anatomy.date);
    out.confidence = confidence_of(occurrence.finding);
    out.correction = occurrence.correction;

    std::vector<RoleSpan> spans = std::move(anatomy.spans);
    std::stable_sort(spans.begin(), spans.end(), [](const RoleSpan& one, const RoleSpan& other) {
      return std::tuple(one.span.in_title, one.span.begin, other.span.end) <
             std::tuple(other.span.in_title, other.span.begin, one.span.end);
    });
    out.excerpts.push_back(excerpt_of(article, evidence_of(occurrence.finding), "says"));
    for (const TextSpan& more : more_of(occurrence.finding)) out.excerpts.push_back(excerpt_of(article, more, "also"));
    for (Excerpt& excerpt : out.excerpts) place_marks(excerpt, spans);
    while (!spans.empty()) {
      Excerpt excerpt = excerpt_of(article, surroundings(article, spans.front().span), "elsewhere");
      const std::size_t before = spans.size();
      place_marks(excerpt, spans);
      if (spans.size() == before) spans.erase(spans.begin());  // a span that fits nowhere
      out.excerpts.push_back(std::move(excerpt));
    }
    format::append_json(out.finding_json, occurrence.finding, article, occurrence.local_id, wording.knowledge(), true);
    explanation.occurrences.push_back(std::move(out));
  }
  return explanation;
}

}  // namespace chancery::answer
