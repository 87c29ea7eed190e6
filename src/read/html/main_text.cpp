#include "read/html/main_text.h"

#include <algorithm>
#include <unordered_set>

#include "read/html/article_root.h"
#include "read/html/body_match.h"
#include "read/html/lines.h"
#include "read/html/marks.h"
#include "read/html/page_date.h"

namespace chancery::read::html {
namespace {

// Letters and digits only, lower case: for telling whether two lines say the same.
std::string bare(std::string_view text) {
  std::string out;
  for (const char c : plain_lower(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & '\x80') != 0) out += c;
  }
  return out;
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) noexcept {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

// "STRELSAU, May 6 (Reuters) -" on a line of its own.
bool is_dateline(std::string_view text, std::uint32_t letters) noexcept {
  std::size_t capitals = 0;
  while (capitals < text.size() && text[capitals] >= 'A' && text[capitals] <= 'Z') ++capitals;
  return capitals >= 4 && letters < 60 && ends_with_any(text, {"-", "–", "—", ":", ")"});
}

class Picker {
 public:
  Picker(const Tree& tree, const MainTextHints& hints) : tree_(tree), hints_(hints), marks_(mark_nodes(tree)) {}

  MainText run() {
    blocks_ = make_blocks(tree_, marks_.skipped);
    ArticleRoot root = find_article_root(tree_, marks_, blocks_, match_body(blocks_, hints_.body));
    judged_ = std::move(root.judged);
    MainText out;
    if (root.node == kNoNode) return out;
    root_ = root.node;
    first_ = root.begin;
    last_ = root.end;
    kept_.assign(last_ - first_, false);
    linked_.assign(last_ - first_, false);
    keep_candidates();
    leave_out_captions();
    leave_out_cards();
    leave_out_unmatched();
    find_ends();
    settle_short_lines();
    leave_out_runs_of_scraps();
    leave_out_repeats();
    leave_out_the_author();
    write(out);
    return out;
  }

 private:
  [[nodiscard]] std::uint16_t tag_of(const Block& block) const { return tree_[block.container].tag; }
  [[nodiscard]] bool heading(const Block& block) const { return is_heading_tag(tag_of(block)); }
  [[nodiscard]] bool kept(std::uint32_t at) const { return kept_[at - first_]; }
  void drop(std::uint32_t at) { kept_[at - first_] = false; }
  [[nodiscard]] bool whole(std::uint32_t at) const {
    const Block& block = blocks_.blocks[at];
    return judged_[at].sentence || (block.ends_sentence && block.letters > 25);
  }

  [[nodiscard]] bool in_list(const Block& block) const {
    for (NodeIndex at = block.container; at != kNoNode && at >= root_; at = tree_[at].parent) {
      switch (tree_[at].tag) {
        case LXB_TAG_LI:
        case LXB_TAG_DD:
        case LXB_TAG_DT:
        case LXB_TAG_TD:
        case LXB_TAG_TH: return true;
        default: break;
      }
    }
    return false;
  }

  void keep_candidates() {
    const std::string title = bare(hints_.title);
    int sentences = 0;
    for (std::uint32_t at = first_; at < last_; ++at) {
      const Block& block = blocks_.blocks[at];
      const std::string_view text = blocks_.of(block);
      if (block.link_share() > 0.6 && block.letters < 300) {
        // A subhead may be a link, where a paragraph of its own follows.
        const bool subhead = heading(block) && tag_of(block) != LXB_TAG_H1 && at + 1 < last_ &&
                             judged_[at + 1].sentence && !judged_[at + 1].noise() &&
                             blocks_.blocks[at + 1].letters >= 200 && !stands_apart(at + 1);
        linked_[at - first_] = !subhead;
        if (!subhead) continue;
      }
      if (judged_[at].noise() || tag_of(block) == LXB_TAG_H1 || judged_[at].kind != LinePatterns::Kind::text) continue;
      if (block.letters < 400 && !title.empty() && bare(text) == title) continue;
      // The signature under an embedded message: "- Anna Vogel (@vogel) May 6, 2024".
      if (block.letters < 120 && text.find("(@") != std::string_view::npos && !judged_[at].sentence) continue;
      if (sentences < 2 && is_date_line(text, block)) continue;
      if (whole(at)) ++sentences;
      kept_[at - first_] = true;
    }
    leave_out_lists_of_links();
  }

  // A sentence in the company of links and scraps.
  [[nodiscard]] bool stands_apart(std::uint32_t at) const {
    return judged_[at].sentence && !judged_[at].matched && judged_[at].score < 0.2 * blocks_.blocks[at].letters;
  }

  // "The Courier | 04.05.2015 13:36 | Anna Vogel"
  [[nodiscard]] static bool is_date_line(std::string_view text, const Block& block) {
    if (block.letters > 140 || std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) < 5)
      return false;
    const bool parted = text.find(" | ") != std::string_view::npos || text.find("•") != std::string_view::npos ||
                        text.find("·") != std::string_view::npos;
    return (parted || !block.ends_sentence) && find_day(text).has_value();
  }

  // Lists most of whose text is links are navigation as a whole, with the items that are none.
  void leave_out_lists_of_links() {
    std::vector<std::uint64_t> letters(last_ - first_ + 1, 0), links(last_ - first_ + 1, 0);
    for (std::uint32_t at = first_; at < last_; ++at) {
      letters[at - first_ + 1] = letters[at - first_] + blocks_.blocks[at].letters;
      links[at - first_ + 1] = links[at - first_] + blocks_.blocks[at].link_letters;
    }
    for (NodeIndex index = root_; index < tree_[root_].end;) {
      const std::uint16_t tag = tree_[index].tag;
      const std::uint32_t begin = blocks_.first_block[index], end = blocks_.first_block[tree_[index].end];
      const bool list =
          (tag == LXB_TAG_UL || tag == LXB_TAG_OL || tag == LXB_TAG_TABLE) && begin >= first_ && end <= last_;
      if (!list || end - begin < 2 ||
          (links[end - first_] - links[begin - first_]) * 2 < letters[end - first_] - letters[begin - first_]) {
        ++index;
        continue;
      }
      for (std::uint32_t at = begin; at < end; ++at) {
        if (!judged_[at].matched) drop(at);
      }
      index = tree_[index].end;
    }
  }

  // The little text that shares an element with a picture is its caption, in whatever element it stands. Not so where
  // the article is made of such elements (a list of pictures with a paragraph for each).
  void leave_out_captions() {
    std::vector<std::uint32_t> captions;
    std::uint32_t caption_letters = 0, all_letters = 0;
    for (std::uint32_t at = first_; at < last_; ++at) all_letters += kept(at) ? blocks_.blocks[at].letters : 0;
    for (NodeIndex image = root_; image < tree_[root_].end; ++image) {
      if (tree_[image].tag != LXB_TAG_IMG && tree_[image].tag != LXB_TAG_PICTURE) continue;
      // The largest element around the picture that holds little text.
      NodeIndex home = image;
      for (NodeIndex up = tree_[image].parent; up != kNoNode && up > root_; up = tree_[up].parent) {
        if (tree_[up].tag == LXB_TAG_P || !little_text(up)) break;
        home = up;
      }
      image = std::max(image, tree_[home].end - 1);  // it is dealt with
      for (std::uint32_t at = blocks_.first_block[home]; at < blocks_.first_block[tree_[home].end]; ++at) {
        if (at < first_ || at >= last_ || !kept(at) || (!captions.empty() && captions.back() >= at) ||
            judged_[at].matched)
          continue;
        captions.push_back(at);
        caption_letters += blocks_.blocks[at].letters;
      }
    }
    if (caption_letters * 4 > all_letters) return;
    for (const std::uint32_t at : captions) drop(at);
  }

  [[nodiscard]] bool little_text(NodeIndex element) const {
    std::uint32_t letters = 0;
    const std::uint32_t last = blocks_.first_block[tree_[element].end];
    for (std::uint32_t at = blocks_.first_block[element]; at < last; ++at) {
      if (heading(blocks_.blocks[at])) return false;
      letters += blocks_.blocks[at].letters;
      if (letters > 250) return false;
    }
    return true;
  }

  // Where the article as a whole is of one piece, sentences that stand apart are teasers of others.
  void leave_out_cards() {
    std::uint32_t apart = 0, together = 0;
    for (std::uint32_t at = first_; at < last_; ++at) {
      if (!kept(at) || !judged_[at].sentence) continue;
      (stands_apart(at) ? apart : together) += blocks_.blocks[at].letters;
    }
    if (apart * 3 > together) return;
    for (std::uint32_t at = first_; at < last_; ++at) {
      if (stands_apart(at)) drop(at);
    }
  }

  // Where the page's metadata gives all of its text, what stands after that text is none of it. (Before it there may be
  // a first paragraph that the metadata give as a description.)
  void leave_out_unmatched() {
    std::uint32_t last = first_, matched = 0, all = 0;
    for (std::uint32_t at = first_; at < last_; ++at) {
      if (!kept(at) || !judged_[at].sentence) continue;
      all += blocks_.blocks[at].letters;
      if (!judged_[at].matched) continue;
      matched += blocks_.blocks[at].letters;
      last = at;
    }
    if (matched * 10 < all * 8 || matched == 0) return;
    for (std::uint32_t at = first_; at < last_; ++at) {
      if (at > last && !judged_[at].matched) drop(at);
    }
  }

  void find_ends() {
    first_whole_ = last_;
    last_whole_ = first_;
    for (std::uint32_t at = first_; at < last_; ++at) {
      if (!kept(at) || !whole(at)) continue;
      first_whole_ = std::min(first_whole_, at);
      last_whole_ = at;
    }
  }

  // Lines that are no sentences: subheads and list items within the article stay; scraps at both ends go.
  void settle_short_lines() {
    bool text_follows = false;
    for (std::uint32_t at = last_; at-- > first_;) {
      if (!kept(at)) continue;
      const Block& block = blocks_.blocks[at];
      bool keep = true;
      if (at < first_whole_) {
        keep = at + 1 == first_whole_ && is_dateline(blocks_.of(block), block.letters);
      } else if (at > last_whole_) {
        keep = in_list(block) && block.link_letters == 0;
      } else if (heading(block) || !whole(at)) {
        if (heading(block) || !in_list(block)) {
          // "Related coverage" before links; a subhead without text below it.
          const bool before_links = at + 1 < last_ && linked_[at + 1 - first_];
          keep = text_follows && !before_links && (heading(block) || stands_alone(block));
        }
      }
      if (heading(block))
        text_follows = false;
      else if (keep)
        text_follows = true;
      if (!keep) drop(at);
    }
  }

  // A short line in an element of its own that is for text.
  [[nodiscard]] bool stands_alone(const Block& block) const {
    const std::uint16_t tag = tag_of(block);
    return tag == LXB_TAG_P || tag == LXB_TAG_BLOCKQUOTE || tag == LXB_TAG_PRE || block.letters >= 40;
  }

  // Four and more short lines in a row, half of them numbers or capitals, are the labels of a chart or a map.
  void leave_out_runs_of_scraps() {
    std::uint32_t begin = first_, length = 0, labels = 0;
    const auto end_run = [&](std::uint32_t end) {
      if (length >= 4 && labels * 2 >= length) {
        for (std::uint32_t at = begin; at < end; ++at) drop(at);
      }
      length = labels = 0;
    };
    for (std::uint32_t at = first_; at < last_; ++at) {
      if (!kept(at)) continue;
      const Block& block = blocks_.blocks[at];
      if (whole(at) || heading(block) || in_list(block) || block.letters > 60) {
        end_run(at);
        continue;
      }
      if (length++ == 0) begin = at;
      const std::string_view text = blocks_.of(block);
      const bool small_letters =
          std::any_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c & '\x80') != 0; });
      if (!small_letters || block.letters < 6) ++labels;
    }
    end_run(last_);
  }

  // What stands twice: pull quotes, and copies for narrow screens.
  void leave_out_repeats() {
    std::unordered_set<std::string> seen;
    for (std::uint32_t at = first_; at < last_; ++at) {
      if (!kept(at) || blocks_.blocks[at].letters < 40) continue;
      if (!seen.insert(bare(blocks_.of(blocks_.blocks[at]))).second) drop(at);
    }
  }

  // "Anna Vogel covers shipping for the Courier." at the foot.
  void leave_out_the_author() {
    const std::string_view names = hints_.author;
    const std::string_view name = names.substr(0, names.find(", "));
    if (name.size() < 5 || name.find(' ') == std::string_view::npos) return;
    int looked_at = 0;
    for (std::uint32_t at = last_; at-- > first_ && looked_at < 3;) {
      if (!kept(at)) continue;
      ++looked_at;
      const std::string_view text = blocks_.of(blocks_.blocks[at]);
      if (!text.starts_with(name) || blocks_.blocks[at].letters > 700) continue;
      const std::string rest = plain_lower(text.substr(name.size(), 60));
      for (const std::string_view verb :
           {" is ", " covers ", " has ", " writes ", " reports ", " was ", " joined ", " works ", " edits "}) {
        if (rest.find(verb) < 25) {
          drop(at);
          break;
        }
      }
    }
  }

  void write(MainText& out) const {
    for (std::uint32_t at = first_; at < last_; ++at) {
      if (!kept(at)) continue;
      if (!out.text.empty()) out.text += '\n';
      out.text += blocks_.of(blocks_.blocks[at]);
      if (!judged_[at].sentence) continue;
      out.letters += blocks_.blocks[at].letters;
      ++out.sentences;
    }
    // From the headline to the first sentence, then what is marked as a byline below it.
    std::uint32_t begin = std::min(first_whole_, static_cast<std::uint32_t>(blocks_.blocks.size()));
    for (std::uint32_t steps = 0; begin > 0 && steps < 30 && tag_of(blocks_.blocks[begin - 1]) != LXB_TAG_H1; ++steps)
      --begin;
    for (std::uint32_t at = begin; at < last_ && out.heads.size() < 24; ++at) {
      const Block& block = blocks_.blocks[at];
      const bool in_text = at >= first_ && kept(at);
      if (in_text || block.letters > 200 || (at > first_whole_ && (judged_[at].meaning & kByline) == 0)) continue;
      out.heads.emplace_back(blocks_.of(block));
      if ((judged_[at].meaning & kByline) != 0 && at < first_whole_) out.bylines.emplace_back(blocks_.of(block));
    }
  }

  const Tree& tree_;
  const MainTextHints& hints_;
  Marks marks_;
  Blocks blocks_;
  std::vector<Judged> judged_;
  std::vector<bool> kept_, linked_;
  NodeIndex root_ = kNoNode;
  std::uint32_t first_ = 0, last_ = 0, first_whole_ = 0, last_whole_ = 0;
};

}  // namespace

MainText find_main_text(const Tree& tree, const MainTextHints& hints) { return Picker(tree, hints).run(); }

}  // namespace chancery::read::html
