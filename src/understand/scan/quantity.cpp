// Numbers with their units: money in any notation, percent, physical units, things counted.
#include <algorithm>
#include <charconv>

#include "understand/scan/stages.h"
#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

using knowledge::NumberWord;
using knowledge::TimeWord;
using knowledge::UnitEntry;

// A number as written, before its unit is known.
struct Number {
  double value = 0;
  int digits = 0;       // significant digits as written
  bool scaled = false;  // a word such as "million" was part of it
  TokenIndex last = 0;
};

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

// Digits that say something: leading zeros do not count, nor do the closing zeros of whole numbers of four digits and
// more ("30,000" has 1).
int significant_digits(std::string_view written) noexcept {
  int count = 0, closing_zeros = 0, all = 0;
  bool decimals = false;
  for (const char c : written) {
    if (c == '.') decimals = true;
    if (!is_digit(c)) continue;
    ++all;
    if (c == '0' && count == 0) continue;
    ++count;
    closing_zeros = c == '0' ? closing_zeros + 1 : 0;
  }
  if (!decimals && all >= 4) count -= closing_zeros;
  return std::max(count, 1);
}

class QuantityFinder {
 public:
  explicit QuantityFinder(Document& document) : document_(document), numbers_(document.tables().numbers) {}

  void run() {
    auto time = document_.times.begin();
    for (std::uint32_t index = 0; index < document_.sentences.size(); ++index) {
      const Sentence& sentence = document_.sentences[index];
      if (sentence.skip) continue;
      last_ = sentence.last;
      for (TokenIndex at = sentence.first; at < last_;) {
        while (time != document_.times.end() && time->tokens.last <= at) ++time;
        if (time != document_.times.end() && time->tokens.first <= at) {
          at = time->tokens.last;
          continue;
        }
        const TokenIndex next = try_at(at, sentence.first, index);
        at = std::max(next, at + 1);
      }
    }
  }

 private:
  [[nodiscard]] NumberWord word(TokenIndex at) const noexcept {
    return at < last_ ? numbers_.number_word(document_.tokens[at].word) : NumberWord{};
  }
  [[nodiscard]] bool mark(TokenIndex at, std::string_view written) const noexcept {
    return at < last_ && document_.text(at) == written;
  }
  [[nodiscard]] bool adjoins(TokenIndex at) const noexcept {
    return at < last_ && document_.tokens[at].begin == document_.tokens[at - 1].end;
  }

  // Returns the token after what was found, or `at` where there is nothing.
  TokenIndex try_at(TokenIndex at, TokenIndex first, std::uint32_t sentence) {
    const Token& token = document_.tokens[at];
    if (!token.is(Token::kNumber) && token.word == knowledge::kUnknownWord) return at;
    const UnitEntry* prefix = nullptr;
    TokenIndex number_at = at;
    if (!token.is(Token::kNumber)) {
      const NumberWord number = numbers_.number_word(token.word);
      if (number.kind == NumberWord::factor) {
        add({at, at + 1}, {number.value, 1, false, at + 1}, std::nullopt, nullptr, first, sentence);
        document_.quantities.back().unit = "times";
        return at + 1;
      }
      if (number.kind != NumberWord::cardinal && !is_article_before_scale(at)) {
        if (!numbers_.unit_phrases.starts(token.word)) return at;
        const auto match = numbers_.unit_phrases.longest(std::span(document_.words).subspan(at, last_ - at));
        if (!match) return at;
        prefix = &numbers_.units[match.entries.front()];
        number_at = at + match.words;
        // Only signs and codes lead money: "le 5 mai" and "Euro 2024" are none.
        const bool symbol = token.is(Token::kPunctuation) || token.is(Token::kAllCaps) ||
                            (token.is(Token::kCapital) && token.end - token.begin <= 3);
        if (prefix->kind != "money" || !symbol || number_at >= last_) return at;
        if (!document_.tokens[number_at].is(Token::kNumber) && word(number_at).kind != NumberWord::cardinal) return at;
      }
    }
    const auto number = parse_number(number_at, prefix != nullptr);
    if (!number) return at;
    return finish(at, *number, prefix, first, sentence);
  }

  // "a million", "a dozen", "half a billion"
  [[nodiscard]] bool is_article_before_scale(TokenIndex at) const noexcept {
    return (document_.is_word(at, "a") || document_.is_word(at, "half")) &&
           (word(at + 1).kind == NumberWord::scale ||
            (document_.is_word(at + 1, "a") && word(at + 2).kind == NumberWord::scale)) &&
           !adjoins(at + 1);
  }

  [[nodiscard]] std::optional<Number> parse_number(TokenIndex at, bool money) const {
    Number number;
    if (document_.tokens[at].is(Token::kNumber)) {
      if (!parse_figures(at, number)) return std::nullopt;
    } else if (document_.is_word(at, "half") || document_.is_word(at, "a")) {
      number.value = document_.is_word(at, "half") ? 0.5 : 1;
      number.digits = 1;
      number.last = at + 1;
      if (document_.is_word(number.last, "a")) ++number.last;
    } else {
      number.value = word(at).value;
      number.digits = 1;
      number.last = at + 1;
      const NumberWord ones = word(at + 1);
      if (number.value >= 20 && number.value < 100 && ones.kind == NumberWord::cardinal && ones.value >= 1 &&
          ones.value < 10) {
        number.value += ones.value;
        ++number.last;
      }
    }
    while (word(number.last).kind == NumberWord::scale && takes_scale(number.last, money)) {
      number.value *= word(number.last).value;
      number.scaled = true;
      ++number.last;
      if (word(number.last - 1).value == 100 && document_.is_word(number.last, "and") &&
          word(number.last + 1).kind == NumberWord::cardinal) {
        number.value += word(number.last + 1).value;
        number.last += 2;
      }
    }
    return number;
  }

  // One-letter forms count only right behind the number ("$5m"), and "5m" without a currency may be metres.
  [[nodiscard]] bool takes_scale(TokenIndex at, bool money) const noexcept {
    const Token& token = document_.tokens[at];
    if (token.end - token.begin > 1) return true;
    return adjoins(at) && (money || (at + 1 < last_ && numbers_.unit_phrases.starts(document_.tokens[at + 1].word)));
  }

  // "30.1", "4,575", "4 575", "30,1"; false for "2nd" and "14.02.2025".
  [[nodiscard]] bool parse_figures(TokenIndex at, Number& number) const {
    char digits[40];
    std::size_t size = 0;
    int points = 0;
    const auto take = [&](std::string_view written) {
      for (const char c : written) {
        if (c == ',') continue;
        if (c == '.')
          ++points;
        else if (!is_digit(c))
          return false;
        if (size == sizeof digits) return false;
        digits[size++] = c;
      }
      return true;
    };
    const std::string_view written = document_.text(at);
    if (!take(written) || points > 1) return false;
    number.last = at + 1;
    const auto plain = [&](TokenIndex token, std::size_t length) {
      return token < last_ && document_.tokens[token].is(Token::kNumber) && document_.text(token).size() == length &&
             is_digit(document_.text(token).back());
    };
    // Thousands parted by blanks.
    if (written.size() <= 3 && points == 0 && written.find(',') == std::string_view::npos) {
      while (plain(number.last, 3) && document_.tokens[number.last].is(Token::kSpaceBefore) &&
             document_.text(number.last).find_first_not_of("0123456789") == std::string_view::npos) {
        if (!take(document_.text(number.last))) return false;
        ++number.last;
      }
      // A comma as decimal sign, where a scale word shows that it is one number.
      if (number.last == at + 1 && mark(at + 1, ",") && adjoins(at + 1) && adjoins(at + 2) &&
          (plain(at + 2, 1) || plain(at + 2, 2)) && word(at + 3).kind == NumberWord::scale) {
        digits[size++] = '.';
        if (!take(document_.text(at + 2))) return false;
        number.last = at + 3;
      }
    }
    std::from_chars(digits, digits + size, number.value);
    number.digits = significant_digits({digits, size});
    return true;
  }

  // The second number of "1.5-2 billion", "5 to 6 billion", "between 5 and 6 billion".
  [[nodiscard]] std::optional<Number> range_end(const Number& number, TokenIndex at, TokenIndex first,
                                                bool money) const {
    TokenIndex next = number.last;
    if (next >= last_) return std::nullopt;
    const bool hyphen = document_.tokens[next].is(Token::kHyphenBefore) && document_.tokens[next].is(Token::kNumber);
    if (!hyphen) {
      const bool dash = mark(next, "-") || mark(next, "–") || mark(next, "—");
      const bool to = document_.is_word(next, "to") &&
                      !(at > first && (document_.is_word(at - 1, "from") || hedge_of_change(at, first)));
      const bool between = document_.is_word(next, "and") && at > first && document_.is_word(at - 1, "between");
      if (!dash && !to && !between) return std::nullopt;
      ++next;
      if (next >= last_) return std::nullopt;
      if (money && document_.tokens[next].is(Token::kPunctuation) &&
          numbers_.unit_phrases.starts(document_.tokens[next].word))
        ++next;
      if (next >= last_ || (!document_.tokens[next].is(Token::kNumber) && word(next).kind != NumberWord::cardinal))
        return std::nullopt;
    }
    auto end = parse_number(next, money);
    if (!end) return std::nullopt;
    const double from =
        !number.scaled && end->scaled && number.value < 1000 ? number.value * scale_of(*end, next) : number.value;
    if (end->value <= from) return std::nullopt;
    return end;
  }

  [[nodiscard]] double scale_of(const Number& number, TokenIndex at) const noexcept {
    double scale = 1;
    for (TokenIndex token = at; token < number.last; ++token) {
      if (word(token).kind == NumberWord::scale) scale *= word(token).value;
    }
    return scale;
  }

  // "from about 5 to 6 billion" is a change as well: "from" may stand before the hedge.
  [[nodiscard]] bool hedge_of_change(TokenIndex at, TokenIndex first) const noexcept {
    for (TokenIndex back = 1; back <= 3 && at >= first + back; ++back) {
      if (document_.is_word(at - back, "from")) return true;
    }
    return false;
  }

  TokenIndex finish(TokenIndex at, Number number, const UnitEntry* unit, TokenIndex first, std::uint32_t sentence) {
    std::optional<Number> end = range_end(number, at, first, unit != nullptr);
    TokenIndex last = end ? end->last : number.last;
    if (end && !number.scaled && end->scaled && number.value < 1000) number.value *= scale_of(*end, number.last);
    if (unit == nullptr) {
      TokenIndex after = last;
      unit = unit_after(after);
      if (unit != nullptr) last = after;
    }
    const double factor = unit != nullptr ? unit->factor : 1;
    number.value *= factor;
    std::optional<double> value_to;
    if (end) value_to = end->value * factor;
    // "one" and such words alone count nothing.
    if (unit == nullptr && !document_.tokens[at].is(Token::kNumber) && !number.scaled) return at;
    // "the 2015 agreement": a year that dates a noun.
    if (unit == nullptr && last == at + 1 && document_.text(at).size() == 4 && number.value >= 1900 &&
        number.value <= 2100)
      return last;
    add({at, last}, number, value_to, unit, first, sentence);
    return last;
  }

  // The unit that follows, perhaps after adjectives ("20 Chinese companies"); moves `at` behind it.
  [[nodiscard]] const UnitEntry* unit_after(TokenIndex& at) const {
    constexpr TokenIndex kAdjectives = 3;
    for (TokenIndex token = at; token < last_ && token <= at + kAdjectives; ++token) {
      const Token& it = document_.tokens[token];
      if (numbers_.unit_phrases.starts(it.word)) {
        const auto match = numbers_.unit_phrases.longest(std::span(document_.words).subspan(token, last_ - token));
        if (match) {
          const UnitEntry& unit = numbers_.units[match.entries.front()];
          if (token == at || unit.counted) {
            at = token + match.words;
            return &unit;
          }
          return nullptr;
        }
      }
      if (!it.is(Token::kWord) || it.is(Token::kAbbreviation)) return nullptr;
      const TimeWord::Kind kind = numbers_.time_word(it.word).kind;
      if (kind != TimeWord::none && kind != TimeWord::relative) return nullptr;
      if (document_.is_word(token, "'s") || document_.is_word(token, "the") || document_.is_word(token, "percent"))
        return nullptr;
    }
    return nullptr;
  }

  void add(TokenRange tokens, const Number& number, std::optional<double> value_to, const UnitEntry* unit,
           TokenIndex first, std::uint32_t sentence) {
    Quantity quantity;
    quantity.tokens = tokens;
    quantity.value = number.value;
    quantity.value_to = value_to;
    if (unit != nullptr) quantity.unit = unit->unit;
    quantity.unit_entry = unit;
    quantity.digits = number.digits;
    quantity.sentence = sentence;
    hedge(quantity, first);
    document_.quantities.push_back(std::move(quantity));
  }

  void hedge(Quantity& quantity, TokenIndex first) const {
    const std::span<const WordId> words(document_.words);
    const TokenIndex at = quantity.tokens.first;
    constexpr TokenIndex kLongest = 5;
    for (TokenIndex length = std::min(kLongest, at - first); length > 0; --length) {
      const WordId word = words[at - length];
      if (word == knowledge::kUnknownWord || !numbers_.hedge_phrases.starts(word)) continue;
      const auto match = numbers_.hedge_phrases.exact(words.subspan(at - length, length));
      if (!match || (at - length > first && is_particle(at - length))) continue;
      for (const std::uint32_t entry : match.entries) {
        if (numbers_.hedges[entry].after) continue;
        quantity.hedge = numbers_.hedges[entry].hedge;
        quantity.hedge_tokens = {at - length, at};
        return;
      }
    }
    const TokenIndex after = quantity.tokens.last;
    if (after >= last_ || !numbers_.hedge_phrases.starts(words[after])) return;
    const auto match = numbers_.hedge_phrases.longest(words.subspan(after, last_ - after));
    for (const std::uint32_t entry : match.entries) {
      if (!numbers_.hedges[entry].after) continue;
      quantity.hedge = numbers_.hedges[entry].hedge;
      quantity.hedge_tokens = {after, after + match.words};
      return;
    }
  }

  // "handed over 256 tons", "set up 20 companies": part of the verb and no hedge.
  [[nodiscard]] bool is_particle(TokenIndex at) const noexcept {
    return (document_.is_word(at, "over") || document_.is_word(at, "around") || document_.is_word(at, "about")) &&
           is_any_word(document_, at - 1,
                       {"handed", "hand", "hands", "handing", "turned", "turn", "taken", "took", "take", "taking",
                        "carried", "brought", "bring", "brings"});
  }

  Document& document_;
  const knowledge::NumberTables& numbers_;
  TokenIndex last_ = 0;  // end of the sentence
};

}  // namespace

void find_quantities(Document& document) { QuantityFinder(document).run(); }

}  // namespace chancery::understand
