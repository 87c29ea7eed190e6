#include "read/html/lines.h"

#include <algorithm>
#include <charconv>

#include "knowledge/csv.h"
#include "knowledge/embedded.h"

namespace chancery::read::html {
namespace {

bool is_word_byte(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & '\x80') != 0 || c == '\'';
}

bool is_letter_byte(char c) noexcept { return (c >= 'a' && c <= 'z') || (c & '\x80') != 0; }

std::uint32_t count_words(std::string_view line) noexcept {
  std::uint32_t words = 0;
  bool inside = false;
  for (const char c : line) {
    const bool word = c != ' ';
    words += word && !inside ? 1U : 0U;
    inside = word;
  }
  return words;
}

// Without marks and digits at both ends.
std::string_view bare(std::string_view line) noexcept {
  while (!line.empty() && !is_letter_byte(line.front())) line.remove_prefix(1);
  while (!line.empty() && !is_letter_byte(line.back())) line.remove_suffix(1);
  return line;
}

}  // namespace

std::string plain_lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\xE2' && (text.substr(at, 3) == "\xE2\x80\x99" || text.substr(at, 3) == "\xE2\x80\x98")) {
      out += '\'';
      at += 2;
    } else if (c == '\xC2' && text.substr(at, 2) == "\xC2\xA0") {
      out += ' ';
      ++at;
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return out;
}

const LinePatterns& LinePatterns::embedded() {
  static const LinePatterns patterns(knowledge::embedded_file("page_lines.csv"));
  return patterns;
}

LinePatterns::LinePatterns(std::string_view table) {
  const auto parsed = knowledge::parse_csv(table, "page_lines.csv");
  if (!parsed) {
    faults_.push_back(parsed.error().to_string());
    return;
  }
  for (const knowledge::CsvRow& row : parsed->rows) {
    Pattern pattern;
    const std::string& where = row.cells.size() == 3 ? row.cells[1] : std::string();
    const std::string& words = row.cells.size() == 3 ? row.cells[2] : std::string();
    const auto read = std::from_chars(words.data(), words.data() + words.size(), pattern.words);
    if ((where != "start" && where != "whole" && where != "any" && where != "end") || words.empty() ||
        read.ec != std::errc()) {
      faults_.push_back("page_lines.csv:" + std::to_string(row.line) +
                        ": wants start, whole, any or end, and a number of words");
      continue;
    }
    pattern.where = where == "start"   ? Where::start
                    : where == "whole" ? Where::whole
                    : where == "end"   ? Where::end
                                       : Where::any;
    longest_ = std::max(longest_, pattern.words);
    for (const std::string& phrase : knowledge::split_list(row.cells[0])) {
      if (phrase.empty()) continue;
      pattern.phrase = plain_lower(phrase);
      if (pattern.where == Where::any)
        anywhere_.push_back(pattern);
      else
        by_head_[pattern.phrase.substr(0, 2)].push_back(pattern);
    }
  }
}

bool LinePatterns::fits(const Pattern& pattern, std::string_view line, std::string_view bare, std::uint32_t words) {
  if (words > pattern.words) return false;
  if (pattern.where == Where::whole || pattern.where == Where::end)
    return bare == pattern.phrase || line == pattern.phrase;
  if (!line.starts_with(pattern.phrase)) return false;
  return line.size() == pattern.phrase.size() || !is_word_byte(pattern.phrase.back()) ||
         !is_word_byte(line[pattern.phrase.size()]);
}

LinePatterns::Kind LinePatterns::kind(std::string_view text) const {
  // No line of a pattern's number of words is that long.
  if (text.size() > std::size_t{30} * longest_) return Kind::text;
  const std::string lowered = plain_lower(text);
  std::string_view line = lowered;
  while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
  const std::uint32_t words = count_words(line);
  if (words > longest_) return Kind::text;
  // "There are 13 comments" is "there are comments".
  std::string wordy;
  for (const char c : bare(line)) {
    if ((c >= '0' && c <= '9') || (c == ' ' && wordy.ends_with(' '))) continue;
    wordy += c;
  }
  const std::string_view core = bare(wordy);
  Kind kind = Kind::text;
  for (const std::string_view form : {line, core}) {
    const auto found = by_head_.find(std::string(form.substr(0, 2)));
    if (found == by_head_.end()) continue;
    for (const Pattern& pattern : found->second) {
      if (!fits(pattern, form, core, words)) continue;
      if (pattern.where == Where::end) return Kind::end;
      kind = Kind::notice;
    }
  }
  if (kind == Kind::notice) return kind;
  const bool found = std::any_of(anywhere_.begin(), anywhere_.end(), [&](const Pattern& pattern) {
    return words <= pattern.words && line.find(pattern.phrase) != std::string_view::npos;
  });
  return found ? Kind::notice : Kind::text;
}

}  // namespace chancery::read::html
