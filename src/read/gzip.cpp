#include "read/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace chancery::read {
namespace {

std::unexpected<Error> refused(ErrorCode code, std::string message) {
  Error error;
  error.code = code;
  error.message = std::move(message);
  return std::unexpected(std::move(error));
}

class GzipStream final : public ByteStream {
 public:
  GzipStream(ByteStream& bytes, ExpansionGuard& guard) : bytes_(&bytes), guard_(&guard) {
    // 15 bits of window; 16 more mean the format of gzip (zlib.h, inflateInit2).
    usable_ = inflateInit2(&zlib_, 15 + 16) == Z_OK;
  }
  ~GzipStream() override { inflateEnd(&zlib_); }

  Result<std::size_t> read(char* to, std::size_t size) override {
    if (!usable_) return refused(ErrorCode::unreadable, "gzip cannot be unpacked: no memory");
    if (ended_ || size == 0) return 0;
    zlib_.next_out = reinterpret_cast<Bytef*>(to);
    zlib_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1U << 30U));
    const uInt wanted = zlib_.avail_out;
    while (zlib_.avail_out == wanted && !ended_) {
      if (zlib_.avail_in == 0) {
        const auto got = bytes_->read(block_.data(), block_.size());
        if (!got) return got;
        if (*got == 0)
          return refused(ErrorCode::truncated, "the archive is cut short (gzip without end): get it again");
        zlib_.next_in = reinterpret_cast<Bytef*>(block_.data());
        zlib_.avail_in = static_cast<uInt>(*got);
      }
      const int outcome = inflate(&zlib_, Z_NO_FLUSH);
      if (outcome == Z_STREAM_END) {
        if (auto next = next_member(); !next) return std::unexpected(std::move(next.error()));
      } else if (outcome != Z_OK && outcome != Z_BUF_ERROR) {
        return refused(ErrorCode::malformed,
                       std::string("the archive is damaged: ") + (zlib_.msg == nullptr ? "no gzip" : zlib_.msg));
      }
    }
    const std::size_t count = wanted - zlib_.avail_out;
    if (!guard_->count(count)) return std::unexpected(guard_->error());
    return count;
  }
  bool ready() override { return ended_ || zlib_.avail_in > 0 || bytes_->ready(); }

 private:
  // Another member may follow; what is none (tapes are padded with zeros) is left alone, as gzip itself does.
  Result<void> next_member() {
    if (zlib_.avail_in == 0) {
      const auto got = bytes_->read(block_.data(), block_.size());
      if (!got) return std::unexpected(got.error());
      zlib_.next_in = reinterpret_cast<Bytef*>(block_.data());
      zlib_.avail_in = static_cast<uInt>(*got);
    }
    ended_ = zlib_.avail_in == 0 || zlib_.next_in[0] != 0x1F;
    if (!ended_) inflateReset(&zlib_);
    return {};
  }

  ByteStream* bytes_;
  ExpansionGuard* guard_;
  z_stream zlib_{};
  std::array<char, 65536> block_{};
  bool usable_ = false;
  bool ended_ = false;
};

class Gzip final : public Container {
 public:
  Gzip(std::unique_ptr<ByteStream> bytes, ExpansionGuard& guard) : bytes_(std::move(bytes)), guard_(&guard) {}

  Result<std::optional<Member>> next() override {
    if (given_) return std::nullopt;
    given_ = true;
    Member member;
    member.bytes = std::make_unique<GzipStream>(*bytes_, *guard_);
    return member;
  }

 private:
  std::unique_ptr<ByteStream> bytes_;
  ExpansionGuard* guard_;
  bool given_ = false;
};

}  // namespace

std::unique_ptr<Container> open_gzip(std::unique_ptr<ByteStream> bytes, ExpansionGuard& guard) {
  return std::make_unique<Gzip>(std::move(bytes), guard);
}

}  // namespace chancery::read
