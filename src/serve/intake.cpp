#include "serve/intake.h"

#include <stdlib.h>  // mkdtemp

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "chancery/resolve.h"
#include "read/article_source.h"
#include "read/settle_date.h"

namespace chancery::serve {
namespace {

constexpr std::size_t kBatchArticles = 500;

// What tells more of a file than its bytes do.
constexpr auto kEndings = std::to_array<std::string_view>(
    {".jsonl", ".ndjson", ".json", ".txt",  ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".xml", ".rss",
     ".atom",  ".eml",    ".mbox", ".warc", ".gz",   ".zip", ".tar",   ".tgz",   ".bz2", ".xz",  ".zst"});

Error io_error(std::string message) { return Error{ErrorCode::record_failed, std::move(message), {}, 0, 0, 0}; }

std::string_view ending_of(const std::string& name) {
  std::string lower = name;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto found =
      std::find_if(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return lower.ends_with(ending); });
  return found == kEndings.end() ? std::string_view() : *found;
}

// The bytes as a file in a folder of its own; gone with this object.
class HeldFile {
 public:
  static Result<HeldFile> make(std::string_view bytes, std::string_view ending) {
    std::string folder = (std::filesystem::temp_directory_path() / "chancery-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) return std::unexpected(io_error("no temporary folder can be made"));
    HeldFile held(folder);
    held.path_ = folder + "/sent" + std::string(ending);
    std::ofstream out(held.path_, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) return std::unexpected(io_error("what was sent cannot be kept in " + folder + ": is the disk full?"));
    return held;
  }
  HeldFile(HeldFile&& other) noexcept : folder_(std::move(other.folder_)), path_(std::move(other.path_)) {
    other.folder_.clear();
  }
  HeldFile(const HeldFile&) = delete;
  HeldFile& operator=(const HeldFile&) = delete;
  HeldFile& operator=(HeldFile&&) = delete;
  ~HeldFile() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  explicit HeldFile(std::string folder) : folder_(std::move(folder)) {}
  std::string folder_;
  std::string path_;
};

class Taking {
 public:
  Taking(Desk& desk, Record& record, std::string path, std::string name, Day today)
      : desk_(desk), record_(record), path_(std::move(path)), name_(std::move(name)), today_(today) {}

  Result<Intake> run() {
    if (auto begun = record_.start_run("serve"); !begun) return std::unexpected(std::move(begun.error()));
    read::ArticleSource source({path_}, {});
    while (const auto chunk = source.next()) {
      for (const read::RawArticle& raw : chunk->articles) {
        if (auto done = take(*chunk, raw); !done) return std::unexpected(std::move(done.error()));
      }
    }
    if (auto done = record_.commit(); !done) return std::unexpected(std::move(done.error()));
    auto again = resolve_people(record_, {&desk_.reader(), 1}, desk_.library().reader_version);
    if (!again) return std::unexpected(std::move(again.error()));
    if (auto ended = record_.end_run(); !ended) return std::unexpected(std::move(ended.error()));
    const auto version = record_.commit();
    if (!version) return std::unexpected(version.error());
    taken_.record_version = *version;
    return std::move(taken_);
  }

 private:
  // The owner's name in place of ours.
  std::string renamed(const std::string& file) const {
    return file.starts_with(path_) ? name_ + file.substr(path_.size()) : file;
  }

  Result<void> take(const read::Chunk& chunk, const read::RawArticle& raw) {
    auto made = read::make_article(chunk, raw, {});
    if (!made) {
      ++taken_.refused;
      made.error().file = renamed(made.error().file);
      if (taken_.refusals.size() < kMostNamed) taken_.refusals.push_back(std::move(made.error()));
      return {};
    }
    std::string doubt = read::settle_date(*made, desk_.reader(), today_);
    Article& article = made->article;
    article.file = renamed(article.file);
    if (!doubt.empty() && taken_.doubts.size() < kMostNamed) {
      taken_.doubts.push_back({ErrorCode::malformed, std::move(doubt), article.file, article.line, 0, 0});
    }
    ++taken_.articles;
    const Reading reading = desk_.reader().read(article);
    const auto done = record_.add(article, reading, desk_.library().reader_version);
    if (!done) return std::unexpected(done.error());
    if (*done == AddOutcome::unchanged) return ++taken_.unchanged, Result<void>();
    ++(*done == AddOutcome::added ? taken_.added : taken_.revised);
    taken_.findings += reading.findings.size();
    if (++uncommitted_ >= kBatchArticles) {
      uncommitted_ = 0;
      if (auto committed = record_.commit(); !committed) return std::unexpected(std::move(committed.error()));
    }
    return {};
  }

  Desk& desk_;
  Record& record_;
  std::string path_;
  std::string name_;
  Day today_;
  Intake taken_;
  std::size_t uncommitted_ = 0;
};

}  // namespace

Result<Intake> take_in(std::string_view bytes, const std::string& name, Desk& desk, Day today) {
  auto file = HeldFile::make(bytes, ending_of(name));
  if (!file) return std::unexpected(std::move(file.error()));
  auto record = Record::open(desk.library().record_location, Record::Mode::read_write);
  if (!record) return std::unexpected(std::move(record.error()));
  return Taking(desk, **record, file->path(), name, today).run();
}

}  // namespace chancery::serve
