// Mentions of states, organisations, their institutions, and places. What a name stands for is decided by its form and
// its neighbours: "in Beijing" is a place, "Beijing said" a government, "Chinese food" nobody, "Chinese troops" an
// institution. docs/coding.md, "Actors".
#include <algorithm>

#include "understand/scan/stages.h"
#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

using knowledge::NameEntry;
using knowledge::NameForm;
using knowledge::PhraseTable;
using knowledge::Tables;

// Cities smaller than this are named too seldom to outweigh the common words that spell the same ("Mobile", "Most").
constexpr std::uint32_t kSmallCity = 100'000;

struct NameMatch {
  std::uint32_t words = 0;
  std::uint32_t entry = 0;
};

// Which reading of a phrase comes first where tables give several ("Luxembourg": state before city).
int rank_of(NameForm form) noexcept {
  switch (form) {
    case NameForm::name: return 0;
    case NameForm::code: return 1;
    case NameForm::seat: return 2;
    case NameForm::institution: return 3;
    case NameForm::adjective: return 4;
    case NameForm::people: return 5;
    case NameForm::capital: return 6;
    case NameForm::region: return 7;
    case NameForm::city: return 8;
  }
  return 9;
}

class NameFinder {
 public:
  explicit NameFinder(Document& document) : document_(document), tables_(document.tables()) {}

  void run() {
    for (std::uint32_t at = 0; at < document_.sentences.size(); ++at) {
      if (document_.sentences[at].skip) continue;
      sentence_ = at;
      last_ = document_.sentences[at].last;
      title_case_ = is_title_case(document_.sentences[at]);
      read_sentence(document_.sentences[at].first);
    }
  }

 private:
  void read_sentence(TokenIndex first) {
    TokenIndex at = first;
    while (at < last_) {
      if (const auto other = longest(tables_.not_actor_phrases, at);
          other && document_.tokens[at].is(Token::kCapital)) {
        at += other.words;
        continue;
      }
      const TokenIndex after_generic = read_generic(at);
      if (after_generic != at) {
        at = after_generic;
        continue;
      }
      const NameMatch name = match_name(at);
      if (name.words == 0) {
        ++at;
        continue;
      }
      at = read_name(at, name);
    }
  }

  [[nodiscard]] std::span<const WordId> words_from(TokenIndex at) const noexcept {
    return std::span(document_.words).subspan(at, last_ - at);
  }
  [[nodiscard]] PhraseTable::Match longest(const PhraseTable& table, TokenIndex at) const noexcept {
    return at < last_ && table.starts(document_.words[at]) ? table.longest(words_from(at)) : PhraseTable::Match{};
  }

  // A headline in which nearly every word has a capital letter tells nothing by capitals.
  [[nodiscard]] bool is_title_case(const Sentence& sentence) const noexcept {
    int capitals = 0, words = 0;
    for (TokenIndex at = sentence.first; at < sentence.last; ++at) {
      if (!document_.tokens[at].is(Token::kWord) || document_.tokens[at].end - document_.tokens[at].begin < 4) continue;
      ++words;
      capitals += document_.tokens[at].is(Token::kCapital) ? 1 : 0;
    }
    return words >= 3 && capitals * 10 >= words * 8;
  }

  // "the foreign ministry of Iran", "troops", "the government": a noun of data/generic_institutions.csv.
  TokenIndex read_generic(TokenIndex at) {
    const auto match = longest(tables_.generic_phrases, at);
    if (!match) return at;
    // "People's Republic of China": a name that begins with such a noun comes first.
    if (is_possessive(document_, at + match.words) && match_name(at).words > match.words) return at;
    const auto& generic = tables_.generic_institutions[match.entries[0]];
    const TokenIndex end = at + match.words;
    TokenIndex name_at = ministry_of(at, end);
    if (document_.is_word(name_at, "of") || document_.is_word(name_at, "from")) {
      ++name_at;
      if (document_.is_word(name_at, "the")) ++name_at;
      const NameMatch name = match_name(name_at);
      if (name.words != 0 && is_actor_form(tables_.names[name.entry].form)) {
        Mention& mention = add({at, name_at + name.words}, MentionKind::institution, name.entry);
        mention.head = end - 1;
        mention.sector = generic.sector;
        return name_at + name.words;
      }
    }
    if (!names_a_party(at, end) || generic.kind == "side") return at;
    Mention mention;
    mention.tokens = {at, end};
    mention.head = end - 1;
    mention.kind = MentionKind::party;
    mention.sector = generic.sector;
    mention.party = generic.surface;
    mention.sentence = sentence_;
    document_.mentions.push_back(std::move(mention));
    return end;
  }

  // A bare noun names a party where it is definite or plural: "the army", "rebels"; not "artificial intelligence".
  [[nodiscard]] bool names_a_party(TokenIndex at, TokenIndex end) const {
    if (document_.text(end - 1).ends_with("s") || document_.text(end - 1).ends_with("S")) return true;
    if (at == document_.sentences[sentence_].first) return false;
    return is_any_word(document_, at - 1,
                       {"the", "its", "their", "his", "our", "'s", "local", "national", "federal", "state"});
  }

  // "Ministry of Trade and Regional Integration of Ethiopia": the "of" that names the state is the last one of the run.
  [[nodiscard]] TokenIndex ministry_of(TokenIndex first, TokenIndex end) const noexcept {
    if (end - first != 1 || !is_any_word(document_, first, {"ministry", "department", "committee", "agency"}))
      return end;
    TokenIndex at = end;
    while (at < last_ && at < end + 9) {
      const bool inner =
          document_.tokens[at].is(Token::kCapital) || is_any_word(document_, at, {"of", "and", "for", "the", ","});
      if (!inner) break;
      if (document_.is_word(at, "of") && at > end) {
        const TokenIndex next = document_.is_word(at + 1, "the") ? at + 2 : at + 1;
        if (match_name(next).words != 0) return at;
      }
      ++at;
    }
    return end;
  }

  [[nodiscard]] static bool is_actor_form(NameForm form) noexcept {
    return form == NameForm::name || form == NameForm::code || form == NameForm::capital || form == NameForm::seat;
  }

  [[nodiscard]] NameMatch match_name(TokenIndex at) const {
    if (at >= last_) return {};
    const Token& token = document_.tokens[at];
    if (!token.is(Token::kCapital)) return {};
    // Shorter phrases are tried where the longest one fails its tests.
    auto limit = words_from(at);
    while (true) {
      const auto match = tables_.name_phrases.starts(limit.empty() ? knowledge::kUnknownWord : limit[0])
                             ? tables_.name_phrases.longest(limit)
                             : PhraseTable::Match{};
      if (!match) return {};
      NameMatch best;
      int best_rank = 100;
      std::uint32_t best_population = 0;
      for (const std::uint32_t index : match.entries) {
        const NameEntry& entry = tables_.names[index];
        if (!fits(entry, {at, at + match.words})) continue;
        const int rank = rank_of(entry.form);
        if (rank < best_rank || (rank == best_rank && entry.population > best_population)) {
          best = {match.words, index};
          best_rank = rank;
          best_population = entry.population;
        }
      }
      if (best.words != 0) return best;
      if (match.words == 1) return {};
      limit = limit.first(match.words - 1);
    }
  }

  [[nodiscard]] bool fits(const NameEntry& entry, TokenRange range) const {
    const Token& first = document_.tokens[range.first];
    if (entry.all_caps_only) {
      for (TokenIndex at = range.first; at < range.last; ++at) {
        if (!document_.tokens[at].is(Token::kAllCaps)) return false;
      }
    }
    for (TokenIndex at = range.first + 1; at < range.last; ++at) {
      // A phrase never runs over a mark other than those that its own spelling holds.
      if (document_.tokens[at].is(Token::kSentenceStart)) return false;
    }
    if (entry.form == NameForm::city) {
      if (range.size() == 1 && entry.population < kSmallCity) return false;
      if (!stands_as_place(range)) return false;
    }
    if (range.size() == 1 && is_part_of_person(range.first, entry)) return false;
    if (!homograph_fits(entry, range)) return false;
    (void)first;
    return true;
  }

  // A city counts where it is used as a place: after a preposition, in a list of places or before its state.
  [[nodiscard]] bool stands_as_place(TokenRange range) const {
    const TokenIndex before = range.first;
    if (before == document_.sentences[sentence_].first)
      return document_.text(range.last < last_ ? range.last : range.first) == ",";
    if (is_locative(document_, before - 1)) return true;
    if (is_any_word(document_, before - 1,
                    {"to", "from", "of", "visited", "visit", "via", "toward", "towards", "between", "for", "reached",
                     "city", "town", "port", "than", "left", "outside"}))
      return true;
    return !document_.mentions.empty() && document_.mentions.back().kind == MentionKind::place &&
           document_.mentions.back().tokens.last + 1 == before &&
           is_any_word(document_, before - 1, {"and", ",", "or"});
  }

  // "Michael Jordan", "Israel Adesanya": a given name beside the word makes it a person's.
  [[nodiscard]] bool is_part_of_person(TokenIndex at, const NameEntry& entry) const {
    if (entry.form == NameForm::adjective || entry.form == NameForm::code) return false;
    const auto given = [&](TokenIndex token) {
      const WordId word = document_.words[token];
      return word != knowledge::kUnknownWord && word < tables_.is_given_name.size() && tables_.is_given_name[word] &&
             document_.tokens[token].is(Token::kCapital) && !document_.tokens[token].is(Token::kAllCaps);
    };
    const bool joined_before =
        at > document_.sentences[sentence_].first && document_.tokens[at].is(Token::kSpaceBefore);
    return joined_before && given(at - 1) && !tables_.name_phrases.starts(document_.words[at - 1]) && !title_case_;
  }

  [[nodiscard]] bool homograph_fits(const NameEntry& entry, TokenRange range) const {
    if (entry.form != NameForm::name && entry.form != NameForm::capital && entry.form != NameForm::city) return true;
    const auto match =
        tables_.homograph_phrases.starts(document_.words[range.first])
            ? tables_.homograph_phrases.exact(std::span(document_.words).subspan(range.first, range.size()))
            : PhraseTable::Match{};
    if (!match) return true;
    for (const std::uint32_t index : match.entries) {
      const knowledge::HomographEntry& homograph = tables_.homographs[index];
      const auto holds = [](const std::vector<WordId>& words, WordId word) {
        return word != knowledge::kUnknownWord && std::binary_search(words.begin(), words.end(), word);
      };
      if (range.first > 0 && !document_.tokens[range.first].is(Token::kSentenceStart) &&
          holds(homograph.not_before, document_.words[range.first - 1]))
        return false;
      if (range.last < last_ && holds(homograph.not_after, document_.words[range.last])) return false;
      if (homograph.actor != entry.actor || homograph.needs.empty()) continue;
      const bool named = std::any_of(document_.words.begin(), document_.words.end(),
                                     [&](WordId word) { return holds(homograph.needs, word); });
      if (!named) return false;
    }
    return true;
  }

  // Reads the name at `at` with what belongs to it and returns the token after it.
  TokenIndex read_name(TokenIndex at, NameMatch name) {
    const NameEntry& entry = tables_.names[name.entry];
    const TokenIndex end = at + name.words;
    if (entry.form == NameForm::institution) {
      Mention& mention = add(
          {at, end}, entry.actor == knowledge::kNoActor ? MentionKind::party : MentionKind::institution, name.entry);
      mention.sector = entry.sector;
      if (mention.kind == MentionKind::party) mention.party = entry.surface;
      return end;
    }
    // "Kazakh Foreign Ministry", "China's armed forces", "US military officials"
    const bool possessive = is_possessive(document_, end);
    if (possessive || entry.form == NameForm::adjective || entry.form == NameForm::code ||
        entry.form == NameForm::name || entry.form == NameForm::capital) {
      const TokenRange generic =
          generic_after(possessive ? end + 1 : end, possessive || entry.form == NameForm::adjective);
      if (!generic.empty()) {
        Mention& mention = add({at, generic.last}, MentionKind::institution, name.entry);
        mention.head = generic.last - 1;
        mention.sector = generic_sector_;
        return generic.last;
      }
    }
    const ActorId actor = entry.actor;
    const bool organisation = tables_.actors[actor].kind == knowledge::ActorKind::organisation;
    MentionKind kind = organisation ? MentionKind::organisation : MentionKind::state;
    if (entry.form == NameForm::city || entry.form == NameForm::region) kind = MentionKind::place;
    if ((entry.form == NameForm::capital || entry.form == NameForm::name) && !possessive && !organisation &&
        is_place_use(at, end, entry.form))
      kind = MentionKind::place;
    Mention& mention = add({at, end}, kind, name.entry);
    if (kind != MentionKind::place) mention.sector = "GOV";
    return end;
  }

  // After a locative preposition a state or capital is a place; a capital is one after "to", "from" and "of" as well.
  [[nodiscard]] bool is_place_use(TokenIndex at, TokenIndex end, NameForm form) const {
    if (at == document_.sentences[sentence_].first)
      return form == NameForm::capital && document_.text(end < last_ ? end : at) == ",";
    TokenIndex before = at - 1;
    if (document_.is_word(before, "the") && before > document_.sentences[sentence_].first) --before;
    if (is_locative(document_, before)) return true;
    if (form != NameForm::capital) return false;
    return is_any_word(document_, before, {"to", "from", "of", "visited", "via", "capital", "city", "reached", "left"});
  }

  // The institution noun that follows, with at most two modifiers between ("Chinese state media").
  [[nodiscard]] TokenRange generic_after(TokenIndex at, bool modifiers_allowed) {
    const int most = modifiers_allowed ? 2 : 0;
    for (int skipped = 0; skipped <= most && at < last_; ++skipped, ++at) {
      if (document_.tokens[at].is(Token::kPunctuation)) return {};
      if (const auto match = longest(tables_.generic_phrases, at)) {
        generic_sector_ = tables_.generic_institutions[match.entries[0]].sector;
        TokenIndex last = at + match.words;
        // "Defence Ministry officials": the ministry speaks.
        if (const auto more = longest(tables_.generic_phrases, last)) last += more.words;
        return {at, last};
      }
      if (longest(tables_.title_phrases, at)) return {};
      if (!document_.tokens[at].is(Token::kWord) ||
          is_any_word(document_, at,
                      {"and", "of", "in",  "to",   "for",  "on",  "with", "by", "as",  "that", "has", "have",
                       "had", "is", "was", "will", "said", "the", "a",    "or", "but", "from", "at",  "'s"}))
        return {};
    }
    return {};
  }

  Mention& add(TokenRange range, MentionKind kind, std::uint32_t entry) {
    Mention mention;
    mention.tokens = range;
    mention.head = range.last - 1;
    mention.kind = kind;
    mention.form = tables_.names[entry].form;
    mention.name_entry = entry;
    if (tables_.names[entry].actor != knowledge::kNoActor) mention.actors.push_back(tables_.names[entry].actor);
    mention.sentence = sentence_;
    document_.mentions.push_back(std::move(mention));
    return document_.mentions.back();
  }

  Document& document_;
  const Tables& tables_;
  std::uint32_t sentence_ = 0;
  TokenIndex last_ = 0;
  bool title_case_ = false;
  std::string_view generic_sector_;
};

}  // namespace

void find_names(Document& document) { NameFinder(document).run(); }

}  // namespace chancery::understand
