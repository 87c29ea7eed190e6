#include "evaluate/relation_gold.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "format/json_reader.h"
#include "understand/model/relation_model.h"

namespace chancery::evaluate {
namespace {

using understand::model::parse_marked_text;
using understand::model::TrainingExample;

std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  while (true) {
    const std::size_t at = line.find(separator);
    cells.push_back(line.substr(0, at));
    if (at == std::string_view::npos) return cells;
    line.remove_prefix(at + 1);
  }
}

std::size_t column_of(const std::vector<std::string_view>& header, std::string_view name) {
  return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}

bool is_class(std::string_view cell) { return cell.size() == 1 && cell[0] >= '0' && cell[0] <= '9'; }

// Blanks at the ends do not make another text.
std::string trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\r");
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(" \t\r") - from + 1));
}

class GoldFile {
 public:
  explicit GoldFile(std::string path) : path_(std::move(path)) {}

  Result<RelationGold> read() {
    std::ifstream in(path_, std::ios::binary);
    if (!in) return error(ErrorCode::unreadable, "cannot be opened", 0);
    std::string line;
    if (!std::getline(in, line)) return error(ErrorCode::empty, "is empty", 0);
    strip(line);
    std::uint64_t number = 1;
    const bool header = begin(line);
    for (bool more = true; more; more = static_cast<bool>(std::getline(in, line)), strip(line), ++number) {
      if ((header && number == 1) || line.empty()) continue;
      if (auto done = add(line, number); !done) return std::unexpected(done.error());
    }
    std::set<std::string> labels;
    for (const RelationRow& row : gold_.rows) labels.insert(row.label);
    gold_.labels.assign(labels.begin(), labels.end());
    if (gold_.rows.empty()) return error(ErrorCode::empty, "holds no sentence", 0);
    return std::move(gold_);
  }

 private:
  static void strip(std::string& line) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
  }

  // Tells the kind by the first line; true where that is a header.
  bool begin(std::string_view line) {
    if (line.starts_with("{")) {
      gold_.kind = RelationGoldKind::json_lines;
      return false;
    }
    const auto cells = split(line, '\t');
    if (cells.size() == 2 && is_class(cells[1])) {
      gold_.kind = RelationGoldKind::class_tsv;
      return false;
    }
    gold_.kind = RelationGoldKind::marked_tsv;
    id_ = column_of(cells, "sentence_id");
    type_ = column_of(cells, "type");
    sentence_ = column_of(cells, "marked_sentence");
    return true;
  }

  Result<void> add(const std::string& line, std::uint64_t number) {
    RelationRow row;
    row.line = number;
    std::string marked;
    if (gold_.kind == RelationGoldKind::json_lines) {
      const auto json = format::parse_json(line);
      if (!json) return error(ErrorCode::malformed, json.error().message, number);
      std::optional<Error> wrong;
      format::ObjectReader object(*json, wrong);
      marked = object.string("text");
      row.label = object.string("type");
      row.id = object.string_or_empty("id");
      row.group = object.string_or_empty("family");
      if (wrong) return error(wrong->code, wrong->message, number);
    } else {
      const auto cells = split(line, '\t');
      const bool classes = gold_.kind == RelationGoldKind::class_tsv;
      const std::size_t type = classes ? 1 : type_, sentence = classes ? 0 : sentence_;
      if (std::max(type, sentence) >= cells.size()) return error(ErrorCode::missing_field, "too few columns", number);
      marked = cells[sentence];
      row.label = cells[type];
      if (!classes && id_ < cells.size()) row.id = cells[id_];
    }
    if (row.id.empty()) row.id = std::to_string(number);
    auto parsed = parse_marked_text(marked);
    if (!parsed) return error(ErrorCode::malformed, parsed.error().message, number);
    row.marked = std::move(*parsed);
    if (row.group.empty()) row.group = trimmed(row.marked.text);
    if (row.label.empty()) return error(ErrorCode::missing_field, "no type", number);
    gold_.rows.push_back(std::move(row));
    return {};
  }

  std::unexpected<Error> error(ErrorCode code, std::string message, std::uint64_t line) const {
    Error wrong;
    wrong.code = code;
    wrong.message = std::move(message);
    wrong.file = path_;
    wrong.line = line;
    return std::unexpected(std::move(wrong));
  }

  std::string path_;
  RelationGold gold_;
  std::size_t id_ = 0, type_ = 0, sentence_ = 0;
};

TrainingExample example_of(const RelationRow& row, std::size_t label) {
  return {row.marked.text, row.marked.source, row.marked.target, label, row.group};
}

}  // namespace

bool looks_like_relation_gold(std::string_view first_line) {
  if (!first_line.empty() && first_line.back() == '\r') first_line.remove_suffix(1);
  if (first_line.starts_with("{")) {
    return first_line.find("\"type\"") != std::string_view::npos && first_line.find("<s>") != std::string_view::npos;
  }
  const auto cells = split(first_line, '\t');
  if (cells.size() == 2 && is_class(cells[1])) return true;
  return column_of(cells, "type") < cells.size() && column_of(cells, "marked_sentence") < cells.size();
}

Result<RelationGold> read_relation_gold(const std::string& path) { return GoldFile(path).read(); }

Result<std::vector<TrainingExample>> relation_examples(const RelationGold& gold) {
  std::vector<TrainingExample> examples;
  examples.reserve(gold.rows.size());
  for (const RelationRow& row : gold.rows) {
    const auto label = understand::model::parse_relation_label(row.label);
    if (!label) {
      Error wrong;
      wrong.message = "unknown type " + row.label;
      wrong.line = row.line;
      return std::unexpected(std::move(wrong));
    }
    examples.push_back(example_of(row, *label));
  }
  return examples;
}

std::vector<TrainingExample> labelled_examples(const RelationGold& gold) {
  std::vector<TrainingExample> examples;
  examples.reserve(gold.rows.size());
  for (const RelationRow& row : gold.rows) {
    const auto label = std::lower_bound(gold.labels.begin(), gold.labels.end(), row.label) - gold.labels.begin();
    examples.push_back(example_of(row, static_cast<std::size_t>(label)));
  }
  return examples;
}

}  // namespace chancery::evaluate
