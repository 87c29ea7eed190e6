#include "read/content_type.h"

#include <algorithm>
#include <array>
#include <string>

namespace chancery::read {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

bool starts_with_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(), [](char want, char got) {
           return want == (got >= 'A' && got <= 'Z' ? static_cast<char>(got - 'A' + 'a') : got);
         });
}

bool ends_with_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && starts_with_ignoring_case(text.substr(text.size() - lower.size()), lower);
}

std::string_view trim_left(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

Error refused(ErrorCode code, std::string message) {
  Error error;
  error.code = code;
  error.message = std::move(message);
  return error;
}

// One broken line must not turn a whole feed into prose: any of the first lines that begins as an object decides.
bool has_object_line(std::string_view head) {
  for (int lines = 0; lines < 16 && !head.empty(); ++lines) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    const std::string_view line = trim_left(head.substr(0, end));
    if (line.starts_with('{')) {
      const std::string_view rest = trim_left(line.substr(1));
      if (rest.starts_with('"') || rest.starts_with('}')) return true;
    }
    head.remove_prefix(std::min(end + 1, head.size()));
  }
  return false;
}

}  // namespace

std::size_t byte_order_mark(std::string_view head) noexcept { return head.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

Result<ContentType> content_type(std::string_view head, std::string_view name) {
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    return std::unexpected(refused(ErrorCode::bad_encoding, "UTF-16: only UTF-8 is read"));
  }
  if (head.starts_with("\x1F\x8B"))
    return std::unexpected(refused(ErrorCode::wrong_type, "compressed (gzip): unpack it first"));
  if (head.starts_with("%PDF-"))
    return std::unexpected(refused(ErrorCode::wrong_type, "a PDF: only plain text and JSON Lines are read"));
  if (head.find('\0') != std::string_view::npos) {
    return std::unexpected(refused(ErrorCode::wrong_type, "a binary file: only plain text and JSON Lines are read"));
  }
  if (ends_with_ignoring_case(name, ".jsonl") || ends_with_ignoring_case(name, ".ndjson"))
    return ContentType::json_lines;

  head.remove_prefix(byte_order_mark(head));
  const std::string_view start = trim_left(head);
  if (start.starts_with('[') && trim_left(start.substr(1)).starts_with('{')) {
    return std::unexpected(refused(ErrorCode::wrong_type, "a JSON array: JSON Lines wants one object on each line"));
  }
  if (has_object_line(head)) return ContentType::json_lines;
  constexpr std::array<std::string_view, 2> kHtml{"<!doctype html", "<html"};
  for (const std::string_view mark : kHtml) {
    if (starts_with_ignoring_case(start, mark)) {
      return std::unexpected(refused(ErrorCode::wrong_type, "HTML: this version reads plain text and JSON Lines"));
    }
  }
  if (starts_with_ignoring_case(start, "<?xml") || starts_with_ignoring_case(start, "<rss") ||
      starts_with_ignoring_case(start, "<feed")) {
    return std::unexpected(refused(ErrorCode::wrong_type, "XML: this version reads plain text and JSON Lines"));
  }
  if (start.starts_with("WARC/")) {
    return std::unexpected(
        refused(ErrorCode::wrong_type, "a WARC archive: this version reads plain text and JSON Lines"));
  }
  if (start.starts_with('{') &&
      (trim_left(start.substr(1)).starts_with('"') || ends_with_ignoring_case(name, ".json"))) {
    return std::unexpected(
        refused(ErrorCode::wrong_type, "a JSON object over several lines: JSON Lines wants one object on each line"));
  }
  return ContentType::plain_text;
}

bool is_no_article_by_name(std::string_view file_name) {
  if (file_name.starts_with('.') || file_name.ends_with('~') || starts_with_ignoring_case(file_name, "readme"))
    return true;
  constexpr std::array<std::string_view, 8> kEndings{".md",     ".csv",    ".tsv", ".db",
                                                     ".db-wal", ".db-shm", ".bak", ".tmp"};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return ends_with_ignoring_case(file_name, ending); });
}

}  // namespace chancery::read
