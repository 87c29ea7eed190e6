#include "read/settle_date.h"

#include <utility>

#include "read/date_doubt.h"

namespace chancery::read {

std::string settle_date(MadeArticle& made, Reader& reader, Day today) {
  Article& article = made.article;
  if (made.date_from_page_line) {
    const std::optional<Day> of_page = std::exchange(article.date, std::nullopt);
    article.date = reader.read(article).facts.date;
    if (!article.date) article.date = of_page;
  }
  if (!article.date) return {};
  const std::string day = to_iso(*article.date);
  switch (doubt(*article.date, today)) {
    case DateDoubt::none: return {};
    case DateDoubt::future: article.date.reset(); return "the date " + day + " lies in the future: left out";
    case DateDoubt::too_old: return "the date " + day + " lies before 1990: kept, but look whether it is right";
  }
  return {};
}

}  // namespace chancery::read
