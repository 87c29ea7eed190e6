// Dates, periods and frequencies of the text, with the days they stand for.
#include <algorithm>

#include "understand/scan/date_parser.h"
#include "understand/scan/stages.h"

namespace chancery::understand {
namespace {

using knowledge::TimePreposition;
using knowledge::TimeWord;

class TimeFinder {
 public:
  explicit TimeFinder(Document& document)
      : document_(document),
        numbers_(document.tables().numbers),
        publication_(document.facts.date),
        parser_(document, publication_) {}

  void run() {
    for (std::uint32_t index = 0; index < document_.sentences.size(); ++index) {
      if (!document_.sentences[index].skip) in_sentence(index);
    }
  }

 private:
  void in_sentence(std::uint32_t index) {
    const Sentence& sentence = document_.sentences[index];
    parser_.set_bounds(sentence.first, sentence.last);
    first_of_sentence_ = document_.times.size();
    for (TokenIndex at = sentence.first; at < sentence.last;) {
      if (!may_begin(at)) {
        ++at;
        continue;
      }
      auto date = parser_.parse(at);
      if (!date) {
        ++at;
        continue;
      }
      join_range(*date, sentence);
      add(*date, index, sentence);
      at = std::max(at + 1, date->last);
    }
  }

  // The cheap test that most tokens fail.
  [[nodiscard]] bool may_begin(TokenIndex at) const noexcept {
    const Token& token = document_.tokens[at];
    if (token.is(Token::kNumber)) return true;
    if (token.word == knowledge::kUnknownWord) return token.end - token.begin == 2 && token.is(Token::kCapital);
    return numbers_.time_word(token.word).kind != TimeWord::none ||
           numbers_.number_word(token.word).kind != knowledge::NumberWord::none;
  }

  // "January-October 2023", "from April 2000 to August 2024", "between 2015 and 2020".
  void join_range(PartialDate& date, const Sentence& sentence) const {
    if (date.fixed || date.weekday >= 0 || date.years_after || date.last >= sentence.last || date.last_day != 0) return;
    if (date.kind == TimeExpression::Kind::frequency || date.kind == TimeExpression::Kind::vague ||
        date.last_month != 0)
      return;
    const bool hyphen = document_.tokens[date.last].is(Token::kHyphenBefore);
    const std::string_view join = document_.text(date.last);
    TokenIndex other = date.last;
    if (!hyphen) {
      const bool between = date.first > sentence.first && document_.is_word(date.first - 1, "between");
      const bool joins = join == "to" || join == "-" || join == "–" || join == "—" || join == "through" ||
                         join == "until" || join == "till";
      if (!joins && !(between && join == "and")) return;
      ++other;
    }
    auto end = parser_.parse_calendar(other, date.month == 0 || date.day == 0);
    if (!end || end->fixed || (end->month == 0) != (date.month == 0)) return;
    if (date.needs_publication || end->needs_publication) {
      date.needs_publication = true;
      date.last = end->last;
      return;
    }
    PartialDate begin = date;
    if (!begin.year && end->year)
      begin.year = begin.month > end->month ? *end->year - 1 : *end->year;
    else if (begin.year && !end->year)
      end->year = begin.month > end->month ? *begin.year + 1 : *begin.year;
    const Tense tense = tense_at(document_, date.first, sentence.first, sentence.last);
    const auto to = parser_.interval(*end, tense == Tense::unknown && end->day == 0 ? Tense::past : tense);
    if (to && !begin.year) begin.year = begin.month > end->month ? year_of(to->from) - 1 : year_of(to->from);
    const auto from = parser_.interval(begin, tense);
    date.last = end->last;
    date.kind = TimeExpression::Kind::period;
    if (!from || !to || to->to < from->from) {
      if (!to) date.needs_publication = true;
      return;
    }
    const bool months = begin.day == 0 && end->day == 0 && begin.month != 0 && begin.year == end->year;
    date.fixed = months ? months_interval(*begin.year, begin.month, end->month) : range_interval(from->from, to->to);
  }

  // The time that "a year earlier" or "the same period" is reckoned from.
  [[nodiscard]] const DateInterval* reference(bool this_sentence_only) const noexcept {
    constexpr std::size_t kBack = 8;
    const std::size_t all = document_.times.size();
    const std::size_t stop = std::max(this_sentence_only ? first_of_sentence_ : 0, all > kBack ? all - kBack : 0);
    for (std::size_t at = all; at > stop; --at) {
      const TimeExpression& time = document_.times[at - 1];
      if (time.interval) return &*time.interval;
    }
    return nullptr;
  }

  [[nodiscard]] std::optional<DateInterval> reckon(const PartialDate& date, const Sentence& sentence) const {
    if (!date.years_after)
      return parser_.interval(date, tense_at(document_, date.first, sentence.first, sentence.last));
    if (*date.years_after == 0 && !date.year) {  // "the same day"
      const DateInterval* same = reference(false);
      return same == nullptr ? std::nullopt : std::optional(*same);
    }
    if (const DateInterval* base = reference(true)) {
      const int years = date.year ? *date.year - year_of(base->from) : *date.years_after;
      return add_years(*base, years);
    }
    if (date.year) return year_interval(*date.year);
    if (!publication_ || date.needs_publication) return std::nullopt;
    return year_interval(year_of(*publication_) + *date.years_after);
  }

  void add(const PartialDate& date, std::uint32_t index, const Sentence& sentence) {
    TimeExpression time;
    time.tokens = {date.first, date.last};
    time.sentence = index;
    time.kind = date.kind;
    time.future_hint = date.future_hint;
    if (date.kind == TimeExpression::Kind::point || date.kind == TimeExpression::Kind::period)
      time.interval = reckon(date, sentence);
    TokenIndex before = date.first;
    if (before > sentence.first && document_.is_word(before - 1, "the")) --before;
    if (before > sentence.first) apply_preposition(time, before - 1);
    if (time.interval) {
      time.interval->basis = DateBasis::text;
      time.interval->span = document_.span(time.tokens);
    }
    document_.times.push_back(std::move(time));
  }

  void apply_preposition(TimeExpression& time, TokenIndex at) const {
    const TimeWord before = numbers_.time_word(document_.tokens[at].word);
    if (before.kind != TimeWord::preposition) return;
    const bool ahead = !time.interval || !publication_ || time.interval->to > *publication_;
    switch (static_cast<TimePreposition>(before.value)) {
      case TimePreposition::by:
        time.target_hint = ahead;
        time.future_hint = time.future_hint || ahead;
        break;
      case TimePreposition::until:
        time.kind = TimeExpression::Kind::period;
        time.future_hint = time.future_hint || ahead;
        break;
      case TimePreposition::since:
        time.kind = TimeExpression::Kind::period;
        if (time.interval && publication_ && time.interval->from < *publication_) {
          time.interval->to = *publication_;
          time.interval->precision = DatePrecision::range;
        }
        break;
      default: break;
    }
  }

  Document& document_;
  const knowledge::NumberTables& numbers_;
  std::optional<Day> publication_;
  DateParser parser_;
  std::size_t first_of_sentence_ = 0;
};

}  // namespace

void find_times(Document& document) { TimeFinder(document).run(); }

}  // namespace chancery::understand
