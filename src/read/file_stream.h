// Files, pipes and standard input.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "read/byte_stream.h"

namespace chancery::read {

struct FileStreamOptions {
  int wake_descriptor = -1;                          // becomes readable when waiting for input shall end; -1: none
  std::atomic<bool>* stopped = nullptr;              // set when that happened
  std::atomic<std::uint64_t>* bytes_read = nullptr;  // counts on
};

// The file of this path; "-" is standard input, which is not closed. Errors: not_found, unreadable.
[[nodiscard]] Result<std::unique_ptr<ByteStream>> open_file_stream(const std::string& path, FileStreamOptions options);

}  // namespace chancery::read
