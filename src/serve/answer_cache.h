// Answers kept for as long as the record does not change.
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "serve/message.h"

namespace chancery::serve {

// Holds answers of one edition of record and statistics, the least recently used dropped where they take more than
// `most_bytes`. Safe to share between threads.
class AnswerCache {
 public:
  explicit AnswerCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  // Null where there is none of this edition.
  [[nodiscard]] AnswerPtr find(const std::string& key, const std::string& edition);
  // An answer of another edition throws out all there are.
  void put(const std::string& key, const std::string& edition, AnswerPtr answer);

 private:
  struct Entry {
    std::string key;
    AnswerPtr answer;
    std::size_t bytes = 0;
  };
  std::mutex mutex_;
  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  std::string edition_;
  std::list<Entry> entries_;  // the latest used first
  std::map<std::string, std::list<Entry>::iterator, std::less<>> by_key_;
};

}  // namespace chancery::serve
