#include "understand/scan/figure_cues.h"

#include <algorithm>
#include <array>

#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

constexpr std::array<std::pair<std::string_view, Cue::Role>, 11> kRoles = {{{"noun", Cue::Role::noun},
                                                                            {"seller", Cue::Role::seller},
                                                                            {"buyer", Cue::Role::buyer},
                                                                            {"giver", Cue::Role::giver},
                                                                            {"deal", Cue::Role::deal},
                                                                            {"bilateral", Cue::Role::bilateral},
                                                                            {"up", Cue::Role::up},
                                                                            {"down", Cue::Role::down},
                                                                            {"target", Cue::Role::target},
                                                                            {"forecast", Cue::Role::forecast},
                                                                            {"reached", Cue::Role::reached}}};

bool fits(const knowledge::MeasureEntry& entry, std::string_view kind) noexcept {
  if (entry.units.empty()) return kind == "money";
  std::string_view rest = entry.units;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    if (rest.substr(0, end) == kind) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

// "trade ministry", "aid workers", "investment agreement": the word only describes the next noun.
bool describes_next(const Document& document, const Cue& cue, TokenIndex last) noexcept {
  const TokenIndex next = cue.tokens.last;
  if (next >= last) return false;
  const Token& token = document.tokens[next];
  if (!token.is(Token::kWord) || token.is(Token::kNumber)) return false;
  const std::uint32_t classes = document.tables().triggers.classes_of(token.word);
  constexpr std::uint32_t kJoining = knowledge::kBe | knowledge::kHave | knowledge::kDo | knowledge::kFuture |
                                     knowledge::kConditional | knowledge::kModal | knowledge::kAdverb |
                                     knowledge::kPreposition | knowledge::kCoordinator | knowledge::kSubordinator |
                                     knowledge::kVerb | knowledge::kPlanning | knowledge::kSay;
  if ((classes & kJoining) != 0) return false;
  const auto match =
      document.tables().numbers.measure_phrases.longest(std::span(document.words).subspan(next, last - next));
  if (match) {
    for (const std::uint32_t entry : match.entries) {
      const std::string& role = document.tables().numbers.measures[entry].role;
      if (role == "up" || role == "down" || role == "reached" || role == "forecast" || role == "target") return false;
    }
  }
  if (document.tables().numbers.time_word(token.word).kind != knowledge::TimeWord::none) return false;
  return !is_any_word(
      document, next,
      {"worth", "valued", "totaling", "totalling", "the", "a", "an", "its", "their", "than", "with", "between"});
}

}  // namespace

void find_cues(const Document& document, std::uint32_t index, std::vector<Cue>& cues) {
  cues.clear();
  const Sentence& sentence = document.sentences[index];
  const knowledge::NumberTables& numbers = document.tables().numbers;
  for (TokenIndex at = sentence.first; at < sentence.last; ++at) {
    const WordId word = document.words[at];
    if (word == knowledge::kUnknownWord || !numbers.measure_phrases.starts(word)) continue;
    const auto match = numbers.measure_phrases.longest(std::span(document.words).subspan(at, sentence.last - at));
    if (!match) continue;
    for (const std::uint32_t index_of_entry : match.entries) {
      const knowledge::MeasureEntry& entry = numbers.measures[index_of_entry];
      Cue cue;
      cue.tokens = {at, at + match.words};
      cue.entry = &entry;
      std::string_view role = entry.role;
      if (role.starts_with("weak-")) {
        cue.weak = true;
        role.remove_prefix(5);
      }
      for (const auto& [name, value] : kRoles) {
        if (name == role) cue.role = value;
      }
      if (cue.role == Cue::Role::noun && describes_next(document, cue, sentence.last)) continue;
      cues.push_back(cue);
    }
    at += match.words - 1;
  }
}

const Cue* measure_of(const Document& document, const Quantity& quantity, std::string_view kind,
                      const std::vector<Cue>& cues) {
  const Cue* best = nullptr;
  TokenIndex best_distance = 0;
  const TokenIndex begin = quantity.hedge_tokens.empty() ? quantity.tokens.first
                                                         : std::min(quantity.hedge_tokens.first, quantity.tokens.first);
  for (const Cue& cue : cues) {
    if (!cue.measures() || !fits(*cue.entry, kind)) continue;
    TokenIndex distance = 0;
    if (cue.tokens.first >= quantity.tokens.last) {
      // "$7 million in aid", "5 billion dollars of exports", "a $3 billion loan": right behind the amount.
      if (cue.role != Cue::Role::noun) continue;
      const TokenIndex gap = cue.tokens.first - quantity.tokens.last;
      constexpr TokenIndex kBehind = 5;
      if (gap > kBehind) continue;
      bool linked = gap == 0;
      bool open = true;
      for (TokenIndex at = quantity.tokens.last; at < cue.tokens.first; ++at) {
        if (at == quantity.tokens.last)
          linked = is_any_word(document, at, {"in", "of", "worth", "as", "trade"}) ||
                   !document.tokens[at].is(Token::kPunctuation);
        if (document.tokens[at].is(Token::kPunctuation) ||
            is_any_word(document, at, {"to", "and", "from", "for", "by", "with", "on"}))
          open = false;
      }
      if (!linked || !open) continue;
      distance = gap + 1;
    } else if (cue.tokens.last <= begin) {
      const TokenIndex gap = begin - cue.tokens.last;
      constexpr TokenIndex kNounReach = 40, kVerbReach = 16, kDealReach = 5;
      if (gap > (cue.role == Cue::Role::noun ? kNounReach : cue.role == Cue::Role::deal ? kDealReach : kVerbReach))
        continue;
      bool closed = false, priced = false;
      for (TokenIndex at = cue.tokens.last; at < begin; ++at) {
        if (document.text(at) == ";") closed = true;
        if (is_any_word(document, at, {"worth", "for", "valued", "costing", "totaling", "totalling", "cost"}))
          priced = true;
      }
      if (closed || (cue.role == Cue::Role::deal && !priced)) continue;
      distance = gap + 3 + (cue.weak ? 4 : 0);
    } else {
      // Within the amount: "20 investment projects" counts projects.
      continue;
    }
    if (best == nullptr || distance < best_distance || (distance == best_distance && best->weak && !cue.weak)) {
      best = &cue;
      best_distance = distance;
    }
  }
  return best;
}

std::string_view outlook_of(const Document& document, const Quantity& quantity, const Cue* measure,
                            const std::vector<Cue>& cues, const TimeExpression* period) {
  const Sentence& sentence = document.sentences[quantity.sentence];
  const auto goal_behind = [&] {
    for (const Cue& cue : cues) {
      if (cue.role == Cue::Role::target && cue.tokens.first >= quantity.tokens.last &&
          cue.tokens.first < quantity.tokens.last + 12 &&
          is_any_word(document, cue.tokens.first, {"goal", "target", "aim", "objective", "ambition"})) {
        return true;
      }
    }
    return false;
  };
  const bool target_date = period != nullptr && (period->target_hint || period->future_hint);
  const auto promise = [&](std::string_view weaker) { return goal_behind() ? std::string_view("target") : weaker; };
  constexpr TokenIndex kReach = 24;
  const TokenIndex first =
      quantity.tokens.first > sentence.first + kReach ? quantity.tokens.first - kReach : sentence.first;
  auto cue = cues.rbegin();
  for (TokenIndex at = quantity.tokens.first; at > first; --at) {
    const TokenIndex token = at - 1;
    if (document.text(token) == ";") break;
    const std::uint32_t classes = document.tables().triggers.classes_of(document.tokens[token].word);
    // "to reach", "to bring": wanted, unless a verb of success governs it.
    if (document.is_word(token, "to") && token + 1 < quantity.tokens.first &&
        !document.tokens[token + 1].is(Token::kNumber)) {
      const TokenIndex verb = token + 1;
      const bool infinitive = is_any_word(
          document, verb,
          {"reach",     "raise",    "bring",    "increase", "boost",  "double",     "triple",  "expand", "hit",
           "exceed",    "attain",   "take",     "grow",     "rise",   "achieve",    "provide", "give",   "send",
           "invest",    "allocate", "lend",     "grant",    "donate", "supply",     "deliver", "export", "import",
           "buy",       "sell",     "purchase", "build",    "be",     "contribute", "extend",  "push",   "lift",
           "quadruple", "surpass",  "total",    "amount",   "fall",   "drop"});
      if (infinitive) {
        if (token > first &&
            is_any_word(document, token - 1,
                        {"managed", "continued", "began", "helped", "allowed", "able", "started", "led", "enabled"}))
          return "outcome";
        const bool foreseen =
            token > first &&
            is_any_word(document, token - 1, {"expected", "forecast", "projected", "likely", "predicted", "estimated"});
        return foreseen ? promise("forecast") : "target";
      }
    }
    if ((classes & knowledge::kFuture) != 0) {
      const bool giving = measure != nullptr && measure->entry->measure != "trade-turnover" &&
                          measure->entry->measure != "trade-balance";
      return giving ? "target" : promise("forecast");
    }
    while (cue != cues.rend() && cue->tokens.first > token) ++cue;
    bool reached = false;
    for (auto same = cue; same != cues.rend() && same->tokens.first == token; ++same) {
      if (same->role == Cue::Role::target) return "target";
      if (same->role == Cue::Role::forecast) return promise("forecast");
      reached = reached || same->role == Cue::Role::reached;
    }
    if (reached) {
      // "is expected", "was to": the word before tells more.
      if (token > first) {
        for (const Cue& before : cues) {
          if (before.tokens.last == token && (before.role == Cue::Role::forecast || before.role == Cue::Role::target))
            return before.role == Cue::Role::target ? "target" : promise("forecast");
        }
      }
      return goal_behind() && target_date ? "target" : "outcome";
    }
  }
  if (goal_behind()) return "target";
  return target_date ? "target" : "outcome";
}

int change_direction(const Document& document, const Quantity& quantity, const std::vector<Cue>& cues) {
  const TokenIndex begin = quantity.hedge_tokens.empty() ? quantity.tokens.first
                                                         : std::min(quantity.hedge_tokens.first, quantity.tokens.first);
  const Sentence& sentence = document.sentences[quantity.sentence];
  const auto is_share = [&] { return is_any_word(document, quantity.tokens.last, {"of"}); };
  const bool relative = quantity.unit == "percent" || quantity.unit == "percentage-points" || quantity.unit == "times";
  // "12 percent more", "a 12 percent increase", "9.7% less"
  for (const Cue& cue : cues) {
    if (cue.role != Cue::Role::up && cue.role != Cue::Role::down) continue;
    const int sign = cue.role == Cue::Role::up ? 1 : -1;
    if (cue.tokens.first >= quantity.tokens.last && cue.tokens.first <= quantity.tokens.last + 1) {
      const bool noun = is_any_word(document, cue.tokens.first,
                                    {"more", "less", "fewer", "higher", "lower", "increase", "growth", "rise", "drop",
                                     "decline", "decrease", "fall", "jump", "surge", "reduction", "up", "down", "cut"});
      if (noun && (relative || cue.tokens.first == quantity.tokens.last)) return sign;
    }
  }
  if (begin == sentence.first) return 0;
  const bool by =
      document.is_word(begin - 1, "by") || (begin >= sentence.first + 2 && document.is_word(begin - 2, "by"));
  if (!relative && !by) return 0;
  if (relative && is_share() && !by) return 0;
  constexpr TokenIndex kReach = 12;
  int sign = 0;
  for (const Cue& cue : cues) {
    if (cue.tokens.last > begin) break;
    if (begin - cue.tokens.last > kReach) continue;
    if (cue.role == Cue::Role::up) sign = 1;
    if (cue.role == Cue::Role::down) sign = -1;
  }
  if (relative && quantity.unit == "times" && sign == 0) {
    for (const std::string_view word : {"doubled", "tripled", "quadrupled"}) {
      if (document.is_word(quantity.tokens.first, word)) return 1;
    }
  }
  return sign;
}

}  // namespace chancery::understand
