#include "statistics/input.h"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace chancery::statistics {
namespace {

// zlib's gzread passes files through that are not packed.
class GzipInput : public Input {
 public:
  GzipInput(gzFile file, std::string path) : file_(file), path_(std::move(path)) { gzbuffer(file_.get(), 1U << 18U); }

  Result<std::size_t> read(char* into, std::size_t size) override {
    const int got = gzread(file_.get(), into, static_cast<unsigned>(std::min<std::size_t>(size, 1U << 30U)));
    int code = Z_OK;
    const char* message = gzerror(file_.get(), &code);
    if (got >= 0 && code != Z_BUF_ERROR) return static_cast<std::size_t>(got);
    Error error;
    error.file = path_;
    error.code = code == Z_ERRNO ? ErrorCode::unreadable : ErrorCode::malformed;
    error.message = code == Z_BUF_ERROR ? "the packed file is cut: fetch it again"
                    : code == Z_ERRNO   ? std::string("cannot be read: ") + std::strerror(errno)
                                        : std::string("the packed file is damaged (") + message + "): fetch it again";
    return std::unexpected(std::move(error));
  }

 private:
  struct Close {
    void operator()(gzFile file) const noexcept { gzclose(file); }
  };
  std::unique_ptr<std::remove_pointer_t<gzFile>, Close> file_;
  std::string path_;
};

class MemoryInput : public Input {
 public:
  explicit MemoryInput(std::string_view bytes) : bytes_(bytes) {}
  Result<std::size_t> read(char* into, std::size_t size) override {
    const std::size_t taken = std::min(size, bytes_.size());
    std::memcpy(into, bytes_.data(), taken);
    bytes_.remove_prefix(taken);
    return taken;
  }

 private:
  std::string_view bytes_;
};

// Length of the valid UTF-8 sequence at the head of `text`; 0 where there is none.
std::size_t sequence(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 && first <= 0xF4  ? 4
                             : first >= 0xE0                 ? 3
                             : first >= 0xC2 && first < 0xE0 ? 2
                                                             : 0;
  if (length == 0 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t at = 1; at < length; ++at) {
    if ((byte(at) & 0xC0U) != 0x80U) return 0;
  }
  const bool overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  const bool surrogate = first == 0xED && byte(1) > 0x9F;
  const bool beyond = first == 0xF4 && byte(1) > 0x8F;
  return overlong || surrogate || beyond ? 0 : length;
}

}  // namespace

Result<std::unique_ptr<Input>> open_input(const std::string& path) {
  Error error;
  error.file = path;
  std::error_code trouble;
  if (const auto status = std::filesystem::status(path, trouble); !std::filesystem::exists(status)) {
    error.code = ErrorCode::not_found;
    error.message = "there is no such file";
    return std::unexpected(std::move(error));
  } else if (std::filesystem::is_directory(status)) {
    error.code = ErrorCode::wrong_type;
    error.message = "is a folder: name its files";
    return std::unexpected(std::move(error));
  }
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) {
    error.code = ErrorCode::unreadable;
    error.message = std::string("cannot be opened: ") + std::strerror(errno);
    return std::unexpected(std::move(error));
  }
  return std::make_unique<GzipInput>(file, path);
}

std::unique_ptr<Input> memory_input(std::string_view bytes) { return std::make_unique<MemoryInput>(bytes); }

std::string as_utf8(std::string_view text) {
  bool valid = true;
  for (std::size_t at = 0; at < text.size() && valid;) {
    const std::size_t length = sequence(text.substr(at));
    valid = length > 0;
    at += length;
  }
  if (valid) return std::string(text);
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      out += static_cast<char>(0xC0U | (byte >> 6U));
      out += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return out;
}

}  // namespace chancery::statistics
