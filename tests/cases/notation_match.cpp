#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <set>
#include <sstream>

#include "cases/notation.h"

namespace chancery::cases {
namespace {

using Strings = std::vector<std::string>;

Strings split(std::string_view text, char by) {
  Strings parts;
  for (;;) {
    const auto end = text.find(by);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) {
    return c < 128 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
  });
  return result;
}

std::string cut(const Article& article, const TextSpan& span) {
  const std::string& whole = span.in_title ? article.title : article.text;
  return span.begin <= span.end && span.end <= whole.size() ? whole.substr(span.begin, span.end - span.begin)
                                                            : std::string();
}

// Every word of `words` begins a word of `text`, case ignored: "tractor" is within "farm tractors", "oil" not in
// "soil".
bool holds_words(std::string_view text, std::string_view words) {
  const std::string whole = " " + lower(text);
  const auto begins_a_word = [&whole](const std::string& word) {
    for (auto at = whole.find(word, 1); at != std::string::npos; at = whole.find(word, at + 1)) {
      if (std::isalnum(static_cast<unsigned char>(whole[at - 1])) == 0 &&
          static_cast<unsigned char>(whole[at - 1]) < 128)
        return true;
    }
    return false;
  };
  return std::ranges::all_of(split(lower(words), ' '), begins_a_word);
}

// One of the alternatives "a/b".
bool is_one_of(std::string_view found, std::string_view wanted) {
  return std::ranges::any_of(split(wanted, '/'),
                             [&](const std::string& one) { return one == found || (one == "none" && found.empty()); });
}

// A list "a,b" must be complete, "a,..." must be contained.
bool same_set(const Strings& found, std::string_view wanted) {
  if (wanted == "none") return found.empty();
  const std::set<std::string> have(found.begin(), found.end());
  bool open = false;
  std::set<std::string> need;
  for (std::string& one : split(wanted, ',')) {
    if (one == "...")
      open = true;
    else
      need.insert(std::move(one));
  }
  return open ? std::ranges::includes(have, need) : have == need;
}

bool same_number(double found, std::string_view wanted) {
  double value = 0;
  const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), value);
  return error == std::errc() && end == wanted.data() + wanted.size() &&
         std::abs(found - value) <= 1e-9 * std::max(1.0, std::abs(value));
}

bool same_interval(const std::optional<DateInterval>& found, std::string_view wanted) {
  if (wanted == "none") return !found;
  const auto interval = parse_interval(wanted);
  return found && interval && found->from == interval->first && found->to == interval->second;
}

bool same_date_facts(const std::optional<DateInterval>& date, const Condition& condition) {
  if (condition.key == "precision") return date && is_one_of(to_string(date->precision), condition.value);
  if (condition.key == "basis") return date && is_one_of(to_string(date->basis), condition.value);
  return same_interval(date, condition.value);
}

// "?" for a party without a code.
Strings codes(const std::vector<Actor>& actors) {
  Strings result;
  for (const Actor& actor : actors) result.push_back(actor.country.empty() ? "?" : actor.country);
  return result;
}

Strings both(const Strings& a, const Strings& b) {
  Strings result = a;
  result.insert(result.end(), b.begin(), b.end());
  return result;
}

bool same_persons(const Strings& found, std::string_view wanted) {
  if (wanted == "none") return found.empty();
  Strings need = split(wanted, ',');
  const bool open = need.back() == "...";
  if (open) need.pop_back();
  return (open || need.size() == found.size()) && std::ranges::all_of(need, [&](const std::string& one) {
           return std::ranges::any_of(found, [&](const std::string& name) { return holds_words(name, one); });
         });
}

std::string yes_no(bool value) { return value ? "yes" : "no"; }

bool holds(const Event& event, const Condition& condition, const Article& article) {
  const std::string& key = condition.key;
  const std::string& value = condition.value;
  Strings persons, sectors, inferred;
  for (const std::vector<Actor>* side : {&event.actors, &event.recipients}) {
    for (const Actor& actor : *side) {
      if (!actor.person.empty()) persons.push_back(actor.person);
      if (!actor.sector.empty()) sectors.push_back(actor.sector);
      inferred.insert(inferred.end(), actor.inferred.begin(), actor.inferred.end());
    }
  }
  if (key == "type") return is_one_of(to_string(event.type), value);
  if (key == "mode") return is_one_of(event.mode, value);
  if (key == "status") return is_one_of(to_string(event.status), value);
  if (key == "reciprocal") return yes_no(event.reciprocal) == value;
  if (key == "actors") return same_set(codes(event.actors), value);
  if (key == "recipients") return same_set(codes(event.recipients), value);
  if (key == "sides") return same_set(both(codes(event.actors), codes(event.recipients)), value);
  if (key == "level") return is_one_of(to_string(event.level), value);
  if (key == "areas") return same_set(event.areas, value);
  if (key == "contexts") return same_set(event.contexts, value);
  if (key == "persons") return same_persons(persons, value);
  if (key == "sectors") return same_set(sectors, value);
  if (key == "inferred") return same_set(inferred, value);
  if (key == "trigger") return cut(article, event.trigger) == value;
  if (key == "place") return value == "none" ? !event.place : event.place && cut(article, event.place->span) == value;
  if (key == "said-by") return value == "none" ? !event.said_by : event.said_by && event.said_by->country == value;
  if (key == "told") return same_number(1.0 + static_cast<double>(event.more.size()), value);
  return same_date_facts(event.date, condition);
}

bool holds(const AgreementFinding& agreement, const Condition& condition, const Article& article) {
  const std::string& key = condition.key;
  const std::string& value = condition.value;
  if (key == "step") return is_one_of(agreement.step, value);
  if (key == "parties") return same_set(codes(agreement.parties), value);
  if (key == "name") return holds_words(agreement.name + " " + cut(article, agreement.span), value);
  if (key == "kind") return is_one_of(agreement.kind, value);
  if (key == "subject") return is_one_of(agreement.subject, value);
  if (key == "status") return is_one_of(to_string(agreement.status), value);
  if (key == "areas") return same_set(agreement.areas, value);
  if (key == "told") return same_number(1.0 + static_cast<double>(agreement.more.size()), value);
  return same_date_facts(agreement.date, condition);
}

bool holds(const Figure& figure, const Condition& condition, const Article&) {
  const std::string& key = condition.key;
  const std::string& value = condition.value;
  if (key == "measure") return is_one_of(figure.measure, value);
  if (key == "parties") return same_set(codes(figure.parties), value);
  if (key == "from") return is_one_of(figure.from, value);
  if (key == "to") return is_one_of(figure.to, value);
  if (key == "value") {
    const auto dots = value.find("..");
    if (dots == std::string::npos) return !figure.value_to && same_number(figure.value, value);
    return figure.value_to && same_number(figure.value, value.substr(0, dots)) &&
           same_number(*figure.value_to, value.substr(dots + 2));
  }
  if (key == "unit") return is_one_of(figure.unit, value) || figure.unit == value;  // "flights/week" is one unit
  if (key == "outlook") return is_one_of(figure.outlook, value);
  if (key == "hedge") return is_one_of(figure.hedge, value);
  if (key == "digits") return same_number(figure.digits, value);
  if (key == "said-by") return value == "none" ? !figure.said_by : figure.said_by && figure.said_by->country == value;
  if (key == "told") return same_number(1.0 + static_cast<double>(figure.more.size()), value);
  if (key == "against") return figure.change && same_interval(figure.change->against, value);
  if (key == "change") {
    if (value == "none") return !figure.change;
    const auto blank = value.find(' ');
    return figure.change && same_number(figure.change->value, value.substr(0, blank)) &&
           (blank == std::string::npos || figure.change->unit == value.substr(blank + 1));
  }
  return same_date_facts(figure.period, condition);
}

bool holds(const Goods& goods, const Condition& condition, const Article& article) {
  const std::string& key = condition.key;
  const std::string& value = condition.value;
  if (key == "from") return is_one_of(goods.from, value);
  if (key == "to") return is_one_of(goods.to, value);
  if (key == "goods") return holds_words(goods.goods + " " + cut(article, goods.span), value);
  if (key == "hs") return same_set(goods.hs, value);
  if (key == "told") return same_number(1.0 + static_cast<double>(goods.more.size()), value);
  return key == "status" && is_one_of(to_string(goods.status), value);
}

bool holds(const OfficeHolding& office, const Condition& condition, const Article& article) {
  const std::string& key = condition.key;
  const std::string& value = condition.value;
  if (key == "person") return holds_words(office.person + " " + cut(article, office.span), value);
  if (key == "country") return is_one_of(office.country, value);
  if (key == "office") return holds_words(office.office, value);
  if (key == "sector") return is_one_of(office.sector, value);
  if (key == "former") return yes_no(office.former) == value;
  if (key == "inferred") return same_set(office.inferred, value);
  if (key == "told") return same_number(1.0 + static_cast<double>(office.more.size()), value);
  return same_date_facts(office.date, condition);
}

std::string joined(Strings values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  std::string result;
  for (const std::string& value : values) result += (result.empty() ? "" : ",") + value;
  return result.empty() ? "none" : result;
}

std::string written(double value) {
  std::ostringstream out;
  out.precision(15);
  out << value;
  return out.str();
}

std::string written(const DateInterval& date) {
  const std::string from = to_iso(date.from), to = to_iso(date.to);
  for (const std::size_t length : {std::size_t{4}, std::size_t{7}, std::size_t{10}}) {
    const auto interval = parse_interval(from.substr(0, length));
    if (interval && interval->first == date.from && interval->second == date.to) return from.substr(0, length);
  }
  return from + "/" + to;
}

std::string condition(std::string_view key, const std::string& value) {
  return value.empty() ? std::string() : " | " + std::string(key) + " " + value;
}

std::string date_condition(std::string_view key, const std::optional<DateInterval>& date) {
  return condition(key, date ? written(*date) : "none");
}

std::string describe(const Event& event, const Article& article) {
  std::string line(to_string(event.type));
  if (!event.mode.empty()) line += " " + event.mode;
  line += " " + std::string(to_string(event.status)) + " ";
  const std::string left = event.actors.empty() ? "" : joined(codes(event.actors)) + " ";
  if (event.reciprocal)
    line += left + "<->";
  else
    line += left + "->" + (event.recipients.empty() ? "" : " " + joined(codes(event.recipients)));
  line += date_condition("date", event.date) + condition("level", std::string(to_string(event.level)));
  if (!event.areas.empty()) line += condition("areas", joined(event.areas));
  return line + condition("trigger", "\"" + cut(article, event.trigger) + "\"");
}

std::string describe(const AgreementFinding& agreement, const Article&) {
  return "agreement " + (agreement.step.empty() ? "none" : agreement.step) + " " + joined(codes(agreement.parties)) +
         " \"" + agreement.name + "\"" + date_condition("date", agreement.date) +
         condition("status", std::string(to_string(agreement.status)));
}

std::string describe(const Figure& figure, const Article&) {
  std::string line = "figure " + figure.measure + " ";
  line += figure.from.empty() && figure.to.empty() ? joined(codes(figure.parties))
                                                   : figure.from + " -> " + (figure.to.empty() ? "none" : figure.to);
  line += " " + written(figure.value);
  if (figure.value_to) line += ".." + written(*figure.value_to);
  line += " " + (figure.unit.empty() ? "none" : figure.unit) + " " + figure.outlook +
          date_condition("period", figure.period) + condition("hedge", figure.hedge);
  if (figure.change) line += condition("change", written(figure.change->value) + " " + figure.change->unit);
  return line;
}

std::string describe(const Goods& goods, const Article&) {
  return "goods " + (goods.from.empty() ? "none" : goods.from) + " -> " + (goods.to.empty() ? "none" : goods.to) +
         " \"" + goods.goods + "\"" + (goods.hs.empty() ? "" : " " + joined(goods.hs)) +
         condition("status", std::string(to_string(goods.status)));
}

std::string describe(const OfficeHolding& office, const Article&) {
  return "office \"" + office.person + "\" " + (office.country.empty() ? "none" : office.country) + " \"" +
         office.office + "\"" + (office.former ? " | former" : "");
}

}  // namespace

bool matches(const Pattern& pattern, const Finding& finding, const Article& article) {
  if (pattern.kind == "any") return true;
  if (pattern.kind != kind_of(finding)) return false;
  return std::ranges::all_of(pattern.conditions, [&](const Condition& one) {
    return std::visit([&](const auto& it) { return holds(it, one, article); }, finding);
  });
}

bool matches(const Expectation& expectation, const Finding& finding, const Article& article) {
  return std::ranges::any_of(expectation.alternatives,
                             [&](const Pattern& one) { return matches(one, finding, article); });
}

bool matches(const Pattern& pattern, const ArticleFacts& facts, const Article& article) {
  return pattern.kind == "article" && std::ranges::all_of(pattern.conditions, [&](const Condition& one) {
           if (one.key == "date") return facts.date ? to_iso(*facts.date) == one.value : one.value == "none";
           if (one.key == "source") return is_one_of(facts.source, one.value);
           return one.value == "none" ? !facts.dateline
                                      : facts.dateline && cut(article, facts.dateline->span) == one.value;
         });
}

std::string describe(const Finding& finding, const Article& article) {
  return std::visit([&](const auto& it) { return describe(it, article); }, finding);
}

}  // namespace chancery::cases
