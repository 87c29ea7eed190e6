#include "connect/story_relation.h"

#include <algorithm>
#include <iterator>

#include "connect/story_keys.h"
#include "text/hash.h"

namespace chancery::connect {
namespace {

constexpr std::size_t kGram = 4;      // words of the shortest run that counts as shared
constexpr std::size_t kLongGap = 40;  // words between two runs that still stand for each other
constexpr std::size_t kLead = 40;     // words that open a report

// Where the words of one text stand in the other.
struct Run {
  std::size_t small_begin = 0, small_end = 0;
  std::size_t large_begin = 0, large_end = 0;
};

std::uint32_t gram(const std::vector<StoryToken>& tokens, std::size_t at) noexcept {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kGram; ++i) sum = (sum ^ tokens[at + i].word) * 0x9e3779b97f4a7c15ULL;
  return static_cast<std::uint32_t>(sum >> 32U);
}

// The places of the four-word sequences of a text, in a table of open addresses.
class GramTable {
 public:
  explicit GramTable(const std::vector<StoryToken>& tokens) : tokens_(tokens) {
    const std::size_t count = tokens.size() < kGram ? 0 : tokens.size() - kGram + 1;
    std::size_t size = 16;
    while (size < 2 * count) size *= 2;
    mask_ = size - 1;
    slots_.resize(size, kEmpty);
    for (std::size_t at = 0; at < count; ++at) {
      std::size_t slot = gram(tokens, at) & mask_;
      while (slots_[slot] != kEmpty && !equal(tokens, at, slots_[slot])) slot = (slot + 1) & mask_;
      if (slots_[slot] == kEmpty) slots_[slot] = static_cast<std::uint32_t>(at);  // the first place counts
    }
  }

  static constexpr std::uint32_t kEmpty = 0xFFFFFFFF;

  [[nodiscard]] std::uint32_t find(const std::vector<StoryToken>& tokens, std::size_t at) const noexcept {
    std::size_t slot = gram(tokens, at) & mask_;
    while (slots_[slot] != kEmpty && !equal(tokens, at, slots_[slot])) slot = (slot + 1) & mask_;
    return slots_[slot];
  }

  [[nodiscard]] bool equal(const std::vector<StoryToken>& tokens, std::size_t at, std::size_t mine) const noexcept {
    for (std::size_t i = 0; i < kGram; ++i) {
      if (tokens[at + i].word != tokens_[mine + i].word) return false;
    }
    return true;
  }

 private:
  const std::vector<StoryToken>& tokens_;
  std::vector<std::uint32_t> slots_;
  std::size_t mask_ = 0;
};

std::vector<Run> shared_runs(const std::vector<StoryToken>& small, const std::vector<StoryToken>& large) {
  std::vector<Run> runs;
  if (small.size() < kGram || large.size() < kGram) return runs;
  const GramTable table(large);
  for (std::size_t at = 0; at + kGram <= small.size();) {
    const std::uint32_t place = table.find(small, at);
    if (place == GramTable::kEmpty) {
      ++at;
      continue;
    }
    std::size_t length = kGram;
    while (at + length < small.size() && place + length < large.size() &&
           small[at + length].word == large[place + length].word) {
      ++length;
    }
    runs.push_back({at, at + length, place, place + length});
    // The last words of a run may begin another elsewhere, as where a sentence was put in.
    at += length - kGram + 1;
  }
  return runs;
}

std::size_t covered(std::vector<std::pair<std::size_t, std::size_t>> ranges) {
  std::sort(ranges.begin(), ranges.end());
  std::size_t count = 0;
  std::size_t end = 0;
  for (const auto& [first, last] : ranges) {
    if (last <= end) continue;
    count += last - std::max(first, end);
    end = last;
  }
  return count;
}

// Facts of a stretch of words, by kind: hashes, sorted.
struct Facts {
  std::vector<std::uint32_t> numbers, months, weekdays, names;

  Facts(const std::vector<StoryToken>& tokens, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const StoryToken& token = tokens[i];
      if (token.flags & kStoryNumber) numbers.push_back(token.word);
      if (token.flags & kStoryMonth) months.push_back(token.word);
      if (token.flags & kStoryWeekday) weekdays.push_back(token.word);
      if (token.flags & kStoryName) names.push_back(token.skeleton);
    }
    for (auto* list : {&numbers, &months, &weekdays, &names}) std::sort(list->begin(), list->end());
  }
};

// How many facts of a kind both have without being equal.
int conflicts(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::uint32_t> only_a;
  std::vector<std::uint32_t> only_b;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only_a));
  std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(only_b));
  return static_cast<int>(std::min(only_a.size(), only_b.size()));
}

struct Stretch {
  std::size_t small_begin, small_end, large_begin, large_end;
  bool at_edge;  // before the first or behind the last run
};

void count_conflicts(const std::vector<StoryToken>& small, const std::vector<StoryToken>& large, const Stretch& stretch,
                     StoryOverlap& overlap) {
  if (stretch.small_begin >= stretch.small_end || stretch.large_begin >= stretch.large_end) return;
  if (stretch.small_end - stretch.small_begin > kLongGap || stretch.large_end - stretch.large_begin > kLongGap) return;
  const Facts a(small, stretch.small_begin, stretch.small_end);
  const Facts b(large, stretch.large_begin, stretch.large_end);
  overlap.figures_conflicting += conflicts(a.numbers, b.numbers) + conflicts(a.months, b.months);
  // At the edges stand datelines, bylines and agencies, which each publisher writes in its own way.
  if (stretch.at_edge) return;
  overlap.figures_conflicting += conflicts(a.weekdays, b.weekdays);
  overlap.names_conflicting += conflicts(a.names, b.names);
}

bool equal_words(const std::vector<StoryToken>& a, const std::vector<StoryToken>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const StoryToken& x, const StoryToken& y) { return x.word == y.word; });
}

// Reprints come within days. What looks like one weeks later is more often the same template or formula.
bool are_near(const StoryArticle& a, const StoryArticle& b) {
  constexpr std::chrono::days kReprintTime{4};
  return !a.published || !b.published || std::chrono::abs(*a.published - *b.published) <= kReprintTime;
}

bool facts_agree(const StoryOverlap& overlap, bool near) {
  const int figures_allowed = near ? overlap.figures_agreeing / 8 : 0;
  const int names_allowed = std::min((overlap.names_agreeing + 2) / 6, 4);
  return overlap.figures_conflicting <= figures_allowed && overlap.names_conflicting <= names_allowed;
}

bool texts_cover(const StoryOverlap& overlap, std::size_t small_words, bool near) {
  // Of a few words any common phrase is a large part.
  if (small_words < 25) return overlap.small_covered >= 0.9 && overlap.large_covered >= 0.7;
  if (!near && overlap.small_covered < 0.85) return false;
  // A report that quotes another one as its background begins in its own way; one that was given a new beginning and
  // nothing else is nearly all the same.
  if (overlap.lead_covered < 0.5) return overlap.small_covered >= 0.9 && overlap.large_covered >= 0.8;
  const bool is_short = small_words < 100;
  const double edited = is_short ? 0.8 : 0.6;
  if (overlap.small_covered >= edited && overlap.large_covered >= edited) return true;
  // Cut, or added to. A digest holds several reports whole, but each is a small part of it.
  return overlap.small_covered >= (is_short ? 0.9 : 0.75) && overlap.large_covered >= 0.36;
}

}  // namespace

std::string story_id(std::string_view first_article_id) {
  return "S" + text::to_base32(text::hash("story\n" + std::string(first_article_id)), 10);
}

std::string story_publisher(std::string_view name) {
  std::string folded(name);
  for (char& c : folded) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return folded;
}

StoryArticle story_article(const Article& article, const std::string& publisher, std::optional<Day> published,
                           const Boilerplate& boilerplate, const CorrectionTable& corrections) {
  StoryArticle out;
  out.tokens = story_tokens(article.text, boilerplate);
  out.published = published;
  out.publisher = story_publisher(publisher);
  out.correction = corrections.find(article.title, article.text);
  out.address = address_key(out.publisher, article.url);
  const std::string_view headline = std::string_view(article.title).substr(out.correction.title_rest);
  out.headline = headline_key(out.publisher, story_tokens(headline, boilerplate));
  return out;
}

std::vector<std::uint32_t> lookup_keys(const StoryArticle& article) {
  std::vector<std::uint32_t> keys = story_keys(article.tokens);
  for (const std::uint32_t key : {article.address, article.headline}) {
    if (key != 0) keys.push_back(key);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

StoryOverlap story_overlap(const StoryArticle& a, const StoryArticle& b) {
  // Of texts of one length the one with the lower words, so that the answer does not depend on who comes first.
  const bool a_is_small = a.tokens.size() != b.tokens.size()
                              ? a.tokens.size() < b.tokens.size()
                              : std::lexicographical_compare(
                                    a.tokens.begin(), a.tokens.end(), b.tokens.begin(), b.tokens.end(),
                                    [](const StoryToken& x, const StoryToken& y) { return x.word < y.word; });
  const auto& small = a_is_small ? a.tokens : b.tokens;
  const auto& large = a_is_small ? b.tokens : a.tokens;
  StoryOverlap overlap;
  if (small.empty()) return overlap;
  const std::vector<Run> runs = shared_runs(small, large);
  if (runs.empty()) return overlap;

  std::vector<std::pair<std::size_t, std::size_t>> in_small;
  std::vector<std::pair<std::size_t, std::size_t>> in_large;
  std::vector<std::pair<std::size_t, std::size_t>> in_lead;
  const std::size_t lead = std::min(kLead, small.size());
  const std::size_t early = std::max(kLead / 2, large.size() * 3 / 10);
  for (const Run& run : runs) {
    in_small.emplace_back(run.small_begin, run.small_end);
    in_large.emplace_back(run.large_begin, run.large_end);
    if (run.small_begin < lead && run.large_begin < early) {
      in_lead.emplace_back(run.small_begin, std::min(run.small_end, lead));
    }
  }
  overlap.small_covered = static_cast<double>(covered(in_small)) / static_cast<double>(small.size());
  overlap.large_covered = static_cast<double>(covered(in_large)) / static_cast<double>(large.size());
  overlap.lead_covered = static_cast<double>(covered(in_lead)) / static_cast<double>(lead);

  std::size_t counted = 0;
  for (const Run& run : runs) {
    for (std::size_t i = std::max(counted, run.small_begin); i < run.small_end; ++i) {
      overlap.figures_agreeing += (small[i].flags & (kStoryNumber | kStoryMonth | kStoryWeekday)) != 0 ? 1 : 0;
      overlap.names_agreeing += (small[i].flags & kStoryName) != 0 ? 1 : 0;
    }
    counted = std::max(counted, run.small_end);
  }
  count_conflicts(small, large, {0, runs.front().small_begin, 0, runs.front().large_begin, true}, overlap);
  for (std::size_t i = 1; i < runs.size(); ++i) {
    if (runs[i].large_begin < runs[i - 1].large_end) continue;  // told in another order
    count_conflicts(small, large,
                    {runs[i - 1].small_end, runs[i].small_begin, runs[i - 1].large_end, runs[i].large_begin, false},
                    overlap);
  }
  count_conflicts(small, large, {runs.back().small_end, small.size(), runs.back().large_end, large.size(), true},
                  overlap);
  return overlap;
}

bool same_story(const StoryArticle& a, const StoryArticle& b) {
  if (a.tokens.empty() || b.tokens.empty()) return false;
  if (equal_words(a.tokens, b.tokens)) return true;
  const StoryOverlap overlap = story_overlap(a, b);
  // A correction may change figures, and a notice of withdrawal the whole text.
  if ((a.correction || b.correction) && !a.publisher.empty() && a.publisher == b.publisher) {
    if (a.address != 0 && a.address == b.address) return true;
    if (a.headline != 0 && a.headline == b.headline) return true;
    if (overlap.small_covered >= 0.8 || (overlap.small_covered >= 0.5 && overlap.lead_covered >= 0.3)) return true;
  }
  const std::size_t words = std::min(a.tokens.size(), b.tokens.size());
  const bool near = are_near(a, b);
  return texts_cover(overlap, words, near) && facts_agree(overlap, near);
}

bool supersedes(const StoryArticle& later, const StoryArticle& earlier) {
  if (!later.correction || later.publisher.empty() || later.publisher != earlier.publisher) return false;
  if (later.published && earlier.published && *later.published != *earlier.published) {
    return *later.published > *earlier.published;
  }
  // Of one day: what corrects stands behind what is corrected, UPDATE 2 behind UPDATE 1.
  if (!earlier.correction) return true;
  return std::pair(later.correction.number, later.correction.kind) >
         std::pair(earlier.correction.number, earlier.correction.kind);
}

}  // namespace chancery::connect
