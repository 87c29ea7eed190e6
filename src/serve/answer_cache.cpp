#include "serve/answer_cache.h"

namespace chancery::serve {

AnswerPtr AnswerCache::find(const std::string& key, const std::string& edition) {
  const std::lock_guard lock(mutex_);
  if (edition != edition_) return nullptr;
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->answer;
}

void AnswerCache::put(const std::string& key, const std::string& edition, AnswerPtr answer) {
  constexpr std::size_t kOverhead = 400;  // of an entry beside its texts, about
  const std::size_t bytes = answer->body.size() + answer->gzip.size() + 2 * key.size() + kOverhead;
  const std::lock_guard lock(mutex_);
  if (bytes > most_bytes_ / 4) return;
  if (edition != edition_) {
    by_key_.clear();
    entries_.clear();
    bytes_ = 0;
    edition_ = edition;
  }
  if (by_key_.contains(key)) return;
  entries_.push_front({key, std::move(answer), bytes});
  by_key_.emplace(key, entries_.begin());
  bytes_ += bytes;
  while (bytes_ > most_bytes_) {
    bytes_ -= entries_.back().bytes;
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
}

}  // namespace chancery::serve
