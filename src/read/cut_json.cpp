#include "read/cutter_base.h"
#include "read/feed_entry.h"
#include "read/limits.h"

namespace chancery::read {
namespace {

// Finds where objects begin and end by counting brackets outside of strings; what stands in them is not looked at.
class JsonCutter final : public CutterBase {
 public:
  JsonCutter(CutterInput input, bool feed) : CutterBase(std::move(input)), is_feed_(feed) {}

  Result<bool> take(Chunk& chunk) override {
    while (true) {
      if (!bytes().at_end() && scan_ == bytes().pending().size()) {
        if (bytes().pending().size() > kMaxArticleBytes) skip_oversized();
        if (!chunk.articles.empty() && !bytes().ready()) return true;
        if (auto filled = bytes().fill(bytes().pending().size() + 1); !filled) return failed(filled.error(), number_);
      }
      while (scan_ < bytes().pending().size()) {
        if (!step(chunk, bytes().pending()[scan_])) {
          refuse(chunk, ErrorCode::malformed, "no valid JSON: more brackets are closed than opened", number_, 0);
          return false;
        }
        if (chunk.bytes.size() >= kEnough) return true;
      }
      if (bytes().at_end()) return finish(chunk);
    }
  }

 private:
  static constexpr std::size_t kEnough = 65536;
  static constexpr std::size_t kOutlineBytes = 65536;

  // One byte; false where the brackets do not fit.
  bool step(Chunk& chunk, char c) {
    const std::size_t at = scan_++;
    if (in_string_) {
      if (escaped_) {
        escaped_ = false;
      } else if (c == '\\') {
        escaped_ = true;
      } else if (c == '"') {
        in_string_ = false;
      }
      if (is_feed_ && !in_item_) note(c);
      return true;
    }
    if (c == '"') in_string_ = true;
    if (c == '{' || c == '[') {
      if (!in_item_ && c == '{' && depth_ == item_depth()) {
        bytes().drop(at);
        scan_ = 1;
        in_item_ = true;
        item_begins_at_ = depth_;
      }
      // The array of a feed is the one behind "items" of its outermost object.
      if (is_feed_ && !in_item_ && c == '[' && depth_ == 1 && outline_ends_with_items()) in_items_ = true;
      if (!in_item_ && c == '[' && depth_ == 0) in_array_ = true;
      ++depth_;
    } else if (c == '}' || c == ']') {
      if (depth_ == 0) return false;
      --depth_;
      if (in_items_ && !in_item_ && depth_ == 1) in_items_ = false;
      if (in_item_ && depth_ == item_begins_at_) {
        give(chunk);
        in_item_ = false;
        return true;
      }
    }
    if (is_feed_ && !in_item_) note(c);
    return true;
  }

  [[nodiscard]] std::size_t item_depth() const {
    if (is_feed_) return in_items_ ? 2 : static_cast<std::size_t>(-1);
    return in_array_ ? 1 : 0;
  }

  // What stands outside of the items, for the feed's title.
  void note(char c) {
    if (in_items_ && (c == ',' || depth_ > 2)) return;
    if (outline_.size() < kOutlineBytes) outline_ += c;
  }

  [[nodiscard]] bool outline_ends_with_items() const {
    std::string_view head = outline_;
    while (!head.empty() && (head.back() <= ' ' || head.back() == ':')) head.remove_suffix(1);
    return head.ends_with("\"items\"");
  }

  void give(Chunk& chunk) {
    ++number_;
    const std::uint64_t size = dropped_ + scan_;
    if (size > kMaxArticleBytes) {
      refuse(chunk, ErrorCode::too_large, "an object of " + std::to_string(size) + " bytes: an article may have 8 MiB",
             number_, size);
    } else {
      if (is_feed_ && !header_) header_ = std::make_shared<const FeedHeader>(read_json_feed_header(outline_ + "]}"));
      RawArticle& raw =
          add(chunk, is_feed_ ? RawKind::json_feed_entry : RawKind::json, bytes().pending().substr(0, scan_), number_);
      raw.feed = header_;
    }
    bytes().drop(scan_);
    scan_ = 0;
    dropped_ = 0;
  }

  void skip_oversized() {
    if (in_item_) dropped_ += bytes().pending().size();
    bytes().drop(bytes().pending().size());
    scan_ = 0;
  }

  bool finish(Chunk& chunk) const {
    if (in_item_) {
      refuse(chunk, ErrorCode::truncated, "cut short within this object", number_ + 1, 0);
    } else if (depth_ > 0) {
      refuse(chunk, ErrorCode::truncated, "cut short: objects may be missing behind the last", number_, 0);
    } else if (number_ == 0) {
      refuse(chunk, ErrorCode::empty, is_feed_ ? "a feed without entries" : "JSON without an article's object", 0, 0);
    }
    return false;
  }

  bool is_feed_;
  std::size_t scan_ = 0;            // pending bytes that have been looked at
  std::size_t depth_ = 0;           // open brackets
  std::size_t item_begins_at_ = 0;  // depth outside of the item at the head of what is pending
  std::uint64_t number_ = 0;
  std::uint64_t dropped_ = 0;
  bool in_string_ = false, escaped_ = false, in_item_ = false, in_items_ = false, in_array_ = false;
  std::string outline_;
  std::shared_ptr<const FeedHeader> header_;
};

}  // namespace

std::unique_ptr<Cutter> cut_json(CutterInput input, bool feed) {
  return std::make_unique<JsonCutter>(std::move(input), feed);
}

}  // namespace chancery::read
