#include "answer/check_view.h"
#include "format/finding_json.h"
#include "format/json_writer.h"

namespace chancery::answer {
namespace {

using format::JsonWriter;

void write_with(JsonWriter& json, const Verdict& verdict) {
  json.member("verdict", to_string(verdict.kind));
  json.key("with");
  json.begin_array();
  for (const std::string& code : verdict.with) json.string(code);
  json.end_array();
  json.member_or_null("how", verdict.how);
}

void write_official(JsonWriter& json, const OfficialFigure& figure) {
  json.begin_object();
  json.member("reporter", figure.reporter);
  json.member("partner", figure.partner);
  json.member("flow", figure.flow);
  json.member_or_null("commodity", figure.commodity);
  json.member("period", figure.period);
  json.key("value");
  figure.value ? json.number(*figure.value) : json.null();
  json.member_or_null("unit", figure.unit);
  json.member("source", figure.source);
  json.member("incomplete", figure.incomplete);
  json.member("file", figure.file);
  json.member("published", to_iso(figure.published));
  json.key("agrees");
  figure.agrees ? json.boolean(*figure.agrees) : json.null();
  if (figure.rank > 0 || figure.of > 0) {
    json.key("rank");
    figure.rank > 0 ? json.integer(static_cast<std::int64_t>(figure.rank)) : json.null();
    json.member("of", figure.of);
  }
  if (!figure.name.empty()) json.member("name", figure.name);
  if (!figure.text.empty()) json.member("text", figure.text);
  if (!figure.note.empty()) json.member("note", figure.note);
  json.end_object();
}

}  // namespace

std::string check_jsonl(const CheckedArticle& checked, const Knowledge& knowledge) {
  std::string out;
  for (const CheckedClaim& claim : checked.claims) {
    std::string finding;
    format::append_json(finding, checked.reading.findings[claim.finding], checked.article,
                        checked.article.id + "/" + std::to_string(claim.finding + 1), knowledge);
    JsonWriter json(out);
    json.begin_object();
    json.key("claim");
    json.raw(finding);
    write_with(json, claim.verdict);
    json.key("official");
    json.begin_array();
    for (const OfficialFigure& figure : claim.official) write_official(json, figure);
    json.end_array();
    json.member("note", claim.verdict.note);
    json.member("aspect", claim.aspect);
    json.key("also");
    json.begin_array();
    for (const Verdict& verdict : claim.also) {
      json.begin_object();
      write_with(json, verdict);
      json.member("note", verdict.note);
      json.end_object();
    }
    json.end_array();
    json.key("mirror_gap");
    claim.mirror_gap ? json.number(*claim.mirror_gap) : json.null();
    json.end_object();
    out += '\n';
  }
  return out;
}

std::string check_json(const std::vector<std::string>& lines) {
  std::string out = "{\"answer\":\"check\",\"claims\":[";
  bool first = true;
  for (const std::string& line : lines) {
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t end = line.find('\n', at);
      out += first ? "\n" : ",\n";
      first = false;
      out += std::string_view(line).substr(at, end - at);
      at = end + 1;
    }
  }
  return out + "\n]}\n";
}

}  // namespace chancery::answer
