// Articles as bytes, on their way from the one thread that reads files to the many that look into them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chancery/error.h"
#include "read/container.h"

namespace chancery::read {

// How the bytes of one article are to be understood.
enum class RawKind : std::uint8_t { plain_text, json, json_feed_entry, feed_entry, html, mail };

// What a feed says of itself, true of all its entries. All UTF-8.
struct FeedHeader {
  std::string title;
  std::string language;
  std::string charset;  // declared by the XML
  std::string prefix;   // of its elements, "" for most, "atom" for <atom:feed>
};

// The bytes of one article as they stand in a file, not yet looked into.
struct RawArticle {
  std::shared_ptr<const std::string> file;  // as the user named it, or below a folder or archive that he named
  std::uint64_t line = 0;                   // line of JSON Lines, number of a feed's entry, from 1; 0: a whole file
  std::size_t begin = 0;                    // bytes [begin, begin + size) of Chunk::bytes
  std::size_t size = 0;
  RawKind kind = RawKind::plain_text;
  std::shared_ptr<const Origin> origin;    // null where nothing is known beforehand
  std::shared_ptr<const FeedHeader> feed;  // of an entry
  std::optional<Error> refused;            // there are no bytes: the file, line or entry could not be taken in
};

// Some articles that follow one another.
struct Chunk {
  std::string bytes;
  std::vector<RawArticle> articles;
  bool more_ready = true;  // whether the next chunk is there without waiting for a slow writer
};

}  // namespace chancery::read
