// Which date of publication an article gets: what was given with it, its dateline, or a line of its page.
#pragma once

#include <string>

#include "chancery/date.h"
#include "chancery/reader.h"
#include "read/article_source.h"

namespace chancery::read {

// Metadata goes before the text's dateline, the dateline before a line of the page. Gives what is wrong with the date,
// "" where nothing is: a day that has not begun anywhere by `today` is dropped, a very old one kept.
[[nodiscard]] std::string settle_date(MadeArticle& made, Reader& reader, Day today);

}  // namespace chancery::read
