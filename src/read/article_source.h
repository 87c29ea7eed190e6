// From paths to articles: files, folders, standard input and all that lies packed in them, cut into chunks that threads
// can take one by one.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chancery/article.h"
#include "chancery/error.h"
#include "read/raw_article.h"

namespace chancery::read {

struct SourceOptions {
  bool json_lines_on_stdin = false;  // "-" is JSON Lines whatever it holds
  bool skip_unfinished = false;      // leave out files that somebody is writing just now
  int wake_descriptor = -1;          // becomes readable when waiting for input shall end; -1: none
};

// Hands out the articles of the paths, in their order; folders with all below them, sorted by name, hidden files and
// symbolic links to folders left out; archives with all members in the order in which they stand there, in depth; feeds
// entry by entry. "-" is standard input. Takes the next bytes only when asked and unpacks them as it goes: a chunk
// holds about 64 KiB, or one larger article. A member or entry that cannot be read is refused by its place, and the
// next is read. Thread rule: one thread at a time.
class ArticleSource {
 public:
  ArticleSource(std::vector<std::string> paths, SourceOptions options);
  ~ArticleSource();
  ArticleSource(const ArticleSource&) = delete;
  ArticleSource& operator=(const ArticleSource&) = delete;

  // Nothing at the end, and after stop().
  [[nodiscard]] std::optional<Chunk> next();

  // From any thread: next() gives nothing from now on.
  void stop() noexcept { stopped_.store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool stopped() const noexcept { return stopped_.load(std::memory_order_relaxed); }

  // From any thread: bytes taken in so far; files of folders passed over by their names.
  [[nodiscard]] std::uint64_t bytes_read() const noexcept { return bytes_read_.load(std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t passed_over() const noexcept { return passed_over_.load(std::memory_order_relaxed); }

 private:
  struct Walk;
  struct OpenFile;
  struct Level;
  bool open_next(Chunk& chunk);
  void open_path(std::string path, Chunk& chunk);
  void open(std::unique_ptr<ByteStream> bytes, std::string file, std::shared_ptr<const Origin> origin, Chunk& chunk);
  void take_from(Level& level, Chunk& chunk);
  void take_member(Level& level, Chunk& chunk);
  void close_level();
  void refuse(Chunk& chunk, const std::string& file, Error error) const;

  SourceOptions options_;
  std::unique_ptr<Walk> walk_;
  std::unique_ptr<OpenFile> file_;
  std::vector<std::unique_ptr<Level>> levels_;  // what is open, each within the one before
  std::atomic<bool> stopped_{false};
  std::atomic<std::uint64_t> bytes_read_{0};
  std::atomic<std::uint64_t> passed_over_{0};
  std::uint64_t passed_over_inside_ = 0;
};

// Bytes of all regular files that the paths name, for "time left"; nothing where one is no regular file or folder.
[[nodiscard]] std::optional<std::uint64_t> total_bytes(const std::vector<std::string>& paths);

struct MakeOptions {
  bool any_language = false;  // other languages pass, with their code in `language`
};

// An article and how it was dated.
struct MadeArticle {
  Article article;
  // The date was read from a line of the page, which a dateline in the text goes before.
  bool date_from_page_line = false;
};

// Decodes, parses and checks one article: valid UTF-8, a text, in English; sets id, file, line and language.
// Thread-safe.
[[nodiscard]] Result<MadeArticle> make_article(const Chunk& chunk, const RawArticle& raw, const MakeOptions& options);
[[nodiscard]] Result<Article> make_article(const Chunk& chunk, const RawArticle& raw);

}  // namespace chancery::read
