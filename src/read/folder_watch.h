// Files that arrive in folders (Linux inotify).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "chancery/error.h"

namespace chancery::read {

// Tells of files that were written and closed, or moved in, below the folders it watches; sub-folders that are made or
// moved in later are watched too. What is_no_article_by_name() names, hidden folders and the parts of saved pages
// (directory_walk.h) are left out. Thread rule: one thread.
class FolderWatch {
 public:
  // Watches from now on. `wake_descriptor` becomes readable when waiting shall end; -1: never. Errors: not_found,
  // wrong_type (no folder), unreadable (the system's limit of watches among others; the message says what to do).
  [[nodiscard]] static Result<std::unique_ptr<FolderWatch>> open(std::vector<std::string> folders, int wake_descriptor);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  // Waits until something has arrived and gives its paths, each once, in the order in which it came; nothing when it
  // was woken up. Where the system has lost count, the watched folders themselves: all in them is to be looked at
  // again.
  [[nodiscard]] Result<std::vector<std::string>> wait();

 private:
  FolderWatch(std::vector<std::string> folders, int descriptor, int wake_descriptor);
  [[nodiscard]] Result<void> add(const std::string& folder, std::vector<std::string>* files);
  void forget(const std::string& folder);
  void take_events(const char* begin, const char* end, std::vector<std::string>& arrived);

  std::vector<std::string> roots_;
  int descriptor_;
  int wake_descriptor_;
  std::map<int, std::string> folders_;  // by watch number
};

// Whether somebody has the file open for writing, as far as the system tells (it does for one's own files).
[[nodiscard]] bool is_being_written(const std::string& path);

}  // namespace chancery::read
