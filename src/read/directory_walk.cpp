#include "read/directory_walk.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string_view>

#include "read/content_type.h"

namespace chancery::read {

namespace {

constexpr std::array<std::string_view, 3> kPageEndings{".html", ".htm", ".xhtml"};
constexpr std::string_view kPartsEnding = "_files";

}  // namespace

std::size_t leave_out_page_parts(std::vector<std::string>& names) {
  std::set<std::string> parts;
  for (const std::string& name : names) {
    for (const std::string_view ending : kPageEndings) {
      if (name.ends_with(ending)) parts.insert(name.substr(0, name.size() - ending.size()).append(kPartsEnding));
    }
  }
  if (parts.empty()) return 0;
  return std::erase_if(names, [&](const std::string& name) { return parts.contains(name); });
}

bool is_page_part(const std::string& folder) {
  if (!folder.ends_with(kPartsEnding)) return false;
  const std::string page = folder.substr(0, folder.size() - kPartsEnding.size());
  return std::any_of(kPageEndings.begin(), kPageEndings.end(), [&](std::string_view ending) {
    std::error_code ignored;
    return std::filesystem::exists(page + std::string(ending), ignored);
  });
}

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
  passed_over_ += leave_out_page_parts(level.names);
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
