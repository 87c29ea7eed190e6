#include "read/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <string_view>

#include "read/charset.h"
#include "read/content_type.h"
#include "read/limits.h"
#include "read/utf8.h"

namespace chancery::read {
namespace {

Error refusal(ErrorCode code, std::string message) {
  Error error;
  error.code = code;
  error.message = std::move(message);
  return error;
}

// libarchive has one error number for all that is wrong with a format: its words tell what it is.
Error translate(std::string_view words) {
  const auto says = [words](std::string_view part) { return words.find(part) != std::string_view::npos; };
  if (says("runcated") || says("unexpected end") || says("Unexpected end") || says("no end-of-stream") ||
      says("decompression failed (-5)")) {  // zlib's Z_BUF_ERROR: more input was needed
    return refusal(ErrorCode::truncated, "the archive is cut short (" + std::string(words) + "): get it again");
  }
  if (says("ncrypt") || says("assphrase")) {
    return refusal(ErrorCode::encrypted, "protected by a password: unpack it first");
  }
  return refusal(ErrorCode::malformed, "the archive is damaged: " + std::string(words));
}

// libarchive gives names in the encoding of the thread's locale, and none where that cannot hold them: for as long as
// this lives, it can hold all.
class Utf8Locale {
 public:
  Utf8Locale() : before_(utf8() == nullptr ? nullptr : ::uselocale(utf8())) {}
  ~Utf8Locale() {
    if (before_ != nullptr) ::uselocale(before_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  static locale_t utf8() {
    static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
  }
  locale_t before_;
};

class Archive final : public Container {
 public:
  Archive(std::unique_ptr<ByteStream> bytes, ExpansionGuard& guard)
      : bytes_(std::move(bytes)), guard_(&guard), size_(bytes_->seekable_size()) {
    make_reader();
  }

  Result<std::optional<Member>> next() override {
    // What is only compressed has one content; the rest of it, where it was too much, need not be looked at.
    if (opened_ && archive_format(archive_.get()) == ARCHIVE_FORMAT_RAW) ended_ = true;
    if (ended_) return std::nullopt;
    const Utf8Locale locale;
    if (damaged_ && !restart()) {
      ended_ = true;
      return std::nullopt;
    }
    if (!opened_) {
      opened_ = true;
      if (archive_read_open1(archive_.get()) != ARCHIVE_OK) return fail();
    } else if (auto drained = drain(); !drained) {
      ended_ = true;
      return std::unexpected(drained.error());
    }
    while (true) {
      archive_entry* entry = nullptr;
      const int outcome = archive_read_next_header(archive_.get(), &entry);
      if (outcome == ARCHIVE_EOF) {
        ended_ = true;
        if (lacks_end_mark()) {
          return std::unexpected(
              refusal(ErrorCode::truncated, "the archive is cut short between two files: get it again"));
        }
        return std::nullopt;
      }
      ++entries_;
      if (outcome == ARCHIVE_FATAL || outcome == ARCHIVE_RETRY || outcome == ARCHIVE_FAILED) return fail();
      if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) continue;
      Member member;
      // What is only compressed has no members: libarchive calls it "data".
      if (archive_format(archive_.get()) != ARCHIVE_FORMAT_RAW) {
        member.name = name_of(entry);
        if (is_passed_over(member.name)) {
          ++passed_over_;
          continue;
        }
      }
      unread_ = true;
      member.refused = check(entry);
      if (!member.refused) member.bytes = std::make_unique<Content>(*this);
      return member;
    }
  }

  [[nodiscard]] std::uint64_t passed_over() const noexcept override { return passed_over_; }

 private:
  struct Closer {
    void operator()(archive* a) const noexcept { archive_read_free(a); }
  };

  class Content final : public ByteStream {
   public:
    explicit Content(Archive& archive) : archive_(&archive) {}
    Result<std::size_t> read(char* to, std::size_t size) override { return archive_->read_member(to, size); }

   private:
    Archive* archive_;
  };

  Result<std::size_t> read_member(char* to, std::size_t size) {
    const la_ssize_t got = archive_read_data(archive_.get(), to, size);
    if (got < 0) {
      unread_ = false;
      Error error = trouble();
      damaged_ = got == ARCHIVE_FATAL;
      if (error.code == ErrorCode::truncated || (damaged_ && !can_restart())) ended_ = true;
      return std::unexpected(std::move(error));
    }
    if (got == 0) {
      unread_ = false;
      behind_content_ = archive_filter_bytes(archive_.get(), 0);
    }
    if (!guard_->count(static_cast<std::uint64_t>(got))) {
      ended_ = true;
      return std::unexpected(guard_->error());
    }
    return static_cast<std::size_t>(got);
  }

  // Reads over the rest of a member. libarchive would do so unwatched; only where it can jump it is left to it.
  Result<void> drain() {
    if (size_ && archive_format(archive_.get()) == ARCHIVE_FORMAT_ZIP) return {};
    std::array<char, 65536> dropped;
    while (unread_) {
      const auto got = read_member(dropped.data(), dropped.size());
      if (!got) return std::unexpected(got.error());
    }
    return {};
  }

  // Two blocks of zeros end a tar (POSIX pax, "ustar interchange format"); libarchive is content without them.
  [[nodiscard]] bool lacks_end_mark() const {
    if ((archive_format(archive_.get()) & ARCHIVE_FORMAT_BASE_MASK) != ARCHIVE_FORMAT_TAR || behind_content_ == 0)
      return false;
    const la_int64_t behind_padding = (behind_content_ + 511) / 512 * 512;
    return archive_filter_bytes(archive_.get(), 0) < behind_padding + 512;
  }

  void make_reader() {
    archive_.reset(archive_read_new());
    archive* const a = archive_.get();
    archive_read_support_filter_bzip2(a);
    archive_read_support_filter_xz(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_filter_compress(a);
    archive_read_support_format_tar(a);
    archive_read_support_format_zip(a);
    archive_read_support_format_raw(a);
    archive_read_support_format_empty(a);
    archive_read_set_callback_data(a, this);
    archive_read_set_read_callback(
        a, [](archive*, void* self, const void** to) { return static_cast<Archive*>(self)->give(to); });
    if (size_) {
      archive_read_set_seek_callback(a, [](archive*, void* self, la_int64_t offset, int whence) {
        return static_cast<Archive*>(self)->move(offset, whence);
      });
    }
  }

  // libarchive gives an archive up when one member of it cannot be unpacked. A zip with a table of contents is begun
  // again behind that member, a few times.
  [[nodiscard]] bool can_restart() const {
    return size_ && archive_format(archive_.get()) == ARCHIVE_FORMAT_ZIP && restarts_ < 100;
  }
  bool restart() {
    damaged_ = false;
    ++restarts_;
    if (!bytes_->seek(0)) return false;
    at_ = 0;
    make_reader();
    if (archive_read_open1(archive_.get()) != ARCHIVE_OK) return false;
    archive_entry* entry = nullptr;
    for (std::uint64_t i = 0; i < entries_; ++i) {
      if (archive_read_next_header(archive_.get(), &entry) < ARCHIVE_WARN) return false;
    }
    return true;
  }

  [[nodiscard]] std::optional<Error> check(archive_entry* entry) const {
    if (archive_entry_is_data_encrypted(entry) != 0) {
      return refusal(ErrorCode::encrypted, "protected by a password: unpack the archive first");
    }
    if (archive_entry_size_is_set(entry) != 0) {
      const auto size = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0));
      if (!guard_->admits(size)) {
        Error error = guard_->error();
        error.size = size;
        return error;
      }
    }
    return std::nullopt;
  }

  static std::string name_of(archive_entry* entry) {
    const char* utf8 = archive_entry_pathname_utf8(entry);
    std::string name;
    if (utf8 != nullptr && first_bad_utf8(utf8) == std::string_view(utf8).size()) {
      name = utf8;
    } else if (const char* raw = archive_entry_pathname(entry); raw != nullptr) {
      // An old zip says not in which encoding its names are.
      auto decoded = to_utf8(raw, "");
      if (decoded) name = std::move(decoded->text);
    }
    for (char& c : name) {
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
    }
    while (name.starts_with("./") || name.starts_with('/')) name.erase(0, name.front() == '/' ? 1 : 2);
    return name.empty() ? "(no name)" : name;
  }

  // In no folder that is hidden, and with no name that tells that it is no article.
  static bool is_passed_over(std::string_view name) {
    while (true) {
      const std::size_t slash = name.find('/');
      const std::string_view part = name.substr(0, slash);
      if (slash == std::string_view::npos) return is_no_article_by_name(part);
      if ((part.starts_with('.') && part != "." && part != "..") || part == "__MACOSX") return true;
      name.remove_prefix(slash + 1);
    }
  }

  la_ssize_t give(const void** to) {
    const auto got = bytes_->read(block_.data(), block_.size());
    if (!got) {
      input_error_ = got.error();
      archive_set_error(archive_.get(), EIO, "input");
      return ARCHIVE_FATAL;
    }
    at_ += *got;
    *to = block_.data();
    return static_cast<la_ssize_t>(*got);
  }

  la_int64_t move(la_int64_t offset, int whence) {
    const auto base = static_cast<la_int64_t>(whence == SEEK_SET ? 0 : whence == SEEK_CUR ? at_ : *size_);
    const la_int64_t to = base + offset;
    if (to < 0 || !bytes_->seek(static_cast<std::uint64_t>(to))) return ARCHIVE_FATAL;
    at_ = static_cast<std::uint64_t>(to);
    return to;
  }

  [[nodiscard]] Error trouble() const {
    if (input_error_) return *input_error_;
    const char* words = archive_error_string(archive_.get());
    return translate(words == nullptr ? "unknown trouble" : words);
  }

  std::unexpected<Error> fail() {
    ended_ = true;
    return std::unexpected(trouble());
  }

  std::unique_ptr<ByteStream> bytes_;
  ExpansionGuard* guard_;
  std::optional<std::uint64_t> size_;  // where the bytes can be read from any place
  std::unique_ptr<archive, Closer> archive_;
  std::array<char, 65536> block_{};
  std::uint64_t at_ = 0;
  std::uint64_t passed_over_ = 0;
  std::optional<Error> input_error_;
  std::uint64_t entries_ = 0;      // headers seen
  la_int64_t behind_content_ = 0;  // unpacked bytes up to the end of the last member that was read
  int restarts_ = 0;
  bool damaged_ = false;  // libarchive has given up within a member
  bool opened_ = false;
  bool ended_ = false;
  bool unread_ = false;  // of the member given last
};

}  // namespace

bool ExpansionGuard::admits(std::uint64_t bytes) const noexcept {
  return bytes_out_ + bytes <= kFreeExpansionBytes + kMaxExpansion * std::max(*bytes_in_, file_size_);
}

bool ExpansionGuard::count(std::uint64_t bytes) noexcept {
  bytes_out_ += bytes;
  if (!admits(0)) tripped_ = true;
  return !tripped_;
}

Error ExpansionGuard::error() const {
  return refusal(ErrorCode::bomb,
                 "unpacks to more than " + std::to_string(kMaxExpansion) +
                     " times its size: looks like a decompression bomb; unpack it yourself if it is none");
}

std::unique_ptr<Container> open_archive(std::unique_ptr<ByteStream> bytes, ExpansionGuard& guard) {
  return std::make_unique<Archive>(std::move(bytes), guard);
}

}  // namespace chancery::read
