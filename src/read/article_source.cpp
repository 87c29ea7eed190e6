#include "read/article_source.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "read/directory_walk.h"
#include "read/limits.h"

namespace chancery::read {
namespace {

constexpr std::size_t kChunkBytes = 65536;

}  // namespace

struct ArticleSource::Walk : DirectoryWalk {
  using DirectoryWalk::DirectoryWalk;
};

// The file that is being read: what of it is in memory and not yet handed out.
struct ArticleSource::OpenFile {
  std::shared_ptr<const std::string> name;
  int descriptor = -1;
  bool regular = false;
  bool at_end = false;
  std::optional<ContentType> type;
  std::string pending;
  std::size_t searched = 0;         // bytes of `pending` known to hold no line break
  std::uint64_t line = 1;           // of the first pending byte
  std::uint64_t skipping_size = 0;  // bytes of an oversized line that have been dropped; 0: no such line

  ~OpenFile() {
    if (descriptor > STDIN_FILENO) ::close(descriptor);
  }
};

ArticleSource::ArticleSource(std::vector<std::string> paths, SourceOptions options)
    : options_(options), walk_(std::make_unique<Walk>(std::move(paths))) {}

ArticleSource::~ArticleSource() = default;

void ArticleSource::refuse(Chunk& chunk, ErrorCode code, std::string message, std::uint64_t line, std::uint64_t size) {
  RawArticle raw;
  raw.file = file_->name;
  raw.line = line;
  Error error;
  error.code = code;
  error.message = std::move(message);
  error.file = *file_->name;
  error.line = line;
  error.size = size;
  raw.refused = std::move(error);
  chunk.articles.push_back(std::move(raw));
}

// Reads until `bytes` are pending, the file ends, or, where a pipe has no more at the moment, something is there.
// False where the file could not be read or the source was stopped.
bool ArticleSource::fill(std::size_t bytes) {
  OpenFile& file = *file_;
  while (!file.at_end && file.pending.size() < bytes) {
    if (!file.regular) {
      pollfd waits[2] = {{file.descriptor, POLLIN, 0}, {options_.wake_descriptor, POLLIN, 0}};
      const nfds_t count = options_.wake_descriptor >= 0 ? 2 : 1;
      if (::poll(waits, count, -1) < 0 && errno != EINTR) return false;
      if (stopped() || (count == 2 && (waits[1].revents & POLLIN) != 0)) {
        stop();
        return false;
      }
      if (waits[0].revents == 0) continue;
    }
    const std::size_t before = file.pending.size();
    const std::size_t wanted = std::max(kChunkBytes, bytes - before);
    file.pending.resize(before + wanted);
    const ssize_t got = ::read(file.descriptor, file.pending.data() + before, wanted);
    const int trouble = errno;
    file.pending.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0) {
      if (trouble == EINTR || trouble == EAGAIN) continue;
      errno = trouble;
      return false;
    }
    if (got == 0) file.at_end = true;
    bytes_read_.fetch_add(static_cast<std::uint64_t>(got), std::memory_order_relaxed);
    if (!file.regular) break;
  }
  return true;
}

void ArticleSource::open_file(std::string path, Chunk& chunk) {
  file_ = std::make_unique<OpenFile>();
  file_->name = std::make_shared<const std::string>(std::move(path));
  const std::string& name = *file_->name;
  const auto fail = [&](ErrorCode code, std::string message, std::uint64_t size = 0) {
    refuse(chunk, code, std::move(message), 0, size);
    file_.reset();
  };

  if (name == "-") {
    file_->descriptor = STDIN_FILENO;
  } else {
    file_->descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    if (file_->descriptor < 0) {
      const int trouble = errno;
      return fail(
          trouble == ENOENT ? ErrorCode::not_found : ErrorCode::unreadable,
          trouble == ENOENT ? "no such file or folder" : std::string("cannot be opened: ") + std::strerror(trouble));
    }
  }
  struct stat status{};
  if (::fstat(file_->descriptor, &status) == 0 && S_ISREG(status.st_mode)) file_->regular = true;

  if (name == "-" && options_.json_lines_on_stdin) {
    file_->type = ContentType::json_lines;
  } else {
    // A pipe may give its first line long before its second: one line is enough to see what comes.
    do {
      if (!fill(file_->pending.size() + 1)) {
        if (stopped()) return file_.reset();
        return fail(ErrorCode::unreadable, std::string("cannot be read: ") + std::strerror(errno));
      }
    } while (!file_->at_end && file_->pending.size() < kSniffBytes &&
             (file_->regular || file_->pending.find('\n') == std::string::npos));
    auto type = content_type(std::string_view(file_->pending).substr(0, kSniffBytes), name);
    if (!type) return fail(type.error().code, std::move(type.error().message));
    file_->type = *type;
  }
  if (file_->type == ContentType::plain_text && file_->regular &&
      static_cast<std::uint64_t>(status.st_size) > kMaxArticleBytes) {
    return fail(ErrorCode::too_large, "larger than 8 MiB", static_cast<std::uint64_t>(status.st_size));
  }
  // In JSON Lines a byte order mark belongs to no article; in a plain text it is left, since texts are never changed.
  if (file_->type == ContentType::json_lines) file_->pending.erase(0, byte_order_mark(file_->pending));
}

bool ArticleSource::open_next(Chunk& chunk) {
  auto step = walk_->next();
  passed_over_.store(walk_->passed_over(), std::memory_order_relaxed);
  if (!step) return false;
  if (step->error) {
    RawArticle raw;
    raw.file = std::make_shared<const std::string>(step->path);
    raw.refused = std::move(step->error);
    chunk.articles.push_back(std::move(raw));
  } else {
    open_file(std::move(step->path), chunk);
  }
  return true;
}

// Moves the complete lines that are pending into the chunk.
void ArticleSource::take_lines(Chunk& chunk) {
  OpenFile& file = *file_;
  std::size_t end = 0;  // behind the last line break
  while (!stopped()) {
    const std::size_t found = std::string_view(file.pending).substr(file.searched).rfind('\n');
    if (found != std::string_view::npos) {
      end = file.searched + found + 1;
      break;
    }
    file.searched = file.pending.size();
    if (file.at_end) {
      end = file.pending.size();
      break;
    }
    if (file.skipping_size != 0 || file.pending.size() > kMaxArticleBytes) {
      file.skipping_size += file.pending.size();
      file.pending.clear();
      file.searched = 0;
    }
    if (!fill(file.pending.size() + 1)) {
      if (stopped()) return;
      refuse(chunk, ErrorCode::unreadable, std::string("cannot be read further: ") + std::strerror(errno), file.line,
             0);
      return file_.reset();
    }
  }

  const std::size_t base = chunk.bytes.size();
  chunk.bytes.append(file.pending, 0, end);
  file.pending.erase(0, end);
  file.searched = 0;
  std::string_view rest = std::string_view(chunk.bytes).substr(base);
  std::size_t begin = base;
  const bool last = file.at_end && file.pending.empty();
  while (!rest.empty() || (last && file.skipping_size != 0)) {
    const std::size_t size = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, size);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::uint64_t whole_size = file.skipping_size + line.size();
    if (whole_size > kMaxArticleBytes) {
      refuse(chunk, ErrorCode::too_large,
             "a line of " + std::to_string(whole_size) + " bytes: an article may have 8 MiB", file.line, whole_size);
    } else if (line.find_first_not_of(" \t") != std::string_view::npos) {
      RawArticle raw;
      raw.file = file.name;
      raw.line = file.line;
      raw.begin = begin;
      raw.size = line.size();
      chunk.articles.push_back(std::move(raw));
    }
    file.skipping_size = 0;
    ++file.line;
    const std::size_t step = std::min(size + 1, rest.size());
    rest.remove_prefix(step);
    begin += step;
  }
  if (last) file_.reset();
}

void ArticleSource::take_text(Chunk& chunk) {
  OpenFile& file = *file_;
  while (!file.at_end && file.pending.size() <= kMaxArticleBytes) {
    if (!fill(file.pending.size() + 1)) {
      if (stopped()) return;
      refuse(chunk, ErrorCode::unreadable, std::string("cannot be read further: ") + std::strerror(errno), 0, 0);
      return file_.reset();
    }
  }
  if (file.pending.size() > kMaxArticleBytes) {
    refuse(chunk, ErrorCode::too_large, "larger than 8 MiB", 0, file.pending.size());
  } else {
    RawArticle raw;
    raw.file = file.name;
    raw.begin = chunk.bytes.size();
    raw.size = file.pending.size();
    chunk.bytes += file.pending;
    chunk.articles.push_back(std::move(raw));
  }
  file_.reset();
}

std::optional<Chunk> ArticleSource::next() {
  Chunk chunk;
  while (!stopped() && chunk.bytes.size() < kChunkBytes && chunk.articles.size() < 1000) {
    if (!file_) {
      if (!open_next(chunk)) break;
      continue;
    }
    // What has come through a pipe is handed on before more is waited for.
    if (!file_->regular && !file_->at_end && !chunk.articles.empty() &&
        file_->pending.find('\n', file_->searched) == std::string::npos) {
      pollfd ready{file_->descriptor, POLLIN, 0};
      if (::poll(&ready, 1, 0) == 0) {
        chunk.more_ready = false;
        break;
      }
    }
    if (file_->type == ContentType::json_lines) {
      take_lines(chunk);
    } else {
      take_text(chunk);
    }
  }
  if (chunk.articles.empty()) return std::nullopt;
  return chunk;
}

std::optional<std::uint64_t> total_bytes(const std::vector<std::string>& paths) {
  DirectoryWalk walk(paths);
  std::uint64_t total = 0;
  while (auto step = walk.next()) {
    if (step->error) continue;
    struct stat status{};
    if (step->path == "-" || ::stat(step->path.c_str(), &status) != 0) return std::nullopt;
    if (!S_ISREG(status.st_mode)) return std::nullopt;
    total += static_cast<std::uint64_t>(status.st_size);
  }
  return total;
}

}  // namespace chancery::read
