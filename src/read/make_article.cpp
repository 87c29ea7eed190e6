#include "read/article_json.h"
#include "read/article_source.h"
#include "read/language.h"
#include "read/utf8.h"
#include "text/hash.h"

namespace chancery::read {
namespace {

// "h-" and a hash of all that was given, save where it was read from: the same article in two files is one.
std::string content_id(const Article& article) {
  std::string bytes;
  bytes.reserve(article.text.size() + 256);
  text::append_hashed_field(bytes, article.text);
  text::append_hashed_field(bytes, article.title);
  text::append_hashed_field(bytes, article.date ? to_iso(*article.date) : "");
  text::append_hashed_field(bytes, article.source);
  text::append_hashed_field(bytes, article.url);
  return "h-" + text::to_hex(text::hash(bytes));
}

Result<Article> from_plain_text(std::string_view bytes) {
  if (const std::size_t bad = first_bad_utf8(bytes); bad != bytes.size()) {
    Error error;
    error.code = ErrorCode::bad_encoding;
    error.message = "no UTF-8 at byte " + std::to_string(bad);
    error.byte = bad;
    return std::unexpected(std::move(error));
  }
  Article article;
  article.text = bytes;
  return article;
}

}  // namespace

Result<Article> make_article(const Chunk& chunk, const RawArticle& raw) {
  if (raw.refused) return std::unexpected(*raw.refused);
  const std::string_view bytes = std::string_view(chunk.bytes).substr(raw.begin, raw.size);
  auto article = raw.line == 0 ? from_plain_text(bytes) : parse_article(bytes);
  std::optional<Error> error;
  if (!article) {
    error = std::move(article.error());
  } else if (article->text.find_first_not_of(" \t\r\n") == std::string::npos) {
    error.emplace();
    error->code = ErrorCode::empty;
    error->message = "there is no text in it";
  } else {
    error = settle_language(*article);
  }
  if (error) {
    error->file = *raw.file;
    error->line = raw.line;
    error->size = raw.size;
    return std::unexpected(std::move(*error));
  }
  if (article->id.empty()) article->id = content_id(*article);
  if (article->file.empty()) {
    article->file = *raw.file;
    article->line = raw.line;
  }
  return article;
}

}  // namespace chancery::read
