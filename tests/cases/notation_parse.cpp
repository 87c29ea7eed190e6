#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "cases/notation.h"

namespace chancery::cases {
namespace {

std::unexpected<Error> broken(std::string_view what, std::string_view line) {
  return std::unexpected(Error{.message = std::string(what) + " in '" + std::string(line) + "'"});
}

struct Word {
  std::string text;
  bool quoted = false;
};

std::vector<Word> split_words(std::string_view text) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
    } else if (text[at] == '"') {
      const auto end = std::min(text.find('"', at + 1), text.size());
      words.push_back({std::string(text.substr(at + 1, end - at - 1)), true});
      at = end + 1;
    } else {
      const auto end = std::min(text.find(' ', at), text.size());
      words.push_back({std::string(text.substr(at, end - at)), false});
      at = end;
    }
  }
  return words;
}

std::vector<std::string_view> split(std::string_view text, std::string_view by) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(by);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + by.size());
  }
}

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

bool all_of_them(std::string_view value, auto&& test) {
  return std::ranges::all_of(split(value, "/"), [&](std::string_view one) { return test(one); });
}

bool is_outlook(std::string_view word) { return word == "outcome" || word == "target" || word == "forecast"; }

const std::set<std::string_view>& keys_of(std::string_view kind) {
  static const std::set<std::string_view> common{"told", "confidence"};
  static const std::set<std::string_view> event{"date",     "precision", "basis",    "level",   "mode",
                                                "status",   "areas",     "contexts", "persons", "sectors",
                                                "inferred", "trigger",   "place",    "said-by", "told"};
  static const std::set<std::string_view> agreement{"date",   "precision", "basis",    "kind", "subject",
                                                    "status", "areas",     "inferred", "told"};
  static const std::set<std::string_view> figure{"period", "precision", "basis",   "hedge",    "digits",
                                                 "change", "against",   "said-by", "inferred", "told"};
  static const std::set<std::string_view> goods{"status", "hs", "told"};
  static const std::set<std::string_view> office{"date", "sector", "former", "inferred", "told"};
  if (kind == "event") return event;
  if (kind == "agreement") return agreement;
  if (kind == "figure") return figure;
  if (kind == "goods") return goods;
  if (kind == "office") return office;
  return common;
}

// Reads the words before the first " | ".
class HeadParser {
 public:
  HeadParser(std::vector<Word> words, std::string_view line) : words_(std::move(words)), line_(line) {}

  Result<Pattern> parse() {
    if (words_.empty()) return broken("nothing", line_);
    const std::string first = take();
    Result<void> done;
    if (first == "*")
      pattern_.kind = "any";
    else if (first == "event")
      pattern_.kind = first;
    else if (first == "agreement")
      done = agreement();
    else if (first == "figure")
      done = figure();
    else if (first == "goods")
      done = goods();
    else if (first == "office")
      done = office();
    else if (first == "article")
      done = article();
    else if (all_of_them(first, [](std::string_view one) { return parse_event_type(one).has_value(); }))
      done = event(first);
    else
      return broken("unknown kind or event type", line_);
    if (!done) return std::unexpected(done.error());
    if (!more() || (peek() == "*" && words_.size() == at_ + 1)) return pattern_;
    return broken("'" + peek() + "' is not understood", line_);
  }

 private:
  [[nodiscard]] bool more() const { return at_ < words_.size(); }
  [[nodiscard]] bool open() const { return more() && (words_[at_].quoted || words_[at_].text != "*"); }
  [[nodiscard]] const std::string& peek() const { return words_[at_].text; }
  std::string take() { return words_[at_++].text; }
  void ask(std::string key, std::string value) { pattern_.conditions.push_back({std::move(key), std::move(value)}); }

  Result<void> event(const std::string& type) {
    pattern_.kind = "event";
    ask("type", type);
    while (open() && !peek().starts_with('-') && !peek().starts_with('<') &&
           std::islower(static_cast<unsigned char>(peek()[0]))) {
      const bool status = all_of_them(peek(), [](std::string_view one) { return parse_status(one).has_value(); });
      ask(status ? "status" : "mode", take());
    }
    return open() ? sides() : Result<void>();
  }

  Result<void> sides() {
    std::string left = peek() == "->" ? "none" : take();
    if (!open()) return broken("sides without -> or <->", line_);
    const std::string arrow = take();
    if (arrow == "<->") {
      ask("reciprocal", "yes");
      ask("actors", left);
      return {};
    }
    if (arrow != "->" && arrow != "--") return broken("sides without -> or <->", line_);
    const std::string right = open() ? take() : "none";
    if (arrow == "--") {
      ask("sides", left + "," + right);
    } else {
      ask("reciprocal", "no");
      ask("actors", left);
      ask("recipients", right);
    }
    return {};
  }

  Result<void> agreement() {
    pattern_.kind = "agreement";
    if (open()) ask("step", take());
    if (open()) ask("parties", take());
    if (open() && words_[at_].quoted) ask("name", take());
    if (open()) ask("date", take());
    return {};
  }

  // A seller and a buyer.
  void direction(const std::string& from) {
    take();
    ask("from", from);
    if (open()) ask("to", take());
  }

  Result<void> figure() {
    pattern_.kind = "figure";
    if (open()) ask("measure", take());
    if (open()) {
      const std::string parties = take();
      if (open() && peek() == "->")
        direction(parties);
      else
        ask("parties", parties);
    }
    if (open()) ask("value", take());
    if (open()) ask("unit", take());
    while (open()) {
      const bool outlook = all_of_them(peek(), is_outlook);
      ask(outlook ? "outlook" : "period", take());
    }
    return {};
  }

  Result<void> goods() {
    pattern_.kind = "goods";
    if (open()) {
      const std::string from = take();
      if (!open() || peek() != "->") return broken("goods without ->", line_);
      direction(from);
    }
    if (open()) ask("goods", take());
    if (open()) ask("hs", take());
    return {};
  }

  Result<void> office() {
    pattern_.kind = "office";
    if (open()) ask("person", take());
    if (open()) ask("country", take());
    std::string words;
    while (open()) words += (words.empty() ? "" : " ") + take();
    if (!words.empty()) ask("office", words);
    return {};
  }

  Result<void> article() {
    pattern_.kind = "article";
    if (words_.size() - at_ < 2) return broken("article without key and value", line_);
    const std::string key = take();
    if (key != "date" && key != "source" && key != "place") return broken("unknown key '" + key + "'", line_);
    ask(key, take());
    return {};
  }

  std::vector<Word> words_;
  std::string_view line_;
  std::size_t at_ = 0;
  Pattern pattern_;
};

Result<Pattern> parse_pattern(std::string_view text, std::string_view line) {
  const auto parts = split(text, " | ");
  auto pattern = HeadParser(split_words(parts[0]), line).parse();
  if (!pattern) return pattern;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::string_view part = trim(parts[i]);
    const auto blank = part.find(' ');
    const std::string key(part.substr(0, blank));
    std::string value(blank == std::string_view::npos ? "yes" : trim(part.substr(blank)));
    if (!keys_of(pattern->kind).contains(key)) return broken("unknown key '" + key + "'", line);
    if (value.size() > 1 && value.starts_with('"') && value.ends_with('"')) value = value.substr(1, value.size() - 2);
    pattern->conditions.push_back({key, std::move(value)});
  }
  for (const Condition& condition : pattern->conditions) {
    if (condition.key == "date" || condition.key == "period" || condition.key == "against") {
      if (condition.value != "none" && !parse_interval(condition.value))
        return broken("no date: '" + condition.value + "'", line);
    }
  }
  return pattern;
}

}  // namespace

Result<std::vector<Expectation>> parse_expectations(const std::vector<std::string>& lines) {
  std::vector<Expectation> expectations;
  bool none = false;
  for (const std::string& line : lines) {
    if (line == "none") {
      none = true;
      continue;
    }
    Expectation expectation{.line = line};
    std::string_view rest = line;
    const auto drop_sign = [&rest](std::string_view sign) {
      if (!rest.starts_with(sign)) return false;
      rest = trim(rest.substr(sign.size()));
      return true;
    };
    if (drop_sign("~ -"))
      expectation.demand = Demand::known_extra;
    else if (drop_sign("~ "))
      expectation.demand = Demand::known_miss;
    else if (drop_sign("? "))
      expectation.demand = Demand::may;
    else if (drop_sign("- "))
      expectation.demand = Demand::must_not;
    for (const std::string_view part : split(rest, " or ")) {
      auto pattern = parse_pattern(trim(part), line);
      if (!pattern) return std::unexpected(pattern.error());
      expectation.alternatives.push_back(std::move(*pattern));
    }
    if (none && expectation.demand == Demand::must && expectation.alternatives[0].kind != "article")
      return broken("a finding beside 'none'", line);
    expectations.push_back(std::move(expectation));
  }
  return expectations;
}

std::optional<std::pair<Day, Day>> parse_interval(std::string_view text) {
  using namespace std::chrono;
  if (const auto slash = text.find('/'); slash != std::string_view::npos) {
    const auto from = parse_interval(text.substr(0, slash)), to = parse_interval(text.substr(slash + 1));
    if (!from || !to) return std::nullopt;
    return std::pair(from->first, to->second);
  }
  const auto number = [](std::string_view digits) {
    int value = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? value : -1;
  };
  const auto months = [](int year_number, unsigned first, unsigned last) {
    const auto y = year(year_number);
    return std::pair(Day(y / month(first) / 1), Day(y / month(last) / std::chrono::last));
  };
  if (text.size() < 4 || number(text.substr(0, 4)) < 0) return std::nullopt;
  const int y = number(text.substr(0, 4));
  if (text.size() == 4) return months(y, 1, 12);
  if (text.size() == 7 && (text[5] == 'Q' || text[5] == 'H')) {
    const int part = text[6] - '0';
    const int length = text[5] == 'Q' ? 3 : 6;
    if (part < 1 || part * length > 12) return std::nullopt;
    return months(y, static_cast<unsigned>((part - 1) * length + 1), static_cast<unsigned>(part * length));
  }
  if (text.size() == 7 && text[4] == '-') {
    const int m = number(text.substr(5));
    if (m < 1 || m > 12) return std::nullopt;
    return months(y, static_cast<unsigned>(m), static_cast<unsigned>(m));
  }
  if (const auto day = parse_iso_day(text); day && text.size() == 10) return std::pair(*day, *day);
  return std::nullopt;
}

}  // namespace chancery::cases
