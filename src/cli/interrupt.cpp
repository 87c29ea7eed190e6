#include "cli/interrupt.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>

namespace chancery::cli {
namespace {

// A signal handler can reach nothing but what has static storage.
std::atomic<int> raised_signal{0};
std::atomic<int> wake_descriptor{-1};
int read_end = -1;

extern "C" void on_signal(int number) {
  const int saved = errno;
  raised_signal.store(number, std::memory_order_relaxed);
  const char byte = 1;
  [[maybe_unused]] const ssize_t written = ::write(wake_descriptor.load(std::memory_order_relaxed), &byte, 1);
  errno = saved;
}

void set_handlers(void (*handler)(int)) {
  struct sigaction action{};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int number : {SIGINT, SIGTERM}) ::sigaction(number, &action, nullptr);
}

}  // namespace

Interrupt::Interrupt() {
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return;  // then the signals end the program as they always did
  read_end = ends[0];
  wake_descriptor = ends[1];
  raised_signal = 0;
  set_handlers(on_signal);
}

Interrupt::~Interrupt() {
  if (read_end < 0) return;
  set_handlers(SIG_DFL);
  ::close(wake_descriptor.exchange(-1));
  ::close(read_end);
  read_end = -1;
}

int Interrupt::signal() const noexcept { return raised_signal.load(std::memory_order_relaxed); }
int Interrupt::descriptor() const noexcept { return read_end; }

}  // namespace chancery::cli
