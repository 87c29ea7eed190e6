// A sentence with a source and a target marked, as the encoder takes it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "encoder/word_pieces.h"

namespace chancery::encoder {

// Bytes [begin, end) of the sentence.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// Pieces of the vocabulary that stand before and behind the source and the target.
struct Markers {
  std::int32_t source_open = 1, source_close = 2, target_open = 3, target_close = 4;
};

// The numbers of the pieces with the marks between them, `most` at most: where there are more, those around the marks.
// Of marks at one place closing ones come first; of two that open the wider span's is outside, and so of two that
// close. Without a target only the source is marked. Clears `out` first.
void mark_pieces(std::span<const Piece> pieces, Range source, std::optional<Range> target, const Markers& markers,
                 std::size_t most, std::vector<std::int64_t>& out);

}  // namespace chancery::encoder
