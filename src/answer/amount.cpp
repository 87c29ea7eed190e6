#include "answer/amount.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <vector>

#include "answer/dates.h"

namespace chancery::answer {
namespace {

// Independent of the locale, unlike printf.
std::string fixed(double value, int decimals) {
  std::array<char, 512> buffer{};
  const auto result =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
  return result.ec == std::errc() ? std::string(buffer.data(), result.ptr) : std::string("?");
}

std::string trim_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

int integer_digits(double value) { return value <= 0 ? 1 : static_cast<int>(std::floor(std::log10(value))) + 1; }

// Commas between groups of three digits before the point.
std::string with_separators(const std::string& number) {
  const std::size_t point = std::min(number.find('.'), number.size());
  std::string out;
  for (std::size_t at = 0; at < number.size(); ++at) {
    if (at > 0 && at < point && (point - at) % 3 == 0) out += ',';
    out += number[at];
  }
  return out;
}

std::string scaled(double value, int digits) {
  if (digits > 0) return fixed(value, std::clamp(digits - integer_digits(value), 0, 9));
  return trim_zeros(fixed(value, std::clamp(6 - integer_digits(value), 0, 9)));
}

// Half of one unit in the last digit that was written.
double rounding(double value, int digits) {
  if (digits <= 0 || value == 0) return 0;
  return std::pow(10.0, std::floor(std::log10(std::abs(value))) - digits + 1) / 2;
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace

std::string format_number(double value, int digits) {
  const std::string sign = value < 0 ? "-" : "";
  const double size = std::abs(value);
  constexpr std::array<std::pair<double, std::string_view>, 3> kScales = {
      {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}}};
  for (const auto& [scale, name] : kScales) {
    if (size < scale) continue;
    const std::string number = scaled(size / scale, digits);
    const std::size_t point = number.find('.');
    if (point != std::string::npos && number.size() - point - 1 > 3) break;  // 1,234,567 reads better written out
    return sign + with_separators(number) + std::string(name);
  }
  return sign + with_separators(scaled(size, digits));
}

std::string format_amount(const Figure& figure, std::string_view hedge) {
  std::string out(hedge);
  if (!out.empty()) out += ' ';
  out += format_number(figure.value, figure.digits);
  if (figure.value_to) out += " to " + format_number(*figure.value_to, figure.digits);
  if (!figure.unit.empty()) out += " " + figure.unit;
  return out;
}

std::string format_change(const Figure& figure) {
  if (!figure.change) return {};
  const Change& change = *figure.change;
  std::string out;
  if (change.unit == "times") {
    out = format_number(change.value, 0) + " times as much";
    if (change.against) out += " as in " + period_name(change.against);
    return out;
  }
  out = change.value < 0 ? "down " : "up ";
  out += format_number(std::abs(change.value), 0) + " " + change.unit;
  if (change.against) out += " from " + period_name(change.against);
  return out;
}

ClaimRange claim_range(const Figure& figure) {
  const double low = figure.value;
  const double high = figure.value_to.value_or(figure.value);
  ClaimRange range{low - rounding(low, figure.digits), high + rounding(high, figure.digits)};
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const std::string_view hedge = figure.hedge;
  if (is_one_of(hedge, {"over", "more-than", "above", "exceeding"})) {
    range.high = std::max(range.high, high + 0.1 * std::abs(high));
  } else if (is_one_of(hedge, {"almost", "nearly", "close-to", "just-under"})) {
    range.low = std::min(range.low, low - 0.1 * std::abs(low));
  } else if (is_one_of(hedge, {"about", "around", "approximately", "some", "roughly"})) {
    range.low = std::min(range.low, low - 0.05 * std::abs(low));
    range.high = std::max(range.high, high + 0.05 * std::abs(high));
  } else if (is_one_of(hedge, {"up-to", "under", "less-than", "below", "at-most"})) {
    range.low = -kInfinity;
  } else if (is_one_of(hedge, {"at-least", "no-less-than"})) {
    range.high = kInfinity;
  }
  return range;
}

std::string comparison_key(const Figure& figure) {
  if (!figure.period || figure.outlook != "outcome") return {};
  std::vector<std::string> parties;
  for (const Actor& party : figure.parties) parties.push_back(party.country);
  std::sort(parties.begin(), parties.end());
  parties.erase(std::unique(parties.begin(), parties.end()), parties.end());
  std::vector<std::string> goods = figure.goods;
  std::sort(goods.begin(), goods.end());
  // The same flow of goods is the exports of one side and the imports of the other.
  const bool flow = !figure.from.empty() && !figure.to.empty() && is_one_of(figure.measure, {"exports", "imports"});
  std::string key = flow ? "flow" : figure.measure;
  key += '|' + figure.from + '|' + figure.to;
  if (!flow) {
    for (const std::string& party : parties) key += '|' + party;
  }
  key += '|' + to_iso(figure.period->from) + '|' + to_iso(figure.period->to) + '|' + figure.unit;
  for (const std::string& name : goods) key += '|' + name;
  return key;
}

bool contradict(const Figure& one, const Figure& other) {
  const ClaimRange first = claim_range(one);
  const ClaimRange second = claim_range(other);
  return first.high < second.low || second.high < first.low;
}

}  // namespace chancery::answer
