// Server-sent events (WHATWG HTML, 9.2): open pages hear that the record has changed.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>

namespace chancery::serve {

// One page that listens. The server pulls from it; where there is nothing to pull it sleeps until `wake` is called.
class EventStream {
 public:
  // Moves what is to be sent into `out`, at most `most` bytes. False where the stream has ended. Where there is nothing
  // yet, calls `sleep` under the same lock under which push() would call `wake`, so that no event is slept through.
  [[nodiscard]] bool pull(std::string& out, std::size_t most, const std::function<void()>& sleep);
  void push(std::string_view event);
  void end();
  void on_wake(std::function<void()> wake);  // called once for each sleep

 private:
  void wake_locked();
  std::mutex mutex_;
  std::string pending_;
  std::function<void()> wake_;
  bool asleep_ = false;
  bool ended_ = false;
};

// All streams. Safe to share between threads.
class EventHub {
 public:
  explicit EventHub(std::size_t most_streams) : most_streams_(most_streams) {}

  // A stream that begins with the version as it is. Null where there are too many.
  [[nodiscard]] std::shared_ptr<EventStream> open();
  void close(const std::shared_ptr<EventStream>& stream);

  // Tells all where the version is another than before.
  void tell_version(std::uint64_t version);
  // A comment, by which a connection that is gone is noticed.
  void keep_alive();
  // Ends all streams and opens no more.
  void stop();

 private:
  std::mutex mutex_;
  std::list<std::shared_ptr<EventStream>> streams_;
  std::size_t most_streams_;
  std::uint64_t version_ = 0;
  bool stopped_ = false;
};

}  // namespace chancery::serve
