#include "cli/exit_codes.h"

#include <cstdio>

namespace chancery::cli {

ExitCode exit_code_for(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::bad_usage: return kWrongUsage;
    case ErrorCode::unsupported_schema:
    case ErrorCode::record_busy:
    case ErrorCode::record_failed: return kFault;
    case ErrorCode::not_found:
    case ErrorCode::unreadable:
    case ErrorCode::empty:
    case ErrorCode::too_large:
    case ErrorCode::malformed:
    case ErrorCode::bad_encoding:
    case ErrorCode::wrong_type:
    case ErrorCode::missing_field:
    case ErrorCode::paywall:
    case ErrorCode::truncated:
    case ErrorCode::encrypted:
    case ErrorCode::bomb:
    case ErrorCode::other_language: return kSomeRefused;
  }
  return kFault;
}

ExitCode report(const Error& error) {
  std::fprintf(stderr, "chancery: %s\n", error.to_string().c_str());
  return exit_code_for(error.code);
}

}  // namespace chancery::cli
