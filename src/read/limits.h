// How much one article, one document and one archive may be.
#pragma once

#include <cstddef>
#include <cstdint>

namespace chancery::read {

// The largest article, as a plain text file, as one line of JSON Lines or as one entry of a feed: 8 MiB, a book of two
// thousand pages. What is larger is refused without being held in memory.
inline constexpr std::size_t kMaxArticleBytes = std::size_t{8} << 20;

// The largest page or mail, pictures and attachments included.
inline constexpr std::size_t kMaxDocumentBytes = std::size_t{32} << 20;

// Archives within archives: exports.zip holds day.tar.gz (two levels: gzip and tar) holds page.html.gz makes four.
inline constexpr std::size_t kMaxNesting = 6;

// A file may grow to so many times its size when it is unpacked, all levels together, and by kFreeExpansionBytes
// beside. Text packs to a fifth or a tenth, sets of near copies to a hundredth; gzip reaches 1,032 only with one byte
// repeated.
inline constexpr std::uint64_t kMaxExpansion = 400;
inline constexpr std::uint64_t kFreeExpansionBytes = std::uint64_t{4} << 20;

}  // namespace chancery::read
