#include "serve/exchange.h"

#include <sys/socket.h>

namespace chancery::serve {

void Deadlines::set(int descriptor, Clock::time_point deadline) {
  const std::lock_guard lock(mutex_);
  by_descriptor_[descriptor] = deadline;
}

void Deadlines::clear(int descriptor) { set(descriptor, Clock::time_point::max()); }

void Deadlines::remove(int descriptor) {
  const std::lock_guard lock(mutex_);
  by_descriptor_.erase(descriptor);
}

std::size_t Deadlines::cut(Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  std::size_t cut = 0;
  for (auto& [descriptor, deadline] : by_descriptor_) {
    if (deadline > now) continue;
    // The library sees the end of the connection and closes it in its own time.
    ::shutdown(descriptor, SHUT_RDWR);
    deadline = Clock::time_point::max();
    ++cut;
  }
  return cut;
}

}  // namespace chancery::serve
