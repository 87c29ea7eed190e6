// What there is under /api/v1/ and who answers it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "answer/document.h"
#include "serve/desk.h"
#include "serve/message.h"
#include "serve/parameters.h"
#include "serve/problem.h"

namespace chancery::serve {

// One question on its way.
struct Call {
  Desk& desk;
  const Request& request;
  std::vector<std::string> path;  // what follows the route's name, decoded
  Parameters parameters;
  std::uint64_t version = 0;  // of the record
};
using Handler = Served<std::shared_ptr<Answer>> (*)(Call&);

struct Route {
  std::string_view method;
  std::string_view name;       // the segment after /api/v1/
  std::size_t least_path = 0;  // segments that follow
  std::size_t most_path = 0;
  std::string_view last = {};  // what the last segment must be; "" anything
  Handler handler = nullptr;
  bool edits = false;
  std::size_t most_body = 0;
};
[[nodiscard]] std::span<const Route> routes() noexcept;

// The handlers, by file.
Served<std::shared_ptr<Answer>> serve_timeline(Call& call);  // routes_lists.cpp
Served<std::shared_ptr<Answer>> serve_events(Call& call);
Served<std::shared_ptr<Answer>> serve_agreements(Call& call);
Served<std::shared_ptr<Answer>> serve_figures(Call& call);
Served<std::shared_ptr<Answer>> serve_people(Call& call);
Served<std::shared_ptr<Answer>> serve_search(Call& call);
Served<std::shared_ptr<Answer>> serve_brief(Call& call);  // routes_record.cpp
Served<std::shared_ptr<Answer>> serve_states(Call& call);
Served<std::shared_ptr<Answer>> serve_pairs(Call& call);
Served<std::shared_ptr<Answer>> serve_explain(Call& call);
Served<std::shared_ptr<Answer>> serve_article(Call& call);
Served<std::shared_ptr<Answer>> serve_version(Call& call);
Served<std::shared_ptr<Answer>> serve_stories(Call& call);     // routes_stories.cpp
Served<std::shared_ptr<Answer>> serve_statistics(Call& call);  // routes_statistics.cpp
Served<std::shared_ptr<Answer>> serve_statistics_files(Call& call);
Served<std::shared_ptr<Answer>> serve_check(Call& call);
Served<std::shared_ptr<Answer>> serve_corrections(Call& call);  // routes_edits.cpp
Served<std::shared_ptr<Answer>> serve_correct(Call& call);
Served<std::shared_ptr<Answer>> serve_intake(Call& call);

// What several handlers do.
[[nodiscard]] Served<std::string> resolved(Call& call, const char* parameter, const std::string& given);
[[nodiscard]] std::string rendered(const answer::Document& document, std::string_view format);  // json, md, html, text
[[nodiscard]] std::string joined(const std::vector<std::string>& segments);                     // with slashes

// An answer with a body of a format: json, jsonl, csv, md, html, text. `name` is what a browser calls the file.
[[nodiscard]] std::shared_ptr<Answer> answer_with(std::string body, std::string_view format, const std::string& name);

}  // namespace chancery::serve
