#include "read/html/article_root.h"

#include <algorithm>
#include <unordered_map>

namespace chancery::read::html {
namespace {

constexpr std::uint32_t kSentenceLetters = 60;  // a block of this length with a stop in it reads like a sentence
constexpr std::size_t kWindow = 4;              // neighbours on each side that make the company of a block
constexpr std::uint32_t kBelowHeadline = 15;
constexpr Meaning kOutside = kNoise | kComments | kCaption | kByline;

class Finder {
 public:
  Finder(const Tree& tree, const Marks& marks, const Blocks& blocks, const std::vector<float>& matches)
      : tree_(tree), marks_(marks.meaning), blocks_(blocks), matches_(matches) {}

  ArticleRoot run() {
    judge();
    spread_marks();
    find_streams();
    score();
    choose();
    return {root_, begin_, end_, std::move(judged_)};
  }

 private:
  [[nodiscard]] std::uint32_t first_of(NodeIndex node) const { return blocks_.first_block[node]; }
  [[nodiscard]] std::uint32_t last_of(NodeIndex node) const { return blocks_.first_block[tree_[node].end]; }
  [[nodiscard]] bool heading(const Block& block) const { return is_heading_tag(tree_[block.container].tag); }

  void judge() {
    const std::size_t count = blocks_.blocks.size();
    judged_.resize(count);
    letters_.assign(count + 1, 0);
    for (std::size_t index = 0; index < count; ++index) {
      const Block& block = blocks_.blocks[index];
      Judged& judged = judged_[index];
      judged.matched = matches_[index] >= 0.7F;
      judged.kind = LinePatterns::embedded().kind(blocks_.of(block));
      judged.sentence = block.letters >= kSentenceLetters && block.stops > 0 && block.link_share() < 0.4 &&
                        !heading(block) && judged.kind == LinePatterns::Kind::text;
      letters_[index + 1] = letters_[index] + (judged.sentence ? block.letters : 0);
    }
  }

  [[nodiscard]] std::uint32_t letters_in(NodeIndex node) const {
    return letters_[last_of(node)] - letters_[first_of(node)];
  }

  // Hands the marks of elements down to their blocks. A mark of noise on what holds most of the page's sentences is not
  // believed ("layout-with-sidebar" is no sidebar), nor one on what holds the headline and a good part of them.
  void spread_marks() {
    std::vector<Meaning> inherited(tree_.size(), 0);
    headlines_.assign(tree_.size() + 1, 0);
    for (NodeIndex index = 0; index < tree_.size(); ++index)
      headlines_[index + 1] = headlines_[index] + (tree_[index].tag == LXB_TAG_H1 ? 1 : 0);
    for (NodeIndex index = 0; index < tree_.size(); ++index) {
      const NodeIndex parent = tree_[index].parent;
      if (parent != kNoNode) inherited[index] = inherited[parent];
      if (believed(index))
        inherited[index] = static_cast<Meaning>(inherited[index] | (marks_[index] & (kOutside | kWeak)));
    }
    for (std::size_t index = 0; index < judged_.size(); ++index) {
      Judged& judged = judged_[index];
      if (judged.matched && judged.sentence) continue;
      // The innermost element that holds all of the block.
      const Block& block = blocks_.blocks[index];
      NodeIndex home = tree_[block.first].parent;
      while (home != kNoNode && tree_[home].end <= block.last) home = tree_[home].parent;
      if (home != kNoNode) judged.meaning = inherited[home];
    }
  }

  [[nodiscard]] bool believed(NodeIndex index) const {
    const Meaning meaning = marks_[index];
    if ((meaning & (kOutside | kWeak)) == 0) return false;
    const std::uint64_t here = letters_in(index), all = letters_.back();
    const bool most = here * 10 > all * 4 && here > 0;
    const bool much = here * 10 > all && here > 300;
    if ((most && (meaning & kComments) == 0) || (much && holds_headline(index))) return false;
    // The name of a line of the head does not make noise of many paragraphs.
    return (meaning & (kNoise | kComments)) != 0 || here <= 1200;
  }

  // The element whose children, or lines, are paragraphs side by side.
  [[nodiscard]] NodeIndex stream_of(std::size_t index) const {
    const NodeIndex container = blocks_.blocks[index].container;
    const NodeIndex parent = tree_[container].parent;
    return sentences_[container] >= 2 || parent == kNoNode ? container : parent;
  }

  void find_streams() {
    sentences_.assign(tree_.size(), 0);
    for (std::size_t index = 0; index < judged_.size(); ++index) {
      if (judged_[index].sentence && !judged_[index].noise()) ++sentences_[blocks_.blocks[index].container];
    }
    std::vector<std::uint32_t> members(tree_.size(), 0);
    for (std::size_t index = 0; index < judged_.size(); ++index) {
      if (judged_[index].sentence && !judged_[index].noise()) ++members[stream_of(index)];
    }
    for (std::size_t index = 0; index < judged_.size(); ++index)
      judged_[index].in_stream = members[stream_of(index)] >= 3;
  }

  [[nodiscard]] bool holds_headline(NodeIndex node) const { return headlines_[tree_[node].end] > headlines_[node]; }

  void score() {
    const std::size_t count = blocks_.blocks.size();
    // Of the blocks that are not marked as noise.
    std::vector<std::uint32_t> order;
    std::vector<std::uint32_t> sentences(1, 0), scraps(1, 0);
    std::vector<std::uint32_t> place(count, 0);
    for (std::size_t index = 0; index < count; ++index) {
      place[index] = static_cast<std::uint32_t>(sentences.size()) - 1;
      if (judged_[index].noise()) continue;
      const Block& block = blocks_.blocks[index];
      const bool short_sentence = block.ends_sentence && block.letters > 25 && block.link_share() < 0.5;
      const bool good = judged_[index].sentence || short_sentence;
      const bool scrap = !good && !judged_[index].in_stream && (!heading(block) || block.link_share() > 0.5);
      sentences.push_back(sentences.back() + (good ? 1 : 0));
      scraps.push_back(scraps.back() + (scrap ? 1 : 0));
    }
    totals_.assign(count + 1, 0);
    gains_.assign(count + 1, 0);
    next_gain_.assign(count + 1, static_cast<std::uint32_t>(count));
    last_headline_.assign(count + 1, 0);
    for (std::size_t index = 0; index < count; ++index) {
      const bool headline = tree_[blocks_.blocks[index].container].tag == LXB_TAG_H1;
      last_headline_[index + 1] = headline ? static_cast<std::uint32_t>(index + 1) : last_headline_[index];
    }
    const std::size_t known = sentences.size() - 1;
    for (std::size_t index = 0; index < count; ++index) {
      const std::size_t begin = place[index] < kWindow ? 0 : place[index] - kWindow;
      const std::size_t end = std::min<std::size_t>(known, place[index] + kWindow + 1);
      const double good = sentences[end] - sentences[begin], bad = scraps[end] - scraps[begin];
      const double purity = good / std::max(1.0, good + bad);
      judged_[index].score = score_of(index, std::clamp((purity - 0.4) / 0.3, 0.1, 1.0));
      totals_[index + 1] = totals_[index] + judged_[index].score;
      gains_[index + 1] = gains_[index] + std::max(0.0, judged_[index].score);
    }
    for (std::size_t index = count; index-- > 0;)
      next_gain_[index] = judged_[index].score > 0 ? static_cast<std::uint32_t>(index) : next_gain_[index + 1];
  }

  // `company`, 0.1 to 1: paragraphs of an article stand among paragraphs; the summary on a card of a list of articles
  // stands between links and labels, and so does a comment.
  [[nodiscard]] double score_of(std::size_t index, double company) const {
    const Block& block = blocks_.blocks[index];
    const Judged& judged = judged_[index];
    if (judged.matched && judged.sentence) return block.letters;
    if (judged.noise()) return 0;
    if (block.link_share() > 0.5) return judged.in_stream ? -5 : -(15.0 + 0.3 * block.letters);
    if (!judged.sentence) return block.ends_sentence || heading(block) || judged.in_stream ? 0 : -8;
    if (judged.in_stream) company = std::max(company, 0.6);
    // A short report stands below its headline, whatever else is around it.
    if (last_headline_[index] != 0 && index - last_headline_[index] < kBelowHeadline) company = std::max(company, 0.5);
    const double weak = (judged.meaning & kWeak) != 0 ? 0.5 : 1.0;
    return block.letters * (1.0 - block.link_share()) * company * weak;
  }

  [[nodiscard]] double total(NodeIndex node) const { return totals_[last_of(node)] - totals_[first_of(node)]; }

  void choose() {
    double best = 0;
    for (NodeIndex index = 0; index < tree_.size(); ++index) {
      if (tree_[index].is_text() || first_of(index) == last_of(index)) continue;
      const double here = total(index);
      // Of elements with the same sum the innermost.
      if (here > best || (here == best && root_ != kNoNode && index < tree_[root_].end)) {
        best = here;
        root_ = index;
      }
    }
    if (root_ == kNoNode) return;
    take_first_of_several();
    descend();
    begin_below_headline();
    end_stream();
    // An element that is named as the body of the article, where it holds nearly all of it.
    best = totals_[end_] - totals_[begin_];
    for (NodeIndex index = root_, last = tree_[root_].end; index < last; ++index) {
      if ((marks_[index] & kBody) == 0 || total(index) < 0.85 * best) continue;
      end_ = std::min(end_, last_of(index));
    }
  }

  // Pages that go on with the next article below the first one.
  void take_first_of_several() {
    const double all = total(root_);
    NodeIndex first = kNoNode;
    int found = 0;
    for (NodeIndex index = root_ + 1; index < tree_[root_].end;) {
      const bool article = tree_[index].tag == LXB_TAG_ARTICLE && total(index) >= 0.2 * all && holds_headline(index);
      if (article) {
        if (found++ == 0) first = index;
        index = tree_[index].end;
      } else {
        ++index;
      }
    }
    if (found >= 2) root_ = first;
  }

  // Steps down to the child that holds the article, as long as what is left behind is not its beginning (a first
  // paragraph often stands outside of the element that holds the others) nor its end. What follows that child beyond
  // links or a headline of its own is another text.
  void descend() {
    begin_ = first_of(root_);
    end_ = last_of(root_);
    bool widened = false;  // what stands before the child is part of the article
    for (NodeIndex node = root_;;) {
      const double all = total(node);
      NodeIndex next = kNoNode;
      for (NodeIndex child = node + 1; child < tree_[node].end; child = tree_[child].end) {
        if (!tree_[child].is_text() && total(child) >= 0.6 * all) next = child;
      }
      if (next == kNoNode) return;
      // Nothing above the headline belongs to the article.
      const std::uint32_t headline = std::max(first_of(node), last_headline_[first_of(next)]);
      const bool headline_inside = headline == first_of(node) && last_headline_[last_of(next)] > first_of(next);
      const double before = headline_inside ? 0 : gains_[first_of(next)] - gains_[headline];
      const double after = gains_[last_of(node)] - gains_[last_of(next)];
      if (after > 0 && goes_on_after(node, next)) return;
      end_ = std::min(end_, last_of(next));
      if (before > 0 && !widened) {
        widened = true;
        begin_ = std::max(begin_, headline);
      }
      if (!widened) {
        root_ = next;
        begin_ = first_of(next);
      }
      node = next;
    }
  }

  // What stands above the first headline within the root is a notice, a banner, the page's own name.
  void begin_below_headline() {
    const double all = gains_[end_] - gains_[begin_];
    for (std::uint32_t at = begin_; at < end_ && gains_[at] - gains_[begin_] < 0.2 * all; ++at) {
      if (last_headline_[at + 1] != at + 1) continue;
      begin_ = at + 1;
      return;
    }
  }

  // Cuts what follows the stream that holds most of the article: comments and teasers that no name tells apart.
  void end_stream() {
    std::unordered_map<NodeIndex, std::uint32_t> letters;
    std::uint32_t all = 0, most = 0;
    NodeIndex main = kNoNode;
    for (std::uint32_t at = begin_; at < end_; ++at) {
      if (judged_[at].score <= 0) continue;
      all += blocks_.blocks[at].letters;
      const NodeIndex stream = stream_of(at);
      const std::uint32_t here = letters[stream] += blocks_.blocks[at].letters;
      if (here > most) {
        most = here;
        main = stream;
      }
    }
    // By a line that opens the comments or the like, when no stream goes on beyond it; or, where one stream holds most
    // of the article, by the first link after its end.
    std::unordered_map<NodeIndex, std::uint32_t> last_of_stream;
    std::uint32_t last = begin_;
    for (std::uint32_t at = begin_; at < end_; ++at) {
      if (judged_[at].score <= 0) continue;
      last_of_stream[stream_of(at)] = at;
      if (stream_of(at) == main) last = at;
    }
    std::uint32_t reach = 0, before = 0;  // how far the streams go that were met
    for (std::uint32_t at = begin_; at < end_; ++at) {
      const Judged& judged = judged_[at];
      if (judged.score > 0) {
        reach = std::max(reach, last_of_stream[stream_of(at)]);
        before += blocks_.blocks[at].letters;
      }
      const bool beyond_main = most * 2 >= all && at > last;
      const bool ends = judged.kind == LinePatterns::Kind::end && at > reach && before > 300 && !alike(at, main);
      const bool link = beyond_main &&
                        (blocks_.blocks[at].link_share() > 0.5 || judged.kind != LinePatterns::Kind::text) &&
                        !judged.noise() && !judged.matched && !alike(at, main);
      if (ends || link) {
        end_ = at;
        return;
      }
    }
  }

  // Whether the next text after a block stands in the same kind of element as a stream: same tag and names, and the
  // same tags around it.
  [[nodiscard]] bool alike(std::uint32_t at, NodeIndex stream) const {
    return next_gain_[at] < end_ && same_kind(stream_of(next_gain_[at]), stream);
  }

  [[nodiscard]] bool same_kind(NodeIndex one, NodeIndex other) const {
    if (tree_[one].tag == LXB_TAG_ARTICLE && one != other) return false;
    constexpr std::size_t kNameBytes = 200;
    if (tree_.attribute(one, "class").substr(0, kNameBytes) != tree_.attribute(other, "class").substr(0, kNameBytes))
      return false;
    for (int level = 0; level < 4; ++level) {
      if (tree_[one].tag != tree_[other].tag) return false;
      if (tree_[one].parent == tree_[other].parent) return true;
      if (tree_[one].parent == kNoNode || tree_[other].parent == kNoNode) return false;
      one = tree_[one].parent;
      other = tree_[other].parent;
    }
    return one == other;
  }

  // Whether the text after `part`, within `whole`, continues that of `part`.
  [[nodiscard]] bool goes_on_after(NodeIndex whole, NodeIndex part) const {
    std::uint32_t scraps = 0;
    for (std::uint32_t at = last_of(part); at < last_of(whole); ++at) {
      const Block& block = blocks_.blocks[at];
      if (judged_[at].score > 0) {
        // The same kind of element as the part itself: an article that is broken into pieces.
        NodeIndex sibling = tree_[part].end;
        while (sibling < tree_[whole].end && last_of(sibling) <= at) sibling = tree_[sibling].end;
        return scraps == 0 || (sibling < tree_[whole].end && same_kind(sibling, part));
      }
      if (judged_[at].noise()) continue;
      if (block.link_share() > 0.5 || heading(block) || judged_[at].kind != LinePatterns::Kind::text) ++scraps;
    }
    return false;
  }

  const Tree& tree_;
  const std::vector<Meaning>& marks_;
  const Blocks& blocks_;
  const std::vector<float>& matches_;
  std::vector<Judged> judged_;
  std::vector<std::uint32_t> letters_;        // of sentences, summed
  std::vector<std::uint32_t> sentences_;      // of the blocks of which a node is the container
  std::vector<std::uint32_t> headlines_;      // <h1> before a node
  std::vector<double> totals_, gains_;        // of scores, of those above 0, summed
  std::vector<std::uint32_t> next_gain_;      // the next block with a score above 0, from a block on
  std::vector<std::uint32_t> last_headline_;  // one past the last block in an <h1> before a block, 0 for none
  NodeIndex root_ = kNoNode;
  std::uint32_t begin_ = 0, end_ = 0;
};

}  // namespace

ArticleRoot find_article_root(const Tree& tree, const Marks& marks, const Blocks& blocks,
                              const std::vector<float>& matches) {
  return Finder(tree, marks, blocks, matches).run();
}

}  // namespace chancery::read::html
