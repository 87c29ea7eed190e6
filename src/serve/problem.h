// Errors over HTTP: problem details as of RFC 9457. The one place where errors become statuses.
#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

#include "answer/list_request.h"
#include "chancery/error.h"
#include "serve/message.h"

namespace chancery::serve {

struct Problem {
  int status = 400;
  std::string type;       // "bad-parameter": an anchor of the page at /api/, which explains it
  std::string detail;     // one sentence: what is wrong and what to do
  std::string parameter;  // of the query or path; "" none
  std::vector<std::pair<std::string, std::string>> headers = {};  // Allow, Retry-After ...
};
template <typename T>
using Served = std::expected<T, Problem>;

[[nodiscard]] Problem problem_of(const Error& error);
[[nodiscard]] Problem problem_of(const answer::Complaint& complaint);
// Wrong or missing parameter.
[[nodiscard]] Problem bad_parameter(std::string parameter, std::string detail);

[[nodiscard]] AnswerPtr answer_of(const Problem& problem);

// "Not Found" and so on.
[[nodiscard]] const char* reason_of(int status) noexcept;

}  // namespace chancery::serve
