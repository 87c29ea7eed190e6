#include "chancery/error.h"

namespace chancery {

std::string Error::to_string() const {
  std::string out;
  if (!file.empty()) {
    out += file;
    if (line != 0) {
      out += ':';
      out += std::to_string(line);
    }
    out += ": ";
  } else if (line != 0) {
    out += "line ";
    out += std::to_string(line);
    out += ": ";
  }
  out += message.empty() ? chancery::to_string(code) : message.c_str();
  return out;
}

const char* to_string(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::not_found: return "not-found";
    case ErrorCode::unreadable: return "unreadable";
    case ErrorCode::empty: return "empty";
    case ErrorCode::too_large: return "too-large";
    case ErrorCode::malformed: return "malformed";
    case ErrorCode::bad_encoding: return "bad-encoding";
    case ErrorCode::wrong_type: return "wrong-type";
    case ErrorCode::missing_field: return "missing-field";
    case ErrorCode::other_language: return "other-language";
    case ErrorCode::paywall: return "paywall";
    case ErrorCode::truncated: return "truncated";
    case ErrorCode::encrypted: return "encrypted";
    case ErrorCode::bomb: return "bomb";
    case ErrorCode::unsupported_schema: return "unsupported-schema";
    case ErrorCode::record_busy: return "record-busy";
    case ErrorCode::record_failed: return "record-failed";
    case ErrorCode::bad_usage: return "bad-usage";
  }
  return "unknown";
}

}  // namespace chancery
