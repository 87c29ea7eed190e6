// Which date a clause has. In this order:
//  1. a time of the same sentence in the same clause, or one clause away where nothing nearer stands ("When he arrived
//  on
//     Tuesday, he said ..."). Times inside a relative clause ("who came in May") date only that clause; times before a
//     "that" of reported speech date the saying ("said on Monday that ..."); periods of a figure ("rose in 2023 to
//     ...") date no deed of another clause; targets ("by 2030"), frequencies and vague times date nothing;
//  2. a single day named in the sentence before, in the same paragraph, where the sentence goes on with it ("the
//  talks",
//     "he"): basis context;
//  3. the day of the dateline, else of publication.
#include <algorithm>
#include <cstdlib>

#include "understand/scan/stages.h"

namespace chancery::understand {
namespace {

// Depth and number of the clause of a token, as far as commas and linking words show it.
struct Clause {
  int relative = 0;  // inside how many relative clauses
  int number = 0;    // counts clauses of the sentence
};

bool opens_relative(const Document& document, TokenIndex at) noexcept {
  return document.is_word(at, "who") || document.is_word(at, "which") || document.is_word(at, "whom") ||
         document.is_word(at, "whose") || document.is_word(at, "where");
}

bool opens_clause(const Document& document, TokenIndex at) noexcept {
  const std::string_view written = document.text(at);
  if (written.size() < 2 || written.size() > 8) return written == ";";
  for (const std::string_view word : {"that", "when", "while", "after", "before", "because", "although", "though",
                                      "but", "as", "if", "whereas", "once", "until"}) {
    if (document.is_word(at, word)) return true;
  }
  return false;
}

// Moves the clause on over one token.
void pass(const Document& document, TokenIndex token, Clause& clause) noexcept {
  if (opens_relative(document, token)) {
    ++clause.relative;
    ++clause.number;
  } else if (document.text(token) == "," && clause.relative > 0) {
    --clause.relative;
    ++clause.number;
  } else if (opens_clause(document, token)) {
    ++clause.number;
  }
}

Clause clause_of(const Document& document, TokenIndex first, TokenIndex at) noexcept {
  Clause clause;
  for (TokenIndex token = first; token <= at; ++token) pass(document, token, clause);
  return clause;
}

bool usable(const TimeExpression& time) noexcept {
  return time.interval && !time.target_hint && time.kind != TimeExpression::Kind::frequency &&
         time.kind != TimeExpression::Kind::vague;
}

// Words between two tokens that keep a time on one side from dating the other.
bool barred_between(const Document& document, TokenIndex time, TokenIndex at) noexcept {
  if (time >= at) return false;
  for (TokenIndex token = time; token < at; ++token) {
    if (document.is_word(token, "that") && token > time && !document.tokens[token].is(Token::kSentenceStart))
      return true;
  }
  return false;
}

bool goes_on(const Document& document, const Sentence& sentence) noexcept {
  const TokenIndex last = std::min(sentence.last, sentence.first + 4);
  for (TokenIndex token = sentence.first; token < last; ++token) {
    for (const std::string_view word : {"he", "she", "they", "both", "sides", "talks", "meeting", "visit", "ceremony",
                                        "parties", "two", "during", "also", "then"}) {
      if (document.is_word(token, word)) return true;
    }
  }
  return false;
}

}  // namespace

std::optional<DateInterval> date_for(const Document& document, std::uint32_t index, TokenIndex at) {
  // Nobody dates a clause from further away than this; lists may be sentences of a thousand words.
  constexpr TokenIndex kReach = 100;
  const Sentence& sentence = document.sentences[index];
  const TokenIndex first = at > sentence.first + kReach ? at - kReach : sentence.first;
  const TokenIndex last = std::min(sentence.last, at + kReach);
  const auto begin =
      std::lower_bound(document.times.begin(), document.times.end(), sentence.first,
                       [](const TimeExpression& time, TokenIndex token) { return time.tokens.first < token; });
  auto time = std::lower_bound(begin, document.times.end(), first,
                               [](const TimeExpression& it, TokenIndex token) { return it.tokens.first < token; });
  const TimeExpression* best = nullptr;
  int best_cost = 0;
  Clause here, there;
  if (time != document.times.end() && time->tokens.first < last) here = clause_of(document, first, at);
  for (TokenIndex passed = first; time != document.times.end() && time->tokens.first < last; ++time) {
    for (; passed <= time->tokens.first; ++passed) pass(document, passed, there);
    if (!usable(*time)) continue;
    if (there.relative > here.relative) continue;
    if (barred_between(document, time->tokens.first, at)) continue;
    const int clauses = std::abs(there.number - here.number);
    const int distance =
        time->tokens.first > at ? static_cast<int>(time->tokens.first - at) : static_cast<int>(at - time->tokens.first);
    if (clauses > 1 && there.relative != here.relative) continue;
    // A period dates a deed only within its own clause.
    if (time->kind == TimeExpression::Kind::period && clauses > 0) continue;
    const int cost = clauses * 40 + distance + (time->kind == TimeExpression::Kind::period ? 10 : 0);
    if (clauses > 2) continue;
    if (best == nullptr || cost < best_cost) {
      best = &*time;
      best_cost = cost;
    }
  }
  if (best != nullptr) return best->interval;
  if (index > 0 && document.sentences[index - 1].paragraph == sentence.paragraph &&
      !document.sentences[index - 1].skip && goes_on(document, sentence)) {
    const TimeExpression* only = nullptr;
    std::size_t days = 0;
    for (auto before = begin; before != document.times.begin() && days < 2;) {
      --before;
      if (before->sentence + 1 != index) break;
      if (!usable(*before) || before->kind != TimeExpression::Kind::point ||
          before->interval->precision != DatePrecision::day)
        continue;
      only = &*before;
      ++days;
    }
    if (days == 1) {
      DateInterval interval = *only->interval;
      interval.basis = DateBasis::context;
      return interval;
    }
  }
  if (document.dateline_date) return document.dateline_date;
  if (!document.facts.date) return std::nullopt;
  return DateInterval{*document.facts.date, *document.facts.date, DatePrecision::day, DateBasis::publication,
                      std::nullopt};
}

}  // namespace chancery::understand
