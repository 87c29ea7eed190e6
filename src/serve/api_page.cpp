// The description of the API as a page, made from docs/openapi.json so that the two cannot differ.
#include <rapidjson/document.h>

#include "answer/escape.h"
#include "format/json_reader.h"
#include "serve/page.h"

namespace chancery::serve {
namespace {

std::string text_of(const rapidjson::Value& object, const char* key) {
  const auto found = object.FindMember(key);
  if (found == object.MemberEnd() || !found->value.IsString()) return {};
  return answer::escape_html({found->value.GetString(), found->value.GetStringLength()});
}

std::string escaped(const rapidjson::Value& name) {
  return answer::escape_html({name.GetString(), name.GetStringLength()});
}

}  // namespace

std::string api_page() {
  std::string out =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<title>chancery: HTTP API</title>\n</head>\n<body>\n<main>\n"
      "<h1>chancery: HTTP API</h1>\n<p>For programs: <a href=\"/api/openapi.json\">openapi.json</a>.</p>\n<dl>\n";
  const auto description = format::parse_json(openapi_json());
  if (!description || !description->IsObject() || !description->HasMember("paths")) return out + "</dl></main>";
  for (const auto& path : (*description)["paths"].GetObject()) {
    for (const auto& method : path.value.GetObject()) {
      if (!method.value.IsObject()) continue;  // "parameters" of the path
      std::string name = escaped(method.name);
      for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      out += "<dt><code>" + name + " " + escaped(path.name) + "</code></dt>\n<dd>" + text_of(method.value, "summary") +
             "</dd>\n";
    }
  }
  out += "</dl>\n<h2>Problems</h2>\n<dl>\n";
  if (const auto problems = description->FindMember("x-problems"); problems != description->MemberEnd()) {
    for (const auto& problem : problems->value.GetObject()) {
      out += "<dt id=\"" + escaped(problem.name) + "\"><code>" + escaped(problem.name) + "</code></dt>\n<dd>" +
             answer::escape_html({problem.value.GetString(), problem.value.GetStringLength()}) + "</dd>\n";
    }
  }
  return out + "</dl>\n</main>\n</body>\n</html>\n";
}

}  // namespace chancery::serve
