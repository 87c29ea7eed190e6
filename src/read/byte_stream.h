// Bytes that come one after another: from a file, a pipe, out of an archive.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "chancery/error.h"

namespace chancery::read {

// Thread rule: one thread at a time.
class ByteStream {
 public:
  ByteStream() = default;
  virtual ~ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;

  // Puts up to `size` bytes at `to` and gives their number; 0 only at the end (size > 0). Errors without file:
  // unreadable, truncated, malformed, encrypted, bomb. After an error nothing more comes.
  [[nodiscard]] virtual Result<std::size_t> read(char* to, std::size_t size) = 0;

  // Whether read() answers without waiting for somebody who writes.
  [[nodiscard]] virtual bool ready() { return true; }

  // All bytes of a file that can be read from any place; nothing where it can only be read on.
  [[nodiscard]] virtual std::optional<std::uint64_t> seekable_size() const { return std::nullopt; }
  // To this byte of such a file; false where that fails.
  [[nodiscard]] virtual bool seek(std::uint64_t /*to*/) { return false; }
};

// A stream of which the beginning can be looked at before it is read.
class InputBuffer final : public ByteStream {
 public:
  explicit InputBuffer(std::unique_ptr<ByteStream> bytes) : bytes_(std::move(bytes)) {}

  // What has come and not been dropped.
  [[nodiscard]] std::string_view pending() const noexcept { return std::string_view(pending_).substr(begin_); }
  // Whether nothing comes after it.
  [[nodiscard]] bool at_end() const noexcept { return at_end_; }
  // Reads until `size` bytes are pending or the end is reached; where a pipe has given something it waits for no more.
  // What came before an error stays pending, and the error comes again.
  [[nodiscard]] Result<void> fill(std::size_t size);
  void drop(std::size_t size);

  // The pending bytes first, then the others.
  [[nodiscard]] Result<std::size_t> read(char* to, std::size_t size) override;
  [[nodiscard]] bool ready() override { return at_end_ || bytes_->ready(); }
  [[nodiscard]] std::optional<std::uint64_t> seekable_size() const override { return bytes_->seekable_size(); }
  // Drops what is pending.
  [[nodiscard]] bool seek(std::uint64_t to) override;

 private:
  std::unique_ptr<ByteStream> bytes_;
  std::string pending_;
  std::size_t begin_ = 0;  // of what has not been dropped
  bool at_end_ = false;
  std::optional<Error> error_;
};

// Bytes in memory, lent.
class MemoryStream final : public ByteStream {
 public:
  explicit MemoryStream(std::string_view bytes) : bytes_(bytes) {}
  [[nodiscard]] Result<std::size_t> read(char* to, std::size_t size) override;
  [[nodiscard]] std::optional<std::uint64_t> seekable_size() const override { return bytes_.size(); }
  [[nodiscard]] bool seek(std::uint64_t to) override;

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace chancery::read
