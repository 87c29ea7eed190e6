#include "answer/correction_list.h"

#include "answer/escape.h"
#include "answer/occurrences.h"
#include "answer/text_layout.h"
#include "format/json_writer.h"

namespace chancery::answer {

std::string correction_row(const RecordedCorrection& correction) {
  std::string out;
  format::JsonWriter json(out);
  json.begin_object();
  json.member("verdict", correction.correction.wrong ? "wrong" : "right");
  json.member("stands", correction.stands);
  json.member("finding_id", correction.finding_id);
  json.member("article", correction.article_id);
  json.member("by", correction.correction.by);
  json.member("note", correction.correction.note);
  json.member("time", correction.correction.time);
  json.key("finding");
  json.raw(correction.finding_json);
  json.end_object();
  return out;
}

std::string correction_gold(const RecordedCorrection& correction, const RecordedArticle& article) {
  std::string out;
  format::JsonWriter json(out);
  json.begin_object();
  json.member("id", article.article.id);
  if (!article.article.title.empty()) json.member("title", article.article.title);
  if (const auto day = published(article)) json.member("date", to_iso(*day));
  const std::string source(publisher(article));
  if (!source.empty()) json.member("source", source);
  json.member("text", article.article.text);
  json.key("correction");
  json.raw(correction_row(correction));
  json.end_object();
  return out + "\n";
}

std::string correction_line(const RecordedCorrection& correction) {
  const Correction& said = correction.correction;
  std::string line = said.time.substr(0, said.time.find('T')) + " " + correction.finding_id + " in " +
                     correction.article_id + ": " + (said.wrong ? "wrong" : "right") + ", says " + said.by;
  if (!said.note.empty()) line += ": " + said.note;
  if (!correction.stands) line += " (overruled since)";
  return one_line(neutralise(line, true));
}

}  // namespace chancery::answer
