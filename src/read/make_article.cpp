#include "read/article_json.h"
#include "read/article_source.h"
#include "read/charset.h"
#include "read/feed_entry.h"
#include "read/language.h"
#include "read/mail.h"
#include "read/page_article.h"
#include "read/utf8.h"
#include "text/hash.h"

namespace chancery::read {
namespace {

// "h-" and a hash of all that was given, save where it was read from: the same article in two files is one. Of a page
// or an entry the URL stands for its publisher, whose name pages, feeds and sections of one site write differently
// (docs/formats.md).
std::string content_id(const Article& article, bool is_document) {
  std::string bytes;
  bytes.reserve(article.text.size() + 256);
  text::append_hashed_field(bytes, article.text);
  text::append_hashed_field(bytes, article.title);
  text::append_hashed_field(bytes, article.date ? to_iso(*article.date) : "");
  text::append_hashed_field(bytes, is_document && !article.url.empty() ? "" : article.source);
  text::append_hashed_field(bytes, article.url);
  return "h-" + text::to_hex(text::hash(bytes));
}

// UTF-8 stays as it is to the last byte; other encodings are converted.
Result<Article> from_plain_text(std::string_view bytes, std::string_view charset) {
  Article article;
  if (first_bad_utf8(bytes) == bytes.size()) {
    article.text = bytes;
    return article;
  }
  auto decoded = to_utf8(bytes, charset);
  if (!decoded) return std::unexpected(std::move(decoded.error()));
  article.text = std::move(decoded->text);
  return article;
}

Result<Article> parse(std::string_view bytes, const RawArticle& raw) {
  const std::string_view charset = raw.origin ? raw.origin->charset : std::string_view();
  switch (raw.kind) {
    case RawKind::plain_text: return from_plain_text(bytes, charset);
    case RawKind::json: return parse_article(bytes);
    case RawKind::json_feed_entry: return read_json_feed_entry(bytes, raw.feed ? *raw.feed : FeedHeader{});
    case RawKind::feed_entry: return read_feed_entry(bytes, raw.feed ? *raw.feed : FeedHeader{});
    case RawKind::html: return read_page_article(bytes, charset, raw.origin ? raw.origin->url : "");
    case RawKind::mail: return read_mail(bytes);
  }
  return parse_article(bytes);
}

// Headers and URLs may hold bytes of any encoding, which nobody declared.
void mend_fields(Article& article) {
  for (std::string* field : {&article.text, &article.title, &article.source, &article.url, &article.language}) {
    if (first_bad_utf8(*field) == field->size()) continue;
    auto decoded = to_utf8(*field, "");
    *field = decoded ? std::move(decoded->text) : std::string();
  }
  if (first_bad_utf8(article.extra_json) != article.extra_json.size()) article.extra_json.clear();
}

}  // namespace

Result<MadeArticle> make_article(const Chunk& chunk, const RawArticle& raw, const MakeOptions& options) {
  if (raw.refused) return std::unexpected(*raw.refused);
  const bool is_document = raw.kind != RawKind::plain_text && raw.kind != RawKind::json;
  auto article = parse(std::string_view(chunk.bytes).substr(raw.begin, raw.size), raw);
  if (article && is_document) mend_fields(*article);
  std::optional<Error> error;
  if (!article) {
    error = std::move(article.error());
  } else if (article->text.find_first_not_of(" \t\r\n") == std::string::npos) {
    error.emplace();
    error->code = ErrorCode::empty;
    error->message = "there is no text in it";
  } else {
    error = settle_language(*article, {is_document, options.any_language});
  }
  if (error) {
    error->file = *raw.file;
    error->line = raw.line;
    error->size = raw.size;
    return std::unexpected(std::move(*error));
  }
  if (article->id.empty()) article->id = content_id(*article, is_document);
  if (article->file.empty()) {
    article->file = *raw.file;
    article->line = raw.line;
  }
  const bool from_line =
      raw.kind != RawKind::json && article->extra_json.find("\"date_basis\":\"text\"") != std::string::npos;
  return MadeArticle{*std::move(article), from_line};
}

Result<Article> make_article(const Chunk& chunk, const RawArticle& raw) {
  auto made = make_article(chunk, raw, {});
  if (!made) return std::unexpected(std::move(made.error()));
  return std::move(made->article);
}

}  // namespace chancery::read
