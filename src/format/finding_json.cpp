#include "format/finding_json.h"

#include <cmath>
#include <string>

#include "format/json_writer.h"
#include "knowledge/tables.h"

namespace chancery::format {
namespace {

// A probability says no more in its fifth digit than noise.
double rounded_probability(double value) { return std::round(value * 1e4) / 1e4; }

std::string_view cut(const Article& article, const TextSpan& span) {
  const std::string_view whole = span.in_title ? article.title : article.text;
  if (span.begin > span.end || span.end > whole.size()) return {};  // a broken span shows as an empty text in tests
  return whole.substr(span.begin, span.end - span.begin);
}

class FindingWriter {
 public:
  // Without knowledge: what follows from the tables is left out.
  FindingWriter(std::string& out, const Article& article, const Knowledge* knowledge, bool with_scores)
      : json_(out), article_(article), knowledge_(knowledge), with_scores_(with_scores) {}

  // Without id: it and the article's are left out.
  void write(const Finding& finding, std::optional<std::string_view> id) {
    json_.begin_object();
    if (id) {
      json_.member("article", article_.id);
      json_.member("id", *id);
    }
    std::visit([this](const auto& value) { write(value); }, finding);
    json_.end_object();
  }

  void place(const Place& place) {
    json_.begin_object();
    text_and_bounds(place.span);
    json_.member("basis", place.basis);
    json_.member_or_null("country", place.country);
    if (place.has_coordinates) {
      json_.member("lat", place.latitude);
      json_.member("lon", place.longitude);
    }
    json_.end_object();
  }

 private:
  void bounds(const TextSpan& span) {
    json_.member("begin", span.begin);
    json_.member("end", span.end);
    if (span.in_title) json_.member("in", "title");
  }

  void text_and_bounds(const TextSpan& span) {
    json_.member("text", cut(article_, span));
    bounds(span);
  }

  void span(std::string_view key, const TextSpan& span) {
    json_.key(key);
    json_.begin_object();
    bounds(span);
    json_.end_object();
  }

  void spans(std::string_view key, const std::vector<TextSpan>& spans) {
    json_.key(key);
    json_.begin_array();
    for (const TextSpan& one : spans) {
      json_.begin_object();
      bounds(one);
      json_.end_object();
    }
    json_.end_array();
  }

  void text_span(std::string_view key, const TextSpan& span) {
    json_.key(key);
    if (span.empty()) return json_.null();
    json_.begin_object();
    text_and_bounds(span);
    json_.end_object();
  }

  void strings(std::string_view key, const std::vector<std::string>& values) {
    json_.key(key);
    json_.begin_array();
    for (const std::string& value : values) json_.string(value);
    json_.end_array();
  }

  void actor(const Actor& actor) {
    json_.begin_object();
    text_and_bounds(actor.span);
    json_.member_or_null("country", actor.country);
    json_.member_or_null("sector", actor.sector);
    if (!actor.person.empty()) json_.member("person", actor.person);
    if (!actor.office.empty()) json_.member("office", actor.office);
    if (!actor.inferred.empty()) strings("inferred", actor.inferred);
    json_.end_object();
  }

  void actors(std::string_view key, const std::vector<Actor>& values) {
    json_.key(key);
    json_.begin_array();
    for (const Actor& value : values) actor(value);
    json_.end_array();
  }

  void actor_if(std::string_view key, const std::optional<Actor>& value) {
    if (!value) return;
    json_.key(key);
    actor(*value);
  }

  // The parties as codes, or as the text calls them where they have none.
  void codes(std::string_view key, const std::vector<Actor>& values) {
    json_.key(key);
    json_.begin_array();
    for (const Actor& value : values) {
      json_.string(value.country.empty() ? cut(article_, value.span) : std::string_view(value.country));
    }
    json_.end_array();
  }

  void date(std::string_view key, const std::optional<DateInterval>& date) {
    json_.key(key);
    if (!date) return json_.null();
    json_.begin_object();
    json_.member("from", to_iso(date->from));
    json_.member("to", to_iso(date->to));
    json_.member("precision", to_string(date->precision));
    json_.member("basis", to_string(date->basis));
    if (date->span) bounds(*date->span);
    json_.end_object();
  }

  template <typename Value>
  void evidence(const Value& value) {
    span("evidence", value.evidence);
    spans("more", value.more);
    json_.member("confidence", rounded_probability(value.confidence));
  }

  void write(const Event& event) {
    json_.member("event", to_string(event.type));
    json_.member_or_null("mode", event.mode);
    json_.member("status", to_string(event.status));
    json_.member("reciprocal", event.reciprocal);
    json_.member_or_null("level", to_string(event.level));
    strings("contexts", event.contexts);
    strings("areas", event.areas);
    if (knowledge_ != nullptr) {
      const knowledge::ModeEntry& row = knowledge_->tables().mode(event.type, event.mode);
      json_.member("quad", row.quad);
      json_.member("intensity", row.intensity);
      json_.member_or_null("cameo", row.cameo);
    }
    if (const auto type = plover_type(event)) json_.member("plover", to_string(*type));
    actors("actors", event.actors);
    actors("recipients", event.recipients);
    actor_if("said_by", event.said_by);
    date("date", event.date);
    json_.key("place");
    event.place ? place(*event.place) : json_.null();
    text_span("trigger", event.trigger);
    evidence(event);
    if (with_scores_) scores(event.scores);
  }

  void scores(const std::vector<Score>& scores) {
    json_.key("scores");
    json_.begin_array();
    for (const Score& score : scores) {
      json_.begin_object();
      json_.member("model", score.model);
      json_.member("label", score.label);
      json_.member("value", rounded_probability(score.value));
      json_.end_object();
    }
    json_.end_array();
  }

  void write(const AgreementFinding& agreement) {
    json_.member("finding", "agreement");
    json_.member("name", agreement.name);
    json_.member_or_null("kind", agreement.kind);
    json_.member_or_null("subject", agreement.subject);
    codes("parties", agreement.parties);
    json_.member_or_null("step", agreement.step);
    json_.member("status", to_string(agreement.status));
    strings("areas", agreement.areas);
    date("date", agreement.date);
    text_and_bounds(agreement.span);
    actors("party_mentions", agreement.parties);
    text_span("trigger", agreement.trigger);
    evidence(agreement);
  }

  void write(const Figure& figure) {
    json_.member("finding", "figure");
    json_.member("measure", figure.measure);
    codes("parties", figure.parties);
    json_.member_or_null("from", figure.from);
    json_.member_or_null("to", figure.to);
    json_.member("value", figure.value);
    if (figure.value_to) json_.member("value_to", *figure.value_to);
    json_.member("unit", figure.unit);
    text_and_bounds(figure.span);
    json_.member("digits", figure.digits);
    json_.member_or_null("hedge", figure.hedge);
    date("period", figure.period);
    json_.member("outlook", figure.outlook);
    change(figure.change);
    if (!figure.goods.empty()) strings("goods", figure.goods);
    actors("party_mentions", figure.parties);
    actor_if("said_by", figure.said_by);
    evidence(figure);
  }

  void change(const std::optional<Change>& change) {
    json_.key("change");
    if (!change) return json_.null();
    json_.begin_object();
    json_.member("value", change->value);
    json_.member("unit", change->unit);
    text_and_bounds(change->span);
    date("against", change->against);
    json_.end_object();
  }

  void write(const Goods& goods) {
    json_.member("finding", "goods");
    json_.member_or_null("from", goods.from);
    json_.member_or_null("to", goods.to);
    json_.member("goods", goods.goods);
    strings("hs", goods.hs);
    json_.member("status", to_string(goods.status));
    text_and_bounds(goods.span);
    actor_if("from_mention", goods.from_actor);
    actor_if("to_mention", goods.to_actor);
    evidence(goods);
  }

  void write(const OfficeHolding& office) {
    json_.member("finding", "office");
    json_.member("person", office.person);
    json_.member("office", office.office);
    json_.member_or_null("country", office.country);
    json_.member_or_null("sector", office.sector);
    json_.member("former", office.former);
    if (!office.inferred.empty()) strings("inferred", office.inferred);
    date("date", office.date);
    text_and_bounds(office.span);
    text_span("office_mention", office.office_span);
    evidence(office);
  }

  JsonWriter json_;
  const Article& article_;
  const Knowledge* knowledge_;
  bool with_scores_;
};

}  // namespace

std::optional<EventType> plover_type(const Event& event) {
  if (event.status != Status::planned) return std::nullopt;
  switch (event.type) {
    case EventType::consult:
    case EventType::support:
    case EventType::cooperate:
    case EventType::aid: return EventType::agree;
    case EventType::retreat: return EventType::concede;
    default: return std::nullopt;
  }
}

void append_json(std::string& out, const Finding& finding, const Article& article, std::string_view id,
                 const Knowledge& knowledge, bool with_scores) {
  FindingWriter(out, article, &knowledge, with_scores).write(finding, id);
}

void append_stored_json(std::string& out, const Finding& finding, const Article& article) {
  FindingWriter(out, article, nullptr, true).write(finding, std::nullopt);
}

void append_json(std::string& out, const Place& place, const Article& article) {
  FindingWriter(out, article, nullptr, false).place(place);
}

void append_json_string(std::string& out, std::string_view text) { JsonWriter(out).string(text); }

}  // namespace chancery::format
