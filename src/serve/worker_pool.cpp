#include "serve/worker_pool.h"

#include <exception>

#include "serve/problem.h"

namespace chancery::serve {

WorkerPool::WorkerPool(std::vector<std::unique_ptr<Desk>> desks, std::size_t most_waiting)
    : most_waiting_(most_waiting), desks_(std::move(desks)) {
  for (const auto& desk : desks_) threads_.emplace_back([this, &desk] { run(*desk); });
}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::submit(const std::string& key, Work work, Done done) {
  const std::lock_guard lock(mutex_);
  if (stopping_) return false;
  if (!key.empty()) {
    if (const auto same = by_key_.find(key); same != by_key_.end()) {
      same->second->done.push_back(std::move(done));
      return true;
    }
  }
  if (waiting_.size() >= most_waiting_) return false;
  auto job = std::make_shared<Job>();
  job->key = key;
  job->work = std::move(work);
  job->done.push_back(std::move(done));
  if (!key.empty()) by_key_.emplace(key, job);
  waiting_.push_back(std::move(job));
  wake_.notify_one();
  return true;
}

void WorkerPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void WorkerPool::run(Desk& desk) {
  while (true) {
    std::shared_ptr<Job> job;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      job = std::move(waiting_.front());
      waiting_.pop_front();
    }
    AnswerPtr answer;
    try {
      answer = job->work(desk);
    } catch (const std::exception& error) {
      // Our own fault (or no memory): this request fails, the others go on.
      answer = answer_of(Problem{500, "fault", std::string("the program failed: ") + error.what(), ""});
    }
    std::vector<Done> done;
    {
      const std::lock_guard lock(mutex_);
      if (!job->key.empty()) by_key_.erase(job->key);
      done = std::move(job->done);
    }
    for (const Done& one : done) one(answer);
  }
}

}  // namespace chancery::serve
