#include "evaluate/report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "format/json_writer.h"

namespace chancery::evaluate {
namespace {

constexpr std::size_t kConfusionsShown = 10;

std::string fixed(double value, int digits = 3) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.*f", digits, value);
  return buffer;
}

// Four digits are more than any corpus here bears.
double rounded(double value) { return std::round(value * 1e4) / 1e4; }

std::string padded(std::string text, std::size_t width, bool right = false) {
  if (text.size() < width) text.insert(right ? 0 : text.size(), width - text.size(), ' ');
  return text;
}

std::string in_text(const Interval& interval) { return "[" + fixed(interval.low) + ", " + fixed(interval.high) + "]"; }

void write(format::JsonWriter& writer, std::string_view name, double value, const Interval& interval) {
  writer.key(name);
  writer.begin_object();
  writer.member("value", rounded(value));
  writer.member("low", rounded(interval.low));
  writer.member("high", rounded(interval.high));
  writer.end_object();
}

std::string line_of(std::string_view name, const Share& share) {
  return padded(std::string(name), 22) + fixed(share.value()) + " " + in_text(share.interval) + "  (" +
         std::to_string(share.hits) + " of " + std::to_string(share.total) + ")\n";
}

void write(format::JsonWriter& writer, std::string_view name, const Share& share) {
  writer.key(name);
  writer.begin_object();
  writer.member("value", rounded(share.value()));
  writer.member("low", rounded(share.interval.low));
  writer.member("high", rounded(share.interval.high));
  writer.member("hits", share.hits);
  writer.member("total", share.total);
  writer.end_object();
}

}  // namespace

std::string to_text(const RelationEvaluation& evaluation, bool errors) {
  const Scores& scores = evaluation.scores;
  std::string out = std::to_string(evaluation.truth.size()) + " sentences, " + evaluation.method + "\n\n";
  out += padded("", 12) + "precision  recall      F1   rows\n";
  for (const ClassScores& of : scores.classes) {
    out += padded(of.label, 12) + padded(fixed(of.precision()), 9, true) + padded(fixed(of.recall()), 8, true) +
           padded(fixed(of.f1()), 8, true) + padded(std::to_string(of.gold), 7, true) + "\n";
  }
  out += "\nmacro-F1  " + fixed(scores.macro_f1) + " " + in_text(scores.macro_f1_interval) + "\naccuracy  " +
         fixed(scores.accuracy) + " " + in_text(scores.accuracy_interval) + "\n\nmost often taken for another:\n";
  for (std::size_t i = 0; i < std::min(kConfusionsShown, scores.confusions.size()); ++i) {
    const Confusion& confusion = scores.confusions[i];
    out += padded(std::to_string(confusion.count), 5, true) + "  " + scores.classes[confusion.gold].label + " as " +
           scores.classes[confusion.predicted].label + "\n";
  }
  if (!errors) return out;
  out += "\n";
  for (std::size_t i = 0; i < evaluation.truth.size(); ++i) {
    if (evaluation.truth[i] == evaluation.predicted[i]) continue;
    const RelationRow& row = evaluation.gold.rows[i];
    out += "line " + std::to_string(row.line) + ": " + row.label + " as " +
           evaluation.gold.labels[evaluation.predicted[i]] + ": " + row.marked.text + "\n";
  }
  return out;
}

std::string to_json(const RelationEvaluation& evaluation, bool errors) {
  const Scores& scores = evaluation.scores;
  std::string out;
  format::JsonWriter writer(out);
  writer.begin_object();
  writer.member("method", evaluation.method);
  writer.member("rows", evaluation.truth.size());
  write(writer, "macro_f1", scores.macro_f1, scores.macro_f1_interval);
  write(writer, "accuracy", scores.accuracy, scores.accuracy_interval);
  writer.key("classes");
  writer.begin_array();
  for (const ClassScores& of : scores.classes) {
    writer.begin_object();
    writer.member("label", of.label);
    writer.member("rows", of.gold);
    writer.member("precision", rounded(of.precision()));
    writer.member("recall", rounded(of.recall()));
    writer.member("f1", rounded(of.f1()));
    writer.end_object();
  }
  writer.end_array();
  writer.key("confusions");
  writer.begin_array();
  for (const Confusion& confusion : scores.confusions) {
    writer.begin_object();
    writer.member("gold", scores.classes[confusion.gold].label);
    writer.member("predicted", scores.classes[confusion.predicted].label);
    writer.member("rows", confusion.count);
    writer.end_object();
  }
  writer.end_array();
  if (errors) {
    writer.key("errors");
    writer.begin_array();
    for (std::size_t i = 0; i < evaluation.truth.size(); ++i) {
      if (evaluation.truth[i] == evaluation.predicted[i]) continue;
      const RelationRow& row = evaluation.gold.rows[i];
      writer.begin_object();
      writer.member("line", row.line);
      writer.member("gold", row.label);
      writer.member("predicted", evaluation.gold.labels[evaluation.predicted[i]]);
      writer.member("text", row.marked.text);
      writer.end_object();
    }
    writer.end_array();
  }
  writer.end_object();
  return out + "\n";
}

std::string to_text(const ReadoutEvaluation& evaluation, bool errors) {
  std::string out = std::to_string(evaluation.readouts) + " readouts, " + std::to_string(evaluation.with_counterpart) +
                    " with a foreign counterpart in the title; bodies read without their titles\n\n";
  out += line_of("pairs found (recall)", evaluation.recall) + line_of("pairs right", evaluation.precision) +
         line_of("mode right", evaluation.mode) + line_of("persons named", evaluation.persons);
  if (!errors) return out;
  out += "\n";
  for (const std::string& error : evaluation.errors) out += error + "\n";
  return out;
}

std::string to_json(const ReadoutEvaluation& evaluation, bool errors) {
  std::string out;
  format::JsonWriter writer(out);
  writer.begin_object();
  writer.member("readouts", evaluation.readouts);
  writer.member("with_counterpart", evaluation.with_counterpart);
  write(writer, "recall", evaluation.recall);
  write(writer, "precision", evaluation.precision);
  write(writer, "mode", evaluation.mode);
  write(writer, "persons", evaluation.persons);
  if (errors) {
    writer.key("errors");
    writer.begin_array();
    for (const std::string& error : evaluation.errors) writer.string(error);
    writer.end_array();
  }
  writer.end_object();
  return out + "\n";
}

std::string to_text(const CorrectionEvaluation& evaluation, bool errors) {
  std::string out = std::to_string(evaluation.articles) + " articles with corrections, each read alone\n\n";
  out += line_of("wrong, no longer read", evaluation.wrong) + line_of("right, read", evaluation.right);
  if (evaluation.overruled > 0) out += std::to_string(evaluation.overruled) + " overruled by later ones left out\n";
  if (!errors) return out;
  out += "\n";
  for (const std::string& error : evaluation.errors) out += error + "\n";
  return out;
}

std::string to_json(const CorrectionEvaluation& evaluation, bool errors) {
  std::string out;
  format::JsonWriter writer(out);
  writer.begin_object();
  writer.member("articles", evaluation.articles);
  writer.member("overruled", evaluation.overruled);
  write(writer, "wrong", evaluation.wrong);
  write(writer, "right", evaluation.right);
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
