// A copy of a record while others write it.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "record/sqlite/migrations.h"
#include "record/sqlite/sqlite_record.h"

namespace chancery::record {
namespace {

Error copy_error(ErrorCode code, const std::string& file, std::string message) {
  Error error;
  error.code = code;
  error.message = std::move(message);
  error.file = file;
  return error;
}

// The name under which the copy is made; removed where it does not come to its end.
class Draft {
 public:
  explicit Draft(const std::string& file) : name_(file + ".partial-" + std::to_string(::getpid())) { remove(); }
  ~Draft() { remove(); }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  // Gives the draft its name; 0 or an errno.
  [[nodiscard]] int become(const std::string& file, bool overwrite) const {
    // One step: a file that somebody makes in this moment is not overwritten either. Where the file system does not
    // know of it (EINVAL), what was there when we began has been looked at.
    if (!overwrite) {
      if (::renameat2(AT_FDCWD, name_.c_str(), AT_FDCWD, file.c_str(), RENAME_NOREPLACE) == 0) return 0;
      if (errno != EINVAL && errno != ENOSYS) return errno;
      if (std::filesystem::exists(file)) return EEXIST;
    }
    return ::rename(name_.c_str(), file.c_str()) == 0 ? 0 : errno;
  }

 private:
  void remove() const {
    for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
      std::error_code ignored;
      std::filesystem::remove(name_ + suffix, ignored);
    }
  }
  std::string name_;
};

void copy_pages(Database& source, Database& target) {
  sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
  if (backup == nullptr) target.fail(sqlite3_errcode(target.handle()), "cannot be copied");
  // All pages in one step, under one read transaction: in WAL mode that is the state of one commit, and keeps no writer
  // waiting (sqlite.org/backup.html; step by step, each commit of a writer would begin the copy anew).
  const int stepped = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  if (stepped != SQLITE_DONE) target.fail(stepped, "cannot be copied");
  if (finished != SQLITE_OK) target.fail(finished, "cannot be copied");
}

std::string first_damage(Database& database) {
  Statement statement(database, "PRAGMA integrity_check(1)");
  Query query(statement);
  const std::string verdict = query.step() ? std::string(query.text(0)) : "no answer";
  return verdict == "ok" ? std::string() : verdict;
}

// Renaming is safe against a power cut only once the folder is on the disk.
void synchronise_folder(const std::string& file) {
  const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

Result<RecordCopy> copy_sqlite(const std::string& location, const std::string& file, bool overwrite) {
  return guarded([&]() -> Result<RecordCopy> {
    std::error_code ignored;
    if (!std::filesystem::exists(location, ignored)) {
      return std::unexpected(copy_error(ErrorCode::not_found, location, "there is no record here"));
    }
    if (std::filesystem::is_directory(file, ignored)) {
      return std::unexpected(copy_error(ErrorCode::bad_usage, file, "this is a folder: name a file in it"));
    }
    if (std::filesystem::exists(file, ignored)) {
      if (std::filesystem::equivalent(location, file, ignored)) {
        return std::unexpected(copy_error(ErrorCode::bad_usage, file, "this is the record itself: name another file"));
      }
      if (!overwrite) {
        return std::unexpected(
            copy_error(ErrorCode::bad_usage, file, "there is such a file: --force overwrites it, or name another"));
      }
    }
    const Draft draft(file);
    RecordCopy copy;
    {
      const auto source = open_unmigrated(location);
      Database target(draft.name(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
      copy_pages(*source, target);
      static_cast<void>(schema_of(target));
      if (const std::string damage = first_damage(target); !damage.empty()) {
        return std::unexpected(
            copy_error(ErrorCode::record_failed, location, "the record is damaged and was not copied: " + damage));
      }
      copy.articles = static_cast<std::uint64_t>(target.integer("SELECT count(*) FROM articles"));
      copy.findings = static_cast<std::uint64_t>(target.integer("SELECT count(*) FROM findings"));
    }
    copy.bytes = std::filesystem::file_size(draft.name(), ignored);
    if (const int trouble = draft.become(file, overwrite); trouble != 0) {
      return std::unexpected(copy_error(trouble == EEXIST ? ErrorCode::bad_usage : ErrorCode::record_failed, file,
                                        std::string("the copy cannot get its name: ") + std::strerror(trouble)));
    }
    synchronise_folder(file);
    return copy;
  });
}

}  // namespace chancery::record
