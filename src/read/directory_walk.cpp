#include "read/directory_walk.h"

#include <algorithm>
#include <filesystem>

#include "read/content_type.h"

namespace chancery::read {

DirectoryWalk::DirectoryWalk(std::vector<std::string> paths) {
  std::reverse(paths.begin(), paths.end());
  levels_.push_back({"", std::move(paths)});
}

std::optional<Error> DirectoryWalk::enter(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code trouble;
  Level level{folder, {}};
  for (fs::directory_iterator entry(folder, trouble), end; !trouble && entry != end; entry.increment(trouble)) {
    std::error_code ignored;
    std::string name = entry->path().filename().string();
    const bool folder_entry = entry->is_directory(ignored);
    // A link to a folder may lead back up: its files are read where they lie.
    if (folder_entry && (entry->is_symlink(ignored) || name.starts_with('.'))) continue;
    if (!folder_entry && !entry->is_regular_file(ignored)) continue;
    if (!folder_entry && is_no_article_by_name(name)) {
      ++passed_over_;
      continue;
    }
    level.names.push_back(std::move(name));
  }
  if (trouble) {
    Error error;
    error.code = ErrorCode::unreadable;
    error.message = "the folder cannot be read: " + trouble.message();
    error.file = folder;
    return error;
  }
  std::sort(level.names.begin(), level.names.end(), std::greater<>());
  levels_.push_back(std::move(level));
  return std::nullopt;
}

std::optional<DirectoryWalk::Step> DirectoryWalk::next() {
  while (!levels_.empty()) {
    Level& level = levels_.back();
    if (level.names.empty()) {
      levels_.pop_back();
      continue;
    }
    const std::string name = std::move(level.names.back());
    level.names.pop_back();
    std::string path = level.folder.empty() ? name : (std::filesystem::path(level.folder) / name).string();
    std::error_code ignored;
    if (name != "-" && std::filesystem::is_directory(path, ignored)) {
      if (auto error = enter(path)) return Step{path, std::move(error)};
      continue;
    }
    return Step{std::move(path), std::nullopt};
  }
  return std::nullopt;
}

}  // namespace chancery::read
