#include "read/page_article.h"

#include "read/charset.h"
#include "read/extra_fields.h"
#include "read/html/page.h"

namespace chancery::read {

Result<Article> read_page_article(std::string_view bytes, std::string_view charset, std::string_view url) {
  auto decoded = to_utf8(bytes, charset.empty() ? declared_charset(bytes) : charset);
  if (!decoded) return std::unexpected(std::move(decoded.error()));
  auto page = read_page(decoded->text, url);
  if (!page) return std::unexpected(std::move(page.error()));
  Article article;
  article.text = std::move(page->text);
  article.title = std::move(page->title);
  article.source = std::move(page->publisher);
  article.url = std::move(page->url);
  article.language = std::move(page->language);
  article.date = page->date;
  article.extra_json = extra_fields(
      {{"author", page->author}, {"date_basis", page->date_basis}, {"excerpt", page->excerpt ? "true" : ""}});
  return article;
}

}  // namespace chancery::read
