#include "read/byte_stream.h"

#include <algorithm>
#include <cstring>

namespace chancery::read {
namespace {

constexpr std::size_t kStepBytes = 65536;

}  // namespace

Result<void> InputBuffer::fill(std::size_t size) {
  while (!at_end_ && pending().size() < size) {
    if (error_) return std::unexpected(*error_);
    pending_.erase(0, begin_);
    begin_ = 0;
    const std::size_t before = pending_.size();
    // A quarter more each time, so that a long line is not copied again for every step.
    const std::size_t wanted = std::max({kStepBytes, size - before, before / 4});
    pending_.resize(before + wanted);
    const auto got = bytes_->read(pending_.data() + before, wanted);
    pending_.resize(before + got.value_or(0));
    if (!got) {
      error_ = got.error();
      return std::unexpected(got.error());
    }
    if (*got == 0) at_end_ = true;
    if (!bytes_->ready()) break;
  }
  return {};
}

void InputBuffer::drop(std::size_t size) {
  begin_ += std::min(size, pending_.size() - begin_);
  if (begin_ == pending_.size()) {
    pending_.clear();
    begin_ = 0;
  }
}

Result<std::size_t> InputBuffer::read(char* to, std::size_t size) {
  if (pending().empty()) {
    if (error_) return std::unexpected(*error_);
    return at_end_ ? 0 : bytes_->read(to, size);
  }
  const std::size_t count = std::min(size, pending().size());
  std::memcpy(to, pending().data(), count);
  drop(count);
  return count;
}

bool InputBuffer::seek(std::uint64_t to) {
  if (!bytes_->seek(to)) return false;
  drop(pending().size());
  at_end_ = false;
  error_.reset();
  return true;
}

Result<std::size_t> MemoryStream::read(char* to, std::size_t size) {
  const std::size_t count = std::min(size, bytes_.size() - at_);
  if (count > 0) std::memcpy(to, bytes_.data() + at_, count);
  at_ += count;
  return count;
}

bool MemoryStream::seek(std::uint64_t to) {
  if (to > bytes_.size()) return false;
  at_ = static_cast<std::size_t>(to);
  return true;
}

}  // namespace chancery::read
