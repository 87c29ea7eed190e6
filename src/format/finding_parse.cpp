// The inverse of append_json(), for the record and for programs that filter what `code` wrote.
#include <string>

#include "format/finding_json.h"
#include "format/json_reader.h"

namespace chancery::format {
namespace {

using rapidjson::Value;

TextSpan read_span(ObjectReader& object) {
  TextSpan span;
  span.begin = object.offset("begin");
  span.end = object.offset("end");
  span.in_title = object.string_or_empty("in") == "title";
  if (span.begin > span.end) object.fail(ErrorCode::malformed, "end", "lies before \"begin\"");
  return span;
}

TextSpan read_span_at(ObjectReader& object, const char* key, bool required) {
  const Value* value = required ? object.required(key) : object.find(key);
  if (value == nullptr) return {};
  ObjectReader inner(*value, object.error(), key);
  return read_span(inner);
}

std::vector<TextSpan> read_spans(ObjectReader& object, const char* key) {
  std::vector<TextSpan> spans;
  const Value* values = object.array(key);
  if (values == nullptr) return spans;
  for (const auto& value : values->GetArray()) {
    ObjectReader inner(value, object.error(), key);
    spans.push_back(read_span(inner));
  }
  return spans;
}

Actor read_actor(const Value& value, ObjectReader& parent, const char* key) {
  ObjectReader object(value, parent.error(), key);
  Actor actor;
  actor.span = read_span(object);
  actor.country = object.string_or_empty("country");
  actor.sector = object.string_or_empty("sector");
  actor.person = object.string_or_empty("person");
  actor.office = object.string_or_empty("office");
  actor.inferred = object.strings("inferred");
  return actor;
}

std::vector<Actor> read_actors(ObjectReader& object, const char* key) {
  std::vector<Actor> actors;
  const Value* values = object.array(key);
  if (values == nullptr) return actors;
  for (const auto& value : values->GetArray()) actors.push_back(read_actor(value, object, key));
  return actors;
}

std::optional<Actor> read_actor_if(ObjectReader& object, const char* key) {
  const Value* value = object.find(key);
  if (value == nullptr) return std::nullopt;
  return read_actor(*value, object, key);
}

template <typename Enum>
Enum read_named(ObjectReader& object, const char* key, std::initializer_list<Enum> values) {
  const std::string name = object.string(key);
  for (const Enum value : values) {
    if (to_string(value) == name) return value;
  }
  object.fail(ErrorCode::malformed, key, "is \"" + name + "\", which is none of its values");
  return *values.begin();
}

Day read_day(ObjectReader& object, const char* key) {
  const std::string text = object.string(key);
  const auto day = parse_iso_day(text);
  if (!day) object.fail(ErrorCode::malformed, key, "is no date (YYYY-MM-DD)");
  return day.value_or(Day{});
}

std::optional<DateInterval> read_date(ObjectReader& parent, const char* key) {
  const Value* value = parent.find(key);
  if (value == nullptr) return std::nullopt;
  ObjectReader object(*value, parent.error(), key);
  DateInterval date;
  date.from = read_day(object, "from");
  date.to = read_day(object, "to");
  using enum DatePrecision;
  date.precision = read_named(object, "precision", {day, week, month, quarter, half_year, year, range});
  date.basis =
      read_named(object, "basis", {DateBasis::text, DateBasis::dateline, DateBasis::publication, DateBasis::context});
  if (object.find("begin") != nullptr) date.span = read_span(object);
  return date;
}

Place read_place(ObjectReader& object) {
  Place place;
  place.span = read_span(object);
  place.basis = object.string("basis");
  place.country = object.string_or_empty("country");
  if (const auto latitude = object.number_if("lat")) {
    place.has_coordinates = true;
    place.latitude = *latitude;
    place.longitude = object.number("lon");
  }
  return place;
}

Status read_status(ObjectReader& object) {
  const std::string name = object.string("status");
  const auto status = parse_status(name);
  if (!status) object.fail(ErrorCode::malformed, "status", "is \"" + name + "\", which is no status");
  return status.value_or(Status::happened);
}

template <typename Value>
void read_evidence(ObjectReader& object, Value& value) {
  value.evidence = read_span_at(object, "evidence", true);
  value.more = read_spans(object, "more");
  value.confidence = object.number("confidence");
}

Event read_event(ObjectReader& object) {
  Event event;
  const std::string type = object.string("event");
  const auto parsed = parse_event_type(type);
  if (!parsed) object.fail(ErrorCode::malformed, "event", "is \"" + type + "\", which is no event type");
  event.type = parsed.value_or(EventType::consult);
  event.mode = object.string_or_empty("mode");
  event.status = read_status(object);
  event.reciprocal = object.boolean("reciprocal");
  const std::string level = object.string_or_empty("level");
  const auto parsed_level = parse_level(level);
  if (!parsed_level) object.fail(ErrorCode::malformed, "level", "is \"" + level + "\", which is no level");
  event.level = parsed_level.value_or(Level::none);
  event.contexts = object.strings("contexts");
  event.areas = object.strings("areas");
  event.actors = read_actors(object, "actors");
  event.recipients = read_actors(object, "recipients");
  event.said_by = read_actor_if(object, "said_by");
  event.date = read_date(object, "date");
  if (const Value* place = object.find("place")) {
    ObjectReader inner(*place, object.error(), "place");
    event.place = read_place(inner);
  }
  event.trigger = read_span_at(object, "trigger", false);
  read_evidence(object, event);
  if (object.find("scores") != nullptr) {
    const Value* scores = object.array("scores");
    if (scores == nullptr) return event;
    for (const auto& value : scores->GetArray()) {
      ObjectReader score(value, object.error(), "scores");
      event.scores.push_back({score.string("model"), score.string("label"), score.number("value")});
    }
  }
  return event;
}

AgreementFinding read_agreement(ObjectReader& object) {
  AgreementFinding agreement;
  agreement.name = object.string("name");
  agreement.kind = object.string_or_empty("kind");
  agreement.subject = object.string_or_empty("subject");
  agreement.step = object.string_or_empty("step");
  agreement.status = read_status(object);
  agreement.areas = object.strings("areas");
  agreement.date = read_date(object, "date");
  agreement.span = read_span(object);
  agreement.parties = read_actors(object, "party_mentions");
  agreement.trigger = read_span_at(object, "trigger", false);
  read_evidence(object, agreement);
  return agreement;
}

std::optional<Change> read_change(ObjectReader& parent) {
  const Value* value = parent.find("change");
  if (value == nullptr) return std::nullopt;
  ObjectReader object(*value, parent.error(), "change");
  Change change;
  change.value = object.number("value");
  change.unit = object.string("unit");
  change.span = read_span(object);
  change.against = read_date(object, "against");
  return change;
}

Figure read_figure(ObjectReader& object) {
  Figure figure;
  figure.measure = object.string("measure");
  figure.from = object.string_or_empty("from");
  figure.to = object.string_or_empty("to");
  figure.value = object.number("value");
  figure.value_to = object.number_if("value_to");
  figure.unit = object.string("unit");
  figure.span = read_span(object);
  figure.digits = static_cast<int>(object.offset("digits"));
  figure.hedge = object.string_or_empty("hedge");
  figure.period = read_date(object, "period");
  figure.outlook = object.string("outlook");
  figure.change = read_change(object);
  figure.goods = object.strings("goods");
  figure.parties = read_actors(object, "party_mentions");
  figure.said_by = read_actor_if(object, "said_by");
  read_evidence(object, figure);
  return figure;
}

Goods read_goods(ObjectReader& object) {
  Goods goods;
  goods.from = object.string_or_empty("from");
  goods.to = object.string_or_empty("to");
  goods.goods = object.string("goods");
  goods.hs = object.strings("hs");
  goods.status = read_status(object);
  goods.span = read_span(object);
  goods.from_actor = read_actor_if(object, "from_mention");
  goods.to_actor = read_actor_if(object, "to_mention");
  read_evidence(object, goods);
  return goods;
}

OfficeHolding read_office(ObjectReader& object) {
  OfficeHolding office;
  office.person = object.string("person");
  office.office = object.string("office");
  office.country = object.string_or_empty("country");
  office.sector = object.string_or_empty("sector");
  office.former = object.boolean("former");
  office.inferred = object.strings("inferred");
  office.date = read_date(object, "date");
  office.span = read_span(object);
  office.office_span = read_span_at(object, "office_mention", false);
  read_evidence(object, office);
  return office;
}

Finding read_finding(ObjectReader& object) {
  if (object.find("finding") == nullptr) return read_event(object);
  const std::string kind = object.string("finding");
  if (kind == "agreement") return read_agreement(object);
  if (kind == "figure") return read_figure(object);
  if (kind == "goods") return read_goods(object);
  if (kind == "office") return read_office(object);
  object.fail(ErrorCode::malformed, "finding", "is \"" + kind + "\", which is no kind of finding");
  return Event{};
}

template <typename Value>
Result<Value> parse(std::string_view json, const char* name, Value (*read)(ObjectReader&)) {
  const auto document = parse_json(json);
  if (!document) return std::unexpected(document.error());
  std::optional<Error> error;
  ObjectReader object(*document, error, name);
  Value value = read(object);
  if (error) return std::unexpected(std::move(*error));
  return value;
}

}  // namespace

Result<Finding> parse_finding(std::string_view json) { return parse(json, "finding", read_finding); }

Result<Place> parse_place(std::string_view json) { return parse(json, "place", read_place); }

}  // namespace chancery::format
