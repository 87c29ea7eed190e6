// The evaluation of stories as text and JSON.
#include <cmath>
#include <cstdio>

#include "evaluate/report.h"
#include "format/json_writer.h"

namespace chancery::evaluate {
namespace {

std::string line_of(const std::string& name, const Share& share) {
  char buffer[160];
  std::snprintf(buffer, sizeof(buffer), "%-28s %.3f  (%zu of %zu)\n", name.c_str(), share.value(), share.hits,
                share.total);
  return buffer;
}

double rounded(double value) { return std::round(value * 10000) / 10000; }

void write(format::JsonWriter& writer, const std::string& name, const Share& share) {
  writer.key(name);
  writer.begin_object();
  writer.member("value", rounded(share.value()));
  writer.member("hits", share.hits);
  writer.member("total", share.total);
  writer.end_object();
}

}  // namespace

std::string to_text(const StoryEvaluation& evaluation, bool errors) {
  std::string out = std::to_string(evaluation.articles) + " articles; " + std::to_string(evaluation.variants) +
                    " variants made of " + std::to_string(evaluation.originals) + " that share no text\n\n";
  out += line_of("pairs found (recall)", evaluation.recall) + line_of("pairs right (precision)", evaluation.precision);
  out += "\nReprints found, by kind\n";
  for (const auto& [kind, share] : evaluation.reprints) out += line_of("  " + kind, share);
  out += "\nOthers kept apart, by kind\n";
  for (const auto& [kind, share] : evaluation.others) out += line_of("  " + kind, share);
  out += "\nThe articles as they are, against the text that they share\n";
  out += line_of("  pairs found", evaluation.natural_recall) + line_of("  pairs right", evaluation.natural_precision);
  if (!errors) return out;
  out += "\n";
  for (const std::string& error : evaluation.errors) out += error + "\n";
  return out;
}

std::string to_json(const StoryEvaluation& evaluation, bool errors) {
  std::string out;
  format::JsonWriter writer(out);
  writer.begin_object();
  writer.member("articles", evaluation.articles);
  writer.member("originals", evaluation.originals);
  writer.member("variants", evaluation.variants);
  write(writer, "recall", evaluation.recall);
  write(writer, "precision", evaluation.precision);
  for (const auto& [name, kinds] :
       {std::pair("reprints", &evaluation.reprints), std::pair("others", &evaluation.others)}) {
    writer.key(name);
    writer.begin_object();
    for (const auto& [kind, share] : *kinds) write(writer, kind, share);
    writer.end_object();
  }
  write(writer, "natural_recall", evaluation.natural_recall);
  write(writer, "natural_precision", evaluation.natural_precision);
  if (errors) {
    writer.key("errors");
    writer.begin_array();
    for (const std::string& error : evaluation.errors) writer.string(error);
    writer.end_array();
  }
  writer.end_object();
  return out + "\n";
}

}  // namespace chancery::evaluate
