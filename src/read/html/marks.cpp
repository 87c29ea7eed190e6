#include "read/html/marks.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "read/html/plain_text.h"

namespace chancery::read::html {
namespace {

// Attributes whose value names what the element is for.
constexpr std::array<std::string_view, 8> kNaming = {"class",          "id",          "itemprop",  "role",
                                                     "data-component", "data-testid", "data-type", "data-module"};

Meaning tag_meaning(std::uint16_t tag) noexcept {
  switch (tag) {
    case LXB_TAG_NAV:
    case LXB_TAG_ASIDE:
    case LXB_TAG_FOOTER:
    case LXB_TAG_MENU:
    case LXB_TAG_DIALOG:
    case LXB_TAG_FORM:
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

bool is_hidden(const Tree& tree, const Node& node) {
  for (const Attribute* at = tree.attributes_begin(node); at != tree.attributes_end(node); ++at) {
    if (at->name == "hidden" && at->value != "until-found") return true;
    if (at->name == "aria-hidden" && at->value == "true") return true;
    if (at->name == "style") {
      std::string style;
      for (const char c : lowered(at->value.substr(0, 1000))) {
        if (c != ' ') style += c;
      }
      if (style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos)
        return true;
    }
  }
  return false;
}

// WordPress writes the labels of a post into its class: "post-12 type-post hentry tag-weather category-polls".
bool is_wordpress_post(std::string_view classes) noexcept {
  return classes.find("hentry") != std::string_view::npos || classes.find("type-post") != std::string_view::npos ||
         classes.find("status-publish") != std::string_view::npos;
}

Meaning name_meaning(const Tree& tree, const Node& node, std::string& scratch) {
  scratch.clear();
  bool article_body = false;
  for (const Attribute* at = tree.attributes_begin(node); at != tree.attributes_end(node); ++at) {
    if (std::find(kNaming.begin(), kNaming.end(), at->name) == kNaming.end()) continue;
    if (at->name == "class" && is_wordpress_post(at->value)) continue;
    if (at->name == "itemprop" && (at->value.find("articleBody") != std::string_view::npos ||
                                   at->value.find("reviewBody") != std::string_view::npos))
      article_body = true;
    normalise_name(at->value.substr(0, 1000), scratch);
  }
  if (article_body) return kBody | kKeep;
  if (scratch.empty()) return 0;
  const Meaning meaning = NamePatterns::embedded().meaning(scratch);
  return (meaning & kKeep) != 0 ? static_cast<Meaning>(meaning & (kBody | kKeep)) : meaning;
}

}  // namespace

Marks mark_nodes(const Tree& tree) {
  // Bytes of paragraphs before a node. An element without which hardly any were left is shown, whatever its attributes
  // say: pages are saved with a notice open that hides the rest, or before a script unfolds them.
  std::vector<std::uint32_t> paragraphs(tree.size() + 1, 0);
  for (NodeIndex index = 0; index < tree.size(); ++index) {
    const bool counts =
        tree[index].is_text() && tree[index].parent != kNoNode && tree[tree[index].parent].tag == LXB_TAG_P;
    paragraphs[index + 1] = paragraphs[index] + (counts ? static_cast<std::uint32_t>(tree[index].text.size()) : 0);
  }
  const auto holds_all = [&](NodeIndex index) {
    const std::uint32_t here = paragraphs[tree[index].end] - paragraphs[index];
    return here > 500 && paragraphs.back() - here < 400;
  };
  Marks out{std::vector<Meaning>(tree.size(), 0), std::vector<bool>(tree.size(), false)};
  std::string scratch;
  for (NodeIndex index = 0; index < tree.size(); ++index) {
    const Node& node = tree[index];
    if (node.is_text() || node.tag == LXB_TAG_HTML || node.tag == LXB_TAG_BODY) continue;
    if (is_never_text(node.tag) || (is_hidden(tree, node) && !holds_all(index))) {
      std::fill(out.skipped.begin() + index, out.skipped.begin() + node.end, true);
      index = node.end - 1;
      continue;
    }
    Meaning meaning = name_meaning(tree, node, scratch);
    if ((meaning & kKeep) == 0) meaning = static_cast<Meaning>(meaning | tag_meaning(node.tag));
    if (node.tag == LXB_TAG_ARTICLE || node.tag == LXB_TAG_MAIN) meaning = static_cast<Meaning>(meaning & ~kWeak);
    out.meaning[index] = meaning;
  }
  return out;
}

}  // namespace chancery::read::html
