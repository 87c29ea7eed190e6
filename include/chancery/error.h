// What can go wrong with foreign input, told in one way everywhere.
#pragma once

#include <cstdint>
#include <expected>
#include <string>

namespace chancery {

// The kinds of trouble that callers act upon. Each maps to one exit code (src/cli) and one problem+json type
// (src/serve).
enum class ErrorCode : std::uint8_t {
  not_found,           // the file, state, article or finding asked for does not exist
  unreadable,          // it exists, but reading failed (permissions, I/O)
  empty,               // no text in it
  too_large,           // over the documented limit
  malformed,           // broken syntax: JSON, CSV, a date
  bad_encoding,        // bytes that are no UTF-8
  wrong_type,          // a field of another type than the format says, a binary file
  missing_field,       // a required field is absent
  other_language,      // not English
  paywall,             // a page that asks for a subscription, a log-in or consent instead of showing its text
  truncated,           // cut short: the end of the archive, page or mail is missing
  encrypted,           // protected by a password
  bomb,                // grows out of all proportion when it is unpacked, or is nested too deeply
  unsupported_schema,  // a record written by a newer program
  record_busy,         // the record is locked by another writer
  record_failed,       // the store refused: full disk, broken file
  bad_usage,           // an argument that makes no sense
};

struct Error {
  ErrorCode code = ErrorCode::malformed;
  std::string message;     // one sentence, names what is wrong and what to do
  std::string file;        // path as the user gave it, "-" for standard input, "" where there is no file
  std::uint64_t line = 0;  // 1-based; 0: unknown
  std::uint64_t byte = 0;  // 0-based offset in the file or line
  std::uint64_t size = 0;  // size in bytes of what was refused, where that matters

  // "file:line: message" as printed on standard error.
  [[nodiscard]] std::string to_string() const;
};

// The stable identifier of a code ("too-large"), as printed in counts and JSON.
[[nodiscard]] const char* to_string(ErrorCode code) noexcept;

template <typename T>
using Result = std::expected<T, Error>;

}  // namespace chancery
