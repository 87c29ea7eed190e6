#include "serve/parameters.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "answer/list_request.h"
#include "answer/wording.h"

namespace chancery::serve {
namespace {

constexpr std::size_t kMostBytes = 1000;
constexpr std::size_t kMostItems = 100;

}  // namespace

std::vector<std::string> Parameters::take(std::string_view name) {
  known_.emplace_back(name);
  std::vector<std::string> values;
  for (auto at = given_.begin(); at != given_.end();) {
    if (at->first == name) {
      values.push_back(std::move(at->second));
      at = given_.erase(at);
    } else {
      ++at;
    }
  }
  for (const std::string& value : values) {
    if (value.size() > kMostBytes) fail(name, "is longer than 1,000 bytes");
  }
  return values;
}

void Parameters::fail(std::string_view name, std::string detail) {
  if (!problem_) problem_ = bad_parameter(std::string(name), std::string(name) + " " + std::move(detail));
}

std::optional<std::string> Parameters::single(std::string_view name) {
  std::vector<std::string> values = take(name);
  if (values.size() > 1) fail(name, "is given twice: give it once");
  if (values.empty() || problem_) return std::nullopt;
  return std::move(values.front());
}

std::vector<std::string> Parameters::list(std::string_view name) {
  std::vector<std::string> items;
  for (const std::string& value : take(name)) {
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      if (end > 0) items.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  if (items.size() > kMostItems) fail(name, "has more than 100 items");
  return items;
}

std::optional<Day> Parameters::day(std::string_view name, bool last) {
  const auto value = single(name);
  if (!value) return std::nullopt;
  const auto day = answer::parse_day_month_or_year(*value, last);
  if (!day) fail(name, "is no date: give YYYY-MM-DD, YYYY-MM or YYYY");
  return day;
}

std::size_t Parameters::count(std::string_view name, std::size_t otherwise, std::size_t least, std::size_t most) {
  const auto value = single(name);
  if (!value) return otherwise;
  std::size_t number = 0;
  const char* const last = value->data() + value->size();
  const auto [end, error] = std::from_chars(value->data(), last, number);
  if (error != std::errc() || end != last || number < least || number > most) {
    fail(name, "is no whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return otherwise;
  }
  return number;
}

double Parameters::share(std::string_view name) {
  const auto value = single(name);
  if (!value) return 0;
  double number = 0;
  const char* const last = value->data() + value->size();
  const auto [end, error] = std::from_chars(value->data(), last, number);
  if (error != std::errc() || end != last || !(number >= 0 && number <= 1)) {
    fail(name, "is no number from 0 to 1");
    return 0;
  }
  return number;
}

std::string Parameters::one_of(std::string_view name, const std::vector<std::string_view>& words) {
  const auto value = single(name);
  if (!value) return std::string(words.front());
  if (std::find(words.begin(), words.end(), *value) == words.end()) {
    fail(name, "is none of " + answer::join_names({words.begin(), words.end()}, 100));
    return std::string(words.front());
  }
  return *value;
}

std::optional<Problem> Parameters::done() {
  if (problem_) return problem_;
  if (given_.empty()) return std::nullopt;
  std::string detail = "there is no parameter \"" + given_.front().first + "\" here";
  detail += known_.empty() ? ", nor any other" : ": there are " + answer::join_names(known_, 100);
  return bad_parameter(given_.front().first, std::move(detail));
}

}  // namespace chancery::serve
