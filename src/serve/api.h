// The HTTP API: from requests to answers. Holds no logic: it takes parameters, asks src/answer, gives JSON back.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/answer_cache.h"
#include "serve/desk.h"
#include "serve/message.h"
#include "serve/problem.h"

namespace chancery::serve {

// How a request is to be answered: at once, or by a worker.
struct Plan {
  AnswerPtr answer;  // null: by a worker
  std::string key;   // of the worker's answer, as WorkerPool::submit takes it
};

class Api {
 public:
  explicit Api(std::shared_ptr<const Library> library);

  // Without a record: static files, the description, OPTIONS, what there is not (404, 405). Thread-safe.
  [[nodiscard]] Plan plan(const Request& request) const;

  // With it. Answers of GET are kept until the record changes. Thread-safe, given a desk for each thread.
  [[nodiscard]] AnswerPtr answer(Desk& desk, const Request& request);

  // Bytes that the body of such a request may have.
  [[nodiscard]] std::size_t body_limit(const Request& request) const noexcept;

 private:
  std::shared_ptr<const Library> library_;
  AnswerCache cache_;
  std::atomic<std::uint64_t> edits_{0};  // by this program: answers begun before one are not given after it
};

}  // namespace chancery::serve
