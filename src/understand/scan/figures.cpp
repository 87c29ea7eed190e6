// Figures: numbers that the text claims about a pair. What an amount counts comes from data/measures.csv
// (figure_cues), between whom from the mentions of its sentence (figure_sides). A rise or fall is the `change` of a
// level and never a level itself; an amount without two sides is no figure.
#include <algorithm>

#include "understand/scan/figure_cues.h"
#include "understand/scan/figure_sides.h"
#include "understand/scan/stages.h"
#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

// A figure of this article with what later ones may take over from it.
struct Told {
  std::size_t finding = 0;  // index into Document::findings
  std::size_t quantity = 0;
  std::uint32_t sentence = 0;
  FigureSides sides;
};

class FigureFinder {
 public:
  explicit FigureFinder(Document& document) : document_(document), sides_(document) {}

  void run() {
    for (std::size_t at = 0; at < document_.quantities.size();) {
      const std::uint32_t index = document_.quantities[at].sentence;
      std::size_t end = at;
      bool amounts = false;
      for (; end < document_.quantities.size() && document_.quantities[end].sentence == index; ++end)
        amounts = amounts || may_be_figure(document_.quantities[end]);
      // What runs on for longer is a list or a table without line ends, where nearness says nothing.
      constexpr TokenIndex kLongest = 400;
      const Sentence& sentence = document_.sentences[index];
      if (amounts && sentence.last - sentence.first <= kLongest) in_sentence(index, at, end);
      at = end;
    }
  }

 private:
  [[nodiscard]] static std::string_view kind_of(const Quantity& quantity) noexcept {
    return quantity.unit_entry != nullptr ? std::string_view(quantity.unit_entry->kind) : std::string_view{};
  }

  // Bare numbers count only where a scale word makes them amounts ("bring it to 4 billion").
  [[nodiscard]] static bool may_be_figure(const Quantity& quantity) noexcept {
    const std::string_view kind = kind_of(quantity);
    if (kind.empty()) return quantity.unit.empty() && quantity.value >= 1e6;
    return kind != "percent" && kind != "times" && kind != "time" && kind != "length" && kind != "area";
  }

  void in_sentence(std::uint32_t index, std::size_t begin, std::size_t end) {
    find_cues(document_, index, cues_);
    sides_.set_sentence(index);
    const std::size_t first_told = told_.size();
    for (std::size_t at = begin; at < end; ++at) {
      if (may_be_figure(document_.quantities[at])) take(at, index, begin, end);
    }
    for (std::size_t at = begin; at < end && told_.size() > first_told; ++at)
      attach_change(document_.quantities[at], first_told, begin, end);
  }

  [[nodiscard]] const Told* before(std::uint32_t index) const noexcept {
    if (told_.empty()) return nullptr;
    const Told& last = told_.back();
    const bool near = last.sentence == index ||
                      (last.sentence + 1 == index &&
                       document_.sentences[last.sentence].paragraph == document_.sentences[index].paragraph);
    return near ? &last : nullptr;
  }

  [[nodiscard]] const Figure& figure_of(const Told& told) const {
    return std::get<Figure>(document_.findings[told.finding]);
  }

  // "not 24 billion", "rather than 24 billion", "instead of 24 billion"
  [[nodiscard]] bool is_denied(const Quantity& quantity) const noexcept {
    const Sentence& sentence = document_.sentences[quantity.sentence];
    const TokenIndex begin = quantity.hedge_tokens.empty()
                                 ? quantity.tokens.first
                                 : std::min(quantity.tokens.first, quantity.hedge_tokens.first);
    if (begin == sentence.first) return false;
    if (is_any_word(document_, begin - 1, {"not", "n't", "never"})) return true;
    return begin >= sentence.first + 2 &&
           ((document_.is_word(begin - 2, "rather") && document_.is_word(begin - 1, "than")) ||
            (document_.is_word(begin - 2, "instead") && document_.is_word(begin - 1, "of")));
  }

  // "cannot export more than", "no longer imports": what does not happen has no amount.
  [[nodiscard]] bool is_negated(const Cue& cue, std::uint32_t index) const noexcept {
    const TokenIndex first = document_.sentences[index].first;
    for (TokenIndex at = cue.tokens.first; at > first && at + 3 > cue.tokens.first; --at) {
      if ((document_.tables().triggers.classes_of(document_.tokens[at - 1].word) & knowledge::kNegation) != 0)
        return true;
    }
    return false;
  }

  void take(std::size_t at, std::uint32_t index, std::size_t begin, std::size_t end) {
    const Quantity& quantity = document_.quantities[at];
    if (is_denied(quantity) || change_direction(document_, quantity, cues_) != 0) return;
    if (in_second_currency(at, index)) return;
    const Told* previous = before(index);
    std::string_view kind = kind_of(quantity);
    std::string unit = quantity.unit;
    if (kind.empty()) {  // the currency stands with the amount before
      if (previous == nullptr) return;
      const Quantity& other = document_.quantities[previous->quantity];
      if (kind_of(other) != "money") return;
      kind = "money";
      unit = other.unit;
    }
    std::string measure;
    const Cue* cue = measure_of(document_, quantity, kind, cues_);
    if (cue != nullptr && is_negated(*cue, index)) return;
    if (cue != nullptr) {
      measure = cue->entry->measure;
    } else if (kind == "visitors" || kind == "students" || kind == "companies" || kind == "flights") {
      // Fewer are the people of a story ("two tourists were hurt") and no statistics.
      constexpr double kFewest = 50;
      if ((kind == "visitors" || kind == "students") && quantity.value < kFewest) return;
      measure = kind;
    } else if (previous != nullptr && kind == "money" && goes_on(quantity, *previous, index)) {
      measure = figure_of(*previous).measure;
    } else {
      return;
    }
    const auto sides =
        cue == nullptr && previous != nullptr && kind == "money"
            ? std::optional(previous->sides)
            : sides_.sides(quantity, measure, cue, cues_, previous != nullptr ? &previous->sides : nullptr,
                           previous != nullptr && previous->sentence == index);
    if (!sides || sides->parties.size() < 2) return;
    const TimeExpression* period = period_of(quantity, begin, end);
    Figure figure;
    figure.span = document_.span(quantity.tokens);
    figure.measure = measure;
    for (std::size_t party = 0; party < sides->parties.size(); ++party) figure.parties.push_back(actor(*sides, party));
    if (sides->from != knowledge::kNoActor) figure.from = document_.tables().actors[sides->from].code;
    if (sides->to != knowledge::kNoActor) figure.to = document_.tables().actors[sides->to].code;
    figure.value = quantity.value;
    figure.value_to = quantity.value_to;
    figure.unit = unit_of(quantity, kind, unit);
    figure.digits = quantity.digits;
    figure.hedge = quantity.hedge;
    figure.outlook = outlook_of(document_, quantity, cue, cues_, period);
    if (period != nullptr)
      figure.period = period->interval;
    else if (told_here(index) && figure.outlook == figure_of(told_.back()).outlook)
      figure.period = figure_of(told_.back()).period;
    add_goods(figure, quantity, cue);
    if (sides_.speaker() >= 0)
      figure.said_by = document_.actor_of(document_.mentions[static_cast<std::size_t>(sides_.speaker())]);
    figure.evidence = document_.sentence_span(index);
    figure.confidence = sides->confidence;
    put(std::move(figure), at, index, *sides);
  }

  [[nodiscard]] bool told_here(std::uint32_t index) const noexcept {
    return !told_.empty() && told_.back().sentence == index;
  }

  [[nodiscard]] Actor actor(const FigureSides& sides, std::size_t party) const {
    const std::string& code = document_.tables().actors[sides.parties[party]].code;
    Actor actor;
    if (sides.mentions[party] >= 0) {
      const Mention& mention = document_.mentions[static_cast<std::size_t>(sides.mentions[party])];
      const auto nth =
          std::find(mention.actors.begin(), mention.actors.end(), sides.parties[party]) - mention.actors.begin();
      actor = document_.actor_of(mention, static_cast<std::size_t>(nth));
    }
    actor.country = code;
    if (sides.inferred[party] &&
        std::find(actor.inferred.begin(), actor.inferred.end(), "country") == actor.inferred.end())
      actor.inferred.emplace_back("country");
    return actor;
  }

  // Persons of any sort are persons; other things counted keep the word that the text counts them by.
  [[nodiscard]] std::string unit_of(const Quantity& quantity, std::string_view kind, const std::string& unit) const {
    if (kind == "visitors" || kind == "students" || kind == "persons" || kind == "passengers") return "persons";
    if (kind == "companies" || kind == "other") return document_.folded(quantity.tokens.last - 1);
    return unit;
  }

  // "it", "this figure", "the volume": the amount goes on with the figure before.
  [[nodiscard]] bool goes_on(const Quantity& quantity, const Told& previous, std::uint32_t index) const noexcept {
    const std::string& measure = figure_of(previous).measure;
    if (measure != "trade-turnover" && measure != "exports" && measure != "imports" && measure != "investment" &&
        measure != "trade-balance")
      return false;
    const Sentence& sentence = document_.sentences[index];
    for (TokenIndex at = sentence.first; at < quantity.tokens.first; ++at) {
      if (is_any_word(document_, at, {"it", "figure", "volume", "indicator", "amount", "total", "this"})) return true;
    }
    return false;
  }

  // "210 million euros ($234 million)": the same figure once more.
  bool in_second_currency(std::size_t at, std::uint32_t index) {
    if (at == 0 || !told_here(index) || told_.back().quantity + 1 != at) return false;
    const Quantity& quantity = document_.quantities[at];
    const Quantity& first = document_.quantities[at - 1];
    if (!document_.tokens[quantity.tokens.first].is(Token::kInBrackets) ||
        document_.tokens[first.tokens.first].is(Token::kInBrackets))
      return false;
    constexpr TokenIndex kGap = 5;
    if (kind_of(quantity) != "money" || kind_of(first) != "money" || quantity.unit == first.unit ||
        quantity.tokens.first > first.tokens.last + kGap)
      return false;
    Figure figure = figure_of(told_.back());
    figure.span = document_.span(quantity.tokens);
    figure.value = quantity.value;
    figure.value_to = quantity.value_to;
    figure.unit = quantity.unit;
    figure.digits = quantity.digits;
    if (!quantity.hedge.empty()) figure.hedge = quantity.hedge;
    const FigureSides sides = told_.back().sides;
    put(std::move(figure), at, index, sides);
    return true;
  }

  void add_goods(Figure& figure, const Quantity& quantity, const Cue* cue) const {
    if (cue == nullptr || (figure.measure != "exports" && figure.measure != "imports" && figure.measure != "aid"))
      return;
    constexpr TokenIndex kBehind = 6;
    for (const TopicHit& hit : document_.goods_hits) {
      const bool before = hit.tokens.first >= cue->tokens.last && hit.tokens.last <= quantity.tokens.first;
      const bool after = hit.tokens.first >= quantity.tokens.last &&
                         hit.tokens.first < quantity.tokens.last + kBehind && hit.sentence == quantity.sentence;
      if (!before && !after) continue;
      const std::string& name = document_.tables().goods[hit.entry].surface;
      if (std::find(figure.goods.begin(), figure.goods.end(), name) == figure.goods.end()) figure.goods.push_back(name);
    }
  }

  // What a change is measured against: "from 2023", "than in 2022", "compared with last year".
  [[nodiscard]] bool is_base(const TimeExpression& time) const noexcept {
    const Sentence& sentence = document_.sentences[time.sentence];
    TokenIndex at = time.tokens.first;
    while (at > sentence.first && is_any_word(document_, at - 1, {"in", "the", "of", "that", "for", "period"})) --at;
    if (at == sentence.first) return false;
    if (is_any_word(document_, at - 1, {"than", "against", "versus", "vs", "compared", "comparison"})) return true;
    if (at >= sentence.first + 2 && is_any_word(document_, at - 1, {"with", "to"}) &&
        is_any_word(document_, at - 2, {"compared", "comparison", "relative"}))
      return true;
    const bool joined = time.tokens.size() >= 3 && time.interval && time.interval->precision == DatePrecision::range;
    return is_any_word(document_, at - 1, {"from", "over"}) && !joined && at == time.tokens.first;
  }

  // The period of an amount: the nearest time behind it or before it in the sentence that is no single day and no base
  // of a comparison, with no other amount between.
  [[nodiscard]] const TimeExpression* period_of(const Quantity& quantity, std::size_t begin, std::size_t end) const {
    const auto first =
        std::lower_bound(document_.times.begin(), document_.times.end(), quantity.sentence,
                         [](const TimeExpression& time, std::uint32_t wanted) { return time.sentence < wanted; });
    const TimeExpression* best = nullptr;
    TokenIndex best_cost = 0;
    for (auto time = first; time != document_.times.end() && time->sentence == quantity.sentence; ++time) {
      if (!time->interval || time->kind == TimeExpression::Kind::frequency || time->kind == TimeExpression::Kind::vague)
        continue;
      if (time->interval->precision == DatePrecision::day || time->interval->precision == DatePrecision::week) continue;
      const bool behind = time->tokens.first >= quantity.tokens.last;
      const TokenIndex gap = behind ? time->tokens.first - quantity.tokens.last
                                    : quantity.tokens.first - std::min(quantity.tokens.first, time->tokens.last);
      constexpr TokenIndex kBehind = 12, kBefore = 30;
      if (gap > (behind ? kBehind : kBefore)) continue;
      bool parted = false;
      for (std::size_t at = begin; at < end; ++at) {
        const Quantity& other = document_.quantities[at];
        if (&other == &quantity || !may_be_figure(other) || change_direction(document_, other, cues_) != 0) continue;
        if (document_.tokens[other.tokens.first].is(Token::kInBrackets) &&
            !document_.tokens[quantity.tokens.first].is(Token::kInBrackets))
          continue;
        // In "$1.6 billion in 2019 and imports of $394 million" 2019 belongs to the first.
        const bool between =
            behind ? other.tokens.first >= quantity.tokens.last && other.tokens.first < time->tokens.first
                   : other.tokens.first >= time->tokens.last && other.tokens.first < quantity.tokens.first;
        parted = parted || between;
      }
      if (parted) continue;
      if (is_base(*time)) {
        // "compared with $31 billion in 2022": the base's own amount stands beside it.
        const bool own = behind && gap <= 2 && !is_base_of_change(*time, begin, end);
        if (!own) continue;
      }
      const TokenIndex cost = gap + (behind ? 0 : 4);
      if (best == nullptr || cost < best_cost) {
        best = &*time;
        best_cost = cost;
      }
    }
    return best;
  }

  [[nodiscard]] bool is_base_of_change(const TimeExpression& time, std::size_t begin, std::size_t end) const {
    for (std::size_t at = begin; at < end; ++at) {
      const Quantity& other = document_.quantities[at];
      if (other.tokens.last <= time.tokens.first && time.tokens.first - other.tokens.last <= 6 &&
          change_direction(document_, other, cues_) != 0)
        return true;
    }
    return false;
  }

  // Gives a rise or fall to the nearest level of its sentence.
  void attach_change(const Quantity& quantity, std::size_t first_told, std::size_t begin, std::size_t end) {
    const int direction = change_direction(document_, quantity, cues_);
    if (direction == 0) return;
    Told* nearest = nullptr;
    TokenIndex nearest_gap = 0;
    for (std::size_t at = first_told; at < told_.size(); ++at) {
      const Quantity& level = document_.quantities[told_[at].quantity];
      const TokenIndex gap = level.tokens.first >= quantity.tokens.last ? level.tokens.first - quantity.tokens.last
                                                                        : quantity.tokens.first - level.tokens.last;
      if (nearest == nullptr || gap < nearest_gap) {
        nearest = &told_[at];
        nearest_gap = gap;
      }
    }
    constexpr TokenIndex kReach = 25;
    if (nearest == nullptr || nearest_gap > kReach) return;
    Figure& figure = std::get<Figure>(document_.findings[nearest->finding]);
    if (figure.change || figure.outlook != "outcome") return;
    Change change;
    change.value = direction < 0 && quantity.unit != "times" ? -quantity.value : quantity.value;
    change.unit = quantity.unit.empty() ? figure.unit : quantity.unit;
    change.span = document_.span(quantity.tokens);
    for (const TimeExpression& time : document_.times) {
      if (time.sentence != quantity.sentence || !time.interval || time.tokens.first < quantity.tokens.last) continue;
      if (is_base(time) && is_base_of_change(time, begin, end)) {
        change.against = time.interval;
        break;
      }
    }
    figure.change = change;
  }

  // One figure told twice is one.
  void put(Figure figure, std::size_t quantity, std::uint32_t index, const FigureSides& sides) {
    for (const Told& told : told_) {
      Figure& known = std::get<Figure>(document_.findings[told.finding]);
      const bool same =
          known.measure == figure.measure && known.value == figure.value && known.unit == figure.unit &&
          known.outlook == figure.outlook && told.sides.parties.size() == sides.parties.size() &&
          std::is_permutation(told.sides.parties.begin(), told.sides.parties.end(), sides.parties.begin());
      const bool same_period = !known.period || !figure.period ||
                               (known.period->from == figure.period->from && known.period->to == figure.period->to);
      if (!same || !same_period) continue;
      if (!known.period) known.period = figure.period;
      if (known.evidence != figure.evidence) known.more.push_back(figure.evidence);
      told_.push_back({told.finding, quantity, index, sides});
      return;
    }
    told_.push_back({document_.findings.size(), quantity, index, sides});
    document_.findings.emplace_back(std::move(figure));
  }

  Document& document_;
  SideFinder sides_;
  std::vector<Cue> cues_;
  std::vector<Told> told_;
};

}  // namespace

void find_figures(Document& document) { FigureFinder(document).run(); }

}  // namespace chancery::understand
