// Files that hold other files: archives, compressed files, web archives.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "chancery/error.h"
#include "read/byte_stream.h"

namespace chancery::read {

// What is known of a document before its bytes are looked at.
struct Origin {
  std::string url;      // where it was saved from
  std::string charset;  // as a header declared it
};

struct Member {
  std::string name;  // path inside the container, "" where it is the container's only content
  Origin origin;
  std::unique_ptr<ByteStream> bytes;  // valid until the next call of next() and as long as the container
  std::optional<Error> refused;       // there are no bytes: this member cannot be read, others may
};

// Thread rule: one thread at a time.
class Container {
 public:
  Container() = default;
  virtual ~Container() = default;
  Container(const Container&) = delete;
  Container& operator=(const Container&) = delete;

  // The next member; nothing at the end. An error (truncated, malformed, encrypted, bomb, unreadable) ends the
  // container: what came before stands.
  [[nodiscard]] virtual Result<std::optional<Member>> next() = 0;
  // Members left out because of their names (content_type.h).
  [[nodiscard]] virtual std::uint64_t passed_over() const noexcept { return 0; }
};

// Watches how much comes out of one file while it is unpacked, whatever lies within what.
class ExpansionGuard {
 public:
  // `bytes_in`: bytes of the file that have been taken in so far; it must live as long as this.
  explicit ExpansionGuard(const std::uint64_t& bytes_in) : bytes_in_(&bytes_in) {}

  // Whether so many bytes more may come out.
  [[nodiscard]] bool admits(std::uint64_t bytes) const noexcept;
  // Counts bytes that came out; false from then on when they were too many.
  [[nodiscard]] bool count(std::uint64_t bytes) noexcept;
  [[nodiscard]] bool tripped() const noexcept { return tripped_; }
  // The refusal, without file.
  [[nodiscard]] Error error() const;
  // A file whose size is known lets everything be counted against it, in whatever order it is read.
  void set_file_size(std::uint64_t bytes) noexcept { file_size_ = bytes; }

 private:
  const std::uint64_t* bytes_in_;
  std::uint64_t file_size_ = 0;
  std::uint64_t bytes_out_ = 0;
  bool tripped_ = false;
};

}  // namespace chancery::read
