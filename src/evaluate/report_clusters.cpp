// Clusters of articles as text and JSON.
#include <array>
#include <cstdio>

#include "evaluate/report.h"
#include "format/json_writer.h"

namespace chancery::evaluate {
namespace {

std::string row(const std::string& name, const BCubed& scores) {
  std::array<char, 200> line{};
  std::snprintf(line.data(), line.size(), "  %-12s %.3f  %.3f  %.3f  %8zu %8zu\n", name.c_str(), scores.f1(),
                scores.precision, scores.recall, scores.articles, scores.clusters);
  return line.data();
}

void write(format::JsonWriter& writer, std::string_view name, const BCubed& scores) {
  writer.key(name);
  writer.begin_object();
  writer.member("f1", scores.f1());
  writer.member("precision", scores.precision);
  writer.member("recall", scores.recall);
  writer.member("articles", scores.articles);
  writer.member("clusters", scores.clusters);
  writer.end_object();
}

}  // namespace

std::string to_text(const ClusterEvaluation& evaluation, bool errors) {
  std::string out = std::to_string(evaluation.articles) + " articles, " + std::to_string(evaluation.labelled) +
                    " with a label, " + std::to_string(evaluation.with_event) +
                    " of them with a coded event that has happened; " + std::to_string(evaluation.events) +
                    " such events told, " + std::to_string(evaluation.groups) + " after joining\n";
  for (const ClusterMeasure& measure : evaluation.measures) {
    out += "\nB-cubed, " + measure.name + "\n                  F1   prec.    rec.  articles   labels\n";
    out += row("all", measure.all) + row("first half", measure.first) + row("other half", measure.other);
  }
  if (!errors) return out;
  out += "\n";
  for (const std::string& error : evaluation.errors) out += error + "\n";
  return out;
}

std::string to_json(const ClusterEvaluation& evaluation, bool errors) {
  std::string out;
  format::JsonWriter writer(out);
  writer.begin_object();
  writer.member("articles", evaluation.articles);
  writer.member("labelled", evaluation.labelled);
  writer.member("with_event", evaluation.with_event);
  writer.member("events", evaluation.events);
  writer.member("groups", evaluation.groups);
  writer.key("measures");
  writer.begin_array();
  for (const ClusterMeasure& measure : evaluation.measures) {
    writer.begin_object();
    writer.member("name", measure.name);
    write(writer, "all", measure.all);
    write(writer, "first_half", measure.first);
    write(writer, "other_half", measure.other);
    writer.end_object();
  }
  writer.end_array();
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
