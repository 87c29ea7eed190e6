// Entries of feeds as articles: RSS 0.9 to 2.0 (RDF too), Atom (RFC 4287 and 0.3), JSON Feed 1 and 1.1.
#pragma once

#include <string_view>

#include "chancery/article.h"
#include "chancery/error.h"
#include "read/raw_article.h"

namespace chancery::read {

// What stands before a feed's first entry: its title, language and declared character set.
[[nodiscard]] FeedHeader read_feed_header(std::string_view bytes);
[[nodiscard]] FeedHeader read_json_feed_header(std::string_view json);

// One entry, from its start tag on. The full text where the entry has one (content:encoded, the content of Atom, a
// "full-text"), else its description. Title, URL, author, guid and date are those of the entry, the source is the title
// of the feed, or that of the feed it was taken from. Error empty: no text.
[[nodiscard]] Result<Article> read_feed_entry(std::string_view bytes, const FeedHeader& feed);
[[nodiscard]] Result<Article> read_json_feed_entry(std::string_view json, const FeedHeader& feed);

}  // namespace chancery::read
