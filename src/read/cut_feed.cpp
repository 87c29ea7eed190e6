#include "read/charset.h"
#include "read/cutter_base.h"
#include "read/feed_entry.h"
#include "read/limits.h"
#include "read/markup.h"

namespace chancery::read {
namespace {

bool is_entry(std::string_view name) {
  const std::string_view local = local_name(name);
  return local == "item" || local == "entry";
}

bool is_root(std::string_view name) {
  const std::string_view local = local_name(name);
  return local == "rss" || local == "feed" || local == "RDF";
}

// Entries are cut by their tags alone: one that is broken inside cannot spoil the next.
class FeedCutter final : public CutterBase {
 public:
  explicit FeedCutter(CutterInput input) : CutterBase(std::move(input)) {}

  Result<bool> take(Chunk& chunk) override {
    while (true) {
      const std::string_view all = bytes().pending();
      const std::size_t next = all.find('<', scan_);
      scan_ = std::min(next, all.size());
      const MarkupPiece piece = next == std::string_view::npos ? MarkupPiece{} : markup_piece(all, next);
      if (next == std::string_view::npos || (!piece.complete && !bytes().at_end())) {
        if (bytes().at_end()) return finish(chunk);
        if (all.size() > kMaxArticleBytes) skip_oversized();
        // What a slow writer has sent so far is handed on.
        if (!chunk.articles.empty() && !bytes().ready()) return true;
        if (auto filled = bytes().fill(bytes().pending().size() + 1); !filled) return failed(filled.error(), number_);
        if (chunk.bytes.size() >= kEnough) return true;
        continue;
      }
      scan_ = std::max(piece.end, next + 1);
      if (step(chunk, all, next, piece)) return true;
    }
  }

 private:
  static constexpr std::size_t kEnough = 65536;

  // True where the chunk has enough.
  bool step(Chunk& chunk, std::string_view all, std::size_t at, const MarkupPiece& piece) {
    using enum MarkupPiece::Kind;
    if (piece.kind == end_tag && is_root(piece.name)) closed_ = true;
    if (!is_entry(piece.name)) return false;
    if (piece.kind == start_tag) {
      // An entry that was never closed ends where the next begins.
      if (in_entry_) {
        give(chunk, all.substr(0, at));
      } else {
        read_header(all.substr(0, at), piece.name);
      }
      bytes().drop(at);
      scan_ -= at;
      in_entry_ = true;
    } else if (piece.kind == end_tag && in_entry_) {
      give(chunk, all.substr(0, piece.end));
      bytes().drop(piece.end);
      scan_ = 0;
      in_entry_ = false;
    }
    return chunk.bytes.size() >= kEnough;
  }

  void give(Chunk& chunk, std::string_view whole) {
    ++number_;
    const std::uint64_t size = dropped_ + whole.size();
    if (size > kMaxArticleBytes) {
      refuse(chunk, ErrorCode::too_large, "an entry of " + std::to_string(size) + " bytes: an article may have 8 MiB",
             number_, size);
    } else {
      add(chunk, RawKind::feed_entry, whole, number_).feed = header_;
    }
    dropped_ = 0;
  }

  void read_header(std::string_view head, std::string_view entry_name) {
    if (header_) return;
    auto header = std::make_shared<FeedHeader>(read_feed_header(head));
    const std::string_view local = local_name(entry_name);
    if (local.size() < entry_name.size()) header->prefix = entry_name.substr(0, entry_name.size() - local.size() - 1);
    header_ = std::move(header);
  }

  // Forgets what cannot become an entry any more.
  void skip_oversized() {
    const std::size_t size = bytes().pending().size();
    if (in_entry_) dropped_ += size - 16;
    bytes().drop(size - 16);
    scan_ = 0;
  }

  bool finish(Chunk& chunk) {
    if (in_entry_) {
      refuse(chunk, ErrorCode::truncated, "the feed is cut short within this entry", number_ + 1,
             bytes().pending().size());
    } else if (!closed_) {
      refuse(chunk, ErrorCode::truncated, "the feed is cut short: entries may be missing behind the last", number_, 0);
    } else if (number_ == 0) {
      refuse(chunk, ErrorCode::empty, "a feed without entries", 0, 0);
    }
    return false;
  }

  std::shared_ptr<const FeedHeader> header_;
  std::size_t scan_ = 0;       // pending bytes that have been looked at
  std::uint64_t number_ = 0;   // of the entry given last
  std::uint64_t dropped_ = 0;  // bytes of an oversized entry
  bool in_entry_ = false;      // the pending bytes begin with an entry's start tag
  bool closed_ = false;
};

}  // namespace

std::unique_ptr<Cutter> cut_feed(CutterInput input) { return std::make_unique<FeedCutter>(std::move(input)); }

}  // namespace chancery::read
