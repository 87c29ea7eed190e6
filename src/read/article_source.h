// From paths to articles: files, folders and standard input, cut into chunks that threads can take one by one.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chancery/article.h"
#include "chancery/error.h"
#include "read/content_type.h"

namespace chancery::read {

// The bytes of one article as they stand in a file, not yet looked into.
struct RawArticle {
  std::shared_ptr<const std::string> file;  // as the user named it, or below a folder that he named
  std::uint64_t line = 0;                   // 1-based line of JSON Lines; 0: plain text, a whole file
  std::size_t begin = 0;                    // bytes [begin, begin + size) of Chunk::bytes
  std::size_t size = 0;
  std::optional<Error> refused;  // there are no bytes: the file or line could not be taken in
};

// Some articles that follow one another.
struct Chunk {
  std::string bytes;
  std::vector<RawArticle> articles;
  bool more_ready = true;  // whether the next chunk is there without waiting for a slow writer
};

struct SourceOptions {
  bool json_lines_on_stdin = false;  // "-" is JSON Lines whatever it holds
  int wake_descriptor = -1;          // becomes readable when waiting for input shall end; -1: none
};

// Hands out the articles of the paths, in their order; folders with all below them, sorted by name, hidden files and
// symbolic links to folders left out. "-" is standard input. Takes the next bytes only when asked: a chunk holds about
// 64 KiB, or one larger article. Thread rule: one thread at a time.
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
  bool open_next(Chunk& chunk);
  void open_file(std::string path, Chunk& chunk);
  void take_lines(Chunk& chunk);
  void take_text(Chunk& chunk);
  bool fill(std::size_t bytes);
  void refuse(Chunk& chunk, ErrorCode code, std::string message, std::uint64_t line, std::uint64_t size);

  SourceOptions options_;
  std::unique_ptr<Walk> walk_;
  std::unique_ptr<OpenFile> file_;
  std::atomic<bool> stopped_{false};
  std::atomic<std::uint64_t> bytes_read_{0};
  std::atomic<std::uint64_t> passed_over_{0};
};

// Bytes of all regular files that the paths name, for "time left"; nothing where one is no regular file or folder.
[[nodiscard]] std::optional<std::uint64_t> total_bytes(const std::vector<std::string>& paths);

// Parses and checks one article: valid UTF-8, a text, in English; sets id, file, line and language.
[[nodiscard]] Result<Article> make_article(const Chunk& chunk, const RawArticle& raw);

}  // namespace chancery::read
