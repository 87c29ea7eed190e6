#include "read/folder_watch.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <optional>
#include <set>

#include "read/content_type.h"
#include "read/directory_walk.h"

namespace chancery::read {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kEvents =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_ONLYDIR | IN_EXCL_UNLINK;

std::unexpected<Error> refused(ErrorCode code, std::string message, const std::string& folder) {
  Error error;
  error.code = code;
  error.message = std::move(message);
  error.file = folder;
  return std::unexpected(std::move(error));
}

}  // namespace

bool is_being_written(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return false;
  // A lease for reading is refused while somebody has the file open for writing (fcntl(2)). Whoever opens it so in the
  // moment in which we hold the lease makes a signal be sent to us: one that is ignored unless it is asked for.
  ::fcntl(descriptor, F_SETSIG, SIGURG);
  const bool writing = ::fcntl(descriptor, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
  ::close(descriptor);
  return writing;
}

FolderWatch::FolderWatch(std::vector<std::string> folders, int descriptor, int wake_descriptor)
    : roots_(std::move(folders)), descriptor_(descriptor), wake_descriptor_(wake_descriptor) {}

FolderWatch::~FolderWatch() { ::close(descriptor_); }

Result<std::unique_ptr<FolderWatch>> FolderWatch::open(std::vector<std::string> folders, int wake_descriptor) {
  for (const std::string& folder : folders) {
    std::error_code ignored;
    if (!fs::exists(folder, ignored)) return refused(ErrorCode::not_found, "no such folder", folder);
    if (!fs::is_directory(folder, ignored))
      return refused(ErrorCode::wrong_type, "no folder: only folders can be watched", folder);
  }
  const int descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptor < 0)
    return refused(ErrorCode::unreadable, std::string("folders cannot be watched: ") + std::strerror(errno), "");
  std::unique_ptr<FolderWatch> watch(new FolderWatch(std::move(folders), descriptor, wake_descriptor));
  for (const std::string& folder : watch->roots_) {
    if (auto added = watch->add(folder, nullptr); !added) return std::unexpected(std::move(added.error()));
  }
  return watch;
}

// Watches a folder and all below it; puts the files that lie there already into `files`, where that is given.
Result<void> FolderWatch::add(const std::string& folder, std::vector<std::string>* files) {
  const int number = ::inotify_add_watch(descriptor_, folder.c_str(), kEvents);
  if (number < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return {};  // gone again
    return refused(ErrorCode::unreadable,
                   errno == ENOSPC ? "too many folders are watched: raise fs.inotify.max_user_watches (sysctl)"
                                   : std::string("cannot be watched: ") + std::strerror(errno),
                   folder);
  }
  folders_[number] = folder;
  // Listed after the watch began: what comes in between is told twice and never missed.
  std::error_code trouble;
  std::vector<std::string> names;
  for (fs::directory_iterator entry(folder, trouble), end; !trouble && entry != end; entry.increment(trouble)) {
    names.push_back(entry->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  leave_out_page_parts(names);
  for (const std::string& name : names) {
    const std::string path = (fs::path(folder) / name).string();
    std::error_code ignored;
    if (fs::is_symlink(path, ignored)) continue;
    if (fs::is_directory(path, ignored)) {
      if (name.starts_with('.')) continue;
      if (auto added = add(path, files); !added) return added;
    } else if (files != nullptr && fs::is_regular_file(path, ignored) && !is_no_article_by_name(name) &&
               !is_being_written(path)) {
      files->push_back(path);
    }
  }
  return {};
}

// A folder that was moved away is no longer ours; if it was moved within, it is added again under its new name.
void FolderWatch::forget(const std::string& folder) {
  for (auto at = folders_.begin(); at != folders_.end();) {
    if (at->second == folder || at->second.starts_with(folder + "/")) {
      ::inotify_rm_watch(descriptor_, at->first);
      at = folders_.erase(at);
    } else {
      ++at;
    }
  }
}

void FolderWatch::take_events(const char* begin, const char* end, std::vector<std::string>& arrived) {
  while (begin < end) {
    inotify_event event{};
    std::memcpy(&event, begin, sizeof event);
    const char* const name = begin + sizeof event;
    begin += sizeof event + event.len;
    if ((event.mask & IN_Q_OVERFLOW) != 0) {
      arrived = roots_;
      for (const std::string& root : roots_) {
        // Folders that were made meanwhile; those watched already keep their numbers.
        if (!add(root, nullptr)) continue;
      }
      continue;
    }
    if ((event.mask & IN_IGNORED) != 0) {
      folders_.erase(event.wd);
      continue;
    }
    const auto folder = folders_.find(event.wd);
    if (folder == folders_.end() || event.len == 0) continue;
    const std::string file_name(name);
    const std::string path = (fs::path(folder->second) / file_name).string();
    if ((event.mask & IN_ISDIR) != 0) {
      if ((event.mask & IN_MOVED_FROM) != 0) {
        forget(path);
      } else if (!file_name.starts_with('.') && !is_page_part(path)) {
        // What cannot be watched is not lost: reading the folder again finds it.
        if (!add(path, &arrived)) arrived.push_back(path);
      }
    } else if ((event.mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0 && !is_no_article_by_name(file_name) &&
               !is_page_part(folder->second)) {
      arrived.push_back(path);
    }
  }
}

Result<std::vector<std::string>> FolderWatch::wait() {
  std::vector<std::string> arrived;
  while (arrived.empty()) {
    pollfd waits[2] = {{descriptor_, POLLIN, 0}, {wake_descriptor_, POLLIN, 0}};
    const nfds_t count = wake_descriptor_ >= 0 ? 2 : 1;
    if (::poll(waits, count, -1) < 0 && errno != EINTR)
      return refused(ErrorCode::unreadable, std::string("watching failed: ") + std::strerror(errno), "");
    if (count == 2 && (waits[1].revents & POLLIN) != 0) return std::vector<std::string>{};
    if ((waits[0].revents & POLLIN) == 0) continue;
    alignas(inotify_event) std::array<char, 65536> buffer;
    while (true) {
      const ssize_t got = ::read(descriptor_, buffer.data(), buffer.size());
      if (got <= 0) break;
      take_events(buffer.data(), buffer.data() + got, arrived);
    }
  }
  std::set<std::string> seen;
  std::erase_if(arrived, [&](const std::string& path) { return !seen.insert(path).second; });
  return arrived;
}

}  // namespace chancery::read
