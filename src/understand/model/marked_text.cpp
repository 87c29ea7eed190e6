#include "understand/model/marked_text.h"

namespace chancery::understand::model {
namespace {

// One of the two kinds of mark while the text is walked.
struct Mark {
  std::string_view open;
  std::string_view close;
  std::optional<std::uint32_t> begin;  // of the one that is open now
  std::optional<TextSpan> first;       // the one that counts
};

std::unexpected<Error> malformed(std::string message, std::size_t byte) {
  return std::unexpected(Error{.code = ErrorCode::malformed, .message = std::move(message), .file = {}, .byte = byte});
}

}  // namespace

Result<MarkedText> parse_marked_text(std::string_view marked) {
  MarkedText result;
  result.text.reserve(marked.size());
  Mark marks[2] = {{"<s>", "</s>", {}, {}}, {"<t>", "</t>", {}, {}}};
  std::size_t at = 0;
  while (at < marked.size()) {
    bool consumed = false;
    if (marked[at] == '<') {
      for (Mark& mark : marks) {
        const std::string_view rest = marked.substr(at);
        if (rest.starts_with(mark.open)) {
          if (mark.begin) return malformed(std::string(mark.open) + " inside " + std::string(mark.open), at);
          mark.begin = static_cast<std::uint32_t>(result.text.size());
          at += mark.open.size();
          consumed = true;
          break;
        }
        if (rest.starts_with(mark.close)) {
          if (!mark.begin) return malformed(std::string(mark.close) + " without " + std::string(mark.open), at);
          const TextSpan span{*mark.begin, static_cast<std::uint32_t>(result.text.size()), false};
          if (!mark.first && !span.empty()) mark.first = span;
          mark.begin.reset();
          at += mark.close.size();
          consumed = true;
          break;
        }
      }
    }
    if (!consumed) result.text.push_back(marked[at++]);
  }
  for (const Mark& mark : marks) {
    if (mark.begin) return malformed(std::string(mark.open) + " is never closed", marked.size());
  }
  result.source = marks[0].first;
  result.target = marks[1].first;
  return result;
}

}  // namespace chancery::understand::model
