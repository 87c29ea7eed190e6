#include "read/file_stream.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace chancery::read {
namespace {

std::unexpected<Error> refused(ErrorCode code, std::string message) {
  Error error;
  error.code = code;
  error.message = std::move(message);
  return std::unexpected(std::move(error));
}

class FileStream final : public ByteStream {
 public:
  FileStream(int descriptor, FileStreamOptions options) : descriptor_(descriptor), options_(options) {
    struct stat status{};
    if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
      regular_ = true;
      size_ = static_cast<std::uint64_t>(status.st_size);
    }
  }
  ~FileStream() override {
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
  }

  Result<std::size_t> read(char* to, std::size_t size) override {
    while (true) {
      if (!regular_) {
        pollfd waits[2] = {{descriptor_, POLLIN, 0}, {options_.wake_descriptor, POLLIN, 0}};
        const nfds_t count = options_.wake_descriptor >= 0 ? 2 : 1;
        if (::poll(waits, count, -1) < 0 && errno != EINTR) return trouble();
        if (is_stopped() || (count == 2 && (waits[1].revents & POLLIN) != 0)) {
          if (options_.stopped != nullptr) options_.stopped->store(true, std::memory_order_relaxed);
          return refused(ErrorCode::unreadable, "stopped");
        }
        if (waits[0].revents == 0) continue;
      }
      const ssize_t got = ::read(descriptor_, to, size);
      if (got < 0) {
        if (errno == EINTR || errno == EAGAIN) continue;
        return trouble();
      }
      if (options_.bytes_read != nullptr)
        options_.bytes_read->fetch_add(static_cast<std::uint64_t>(got), std::memory_order_relaxed);
      return static_cast<std::size_t>(got);
    }
  }

  bool ready() override {
    if (regular_) return true;
    pollfd waits{descriptor_, POLLIN, 0};
    return ::poll(&waits, 1, 0) != 0;
  }

  [[nodiscard]] std::optional<std::uint64_t> seekable_size() const override {
    return regular_ ? std::optional<std::uint64_t>(size_) : std::nullopt;
  }
  bool seek(std::uint64_t to) override {
    return regular_ && ::lseek(descriptor_, static_cast<off_t>(to), SEEK_SET) >= 0;
  }

 private:
  [[nodiscard]] bool is_stopped() const {
    return options_.stopped != nullptr && options_.stopped->load(std::memory_order_relaxed);
  }
  static std::unexpected<Error> trouble() {
    return refused(ErrorCode::unreadable, std::string("cannot be read: ") + std::strerror(errno));
  }

  int descriptor_;
  FileStreamOptions options_;
  bool regular_ = false;
  std::uint64_t size_ = 0;
};

}  // namespace

Result<std::unique_ptr<ByteStream>> open_file_stream(const std::string& path, FileStreamOptions options) {
  if (path == "-") return std::make_unique<FileStream>(STDIN_FILENO, options);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    if (errno == ENOENT) return refused(ErrorCode::not_found, "no such file or folder");
    return refused(ErrorCode::unreadable, std::string("cannot be opened: ") + std::strerror(errno));
  }
  return std::make_unique<FileStream>(descriptor, options);
}

}  // namespace chancery::read
