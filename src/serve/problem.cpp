#include "serve/problem.h"

#include "format/json_writer.h"

namespace chancery::serve {

Problem problem_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::not_found: return {404, "not-found", error.message, ""};
    case ErrorCode::bad_usage: return {400, "bad-parameter", error.message, ""};
    case ErrorCode::too_large: return {413, "too-large", error.message, ""};
    case ErrorCode::record_busy: return {503, "record-busy", error.message, "", {{"Retry-After", "2"}}};
    case ErrorCode::unsupported_schema:
    case ErrorCode::record_failed: return {500, "record-failed", error.message, ""};
    default: return {422, "unreadable-text", error.message, ""};  // what came in the body is no text we can read
  }
}

Problem problem_of(const answer::Complaint& complaint) {
  Problem problem = problem_of(complaint.error);
  problem.parameter = complaint.option;
  return problem;
}

Problem bad_parameter(std::string parameter, std::string detail) {
  return {400, "bad-parameter", std::move(detail), std::move(parameter)};
}

AnswerPtr answer_of(const Problem& problem) {
  auto answer = std::make_shared<Answer>();
  answer->status = problem.status;
  answer->content_type = "application/problem+json";
  format::JsonWriter json(answer->body);
  json.begin_object();
  json.member("type", "/api/#" + problem.type);
  json.member("title", reason_of(problem.status));
  json.member("status", problem.status);
  json.member("detail", problem.detail);
  if (!problem.parameter.empty()) json.member("parameter", problem.parameter);
  json.end_object();
  answer->body += '\n';
  answer->headers = problem.headers;
  return answer;
}

const char* reason_of(int status) noexcept {
  switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    default: return "Error";
  }
}

}  // namespace chancery::serve
