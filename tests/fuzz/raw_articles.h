// What a cutter or container makes of bytes, looked at to the end.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "read/article_source.h"
#include "read/cutter.h"
#include "read/utf8.h"

namespace chancery::read {

inline void check(bool holds) {
  if (!holds) std::abort();
}

inline void check_article(const Article& article) {
  for (const std::string* field : {&article.text, &article.title, &article.source, &article.url, &article.language,
                                   &article.extra_json, &article.id}) {
    check(first_bad_utf8(*field) == field->size());
  }
  check(article.text.find_first_not_of(" \t\r\n") != std::string::npos && !article.id.empty());
}

inline CutterInput cutter_input(std::string_view bytes) {
  return {std::make_unique<InputBuffer>(std::make_unique<MemoryStream>(bytes)),
          std::make_shared<const std::string>("input"), nullptr};
}

// Every article that the cutter finds is made; each is sound.
inline void cut_and_make(std::unique_ptr<Cutter> cutter) {
  while (true) {
    Chunk chunk;
    const auto more = cutter->take(chunk);
    for (const RawArticle& raw : chunk.articles) {
      check(raw.begin + raw.size <= chunk.bytes.size());
      const auto made = make_article(chunk, raw, {.any_language = true});
      if (made) check_article(made->article);
    }
    if (!more || !*more) return;
  }
}

}  // namespace chancery::read
