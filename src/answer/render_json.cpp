#include "answer/render.h"
#include "format/json_writer.h"

namespace chancery::answer {
namespace {

using format::JsonWriter;

void write_strings(JsonWriter& json, std::string_view key, const std::vector<std::string>& values) {
  json.key(key);
  json.begin_array();
  for (const std::string& value : values) json.string(value);
  json.end_array();
}

void write_day(JsonWriter& json, std::string_view key, const std::optional<Day>& day) {
  json.member_or_null(key, day ? to_iso(*day) : std::string());
}

void write_interval(JsonWriter& json, std::string_view key, const std::optional<DateInterval>& date) {
  json.key(key);
  if (!date) {
    json.null();
    return;
  }
  json.begin_object();
  json.member("from", to_iso(date->from));
  json.member("to", to_iso(date->to));
  json.member("precision", to_string(date->precision));
  json.member("basis", to_string(date->basis));
  json.end_object();
}

void write_step(JsonWriter& json, const Step& step) {
  json.begin_object();
  json.member("what", step.what);
  json.member("id", step.id);
  write_day(json, "told", step.told);
  write_interval(json, "date", step.date);
  write_strings(json, "articles", step.article_ids);
  json.end_object();
}

void write_line(JsonWriter& json, const Line& line) {
  json.begin_object();
  json.member("number", line.number);
  json.member("id", line.id);
  json.member("kind", line.kind);
  write_interval(json, "date", line.date);
  json.member_or_null("status", line.status);
  json.member("text", line.text);
  json.member_or_null("quote", line.quote);
  json.member_or_null("note", line.note);
  json.key("steps");
  json.begin_array();
  for (const Step& step : line.steps) write_step(json, step);
  json.end_array();
  json.key("sources");
  json.begin_array();
  for (const int source : line.sources) json.integer(source);
  json.end_array();
  json.member("more_sources", line.more_sources);
  write_strings(json, "articles", line.article_ids);
  json.member("source_count", line.source_count);
  json.member("story_count", line.story_count);
  json.member_or_null("superseded_by", line.superseded_by);
  json.end_object();
}

void write_section(JsonWriter& json, const Section& section) {
  json.begin_object();
  json.member("id", section.id);
  json.member("title", section.title);
  json.member_or_null("note", section.note);
  json.key("tables");
  json.begin_array();
  for (const Table& table : section.tables) {
    json.begin_object();
    json.member_or_null("caption", table.caption);
    write_strings(json, "columns", table.columns);
    json.key("rows");
    json.begin_array();
    for (const auto& row : table.rows) {
      json.begin_array();
      for (const std::string& cell : row) json.string(cell);
      json.end_array();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.key("groups");
  json.begin_array();
  for (const Group& group : section.groups) {
    json.begin_object();
    json.member_or_null("title", group.title);
    json.member("contradiction", group.side_by_side);
    json.key("lines");
    json.begin_array();
    for (const Line& line : group.lines) write_line(json, line);
    json.end_array();
    json.member("left_out", group.left_out);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace

std::string render_json(const Document& document) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("answer", document.kind);
  json.member("title", document.title);
  write_strings(json, "actors", document.actors);
  write_day(json, "as_of", document.as_of);
  write_strings(json, "basis", document.basis);
  json.key("sections");
  json.begin_array();
  for (const Section& section : document.sections) write_section(json, section);
  json.end_array();
  json.key("sources");
  json.begin_array();
  for (const Source& source : document.sources) {
    json.begin_object();
    json.member("number", source.number);
    json.member("article", source.article_id);
    json.member_or_null("publisher", source.publisher);
    json.member_or_null("title", source.title);
    write_day(json, "published", source.published);
    json.member_or_null("url", source.url);
    json.member_or_null("file", source.file);
    json.key("line");
    source.line > 0 ? json.integer(static_cast<std::int64_t>(source.line)) : json.null();
    json.member_or_null("story", source.story);
    write_strings(json, "also", source.also);
    json.member_or_null("superseded_by", source.superseded_by);
    json.end_object();
  }
  json.end_array();
  write_strings(json, "hints", document.hints);
  json.member("record_version", document.record_version);
  json.member("citation", document.citation);
  json.end_object();
  out += '\n';
  return out;
}

}  // namespace chancery::answer
