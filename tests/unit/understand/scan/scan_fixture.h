// Runs the first stages of the scan over a text, for the tests of single stages.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>

#include "chancery/knowledge.h"
#include "understand/scan/stages.h"

namespace chancery::understand {

inline const knowledge::Tables& built_in_tables() {
  static const std::shared_ptr<const Knowledge> knowledge = Knowledge::load().value();
  return knowledge->tables();
}

// A document that owns its article.
struct Scanned {
  Scanned(std::string text, const char* date, std::initializer_list<void (*)(Document&)> stages) {
    article.text = std::move(text);
    if (date != nullptr) article.date = parse_iso_day(date);
    document.reset(article, built_in_tables());
    for (const auto stage : stages) stage(document);
  }
  Scanned(const Scanned&) = delete;
  Scanned& operator=(const Scanned&) = delete;

  Article article;
  Document document;
};

}  // namespace chancery::understand
