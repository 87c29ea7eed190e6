#include "read/html/text_blocks.h"

#include <array>

namespace chancery::read::html {
namespace {

struct Decoded {
  char32_t code = 0;
  std::size_t length = 1;
};

// The code point at `at`; an ill-formed byte is one code point of its own.
Decoded decode(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t offset) -> std::uint32_t {
    return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0U;
  };
  const auto is_tail = [&](std::size_t offset) { return (byte(offset) & 0xC0U) == 0x80U; };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {static_cast<char32_t>(lead), 1};
  if (lead >= 0xC2 && lead < 0xE0 && is_tail(1))
    return {static_cast<char32_t>(((lead & 0x1FU) << 6) | (byte(1) & 0x3FU)), 2};
  if (lead >= 0xE0 && lead < 0xF0 && is_tail(1) && is_tail(2))
    return {static_cast<char32_t>(((lead & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU)), 3};
  if (lead >= 0xF0 && lead < 0xF5 && is_tail(1) && is_tail(2) && is_tail(3))
    return {static_cast<char32_t>(((lead & 0x07U) << 18) | ((byte(1) & 0x3FU) << 12) | ((byte(2) & 0x3FU) << 6) |
                                  (byte(3) & 0x3FU)),
            4};
  return {static_cast<char32_t>(lead), 1};
}

bool is_blank(char32_t code) noexcept {
  return code == ' ' || (code >= 0x09 && code <= 0x0D) || code == 0xA0 || code == 0x1680 || code == 0x85 ||
         (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F ||
         code == 0x3000;
}

// Marks that are not shown: soft hyphen, zero width space and joiners at odd places, direction marks, byte order mark.
bool is_unseen(char32_t code) noexcept {
  return code == 0xAD || code == 0x200B || code == 0x200E || code == 0x200F || code == 0xFEFF || code == 0x2060 ||
         (code >= 0x202A && code <= 0x202E) || code < 0x09 || (code > 0x0D && code < 0x20) || code == 0x7F;
}

bool is_ideograph(char32_t code) noexcept {
  return (code >= 0x3040 && code <= 0x30FF) || (code >= 0x3400 && code <= 0x9FFF) ||
         (code >= 0xF900 && code <= 0xFAFF) || (code >= 0x20000 && code <= 0x3FFFF);
}

bool is_stop(char32_t code) noexcept {
  switch (code) {
    case '.':
    case ',':
    case ';':
    case '!':
    case '?':
    case 0x3001:
    case 0x3002:
    case 0xFF0C:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF1B:
    case 0x2026:
    case 0x0964:
    case 0x061F:
    case 0x060C:
    case 0x06D4: return true;
    default: return false;
  }
}

bool ends_sentence(char32_t code) noexcept {
  return is_stop(code) && code != ',' && code != 0x3001 && code != 0xFF0C && code != 0x060C && code != ';' &&
         code != 0xFF1B;
}

bool closes_quote(char32_t code) noexcept {
  return code == '"' || code == '\'' || code == ')' || code == ']' || code == 0x201D || code == 0x2019 ||
         code == 0xBB || code == 0x300D || code == 0x300F || code == 0xFF09;
}

class BlockMaker {
 public:
  BlockMaker(const Tree& tree, const std::vector<bool>& skipped) : tree_(tree), skipped_(skipped) {}

  Blocks run() {
    out_.first_block.resize(tree_.size() + 1);
    std::size_t bytes = 0;
    for (const Node& node : tree_.nodes()) bytes += node.text.size();
    out_.text.reserve(bytes + bytes / 8);
    struct Open {
      NodeIndex end;
      bool block, link, pre;
      NodeIndex outer;
    };
    std::vector<Open> open;
    for (NodeIndex index = 0; index < tree_.size();) {
      while (!open.empty() && open.back().end <= index) {
        if (open.back().block) close();
        if (open.back().link) --links_;
        if (open.back().pre) --pre_;
        if (open.back().block) container_ = open.back().outer;
        open.pop_back();
      }
      out_.first_block[index] = static_cast<std::uint32_t>(out_.blocks.size());
      const Node& node = tree_[index];
      if (skipped_[index]) {
        if (!node.is_text() && is_block_tag(node.tag)) close();
        for (NodeIndex inside = index; inside < node.end; ++inside)
          out_.first_block[inside] = static_cast<std::uint32_t>(out_.blocks.size());
        index = node.end;
        continue;
      }
      if (node.is_text()) {
        take(node.text, index);
      } else {
        const bool block = is_block_tag(node.tag);
        if (block || node.tag == LXB_TAG_BR) {
          close();
          out_.first_block[index] = static_cast<std::uint32_t>(out_.blocks.size());
        }
        const bool link = node.tag == LXB_TAG_A && tree_.has_attribute(index, "href");
        const bool pre = node.tag == LXB_TAG_PRE;
        open.push_back({node.end, block, link, pre, container_});
        if (block) container_ = index;
        if (link) ++links_;
        if (pre) ++pre_;
      }
      ++index;
    }
    close();
    out_.first_block[tree_.size()] = static_cast<std::uint32_t>(out_.blocks.size());
    // A block belongs to the nodes that hold its text: an element may begin in the middle of one.
    return std::move(out_);
  }

 private:
  void take(std::string_view text, NodeIndex node) {
    int line_ends = 0;
    for (std::size_t at = 0; at < text.size();) {
      const Decoded decoded = decode(text, at);
      const std::string_view bytes = text.substr(at, decoded.length);
      at += decoded.length;
      if (is_blank(decoded.code)) {
        if (decoded.code == '\n' && pre_ > 0 && ++line_ends >= 2) close();
        space_ = true;
        continue;
      }
      line_ends = 0;
      if (is_unseen(decoded.code)) continue;
      if (!open_) begin(node);
      if (space_ && out_.text.size() > block_.begin) {
        out_.text += ' ';
        count(1.0F);
        in_word_ = false;
      }
      space_ = false;
      out_.text += bytes;
      see(decoded.code);
      block_.last = node;
    }
  }

  void see(char32_t code) {
    const bool ideograph = is_ideograph(code);
    count(ideograph ? 2.5F : 1.0F);
    if (is_stop(code)) ++block_.stops;
    if (ideograph || !in_word_) ++block_.words;
    in_word_ = !ideograph;
    if (ends_sentence(code) || code == ':')
      block_.ends_sentence = true;
    else if (!closes_quote(code))
      block_.ends_sentence = false;
  }

  void count(float letters) {
    letters_ += letters;
    if (links_ > 0) link_letters_ += letters;
  }

  void begin(NodeIndex node) {
    open_ = true;
    if (!out_.text.empty()) out_.text += '\n';
    block_ = {};
    block_.begin = static_cast<std::uint32_t>(out_.text.size());
    block_.container = container_;
    block_.first = node;
    letters_ = link_letters_ = 0;
    in_word_ = false;
  }

  void close() {
    space_ = false;
    if (!open_) return;
    open_ = false;
    block_.end = static_cast<std::uint32_t>(out_.text.size());
    block_.letters = static_cast<std::uint32_t>(letters_);
    block_.link_letters = static_cast<std::uint32_t>(link_letters_);
    out_.blocks.push_back(block_);
  }

  const Tree& tree_;
  const std::vector<bool>& skipped_;
  Blocks out_;
  Block block_;
  NodeIndex container_ = 0;
  float letters_ = 0, link_letters_ = 0;
  int links_ = 0, pre_ = 0;
  bool open_ = false, space_ = false, in_word_ = false;
};

}  // namespace

bool is_block_tag(std::uint16_t tag) noexcept {
  switch (tag) {
    case LXB_TAG_ADDRESS:
    case LXB_TAG_ARTICLE:
    case LXB_TAG_ASIDE:
    case LXB_TAG_BLOCKQUOTE:
    case LXB_TAG_BODY:
    case LXB_TAG_CAPTION:
    case LXB_TAG_CENTER:
    case LXB_TAG_DD:
    case LXB_TAG_DETAILS:
    case LXB_TAG_DIALOG:
    case LXB_TAG_DIR:
    case LXB_TAG_DIV:
    case LXB_TAG_DL:
    case LXB_TAG_DT:
    case LXB_TAG_FIELDSET:
    case LXB_TAG_FIGCAPTION:
    case LXB_TAG_FIGURE:
    case LXB_TAG_FOOTER:
    case LXB_TAG_FORM:
    case LXB_TAG_H1:
    case LXB_TAG_H2:
    case LXB_TAG_H3:
    case LXB_TAG_H4:
    case LXB_TAG_H5:
    case LXB_TAG_H6:
    case LXB_TAG_HEAD:
    case LXB_TAG_HEADER:
    case LXB_TAG_HGROUP:
    case LXB_TAG_HR:
    case LXB_TAG_HTML:
    case LXB_TAG_LEGEND:
    case LXB_TAG_LI:
    case LXB_TAG_MAIN:
    case LXB_TAG_MENU:
    case LXB_TAG_NAV:
    case LXB_TAG_OL:
    case LXB_TAG_OPTION:
    case LXB_TAG_P:
    case LXB_TAG_PRE:
    case LXB_TAG_SEARCH:
    case LXB_TAG_SECTION:
    case LXB_TAG_SUMMARY:
    case LXB_TAG_TABLE:
    case LXB_TAG_TBODY:
    case LXB_TAG_TD:
    case LXB_TAG_TFOOT:
    case LXB_TAG_TH:
    case LXB_TAG_THEAD:
    case LXB_TAG_TITLE:
    case LXB_TAG_TR:
    case LXB_TAG_UL: return true;
    default: return false;
  }
}

Blocks make_blocks(const Tree& tree, const std::vector<bool>& skipped) { return BlockMaker(tree, skipped).run(); }

}  // namespace chancery::read::html
