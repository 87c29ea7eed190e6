#include "read/html/page.h"

#include <utility>

#include "read/html/main_text.h"
#include "read/html/metadata.h"
#include "read/html/page_date.h"
#include "read/html/tree.h"

namespace chancery::read {

Result<Page> read_page(std::string_view utf8, std::string_view url) {
  const auto tree = html::parse_tree(utf8);
  if (!tree) return std::unexpected(tree.error());
  html::Metadata known = html::read_metadata(*tree, url);
  html::MainText main = html::find_main_text(*tree, {.title = known.title, .body = known.body});
  if (main.text.empty()) {
    return std::unexpected(Error{.code = ErrorCode::empty,
                                 .message = "the page has no main text; save it again after it has loaded, or hand in its text",
                                 .size = utf8.size()});
  }
  Page page;
  page.title = std::move(known.title);
  page.text = std::move(main.text);
  page.author = std::move(known.author);
  page.publisher = std::move(known.publisher);
  page.url = std::move(known.url);
  page.language = std::move(known.language);
  page.date = known.date;
  page.date_basis = std::move(known.date_basis);
  if (!page.date) {
    page.date = html::day_of_url(page.url);
    if (page.date) page.date_basis = "url";
  }
  page.excerpt = known.not_free;
  return page;
}

}  // namespace chancery::read
