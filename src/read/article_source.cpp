#include "read/article_source.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <utility>

#include "read/archive.h"
#include "read/charset.h"
#include "read/content_type.h"
#include "read/cutter.h"
#include "read/directory_walk.h"
#include "read/file_stream.h"
#include "read/folder_watch.h"
#include "read/gzip.h"
#include "read/limits.h"
#include "read/warc.h"

namespace chancery::read {
namespace {

constexpr std::size_t kChunkBytes = 65536;
constexpr std::size_t kChunkArticles = 1000;

// "a.jsonl.gz" is "a.jsonl" once it is unpacked.
std::string_view without_packing(std::string_view name) {
  constexpr std::array<std::string_view, 6> kEndings{".gz", ".bz2", ".xz", ".zst", ".Z", ".GZ"};
  for (const std::string_view ending : kEndings) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

// A pipe may give its first line long before its second: one line is enough to see what comes.
Result<void> fill_head(InputBuffer& bytes) {
  do {
    if (auto filled = bytes.fill(kSniffBytes); !filled) {
      // What came before tells what it is; whoever reads on meets the error again.
      return bytes.pending().empty() ? filled : Result<void>{};
    }
  } while (!bytes.at_end() && bytes.pending().size() < kSniffBytes &&
           (bytes.ready() || bytes.pending().find('\n') == std::string_view::npos));
  return {};
}

}  // namespace

struct ArticleSource::Walk : DirectoryWalk {
  using DirectoryWalk::DirectoryWalk;
};

// The file of the paths that is being read, whatever lies within it.
struct ArticleSource::OpenFile {
  std::uint64_t bytes_in = 0;
  ExpansionGuard guard{bytes_in};
  std::size_t containers = 0;
};

// What has been opened: something to be cut, or something that holds further things.
struct ArticleSource::Level {
  std::string file;
  std::shared_ptr<const Origin> origin;
  std::unique_ptr<Cutter> cutter;
  std::unique_ptr<Container> container;
};

namespace {

// Counts what is taken from the file itself, against which all that is unpacked is measured.
class CountedStream final : public ByteStream {
 public:
  CountedStream(std::unique_ptr<ByteStream> bytes, std::uint64_t& count) : bytes_(std::move(bytes)), count_(&count) {}
  Result<std::size_t> read(char* to, std::size_t size) override {
    auto got = bytes_->read(to, size);
    *count_ += got.value_or(0);
    return got;
  }
  bool ready() override { return bytes_->ready(); }
  [[nodiscard]] std::optional<std::uint64_t> seekable_size() const override { return bytes_->seekable_size(); }
  bool seek(std::uint64_t to) override { return bytes_->seek(to); }

 private:
  std::unique_ptr<ByteStream> bytes_;
  std::uint64_t* count_;
};

}  // namespace

ArticleSource::ArticleSource(std::vector<std::string> paths, SourceOptions options)
    : options_(options), walk_(std::make_unique<Walk>(std::move(paths))) {}

ArticleSource::~ArticleSource() {
  // Members before what they are members of.
  while (!levels_.empty()) levels_.pop_back();
}

void ArticleSource::refuse(Chunk& chunk, const std::string& file, Error error) const {
  error.file = file;
  RawArticle& raw = chunk.articles.emplace_back();
  raw.file = std::make_shared<const std::string>(file);
  raw.line = error.line;
  raw.refused = std::move(error);
}

void ArticleSource::open_path(std::string path, Chunk& chunk) {
  if (options_.skip_unfinished && path != "-" && is_being_written(path)) return;
  auto stream = open_file_stream(path, {options_.wake_descriptor, &stopped_, &bytes_read_});
  if (!stream) return refuse(chunk, path, std::move(stream.error()));
  file_ = std::make_unique<OpenFile>();
  if (const auto size = (*stream)->seekable_size()) file_->guard.set_file_size(*size);
  auto counted = std::make_unique<CountedStream>(*std::move(stream), file_->bytes_in);
  if (path == "-" && options_.json_lines_on_stdin) {
    auto level = std::make_unique<Level>();
    level->file = path;
    level->cutter = cut_lines(
        {std::make_unique<InputBuffer>(std::move(counted)), std::make_shared<const std::string>(path), nullptr});
    levels_.push_back(std::move(level));
    return;
  }
  open(std::move(counted), std::move(path), nullptr, chunk);
}

// Looks at the head of the bytes and puts on the stack what can take them apart.
void ArticleSource::open(std::unique_ptr<ByteStream> stream, std::string file, std::shared_ptr<const Origin> origin,
                         Chunk& chunk) {
  auto bytes = std::make_unique<InputBuffer>(std::move(stream));
  const auto fail = [&](Error error) {
    if (!stopped()) refuse(chunk, file, std::move(error));
  };
  if (auto filled = fill_head(*bytes); !filled) return fail(std::move(filled.error()));
  if (const auto wide = wide_charset(bytes->pending().substr(0, kSniffBytes)); !wide.empty()) {
    bytes = std::make_unique<InputBuffer>(transcoded(std::move(bytes), wide));
    if (auto filled = fill_head(*bytes); !filled) return fail(std::move(filled.error()));
  }
  const auto type = content_type(bytes->pending().substr(0, kSniffBytes), without_packing(file));
  if (!type) return fail(type.error());

  auto level = std::make_unique<Level>();
  level->file = file;
  if (*type == ContentType::archive || *type == ContentType::gzip || *type == ContentType::warc) {
    if (++file_->containers > kMaxNesting) {
      --file_->containers;
      Error error;
      error.code = ErrorCode::bomb;
      error.message =
          "archives within archives, more than " + std::to_string(kMaxNesting) + " deep: unpack the outer ones first";
      return fail(std::move(error));
    }
    level->container = *type == ContentType::warc   ? open_warc(std::move(bytes))
                       : *type == ContentType::gzip ? open_gzip(std::move(bytes), file_->guard)
                                                    : open_archive(std::move(bytes), file_->guard);
    level->origin = std::move(origin);
    levels_.push_back(std::move(level));
    return;
  }
  CutterInput input{std::move(bytes), std::make_shared<const std::string>(std::move(file)), std::move(origin)};
  switch (*type) {
    case ContentType::json_lines:
      // A byte order mark belongs to no article; in a plain text it is left, since texts are never changed.
      input.bytes->drop(byte_order_mark(input.bytes->pending()));
      level->cutter = cut_lines(std::move(input));
      break;
    case ContentType::json: level->cutter = cut_json(std::move(input), false); break;
    case ContentType::json_feed: level->cutter = cut_json(std::move(input), true); break;
    case ContentType::feed: level->cutter = cut_feed(std::move(input)); break;
    case ContentType::html: level->cutter = cut_whole(std::move(input), RawKind::html); break;
    case ContentType::mail: level->cutter = cut_whole(std::move(input), RawKind::mail); break;
    case ContentType::mailbox: level->cutter = cut_mailbox(std::move(input)); break;
    default: level->cutter = cut_whole(std::move(input), RawKind::plain_text); break;
  }
  levels_.push_back(std::move(level));
}

bool ArticleSource::open_next(Chunk& chunk) {
  auto step = walk_->next();
  passed_over_.store(walk_->passed_over() + passed_over_inside_, std::memory_order_relaxed);
  if (!step) return false;
  if (step->error) {
    refuse(chunk, step->path, std::move(*step->error));
  } else {
    open_path(std::move(step->path), chunk);
  }
  return true;
}

void ArticleSource::close_level() {
  if (const auto& container = levels_.back()->container) {
    passed_over_inside_ += container->passed_over();
    passed_over_.store(walk_->passed_over() + passed_over_inside_, std::memory_order_relaxed);
    --file_->containers;
  }
  levels_.pop_back();
}

void ArticleSource::take_member(Level& level, Chunk& chunk) {
  auto member = level.container->next();
  if (!member) {
    if (!stopped()) refuse(chunk, level.file, std::move(member.error()));
    return close_level();
  }
  if (!*member) return close_level();
  std::string file = (*member)->name.empty() ? level.file : level.file + "/" + (*member)->name;
  if ((*member)->refused) return refuse(chunk, file, std::move(*(*member)->refused));
  // What was known of a packed page is true of the page.
  std::shared_ptr<const Origin> origin = (*member)->name.empty() ? level.origin : nullptr;
  if (!(*member)->origin.url.empty() || !(*member)->origin.charset.empty())
    origin = std::make_shared<const Origin>(std::move((*member)->origin));
  open(std::move((*member)->bytes), std::move(file), std::move(origin), chunk);
}

void ArticleSource::take_from(Level& level, Chunk& chunk) {
  if (level.cutter) {
    auto more = level.cutter->take(chunk);
    if (!more && !stopped()) refuse(chunk, level.file, std::move(more.error()));
    if (!more || !*more) close_level();
  } else {
    take_member(level, chunk);
  }
  // Nothing more of a file that has grown beyond measure, from whatever depth.
  if (!levels_.empty() && file_->guard.tripped()) {
    while (!levels_.empty()) close_level();
  }
}

std::optional<Chunk> ArticleSource::next() {
  Chunk chunk;
  while (!stopped() && chunk.bytes.size() < kChunkBytes && chunk.articles.size() < kChunkArticles) {
    if (levels_.empty()) {
      if (!open_next(chunk)) break;
      continue;
    }
    Level& level = *levels_.back();
    // What has come through a pipe is handed on before more is waited for.
    if (!chunk.articles.empty() && level.cutter && level.cutter->waits()) {
      chunk.more_ready = false;
      break;
    }
    take_from(level, chunk);
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
