// What the program's exit status says, and the one place where errors become it.
#pragma once

#include "chancery/error.h"

namespace chancery::cli {

enum ExitCode : int {
  kDone = 0,
  kSomeRefused = 1,  // done, but some inputs were refused, each named on standard error
  kWrongUsage = 2,
  kFault = 3,  // the record failed, the disk is full, the program is broken
  // A command stopped by a signal after leaving everything whole ends as shells expect: 128 + the signal's number.
  kInterrupted = 130,
  kTerminated = 143,
};

// For an error that ends a command. Errors of single inputs do not end `read` and `code`; they count as refused.
[[nodiscard]] ExitCode exit_code_for(ErrorCode code) noexcept;

// Prints "chancery: file:line: message" on standard error and gives the exit code.
ExitCode report(const Error& error);

}  // namespace chancery::cli
