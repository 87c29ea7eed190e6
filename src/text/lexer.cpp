#include "text/lexer.h"

#include <algorithm>
#include <array>

namespace chancery::text {
namespace {

enum class CharClass : std::uint8_t { letter, digit, blank, newline, hyphen, apostrophe, mark };

struct Char {
  CharClass kind = CharClass::mark;
  std::uint8_t size = 1;
  bool capital = false;
  char32_t code = 0;
};

char32_t decode(std::string_view text, std::size_t at, std::uint8_t& size) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const std::size_t left = text.size() - at;
  if (lead >= 0xF0 && left >= 4) {
    size = 4;
    return static_cast<char32_t>((lead & 7) << 18 | (byte(at + 1) & 63) << 12 | (byte(at + 2) & 63) << 6 |
                                 (byte(at + 3) & 63));
  }
  if (lead >= 0xE0 && left >= 3) {
    size = 3;
    return static_cast<char32_t>((lead & 15) << 12 | (byte(at + 1) & 63) << 6 | (byte(at + 2) & 63));
  }
  if (lead >= 0xC0 && left >= 2) {
    size = 2;
    return static_cast<char32_t>((lead & 31) << 6 | (byte(at + 1) & 63));
  }
  size = 1;
  return lead;
}

// Latin, Greek and Cyrillic capitals as news names use them; other scripts have no case or do not matter here.
bool is_capital(char32_t code) noexcept {
  if (code < 0x80) return code >= 'A' && code <= 'Z';
  if (code >= 0xC0 && code <= 0xDE) return code != 0xD7;
  if (code >= 0x100 && code <= 0x137) return (code & 1) == 0;
  if (code >= 0x139 && code <= 0x148) return (code & 1) == 1;
  if (code >= 0x14A && code <= 0x177) return (code & 1) == 0;
  if (code == 0x178 || code == 0x179 || code == 0x17B || code == 0x17D || code == 0x18F) return true;
  if (code >= 0x1E00 && code <= 0x1EFF) return (code & 1) == 0;
  if (code >= 0x391 && code <= 0x3A9) return true;
  return code >= 0x400 && code <= 0x42F;
}

Char classify(std::string_view text, std::size_t at) noexcept {
  const auto byte = static_cast<unsigned char>(text[at]);
  Char result;
  if (byte < 0x80) {
    result.code = byte;
    if ((byte >= 'a' && byte <= 'z'))
      result.kind = CharClass::letter;
    else if (byte >= 'A' && byte <= 'Z') {
      result.kind = CharClass::letter;
      result.capital = true;
    } else if (byte >= '0' && byte <= '9')
      result.kind = CharClass::digit;
    else if (byte == '\n' || byte == '\r')
      result.kind = CharClass::newline;
    else if (byte == ' ' || byte == '\t' || byte < 0x20 || byte == 0x7F)
      result.kind = CharClass::blank;
    else if (byte == '-')
      result.kind = CharClass::hyphen;
    else if (byte == '\'')
      result.kind = CharClass::apostrophe;
    return result;
  }
  result.code = decode(text, at, result.size);
  const char32_t code = result.code;
  result.capital = is_capital(code);
  if (code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200B) || code == 0x202F || code == 0x205F ||
      code == 0x3000 || code == 0xFEFF || code == 0xAD || code == 0x85) {
    result.kind = CharClass::blank;
  } else if (code == 0x2028 || code == 0x2029) {
    result.kind = CharClass::newline;
  } else if (code >= 0x2010 && code <= 0x2013) {
    result.kind = CharClass::hyphen;
  } else if (code == 0x2019 || code == 0x02BC || code == 0x02BB || code == 0x2018) {
    result.kind = CharClass::apostrophe;
  } else if ((code >= 0x2014 && code <= 0x206F) || (code >= 0xA1 && code <= 0xBF && code != 0xAA && code != 0xBA) ||
             code == 0xD7 || code == 0xF7 || (code >= 0x20A0 && code <= 0x20CF) || (code >= 0x2190 && code <= 0x2BFF) ||
             (code >= 0x3001 && code <= 0x303F) || (code >= 0xFF01 && code <= 0xFF0F) || (code >= 0x1F000)) {
    result.kind = CharClass::mark;
  } else {
    result.kind = CharClass::letter;
  }
  return result;
}

// Titles and months that keep their full stop and never end a sentence by it.
constexpr std::array<std::string_view, 46> kAbbreviations = {
    "Mr",   "Mrs", "Ms",   "Dr",   "Prof", "Sen",  "Rep",    "Gen", "Gov",    "Col", "Lt",   "Sgt",
    "Capt", "Adm", "Maj",  "Brig", "St",   "Jr",   "Sr",     "Jan", "Feb",    "Mar", "Apr",  "Jun",
    "Jul",  "Aug", "Sept", "Sep",  "Oct",  "Nov",  "Dec",    "No",  "Inc",    "Co",  "Corp", "Ltd",
    "vs",   "Hon", "Amb",  "Sec",  "Pres", "Dept", "Messrs", "Rev", "approx", "Mt"};

bool is_abbreviation(std::string_view word) noexcept {
  return std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

bool ends_like(std::string_view word, std::string_view suffix) noexcept {
  if (word.size() < suffix.size()) return false;
  for (std::size_t i = 0; i < suffix.size(); ++i) {
    const char a = word[word.size() - suffix.size() + i];
    if ((a >= 'A' && a <= 'Z' ? a + 32 : a) != suffix[i]) return false;
  }
  return true;
}

class Lexer {
 public:
  Lexer(std::string_view text, std::vector<Lexeme>& out) : text_(text), out_(out) {}

  void run() {
    while (at_ < text_.size()) {
      const Char next = classify(text_, at_);
      switch (next.kind) {
        case CharClass::blank:
          gap_ |= kSpaceBefore;
          at_ += next.size;
          break;
        case CharClass::newline: line_break(next); break;
        case CharClass::letter: word(); break;
        case CharClass::digit: number(); break;
        case CharClass::hyphen: hyphen(next); break;
        case CharClass::apostrophe:
        case CharClass::mark: emit(at_, at_ + next.size, kPunctuation); break;
      }
    }
  }

 private:
  void line_break(const Char& next) {
    const bool crlf = next.code == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
    gap_ |= static_cast<std::uint16_t>(
        kSpaceBefore | ((gap_ & kLineBefore) != 0 || next.code == 0x2029 ? kBlankLineBefore : 0) | kLineBefore);
    at_ += crlf ? 2U : next.size;
  }

  [[nodiscard]] Char peek(std::size_t at) const noexcept { return at < text_.size() ? classify(text_, at) : Char{}; }
  [[nodiscard]] bool alphanumeric_at(std::size_t at) const noexcept {
    if (at >= text_.size()) return false;
    const CharClass kind = classify(text_, at).kind;
    return kind == CharClass::letter || kind == CharClass::digit;
  }

  void hyphen(const Char& next) {
    const bool after_word = !out_.empty() && out_.back().end == at_ && (out_.back().flags & kPunctuation) == 0;
    if (after_word && alphanumeric_at(at_ + next.size)) {
      gap_ |= kHyphenBefore;
      at_ += next.size;
      return;
    }
    emit(at_, at_ + next.size, kPunctuation);
  }

  // "U.S.", "a.m.", "J.": single letters each followed by a full stop.
  bool dotted_letters() {
    std::size_t end = at_;
    int letters = 0;
    while (end < text_.size()) {
      const Char letter = classify(text_, end);
      if (letter.kind != CharClass::letter) break;
      const std::size_t dot = end + letter.size;
      if (dot >= text_.size() || text_[dot] != '.') break;
      end = dot + 1;
      ++letters;
    }
    const Char first = classify(text_, at_);
    if (letters == 0 || (letters == 1 && !first.capital)) return false;
    if (letters >= 2 && alphanumeric_at(end)) return false;  // a web address
    emit(at_, end,
         static_cast<std::uint16_t>(kWord | kAbbreviation | (first.capital ? kCapital : 0) |
                                    (letters > 1 && first.capital ? kAllCaps : 0)));
    return true;
  }

  void word() {
    if (dotted_letters()) return;
    const std::size_t begin = at_;
    std::size_t end = at_;
    bool all_capitals = true;
    int letters = 0;
    bool plain = true;  // no apostrophe inside so far
    const bool capital = classify(text_, at_).capital;
    while (end < text_.size()) {
      const Char next = classify(text_, end);
      if (next.kind == CharClass::letter) {
        all_capitals = all_capitals && next.capital;
        ++letters;
        end += next.size;
      } else if (next.kind == CharClass::digit) {
        end += next.size;
      } else if (next.kind == CharClass::apostrophe && letters > 0 && peek(end + next.size).kind == CharClass::letter) {
        if (clitic_follows(end, next.size, begin)) break;
        plain = false;
        end += next.size;
      } else {
        break;
      }
    }
    std::uint16_t flags =
        static_cast<std::uint16_t>(kWord | (capital ? kCapital : 0) | (all_capitals && letters >= 2 ? kAllCaps : 0));
    std::string_view written = text_.substr(begin, end - begin);
    if (plain && written.size() <= 6 && end < text_.size() && text_[end] == '.' && is_abbreviation(written) &&
        abbreviation_continues(written, end + 1)) {
      emit(begin, end + 1, static_cast<std::uint16_t>(flags | kAbbreviation));
      return;
    }
    if (negation_ != 0) {  // "didn't": the word ends before "n't"
      const std::size_t split = end - 1;
      emit(begin, split, flags);
      emit(split, split + negation_, kWord);
      negation_ = 0;
      return;
    }
    emit(begin, end, flags);
    if (clitic_ != 0) {
      emit(end, end + clitic_, kWord);
      clitic_ = 0;
    }
  }

  // A full stop after "No" or "Co" at a sentence's end is no abbreviation: something must follow on the line.
  [[nodiscard]] bool abbreviation_continues(std::string_view written, std::size_t after) const noexcept {
    std::size_t at = after;
    while (at < text_.size() && text_[at] == ' ') ++at;
    if (at >= text_.size()) return false;
    const Char next = classify(text_, at);
    if (written == "No" || written == "Mar" || written == "Jun" || written == "Jul")
      return next.kind == CharClass::digit;
    return next.kind == CharClass::letter || next.kind == CharClass::digit || text_[at] == ',';
  }

  // Decides at an apostrophe whether "'s", "n't", "'re", "'ve", "'ll", "'d", "'m" begins; notes its length.
  bool clitic_follows(std::size_t apostrophe, std::uint8_t size, std::size_t begin) {
    std::size_t end = apostrophe + size;
    while (end < text_.size() && classify(text_, end).kind == CharClass::letter) end += classify(text_, end).size;
    const std::string_view tail = text_.substr(apostrophe + size, end - apostrophe - size);
    if (tail.size() > 2) return false;
    if (ends_like(tail, "t") && tail.size() == 1 && ends_like(text_.substr(begin, apostrophe - begin), "n") &&
        apostrophe - begin >= 2) {
      negation_ = 1 + size + tail.size();
      return true;
    }
    for (const std::string_view suffix : {"s", "re", "ve", "ll", "d", "m"}) {
      if (tail.size() == suffix.size() && ends_like(tail, suffix)) {
        clitic_ = end - apostrophe;
        return true;
      }
    }
    return false;
  }

  void number() {
    const std::size_t begin = at_;
    std::size_t end = at_;
    const auto digit = [&](std::size_t at) { return at < text_.size() && text_[at] >= '0' && text_[at] <= '9'; };
    while (end < text_.size()) {
      if (digit(end)) {
        ++end;
      } else if (text_[end] == '.' && digit(end + 1)) {
        end += 2;
      } else if (text_[end] == ',' && digit(end + 1) && digit(end + 2) && digit(end + 3) && !digit(end + 4)) {
        end += 4;
      } else {
        break;
      }
    }
    const std::string_view rest = text_.substr(end, 2);
    const bool word_ends = !alphanumeric_at(end + 2);
    if (word_ends && (rest == "st" || rest == "nd" || rest == "rd" || rest == "th"))
      end += 2;
    else if (!rest.empty() && rest[0] == 's' && !alphanumeric_at(end + 1))
      end += 1;  // "1990s"
    emit(begin, end, kNumber);
  }

  void emit(std::size_t begin, std::size_t end, std::uint16_t flags) {
    out_.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), static_cast<std::uint16_t>(flags | gap_)});
    gap_ = 0;
    at_ = end;
  }

  std::string_view text_;
  std::vector<Lexeme>& out_;
  std::size_t at_ = 0;
  std::uint16_t gap_ = 0;
  std::size_t clitic_ = 0;
  std::size_t negation_ = 0;
};

}  // namespace

void lex(std::string_view text, std::vector<Lexeme>& out) { Lexer(text, out).run(); }

std::string_view lookup_form(std::string_view lexeme, std::uint16_t flags) noexcept {
  if ((flags & kAbbreviation) == 0 || lexeme.empty() || lexeme.back() != '.') return lexeme;
  const std::string_view shorter = lexeme.substr(0, lexeme.size() - 1);
  return shorter.find('.') == std::string_view::npos && shorter.size() > 1 ? shorter : lexeme;
}

}  // namespace chancery::text
