#include "connect/story_text.h"

#include <algorithm>
#include <array>

#include "knowledge/embedded.h"
#include "knowledge/table_reader.h"
#include "text/hash.h"

namespace chancery::connect {
namespace {

// A line longer than this is no boilerplate, whatever it contains.
constexpr std::size_t kLongestBoilerplate = 40;

std::uint32_t hash32(std::string_view bytes) noexcept {
  const std::uint64_t value = text::hash64(bytes);
  return static_cast<std::uint32_t>(value ^ (value >> 32U));
}

bool is_digit(unsigned char c) noexcept { return c >= '0' && c <= '9'; }
bool is_lower(unsigned char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_upper(unsigned char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool is_letter(unsigned char c) noexcept { return is_lower(c) || is_upper(c); }

// Base letters of U+00C0 to U+017F (Latin-1 Supplement, Latin Extended-A), in order; '*' for marks that are no letters.
constexpr std::string_view kLatinBase =
    "AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlN"
    "nNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
static_assert(kLatinBase.size() == 0x180 - 0xC0);

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 1;
};

// Of valid UTF-8.
CodePoint decode(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : static_cast<unsigned char>(0);
  };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const auto tail = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3FU); };
  if (lead < 0xE0) return {(static_cast<char32_t>(lead & 0x1FU) << 6U) | tail(1), 2};
  if (lead < 0xF0) return {(static_cast<char32_t>(lead & 0x0FU) << 12U) | (tail(1) << 6U) | tail(2), 3};
  return {(static_cast<char32_t>(lead & 0x07U) << 18U) | (tail(1) << 12U) | (tail(2) << 6U) | tail(3), 4};
}

bool is_invisible(char32_t c) noexcept {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || (c >= 0x300 && c <= 0x36F);
}

bool is_mark(char32_t c) noexcept {
  return (c >= 0x80 && c < 0xC0) || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) ||
         (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF0F) || c == 0xFFFD;
}

bool is_ideograph(char32_t c) noexcept { return c >= 0x2E80 && c < 0xA4D0; }

struct CalendarWord {
  std::string_view word;
  std::uint8_t flag;
};
constexpr auto kCalendarWords = std::to_array<CalendarWord>({
    {"january", kStoryMonth},   {"february", kStoryMonth},   {"march", kStoryMonth},       {"april", kStoryMonth},
    {"may", kStoryMonth},       {"june", kStoryMonth},       {"july", kStoryMonth},        {"august", kStoryMonth},
    {"september", kStoryMonth}, {"october", kStoryMonth},    {"november", kStoryMonth},    {"december", kStoryMonth},
    {"jan", kStoryMonth},       {"feb", kStoryMonth},        {"apr", kStoryMonth},         {"aug", kStoryMonth},
    {"sept", kStoryMonth},      {"oct", kStoryMonth},        {"nov", kStoryMonth},         {"dec", kStoryMonth},
    {"monday", kStoryWeekday},  {"tuesday", kStoryWeekday},  {"wednesday", kStoryWeekday}, {"thursday", kStoryWeekday},
    {"friday", kStoryWeekday},  {"saturday", kStoryWeekday}, {"sunday", kStoryWeekday},
});

std::uint8_t calendar_flag(std::string_view word) noexcept {
  if (word.size() < 3 || word.size() > 9) return 0;
  for (const CalendarWord& entry : kCalendarWords) {
    if (entry.word == word) return entry.flag;
  }
  return 0;
}

// "sept" and "september" are one month: the first three letters tell all twelve.
std::string_view month_form(std::string_view word) noexcept { return word.substr(0, 3); }

std::uint32_t skeleton_of(std::string_view word) {
  std::array<char, 16> bytes{};
  std::size_t size = 0;
  for (std::size_t i = 0; i < word.size() && size < bytes.size(); ++i) {
    const char c = word[i];
    const bool vowel = c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
    if ((i > 0 && vowel) || (size > 0 && bytes[size - 1] == c)) continue;
    bytes[size++] = c;
  }
  return hash32({bytes.data(), size});
}

// Takes a text apart into lines of tokens.
class Tokenizer {
 public:
  Tokenizer(std::string_view text, const Boilerplate* boilerplate) : text_(text), boilerplate_(boilerplate) {
    tokens_.reserve(text.size() / 6 + 8);
  }

  std::vector<StoryToken> run() {
    while (at_ < text_.size() && tokens_.size() < kMaxStoryTokens) {
      const auto c = static_cast<unsigned char>(text_[at_]);
      if (c < 0x80) {
        ascii(c);
      } else {
        other();
      }
    }
    end_word();
    end_line();
    return std::move(tokens_);
  }

 private:
  unsigned char next(std::size_t ahead = 1) const noexcept {
    return at_ + ahead < text_.size() ? static_cast<unsigned char>(text_[at_ + ahead]) : static_cast<unsigned char>(0);
  }

  void ascii(unsigned char c) {
    ++at_;
    if (is_letter(c) || is_digit(c)) {
      // "30bn" is "30 bn"; "G20" stays one.
      if (is_letter(c) && !word_.empty() && is_digit(static_cast<unsigned char>(word_.back())) && is_number_)
        end_word();
      if (word_.empty()) {
        is_capital_ = is_upper(c);
        is_number_ = is_digit(c);
      }
      word_ += static_cast<char>(is_upper(c) ? c + ('a' - 'A') : c);
      return;
    }
    const bool inside = !word_.empty();
    const unsigned char after =
        at_ < text_.size() ? static_cast<unsigned char>(text_[at_]) : static_cast<unsigned char>(0);
    if (inside && c == '\'' && is_letter(after)) return;
    if (inside && is_number_ && is_digit(after)) {
      if (c == '.') {
        word_ += '.';
        return;
      }
      // A comma between groups of three.
      if (c == ',' && is_digit(next(1)) && is_digit(next(2)) && !is_digit(next(3))) return;
    }
    if (inside && c == '.' && is_letter(after) && text_.size() > at_ + 1 && single_letters()) return;
    end_word();
    if (c == '\n') {
      end_line();
      starts_sentence_ = true;
    } else if (c == '.' || c == '!' || c == '?' || c == ':') {
      starts_sentence_ = true;
    }
  }

  // Whether the word so far and the letter after the full stop are of an abbreviation: "u" of "U.S.".
  bool single_letters() const noexcept {
    return is_capital_ && word_.size() <= 3 && is_upper(static_cast<unsigned char>(text_[at_])) && next(1) == '.';
  }

  void other() {
    const CodePoint point = decode(text_, at_);
    const std::string_view bytes = text_.substr(at_, point.size);
    at_ += point.size;
    if (is_invisible(point.value)) return;
    if ((point.value == 0x2019 || point.value == 0x2BC) && !word_.empty() && at_ < text_.size() &&
        is_letter(static_cast<unsigned char>(text_[at_])))
      return;
    if (is_mark(point.value)) {
      end_word();
      return;
    }
    if (is_ideograph(point.value)) {
      end_word();
      word_ = bytes;
      end_word();
      return;
    }
    if (word_.empty()) is_number_ = false;
    if (point.value >= 0xC0 && point.value < 0x180) {
      const auto base = static_cast<unsigned char>(kLatinBase[point.value - 0xC0]);
      if (word_.empty()) is_capital_ = is_upper(base);
      word_ += static_cast<char>(is_upper(base) ? base + ('a' - 'A') : base);
      return;
    }
    char32_t folded = point.value;
    if (folded >= 0x410 && folded <= 0x42F) folded += 0x20;
    if (folded >= 0x400 && folded <= 0x40F) folded += 0x50;
    if (word_.empty()) is_capital_ = folded != point.value;
    if (folded != point.value) {
      word_ += static_cast<char>(0xC0U | (folded >> 6U));
      word_ += static_cast<char>(0x80U | (folded & 0x3FU));
    } else {
      word_ += bytes;
    }
  }

  void end_word() {
    if (word_.empty()) return;
    StoryToken token;
    std::string_view word = word_;
    if (is_number_) {
      token.flags = kStoryNumber;
    } else if (is_capital_) {
      token.flags = calendar_flag(word);
      if (token.flags == kStoryMonth) word = month_form(word);
      if (token.flags == 0 && !starts_sentence_) {
        token.flags = kStoryName;
        token.skeleton = skeleton_of(word);
      }
    }
    token.word = hash32(word);
    tokens_.push_back(token);
    starts_sentence_ = false;
    word_.clear();
    is_capital_ = false;
    is_number_ = false;
  }

  void end_line() {
    if (boilerplate_ != nullptr && boilerplate_->matches(tokens_, line_, tokens_.size())) tokens_.resize(line_);
    line_ = tokens_.size();
  }

  std::string_view text_;
  const Boilerplate* boilerplate_;
  std::vector<StoryToken> tokens_;
  std::string word_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;  // the first token of the line
  bool is_capital_ = false;
  bool is_number_ = false;
  bool starts_sentence_ = true;
};

}  // namespace

Result<Boilerplate> Boilerplate::built_in() {
  const std::string_view content = knowledge::embedded_file("boilerplate.csv");
  if (content.empty()) {
    return std::unexpected(
        Error{ErrorCode::not_found, "the program was built without this table", "boilerplate.csv", 0, 0, 0});
  }
  return parse(content, "boilerplate.csv");
}

Result<Boilerplate> Boilerplate::parse(std::string_view csv, std::string name) {
  auto reader = knowledge::TableReader::parse(csv, std::move(name));
  if (!reader) return std::unexpected(std::move(reader.error()));
  Boilerplate boilerplate;
  for (const knowledge::CsvRow& row : reader->rows()) {
    Phrase phrase;
    for (const StoryToken& token : Tokenizer(reader->cell(row, "phrase"), nullptr).run()) {
      phrase.words.push_back(token.word);
    }
    const std::string& where = reader->cell(row, "where");
    if (phrase.words.empty()) return reader->fail(row, "a row without a phrase");
    if (where != "start" && where != "anywhere") return reader->fail(row, "\"where\" is start or anywhere");
    phrase.at_start = where == "start";
    const std::uint32_t first = phrase.words.front();
    boilerplate.phrases_.emplace(first, std::move(phrase));
  }
  return boilerplate;
}

bool Boilerplate::matches_at(const std::vector<StoryToken>& tokens, std::size_t at, std::size_t end,
                             bool at_start) const {
  const auto [first, last] = phrases_.equal_range(tokens[at].word);
  for (auto entry = first; entry != last; ++entry) {
    const Phrase& phrase = entry->second;
    if ((phrase.at_start && !at_start) || phrase.words.size() > end - at) continue;
    const bool equal =
        std::equal(phrase.words.begin(), phrase.words.end(), tokens.begin() + static_cast<std::ptrdiff_t>(at),
                   [](std::uint32_t word, const StoryToken& token) { return word == token.word; });
    if (equal) return true;
  }
  return false;
}

bool Boilerplate::matches(const std::vector<StoryToken>& tokens, std::size_t begin, std::size_t end) const {
  if (begin >= end || end - begin > kLongestBoilerplate) return false;
  for (std::size_t at = begin; at < end; ++at) {
    if (matches_at(tokens, at, end, at == begin)) return true;
  }
  return false;
}

std::vector<StoryToken> story_tokens(std::string_view text, const Boilerplate& boilerplate) {
  return Tokenizer(text, &boilerplate).run();
}

}  // namespace chancery::connect
