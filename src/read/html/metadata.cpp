#include "read/html/metadata.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>
#include <vector>

#include "read/html/json_ld.h"
#include "read/html/lines.h"
#include "read/html/page_date.h"
#include "read/html/plain_text.h"

namespace chancery::read::html {
namespace {

// No page has as many; they bound what a hostile one can make us do.
constexpr std::size_t kMaxValueBytes = 2000;
constexpr NodeIndex kMaxValueNodes = 1000;
constexpr std::size_t kMaxElements = 1000;

// The text within an element, collapsed.
std::string text_in(const Tree& tree, NodeIndex element) {
  std::string joined;
  const NodeIndex end = std::min<NodeIndex>(tree[element].end, element + kMaxValueNodes);
  for (NodeIndex at = element + 1; at < end && joined.size() < kMaxValueBytes; ++at) {
    if (tree[at].is_text())
      joined += tree[at].text.substr(0, kMaxValueBytes);
    else if (tree[at].tag == LXB_TAG_BR || tree[at].tag == LXB_TAG_DIV || tree[at].tag == LXB_TAG_P)
      joined += ' ';
  }
  return plain_value(joined);
}

bool is_url(std::string_view value) noexcept {
  return value.find("://") != std::string_view::npos || value.starts_with("//") || value.starts_with("www.");
}

class Collector {
 public:
  Collector(const Tree& tree, std::string_view url) : tree_(tree), url_(url) {}

  Metadata run() {
    gather();
    json_ = read_json_ld(scripts_);
    Metadata out;
    out.not_free = json_.not_free || equal_ignoring_case(meta({"article:content_tier"}), "locked");
    out.is_article = json_.found || contains_ignoring_case(meta({"og:type"}), "article");
    out.body = std::move(json_.body);
    out.description = meta({"og:description", "description", "twitter:description"});
    out.publisher = publisher();
    out.title = title(out.publisher);
    if (out.publisher.empty()) out.publisher = publisher_in_title(out.title);
    out.author = author(out.publisher);
    out.url = canonical();
    out.language = language();
    date(out);
    return out;
  }

 private:
  struct Property {
    std::string_view name;  // of itemprop
    NodeIndex node;
  };

  void gather() {
    for (NodeIndex index = 0; index < tree_.size(); ++index) {
      const Node& node = tree_[index];
      switch (node.tag) {
        case LXB_TAG_META: {
          std::string_view name = tree_.attribute(index, "property");
          if (name.empty()) name = tree_.attribute(index, "name");
          if (name.empty()) name = tree_.attribute(index, "http-equiv");
          const std::string_view content = trimmed(tree_.attribute(index, "content"));
          if (!name.empty() && !content.empty() && metas_.size() < kMaxElements)
            metas_.emplace_back(lowered(trimmed(name.substr(0, 100))), content.substr(0, kMaxValueBytes));
          break;
        }
        case LXB_TAG_SCRIPT:
          if (index + 1 < node.end) scripts_.push_back(tree_[index + 1].text);
          break;
        case LXB_TAG_TITLE:
          if (title_tag_.empty()) title_tag_ = text_in(tree_, index);
          break;
        case LXB_TAG_LINK:
          if (canonical_.empty() && contains_ignoring_case(tree_.attribute(index, "rel").substr(0, 100), "canonical"))
            canonical_ = trimmed(tree_.attribute(index, "href"));
          break;
        case LXB_TAG_BASE:
          if (base_.empty()) base_ = trimmed(tree_.attribute(index, "href"));
          break;
        case LXB_TAG_HTML:
          language_ = trimmed(tree_.attribute(index, "lang"));
          if (language_.empty()) language_ = trimmed(tree_.attribute(index, "xml:lang"));
          break;
        case LXB_TAG_H1:
          if (headings_.empty()) first_heading_ = index;
          if (headings_.size() < 8) headings_.push_back(text_in(tree_, index));
          break;
        case LXB_TAG_TIME:
          if (times_.size() < kMaxElements) times_.push_back(index);
          break;
        case LXB_TAG_A:
          if (rel_authors_.size() < 20 &&
              contains_ignoring_case(tree_.attribute(index, "rel").substr(0, 100), "author"))
            rel_authors_.push_back(index);
          break;
        default: break;
      }
      if (const std::string_view property = tree_.attribute(index, "itemprop");
          !property.empty() && properties_.size() < kMaxElements)
        properties_.push_back({property, index});
    }
  }

  [[nodiscard]] std::string meta(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
      for (const auto& [key, content] : metas_) {
        if (key == name) {
          std::string value = plain_value(content);
          if (!value.empty()) return value;
        }
      }
    }
    return {};
  }

  // The value of a microdata property: its content, datetime or text.
  [[nodiscard]] std::string property_value(NodeIndex node) const {
    for (const std::string_view name : {"content", "datetime"}) {
      if (const std::string_view value = tree_.attribute(node, name); !trimmed(value).empty())
        return plain_value(value);
    }
    return text_in(tree_, node);
  }

  [[nodiscard]] static bool names_property(std::string_view list, std::string_view wanted) noexcept {
    for (std::size_t at = list.find(wanted); at != std::string_view::npos; at = list.find(wanted, at + 1)) {
      const bool head = at == 0 || list[at - 1] == ' ';
      const bool tail = at + wanted.size() == list.size() || list[at + wanted.size()] == ' ';
      if (head && tail) return true;
    }
    return false;
  }

  [[nodiscard]] std::string publisher() const {
    std::string name = meta({"og:site_name"});
    if (name.empty() || is_url(name)) name = json_.publisher;
    if (name.empty())
      name = meta({"dc.publisher", "dcterms.publisher", "publisher", "article:publisher_name", "application-name",
                   "apple-mobile-web-app-title"});
    if (is_url(name)) name.clear();
    if (name.empty()) {
      for (const Property& property : properties_) {
        if (!names_property(property.name, "publisher")) continue;
        for (const Property& inner : properties_) {
          if (inner.node > property.node && inner.node < tree_[property.node].end && names_property(inner.name, "name"))
            name = property_value(inner.node);
          if (!name.empty()) break;
        }
        if (!name.empty()) break;
      }
    }
    if (name.starts_with("@")) name.erase(0, 1);
    // "The Courier - All the news of Strelsau": the motto is no part of the name.
    for (const std::string_view mark : {" | ", " - ", " – ", " — "}) {
      const std::size_t at = name.find(mark);
      if (at != std::string::npos && at >= 3) name.resize(at);
    }
    return name;
  }

  // "Headline - Site", "Headline | Section | Site", "Site: Headline": the site taken off.
  [[nodiscard]] static std::string without_site(std::string title, std::string_view site,
                                                const std::vector<std::string>& headings) {
    for (const std::string& heading : headings) {
      if (heading.size() > 15 && title.size() > heading.size() && plain_lower(title).starts_with(plain_lower(heading)))
        return heading;
    }
    const std::string wanted = plain_lower(site);
    for (int round = 0; round < 3; ++round) {
      std::size_t cut = std::string::npos;
      for (const std::string_view mark : {" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " / ", "_", " · "}) {
        const std::size_t at = title.rfind(mark);
        if (at == std::string::npos || at == 0) continue;
        const std::string tail = plain_lower(std::string_view(title).substr(at + mark.size()));
        const bool site_tail = !wanted.empty() && !tail.empty() &&
                               (wanted.find(tail) != std::string::npos || tail.find(wanted) != std::string::npos);
        if (site_tail && (cut == std::string::npos || at > cut)) cut = at;
      }
      if (cut == std::string::npos) break;
      title = std::string(trimmed(std::string_view(title).substr(0, cut)));
    }
    return title;
  }

  [[nodiscard]] std::string title(std::string_view site) const {
    std::string given = json_.headline;
    if (given.empty()) given = meta({"og:title"});
    if (given.empty()) {
      for (const Property& property : properties_) {
        if (names_property(property.name, "headline")) given = property_value(property.node);
        if (!given.empty()) break;
      }
    }
    if (given.empty())
      given = meta({"twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title"});
    if (!given.empty()) return without_site(given, site, headings_);
    std::string from_tag = without_site(title_tag_, site, headings_);
    if (from_tag.empty()) {
      for (const std::string& heading : headings_) {
        if (!heading.empty()) return heading;
      }
    }
    return from_tag;
  }

  // The tail of the title tag beyond the headline, where the address of the page speaks for it ("... - Breitbart").
  [[nodiscard]] std::string publisher_in_title(const std::string& headline) const {
    for (const std::string_view mark : {" | ", " - ", " – ", " — "}) {
      const std::size_t at = title_tag_.rfind(mark);
      if (at == std::string::npos || at == 0) continue;
      const std::string tail = title_tag_.substr(at + mark.size());
      if (tail.size() < 2 || tail.size() > 40 || tail == headline) continue;
      std::string packed;
      for (const char c : lowered(tail)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) packed += c;
      }
      const std::string host = lowered(host_of(canonical()));
      if (packed.size() >= 3 && host.find(packed) != std::string::npos) return tail;
    }
    return {};
  }

  [[nodiscard]] static std::string_view host_of(std::string_view url) noexcept {
    const std::size_t at = url.find("://");
    if (at == std::string_view::npos) return {};
    url.remove_prefix(at + 3);
    return url.substr(0, url.find_first_of("/?#"));
  }

  // Adds a name to a list, unless it is none, stands there already, or is a longer form of one that does.
  static void add_name(std::string& names, const std::string& name, std::string_view site) {
    if (name.empty() || is_url(name) || plain_lower(name) == plain_lower(site) || names.size() > 200) return;
    if (names.find(name) != std::string::npos || (!names.empty() && name.starts_with(names))) return;
    if (!names.empty()) names += ", ";
    names += name;
  }

  [[nodiscard]] std::string author(std::string_view site) const {
    const std::string name = clean_author(json_.author);
    if (!name.empty() && !is_url(name) && plain_lower(name) != plain_lower(site)) return name;
    std::string joined;
    for (const std::string_view key :
         {"author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator",
          "dc.contributor", "dcterms.creator", "byl", "cxenseparse:author", "article.author", "og:author",
          "twitter:data1_author", "creator"}) {
      for (const auto& [meta_key, content] : metas_) {
        if (meta_key != key) continue;
        add_name(joined, clean_author(plain_value(content)), site);
      }
      if (!joined.empty()) return joined;
    }
    for (const Property& property : properties_) {
      if (!names_property(property.name, "author") && !names_property(property.name, "creator")) continue;
      std::string found;
      for (const Property& inner : properties_) {
        if (inner.node > property.node && inner.node < tree_[property.node].end && names_property(inner.name, "name")) {
          found = property_value(inner.node);
          break;
        }
      }
      if (found.empty()) found = property_value(property.node);
      add_name(joined, clean_author(found), site);
    }
    if (!joined.empty()) return joined;
    for (const NodeIndex node : rel_authors_) {
      add_name(joined, clean_author(text_in(tree_, node)), site);
    }
    return joined.empty() ? name : joined;
  }

  [[nodiscard]] std::string absolute(std::string_view address) const {
    address = trimmed(address);
    if (address.empty() || address.find("://") != std::string_view::npos) return std::string(address);
    const std::string_view base = base_.find("://") != std::string_view::npos ? base_ : url_;
    const std::size_t scheme = base.find("://");
    if (scheme == std::string_view::npos) return {};
    if (address.starts_with("//")) return std::string(base.substr(0, scheme + 1)) + std::string(address);
    if (address.front() == '/') {
      const std::size_t end = std::min(base.find('/', scheme + 3), base.size());
      return std::string(base.substr(0, end)) + std::string(address);
    }
    const std::size_t slash = base.substr(0, base.find_first_of("?#")).rfind('/');
    if (slash < scheme + 3) return std::string(base) + "/" + std::string(address);
    return std::string(base.substr(0, slash + 1)) + std::string(address);
  }

  [[nodiscard]] static bool is_home(std::string_view url) noexcept {
    const std::size_t at = url.find("://");
    if (at == std::string_view::npos) return true;
    const std::size_t path = url.find('/', at + 3);
    return path == std::string_view::npos || path + 1 >= url.size();
  }

  [[nodiscard]] std::string canonical() const {
    std::string best;
    for (const std::string& one : {std::string(canonical_), meta({"og:url"}), json_.url, meta({"twitter:url"})}) {
      std::string found = absolute(one);
      if (!found.starts_with("http")) continue;
      // Some sites name their home page as the canonical address of each page.
      if (!is_home(found)) return found;
      if (best.empty()) best = std::move(found);
    }
    return url_.empty() ? best : std::string(url_);
  }

  [[nodiscard]] std::string language() const {
    std::string found(language_);
    if (found.empty()) found = meta({"content-language", "language", "dc.language"});
    if (found.empty()) found = meta({"og:locale"});
    if (found.empty()) found = json_.language;
    std::replace(found.begin(), found.end(), '_', '-');
    const std::size_t end = found.find_first_of(", ;");
    if (end != std::string::npos) found.resize(end);
    return found;
  }

  void date(Metadata& out) const {
    const auto accept = [&](std::string_view value, const char* basis) {
      if (out.date || trimmed(value).empty()) return;
      out.date = day_of_value(value);
      if (out.date) out.date_basis = basis;
    };
    accept(json_.date_published, "json-ld");
    for (const std::string_view key : {"article:published_time",
                                       "og:article:published_time",
                                       "article:published",
                                       "og:published_time",
                                       "bt:pubdate",
                                       "datepublished",
                                       "date_published",
                                       "pubdate",
                                       "publishdate",
                                       "publish-date",
                                       "publish_date",
                                       "publication_date",
                                       "publicationdate",
                                       "parsely-pub-date",
                                       "sailthru.date",
                                       "cxenseparse:recs:publishtime",
                                       "cxenseparse:publishtime",
                                       "dc.date.issued",
                                       "dcterms.issued",
                                       "dcterms.created",
                                       "dc.date.created",
                                       "dcterms.date",
                                       "dc.date",
                                       "article.published",
                                       "published-date",
                                       "published_at",
                                       "published_time",
                                       "release_date",
                                       "originalpublicationdate",
                                       "displaydate",
                                       "ptime",
                                       "pdate",
                                       "pub_date",
                                       "date",
                                       "created",
                                       "timestamp",
                                       "article_date_original",
                                       "og:pubdate",
                                       "rnews:datepublished",
                                       "citation_publication_date"}) {
      for (const auto& [name, content] : metas_) {
        if (name == key) accept(content, "meta");
      }
    }
    for (const std::string_view wanted : {"datePublished", "dateCreated"}) {
      for (const Property& property : properties_) {
        if (names_property(property.name, wanted)) accept(property_value(property.node), "microdata");
      }
    }
    time_elements(accept);
  }

  // <time>: one that is said to be of publication, else the first after the first headline.
  template <typename Accept>
  void time_elements(const Accept& accept) const {
    for (const NodeIndex node : times_) {
      const std::string names =
          lowered(std::string(tree_.attribute(node, "class")) + " " + std::string(tree_.attribute(node, "id")));
      if (tree_.has_attribute(node, "pubdate") || names.find("publish") != std::string::npos ||
          names.find("pubdate") != std::string::npos)
        accept(time_value(node), "time");
    }
    // Below the headline; above it stands the date of today, or that of other articles.
    for (const NodeIndex node : times_) {
      if (node < first_heading_ || in_listing(node)) continue;
      const std::string names = lowered(std::string(tree_.attribute(node, "class")));
      if (names.find("updated") != std::string::npos || names.find("modified") != std::string::npos) continue;
      accept(time_value(node), "time");
      return;
    }
    if (times_.size() == 1) accept(time_value(times_.front()), "time");
  }

  // Dates of other articles: in side columns, lists and comments.
  [[nodiscard]] bool in_listing(NodeIndex node) const {
    for (NodeIndex at = tree_[node].parent; at != kNoNode; at = tree_[at].parent) {
      const std::uint16_t tag = tree_[at].tag;
      if (tag == LXB_TAG_ASIDE || tag == LXB_TAG_NAV || tag == LXB_TAG_FOOTER || tag == LXB_TAG_LI) return true;
    }
    return false;
  }

  [[nodiscard]] std::string time_value(NodeIndex node) const {
    std::string value(trimmed(tree_.attribute(node, "datetime")));
    if (!day_of_value(value)) value = text_in(tree_, node);
    return value;
  }

  const Tree& tree_;
  std::string_view url_;
  std::vector<std::pair<std::string, std::string_view>> metas_;
  std::vector<std::string_view> scripts_;
  std::vector<Property> properties_;
  std::vector<NodeIndex> times_, rel_authors_;
  std::vector<std::string> headings_;
  NodeIndex first_heading_ = 0;
  std::string title_tag_;
  std::string_view canonical_, base_, language_;
  JsonLdArticle json_;
};

}  // namespace

Metadata read_metadata(const Tree& tree, std::string_view url) { return Collector(tree, url).run(); }

std::string clean_author(std::string_view byline) {
  std::string text = plain_value(byline);
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::string_view head : {"by:", "by ", "written by ", "posted by ", "author:", "authors:", "par ",
                                        "von ", "por ", "from ", "reporting by ", "story by ", "words by "}) {
      if (text.size() > head.size() && equal_ignoring_case(std::string_view(text).substr(0, head.size()), head)) {
        text = std::string(trimmed(std::string_view(text).substr(head.size())));
        changed = true;
      }
    }
  }
  // What follows a name: a date, a role, an address.
  for (const std::string_view mark : {" | ", " • ", " · ", " — ", " – ", " - ", " on ", " @", " (@", "; "}) {
    const std::size_t at = text.find(mark);
    if (at != std::string::npos && at > 2) text.resize(at);
  }
  // No name has digits: what begins with them is a date or a time, with the month before it.
  if (const std::size_t digit = text.find_first_of("0123456789"); digit != std::string::npos) {
    text.resize(digit);
    text = trimmed(text);
    const std::size_t blank = text.rfind(' ');
    const std::string last = text.substr(blank == std::string::npos ? 0 : blank + 1);
    if (is_month(last)) text.resize(blank == std::string::npos ? 0 : blank);
  }
  while (!text.empty() &&
         (text.back() == ',' || text.back() == ' ' || text.back() == ';' || text.back() == '|' || text.back() == ':'))
    text.pop_back();
  if (text.size() > 300) return {};
  return text;
}

}  // namespace chancery::read::html
