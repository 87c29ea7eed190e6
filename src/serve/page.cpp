#include "serve/page.h"

#include <map>

#include "answer/escape.h"
#include "serve/compress.h"
#include "serve/embedded.h"

namespace chancery::serve {
namespace {

constexpr std::string_view kFolder = "page/";

std::string_view content_type_of(std::string_view name) noexcept {
  const std::string_view ending = name.substr(std::min(name.rfind('.'), name.size()));
  if (ending == ".html") return "text/html; charset=utf-8";
  if (ending == ".js" || ending == ".mjs") return "text/javascript; charset=utf-8";
  if (ending == ".css") return "text/css; charset=utf-8";
  if (ending == ".json" || ending == ".map" || ending == ".topojson") return "application/json";
  if (ending == ".svg") return "image/svg+xml";
  if (ending == ".png") return "image/png";
  if (ending == ".ico") return "image/x-icon";
  if (ending == ".webmanifest") return "application/manifest+json";
  if (ending == ".woff2") return "font/woff2";
  if (ending == ".txt") return "text/plain; charset=utf-8";
  return "application/octet-stream";
}

std::string small_page(std::string_view title, std::string_view body) {
  // No style sheet, no script: nothing that a strict policy would have to allow.
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
         "content=\"width=device-width, initial-scale=1\">\n<title>" +
         std::string(title) + "</title>\n</head>\n<body>\n<main>\n<h1>" + std::string(title) + "</h1>\n" +
         std::string(body) + "</main>\n</body>\n</html>\n";
}

std::shared_ptr<Answer> file_answer(std::string_view name, std::string content) {
  auto answer = std::make_shared<Answer>();
  answer->content_type = content_type_of(name);
  answer->body = std::move(content);
  answer->gzip = gzip(answer->body);
  // The bundler puts a hash into the names of assets, so they never change under one name.
  answer->headers.emplace_back("Cache-Control",
                               name.starts_with("page/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  return answer;
}

const std::map<std::string, AnswerPtr, std::less<>>& files() {
  static const auto all = [] {
    std::map<std::string, AnswerPtr, std::less<>> made;
    for (const EmbeddedFile& file : embedded_files()) {
      if (!file.name.starts_with(kFolder)) continue;
      made.emplace(file.name.substr(kFolder.size()), file_answer(file.name, std::string(file.content)));
    }
    if (!made.contains("index.html")) {
      made.emplace("index.html",
                   file_answer("index.html",
                               small_page("chancery",
                                          "<p>This program was built without its page. The record can be asked over "
                                          "HTTP all the same: <a href=\"/api/\">what there is</a>.</p>\n")));
    }
    return made;
  }();
  return all;
}

}  // namespace

Served<AnswerPtr> page_file(std::string_view path) {
  const std::string_view name =
      path == "/" || path == "/view" || path.starts_with("/view/") ? std::string_view("index.html") : path.substr(1);
  const auto found = files().find(name);
  if (found == files().end()) {
    return std::unexpected(
        Problem{404, "not-found", "there is nothing at this path: / is the page, /api/ the API", ""});
  }
  return found->second;
}

std::string_view openapi_json() noexcept {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name == "openapi.json") return file.content;
  }
  return "{}";
}

std::string token_page(bool was_wrong) {
  return small_page("chancery",
                    std::string(was_wrong ? "<p role=\"alert\">That is not the token.</p>\n" : "") +
                        "<form method=\"post\" action=\"/token\">\n<p><label for=\"token\">The token that this server "
                        "was started with</label></p>\n<p><input id=\"token\" name=\"token\" type=\"password\" "
                        "autocomplete=\"current-password\" required autofocus> <button>Open</button></p>\n</form>\n");
}

}  // namespace chancery::serve
