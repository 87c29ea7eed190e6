// What a report says of itself: the day and place of its dateline, its agency, and the lines that are no part of the
// story: captions, bylines, links.
#include <algorithm>

#include "understand/scan/date_parser.h"
#include "understand/scan/stages.h"

namespace chancery::understand {
namespace {

using knowledge::NameEntry;
using knowledge::NameForm;

class DatelineFinder {
 public:
  explicit DatelineFinder(Document& document)
      : document_(document), tables_(document.tables()), parser_(document, document.facts.date) {}

  void run() {
    skip_captions();
    read_date_lines();
    if (const auto first = first_sentence()) read_dateline(*first);
    if (document_.facts.source.empty()) find_source();
  }

 private:
  [[nodiscard]] std::span<const WordId> words_from(TokenIndex at, TokenIndex last) const noexcept {
    return std::span(document_.words).subspan(at, last - at);
  }
  [[nodiscard]] bool mark(TokenIndex at, std::string_view written) const noexcept {
    return at < document_.tokens.size() && document_.text(at) == written;
  }

  // All sentences that share the line of this one are left out.
  void skip_line(std::size_t index) {
    const std::uint32_t paragraph = document_.sentences[index].paragraph;
    for (std::size_t at = index; at < document_.sentences.size() && document_.sentences[at].paragraph == paragraph;
         ++at)
      document_.sentences[at].skip = true;
  }

  void skip_captions() {
    for (std::size_t index = 0; index < document_.sentences.size(); ++index) {
      const Sentence& sentence = document_.sentences[index];
      if (sentence.skip || sentence.in_title) continue;
      TokenIndex at = sentence.first;
      while (at < sentence.last && document_.tokens[at].is(Token::kPunctuation) && document_.text(at) != "©") ++at;
      if (at >= sentence.last) continue;
      const WordId word = document_.words[at];
      const bool line_start = index == 0 || document_.sentences[index - 1].paragraph != sentence.paragraph;
      if (tables_.numbers.caption_phrases.starts(word) &&
          tables_.numbers.caption_phrases.longest(words_from(at, sentence.last))) {
        // In mid line only a caption in brackets ("(Photo by ...)") can stand.
        if (line_start)
          skip_line(index);
        else if (at > sentence.first)
          document_.sentences[index].skip = true;
      } else if (line_start && is_byline(sentence)) {
        skip_line(index);
      }
    }
  }

  // "By Anna Smith", "By Anna Smith, Reuters": a short line of names.
  [[nodiscard]] bool is_byline(const Sentence& sentence) const {
    if (!document_.is_word(sentence.first, "by") || sentence.last - sentence.first > 9 ||
        sentence.last - sentence.first < 2)
      return false;
    int names = 0;
    for (TokenIndex at = sentence.first + 1; at < sentence.last; ++at) {
      const Token& token = document_.tokens[at];
      if (token.is(Token::kCapital))
        ++names;
      else if (!token.is(Token::kPunctuation) && !document_.is_word(at, "and") && !document_.is_word(at, "in") &&
               !document_.is_word(at, "for"))
        return false;
    }
    return names >= 1 && !mark(sentence.last - 1, ".");
  }

  // A line "date 2025-02-14 ..." or a line that is nothing but a full date gives the day of publication.
  void read_date_lines() {
    constexpr std::size_t kHead = 6;
    std::size_t seen = 0;
    for (std::size_t index = 0; index < document_.sentences.size() && seen < kHead; ++index) {
      const Sentence sentence = document_.sentences[index];
      if (sentence.in_title) continue;
      ++seen;
      TokenIndex at = sentence.first;
      const bool labelled =
          document_.is_word(at, "date") || document_.is_word(at, "published") || document_.is_word(at, "posted");
      if (labelled) ++at;
      while (labelled && at < sentence.last && (mark(at, ":") || document_.is_word(at, "on"))) ++at;
      parser_.set_bounds(sentence.first, sentence.last);
      if (at >= sentence.last) continue;
      auto date = parser_.parse(at);
      if (!date || !date->year || date->day == 0 || date->last_day != 0) continue;
      const auto day = make_day(*date->year, date->month, date->day);
      if (!day) continue;
      TokenIndex rest = date->last;
      while (rest < sentence.last && document_.tokens[rest].is(Token::kPunctuation)) ++rest;
      if (!labelled && rest < sentence.last) continue;
      if (!document_.facts.date) {
        document_.facts.date = day;
        parser_.set_publication(day);
      }
      if (rest >= sentence.last) {
        document_.sentences[index].skip = true;
        continue;
      }
      if (document_.sentences[index].skip) continue;
      // The rest of the line is a caption, or the report itself begins there.
      const bool caption = static_cast<bool>(tables_.numbers.caption_phrases.longest(words_from(rest, sentence.last)));
      if (caption)
        skip_line(index);
      else
        split(index, rest);
    }
  }

  [[nodiscard]] std::optional<std::size_t> first_sentence() const {
    for (std::size_t index = 0; index < document_.sentences.size(); ++index) {
      if (!document_.sentences[index].skip && !document_.sentences[index].in_title) return index;
    }
    return std::nullopt;
  }

  // Makes [first, at) of a sentence a skipped one of its own.
  void split(std::size_t index, TokenIndex at) {
    Sentence head = document_.sentences[index];
    head.last = at;
    head.end = document_.tokens[at - 1].end;
    head.skip = true;
    Sentence& rest = document_.sentences[index];
    rest.first = at;
    rest.begin = document_.tokens[at].begin;
    document_.tokens[at].flags |= Token::kSentenceStart;
    document_.sentences.insert(document_.sentences.begin() + static_cast<std::ptrdiff_t>(index), head);
  }

  [[nodiscard]] static bool is_dash(std::string_view written) noexcept {
    return written == "-" || written == "–" || written == "—" || written == "―";
  }

  // "ASTANA, Kazakhstan, February 14." "ADDIS ABABA, JAN 24:" "TASHKENT (TCA) —" "New Delhi:" "XI'AN. KAZINFORM"
  void read_dateline(std::size_t index) {
    const Sentence sentence = document_.sentences[index];
    // The place may close its own sentence ("XI'AN."), with the agency in the next.
    const TokenIndex limit =
        std::min<TokenIndex>(static_cast<TokenIndex>(document_.tokens.size()), sentence.first + 24);
    TokenIndex at = sentence.first;
    const auto place = place_at(at, std::min(limit, sentence.last));
    if (!place) return;
    const TokenRange place_tokens{at, at + place->words};
    const bool capitals = all_capitals(place_tokens);
    at = place_tokens.last;
    ActorId country = knowledge::kNoActor;
    bool dated = false, bracketed = false, ended = false;
    std::string source;
    std::optional<DateInterval> date;
    parser_.set_bounds(sentence.first, limit);
    const bool line_ends =
        index + 1 == document_.sentences.size() || document_.sentences[index + 1].paragraph != sentence.paragraph;
    while (at < limit && !(at >= sentence.last && line_ends)) {
      if (mark(at, ",") || mark(at, ";")) {
        ++at;
        if (at >= limit) return;
        parser_.set_bounds(sentence.first, limit);
        if (auto found = parser_.parse(at); found && found->day != 0 && !dated) {
          dated = true;
          date = parser_.interval(*found, Tense::past);
          if (date) date->span = document_.span({found->first, found->last});
          at = found->last;
          continue;
        }
        const auto state = tables_.name_phrases.longest(words_from(at, limit));
        if (!state || country != knowledge::kNoActor) return;
        country = tables_.names[state.entries.front()].actor;
        at += state.words;
        continue;
      }
      if (mark(at, "(")) {
        TokenIndex close = at + 1;
        while (close < limit && close < at + 8 && !mark(close, ")")) ++close;
        if (close >= limit || !mark(close, ")")) return;
        source = source_in({at + 1, close});
        bracketed = true;
        at = close + 1;
        continue;
      }
      if (mark(at, "/")) {  // "ASTANA /Kazinform/ -"
        TokenIndex close = at + 1;
        while (close < limit && close < at + 5 && !mark(close, "/")) ++close;
        if (close >= limit || !mark(close, "/")) return;
        source = source_in({at + 1, close});
        bracketed = true;
        at = close + 1;
        continue;
      }
      const std::string_view written = document_.text(at);
      if (is_dash(written)) {
        while (at < limit && is_dash(document_.text(at))) ++at;
        ended = true;
        break;
      }
      if (written == ":") {
        ++at;
        ended = true;
        break;
      }
      if (written == "." || document_.tokens[at].is(Token::kSentenceStart)) {
        if (!dated && !capitals && !bracketed) return;
        if (written == ".") ++at;
        // "XI'AN. KAZINFORM", "ASTANA. February 14. KAZINFORM"
        at = agency_after(at, limit, source);
        ended = true;
        break;
      }
      if (!dated && document_.tokens[at].is(Token::kCapital)) {  // "BAKU February 14 (Trend)"
        if (auto found = parser_.parse(at); found && found->day != 0) {
          dated = true;
          date = parser_.interval(*found, Tense::past);
          if (date) date->span = document_.span({found->first, found->last});
          at = found->last;
          continue;
        }
      }
      return;
    }
    // A line that is nothing but a place, perhaps with a date, ends by itself.
    if (!ended && !(at >= sentence.last && line_ends)) return;
    accept(place_tokens, place->entries, country, date, source);
    cut(index, at);
  }

  // The sentences up to the token become skipped ones.
  void cut(std::size_t index, TokenIndex at) {
    document_.dateline_tokens = {document_.sentences[index].first, at};
    for (std::size_t next = index; next < document_.sentences.size() && document_.sentences[next].first < at; ++next) {
      if (document_.sentences[next].last <= at) {
        document_.sentences[next].skip = true;
      } else {
        split(next, at);
        break;
      }
    }
  }

  [[nodiscard]] bool all_capitals(TokenRange range) const noexcept {
    for (TokenIndex at = range.first; at < range.last; ++at) {
      if (!document_.tokens[at].is(Token::kAllCaps) && !document_.tokens[at].is(Token::kAbbreviation)) return false;
    }
    return true;
  }

  // A city or capital that begins here.
  [[nodiscard]] std::optional<knowledge::PhraseTable::Match> place_at(TokenIndex at, TokenIndex last) const {
    if (at >= last || !document_.tokens[at].is(Token::kCapital)) return std::nullopt;
    const auto match = tables_.name_phrases.longest(words_from(at, last));
    if (!match) return std::nullopt;
    for (const std::uint32_t entry : match.entries) {
      const NameForm form = tables_.names[entry].form;
      if (form == NameForm::capital || form == NameForm::city) return match;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string source_in(TokenRange range) const {
    if (range.empty()) return {};
    const auto match = tables_.numbers.publisher_phrases.longest(words_from(range.first, range.last));
    if (match) return tables_.numbers.publishers[match.entries.front()].name;
    return std::string(document_.text(range));
  }

  [[nodiscard]] TokenIndex agency_after(TokenIndex at, TokenIndex limit, std::string& source) const {
    if (at >= limit || !document_.tokens[at].is(Token::kCapital)) return at;
    const auto match = tables_.numbers.publisher_phrases.longest(words_from(at, limit));
    if (!match) return at;
    const TokenIndex after = at + match.words;
    const bool marked = after < limit && (is_dash(document_.text(after)) || mark(after, ":"));
    if (!marked && !document_.tokens[at].is(Token::kAllCaps)) return at;
    source = tables_.numbers.publishers[match.entries.front()].name;
    at += match.words;
    while (at < limit && (is_dash(document_.text(at)) || mark(at, ".") || mark(at, ":"))) ++at;
    return at;
  }

  void accept(TokenRange tokens, std::span<const std::uint32_t> entries, ActorId country,
              const std::optional<DateInterval>& date, const std::string& source) {
    const NameEntry* best = nullptr;
    for (const std::uint32_t index : entries) {
      const NameEntry& entry = tables_.names[index];
      if (entry.form != NameForm::capital && entry.form != NameForm::city) continue;
      if (country != knowledge::kNoActor && entry.actor != country) continue;
      const auto rank = [](const NameEntry& it) { return it.form == NameForm::capital ? 0xFFFFFFFFU : it.population; };
      if (best == nullptr || rank(entry) > rank(*best)) best = &entry;
    }
    Place place;
    place.span = document_.span(tokens);
    place.basis = "dateline";
    if (best != nullptr) {
      place.country = tables_.actors[best->actor].code;
      // The capital's own row has no coordinates; its row among the cities has.
      for (const std::uint32_t index : entries) {
        const NameEntry& entry = tables_.names[index];
        if (entry.actor != best->actor || (entry.latitude == 0 && entry.longitude == 0)) continue;
        place.latitude = entry.latitude;
        place.longitude = entry.longitude;
        place.has_coordinates = true;
        break;
      }
    } else if (country != knowledge::kNoActor) {
      place.country = tables_.actors[country].code;
    }
    document_.facts.dateline = place;
    if (date) {
      document_.dateline_date = date;
      document_.dateline_date->basis = DateBasis::dateline;
      if (!document_.facts.date) document_.facts.date = date->from;
    }
    if (document_.facts.source.empty()) document_.facts.source = source;
  }

  // "..., Trend reports." "Xinhua reported", "Kazinform learned from": a known agency before a word of reporting, or
  // any name between a comma and "reports" that closes the sentence.
  void find_source() {
    for (const Sentence& sentence : document_.sentences) {
      if (sentence.skip || sentence.in_title) continue;
      for (TokenIndex at = sentence.first; at < sentence.last; ++at) {
        if (!document_.tokens[at].is(Token::kCapital)) continue;
        const WordId word = document_.words[at];
        if (tables_.numbers.publisher_phrases.starts(word)) {
          const auto match = tables_.numbers.publisher_phrases.longest(words_from(at, sentence.last));
          if (match && reporting(at + match.words, sentence.last)) {
            document_.facts.source = tables_.numbers.publishers[match.entries.front()].name;
            return;
          }
        }
        if (at > sentence.first && mark(at - 1, ",") && word == knowledge::kUnknownWord &&
            document_.is_word(at + 1, "reports") && (at + 2 >= sentence.last || mark(at + 2, "."))) {
          document_.facts.source = document_.text(at);
          return;
        }
      }
    }
  }

  [[nodiscard]] bool reporting(TokenIndex at, TokenIndex last) const {
    while (at < last && (document_.is_word(at, "has") || document_.is_word(at, "correspondent") ||
                         document_.is_word(at, "agency") || document_.is_word(at, "news")))
      ++at;
    for (const std::string_view word :
         {"reports", "reported", "learned", "learnt", "informs", "quoted", "cites", "cited"}) {
      if (at < last && document_.is_word(at, word)) return true;
    }
    return false;
  }

  Document& document_;
  const knowledge::Tables& tables_;
  DateParser parser_;
};

}  // namespace

void find_dateline(Document& document) { DatelineFinder(document).run(); }

}  // namespace chancery::understand
