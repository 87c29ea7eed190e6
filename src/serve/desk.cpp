#include "serve/desk.h"

#include <filesystem>
#include <system_error>

#include "text/hash.h"

namespace chancery::serve {
namespace {

// Tells one state of a database file from another: sizes and times of the file and its log. "" where there is none.
std::string stamp_of(const std::string& location) {
  std::string bytes;
  for (const char* suffix : {"", "-wal"}) {
    std::error_code trouble;
    const std::filesystem::path path(location + suffix);
    const auto size = std::filesystem::file_size(path, trouble);
    const auto time = trouble ? std::filesystem::file_time_type{} : std::filesystem::last_write_time(path, trouble);
    if (trouble) {
      if (*suffix == '\0') return {};
      continue;
    }
    bytes += std::to_string(size) + "/" + std::to_string(time.time_since_epoch().count()) + ";";
  }
  return text::to_base32(text::hash(bytes), 6);
}

}  // namespace

Result<std::unique_ptr<Desk>> Desk::open(std::shared_ptr<const Library> library) {
  auto record = Record::open(library->record_location, Record::Mode::read_only);
  if (!record) return std::unexpected(std::move(record.error()));
  auto summary = record::Summary::open(library->record_location);
  if (!summary) return std::unexpected(std::move(summary.error()));
  return std::unique_ptr<Desk>(new Desk(std::move(library), *std::move(record), *std::move(summary)));
}

Desk::Desk(std::shared_ptr<const Library> library, std::unique_ptr<Record> record,
           std::unique_ptr<record::Summary> summary)
    : library_(std::move(library)),
      record_(std::move(record)),
      summary_(std::move(summary)),
      wording_(*library_->knowledge, library_->phrases),
      reader_(library_->knowledge, library_->reader) {}

Result<Statistics*> Desk::statistics() {
  const std::string stamp = stamp_of(library_->statistics_location);
  if (stamp != statistics_stamp_ || (!stamp.empty() && !statistics_)) {
    statistics_.reset();
    if (!stamp.empty()) {
      auto opened = Statistics::open(library_->statistics_location, Statistics::Mode::read_only, knowledge());
      if (!opened) return std::unexpected(std::move(opened.error()));
      statistics_ = *std::move(opened);
    }
    statistics_stamp_ = stamp;
  }
  return statistics_.get();
}

Result<std::string> Desk::edition() {
  const auto version = summary_->version();
  if (!version) return std::unexpected(version.error());
  const std::string stamp = stamp_of(library_->statistics_location);
  return std::to_string(*version) + (stamp.empty() ? "" : "." + stamp);
}

}  // namespace chancery::serve
