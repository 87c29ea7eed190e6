#include "record/sqlite/run_marks.h"

#include <unistd.h>

#include <fstream>
#include <iterator>

namespace chancery::record {
namespace {

std::string first_line(const std::string& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

// proc(5): field 22 of /proc/PID/stat, ticks from boot to the start of the process. The name, in parentheses, may hold
// blanks and parentheses itself. "" where there is no such process or no /proc.
std::string start_of(const std::string& process) {
  const std::string line = first_line("/proc/" + process + "/stat");
  std::size_t at = line.rfind(')');
  if (at == std::string::npos) return {};
  for (int field = 2; field < 22 && at != std::string::npos; ++field) at = line.find(' ', at + 1);
  return at == std::string::npos ? std::string() : line.substr(at + 1, line.find(' ', at + 1) - at - 1);
}

std::string identity_of(const std::string& process) {
  return first_line("/proc/sys/kernel/random/boot_id") + "/" + process + "/" + start_of(process);
}

}  // namespace

std::string process_identity() { return identity_of(std::to_string(::getpid())); }

bool process_lives(std::string_view identity) {
  const std::size_t begin = identity.find('/');
  const std::size_t end = identity.rfind('/');
  if (begin == std::string_view::npos || begin == end || end + 1 == identity.size()) return false;
  return identity_of(std::string(identity.substr(begin + 1, end - begin - 1))) == identity;
}

std::vector<UnfinishedRun> RunMark::start(std::string_view command) {
  command_ = command;
  dead_.clear();
  std::vector<UnfinishedRun> unfinished;
  Statement statement(*database_, "SELECT key, command, process, articles FROM runs ORDER BY key");
  Query rows(statement);
  while (rows.step()) {
    if (process_lives(rows.text(2))) continue;
    dead_.push_back(rows.integer(0));
    unfinished.push_back({std::string(rows.text(1)), static_cast<std::uint64_t>(rows.integer(3))});
  }
  return unfinished;
}

void RunMark::make() {
  if (command_.empty() || key_) return;
  Statement statement(*database_, "INSERT INTO runs(command, process, articles) VALUES (?1, ?2, 0)");
  const std::string process = process_identity();
  Query insert(statement);
  insert.bind(1, command_).bind(2, process);
  insert.run();
  key_ = sqlite3_last_insert_rowid(database_->handle());
  for (const std::int64_t dead : dead_) {
    Statement removal(*database_, "DELETE FROM runs WHERE key = ?1");
    Query query(removal);
    query.bind(1, dead);
    query.run();
  }
}

void RunMark::before_commit() {
  if (!key_) return;
  Statement statement(*database_, "UPDATE runs SET articles = ?2 WHERE key = ?1");
  Query query(statement);
  query.bind(1, *key_).bind(2, static_cast<std::int64_t>(articles_));
  query.run();
  committed_ = true;
}

void RunMark::finish() {
  make();  // takes the dead out
  Statement statement(*database_, "DELETE FROM runs WHERE key = ?1");
  Query query(statement);
  query.bind(1, key_.value_or(0));
  query.run();
  key_.reset();
  dead_.clear();
  command_.clear();
}

void RunMark::forget_uncommitted() noexcept {
  if (!committed_) key_.reset();
}

}  // namespace chancery::record
