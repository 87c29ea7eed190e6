// JSON Feed, https://www.jsonfeed.org/version/1.1/
#include <rapidjson/document.h>

#include <string>
#include <utility>

#include "read/date_text.h"
#include "read/extra_fields.h"
#include "read/feed_entry.h"
#include "read/html/page.h"
#include "read/utf8.h"

namespace chancery::read {
namespace {

std::string_view string_of(const rapidjson::Value& object, const char* name) {
  const auto member = object.FindMember(name);
  if (member == object.MemberEnd() || !member->value.IsString()) return {};
  return {member->value.GetString(), member->value.GetStringLength()};
}

// An id should be a string; some are numbers.
std::string id_of(const rapidjson::Value& object) {
  const auto member = object.FindMember("id");
  if (member != object.MemberEnd() && member->value.IsInt64()) return std::to_string(member->value.GetInt64());
  return std::string(string_of(object, "id"));
}

std::string authors_of(const rapidjson::Value& object) {
  std::string out;
  const auto add = [&out](const rapidjson::Value& author) {
    if (!author.IsObject()) return;
    const std::string name = collapsed(string_of(author, "name"));
    if (!name.empty()) out += (out.empty() ? "" : ", ") + name;
  };
  if (const auto list = object.FindMember("authors"); list != object.MemberEnd() && list->value.IsArray()) {
    for (const rapidjson::Value& author : list->value.GetArray()) add(author);
  }
  // Version 1 had one.
  if (const auto one = object.FindMember("author"); out.empty() && one != object.MemberEnd()) add(one->value);
  return out;
}

Error refusal(ErrorCode code, std::string message) {
  Error error;
  error.code = code;
  error.message = std::move(message);
  return error;
}

// Iterative, so that a million brackets cannot exhaust the stack.
constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag;

}  // namespace

FeedHeader read_json_feed_header(std::string_view json) {
  FeedHeader header;
  rapidjson::Document document;
  document.Parse<kFlags>(json.data(), json.size());
  if (document.HasParseError() || !document.IsObject()) return header;
  header.title = collapsed(string_of(document, "title"));
  header.language = string_of(document, "language");
  if (first_bad_utf8(header.title) != header.title.size()) header.title.clear();
  return header;
}

Result<Article> read_json_feed_entry(std::string_view json, const FeedHeader& feed) {
  if (const std::size_t bad = first_bad_utf8(json); bad != json.size()) {
    Error error = refusal(ErrorCode::bad_encoding, "no UTF-8 at byte " + std::to_string(bad) + " of the entry");
    error.byte = bad;
    return std::unexpected(std::move(error));
  }
  rapidjson::Document item;
  item.Parse<kFlags>(json.data(), json.size());
  if (item.HasParseError() || !item.IsObject()) {
    return std::unexpected(refusal(ErrorCode::malformed,
                                   "no valid JSON at byte " + std::to_string(item.GetErrorOffset()) + " of the entry"));
  }
  Article article;
  article.text = fragment_text(string_of(item, "content_html"));
  if (article.text.empty()) article.text = string_of(item, "content_text");
  if (article.text.find_first_not_of(" \t\r\n") == std::string::npos) article.text = string_of(item, "summary");
  article.title = collapsed(string_of(item, "title"));
  if (article.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return std::unexpected(refusal(
        ErrorCode::empty, article.title.empty() ? "an entry without text" : "an entry without text, only a title"));
  }
  article.url = string_of(item, "url");
  if (article.url.empty()) article.url = string_of(item, "external_url");
  article.source = feed.title;
  article.language = string_of(item, "language");
  if (article.language.empty()) article.language = feed.language;
  article.date = parse_date_text(string_of(item, "date_published"));
  if (!article.date) article.date = parse_date_text(string_of(item, "date_modified"));
  const std::string guid = id_of(item), authors = authors_of(item);
  // An escape may spell half a character.
  for (const std::string* field : {&std::as_const(article.text), &std::as_const(article.title),
                                   &std::as_const(article.url), &std::as_const(article.language), &guid, &authors}) {
    if (first_bad_utf8(*field) != field->size())
      return std::unexpected(refusal(ErrorCode::bad_encoding, "an escape (\\u...) spells no character"));
  }
  article.extra_json = extra_fields({{"author", authors}, {"guid", guid}});
  return article;
}

}  // namespace chancery::read
