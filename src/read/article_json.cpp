#include "read/article_json.h"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <optional>

#include "format/json_writer.h"
#include "read/utf8.h"

namespace chancery::read {
namespace {

// ISO 8601 knows 2025-02-14 and 20250214, each perhaps followed by a time.
std::optional<Day> parse_publication_day(std::string_view text) {
  if (const auto day = parse_iso_day(text)) return day;
  if (text.size() < 8 || text.find_first_not_of("0123456789") < 8) return std::nullopt;
  std::string extended(text.substr(0, 4));
  extended.append("-").append(text.substr(4, 2)).append("-").append(text.substr(6));
  return parse_iso_day(extended);
}

// Takes the events of one object: known keys into the article, all others rewritten as they came.
class ArticleHandler {
 public:
  bool Null() {
    if (depth_ == 0) return not_an_object();
    if (in_extra()) return writer_->null(), true;
    return true;
  }
  bool Bool(bool value) {
    if (in_extra()) return writer_->boolean(value), true;
    return wrong_type("true or false");
  }
  // All numbers arrive as they are written (kParseNumbersAsStringsFlag), so that none loses digits.
  bool RawNumber(const char* digits, rapidjson::SizeType length, bool) {
    const std::string_view number(digits, length);
    if (in_extra()) return writer_->number_text(number), true;
    if (field_ == &article_.id && number.find_first_not_of("-0123456789") == std::string_view::npos) {
      article_.id = number;
      return true;
    }
    return wrong_type("a number");
  }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

  bool String(const char* characters, rapidjson::SizeType length, bool) {
    const std::string_view text(characters, length);
    if (in_extra()) return writer_->string(text), true;
    if (depth_ == 0) return not_an_object();
    if (is_date_) {
      date_ = text;
    } else {
      field_->assign(text);
    }
    return true;
  }

  bool StartObject() {
    if (depth_ == 0) return ++depth_, true;
    if (in_extra()) return ++depth_, writer_->begin_object(), true;
    return wrong_type("an object");
  }
  bool EndObject(rapidjson::SizeType) {
    if (--depth_ == 0) {
      if (writer_) writer_->end_object();
      return true;
    }
    return writer_->end_object(), true;
  }
  bool StartArray() {
    if (depth_ == 0) return not_an_object();
    if (in_extra()) return ++depth_, writer_->begin_array(), true;
    return wrong_type("an array");
  }
  bool EndArray(rapidjson::SizeType) { return --depth_, writer_->end_array(), true; }

  bool Key(const char* characters, rapidjson::SizeType length, bool) {
    const std::string_view key(characters, length);
    if (depth_ > 1) return writer_->key(key), true;
    field_ = find_field(key);
    is_date_ = key == "date";
    known_ = field_ != nullptr || is_date_;
    if (known_) {
      key_ = key;
    } else {
      if (!writer_) {
        writer_.emplace(article_.extra_json);
        writer_->begin_object();
      }
      writer_->key(key);
    }
    return true;
  }

  [[nodiscard]] Result<Article> finish() {
    if (article_.text.empty()) return std::unexpected(error(ErrorCode::missing_field, "there is no \"text\""));
    if (!date_.empty()) {
      article_.date = parse_publication_day(date_);
      if (!article_.date) {
        return std::unexpected(
            error(ErrorCode::malformed, "\"date\" is no ISO 8601 date such as 2025-02-14: " + date_.substr(0, 40)));
      }
    }
    return std::move(article_);
  }

  [[nodiscard]] std::optional<Error> take_error() { return std::move(error_); }

  static Error error(ErrorCode code, std::string message) {
    Error error;
    error.code = code;
    error.message = std::move(message);
    return error;
  }

 private:
  std::string* find_field(std::string_view key) {
    if (key == "text") return &article_.text;
    if (key == "id") return &article_.id;
    if (key == "title") return &article_.title;
    if (key == "source") return &article_.source;
    if (key == "url") return &article_.url;
    if (key == "language") return &article_.language;
    if (key == "file") return &article_.file;
    return nullptr;
  }

  [[nodiscard]] bool in_extra() const { return depth_ > 1 || (depth_ == 1 && !known_); }

  bool not_an_object() {
    error_ = error(ErrorCode::wrong_type, "the line is no JSON object");
    return false;
  }
  bool wrong_type(std::string_view found) {
    if (depth_ == 0) return not_an_object();
    error_ = error(ErrorCode::wrong_type, "\"" + key_ + "\" must be a string, not " + std::string(found));
    return false;
  }

  Article article_;
  std::string date_;
  std::string key_;
  std::string* field_ = nullptr;
  bool is_date_ = false;
  bool known_ = false;
  int depth_ = 0;
  std::optional<format::JsonWriter> writer_;
  std::optional<Error> error_;
};

// Escapes may spell what UTF-8 may not hold (a lone surrogate).
std::optional<Error> check_decoded(const Article& article) {
  for (const std::string* field : {&article.text, &article.id, &article.title, &article.source, &article.url,
                                   &article.language, &article.file, &article.extra_json}) {
    if (first_bad_utf8(*field) != field->size()) {
      return ArticleHandler::error(ErrorCode::bad_encoding, "an escape (\\u...) spells no character");
    }
  }
  return std::nullopt;
}

}  // namespace

Result<Article> parse_article(std::string_view line) {
  if (const std::size_t bad = first_bad_utf8(line); bad != line.size()) {
    Error error =
        ArticleHandler::error(ErrorCode::bad_encoding, "no UTF-8 at byte " + std::to_string(bad) + " of the line");
    error.byte = bad;
    return std::unexpected(std::move(error));
  }
  rapidjson::MemoryStream stream(line.data(), line.size());
  ArticleHandler handler;
  // Iterative, so that a line of a million brackets cannot exhaust the stack.
  rapidjson::Reader reader;
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, handler);
  if (result.IsError()) {
    if (auto error = handler.take_error()) return std::unexpected(std::move(*error));
    Error error =
        ArticleHandler::error(ErrorCode::malformed, "no valid JSON at byte " + std::to_string(result.Offset()) +
                                                        " of the line: " + rapidjson::GetParseError_En(result.Code()));
    error.byte = result.Offset();
    return std::unexpected(std::move(error));
  }
  auto article = handler.finish();
  if (article) {
    if (auto error = check_decoded(*article)) return std::unexpected(std::move(*error));
  }
  return article;
}

void append_article(std::string& out, const Article& article) {
  format::JsonWriter json(out);
  json.begin_object();
  const auto member = [&json](std::string_view key, std::string_view value) {
    if (!value.empty()) json.member(key, value);
  };
  member("id", article.id);
  member("title", article.title);
  if (article.date) json.member("date", to_iso(*article.date));
  member("source", article.source);
  member("url", article.url);
  member("language", article.language);
  json.member("text", article.text);
  if (article.extra_json.size() > 2) {
    // The members of the kept object, without its braces, become members of this one.
    out += ',';
    out.append(article.extra_json, 1, article.extra_json.size() - 2);
  }
  member("file", article.file);
  json.end_object();
}

}  // namespace chancery::read
