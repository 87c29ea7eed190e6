#include "read/feed_entry.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "read/charset.h"
#include "read/date_text.h"
#include "read/extra_fields.h"
#include "read/html/page.h"
#include "read/markup.h"

namespace chancery::read {
namespace {

bool is_url(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

// A title or name: one line, without markup. Most feeds escape HTML in titles, whatever their format says.
std::string line_of(std::string_view inner) { return collapsed(fragment_text(markup_text(inner))); }

// The element itself is of the feed's own format and not of an extension that uses the same names (media:title).
bool is_own(const MarkupElement& element, const FeedHeader& feed) {
  return element.prefix == feed.prefix || element.prefix.empty() || element.prefix == "atom" ||
         element.prefix == "a10" || element.prefix == "rss";
}

std::string name_within(std::string_view inner) {
  MarkupChildren children(inner);
  while (const auto child = children.next()) {
    if (child->name == "name") return line_of(child->inner);
  }
  return {};
}

// RSS has "mail@example.org (Anna Smith)" in its author; the address alone is no name.
std::string author_name(std::string_view written) {
  std::string name = line_of(written);
  if (name.find('@') == std::string::npos) return name;
  const std::size_t open = name.find('('), close = name.rfind(')');
  if (open != std::string::npos && close != std::string::npos && close > open)
    return name.substr(open + 1, close - open - 1);
  if (const std::size_t angle = name.find('<'); angle != std::string::npos && angle > 0)
    return collapsed(name.substr(0, angle));
  return {};
}

// Dates of an entry in the order in which they are believed.
constexpr std::array<std::string_view, 8> kDates{"pubDate", "published", "issued",   "date",
                                                 "created", "updated",   "modified", "pubdate"};
// Texts of an entry, the fullest first.
constexpr std::array<std::string_view, 7> kTexts{"encoded", "content",     "full-text", "fulltext",
                                                 "body",    "description", "summary"};

class EntryReader {
 public:
  explicit EntryReader(const FeedHeader& feed) : feed_(feed) {}

  Result<Article> read(std::string_view markup) {
    const MarkupPiece start = markup_piece(markup, 0);
    MarkupChildren children(markup.substr(start.end));
    while (const auto child = children.next()) take(*child);

    Article article;
    for (const std::string& text : texts_) {
      // The full text, unless it is a stub beside a longer description.
      if (text.size() > article.text.size() && (article.text.empty() || text.size() > 2 * article.text.size()))
        article.text = text;
    }
    article.title = std::move(title_);
    if (article.text.empty()) {
      Error error;
      error.code = ErrorCode::empty;
      error.message = article.title.empty() ? "an entry without text" : "an entry without text, only a title";
      return std::unexpected(std::move(error));
    }
    article.url = !link_.empty() ? std::move(link_) : std::move(guid_link_);
    article.source = source_.empty() ? feed_.title : source_;
    article.language = language_.empty() ? feed_.language : language_;
    for (const auto& date : dates_) {
      if (date && !article.date) article.date = date;
    }
    article.extra_json = extra_fields({{"author", author_}, {"guid", guid_}});
    return article;
  }

 private:
  void take(const MarkupElement& element) {
    const std::string_view name = element.name;
    if (const auto date = std::find(kDates.begin(), kDates.end(), name); date != kDates.end()) {
      auto& slot = dates_[static_cast<std::size_t>(date - kDates.begin())];
      if (!slot) slot = parse_date_text(collapsed(markup_text(element.inner)));
    } else if (const auto text = std::find(kTexts.begin(), kTexts.end(), name); text != kTexts.end()) {
      if (is_own(element, feed_) || name == "encoded" || name == "full-text")
        take_text(element, texts_[static_cast<std::size_t>(text - kTexts.begin())]);
    } else if (name == "creator" || (name == "author" && is_own(element, feed_))) {
      std::string author = element.inner.find("name>") == std::string_view::npos ? author_name(element.inner)
                                                                                 : name_within(element.inner);
      if (!author.empty() && author_.find(author) == std::string::npos)
        author_ += (author_.empty() ? "" : ", ") + author;
    } else if (name == "origLink") {
      link_ = collapsed(markup_text(element.inner));
    } else if (name == "lang" || name == "language") {
      language_ = collapsed(markup_text(element.inner));
    } else if (is_own(element, feed_)) {
      take_own(element);
    } else if (name == "title" && element.prefix == "dc" && title_.empty()) {
      title_ = line_of(element.inner);
    }
  }

  void take_own(const MarkupElement& element) {
    if (element.name == "title") {
      if (title_.empty()) title_ = line_of(element.inner);
    } else if (element.name == "link") {
      take_link(element);
    } else if (element.name == "guid" || element.name == "id") {
      guid_ = collapsed(markup_text(element.inner));
      if (is_url(guid_) && markup_attribute(element.attributes, "isPermaLink") != "false") guid_link_ = guid_;
    } else if (element.name == "source") {
      const bool atom =
          element.inner.find('<') != std::string_view::npos && element.inner.find("title") != std::string_view::npos;
      source_ = atom ? read_feed_header(element.inner).title : line_of(element.inner);
    }
  }

  void take_link(const MarkupElement& element) {
    const std::string href = markup_attribute(element.attributes, "href");
    const std::string relation = markup_attribute(element.attributes, "rel");
    if (!href.empty()) {
      if ((relation.empty() || relation == "alternate") && link_.empty()) link_ = collapsed(href);
    } else if (link_.empty()) {
      link_ = collapsed(markup_text(element.inner));
    }
  }

  static void take_text(const MarkupElement& element, std::string& slot) {
    if (!slot.empty()) return;
    const std::string type = markup_attribute(element.attributes, "type");
    // RFC 4287, 4.1.3: other media types hold base64 or something that is no text.
    if (type.find('/') != std::string::npos && !type.starts_with("text/") && type.find("html") == std::string::npos)
      return;
    std::string content = markup_text(element.inner);
    // Plain text by its own word, and without anything that would be a tag: left as it is.
    const bool plain =
        type == "text" && content.find("</") == std::string::npos && content.find("<br") == std::string::npos;
    if (!plain) {
      slot = fragment_text(content);
      return;
    }
    const std::size_t first = content.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return;
    slot = content.substr(first, content.find_last_not_of(" \t\r\n") + 1 - first);
  }

  const FeedHeader& feed_;
  std::string title_, link_, guid_, guid_link_, source_, author_, language_;
  std::array<std::string, kTexts.size()> texts_;
  std::array<std::optional<Day>, kDates.size()> dates_;
};

}  // namespace

FeedHeader read_feed_header(std::string_view bytes) {
  FeedHeader header;
  const std::size_t declaration = bytes.substr(0, 1024).find("<?xml");
  if (declaration != std::string_view::npos) {
    const std::string_view rest = bytes.substr(declaration);
    header.charset = markup_attribute(
        rest.substr(5, std::min(rest.find("?>"), rest.size()) - std::min<std::size_t>(5, rest.size())), "encoding");
  }
  const auto decoded = to_utf8(bytes, header.charset);
  if (!decoded) return header;
  const std::string_view text = decoded->text;
  // <image> and <textInput> have titles of their own; of the rest the first one is the feed's.
  bool skipping = false;
  std::string skipped;
  for (std::size_t at = text.find('<'); at != std::string_view::npos;) {
    const MarkupPiece piece = markup_piece(text, at);
    const std::size_t next = std::max(piece.end, at + 1);
    const std::string_view name = local_name(piece.name);
    if (piece.kind == MarkupPiece::Kind::start_tag) {
      const std::string language = markup_attribute(piece.attributes, "xml:lang");
      if (header.language.empty() && !language.empty()) header.language = language;
      if (!skipping && (name == "image" || name == "textInput" || name == "textinput" || name == "author")) {
        skipping = true;
        skipped = piece.name;
      } else if (!skipping && (name == "title" || name == "language")) {
        std::string& slot = name == "title" ? header.title : header.language;
        const std::string end_tag = "</" + std::string(piece.name);
        const std::size_t end = text.find(end_tag, next);
        if (end != std::string_view::npos && (slot.empty() || name == "language"))
          slot = line_of(text.substr(next, end - next));
      }
    } else if (piece.kind == MarkupPiece::Kind::end_tag && skipping && piece.name == skipped) {
      skipping = false;
    }
    at = text.find('<', next);
  }
  return header;
}

Result<Article> read_feed_entry(std::string_view bytes, const FeedHeader& feed) {
  auto decoded = to_utf8(bytes, feed.charset);
  if (!decoded) return std::unexpected(std::move(decoded.error()));
  // Control characters may not stand in XML at all; some feeds hold them.
  std::replace_if(
      decoded->text.begin(), decoded->text.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r'; }, ' ');
  return EntryReader(feed).read(decoded->text);
}

}  // namespace chancery::read
