// Rows as CSV and JSON Lines.
#include "answer/escape.h"
#include "answer/export.h"
#include "format/json_writer.h"

namespace chancery::answer {
namespace {

// As JSON writes it: the shortest decimal that reads back as the same number, no exponent.
std::string number_text(double value) {
  std::string out;
  format::JsonWriter(out).number(value);
  return out == "null" ? std::string() : out;
}

struct CsvCell {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return csv_text(text); }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return number_text(value); }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(const std::vector<std::string>& list) const {
    std::string joined;
    for (std::size_t index = 0; index < list.size(); ++index) {
      if (index > 0) joined += ';';
      for (const char character : list[index]) joined += character == ';' ? ',' : character;
    }
    return csv_text(joined);
  }
};

struct JsonCell {
  format::JsonWriter& json;
  void operator()(std::monostate) const { json.null(); }
  void operator()(const std::string& text) const { json.string(text); }
  void operator()(std::int64_t value) const { json.integer(value); }
  void operator()(double value) const { json.number(value); }
  void operator()(bool value) const { json.boolean(value); }
  void operator()(const std::vector<std::string>& list) const {
    json.begin_array();
    for (const std::string& text : list) json.string(text);
    json.end_array();
  }
};

}  // namespace

std::string csv_header(std::span<const std::string_view> columns) {
  std::string out;
  for (const std::string_view column : columns) {
    if (!out.empty()) out += ',';
    out += column;
  }
  return out + "\n";
}

std::string csv_row(const Row& row) {
  std::string out;
  for (std::size_t index = 0; index < row.size(); ++index) {
    if (index > 0) out += ',';
    out += std::visit(CsvCell{}, row[index]);
  }
  return out + "\n";
}

std::string jsonl_row(std::span<const std::string_view> columns, const Row& row) {
  std::string out;
  format::JsonWriter json(out);
  json.begin_object();
  for (std::size_t index = 0; index < row.size() && index < columns.size(); ++index) {
    json.key(columns[index]);
    std::visit(JsonCell{json}, row[index]);
  }
  json.end_object();
  return out + "\n";
}

std::string json_head(std::string_view answer, const ExportFrame& frame) {
  std::string out;
  format::JsonWriter json(out);
  json.begin_object();
  json.member("answer", answer);
  json.member("record_version", frame.record_version);
  json.member("citation", frame.citation);
  json.end_object();
  out.pop_back();
  return out + ",\"rows\":[\n";
}

std::string json_tail() { return "\n]}\n"; }

}  // namespace chancery::answer
