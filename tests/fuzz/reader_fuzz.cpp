// Any valid UTF-8 is read, and every span of every finding lies within its text.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "chancery/reader.h"
#include "format/finding_json.h"
#include "read/utf8.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto knowledge = *chancery::Knowledge::load();
  static chancery::Reader reader(knowledge);
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (chancery::read::first_bad_utf8(bytes) != bytes.size()) return 0;
  chancery::Article article;
  article.id = "a";
  const std::size_t line = bytes.find('\n');
  // Half of the inputs have a title: the first line.
  if (line != std::string_view::npos && line % 2 == 1) {
    article.title = bytes.substr(0, line);
    article.text = bytes.substr(line + 1);
  } else {
    article.text = bytes;
  }
  const chancery::Reading reading = reader.read(article);
  for (const chancery::TextSpan& span : reading.facts.sentences) {
    check(span.begin <= span.end && span.end <= (span.in_title ? article.title : article.text).size());
  }
  for (const chancery::Finding& finding : reading.findings) {
    std::string json;
    chancery::format::append_stored_json(json, finding, article);
    const auto again = chancery::format::parse_finding(json);
    check(again.has_value());
    std::string json_again;
    chancery::format::append_stored_json(json_again, *again, article);
    check(json == json_again);
  }
  return 0;
}
