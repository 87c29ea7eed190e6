#include "statistics/delimited.h"

#include <algorithm>
#include <cstring>

namespace chancery::statistics {
namespace {

constexpr std::size_t kPiece = 1U << 20U;
constexpr std::size_t kLongestRow = 8U << 20U;

}  // namespace

DelimitedReader::DelimitedReader(Input& input, std::string head, std::string file, std::uint64_t line)
    : input_(&input), buffer_(std::move(head)), file_(std::move(file)), line_(line) {
  if (buffer_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

Result<bool> DelimitedReader::more() {
  if (at_end_) return false;
  if (at_ > 0) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  if (buffer_.size() > kLongestRow) {
    Error error{ErrorCode::malformed, "a row of more than 8 MiB: a quote is never closed, or this is no table", file_};
    error.line = line_;
    return std::unexpected(std::move(error));
  }
  const std::size_t before = buffer_.size();
  buffer_.resize(before + kPiece);
  const auto got = input_->read(buffer_.data() + before, kPiece);
  buffer_.resize(before + (got ? *got : 0));
  if (!got) return std::unexpected(got.error());
  if (*got == 0) at_end_ = true;
  return *got > 0;
}

Result<std::vector<std::string>> DelimitedReader::header() {
  // The separator is the mark that the first line holds most of.
  std::size_t end = buffer_.find('\n', at_);
  while (end == std::string::npos) {
    const auto got = more();
    if (!got) return std::unexpected(got.error());
    if (!*got) break;
    end = buffer_.find('\n', at_);
  }
  const std::string_view first = std::string_view(buffer_).substr(at_, std::min(end, buffer_.size()) - at_);
  std::ptrdiff_t most = 0;
  for (const char mark : {',', '\t', ';'}) {
    const auto count = std::count(first.begin(), first.end(), mark);
    if (count > most) most = count, separator_ = mark;
  }
  std::vector<std::string_view> cells;
  const auto row = next(cells);
  if (!row) return std::unexpected(row.error());
  std::vector<std::string> names;
  if (*row) names.assign(cells.begin(), cells.end());
  return names;
}

Result<bool> DelimitedReader::next(std::vector<std::string_view>& cells) {
  cells.clear();
  const bool quotes = separator_ != '\t';
  while (true) {
    while (at_ < buffer_.size() && (buffer_[at_] == '\n' || buffer_[at_] == '\r')) {
      line_ += buffer_[at_] == '\n' ? 1 : 0;
      ++at_;
    }
    if (at_ < buffer_.size()) break;
    const auto got = more();
    if (!got) return got;
    if (!*got) return false;
  }
  // The end of the row: a line break outside quotes.
  std::size_t end = at_;
  bool quoted = false, any_quotes = false;
  while (true) {
    const char* const begin = buffer_.data();
    const std::size_t size = buffer_.size();
    if (!quotes) {
      const void* found = std::memchr(begin + end, '\n', size - end);
      end = found == nullptr ? size : static_cast<std::size_t>(static_cast<const char*>(found) - begin);
    } else {
      while (end < size) {
        const char c = begin[end];
        if (c == '"') {
          quoted = !quoted;
          any_quotes = true;
        } else if (c == '\n' && !quoted) {
          break;
        }
        ++end;
      }
    }
    if (end < size) break;
    const std::size_t offset = end - at_;
    const auto got = more();
    if (!got) return got;
    end = at_ + offset;
    if (!*got) break;
  }
  ends_without_break_ = end >= buffer_.size();
  row_line_ = line_;
  char* const data = buffer_.data();
  std::size_t stop = end;
  if (stop > at_ && data[stop - 1] == '\r') --stop;
  if (!any_quotes) {
    std::size_t begin = at_;
    while (true) {
      const void* found = std::memchr(data + begin, separator_, stop - begin);
      const std::size_t cell_end =
          found == nullptr ? stop : static_cast<std::size_t>(static_cast<const char*>(found) - data);
      cells.emplace_back(data + begin, cell_end - begin);
      if (found == nullptr) break;
      begin = cell_end + 1;
    }
  } else {
    line_ += static_cast<std::uint64_t>(std::count(data + at_, data + stop, '\n'));
    std::size_t begin = at_;
    while (true) {
      std::size_t write = begin, read = begin;
      bool inside = false;
      while (read < stop && (inside || data[read] != separator_)) {
        if (data[read] == '"') {
          if (inside && read + 1 < stop && data[read + 1] == '"') {
            data[write++] = '"';
            read += 2;
            continue;
          }
          inside = !inside;
          ++read;
          continue;
        }
        data[write++] = data[read++];
      }
      cells.emplace_back(data + begin, write - begin);
      if (read >= stop) break;
      begin = read + 1;
    }
  }
  at_ = end;  // the line break itself is skipped, and counted, by the next call
  return true;
}

std::string folded_column(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  }
  return out;
}

}  // namespace chancery::statistics
