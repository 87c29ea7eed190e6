#include "read/html/tree.h"

#include <lexbor/dom/dom.h>
#include <lexbor/html/html.h>

#include <algorithm>
#include <span>
#include <string>

#include "read/html/page.h"
#include "read/html/text_blocks.h"

namespace chancery::read::html {
namespace {

// Limits that no page made for readers comes near; they bound time and memory for those made to exhaust them.
constexpr std::size_t kMaxDepth = 512;       // as in browsers
constexpr std::size_t kMaxFormatting = 64;   // open <b>, <font> ... which every new block takes up again
constexpr std::size_t kMaxAttributes = 256;  // of one element; telling doubles apart is quadratic in them
constexpr std::size_t kMaxNames = 20000;     // different names of attributes or elements; lexbor hashes into 128 lists
constexpr std::size_t kMaxTreeBytes = std::size_t{128} << 20;
constexpr std::size_t kMaxWork = 600'000'000;  // sum of the depths at which tokens came: what scope checks cost
constexpr std::size_t kChunkBytes = std::size_t{64} << 10;
// Status by which the guard stops the parser.
constexpr lxb_status_t kStopped = LXB_STATUS_STOPPED;

struct Guard {
  lxb_html_tree_t* tree = nullptr;
  lxb_html_tokenizer_token_f next = nullptr;
  void* next_context = nullptr;
  std::size_t most_bytes = 0;
  bool text_since_break = true;
  std::size_t dropped = 0;  // start tags left out for depth, whose end tags are to be left out too
  std::size_t work = 0;
  std::size_t text_chunks = 0, text_bytes = 0;  // of the texts' memory, counted so far
  const char* stopped = nullptr;
};

// Elements that change how the tokenizer reads on: leaving out their start tag would turn their content into markup.
bool switches_tokenizer(lxb_tag_id_t tag) noexcept {
  switch (tag) {
    case LXB_TAG_SCRIPT:
    case LXB_TAG_STYLE:
    case LXB_TAG_TEXTAREA:
    case LXB_TAG_TITLE:
    case LXB_TAG_NOSCRIPT:
    case LXB_TAG_IFRAME:
    case LXB_TAG_NOEMBED:
    case LXB_TAG_NOFRAMES:
    case LXB_TAG_XMP:
    case LXB_TAG_PLAINTEXT: return true;
    default: return false;
  }
}

bool is_formatting(lxb_tag_id_t tag) noexcept {
  switch (tag) {
    case LXB_TAG_A:
    case LXB_TAG_B:
    case LXB_TAG_BIG:
    case LXB_TAG_CODE:
    case LXB_TAG_EM:
    case LXB_TAG_FONT:
    case LXB_TAG_I:
    case LXB_TAG_NOBR:
    case LXB_TAG_S:
    case LXB_TAG_SMALL:
    case LXB_TAG_STRIKE:
    case LXB_TAG_STRONG:
    case LXB_TAG_TT:
    case LXB_TAG_U: return true;
    default: return false;
  }
}

std::size_t tree_bytes(const lxb_dom_document_t* document) noexcept {
  const lexbor_mem_t* nodes = document->mraw->mem;
  return nodes->chunk_length * nodes->chunk_min_size;
}

// Memory of texts and values. Text that comes in many pieces ("x</q>x</q>...") is copied for each piece that is added.
void count_text(Guard& guard) noexcept {
  const lexbor_mem_t* mem = guard.tree->document->dom_document.text->mem;
  const lexbor_mem_chunk_t* chunk = mem->chunk;
  for (std::size_t fresh = mem->chunk_length; fresh > guard.text_chunks && chunk != nullptr;
       --fresh, chunk = chunk->prev)
    guard.text_bytes += chunk->size;
  guard.text_chunks = mem->chunk_length;
}

void cut_attributes(lxb_html_token_t* token) noexcept {
  std::size_t count = 0;
  for (lxb_html_token_attr_t* at = token->attr_first; at != nullptr; at = at->next) {
    if (++count == kMaxAttributes) {
      at->next = nullptr;
      token->attr_last = at;
      return;
    }
  }
}

// Sees each token before the tree does; leaves out what goes too deep and stops what grows too large.
lxb_html_token_t* guard_token(lxb_html_tokenizer_t* tokenizer, lxb_html_token_t* token, void* context) {
  Guard& guard = *static_cast<Guard*>(context);
  const std::size_t depth = guard.tree->open_elements->length;
  const bool closes = (token->type & LXB_HTML_TOKEN_TYPE_CLOSE) != 0;
  const bool formatting = is_formatting(token->tag_id);
  // The "adoption agency" of a closing format tag goes over the stack up to eight times.
  guard.work += depth + (formatting ? 8 * depth : 0);
  if (guard.work > kMaxWork) guard.stopped = "its tags are so entangled that sorting them out takes too long";
  count_text(guard);
  if (tree_bytes(&guard.tree->document->dom_document) + guard.text_bytes > guard.most_bytes)
    guard.stopped = "it unfolds to hundreds of MiB";
  if (guard.stopped != nullptr) {
    tokenizer->status = kStopped;
    return nullptr;
  }
  if (token->tag_id == LXB_TAG__TEXT) guard.text_since_break = true;
  if (token->tag_id >= LXB_TAG__BEGIN && depth > 1) {
    if (closes) {
      if (guard.dropped > 0 && !switches_tokenizer(token->tag_id)) {
        --guard.dropped;
        return token;
      }
    } else {
      cut_attributes(token);
      const std::size_t limit = switches_tokenizer(token->tag_id) ? kMaxDepth + 64 : kMaxDepth;
      if (depth >= limit) {
        const bool stays_open =
            (token->type & LXB_HTML_TOKEN_TYPE_CLOSE_SELF) == 0 && !lxb_html_tag_is_void(token->tag_id);
        if (stays_open) ++guard.dropped;
        if (!is_block_tag(static_cast<std::uint16_t>(std::min<lxb_tag_id_t>(token->tag_id, kUnknownTag)))) return token;
        // Its text still stands on a line of its own.
        if (!guard.text_since_break) return token;
        guard.text_since_break = false;
        token->tag_id = LXB_TAG_BR;
        token->type = LXB_HTML_TOKEN_TYPE_OPEN;
        token->attr_first = token->attr_last = nullptr;
      }
      if (formatting && guard.tree->active_formatting->length >= kMaxFormatting) return token;
    }
  }
  lxb_html_token_t* done = guard.next(tokenizer, token, guard.next_context);
  // The tokenizer keeps the attributes of all tags it ever saw; the tree has taken what it needs of them.
  if (lexbor_dobject_allocated(tokenizer->dobj_token_attr) > kMaxAttributes) {
    token->attr_first = token->attr_last = nullptr;
    lexbor_dobject_clean(tokenizer->dobj_token_attr);
  }
  return done;
}

// What cannot hold text for readers and is not taken into the tree.
bool is_left_out(const lxb_dom_node_t* node) noexcept {
  if (node->ns != LXB_NS_HTML && node->type == LXB_DOM_NODE_TYPE_ELEMENT) return true;  // svg, math
  switch (node->local_name) {
    case LXB_TAG_STYLE:
    case LXB_TAG_NOSCRIPT:
    case LXB_TAG_IFRAME:
    case LXB_TAG_OBJECT:
    case LXB_TAG_EMBED:
    case LXB_TAG_APPLET:
    case LXB_TAG_CANVAS:
    case LXB_TAG_AUDIO:
    case LXB_TAG_VIDEO:
    case LXB_TAG_MAP:
    case LXB_TAG_NOEMBED:
    case LXB_TAG_NOFRAMES:
    case LXB_TAG_DATALIST:
    case LXB_TAG_SELECT:
    case LXB_TAG_TEXTAREA: return true;
    default: return false;
  }
}

std::string_view view(const lxb_char_t* data, std::size_t length) noexcept {
  return data == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(data), length);
}

bool is_json_ld(const lxb_dom_node_t* script) {
  for (lxb_dom_attr_t* at =
           lxb_dom_element_first_attribute(reinterpret_cast<lxb_dom_element_t*>(const_cast<lxb_dom_node_t*>(script)));
       at != nullptr; at = lxb_dom_element_next_attribute(at)) {
    if (at->node.local_name != LXB_DOM_ATTR_TYPE) continue;
    std::size_t length = 0;
    const lxb_char_t* value = lxb_dom_attr_value(at, &length);
    return view(value, length).find("ld+json") != std::string_view::npos;
  }
  return false;
}

void take_attributes(const lxb_dom_node_t* node, Node& taken, std::vector<Attribute>& attributes) {
  taken.first_attribute = static_cast<std::uint32_t>(attributes.size());
  auto* element = reinterpret_cast<lxb_dom_element_t*>(const_cast<lxb_dom_node_t*>(node));
  for (lxb_dom_attr_t* at = lxb_dom_element_first_attribute(element); at != nullptr;
       at = lxb_dom_element_next_attribute(at)) {
    std::size_t name_length = 0, value_length = 0;
    const lxb_char_t* name = lxb_dom_attr_local_name(at, &name_length);
    const lxb_char_t* value = lxb_dom_attr_value(at, &value_length);
    attributes.push_back({view(name, name_length), view(value, value_length)});
    ++taken.attribute_count;
  }
}

// Where to look for the children of a node. Those of a <template> stand apart; they are shown only where it is a
// declared shadow root (as in pages saved with their web components).
const lxb_dom_node_t* first_child(const lxb_dom_node_t* node, std::span<const Attribute> attributes) {
  if (node->local_name != LXB_TAG_TEMPLATE || node->ns != LXB_NS_HTML) return node->first_child;
  const bool shadow = std::any_of(attributes.begin(), attributes.end(), [](const Attribute& attribute) {
    return attribute.name == "shadowrootmode" || attribute.name == "shadowroot";
  });
  if (!shadow) return nullptr;
  const auto* content = reinterpret_cast<const lxb_html_template_element_t*>(node)->content;
  return content == nullptr ? nullptr : content->node.first_child;
}

// Copies the tree below `root` in document order, without recursion.
void flatten(const lxb_dom_node_t* root, std::vector<Node>& nodes, std::vector<Attribute>& attributes) {
  struct Open {
    const lxb_dom_node_t* next;  // the child to take next
    NodeIndex index;
  };
  std::vector<Open> open{{root->first_child, kNoNode}};
  while (!open.empty()) {
    const lxb_dom_node_t* node = open.back().next;
    if (node == nullptr) {
      if (open.back().index != kNoNode) nodes[open.back().index].end = static_cast<NodeIndex>(nodes.size());
      open.pop_back();
      continue;
    }
    open.back().next = node->next;
    const auto index = static_cast<NodeIndex>(nodes.size());
    Node taken;
    taken.parent = open.back().index;
    taken.end = index + 1;
    if (node->type == LXB_DOM_NODE_TYPE_TEXT) {
      const auto* data = reinterpret_cast<const lxb_dom_character_data_t*>(node);
      taken.tag = LXB_TAG__TEXT;
      taken.text = view(data->data.data, data->data.length);
      nodes.push_back(taken);
    } else if (node->type == LXB_DOM_NODE_TYPE_ELEMENT) {
      const bool script = node->local_name == LXB_TAG_SCRIPT && node->ns == LXB_NS_HTML;
      if (is_left_out(node) || (script && !is_json_ld(node))) continue;
      taken.tag = node->local_name < LXB_TAG__LAST_ENTRY ? static_cast<std::uint16_t>(node->local_name) : kUnknownTag;
      take_attributes(node, taken, attributes);
      nodes.push_back(taken);
      const std::span<const Attribute> own(attributes.data() + taken.first_attribute, taken.attribute_count);
      open.push_back({first_child(node, own), index});
    }
  }
}

Error refusal(ErrorCode code, std::string message, std::size_t size) {
  return {.code = code, .message = std::move(message), .size = size};
}

}  // namespace

struct Tree::Document {
  lxb_html_document_t* document = nullptr;
  ~Document() {
    if (document != nullptr) lxb_html_document_destroy(document);
  }
};

void Tree::Free::operator()(Document* document) const noexcept { delete document; }

std::string_view Tree::attribute(NodeIndex node, std::string_view name) const noexcept {
  for (const Attribute* at = attributes_begin(nodes_[node]); at != attributes_end(nodes_[node]); ++at) {
    if (at->name == name) return at->value;
  }
  return {};
}

bool Tree::has_attribute(NodeIndex node, std::string_view name) const noexcept {
  for (const Attribute* at = attributes_begin(nodes_[node]); at != attributes_end(nodes_[node]); ++at) {
    if (at->name == name) return true;
  }
  return false;
}

Result<Tree> parse_tree(std::string_view utf8) {
  if (utf8.size() > kMaxPageBytes) {
    return std::unexpected(refusal(ErrorCode::too_large,
                                   "the page is larger than " + std::to_string(kMaxPageBytes >> 20) +
                                       " MiB; save it without its images, or hand in its text",
                                   utf8.size()));
  }
  const auto out_of_memory = [&] {
    return std::unexpected(refusal(ErrorCode::too_large, "there is not enough memory to parse the page", utf8.size()));
  };
  struct ParserFree {
    void operator()(lxb_html_parser_t* parser) const noexcept { lxb_html_parser_destroy(parser); }
  };
  const std::unique_ptr<lxb_html_parser_t, ParserFree> parser(lxb_html_parser_create());
  if (!parser || lxb_html_parser_init(parser.get()) != LXB_STATUS_OK) return out_of_memory();
  lxb_html_parser_scripting_set(parser.get(), true);  // <noscript> is one text, as in a browser
  parser->dom_opt |= LXB_DOM_DOCUMENT_OPT_WO_EVENTS;  // nobody listens to mutation events here

  Tree result;
  result.document_.reset(new Tree::Document);
  lxb_html_document_t* document = lxb_html_parse_chunk_begin(parser.get());
  if (document == nullptr) return out_of_memory();
  result.document_->document = document;
  lxb_html_tokenizer_t* tokenizer = parser->tkz;
  Guard guard{.tree = parser->tree,
              .next = tokenizer->callback_token_done,
              .next_context = tokenizer->callback_token_ctx,
              .most_bytes = kMaxTreeBytes + 3 * utf8.size()};
  lxb_html_tokenizer_callback_token_done_set(tokenizer, guard_token, &guard);

  lxb_status_t status = LXB_STATUS_OK;
  for (std::size_t at = 0; at < utf8.size() && status == LXB_STATUS_OK; at += kChunkBytes) {
    const std::string_view chunk = utf8.substr(at, kChunkBytes);
    status =
        lxb_html_parse_chunk_process(parser.get(), reinterpret_cast<const lxb_char_t*>(chunk.data()), chunk.size());
    // Between chunks: what a single tag can pile up before the guard sees it, and errors that nobody asks for.
    lexbor_array_obj_clean(tokenizer->parse_errors);
    lexbor_array_obj_clean(parser->tree->parse_errors);
    if (lexbor_dobject_allocated(tokenizer->dobj_token_attr) > kMaxNames ||
        lexbor_dobject_allocated(document->dom_document.attrs->entries) > kMaxNames ||
        lexbor_dobject_allocated(document->dom_document.tags->entries) > kMaxNames) {
      guard.stopped = "it has tens of thousands of attributes in one tag, or of different names of tags and attributes";
    }
    if (guard.stopped != nullptr) break;
  }
  if (guard.stopped == nullptr && status == LXB_STATUS_OK) status = lxb_html_parse_chunk_end(parser.get());
  if (guard.stopped != nullptr) {
    return std::unexpected(refusal(
        ErrorCode::bomb, std::string("the page is built to exhaust its reader: ") + guard.stopped, utf8.size()));
  }
  if (status != LXB_STATUS_OK) return out_of_memory();

  flatten(lxb_dom_interface_node(document), result.nodes_, result.attributes_);
  return result;
}

}  // namespace chancery::read::html
