#include "evaluate/story_variants.h"

#include <algorithm>
#include <array>
#include <map>
#include <random>

namespace chancery::evaluate {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) noexcept { return is_upper(c) || is_lower(c); }

// Numbers that are the same everywhere, unlike those of std::uniform_int_distribution.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t bound) { return bound == 0 ? 0 : static_cast<std::size_t>(engine_() % bound); }
  bool chance(double p) { return static_cast<double>(engine_() >> 11U) * 0x1.0p-53 < p; }

 private:
  std::mt19937_64 engine_;
};

// Sentences with what stands between them; together they are the text.
std::vector<std::string> sentences_of(std::string_view text) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool stop = (text[i] == '.' || text[i] == '!' || text[i] == '?') && i + 2 < text.size() &&
                      text[i + 1] == ' ' && is_upper(text[i + 2]) && i > begin + 20;
    if (!stop && text[i] != '\n') continue;
    const std::size_t end = stop ? i + 2 : i + 1;
    if (text.substr(begin, end - begin).find_first_not_of(" \n") != std::string_view::npos || out.empty()) {
      out.emplace_back(text.substr(begin, end - begin));
    } else {
      out.back() += text.substr(begin, end - begin);
    }
    begin = end;
  }
  if (begin < text.size()) out.emplace_back(text.substr(begin));
  return out;
}

std::size_t words_in(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

std::string joined(const std::vector<std::string>& sentences, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < std::min(end, sentences.size()); ++i) out += sentences[i];
  return out;
}

// Sentences from the middle of other reports, about so many words: at most a third of each, so that none is told anew.
class Lender {
 public:
  explicit Lender(const std::vector<std::string_view>& others) : others_(others) {}

  std::string borrow(std::size_t words) {
    std::string out;
    for (std::size_t tries = 0; words_in(out) < words && tries < others_.size(); ++tries) {
      const std::vector<std::string> sentences = sentences_of(others_[next_++ % others_.size()]);
      const std::size_t begin = sentences.size() / 3;
      for (std::size_t i = begin; i < 2 * begin && words_in(out) < words; ++i) {
        out += sentences[i];
        if (!out.ends_with(' ') && !out.ends_with('\n')) out += ' ';
      }
    }
    return out;
  }

 private:
  const std::vector<std::string_view>& others_;
  std::size_t next_ = 0;
};

struct Word {
  std::size_t begin = 0, end = 0;
};

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> out;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_letter(text[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < text.size() && is_letter(text[i])) ++i;
    out.push_back({begin, i});
  }
  return out;
}

// Changes about a share of the small words: left out, doubled by another, or exchanged. Names and figures stay.
std::string edited(std::string_view text, double share, Dice& dice) {
  constexpr std::array<std::string_view, 12> kWords{"also", "then", "now",  "still", "there", "later",
                                                    "here", "thus", "soon", "again", "even",  "just"};
  std::string out;
  std::size_t at = 0;
  for (const Word& word : words_of(text)) {
    out += text.substr(at, word.begin - at);
    at = word.end;
    const std::string_view whole = text.substr(word.begin, word.end - word.begin);
    if (!is_lower(whole.front()) || !dice.chance(share)) {
      out += whole;
      continue;
    }
    switch (dice.below(3)) {
      case 0: break;
      case 1: out.append(whole).append(" ").append(kWords[dice.below(kWords.size())]); break;
      default: out += kWords[dice.below(kWords.size())]; break;
    }
  }
  out += text.substr(at);
  return out;
}

std::string typeset(std::string_view text) {
  std::string out;
  bool open = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    switch (text[i]) {
      case '"':
        out += open ? "“" : "”";
        open = !open;
        break;
      case '\'': out += "’"; break;
      case '\n': out += "\n\n"; break;
      case ' ':
        if (i + 2 < text.size() && text[i + 1] == '-' && text[i + 2] == ' ') {
          out += " — ";
          i += 2;
        } else {
          out += i % 37 == 0 ? "\u00A0" : " ";
        }
        break;
      default: out += text[i];
    }
  }
  return out;
}

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kDays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                "Friday", "Saturday", "Sunday"};

// Other figures and dates in the same words. `changed` counts them.
std::string with_other_figures(std::string_view text, Dice& dice, std::size_t& changed) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (is_digit(text[i])) {
      const std::size_t begin = i;
      while (i < text.size() && is_digit(text[i])) ++i;
      std::string number(text.substr(begin, i - begin));
      const bool year = number.size() == 4 && (number.starts_with("19") || number.starts_with("20"));
      if (!year && dice.chance(0.85)) {
        std::string other = number;
        while (other == number) {
          for (char& digit : other) digit = static_cast<char>('0' + dice.below(10));
          if (other.front() == '0') other.front() = static_cast<char>('1' + dice.below(9));
        }
        number = other;
        ++changed;
      }
      out += number;
      continue;
    }
    if (is_upper(text[i]) && (i == 0 || !is_letter(text[i - 1]))) {
      std::size_t end = i;
      while (end < text.size() && is_letter(text[end])) ++end;
      const std::string_view word = text.substr(i, end - i);
      const auto month = std::find(kMonths.begin(), kMonths.end(), word);
      const auto day = std::find(kDays.begin(), kDays.end(), word);
      if (month != kMonths.end()) {
        out += kMonths[(static_cast<std::size_t>(month - kMonths.begin()) + 1) % kMonths.size()];
        ++changed;
      } else if (day != kDays.end()) {
        out += kDays[(static_cast<std::size_t>(day - kDays.begin()) + 1 + dice.below(5)) % kDays.size()];
        ++changed;
      } else {
        out += word;
      }
      i = end;
      continue;
    }
    out += text[i++];
  }
  return out;
}

// The names that occur most are others. `changed` counts the places.
std::string with_other_names(std::string_view text, Dice& dice, std::size_t& changed) {
  constexpr std::array<std::string_view, 14> kNames{"Ruritania", "Freedonia", "Fenwick", "Strelsau", "Zenda",
                                                    "Hartog",    "Renn",      "Osten",   "Belmar",   "Corvin",
                                                    "Delgard",   "Umbria",    "Tharsis", "Quillon"};
  std::map<std::string_view, std::size_t> counts;
  for (const Word& word : words_of(text)) {
    const bool inside = word.begin >= 2 && text[word.begin - 1] == ' ' &&
                        (is_lower(text[word.begin - 2]) || text[word.begin - 2] == ',');
    const std::string_view whole = text.substr(word.begin, word.end - word.begin);
    const bool calendar = std::find(kMonths.begin(), kMonths.end(), whole) != kMonths.end() ||
                          std::find(kDays.begin(), kDays.end(), whole) != kDays.end();
    if (inside && is_upper(whole.front()) && whole.size() > 2 && !calendar) ++counts[whole];
  }
  std::vector<std::pair<std::size_t, std::string_view>> ranked;
  for (const auto& [name, count] : counts) ranked.emplace_back(count, name);
  std::sort(ranked.rbegin(), ranked.rend());
  std::map<std::string_view, std::string_view> other;
  const std::size_t shift = dice.below(kNames.size());
  for (std::size_t i = 0; i < std::min<std::size_t>(ranked.size(), 8); ++i) {
    other[ranked[i].second] = kNames[(shift + i) % kNames.size()];
  }
  std::string out;
  std::size_t at = 0;
  for (const Word& word : words_of(text)) {
    const auto found = other.find(text.substr(word.begin, word.end - word.begin));
    if (found == other.end()) continue;
    out += text.substr(at, word.begin - at);
    out += found->second;
    at = word.end;
    ++changed;
  }
  out += text.substr(at);
  return out;
}

}  // namespace

std::vector<StoryVariant> story_variants(std::string_view text, const std::vector<std::string_view>& others,
                                         std::uint64_t seed) {
  Dice dice(seed);
  std::vector<StoryVariant> out;
  const std::vector<std::string> sentences = sentences_of(text);
  const std::size_t count = sentences.size();
  const std::size_t words = words_in(text);
  const std::string whole(text);
  const auto add = [&](std::string kind, bool reprint, std::string made, int days_later = 0) {
    out.push_back({std::move(kind), reprint, std::move(made), days_later});
  };
  Lender lender(others);
  const auto add_to = [&](const std::string& report, double share) {
    return report + (report.ends_with('\n') ? "" : "\n") +
           lender.borrow(static_cast<std::size_t>(share * static_cast<double>(words_in(report))));
  };

  add("headline", true, whole, 1);
  add("typography", true, typeset(text));
  add("agency", true,
      "ZENDA (Northern Press Agency) -- " + whole +
          "\nReporting by our correspondents; editing by the night desk\nFollow us on Telegram for more news.",
      1);
  add("edits-3", true, edited(text, 0.03, dice));
  add("edits-8", true, edited(text, 0.08, dice), 1);
  add("added-third", true, add_to(whole, 0.33));
  add("added-double", true, add_to(whole, 1.2), 1);
  // The first sentences that hold such a share of the words.
  const auto cut_to = [&](double share) {
    std::size_t end = 0;
    std::size_t held = 0;
    while (end < count && static_cast<double>(held) < share * static_cast<double>(words))
      held += words_in(sentences[end++]) - 1;
    return joined(sentences, 0, end);
  };
  if (count >= 6) {
    add("cut-to-70", true, cut_to(0.7));
    add("cut-to-45", true, cut_to(0.45), 1);
    add("cut-and-edited", true, edited(cut_to(0.6), 0.04, dice));
    add("cut-and-added", true, add_to(cut_to(0.6), 0.4), 1);
    // A paragraph put in the middle, one taken out elsewhere.
    add("inner-paragraphs", true,
        joined(sentences, 0, count / 3) + lender.borrow(words / 5) + "\n" + joined(sentences, count / 3 + 1, count));
  }

  // What is filled into a template stands in its first part too: a text cut before all of it would be the same.
  const std::size_t first_part = joined(sentences, 0, std::max<std::size_t>(count * 4 / 10, 1)).size();
  const auto differs_early = [&](const std::string& made) {
    std::size_t same = 0;
    while (same < std::min(made.size(), text.size()) && made[same] == text[same]) ++same;
    return same < first_part;
  };
  std::size_t changed = 0;
  std::string made = with_other_figures(text, dice, changed);
  if (changed >= 3 && differs_early(made)) {
    add("template-figures", false, made, 30);
    const std::string again = with_other_figures(made, dice, changed);
    if (differs_early(again)) add("template-figures-same-day", false, again);
  }
  changed = 0;
  made = with_other_names(text, dice, changed);
  if (changed >= 6 && differs_early(made)) add("template-names", false, made, 2);
  if (count >= 8) {
    // A new report of about the same length that ends with the background of the old one.
    add("follow-up", false, lender.borrow(words * 6 / 10) + "\n" + joined(sentences, count * 6 / 10, count), 3);
    std::string digest = joined(sentences, 0, 4) + "\n";
    for (int i = 0; i < 3; ++i) digest += lender.borrow(words_in(joined(sentences, 0, 4))) + "\n";
    add("digest", false, digest, 1);
  }
  return out;
}

}  // namespace chancery::evaluate
