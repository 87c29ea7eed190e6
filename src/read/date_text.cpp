#include "read/date_text.h"

#include <array>
#include <string>
#include <vector>

namespace chancery::read {
namespace {

struct Token {
  std::string_view text;
  char before = ' ';  // the character before it
  bool is_number = false;
  [[nodiscard]] int value() const {
    int out = 0;
    for (const char c : text.substr(0, 6)) out = out * 10 + (c - '0');
    return out;
  }
};

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  for (std::size_t at = 0; at < text.size() && tokens.size() < 16;) {
    const bool number = is_digit(text[at]);
    if (!number && !is_letter(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && (number ? is_digit(text[end]) : is_letter(text[end]))) ++end;
    tokens.push_back({text.substr(at, end - at), at == 0 ? ' ' : text[at - 1], number});
    at = end;
  }
  return tokens;
}

// 1 to 12, 0 for another word. Full names and the three letters of RFC 5322; "Sept" beside.
unsigned month_number(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};
  if (word.size() < 3) return 0;
  std::string lower;
  for (const char c : word) lower += static_cast<char>(c | 0x20);
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i] == lower || kMonths[i].substr(0, 3) == lower || (lower == "sept" && i == 8))
      return static_cast<unsigned>(i) + 1;
  }
  return 0;
}

std::optional<Day> make_day(int year, unsigned month, int day) {
  using namespace std::chrono;
  const year_month_day date{std::chrono::year(year), std::chrono::month(month),
                            std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional<Day>(Day(date)) : std::nullopt;
}

// RFC 5322, 4.3: years of two digits up to 49 are of this century.
std::optional<int> year_of(const Token& token) {
  if (!token.is_number) return std::nullopt;
  if (token.text.size() == 4) return token.value();
  if (token.text.size() == 2) return token.value() + (token.value() < 50 ? 2000 : 1900);
  return std::nullopt;
}

}  // namespace

std::optional<Day> parse_date_text(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return std::nullopt;
  text.remove_prefix(first);
  if (const auto day = parse_iso_day(text)) return day;

  const std::vector<Token> tokens = tokens_of(text.substr(0, 80));
  if (!tokens.empty() && tokens[0].is_number) {
    const Token& head = tokens[0];
    // 20250214, perhaps with a time behind it.
    if (head.text.size() == 8 || head.text.size() == 14) {
      const auto number = [&](std::size_t at, std::size_t size) { return Token{head.text.substr(at, size)}.value(); };
      return make_day(number(0, 4), static_cast<unsigned>(number(4, 2)), number(6, 2));
    }
    if (tokens.size() >= 3 && tokens[1].is_number && tokens[2].is_number && tokens[1].before == tokens[2].before) {
      // 2025/02/14, 2025-2-14, 2025.02.14
      if (head.text.size() == 4 && tokens[1].text.size() <= 2 && tokens[2].text.size() <= 2)
        return make_day(head.value(), static_cast<unsigned>(tokens[1].value()), tokens[2].value());
      // 14.02.2025: with dots the day comes first everywhere; with strokes nobody knows.
      if (tokens[1].before == '.' && tokens[2].text.size() == 4)
        return make_day(tokens[2].value(), static_cast<unsigned>(tokens[1].value()), head.value());
    }
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_number) continue;
    const unsigned month = month_number(tokens[i].text);
    if (month == 0) continue;
    const bool day_before = i > 0 && tokens[i - 1].is_number && tokens[i - 1].text.size() <= 2;
    std::size_t at = i + 1;
    std::optional<int> day;
    if (day_before) day = tokens[i - 1].value();
    // "14th February" and "February 14th".
    if (!day && i > 1 && tokens[i - 2].is_number && tokens[i - 2].text.size() <= 2 && tokens[i - 1].text.size() == 2)
      day = tokens[i - 2].value();
    if (!day && at < tokens.size() && tokens[at].is_number && tokens[at].text.size() <= 2) {
      day = tokens[at++].value();
      if (at < tokens.size() && !tokens[at].is_number && tokens[at].text.size() == 2) ++at;
    }
    // asctime() puts the time before the year.
    if (at + 1 < tokens.size() && tokens[at + 1].before == ':') {
      ++at;
      while (at < tokens.size() && tokens[at].before == ':') ++at;
      if (at < tokens.size() && tokens[at].text.size() != 4) return std::nullopt;
    }
    if (!day || at >= tokens.size()) return std::nullopt;
    const auto year = year_of(tokens[at]);
    if (year) return make_day(*year, month, *day);
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace chancery::read
