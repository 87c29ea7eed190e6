#include "connect/story_correction.h"

#include <algorithm>
#include <optional>

#include "knowledge/embedded.h"
#include "knowledge/table_reader.h"

namespace chancery::connect {
namespace {

// Notes of this kind stand at the beginning or at the end of a report.
constexpr std::size_t kHeadBytes = 1200;
constexpr std::size_t kTailBytes = 1200;

// Lower case; `origins` gives for each byte of it the byte of the text where it comes from.
std::string folded(std::string_view text, std::vector<std::size_t>* origins = nullptr) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (origins != nullptr) origins->push_back(i);
    // Typographic apostrophes and dashes (U+2010 to U+2019) as typewriters have them.
    if (c == 0xE2 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0x80) {
      const auto last = static_cast<unsigned char>(text[i + 2]);
      if (last >= 0x90 && last <= 0x99) {
        out += last >= 0x98 ? '\'' : '-';
        i += 2;
        continue;
      }
    }
    out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  return out;
}

bool is_word(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

struct Match {
  std::size_t end = 0;
  int number = 0;
};

// The phrase at a place of the text, whole words only.
std::optional<Match> match_at(std::string_view text, std::size_t at, std::string_view phrase) {
  if (at > 0 && is_word(text[at - 1]) && is_word(phrase.front())) return std::nullopt;
  Match match{at, 0};
  for (const char c : phrase) {
    if (c == '#') {
      const std::size_t begin = match.end;
      while (match.end < text.size() && text[match.end] >= '0' && text[match.end] <= '9' && match.end - begin < 3) {
        match.number = match.number * 10 + (text[match.end] - '0');
        ++match.end;
      }
      if (match.end == begin) return std::nullopt;
      continue;
    }
    if (match.end >= text.size() || text[match.end] != c) return std::nullopt;
    ++match.end;
  }
  if (is_word(phrase.back()) && match.end < text.size() && is_word(text[match.end])) return std::nullopt;
  return match;
}

// Whether only blanks, brackets and stars stand between the beginning of the line and here.
bool begins_line(std::string_view text, std::size_t at) {
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '(' || text[at - 1] == '*')) --at;
  return at == 0 || text[at - 1] == '\n';
}

std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_word(text[end])) ++end;
  return text.substr(at, end - at);
}

}  // namespace

std::string_view to_string(CorrectionKind kind) noexcept {
  switch (kind) {
    case CorrectionKind::none: return "";
    case CorrectionKind::update: return "update";
    case CorrectionKind::correction: return "correction";
    case CorrectionKind::retraction: return "retraction";
  }
  return "";
}

Result<CorrectionTable> CorrectionTable::built_in() {
  const std::string_view content = knowledge::embedded_file("corrections.csv");
  if (content.empty()) {
    return std::unexpected(
        Error{ErrorCode::not_found, "the program was built without this table", "corrections.csv", 0, 0, 0});
  }
  return parse(content, "corrections.csv");
}

Result<CorrectionTable> CorrectionTable::parse(std::string_view csv, std::string name) {
  auto reader = knowledge::TableReader::parse(csv, std::move(name));
  if (!reader) return std::unexpected(std::move(reader.error()));
  CorrectionTable table;
  for (const knowledge::CsvRow& row : reader->rows()) {
    Entry entry;
    entry.phrase = folded(reader->cell(row, "phrase"));
    if (entry.phrase.empty() || !is_word(entry.phrase.front())) {
      return reader->fail(row, "a phrase begins with a word");
    }
    const std::string& where = reader->cell(row, "where");
    if (where == "title-start") {
      entry.where = Where::title_start;
    } else if (where == "line-start") {
      entry.where = Where::line_start;
    } else if (where == "anywhere") {
      entry.where = Where::anywhere;
    } else {
      return reader->fail(row, "\"where\" is title-start, line-start or anywhere");
    }
    const std::string& kind = reader->cell(row, "kind");
    for (const CorrectionKind one : {CorrectionKind::update, CorrectionKind::correction, CorrectionKind::retraction}) {
      if (kind == to_string(one)) entry.kind = one;
    }
    if (entry.kind == CorrectionKind::none) return reader->fail(row, "\"kind\" is update, correction or retraction");
    std::string first(word_at(entry.phrase, 0));
    table.entries_[std::move(first)].push_back(std::move(entry));
  }
  return table;
}

void CorrectionTable::take(std::string_view text, std::size_t at, bool at_start, Correction& best,
                           std::size_t* end) const {
  const auto entries = entries_.find(std::string(word_at(text, at)));
  if (entries == entries_.end()) return;
  for (const Entry& entry : entries->second) {
    if (entry.where == Where::title_start && !at_start) continue;
    if (entry.where != Where::title_start && end != nullptr) continue;
    if (entry.where == Where::line_start && !begins_line(text, at)) continue;
    const std::optional<Match> match = match_at(text, at, entry.phrase);
    if (!match) continue;
    best.kind = std::max(best.kind, entry.kind);
    best.number = std::max(best.number, match->number);
    if (end != nullptr) *end = std::max(*end, match->end);
  }
}

Correction CorrectionTable::find(std::string_view title, std::string_view text) const {
  Correction best;
  std::vector<std::size_t> origins;
  const std::string headline = folded(title, &origins);
  if (const std::size_t begin = headline.find_first_not_of(" (*["); begin != std::string::npos) {
    std::size_t end = 0;
    take(headline, begin, true, best, &end);
    while (end > 0 && end < headline.size() && !is_word(headline[end])) ++end;
    if (end > 0) best.title_rest = end < origins.size() ? origins[end] : title.size();
  }

  std::string body = folded(text.substr(0, kHeadBytes));
  if (text.size() > kHeadBytes) {
    body += '\n';
    body += folded(text.substr(std::max(kHeadBytes, text.size() - std::min(text.size(), kTailBytes))));
  }
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (!is_word(body[at])) continue;
    // Pages saved whole have the headline as their first line.
    take(body, at, at == 0, best, nullptr);
    at += word_at(body, at).size();
  }
  return best;
}

}  // namespace chancery::connect
