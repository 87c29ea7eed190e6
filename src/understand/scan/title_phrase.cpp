#include "understand/scan/title_phrase.h"

#include <algorithm>

#include "understand/scan/person_name.h"
#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

using knowledge::NameForm;

// Fields of government, as they stand in the titles of ministers and secretaries. Sorted.
constexpr std::array<std::string_view, 153> kPortfolioWords = {"affairs",
                                                               "african",
                                                               "agrarian",
                                                               "agriculture",
                                                               "air",
                                                               "animal",
                                                               "asian",
                                                               "atomic",
                                                               "aviation",
                                                               "border",
                                                               "budget",
                                                               "business",
                                                               "caribbean",
                                                               "children",
                                                               "civil",
                                                               "climate",
                                                               "commerce",
                                                               "commercial",
                                                               "commonwealth",
                                                               "communication",
                                                               "communications",
                                                               "community",
                                                               "construction",
                                                               "consumer",
                                                               "cooperation",
                                                               "coordination",
                                                               "cultural",
                                                               "culture",
                                                               "customs",
                                                               "cyber",
                                                               "defence",
                                                               "defense",
                                                               "development",
                                                               "digital",
                                                               "diplomacy",
                                                               "disaster",
                                                               "ecology",
                                                               "economic",
                                                               "economy",
                                                               "education",
                                                               "emergencies",
                                                               "emergency",
                                                               "employment",
                                                               "energy",
                                                               "environment",
                                                               "environmental",
                                                               "equality",
                                                               "european",
                                                               "external",
                                                               "family",
                                                               "federal",
                                                               "finance",
                                                               "fisheries",
                                                               "food",
                                                               "foreign",
                                                               "forestry",
                                                               "gas",
                                                               "gender",
                                                               "growth",
                                                               "health",
                                                               "heritage",
                                                               "higher",
                                                               "home",
                                                               "homeland",
                                                               "house",
                                                               "housing",
                                                               "human",
                                                               "humanitarian",
                                                               "immigration",
                                                               "industrial",
                                                               "industries",
                                                               "industry",
                                                               "information",
                                                               "infrastructure",
                                                               "innovation",
                                                               "integration",
                                                               "intergovernmental",
                                                               "interior",
                                                               "internal",
                                                               "international",
                                                               "investment",
                                                               "investments",
                                                               "irrigation",
                                                               "islands",
                                                               "justice",
                                                               "labor",
                                                               "labour",
                                                               "land",
                                                               "lands",
                                                               "law",
                                                               "livestock",
                                                               "local",
                                                               "logistics",
                                                               "marine",
                                                               "maritime",
                                                               "migration",
                                                               "military",
                                                               "mineral",
                                                               "minerals",
                                                               "mines",
                                                               "mining",
                                                               "national",
                                                               "natural",
                                                               "nuclear",
                                                               "oil",
                                                               "pacific",
                                                               "parliamentary",
                                                               "petroleum",
                                                               "planning",
                                                               "political",
                                                               "population",
                                                               "ports",
                                                               "power",
                                                               "protection",
                                                               "public",
                                                               "railways",
                                                               "reconstruction",
                                                               "reforms",
                                                               "regional",
                                                               "rehabilitation",
                                                               "relations",
                                                               "religious",
                                                               "research",
                                                               "resources",
                                                               "revenue",
                                                               "rural",
                                                               "science",
                                                               "sciences",
                                                               "security",
                                                               "shipping",
                                                               "situations",
                                                               "social",
                                                               "space",
                                                               "sports",
                                                               "strategic",
                                                               "strategy",
                                                               "sustainable",
                                                               "technologies",
                                                               "technology",
                                                               "telecommunications",
                                                               "tourism",
                                                               "trade",
                                                               "transport",
                                                               "transportation",
                                                               "treasury",
                                                               "urban",
                                                               "veterans",
                                                               "war",
                                                               "water",
                                                               "welfare",
                                                               "women",
                                                               "works",
                                                               "youth"};
static_assert(std::is_sorted(kPortfolioWords.begin(), kPortfolioWords.end()));

// Words between a state and the office that belong to the office as the text calls it.
bool is_office_modifier(const Document& document, TokenIndex token) noexcept {
  return is_any_word(document, token,
                     {"acting", "interim", "caretaker", "deputy", "vice", "honorary", "special", "permanent", "chief",
                      "assistant", "principal", "additional", "executive"}) ||
         (is_any_word(document, token, {"first", "second", "under"}) &&
          is_any_word(document, token + 1, {"deputy", "vice", "secretary"}));
}

// Words that say how the office is held but are no part of it.
bool is_loose_modifier(const Document& document, TokenIndex token) noexcept {
  return is_any_word(
      document, token,
      {"new",      "newly",    "elected",       "re",         "appointed", "current", "visiting",  "late",      "then",
       "outgoing", "incoming", "longtime",      "veteran",    "senior",    "top",     "embattled", "designate", "sworn",
       "serving",  "sitting",  "other",         "respective", "own",       "highest", "ranking",   "high",      "level",
       "future",   "next",     "controversial", "hardline",   "long",      "serving", "backed"});
}

bool is_former_word(const Document& document, TokenIndex token) noexcept {
  return is_any_word(document, token, {"former", "ex", "ousted", "deposed", "erstwhile", "onetime", "exiled"});
}

bool is_article(const Document& document, TokenIndex token) noexcept {
  return is_any_word(document, token, {"a", "an"});
}

class TitleReader {
 public:
  TitleReader(const PhraseView& view, TokenIndex at, TokenIndex floor, bool after_name)
      : view_(view),
        document_(view.document),
        tables_(view.document.tables()),
        at_(at),
        floor_(std::max(floor, view.first)),
        after_name_(after_name) {}

  std::optional<TitlePhrase> run() {
    if (!read_core()) return std::nullopt;
    read_left();
    TokenIndex end = read_right(std::max(phrase_.core.last, read_more_states(right_)));
    end = read_second_title(end);
    phrase_.tokens.last = end;
    settle();
    return phrase_;
  }

 private:
  [[nodiscard]] std::span<const WordId> words_from(TokenIndex token) const noexcept {
    return std::span(document_.words).subspan(token, view_.last - token);
  }
  [[nodiscard]] knowledge::PhraseTable::Match title_at(TokenIndex token) const noexcept {
    return token < view_.last && tables_.title_phrases.starts(document_.words[token])
               ? tables_.title_phrases.longest(words_from(token))
               : knowledge::PhraseTable::Match{};
  }

  bool read_core() {
    if (is_counterpart(document_, at_)) {
      phrase_.counterpart = true;
      phrase_.plural = document_.is_word(at_, "counterparts");
      phrase_.core = phrase_.tokens = {at_, at_ + 1};
      phrase_.sector = "GOV";
      return true;
    }
    const auto match = title_at(at_);
    if (!match) return false;
    phrase_.core = {at_, at_ + match.words};
    take_entry(match.entries[0]);
    // "U.S. Secretary of State": the state is no part of the office where the rest is a title by itself.
    if (const Mention* state = view_.mention_from(at_);
        state != nullptr && state->kind == MentionKind::state && state->tokens.last < phrase_.core.last) {
      const TokenIndex rest = state->tokens.last + (is_possessive(document_, state->tokens.last) ? 1 : 0);
      if (const auto inner = title_at(rest); inner && rest + inner.words >= phrase_.core.last) {
        phrase_.core = {rest, rest + inner.words};
        take_entry(inner.entries[0]);
      }
    }
    // "President-elect" is in the table; "president-to-be", "minister-level" are no titles.
    if (phrase_.core.last < view_.last && document_.tokens[phrase_.core.last].is(Token::kHyphenBefore)) {
      if (is_any_word(document_, phrase_.core.last, {"elect", "designate"}))
        ++phrase_.core.last;
      else
        return false;
    }
    if (phrase_.core.first > view_.first && document_.tokens[phrase_.core.first].is(Token::kHyphenBefore) &&
        !is_any_word(document_, phrase_.core.first - 1, {"ex", "vice"}))
      return false;
    phrase_.tokens = phrase_.core;
    // States and institutions named inside: "Chairman of the Mazhilis", "European Commission President".
    for (TokenIndex token = phrase_.core.first; token < phrase_.core.last; ++token) {
      if (const Mention* inner = view_.mention_from(token)) take_body(*inner);
    }
    return fits_mentions_around();
  }

  // A noun that is only a part of another mention is no title ("House of Representatives", "Chinese official
  // delegation").
  bool fits_mentions_around() {
    if (const Mention* before = view_.mention(phrase_.core.first);
        before != nullptr && before->tokens.first < phrase_.core.first) {
      if (before->kind == MentionKind::party) return false;
      if (before->kind == MentionKind::institution && own_part(*before) < phrase_.core.first) return false;
    }
    const Mention* around = view_.mention(phrase_.core.last - 1);
    if (around == nullptr || around->tokens.last <= phrase_.core.last) return true;
    // "leaders of Kazakhstan" is one mention already: its noun is the title.
    if (around->head + 1 == phrase_.core.last && around->tokens.first >= phrase_.core.first) {
      for (const ActorId actor : around->actors) take_actor(actor);
      right_ = around->tokens.last;
      return true;
    }
    // "President of the Republic" of Korea: the title ends before the state's name.
    if (around->tokens.first <= phrase_.core.first) return false;
    const auto shorter = tables_.title_phrases.longest(words_from(at_).first(around->tokens.first - at_));
    if (!shorter) return false;
    phrase_.core = phrase_.tokens = {at_, at_ + shorter.words};
    phrase_.actor_count = 0;
    take_entry(shorter.entries[0]);
    return true;
  }

  void take_entry(std::uint32_t index) {
    phrase_.entry = &tables_.titles[index];
    phrase_.kind = phrase_.entry->kind;
    phrase_.sector = phrase_.entry->sector;
    phrase_.level = phrase_.entry->level;
    phrase_.plural = phrase_.entry->plural;
  }

  void take_actor(ActorId actor) {
    if (std::find(phrase_.actors.begin(), phrase_.actors.begin() + static_cast<std::ptrdiff_t>(phrase_.actor_count),
                  actor) != phrase_.actors.begin() + static_cast<std::ptrdiff_t>(phrase_.actor_count)) {
      return;
    }
    if (phrase_.actor_count < TitlePhrase::kMostActors && (phrase_.actor_count == 0 || phrase_.plural))
      phrase_.actors[phrase_.actor_count++] = actor;
  }

  // A state, organisation or institution that the office belongs to.
  void take_body(const Mention& mention) {
    if (phrase_.kind == "ambassador" &&
        mention.kind == MentionKind::organisation) {  // "ambassador to the UN", "U.N. ambassador"
      if (!mention.actors.empty()) phrase_.to_actor = mention.actors[0];
      return;
    }
    for (const ActorId actor : mention.actors) take_actor(actor);
    if (mention.kind == MentionKind::institution || mention.kind == MentionKind::party) {
      if (phrase_.sector.empty())
        phrase_.sector = mention.sector;
      else if (phrase_.sector == "GOV" && phrase_.level == Level::official && !mention.sector.empty())
        phrase_.sector = mention.sector;
    }
  }

  void add_part(TokenRange range) {
    if (range.empty() || phrase_.part_count == TitlePhrase::kMostParts) return;
    if (phrase_.part_count > 0 && phrase_.parts[phrase_.part_count - 1].last == range.first) {
      phrase_.parts[phrase_.part_count - 1].last = range.last;
      return;
    }
    phrase_.parts[phrase_.part_count++] = range;
  }
  void add_part_before(TokenRange range) {
    if (phrase_.part_count > 0 && phrase_.parts[0].first == range.last) {
      phrase_.parts[0].first = range.first;
      return;
    }
    if (phrase_.part_count == TitlePhrase::kMostParts) return;
    std::move_backward(phrase_.parts.begin(), phrase_.parts.begin() + static_cast<std::ptrdiff_t>(phrase_.part_count),
                       phrase_.parts.begin() + static_cast<std::ptrdiff_t>(phrase_.part_count) + 1);
    phrase_.parts[0] = range;
    ++phrase_.part_count;
  }

  // Fields, modifiers and the state before the noun, from right to left.
  void read_left() {
    add_part(phrase_.core);
    TokenIndex left = phrase_.core.first;
    left = read_fields_before(left);
    for (int steps = 0; steps < 8 && left > floor_; ++steps) {
      TokenIndex before = left - 1;
      // "Republic of Korea (ROK) National Security Advisor"
      if (document_.text(before) == ")" && before >= floor_ + 3 && document_.text(before - 2) == "(" &&
          view_.mention(before - 1) != nullptr && view_.mention(before - 3) != nullptr) {
        left = before - 2;
        continue;
      }
      const bool possessive = is_possessive(document_, before);
      if (possessive) {
        if (before == floor_) break;
        --before;
      }
      if (const Mention* mention = view_.mention(before); mention != nullptr && mention->tokens.first >= floor_ &&
                                                          mention->tokens.last == before + 1 &&
                                                          may_own(*mention, possessive)) {
        take_owner(*mention, left);
        left = mention->tokens.first;
        // "Chinese and Russian foreign ministers"
        while (phrase_.plural && left >= floor_ + 2 && is_any_word(document_, left - 1, {"and", ","}) &&
               phrase_.actor_count < TitlePhrase::kMostActors) {
          const Mention* other = view_.mention(left - 2);
          if (other == nullptr || other->tokens.first < floor_ || other->kind != MentionKind::state) break;
          take_actor(other->actors[0]);
          left = other->tokens.first;
        }
        continue;
      }
      // A mention that holds the noun itself: "Chinese leader".
      if (const Mention* mention = view_.mention(phrase_.core.first);
          !possessive && mention != nullptr && mention->tokens.first < left && mention->tokens.first >= floor_ &&
          mention->kind == MentionKind::institution) {
        take_body_actor_only(*mention);
        left = mention->tokens.first;
        continue;
      }
      if (possessive) {
        // "the country's president": nobody's name, but a definite one.
        if (!is_any_word(document_, before,
                         {"country", "nation", "state", "republic", "kingdom", "neighbour", "neighbor", "government",
                          "ministry", "union", "bloc"}))
          break;
        phrase_.definite = true;
        left = before;
        if (left > floor_ && is_determiner(document_, left - 1)) --left;
        break;
      }
      if (is_former_word(document_, before)) {
        phrase_.former = true;
      } else if (is_office_modifier(document_, before)) {
        add_part_before({before, before + 1});
        take_modifier(before);
      } else if (!is_loose_modifier(document_, before) ||
                 (before == view_.first && document_.is_word(before, "then"))) {
        break;
      }
      left = before;
    }
    phrase_.tokens.first = left;
    if (left > view_.first) {
      const TokenIndex before = left - 1;
      phrase_.indefinite = is_article(document_, before) || is_any_word(document_, before,
                                                                        {"some", "several", "many", "no", "any", "one",
                                                                         "another", "every", "each", "unnamed"});
      if (!phrase_.indefinite && is_determiner(document_, before)) phrase_.definite = true;
    }
  }

  // "Foreign Affairs minister", "Industry, Trade and Investment Permanent Secretary", "House deputy speaker".
  TokenIndex read_fields_before(TokenIndex left) {
    if (phrase_.counterpart || phrase_.honorific()) return left;
    const bool governs = phrase_.kind == "minister" || phrase_.kind == "deputy-minister" || phrase_.kind == "other" ||
                         phrase_.kind == "speaker" || phrase_.kind == "adviser" || phrase_.kind == "deputy-speaker" ||
                         phrase_.kind == "spokesperson";
    if (!governs) return left;
    TokenIndex at = left;
    bool joined = false;
    while (at > floor_) {
      TokenIndex before = at - 1;
      if (at == left && is_office_modifier(document_, before) && before > floor_ &&
          is_portfolio_word(document_, before - 1))
        before -= 1;  // "Trade Permanent Secretary"
      if (view_.mention(before) != nullptr && view_.mention(before)->kind != MentionKind::party) break;
      if (is_portfolio_word(document_, before)) {
        at = before;
        continue;
      }
      const bool comma = document_.text(before) == ",";
      if (at < left && before > floor_ && is_portfolio_word(document_, before - 1) &&
          (is_any_word(document_, before, {"and"}) || document_.text(before) == "&" || (comma && joined))) {
        joined = true;
        at = before - 1;
        continue;
      }
      break;
    }
    if (at < left) {
      add_part_before({at, left});
      if (phrase_.sector.empty()) phrase_.sector = "GOV";
    }
    return at;
  }

  [[nodiscard]] bool may_own(const Mention& mention, bool possessive) const {
    switch (mention.kind) {
      case MentionKind::state:
      case MentionKind::organisation: return true;
      case MentionKind::institution:
      case MentionKind::party: return !is_plural_group(mention);
      case MentionKind::place:
        // "Tokyo Governor", "London's mayor"; "in Tashkent President Mirziyoyev" has only a place before it.
        return phrase_.kind == "governor" || phrase_.kind == "royal" ||
               (possessive && mention.form == NameForm::capital);
      default: return false;
    }
  }
  [[nodiscard]] bool is_plural_group(const Mention& mention) const {
    return is_any_word(document_, mention.head, {"officials", "leaders", "diplomats", "people", "troops", "forces"});
  }

  void take_owner(const Mention& mention, TokenIndex left) {
    if (mention.kind == MentionKind::place) {
      take_actor(mention.actors[0]);
      phrase_.of_body = mention.form != NameForm::capital;
      add_part_before({mention.tokens.first, left});
      return;
    }
    take_body(mention);
    // The leader of a party or armed group leads no state.
    if (phrase_.kind == "leader" && mention.kind != MentionKind::state) {
      phrase_.level = Level::official;
      if (!mention.sector.empty() && mention.kind != MentionKind::organisation) phrase_.sector = mention.sector;
    }
    if (mention.kind == MentionKind::institution || mention.kind == MentionKind::party)
      add_part_before({own_part(mention), left});
    else if (mention.kind == MentionKind::organisation)
      add_part_before({mention.tokens.first, left});
    phrase_.definite = true;
  }

  void take_body_actor_only(const Mention& mention) {
    for (const ActorId actor : mention.actors) take_actor(actor);
    phrase_.definite = true;
  }

  // "Kazakh Foreign Ministry": where the words of the institution itself begin.
  [[nodiscard]] TokenIndex own_part(const Mention& mention) const {
    if (mention.form == NameForm::institution || mention.kind == MentionKind::party) return mention.tokens.first;
    const auto name = tables_.name_phrases.longest(words_from(mention.tokens.first).first(mention.tokens.size()));
    TokenIndex at = mention.tokens.first + name.words;
    if (is_possessive(document_, at)) ++at;
    return at < mention.tokens.last ? at : mention.tokens.first;
  }

  void take_modifier(TokenIndex token) {
    if (!is_any_word(document_, token, {"deputy", "vice", "assistant", "under"})) return;
    if (phrase_.kind == "minister" || phrase_.kind == "foreign-minister" || phrase_.kind == "defence-minister") {
      phrase_.kind = "deputy-minister";
      phrase_.level = Level::official;
    } else if (phrase_.kind == "head-of-government") {
      phrase_.kind = "deputy-head-of-government";
      phrase_.level = Level::minister;
    } else if (phrase_.kind == "head-of-state") {
      phrase_.kind = "vice-president";
    } else if (phrase_.kind == "speaker") {
      phrase_.kind = "deputy-speaker";
    }
  }

  // "of Kazakhstan", "to China", "of the Senate", "for Trade and Industry": returns the token after them.
  TokenIndex read_right(TokenIndex at) {
    at = read_more_fields(at);
    for (int steps = 0; steps < 6 && at < view_.last; ++steps) {
      if (document_.text(at) == "(") {
        const TokenIndex after = after_bracket(at);
        const bool goes_on = after < view_.last && (is_any_word(document_, after, {"of", "for", "to"}) ||
                                                    (!after_name_ && document_.text(after) == ","));
        if (after == at || !goes_on) return at;
        if (document_.text(after) == ",") return at;  // the caller steps over the bracket
        at = after;
      }
      const TokenIndex next = read_complement(at);
      if (next == at) return at;
      at = next;
    }
    return at;
  }

  // "Minister of Trade| and Regional Integration": the table knows the first field only.
  TokenIndex read_more_fields(TokenIndex at) {
    if (phrase_.core.size() < 3 || at != phrase_.core.last || at + 1 >= view_.last) return at;
    bool of = false;
    for (TokenIndex token = phrase_.core.first; token < phrase_.core.last; ++token)
      of = of || is_any_word(document_, token, {"of", "for"});
    if (!of) return at;
    TokenIndex next = at;
    if (is_any_word(document_, at, {"and"}) || document_.text(at) == "&")
      ++next;
    else if (document_.text(at) == "," && ends_in_and(at + 1))
      ++next;
    if (!is_portfolio_word(document_, next) || title_at(next)) return at;
    const TokenIndex end = read_fields_after(next);
    if (end == next) return at;
    add_part({at, end});
    return end;
  }

  [[nodiscard]] TokenIndex after_bracket(TokenIndex at) const {
    for (TokenIndex end = at + 1; end < view_.last && end < at + 14; ++end) {
      if (document_.text(end) == ")") return end + 1;
    }
    return at;
  }

  [[nodiscard]] bool posted_abroad() const {
    return phrase_.kind == "ambassador" || phrase_.kind == "diplomat" || phrase_.kind == "envoy";
  }

  TokenIndex read_complement(TokenIndex at) {
    const bool of = document_.is_word(at, "of");
    const bool to = document_.is_word(at, "to");
    const bool inside = is_any_word(document_, at, {"in", "at"});
    const bool other = is_any_word(document_, at, {"for", "from"});
    if (!of && !to && !inside && !other) return at;
    TokenIndex name = at + 1;
    if (document_.is_word(name, "the")) ++name;
    if (const TokenIndex inner = read_inner_title(at, name); inner != at) return inner;
    if (const Mention* mention = view_.mention_from(name)) {
      if (mention->actors.size() == 1 && is_possessive(document_, mention->tokens.last) && !to)
        return take_possessed(at, *mention);
      switch (mention->kind) {
        case MentionKind::state:
        case MentionKind::organisation:
          if (mention->form == NameForm::adjective || mention->form == NameForm::people)
            return take_company(at, *mention);
          return take_state(at, *mention, of || document_.is_word(at, "from"), to, inside);
        case MentionKind::place: return take_place(at, *mention, of, to || inside);
        case MentionKind::institution:
        case MentionKind::party:
          if (to || document_.is_word(at, "from")) return at;
          if (mention->kind == MentionKind::party && !of && !document_.is_word(at, "for") &&
              !document_.is_word(at, "at"))
            return at;
          if (phrase_.kind == "spokesperson" || of || document_.is_word(at, "at") || document_.is_word(at, "for")) {
            take_body(*mention);
            add_part({at, own_end(*mention)});
            return mention->tokens.last;
          }
          return at;
        default: return at;
      }
    }
    if (phrase_.counterpart || to || inside || document_.is_word(at, "from")) return at;
    const TokenIndex end = read_fields_after(name);
    if (end == name) return at;
    add_part({at, end});
    return end;
  }

  // "adviser to the President of France", "to the French President": the office belongs to the state of the inner
  // title.
  TokenIndex read_inner_title(TokenIndex at, TokenIndex name) {
    if (!document_.is_word(at, "to") && !document_.is_word(at, "of")) return at;
    if (posted_abroad() && phrase_.kind != "envoy") return at;
    ActorId actor = knowledge::kNoActor;
    TokenIndex noun = name;
    if (const Mention* state = view_.mention_from(name); state != nullptr && state->kind == MentionKind::state) {
      actor = state->actors[0];
      noun = state->tokens.last + (is_possessive(document_, state->tokens.last) ? 1 : 0);
    }
    const auto inner = title_at(noun);
    if (!inner || tables_.titles[inner.entries[0]].needs_name || tables_.titles[inner.entries[0]].plural) return at;
    TokenIndex end = noun + inner.words;
    // "spokesman for South Korean President Moon Jae-in": the inner title has a holder of its own.
    if (end < view_.last && document_.tokens[end].is(Token::kCapital) && document_.tokens[end].is(Token::kWord))
      return at;
    add_part({at, end});
    if (document_.is_word(end, "of")) {
      const TokenIndex of = document_.is_word(end + 1, "the") ? end + 2 : end + 1;
      if (const Mention* state = view_.mention_from(of);
          state != nullptr && state->kind == MentionKind::state && state->form != NameForm::adjective) {
        actor = state->actors[0];
        end = state->tokens.last;
      }
    }
    if (actor != knowledge::kNoActor) take_actor(actor);
    return end;
  }

  // "at Poland's Presidential Chancellery", "of Congo's government"
  TokenIndex take_possessed(TokenIndex at, const Mention& mention) {
    TokenIndex end = mention.tokens.last + 1;
    if (mention.kind == MentionKind::state || mention.kind == MentionKind::organisation) {
      while (end < view_.last && document_.tokens[end].is(Token::kWord) &&
             (document_.tokens[end].is(Token::kCapital) || is_portfolio_word(document_, end)) &&
             !is_given_name(document_, end) && !title_at(end))
        ++end;
    }
    if (end == mention.tokens.last + 1) return at;
    take_actor(mention.actors[0]);
    add_part({at, end});
    return end;
  }

  // "the government of Congo" as a mention: the state at its end is no part of the office.
  [[nodiscard]] TokenIndex own_end(const Mention& mention) const {
    TokenIndex at = mention.tokens.last;
    for (TokenIndex token = mention.head + 1; token < mention.tokens.last; ++token) {
      if (document_.is_word(token, "of") && mention.form != NameForm::institution) at = token;
    }
    return at;
  }

  TokenIndex take_state(TokenIndex at, const Mention& mention, bool of, bool to, bool inside) {
    const ActorId actor = mention.actors[0];
    if (posted_abroad() && (to || inside || document_.is_word(at, "for"))) {
      if (phrase_.to_actor != knowledge::kNoActor) return at;
      phrase_.to_actor = actor;
      TokenIndex end = mention.tokens.last;
      while (is_any_word(document_, end, {"policy", "affairs", "peace", "reconciliation", "negotiations"}))
        ++end;  // "for North Korea Policy"
      add_part({at, end});
      return end;
    }
    if (document_.is_word(at, "for") && phrase_.kind == "spokesperson") of = true;
    if (!of) return at;
    // "director of Costa Rica Civil Aviation": the state is a part of the body's name.
    if (const TokenIndex next = mention.tokens.last;
        next < view_.last && document_.tokens[next].is(Token::kCapital) && document_.tokens[next].is(Token::kWord) &&
        !title_at(next) && !is_given_name(document_, next) && view_.mention(next) == nullptr &&
        (after_name_ || is_portfolio_word(document_, next) || is_body_noun(document_, next))) {
      return take_company(at, mention);
    }
    if (phrase_.actor_count > 0 && !phrase_.plural && phrase_.actors[0] != actor) return at;
    take_actor(actor);
    // "the presidents of Russia, Iran and Turkey"
    return read_more_states(mention.tokens.last);
  }

  // "leaders of Kazakhstan| and China"
  TokenIndex read_more_states(TokenIndex end) {
    while (end != 0 && phrase_.plural && end + 1 < view_.last &&
           (document_.is_word(end, "and") || document_.text(end) == ",")) {
      TokenIndex name = end + 1;
      if (document_.is_word(name, "and")) ++name;
      if (document_.is_word(name, "the")) ++name;
      const Mention* next = view_.mention_from(name);
      if (next == nullptr || (next->kind != MentionKind::state && next->kind != MentionKind::organisation)) break;
      take_actor(next->actors[0]);
      end = next->tokens.last;
    }
    return end;
  }

  // "heads of Ethiopian Electric Power", "chairman of Turkish Airlines": a body with the state's adjective in its name.
  TokenIndex take_company(TokenIndex at, const Mention& mention) {
    TokenIndex end = mention.tokens.last;
    while (end < view_.last && document_.tokens[end].is(Token::kCapital) && document_.tokens[end].is(Token::kWord) &&
           !is_given_name(document_, end) && !title_at(end))
      ++end;
    if (end == mention.tokens.last) return at;
    phrase_.of_body = true;
    take_actor(mention.actors[0]);
    add_part({at, end});
    return end;
  }

  TokenIndex take_place(TokenIndex at, const Mention& mention, bool of, bool abroad) {
    if (abroad) {
      if (!posted_abroad() || mention.actors.empty()) return at;
      phrase_.to_actor = mention.actors[0];
      add_part({at, mention.tokens.last});
      return mention.tokens.last;
    }
    if (!of && !document_.is_word(at, "for")) return at;
    // "of the Almaty Maslikhat", "of Almaty", "of Texas"
    TokenIndex end = mention.tokens.last;
    while (end < view_.last && document_.tokens[end].is(Token::kCapital) && document_.tokens[end].is(Token::kWord) &&
           view_.mention(end) == nullptr && (after_name_ || end == mention.tokens.last) &&
           !is_given_name(document_, end) && document_.is_word(at, "of") &&
           (after_name_ || document_.is_word(at + 1, "the"))) {
      ++end;
    }
    phrase_.of_body = true;
    take_actor(mention.actors[0]);
    add_part({at, end});
    return end;
  }

  // Words of a field: "Trade and Regional Integration", "regional cooperation", and after a name whatever has capitals.
  TokenIndex read_fields_after(TokenIndex first) {
    TokenIndex at = first;
    bool unknown = false;
    while (at < view_.last) {
      const Token& token = document_.tokens[at];
      const bool field = is_portfolio_word(document_, at);
      const Mention* mention = view_.mention_from(at);
      const bool capital = token.is(Token::kCapital) && token.is(Token::kWord) && !is_calendar_word(document_, at);
      if (at > first && token.is(Token::kHyphenBefore)) {
        ++at;
        continue;
      }
      if (mention != nullptr && !field) {
        if (!after_name_ || !token.is(Token::kCapital) || at == first) break;
        take_body_if_institution(*mention);
        at = mention->tokens.last;
        continue;
      }
      if (field || (capital && (after_name_ || unknown_body_goes_on(at, first)))) {
        unknown = unknown || !field;
        ++at;
        continue;
      }
      if (at == first) break;
      TokenIndex next = at + 1;
      if (document_.text(at) == ",") {
        if (!is_portfolio_word(document_, next) || !ends_in_and(next)) break;
        at = next;
        continue;
      }
      const bool link = is_any_word(document_, at, {"and", "of", "for", "on"}) || document_.text(at) == "&";
      if (!link) break;
      if (document_.is_word(next, "the")) ++next;
      if (next >= view_.last) break;
      if (title_at(next) && !is_portfolio_word(document_, next)) break;
      const Mention* after = view_.mention_from(next);
      if (after != nullptr && (after->kind == MentionKind::state || after->kind == MentionKind::organisation)) break;
      const bool goes_on = is_portfolio_word(document_, next) ||
                           (after_name_ && document_.tokens[next].is(Token::kCapital) && unknown_follows(next));
      if (!goes_on) break;
      at = next;
    }
    if (unknown &&
        (phrase_.kind == "head-of-state" || phrase_.kind == "head-of-government" || phrase_.kind == "other" ||
         phrase_.kind == "organisation-head" || phrase_.kind == "governor" || phrase_.kind == "royal"))
      phrase_.of_body = true;
    return at;
  }

  void take_body_if_institution(const Mention& mention) {
    if (mention.kind == MentionKind::institution) take_body(mention);
  }
  [[nodiscard]] bool unknown_follows(TokenIndex at) const {
    return document_.tokens[at].is(Token::kWord) && !is_calendar_word(document_, at);
  }

  // "President of Tatarstan Rustam Minnikhanov", "President of Columbia University, ...": the body's name ends where
  // the person's given name begins.
  [[nodiscard]] bool unknown_body_goes_on(TokenIndex at, TokenIndex first) const {
    if (is_given_name(document_, at)) return false;
    if (at == first) return !document_.tokens[at].is(Token::kAbbreviation);
    if (is_body_noun(document_, at)) return true;
    // A second unknown word is the body's only where a comma or a given name shows the end.
    TokenIndex end = at;
    while (end < view_.last && document_.tokens[end].is(Token::kCapital) && document_.tokens[end].is(Token::kWord) &&
           end < at + 5) {
      if (is_given_name(document_, end)) return true;
      ++end;
    }
    return end < view_.last && document_.text(end) == ",";
  }

  [[nodiscard]] bool ends_in_and(TokenIndex at) const {
    for (TokenIndex token = at; token < view_.last && token < at + 6; ++token) {
      if (document_.is_word(token, "and")) return is_portfolio_word(document_, token + 1);
    }
    return false;
  }

  // "Vice President and Minister of Foreign Affairs Marta Lucia Ramirez", "Foreign Minister Prince Faisal".
  TokenIndex read_second_title(TokenIndex at) {
    for (int steps = 0; steps < 3 && at < view_.last; ++steps) {
      const bool joined = (document_.is_word(at, "and") || document_.text(at) == "&" || document_.text(at) == "/") &&
                          !phrase_.honorific();
      const TokenIndex next = joined ? at + 1 : at;
      const auto match = title_at(next);
      if (!match) return at;
      const knowledge::TitleEntry& entry = tables_.titles[match.entries[0]];
      const TokenIndex end = next + match.words;
      if (joined) {
        if (entry.plural || phrase_.plural) return at;
        TokenIndex after = read_right(end);
        const bool named = after < view_.last && document_.tokens[after].is(Token::kCapital) &&
                           document_.tokens[after].is(Token::kWord) && !title_at(after);
        if (!named && !after_name_) return at;
        add_part({at, end});
        if (entry.level < phrase_.level && entry.level != Level::none) {
          phrase_.level = entry.level;
          phrase_.kind = entry.kind;
        }
        at = after;
        continue;
      }
      if (after_name_ || end >= view_.last || !document_.tokens[end].is(Token::kCapital)) return at;
      // A rank or form of address between the office and the name; after a form of address, the office itself.
      if (phrase_.honorific()) {
        take_entry(match.entries[0]);
        phrase_.core = {next, end};
        phrase_.part_count = 0;
        add_part(phrase_.core);
        at = read_right(end);
        continue;
      }
      if (is_given_name(document_, next) && match.words == 1) return at;  // "Amir Khan Muttaqi"
      const bool rank = entry.needs_name || entry.kind == "royal" || entry.kind == "general" ||
                        entry.kind == "legislator" || entry.kind == "religious" || entry.sector == "EDU";
      if (!rank) return at;
      at = end;
    }
    return at;
  }

  void settle() {
    if (phrase_.kind == "former") phrase_.former = true;
    if (phrase_.former && (phrase_.sector.empty() || phrase_.sector == "GOV" || phrase_.sector == "LEG" ||
                           phrase_.sector == "MIL" || phrase_.sector == "JUD" || phrase_.sector == "SPY")) {
      phrase_.sector = "ELI";  // PLOVER: former officials
      phrase_.level = Level::official;
    }
    // The president of a body within a state is no head of state.
    if (phrase_.of_body && (phrase_.level == Level::head_of_state || phrase_.level == Level::head_of_government))
      phrase_.level = Level::official;
    if (phrase_.actor_count == 0) return;
    const knowledge::ActorEntry& actor = tables_.actors[phrase_.actors[0]];
    if (actor.kind == knowledge::ActorKind::organisation && phrase_.kind == "head-of-state")
      phrase_.kind = "organisation-head";
    if (phrase_.kind == "leader" && actor.kind == knowledge::ActorKind::organisation) phrase_.level = Level::official;
  }

  const PhraseView& view_;
  const Document& document_;
  const knowledge::Tables& tables_;
  TokenIndex at_;
  TokenIndex floor_;
  bool after_name_;
  TokenIndex right_ = 0;  // end of a mention that holds the noun and its state
  TitlePhrase phrase_;
};

}  // namespace

TokenRange TitlePhrase::office() const noexcept {
  if (part_count == 0) return {};
  return {parts[0].first, parts[part_count - 1].last};
}

std::string TitlePhrase::office_text(const Document& document) const {
  std::string text;
  for (std::size_t at = 0; at < part_count; ++at) {
    if (!text.empty()) text += ' ';
    text += document.text(parts[at]);
  }
  return text;
}

bool is_counterpart(const Document& document, TokenIndex token) noexcept {
  const std::size_t size = document.tokens[token].end - document.tokens[token].begin;
  return (size == 11 || size == 12) && is_any_word(document, token, {"counterpart", "counterparts"});
}

bool is_portfolio_word(const Document& document, TokenIndex token) noexcept {
  if (token >= document.tokens.size()) return false;
  const WordId word = document.words[token];
  if (word == knowledge::kUnknownWord) return false;
  const std::string_view text = document.tables().vocabulary.text(word);
  return std::binary_search(kPortfolioWords.begin(), kPortfolioWords.end(), text);
}

std::optional<TitlePhrase> read_title(const PhraseView& view, TokenIndex at, TokenIndex floor, bool after_name) {
  return TitleReader(view, at, floor, after_name).run();
}

}  // namespace chancery::understand
