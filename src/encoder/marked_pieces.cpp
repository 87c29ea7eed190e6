#include "encoder/marked_pieces.h"

#include <algorithm>
#include <tuple>

namespace chancery::encoder {
namespace {

struct Mark {
  std::size_t place = 0;  // before this piece
  bool opens = false;
  std::uint32_t other_end = 0;  // where the span ends that it opens, or begins that it closes
  std::int64_t id = 0;
};

void add_marks(std::span<const Piece> pieces, Range span, std::int32_t open, std::int32_t close,
               std::vector<Mark>& out) {
  const auto touches = [&](const Piece& piece) { return piece.end > span.begin && piece.begin < span.end; };
  const auto first = std::find_if(pieces.begin(), pieces.end(), touches);
  if (first == pieces.end()) return;
  const auto last = std::find_if(pieces.rbegin(), pieces.rend(), touches).base();
  out.push_back({static_cast<std::size_t>(first - pieces.begin()), true, span.end, open});
  out.push_back({static_cast<std::size_t>(last - pieces.begin()), false, span.begin, close});
}

}  // namespace

void mark_pieces(std::span<const Piece> pieces, Range source, std::optional<Range> target, const Markers& markers,
                 std::size_t most, std::vector<std::int64_t>& out) {
  std::vector<Mark> marks;
  add_marks(pieces, source, markers.source_open, markers.source_close, marks);
  if (target) add_marks(pieces, *target, markers.target_open, markers.target_close, marks);
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    // What ends later opens first; what begins later closes first.
    return std::tuple(a.place, a.opens, ~a.other_end) < std::tuple(b.place, b.opens, ~b.other_end);
  });
  out.clear();
  std::size_t mark = 0;
  std::optional<std::size_t> first_mark;
  std::size_t last_mark = 0;
  for (std::size_t at = 0; at <= pieces.size(); ++at) {
    for (; mark < marks.size() && marks[mark].place == at; ++mark) {
      if (!first_mark) first_mark = out.size();
      last_mark = out.size();
      out.push_back(marks[mark].id);
    }
    if (at < pieces.size()) out.push_back(pieces[at].id);
  }
  if (out.size() <= most) return;
  const std::size_t centre = (first_mark.value_or(0) + last_mark + 1) / 2;
  const std::size_t half = most / 2;
  const std::size_t begin = std::min(out.size() - most, centre > half ? centre - half : 0);
  out.erase(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(begin));
  out.resize(most);
}

}  // namespace chancery::encoder
