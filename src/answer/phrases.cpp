#include "answer/phrases.h"

#include <optional>

#include "knowledge/csv.h"
#include "knowledge/embedded.h"

namespace chancery::answer {
namespace {

// Why a template cannot be filled, or nothing.
std::optional<std::string> fault_of(std::string_view text) {
  bool in_part = false;
  bool in_name = false;
  for (const char character : text) {
    if (in_name && character != '}') {
      const bool name_character = (character >= 'a' && character <= 'z') || character == '_';
      if (!name_character) return "a {name} holds something else than small letters and '_'";
      continue;
    }
    switch (character) {
      case '{': in_name = true; break;
      case '}':
        if (!in_name) return "'}' without '{'";
        in_name = false;
        break;
      case '[':
        if (in_part) return "'[' within '['";
        in_part = true;
        break;
      case ']':
        if (!in_part) return "']' without '['";
        in_part = false;
        break;
      default: break;
    }
  }
  if (in_name) return "'{' without '}'";
  if (in_part) return "'[' without ']'";
  return std::nullopt;
}

std::string_view value_of(const PhraseValues& values, std::string_view name) {
  for (const auto& [key, value] : values) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace

std::string fill(std::string_view text, const PhraseValues& values) {
  std::string out;
  std::size_t part_begin = 0;  // where the open part began in `out`
  bool part_empty = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    switch (text[at]) {
      case '[':
        part_begin = out.size();
        part_empty = false;
        break;
      case ']':
        if (part_empty) out.resize(part_begin);
        break;
      case '{': {
        const std::size_t end = text.find('}', at);
        if (end == std::string_view::npos) return out;
        const std::string_view value = value_of(values, text.substr(at + 1, end - at - 1));
        if (value.empty()) part_empty = true;
        out += value;
        at = end;
        break;
      }
      default: out += text[at];
    }
  }
  return out;
}

Result<Phrases> Phrases::built_in() { return parse(knowledge::embedded_file("phrases.csv"), "phrases.csv"); }

Result<Phrases> Phrases::parse(std::string_view csv, std::string name) {
  const auto table = knowledge::parse_csv(csv, name);
  if (!table) return std::unexpected(table.error());
  std::size_t columns[4] = {};
  constexpr std::string_view kNames[4] = {"kind", "key", "text", "noun"};
  for (std::size_t index = 0; index < 4; ++index) {
    const auto column = table->column(kNames[index]);
    if (!column) return std::unexpected(column.error());
    columns[index] = *column;
  }
  Phrases phrases;
  for (const auto& row : table->rows) {
    Phrase phrase{row.cells[columns[2]], row.cells[columns[3]]};
    for (const std::string* text : {&phrase.text, &phrase.noun}) {
      if (const auto fault = fault_of(*text)) {
        return std::unexpected(Error{ErrorCode::malformed, *fault + ": " + *text, name, row.line, 0, 0});
      }
    }
    auto key = std::pair(row.cells[columns[0]], row.cells[columns[1]]);
    if (!phrases.rows_.emplace(key, std::move(phrase)).second) {
      return std::unexpected(Error{ErrorCode::malformed, "the phrase " + key.first + "," + key.second + " stands twice",
                                   name, row.line, 0, 0});
    }
  }
  return phrases;
}

void Phrases::overlay(const Phrases& other) {
  for (const auto& [key, phrase] : other.rows_) rows_.insert_or_assign(key, phrase);
}

const Phrase* Phrases::find(std::string_view kind, std::string_view key) const {
  const auto found = rows_.find(std::pair(std::string(kind), std::string(key)));
  return found == rows_.end() ? nullptr : &found->second;
}

const Phrase* Phrases::find_trigger(std::string_view type, std::string_view words) const {
  std::string folded(words);
  for (char& c : folded) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const auto begins_a_word = [&folded](std::string_view stem) {
    for (std::size_t at = folded.find(stem); at != std::string::npos; at = folded.find(stem, at + 1)) {
      if (at == 0 || folded[at - 1] == ' ' || folded[at - 1] == '-' || folded[at - 1] == '\n') return true;
    }
    return false;
  };
  const std::string head = std::string(type) + ":";
  const Phrase* best = nullptr;
  std::size_t longest = 0;
  for (auto row = rows_.lower_bound(std::pair(std::string("trigger"), head));
       row != rows_.end() && row->first.first == "trigger" && row->first.second.starts_with(head); ++row) {
    const std::string_view stem = std::string_view(row->first.second).substr(head.size());
    if (stem.size() > longest && begins_a_word(stem)) {
      best = &row->second;
      longest = stem.size();
    }
  }
  return best;
}

std::string Phrases::text(std::string_view kind, std::string_view key, std::string_view otherwise) const {
  const Phrase* phrase = find(kind, key);
  return phrase ? phrase->text : std::string(otherwise);
}

}  // namespace chancery::answer
