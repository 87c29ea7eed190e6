#include "read/cutter_base.h"
#include "read/limits.h"
#include "read/mail.h"

namespace chancery::read {
namespace {

class WholeCutter final : public CutterBase {
 public:
  WholeCutter(CutterInput input, RawKind kind)
      : CutterBase(std::move(input)),
        kind_(kind),
        limit_(kind == RawKind::plain_text ? kMaxArticleBytes : kMaxDocumentBytes) {}

  Result<bool> take(Chunk& chunk) override {
    const auto known = bytes().seekable_size();
    if (known && *known > limit_) return refuse_size(chunk, *known);
    while (!bytes().at_end()) {
      if (bytes().pending().size() > limit_) return refuse_size(chunk, bytes().pending().size());
      if (auto filled = bytes().fill(bytes().pending().size() + 1); !filled) return failed(filled.error(), 0);
    }
    const std::string_view all = bytes().pending();
    if (all.size() > limit_) return refuse_size(chunk, all.size());
    if (kind_ == RawKind::mail) {
      const MailEnd end = mail_end(all);
      if (end != MailEnd::cut_in_text) add(chunk, kind_, all, 0);
      if (end == MailEnd::cut_in_text) {
        refuse(chunk, ErrorCode::truncated, "cut short within its text: save it again", 0, all.size());
      } else if (end == MailEnd::cut_behind_text) {
        refuse(chunk, ErrorCode::truncated, "cut short behind its text, which was read", 0, all.size());
      }
    } else {
      add(chunk, kind_, all, 0);
    }
    return false;
  }

 private:
  bool refuse_size(Chunk& chunk, std::uint64_t size) const {
    refuse(chunk, ErrorCode::too_large, "larger than " + std::to_string(limit_ >> 20U) + " MiB", 0, size);
    return false;
  }

  RawKind kind_;
  std::size_t limit_;
};

// RFC 4155: a line that begins with "From " at the start or behind an empty line begins the next mail.
class MailboxCutter final : public CutterBase {
 public:
  explicit MailboxCutter(CutterInput input) : CutterBase(std::move(input)) {}

  Result<bool> take(Chunk& chunk) override {
    std::size_t searched = 0;
    while (true) {
      const std::string_view all = bytes().pending();
      const std::size_t found = find_next(all, searched);
      if (found != std::string_view::npos || bytes().at_end()) {
        const std::string_view mail = all.substr(0, found);
        // The line "From ..." itself is no header.
        const std::size_t head = mail.starts_with("From ") ? mail.find('\n') : std::string_view::npos;
        if (head != std::string_view::npos || !mail.empty())
          give(chunk, head == std::string_view::npos ? mail : mail.substr(head + 1));
        bytes().drop(mail.size());
        return found != std::string_view::npos;
      }
      searched = all.size() > 8 ? all.size() - 8 : 0;
      if (all.size() > kMaxDocumentBytes) {
        dropped_ += all.size() - 8;
        bytes().drop(all.size() - 8);
        searched = 0;
      }
      if (auto filled = bytes().fill(bytes().pending().size() + 1); !filled) return failed(filled.error(), number_);
    }
  }

 private:
  static std::size_t find_next(std::string_view all, std::size_t from) {
    const std::size_t plain = all.find("\n\nFrom ", from);
    const std::size_t dos = all.find("\n\r\nFrom ", from);
    if (plain == std::string_view::npos && dos == std::string_view::npos) return plain;
    return plain < dos ? plain + 2 : dos + 3;
  }

  void give(Chunk& chunk, std::string_view mail) {
    const std::uint64_t size = dropped_ + mail.size();
    if (size > kMaxDocumentBytes) {
      refuse(chunk, ErrorCode::too_large, "a mail larger than 32 MiB", number_, size);
    } else {
      add(chunk, RawKind::mail, mail, number_);
    }
    dropped_ = 0;
    ++number_;
  }

  std::uint64_t number_ = 1;
  std::uint64_t dropped_ = 0;  // bytes of an oversized mail
};

}  // namespace

std::unique_ptr<Cutter> cut_whole(CutterInput input, RawKind kind) {
  return std::make_unique<WholeCutter>(std::move(input), kind);
}

std::unique_ptr<Cutter> cut_mailbox(CutterInput input) { return std::make_unique<MailboxCutter>(std::move(input)); }

}  // namespace chancery::read
