// One connection and the request on it, between the library's callbacks and our workers.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>

#include "serve/event_hub.h"
#include "serve/message.h"

struct MHD_Connection;

namespace chancery::serve {

using Clock = std::chrono::steady_clock;

// Cuts connections that do not come to an end: libmicrohttpd itself only knows how long a client was silent, and a
// client that sends a byte now and then is never silent for long.
class Deadlines {
 public:
  // `descriptor` must stay open until remove().
  void set(int descriptor, Clock::time_point deadline);
  void clear(int descriptor);   // no deadline for now: we are the ones who are slow
  void remove(int descriptor);  // before the descriptor is closed
  // Shuts down the sockets whose deadline has passed; how many.
  std::size_t cut(Clock::time_point now);

 private:
  std::mutex mutex_;
  std::map<int, Clock::time_point> by_descriptor_;
};

struct Exchange {
  Request request;
  MHD_Connection* connection = nullptr;
  AnswerPtr answer;                     // set by a worker before the connection is resumed, or a refusal
  std::shared_ptr<EventStream> stream;  // of server-sent events
  std::size_t body_limit = 0;
  std::size_t discarded = 0;  // bytes of a refused body
  bool checked = false;       // the gate has let it in
  bool handed_over = false;
  bool answered = false;
};

}  // namespace chancery::serve
