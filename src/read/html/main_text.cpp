// How the article is found, in four steps: (1) elements are marked by their tags and names (data/page_noise.csv);
// (2) each block of text is scored: sentences count for, lists of links against; (3) the element whose blocks score
// highest together is taken - the maximum-sum segment of Pasternack and Roth ("Extracting article text from the web
// with maximum subsequence segmentation", 2009), bound to the tree; (4) within it, what is no part of the article is
// left out, block by block.
#include "read/html/main_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "read/html/lines.h"
#include "read/html/names.h"

namespace chancery::read::html {
namespace {

constexpr std::uint32_t kSentenceLetters = 60;  // a block of this length with a stop in it reads like a sentence

bool is_heading_tag(std::uint16_t tag) noexcept { return tag >= LXB_TAG_H1 && tag <= LXB_TAG_H6; }

bool contains_word(std::string_view text, std::string_view word) noexcept {
  return text.find(word) != std::string_view::npos;
}

// Marks by the tag alone.
Meaning tag_meaning(std::uint16_t tag) noexcept {
  switch (tag) {
    case LXB_TAG_NAV:
    case LXB_TAG_ASIDE:
    case LXB_TAG_FOOTER:
    case LXB_TAG_MENU:
    case LXB_TAG_DIALOG:
    case LXB_TAG_LABEL:
    case LXB_TAG_LEGEND:
    case LXB_TAG_SEARCH: return kNoise;
    case LXB_TAG_FIGCAPTION:
    case LXB_TAG_FIGURE:
    case LXB_TAG_CAPTION: return kCaption;
    default: return 0;
  }
}

bool is_never_text(std::uint16_t tag) noexcept {
  switch (tag) {
    case LXB_TAG_HEAD:
    case LXB_TAG_TITLE:
    case LXB_TAG_SCRIPT:
    case LXB_TAG_BUTTON:
    case LXB_TAG_INPUT:
    case LXB_TAG_OPTION:
    case LXB_TAG_PROGRESS:
    case LXB_TAG_METER: return true;
    default: return false;
  }
}

class Finder {
 public:
  Finder(const Tree& tree, const MainTextHints& hints) : tree_(tree), hints_(hints) {}

  MainText run() {
    mark_nodes();
    blocks_ = make_blocks(tree_, skipped_);
    if (blocks_.blocks.empty()) return {};
    judge_blocks();
    spread_marks();
    score_blocks();
    choose();
    return take();
  }

 private:
  struct Judged {
    bool sentence = false;  // reads like a sentence
    Meaning meaning = 0;
    double score = 0;
  };

  // What the element's names and tag say; hidden ones are skipped.
  void mark_nodes() {
    marks_.assign(tree_.size(), 0);
    skipped_.assign(tree_.size(), false);
    const NamePatterns& patterns = NamePatterns::embedded();
    std::string name;
    for (NodeIndex index = 0; index < tree_.size(); ++index) {
      const Node& node = tree_[index];
      if (node.is_text()) continue;
      if (is_never_text(node.tag) || is_hidden(index)) {
        std::fill(skipped_.begin() + index, skipped_.begin() + node.end, true);
        index = node.end - 1;
        continue;
      }
      if (node.tag == LXB_TAG_HTML || node.tag == LXB_TAG_BODY) continue;
      name.clear();
      for (const Attribute* at = tree_.attributes_begin(node); at != tree_.attributes_end(node); ++at) {
        if (at->name == "class" || at->name == "id" || at->name == "itemprop" || at->name == "role" ||
            at->name == "data-component" || at->name == "data-testid" || at->name == "data-type" ||
            at->name == "data-module")
          normalise_name(at->value, name);
      }
      Meaning meaning = name.empty() ? Meaning{0} : patterns.meaning(name);
      if ((meaning & kKeep) != 0) meaning = static_cast<Meaning>(meaning & (kBody | kKeep));
      meaning = static_cast<Meaning>(meaning | tag_meaning(node.tag));
      const std::string_view property = tree_.attribute(index, "itemprop");
      if (contains_word(property, "articleBody") || contains_word(property, "reviewBody")) meaning = kBody | kKeep;
      if (node.tag == LXB_TAG_ARTICLE || node.tag == LXB_TAG_MAIN) meaning = static_cast<Meaning>(meaning & ~kWeak);
      marks_[index] = meaning;
    }
  }

  [[nodiscard]] bool is_hidden(NodeIndex index) const {
    const Node& node = tree_[index];
    if (node.attribute_count == 0 || node.tag == LXB_TAG_BODY || node.tag == LXB_TAG_HTML) return false;
    for (const Attribute* at = tree_.attributes_begin(node); at != tree_.attributes_end(node); ++at) {
      if (at->name == "hidden" && at->value != "until-found") return true;
      if (at->name == "aria-hidden" && at->value == "true") return true;
      if (at->name == "style") {
        std::string style;
        for (const char c : at->value.substr(0, 1000)) {
          if (c != ' ') style += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        if (contains_word(style, "display:none") || contains_word(style, "visibility:hidden")) return true;
      }
    }
    return false;
  }

  void judge_blocks() {
    judged_.resize(blocks_.blocks.size());
    sentence_letters_.resize(blocks_.blocks.size() + 1);
    for (std::size_t index = 0; index < blocks_.blocks.size(); ++index) {
      const Block& block = blocks_.blocks[index];
      judged_[index].sentence =
          block.letters >= kSentenceLetters && block.stops > 0 && block.link_share() < 0.4 && !heading(block);
      sentence_letters_[index + 1] = sentence_letters_[index] + (judged_[index].sentence ? block.letters : 0);
    }
  }

  [[nodiscard]] bool heading(const Block& block) const { return is_heading_tag(tree_[block.container].tag); }

  // Letters of the sentences within a node.
  [[nodiscard]] std::uint32_t sentences_in(NodeIndex node) const {
    return sentence_letters_[blocks_.first_block[tree_[node].end]] - sentence_letters_[blocks_.first_block[node]];
  }

  // Hands the marks of elements down to their blocks. A mark of noise on what holds most of the page's sentences is not
  // believed: "layout-with-sidebar" is no sidebar.
  void spread_marks() {
    const std::uint32_t all = sentence_letters_.back();
    for (NodeIndex index = 0; index < tree_.size(); ++index) {
      Meaning meaning = marks_[index];
      if ((meaning & (kNoise | kComments | kCaption | kByline | kWeak)) == 0) continue;
      const bool most = all > 0 && sentences_in(index) * 10 > all * 4;
      if (most && ((meaning & kComments) == 0 || holds_headline(index))) {
        marks_[index] = static_cast<Meaning>(meaning & kBody);
        continue;
      }
      // Names of a line of the head do not make noise of paragraphs.
      if ((meaning & (kByline | kCaption)) != 0 && (meaning & kNoise) == 0 && sentences_in(index) > 1200) continue;
      const Node& node = tree_[index];
      const std::uint32_t first = blocks_.first_block[index];
      std::uint32_t last = blocks_.first_block[node.end];
      if (last < blocks_.blocks.size() && blocks_.blocks[last].first >= index && blocks_.blocks[last].last < node.end)
        ++last;
      for (std::uint32_t at = first; at < last; ++at) {
        const Block& block = blocks_.blocks[at];
        if (block.first >= index && block.last < node.end)
          judged_[at].meaning = static_cast<Meaning>(judged_[at].meaning | (meaning & ~kBody));
      }
    }
  }

  [[nodiscard]] bool holds_headline(NodeIndex node) const {
    for (NodeIndex at = node; at < tree_[node].end; ++at) {
      if (tree_[at].tag == LXB_TAG_H1) return true;
    }
    return false;
  }

  void score_blocks() {
    score_sum_.resize(blocks_.blocks.size() + 1);
    for (std::size_t index = 0; index < blocks_.blocks.size(); ++index) {
      judged_[index].score = score(index);
      score_sum_[index + 1] = score_sum_[index] + judged_[index].score;
    }
  }

  [[nodiscard]] double score(std::size_t index) const {
    const Block& block = blocks_.blocks[index];
    const Judged& judged = judged_[index];
    if ((judged.meaning & (kNoise | kComments | kCaption | kByline)) != 0) return 0;
    if (block.link_share() > 0.5) return -(15.0 + 0.3 * block.letters);
    if (!judged.sentence) return block.ends_sentence || heading(block) ? 0 : -8;
    // Paragraphs of an article stand in company; the summary on a card of a list of articles stands alone.
    const NodeIndex parent = tree_[block.container].parent;
    const NodeIndex home = parent == kNoNode ? block.container : parent;
    const double company = std::min(1.0, sentences_in(home) / 500.0);
    const double weak = (judged.meaning & kWeak) != 0 ? 0.5 : 1.0;
    return block.letters * (1.0 - block.link_share()) * company * weak;
  }

  [[nodiscard]] double total(NodeIndex node) const {
    return score_sum_[blocks_.first_block[tree_[node].end]] - score_sum_[blocks_.first_block[node]];
  }

  void choose() {
    double best = 0;
    for (NodeIndex index = 0; index < tree_.size(); ++index) {
      if (tree_[index].is_text()) continue;
      const double here = total(index);
      // Of elements with the same blocks the innermost.
      if (here > best || (here == best && best > 0 && root_ != kNoNode && index < tree_[root_].end)) {
        best = here;
        root_ = index;
      }
    }
    if (root_ == kNoNode) return;
    // An element that is named as the body of the article, where it holds nearly all of it.
    NodeIndex named = root_;
    for (NodeIndex index = root_; index < tree_[root_].end; ++index) {
      if ((marks_[index] & kBody) != 0 && total(index) >= 0.85 * best) named = index;
    }
    root_ = named;
  }

  [[nodiscard]] bool in_list(const Block& block) const {
    for (NodeIndex at = block.container; at != kNoNode && at >= root_; at = tree_[at].parent) {
      const std::uint16_t tag = tree_[at].tag;
      if (tag == LXB_TAG_LI || tag == LXB_TAG_DD || tag == LXB_TAG_DT || tag == LXB_TAG_TD || tag == LXB_TAG_TH)
        return true;
    }
    return false;
  }

  MainText take() {
    MainText out;
    if (root_ == kNoNode) return out;
    const std::uint32_t first = blocks_.first_block[root_], last = blocks_.first_block[tree_[root_].end];
    std::vector<bool> kept(last - first, false);
    const std::string title = plain_lower(hints_.title);
    const LinePatterns& notices = LinePatterns::embedded();
    std::uint32_t first_sentence = last, last_sentence = first;
    for (std::uint32_t at = first; at < last; ++at) {
      const Block& block = blocks_.blocks[at];
      const Judged& judged = judged_[at];
      if ((judged.meaning & (kNoise | kComments | kCaption | kByline)) != 0) continue;
      const std::string_view text = blocks_.of(block);
      if (notices.is_notice(text)) continue;
      if (tree_[block.container].tag == LXB_TAG_H1 || plain_lower(text) == title) continue;
      if (block.link_share() > 0.6 && block.letters < 300) continue;
      kept[at - first] = true;
      if (judged.sentence || (block.ends_sentence && block.letters > 25)) {
        first_sentence = std::min(first_sentence, at);
        last_sentence = at;
      }
    }
    bool text_follows = false;
    for (std::uint32_t at = last; at-- > first;) {
      if (!kept[at - first]) continue;
      const Block& block = blocks_.blocks[at];
      bool keep = true;
      const bool short_line = !judged_[at].sentence && !block.ends_sentence;
      if (at < first_sentence || (at > last_sentence)) keep = in_list(block) && at > last_sentence && block.link_letters == 0;
      else if (heading(block)) {
        keep = text_follows;
        text_follows = false;
      } else if (short_line && !in_list(block)) {
        const std::uint16_t tag = tree_[block.container].tag;
        keep = tag == LXB_TAG_P || tag == LXB_TAG_BLOCKQUOTE || tag == LXB_TAG_PRE || block.letters >= 40;
      }
      if (keep && !heading(block)) text_follows = true;
      kept[at - first] = keep;
    }
    for (std::uint32_t at = first; at < last; ++at) {
      if (!kept[at - first]) continue;
      if (out.first == kNoNode) out.first = blocks_.blocks[at].first;
      if (!out.text.empty()) out.text += '\n';
      out.text += blocks_.of(blocks_.blocks[at]);
      if (judged_[at].sentence) out.sentences += blocks_.blocks[at].letters;
    }
    out.node = root_;
    return out;
  }

  const Tree& tree_;
  const MainTextHints& hints_;
  std::vector<Meaning> marks_;
  std::vector<bool> skipped_;
  Blocks blocks_;
  std::vector<Judged> judged_;
  std::vector<std::uint32_t> sentence_letters_;  // sums
  std::vector<double> score_sum_;
  NodeIndex root_ = kNoNode;
};

}  // namespace

MainText find_main_text(const Tree& tree, const MainTextHints& hints) { return Finder(tree, hints).run(); }

}  // namespace chancery::read::html
