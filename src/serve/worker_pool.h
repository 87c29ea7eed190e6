// Threads that answer, each with its own Desk; the same question asked by several at once is answered once.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "serve/desk.h"
#include "serve/message.h"

namespace chancery::serve {

class WorkerPool {
 public:
  using Work = std::function<AnswerPtr(Desk&)>;
  using Done = std::function<void(AnswerPtr)>;

  // One thread for each desk.
  WorkerPool(std::vector<std::unique_ptr<Desk>> desks, std::size_t most_waiting);
  ~WorkerPool();  // as stop()
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Calls done(work(desk)) on a worker. Work under way or waiting with the same key, where that is not "", is not done
  // again: its answer is given to all. False where too much is waiting; then nothing is called.
  [[nodiscard]] bool submit(const std::string& key, Work work, Done done);

  // Finishes what was submitted and ends the threads.
  void stop();

 private:
  struct Job {
    std::string key;
    Work work;
    std::vector<Done> done;
  };
  void run(Desk& desk);

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::shared_ptr<Job>> waiting_;
  std::map<std::string, std::shared_ptr<Job>> by_key_;
  std::size_t most_waiting_;
  bool stopping_ = false;
  std::vector<std::unique_ptr<Desk>> desks_;
  std::vector<std::thread> threads_;
};

}  // namespace chancery::serve
