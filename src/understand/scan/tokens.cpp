// Tokens and sentences. Sentences end at full stops that are no part of an abbreviation or number, at blank lines, and
// at line ends where the text is not wrapped at a fixed width.
#include <algorithm>
#include <array>

#include "text/lexer.h"
#include "understand/scan/stages.h"

namespace chancery::understand {
namespace {

// Words that begin sentences far more often than names: after "U.S." or "Corp." they start a new one.
constexpr std::array<std::string_view, 40> kSentenceStarters = {
    "the",   "a",   "an",   "in",    "on",    "it",     "he",        "she",     "they",      "we",
    "but",   "and", "this", "that",  "these", "at",     "for",       "as",      "after",     "when",
    "while", "his", "her",  "their", "its",   "there",  "if",        "however", "meanwhile", "also",
    "i",     "you", "both", "last",  "since", "during", "according", "earlier", "by",        "with"};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) noexcept {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void take_tokens(Document& document) {
  thread_local std::vector<text::Lexeme> lexemes;  // scratch memory only
  thread_local std::string folded;
  lexemes.clear();
  text::lex(document.buffer, lexemes);
  document.tokens.reserve(lexemes.size());
  document.words.reserve(lexemes.size());
  for (const text::Lexeme& lexeme : lexemes) {
    const std::string_view written = std::string_view(document.buffer).substr(lexeme.begin, lexeme.end - lexeme.begin);
    folded.clear();
    knowledge::fold_into(text::lookup_form(written, lexeme.flags), folded);
    const WordId word = document.tables().vocabulary.find(folded);
    document.tokens.push_back({lexeme.begin, lexeme.end, word, lexeme.flags});
    document.words.push_back(word);
  }
}

// Sets kInQuotes and kInBrackets. A quotation that is never closed ends with its paragraph.
void mark_quotes_and_brackets(Document& document) {
  bool quoted = false;
  int brackets = 0;
  for (Token& token : document.tokens) {
    if ((token.flags & text::kBlankLineBefore) != 0) {
      quoted = false;
      brackets = 0;
    }
    const std::string_view written = std::string_view(document.buffer).substr(token.begin, token.end - token.begin);
    if (token.is(Token::kPunctuation)) {
      if (written == "\"")
        quoted = !quoted;
      else if (written == "“" || written == "«" || written == "„")
        quoted = true;
      else if (written == "”" || written == "»")
        quoted = false;
      else if (written == "(" || written == "[")
        ++brackets;
      else if (written == ")" || written == "]")
        brackets = std::max(0, brackets - 1);
    }
    if (quoted) token.flags |= Token::kInQuotes;
    if (brackets > 0) token.flags |= Token::kInBrackets;
  }
}

// A text whose lines are broken at a fixed width has many lines of nearly the same length that end in mid sentence.
bool is_wrapped(std::string_view text) noexcept {
  std::size_t lines = 0, long_lines = 0, open_lines = 0, at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::size_t length = end - at;
    if (length > 110) return false;
    if (length > 0) ++lines;
    if (length >= 50) {
      ++long_lines;
      const char last = text[end - 1];
      if (last != '.' && last != '!' && last != '?' && last != '"' && last != '\r') ++open_lines;
    }
    at = end + 1;
  }
  return lines >= 4 && long_lines * 2 >= lines && open_lines * 2 >= long_lines;
}

bool is_closing(std::string_view written) noexcept {
  return written == "\"" || written == "”" || written == "»" || written == ")" || written == "]" || written == "'" ||
         written == "’";
}

class SentenceSplitter {
 public:
  explicit SentenceSplitter(Document& document)
      : document_(document), wrapped_(is_wrapped(std::string_view(document.buffer).substr(document.text_offset))) {}

  void run() {
    const auto count = static_cast<TokenIndex>(document_.tokens.size());
    for (TokenIndex at = 0; at < count; ++at) {
      if (at > first_ && breaks_before(at)) close(at);
    }
    if (count > first_) close(count);
  }

 private:
  [[nodiscard]] bool breaks_before(TokenIndex at) {
    const Token& token = document_.tokens[at];
    if (document_.text_offset != 0 && token.begin >= document_.text_offset &&
        document_.tokens[at - 1].begin < document_.text_offset) {
      ++paragraph_;
      return true;
    }
    if ((token.flags & text::kBlankLineBefore) != 0) {
      ++paragraph_;
      return true;
    }
    if ((token.flags & text::kLineBefore) != 0 && !wrapped_) {
      ++paragraph_;
      return true;
    }
    return ends_at(at - 1) && may_start(at);
  }

  // Whether a sentence may end after this token, perhaps a closing quote after the full stop.
  [[nodiscard]] bool ends_at(TokenIndex at) const {
    TokenIndex mark = at;
    while (mark > first_ && document_.tokens[mark].is(Token::kPunctuation) && is_closing(document_.text(mark))) --mark;
    const Token& token = document_.tokens[mark];
    const std::string_view written = document_.text(mark);
    if (token.is(Token::kPunctuation)) return written == "." || written == "!" || written == "?" || written == "…";
    if (token.is(Token::kAbbreviation) && at + 1 < document_.tokens.size()) {
      const bool initial = written.size() <= 2;
      const bool title = !token.is(Token::kAllCaps) && !initial && written != "Inc." && written != "Corp." &&
                         written != "Ltd." && written != "Co.";
      return !initial && !title && is_one_of(document_.folded(at + 1), kSentenceStarters) &&
             document_.tokens[at + 1].is(Token::kCapital);
    }
    return false;
  }

  [[nodiscard]] bool may_start(TokenIndex at) const {
    const Token& token = document_.tokens[at];
    if (!token.is(Token::kSpaceBefore)) {
      // "...said.The next": a missing blank, common where pages were stripped of their markup.
      return token.is(Token::kCapital) && document_.text(at - 1) == "." &&
             document_.tokens[at - 1].end == token.begin && token.end - token.begin > 1;
    }
    if (token.is(Token::kCapital) || token.is(Token::kNumber)) return true;
    const std::string_view written = document_.text(at);
    if (token.is(Token::kPunctuation))
      return written != "," && written != ";" && written != ":" && written != ")" && !is_closing_only(written);
    // Lower case after a full stop: only where the full stop cannot belong to a shortened word.
    return false;
  }

  [[nodiscard]] static bool is_closing_only(std::string_view written) noexcept {
    return written == "”" || written == "»" || written == "]";
  }

  void close(TokenIndex last) {
    Sentence sentence;
    sentence.first = first_;
    sentence.last = last;
    sentence.begin = document_.tokens[first_].begin;
    sentence.end = document_.tokens[last - 1].end;
    sentence.paragraph = closed_paragraph_;
    sentence.in_title = document_.text_offset != 0 && sentence.begin < document_.text_offset;
    document_.tokens[first_].flags |= Token::kSentenceStart;
    document_.sentences.push_back(sentence);
    first_ = last;
    closed_paragraph_ = paragraph_;
  }

  Document& document_;
  bool wrapped_;
  TokenIndex first_ = 0;
  std::uint32_t paragraph_ = 0;
  std::uint32_t closed_paragraph_ = 0;
};

}  // namespace

void find_tokens(Document& document) {
  take_tokens(document);
  mark_quotes_and_brackets(document);
  SentenceSplitter(document).run();
}

}  // namespace chancery::understand
