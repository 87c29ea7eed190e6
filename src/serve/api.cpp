#include "serve/api.h"

#include <algorithm>
#include <array>

#include "serve/compress.h"
#include "serve/page.h"
#include "serve/routes.h"
#include "serve/target.h"

namespace chancery::serve {
namespace {

constexpr std::string_view kRoot = "/api/v1/";
constexpr std::size_t kCacheBytes = 64 << 20;
constexpr std::size_t kCheckBytes = 1 << 20;
constexpr std::size_t kIntakeBytes = 64 << 20;
constexpr std::size_t kSmallBody = 8192;

constexpr auto kRoutes = std::to_array<Route>({
    {"GET", "states", 0, 0, {}, serve_states},
    {"GET", "pairs", 0, 0, {}, serve_pairs},
    {"GET", "brief", 2, 2, {}, serve_brief},
    {"GET", "timeline", 0, 0, {}, serve_timeline},
    {"GET", "events", 0, 0, {}, serve_events},
    {"GET", "agreements", 0, 0, {}, serve_agreements},
    {"GET", "figures", 0, 0, {}, serve_figures},
    {"GET", "people", 0, 0, {}, serve_people},
    {"GET", "search", 0, 0, {}, serve_search},
    {"GET", "explain", 1, 50, {}, serve_explain},  // ids of articles may hold slashes
    {"GET", "articles", 1, 50, {}, serve_article},
    {"GET", "stories", 0, 50, {}, serve_stories},
    {"GET", "statistics", 0, 0, {}, serve_statistics_files},
    {"GET", "statistics", 2, 2, {}, serve_statistics},
    {"GET", "version", 0, 0, {}, serve_version},
    {"POST", "check", 0, 0, {}, serve_check, false, kCheckBytes},
    {"GET", "corrections", 0, 0, {}, serve_corrections},
    {"POST", "corrections", 0, 0, {}, serve_correct, true},
    {"POST", "articles", 0, 0, {}, serve_intake, true, kIntakeBytes},
});

bool fits(const Route& route, const std::vector<std::string>& path) {
  if (path.empty() || path[0] != route.name) return false;
  const std::size_t further = path.size() - 1;
  if (further < route.least_path || further > route.most_path) return false;
  if (std::any_of(path.begin() + 1, path.end(), [](const std::string& segment) { return segment.empty(); }))
    return false;
  return route.last.empty() || path.back() == route.last;
}

std::string_view method_of(const Request& request) noexcept {
  return request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
}

// What follows /api/v1/, decoded; nothing where it is another path or has broken escapes.
std::optional<std::vector<std::string>> api_path(const Request& request) {
  if (!request.path.starts_with(kRoot)) return std::nullopt;
  return path_segments(std::string_view(request.path).substr(kRoot.size() - 1));
}

// The route, or what is wrong. Null where only OPTIONS is asked for.
Served<const Route*> route_of(const Request& request, const std::vector<std::string>& path, bool may_edit,
                              std::string& allow) {
  const Route* found = nullptr;
  bool closed = false;
  for (const Route& route : kRoutes) {
    if (!fits(route, path)) continue;
    allow += (allow.empty() ? "" : ", ") + std::string(route.method) + (route.method == "GET" ? ", HEAD" : "");
    if (route.method != method_of(request)) continue;
    closed = route.edits && !may_edit;
    found = &route;
  }
  if (closed) {
    return std::unexpected(Problem{403, "read-only", "this server changes nothing: start it with --allow-edit", ""});
  }
  if (allow.empty()) {
    return std::unexpected(Problem{404, "not-found", "there is nothing at this path: /api/ tells what there is", ""});
  }
  allow += ", OPTIONS";
  if (found == nullptr && request.method != "OPTIONS") {
    return std::unexpected(Problem{405, "method", "this path is asked with " + allow, "", {{"Allow", allow}}});
  }
  return found;
}

bool wants_html(const Request& request) {
  for (const std::string& type : header_items(request.header("accept"))) {
    if (type == "text/html") return true;
    if (type == "application/json" || type == "application/openapi+json" || type == "*/*") return false;
  }
  return false;
}

std::string_view content_type_of(std::string_view format) noexcept {
  if (format == "json") return "application/json";
  if (format == "jsonl") return "application/jsonl";
  if (format == "csv") return "text/csv; charset=utf-8; header=present";
  if (format == "md") return "text/markdown; charset=utf-8";
  if (format == "html") return "text/html; charset=utf-8";
  return "text/plain; charset=utf-8";
}

AnswerPtr options_answer(std::string allow) {
  auto answer = std::make_shared<Answer>();
  answer->status = 204;
  answer->content_type.clear();
  answer->headers = {{"Allow", std::move(allow)}};
  return answer;
}

// Static files know only these.
std::optional<AnswerPtr> refused_method(const Request& request) {
  const std::string allow = "GET, HEAD, OPTIONS";
  if (request.method == "OPTIONS") return options_answer(allow);
  if (method_of(request) == "GET") return std::nullopt;
  return answer_of(Problem{405, "method", "this path is asked with " + allow, "", {{"Allow", allow}}});
}

AnswerPtr description(const Request& request, bool as_html) {
  if (auto refused = refused_method(request)) return *refused;
  auto answer = answer_with(as_html ? api_page() : std::string(openapi_json()), as_html ? "html" : "json", "openapi");
  answer->gzip = gzip(answer->body);
  answer->headers.emplace_back("Cache-Control", "no-cache");
  return answer;
}

}  // namespace

std::span<const Route> routes() noexcept { return kRoutes; }

std::shared_ptr<Answer> answer_with(std::string body, std::string_view format, const std::string& name) {
  auto answer = std::make_shared<Answer>();
  answer->content_type = content_type_of(format);
  answer->body = std::move(body);
  if (format != "json" && format != "html") {
    const std::string ending = format == "text" ? "txt" : std::string(format);
    answer->headers.emplace_back("Content-Disposition", "inline; filename=\"" + name + "." + ending + "\"");
  }
  return answer;
}

Api::Api(std::shared_ptr<const Library> library) : library_(std::move(library)), cache_(kCacheBytes) {}

std::size_t Api::body_limit(const Request& request) const noexcept {
  const auto path = api_path(request);
  if (path) {
    for (const Route& route : kRoutes) {
      if (!fits(route, *path) || route.method != request.method) continue;
      return route.edits && !library_->may_edit ? kSmallBody : std::max(route.most_body, kSmallBody);
    }
  }
  return kSmallBody;
}

Plan Api::plan(const Request& request) const {
  if (request.path == "/api" || request.path == "/api/") return {description(request, wants_html(request)), {}};
  if (request.path == "/api/openapi.json") return {description(request, false), {}};
  if (!request.path.starts_with("/api/")) {
    if (auto refused = refused_method(request)) return {*refused, {}};
    auto file = page_file(request.path);
    return {file ? *file : answer_of(file.error()), {}};
  }
  const auto path = api_path(request);
  if (!path) {
    return {answer_of(Problem{404, "not-found", "there is nothing at this path: /api/ tells what there is", ""}), {}};
  }
  std::string allow;
  if (*path == std::vector<std::string>{"changes"}) {
    if (auto refused = refused_method(request)) return {*refused, {}};
    auto answer = std::make_shared<Answer>();
    answer->content_type = "text/event-stream";
    answer->is_event_stream = true;
    answer->headers = {{"Cache-Control", "no-cache"}, {"X-Accel-Buffering", "no"}};
    return {std::move(answer), {}};
  }
  const auto route = route_of(request, *path, library_->may_edit, allow);
  if (!route) return {answer_of(route.error()), {}};
  if (*route == nullptr) return {options_answer(allow), {}};
  if ((*route)->method != "GET") return {nullptr, {}};
  return {nullptr, request.path + "?" + request.query + "#" + std::to_string(edits_.load())};
}

AnswerPtr Api::answer(Desk& desk, const Request& request) {
  const auto path = api_path(request);
  std::string allow;
  const auto route = path ? route_of(request, *path, library_->may_edit, allow)
                          : Served<const Route*>(std::unexpected(Problem{404, "not-found", "nothing here", ""}));
  if (!route) return answer_of(route.error());
  const bool reads = (*route)->method == "GET";
  const std::string key = request.path + "?" + request.query;
  const auto edition = desk.edition();
  if (!edition) return answer_of(problem_of(edition.error()));
  if (reads) {
    if (AnswerPtr known = cache_.find(key, *edition)) return known;
  }
  const auto version = desk.summary().version();
  if (!version) return answer_of(problem_of(version.error()));
  auto parameters = query_parameters(request.query);
  if (!parameters) {
    return answer_of(bad_parameter("", "the query has a broken escape: write % as %25, and text as UTF-8"));
  }
  Call call{desk, request, {path->begin() + 1, path->end()}, Parameters(*std::move(parameters)), *version};
  auto answered = (*route)->handler(call);
  if (!reads) ++edits_;
  if (!answered) return answer_of(answered.error());
  Answer& answer = **answered;
  answer.gzip = gzip(answer.body);
  if (reads) {
    answer.headers.emplace_back("Cache-Control", "private, no-cache");
    // What another program wrote meanwhile may be in it already: such an answer is given, but not kept.
    const auto after = desk.edition();
    if (after && *after == *edition) {
      answer.etag = "W/\"" + *edition + "-" + library_->fingerprint + "\"";
      cache_.put(key, *edition, *answered);
    }
  } else {
    answer.headers.emplace_back("Cache-Control", "no-store");
  }
  return *std::move(answered);
}

}  // namespace chancery::serve
