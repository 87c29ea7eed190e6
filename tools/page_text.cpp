// What read_page makes of saved pages: one JSON object a file, for tools/measure_pages and for looking.
// Usage: page_text FILE...   (pages in UTF-8, not packed)
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "format/json_writer.h"
#include "read/html/page.h"

int main(int count, char** arguments) {
  for (int at = 1; at < count; ++at) {
    std::ifstream file(arguments[at], std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    const auto page = chancery::read::read_page(bytes.str(), "");
    std::string line;
    {
      chancery::format::JsonWriter writer(line);
      writer.begin_object();
      writer.member("file", arguments[at]);
      if (page) {
        writer.member("title", page->title);
        writer.member("author", page->author);
        writer.member("publisher", page->publisher);
        writer.member("url", page->url);
        writer.member("language", page->language);
        writer.member("date", page->date ? chancery::to_iso(*page->date) : std::string());
        writer.member("date_basis", page->date_basis);
        writer.member("excerpt", page->excerpt);
        writer.member("text", page->text);
      } else {
        writer.member("error", chancery::to_string(page.error().code));
        writer.member("message", page.error().message);
      }
      writer.end_object();
    }
    std::cout << line << '\n';
  }
}
