// Ctrl-C and SIGTERM as a request to finish what is in flight.
#pragma once

namespace chancery::cli {

// While one exists, the first SIGINT or SIGTERM only raises it; the second ends the program as usual. At most one at a
// time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] int signal() const noexcept;      // the signal's number, 0 before
  [[nodiscard]] int descriptor() const noexcept;  // becomes readable when it is raised, for poll()
};

}  // namespace chancery::cli
