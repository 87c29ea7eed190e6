#include "read/html/names.h"

#include "knowledge/csv.h"
#include "knowledge/embedded.h"

namespace chancery::read::html {
namespace {

Meaning meaning_named(std::string_view name) noexcept {
  if (name == "noise") return kNoise;
  if (name == "comments") return kComments;
  if (name == "caption") return kCaption;
  if (name == "byline") return kByline;
  if (name == "weak") return kWeak;
  if (name == "body") return kBody;
  if (name == "keep") return kKeep;
  return 0;
}

bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

}  // namespace

const NamePatterns& NamePatterns::embedded() {
  static const NamePatterns patterns(knowledge::embedded_file("page_noise.csv"));
  return patterns;
}

NamePatterns::NamePatterns(std::string_view table) {
  const auto parsed = knowledge::parse_csv(table, "page_noise.csv");
  if (!parsed) {
    faults_.push_back(parsed.error().to_string());
    return;
  }
  for (const knowledge::CsvRow& row : parsed->rows) {
    const Meaning meaning = row.cells.size() == 2 ? meaning_named(row.cells[1]) : Meaning{0};
    if (meaning == 0) {
      faults_.push_back("page_noise.csv:" + std::to_string(row.line) + ": no such meaning");
      continue;
    }
    for (const std::string& pattern : knowledge::split_list(row.cells[0])) add(pattern, meaning);
  }
  link();
}

std::size_t NamePatterns::symbol(char byte) noexcept {
  if (is_lower(byte)) return static_cast<std::size_t>(byte - 'a');
  if (is_digit(byte)) return static_cast<std::size_t>(26 + (byte - '0'));
  return 36;
}

void NamePatterns::add(std::string_view pattern, Meaning meaning) {
  std::uint32_t state = 0;
  for (const char byte : pattern) {
    const std::size_t at = symbol(byte);
    if (states_[state].next[at] == 0) {
      states_[state].next[at] = static_cast<std::uint32_t>(states_.size());
      states_.emplace_back();
    }
    state = states_[state].next[at];
  }
  states_[state].meaning = static_cast<Meaning>(states_[state].meaning | meaning);
}

void NamePatterns::link() {
  std::vector<std::uint32_t> queue;
  for (const std::uint32_t next : states_[0].next) {
    if (next != 0) queue.push_back(next);
  }
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const std::uint32_t state = queue[at];
    const std::uint32_t fallback = states_[state].fallback;
    states_[state].meaning = static_cast<Meaning>(states_[state].meaning | states_[fallback].meaning);
    for (std::size_t symbol = 0; symbol < kSymbols; ++symbol) {
      const std::uint32_t next = states_[state].next[symbol];
      if (next == 0) {
        states_[state].next[symbol] = states_[fallback].next[symbol];
      } else {
        states_[next].fallback = states_[fallback].next[symbol];
        queue.push_back(next);
      }
    }
  }
}

Meaning NamePatterns::meaning(std::string_view name) const noexcept {
  std::uint32_t state = 0;
  Meaning found = 0;
  for (const char byte : name) {
    state = states_[state].next[symbol(byte)];
    found = static_cast<Meaning>(found | states_[state].meaning);
  }
  return found;
}

void normalise_name(std::string_view value, std::string& out) {
  if (out.empty() || out.back() != '-') out += '-';
  bool name_open = false;
  char previous = ' ';
  for (const char byte : value) {
    const bool space = byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
    if (space) {
      if (name_open) out += out.back() == '-' ? "-" : "--";
      name_open = false;
    } else if (is_lower(byte) || is_digit(byte)) {
      out += byte;
      name_open = true;
    } else if (is_upper(byte)) {
      if (is_lower(previous) || is_digit(previous)) out += '-';
      out += static_cast<char>(byte - 'A' + 'a');
      name_open = true;
    } else if (out.back() != '-') {
      out += '-';
    }
    previous = byte;
  }
  if (out.back() != '-') out += '-';
}

}  // namespace chancery::read::html
