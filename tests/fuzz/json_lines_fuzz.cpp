// JSON Lines and other JSON; an article that was read is read again from what is printed of it.
#include "raw_articles.h"
#include "read/article_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chancery::read;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  cut_and_make(cut_lines(cutter_input(bytes)));
  cut_and_make(cut_json(cutter_input(bytes), false));
  if (const auto article = parse_article(bytes)) {
    std::string line;
    append_article(line, *article);
    const auto again = parse_article(line);
    check(again.has_value() && again->text == article->text && again->title == article->title &&
          again->date == article->date && again->id == article->id);
  }
  return 0;
}
