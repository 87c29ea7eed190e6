// Cutting what one file holds into articles, one cutter for each way of holding them.
#pragma once

#include <memory>
#include <string>

#include "read/byte_stream.h"
#include "read/raw_article.h"

namespace chancery::read {

// Thread rule: one thread at a time. Cutters look no deeper into the bytes than they must to find where articles end.
class Cutter {
 public:
  Cutter() = default;
  virtual ~Cutter() = default;
  Cutter(const Cutter&) = delete;
  Cutter& operator=(const Cutter&) = delete;

  // Moves some articles, or refusals, into the chunk; false when there are no more. An error of the input ends it; the
  // error's line says where.
  [[nodiscard]] virtual Result<bool> take(Chunk& chunk) = 0;
  // Whether take() would have to wait for somebody who writes.
  [[nodiscard]] virtual bool waits() = 0;
};

// What all cutters need: the bytes, where they come from, what is known of them.
struct CutterInput {
  std::unique_ptr<InputBuffer> bytes;
  std::shared_ptr<const std::string> file;
  std::shared_ptr<const Origin> origin;
};

// One article a line (JSON Lines). Lines over kMaxArticleBytes are dropped as they come and refused.
[[nodiscard]] std::unique_ptr<Cutter> cut_lines(CutterInput input);
// One article, all of it: plain text, a page, a mail.
[[nodiscard]] std::unique_ptr<Cutter> cut_whole(CutterInput input, RawKind kind);
// The mails of a mailbox.
[[nodiscard]] std::unique_ptr<Cutter> cut_mailbox(CutterInput input);
// The entries of an RSS or Atom feed.
[[nodiscard]] std::unique_ptr<Cutter> cut_feed(CutterInput input);
// The objects of JSON that is no JSON Lines; with `feed` the items of a JSON Feed.
[[nodiscard]] std::unique_ptr<Cutter> cut_json(CutterInput input, bool feed);

}  // namespace chancery::read
