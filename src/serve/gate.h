// Who may ask: hosts, origins, tokens. Pure but for the making of random words.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/message.h"
#include "serve/problem.h"

namespace chancery::serve {

// Whether only programs of this machine can reach an address.
[[nodiscard]] bool is_loopback(std::string_view host) noexcept;

// Compares in a time that depends on the lengths only, so that a guess cannot be mended byte by byte.
[[nodiscard]] bool equal_in_constant_time(std::string_view one, std::string_view other) noexcept;

// 32 hexadecimal digits from the system's generator; throws std::runtime_error where it has none.
[[nodiscard]] std::string random_word();

class Gate {
 public:
  // `names`: host names under which the server may be asked, beside localhost and addresses in figures. An empty token:
  // none is asked for.
  Gate(std::vector<std::string> names, std::string token) : names_(std::move(names)), token_(std::move(token)) {}

  // Nothing where the request may pass.
  //  - The Host must be one of ours: a page whose name an attacker points at us (DNS rebinding) comes with his name.
  //  - What changes something must come from our own page or from no page at all (Origin, Sec-Fetch-Site).
  //  - With a token: Authorization: Bearer TOKEN, or the cookie of a browser that has shown it.
  [[nodiscard]] std::optional<Problem> check(const Request& request) const;

  // Of a request that only brings the token, as a form: where it is right, a new word for the cookie.
  [[nodiscard]] std::optional<std::string> open_session(std::string_view token);
  [[nodiscard]] bool asks_for_token() const noexcept { return !token_.empty(); }

 private:
  [[nodiscard]] bool may_ask_under(std::string_view host) const;
  [[nodiscard]] bool has_token(const Request& request) const;

  std::vector<std::string> names_;
  std::string token_;
  mutable std::mutex mutex_;
  std::vector<std::string> sessions_;  // words of cookies, the oldest first
};

}  // namespace chancery::serve
