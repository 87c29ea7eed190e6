// Work on many threads whose results come out in the order of their input.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace chancery::parallel {

// Until `take()` gives nothing: input = take(), output = work(worker, input), finish(output).
//
// take() -> std::optional<Input> and finish(Output) -> bool are each called by one thread at a time, finish() in the
// order in which take() gave the inputs; when it returns false nothing more is taken in or finished. work() is called
// by `threads` threads at once; `worker` (0 to threads - 1) tells which, for scratch of its own. No more than 4 *
// threads outputs wait for their turn, so memory is bounded whatever the length of the input. An exception in any of
// them ends the work and is thrown again here.
template <typename Take, typename Work, typename Finish>
void ordered_work(unsigned threads, Take take, Work work, Finish finish) {
  using Input = typename decltype(take())::value_type;
  using Output = decltype(work(0U, std::declval<Input&>()));

  std::mutex take_mutex;
  std::mutex mutex;  // guards all below
  std::condition_variable room;
  std::map<std::uint64_t, Output> waiting;
  std::uint64_t taken = 0, finished = 0;
  bool finishing = false, ended = false;
  std::exception_ptr trouble;
  const std::size_t limit = std::size_t{4} * threads;

  const auto end_with = [&](std::exception_ptr error) {
    const std::lock_guard lock(mutex);
    if (!trouble) trouble = error;
    ended = true;
    room.notify_all();
  };

  const auto run = [&](unsigned worker) {
    try {
      while (true) {
        std::optional<Input> input;
        std::uint64_t turn = 0;
        {
          const std::lock_guard taking(take_mutex);
          {
            const std::lock_guard lock(mutex);
            if (ended) return;
          }
          input = take();
          if (!input) return;
          turn = taken++;
        }
        Output output = work(worker, *input);

        std::unique_lock lock(mutex);
        // The one whose turn it is never waits, so the others always get on.
        room.wait(lock, [&] { return ended || turn == finished || waiting.size() < limit; });
        if (ended) return;
        waiting.emplace(turn, std::move(output));
        if (finishing) continue;
        finishing = true;
        while (!ended && !waiting.empty() && waiting.begin()->first == finished) {
          Output next = std::move(waiting.begin()->second);
          waiting.erase(waiting.begin());
          lock.unlock();
          const bool goes_on = finish(std::move(next));
          lock.lock();
          ++finished;
          if (!goes_on) ended = true;
          room.notify_all();
        }
        finishing = false;
      }
    } catch (...) {
      end_with(std::current_exception());
    }
  };

  std::vector<std::thread> others;
  for (unsigned worker = 1; worker < threads; ++worker) others.emplace_back(run, worker);
  run(0);
  for (std::thread& other : others) other.join();
  if (trouble) std::rethrow_exception(trouble);
}

}  // namespace chancery::parallel
