#include "serve/gate.h"

#include <arpa/inet.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace chancery::serve {
namespace {

constexpr std::size_t kMostSessions = 1000;
constexpr std::string_view kCookie = "chancery_session=";

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

bool is_address(const std::string& host) {
  std::array<unsigned char, 16> bytes{};
  return ::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

// "localhost:8707" -> localhost, "[::1]:8707" -> ::1; "" where it is neither.
std::string name_of(std::string_view host) {
  if (host.starts_with('[')) {
    const std::size_t end = host.find(']');
    return end == std::string_view::npos ? std::string() : lower(host.substr(1, end - 1));
  }
  const std::size_t colon = std::min(host.find(':'), host.size());
  return lower(host.substr(0, colon));
}

bool changes(std::string_view method) { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }

std::string_view cookie_of(std::string_view cookies) {
  while (!cookies.empty()) {
    const std::size_t end = std::min(cookies.find(';'), cookies.size());
    std::string_view one = cookies.substr(0, end);
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with(kCookie)) return one.substr(kCookie.size());
  }
  return {};
}

}  // namespace

bool is_loopback(std::string_view host) noexcept {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

bool equal_in_constant_time(std::string_view one, std::string_view other) noexcept {
  unsigned difference = one.size() == other.size() ? 0 : 1;
  for (std::size_t at = 0; at < one.size(); ++at) {
    const char against = other.empty() ? '\0' : other[at % other.size()];
    difference |= static_cast<unsigned>(static_cast<unsigned char>(one[at]) ^ static_cast<unsigned char>(against));
  }
  return difference == 0;
}

std::string random_word() {
  std::array<unsigned char, 16> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    throw std::runtime_error("the system gives no random bytes");
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const unsigned char byte : bytes) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

bool Gate::may_ask_under(std::string_view host) const {
  const std::string name = name_of(host);
  // An attacker's page has a name of his; a figure in Host is the address that the browser itself went to.
  return name == "localhost" || is_address(name) || std::find(names_.begin(), names_.end(), name) != names_.end();
}

bool Gate::has_token(const Request& request) const {
  const std::string_view authorization = request.header("authorization");
  if (authorization.size() > 7 && lower(authorization.substr(0, 7)) == "bearer ") {
    return equal_in_constant_time(authorization.substr(7), token_);
  }
  const std::string_view cookie = cookie_of(request.header("cookie"));
  if (cookie.empty()) return false;
  const std::lock_guard lock(mutex_);
  bool known = false;
  for (const std::string& session : sessions_) known |= equal_in_constant_time(cookie, session);
  return known;
}

std::optional<std::string> Gate::open_session(std::string_view token) {
  if (!equal_in_constant_time(token, token_)) return std::nullopt;
  std::string word = random_word();
  const std::lock_guard lock(mutex_);
  if (sessions_.size() >= kMostSessions) sessions_.erase(sessions_.begin());
  sessions_.push_back(word);
  return word;
}

std::optional<Problem> Gate::check(const Request& request) const {
  const std::string_view host = request.header("host");
  if (host.empty()) return Problem{400, "no-host", "the request names no host: send the header Host", ""};
  if (!may_ask_under(host)) {
    return Problem{421, "wrong-host",
                   "this server is not asked under that name: use its address, or start it with --allow-host NAME", ""};
  }
  if (changes(request.method)) {
    const std::string_view site = request.header("sec-fetch-site");
    const std::string_view origin = request.header("origin");
    const bool own_origin =
        origin.empty() || origin == "http://" + std::string(host) || origin == "https://" + std::string(host);
    if (!own_origin || (!site.empty() && site != "same-origin" && site != "none")) {
      return Problem{403, "foreign-origin", "a page of another origin may change nothing here", ""};
    }
  }
  if (!token_.empty() && !has_token(request)) {
    return Problem{401,
                   "token-needed",
                   "this server wants its token: send Authorization: Bearer TOKEN, or open / in a browser",
                   "",
                   {{"WWW-Authenticate", "Bearer realm=\"chancery\""}}};
  }
  return std::nullopt;
}

}  // namespace chancery::serve
